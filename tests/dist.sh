#!/bin/sh
# dist.sh VERSION DIRECTORY - packs the tracked files, unpacks them elsewhere, builds, tests the
# units, installs, runs the installed program outside the tree, uninstalls, and looks for leftovers.
set -eu
# What a caller set for its own build (BUILD=..., -j) is not for the unpacked one.
unset MAKEFLAGS MAKELEVEL

name=rapport-$1
directory=$2
rm -rf "$directory"
mkdir -p "$directory"
[ -n "$(git ls-files | head -n 1)" ] || { echo "distcheck: git tracks no file here" >&2; exit 66; }
git ls-files -z | tar --null --files-from=- --transform="s|^|$name/|" --sort=name \
    --owner=0 --group=0 --numeric-owner -czf "$directory/$name.tar.gz"
tar -C "$directory" -xzf "$directory/$name.tar.gz"

root=$(cd "$directory" && pwd)
prefix=$root/usr
cd "$directory/$name"
make -s -j "$(nproc)" all units PREFIX="$prefix"
tests/run.sh build/tests
make -s install PREFIX="$prefix"
(cd "$root" && "$prefix/bin/rapport" --version && "$prefix/bin/rapport" init "$root/first" &&
	cd first && "$prefix/bin/rapport" check -q) || [ $? -eq 1 ]
make -s uninstall PREFIX="$prefix"
left=$(find "$prefix" -type f)
[ -z "$left" ] || { echo "distcheck: left behind: $left" >&2; exit 1; }
make -s clean
[ ! -e build ]
echo "distcheck: $directory/$name.tar.gz is complete"
