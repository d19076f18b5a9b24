#!/bin/sh
# run.sh UNIT_DIRECTORY [PYTEST_DIRECTORY] - runs every unit test, then pytest, and adds them up.
#
# The last line is "N passed, N failed", before it how many were skipped; the status is 0 only if nothing failed.
# FUZZERS, if set, is the directory of the fuzzers: each runs FUZZ_SECONDS and counts as a test.
# WRAPPER, if set, is a program put before each unit test; PYTHON and RAPPORT go to pytest.
# A unit test may take UNIT_SECONDS and UNIT_KB of address space: a fault must not take the machine.
set -u

seconds=${UNIT_SECONDS:-300}
kilobytes=${UNIT_KB:-unlimited}	# none under AddressSanitizer, which reserves terabytes
export ASAN_OPTIONS="hard_rss_limit_mb=4096:${ASAN_OPTIONS-}"

passed=0
failed=0
skipped=0
log=$(mktemp) || exit 70
trap 'rm -f "$log"' EXIT

count()
{
	grep -c "$1" "$log" || true
}

# Counts the TAP of one program; a crash, or a program without a single test, is a failure.
run_unit()
{
	status=0
	# shellcheck disable=SC3045,SC2086	# dash and bash have ulimit -v; WRAPPER may be several words
	(ulimit -v "$kilobytes" && exec timeout "$seconds" env CMOCKA_MESSAGE_OUTPUT=TAP ${WRAPPER-} "$1") \
	    >"$log" 2>&1 || status=$?
	# cmocka writes a skipped test as "not ok 4 # SKIP name".
	skip=$(count '^not ok.*# SKIP')
	bad=$(($(count '^not ok') - skip))
	good=$(count '^ok')
	[ "$bad" -gt 0 ] || [ "$status" -eq 0 ] || bad=1
	[ $((good + bad + skip)) -gt 0 ] || bad=1
	passed=$((passed + good))
	failed=$((failed + bad))
	skipped=$((skipped + skip))
	if [ "$bad" -gt 0 ]; then
		echo "FAIL ${1##*/} (status $status)"
		cat "$log"
	else
		echo "ok   ${1##*/} ($good)"
	fi
}

# The number before a word in pytest's closing line, 0 if the word is not there.
pytest_count()
{
	number=$(tail -n 1 "$log" | sed -n "s/.*[^0-9]\([0-9][0-9]*\) $1.*/\1/p")
	echo "${number:-0}"
}

run_pytest()
{
	status=0
	PYTEST_DISABLE_PLUGIN_AUTOLOAD=1 RAPPORT=$RAPPORT \
	    "$PYTHON" -B -m pytest "$1" -q -p no:cacheprovider --color=no >"$log" 2>&1 || status=$?
	cat "$log"
	# Every number of that line stands behind a blank once the line starts with one.
	sed -i '$s/^=* */ /' "$log"
	bad=$(($(pytest_count failed) + $(pytest_count error)))
	[ "$bad" -gt 0 ] || [ "$status" -eq 0 ] || bad=1
	passed=$((passed + $(pytest_count passed)))
	failed=$((failed + bad))
	skipped=$((skipped + $(pytest_count skipped)))
}

run_fuzzers()
{
	tests/fuzz/run.sh "$FUZZERS" "${FUZZ_SECONDS:-5}" >"$log" 2>&1
	cat "$log"
	passed=$((passed + $(count '^ok ')))
	failed=$((failed + $(count '^FAIL ')))
}

for unit in "$1"/test_*; do
	[ ! -x "$unit" ] || [ -d "$unit" ] || run_unit "$unit"
done
[ $((passed + failed)) -gt 0 ] || { echo "no unit tests in $1"; failed=1; }
[ -z "${FUZZERS-}" ] || run_fuzzers
[ $# -lt 2 ] || run_pytest "$2"

[ "$skipped" -eq 0 ] || echo "$skipped skipped"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
