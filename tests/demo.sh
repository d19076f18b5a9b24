#!/bin/sh
# demo.sh PROGRAM DIRECTORY - runs the job on samples/ into DIRECTORY and says what to open.
# WRAPPER, if set, is a program put before PROGRAM (valgrind, or env for a sanitized build); then any
# word on stderr is a failure: a worker that a checker stopped must not pass for a partner less.
set -eu

program=$1
archive=$2
period=2026-Q3

# An archive of its own each time: a published run is read-only, and a restatement is no first view.
if [ -d "$archive" ]; then
	chmod -R u+w "$archive"
	rm -rf "$archive"
fi
mkdir -p "$archive"

run_samples()
{
	# shellcheck disable=SC2086	# WRAPPER may be several words
	${WRAPPER-} "$program" run -c samples/rapport.ini -p "$period" --as-of 2026-09-30 -o "$archive"
}

if [ -z "${WRAPPER-}" ]; then
	run_samples
else
	complaints=$(mktemp)
	trap 'rm -f "$complaints"' EXIT
	run_samples 2>"$complaints" || echo "demo: status $?" >>"$complaints"
	if [ -s "$complaints" ]; then
		cat "$complaints" >&2
		exit 70
	fi
fi

latest=$archive/latest
[ -f "$latest/MANIFEST.sha256" ] || { echo "demo: nothing was published in $archive" >&2; exit 70; }
(cd "$latest" && sha256sum -c --quiet --strict MANIFEST.sha256)

echo "Scorecards and workbooks, one of each per partner:"
find "$latest/" -name '*.pdf' | LC_ALL=C sort | sed 's/^/  /'
find "$latest/" -name '*.xlsx' | LC_ALL=C sort | sed 's/^/  /'
echo "Numbers as CSV: $latest/data  (every file checked against MANIFEST.sha256)"
