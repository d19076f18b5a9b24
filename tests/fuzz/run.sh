#!/bin/sh
# run.sh DIRECTORY SECONDS - runs every fuzzer of DIRECTORY for SECONDS, three at a time.
#
# Seeds are in tests/fuzz/corpus/NAME and in the data of the tests; what a fuzzer finds worth keeping goes to DIRECTORY/corpus/NAME,
# an input that breaks it to DIRECTORY/crash. A line "ok" or "FAIL" for each; the status is 0 only if all are ok.
set -u

directory=$1
seconds=$2
here=tests/fuzz
mkdir -p "$directory/crash" "$directory/log"
export ASAN_OPTIONS="detect_leaks=1:${ASAN_OPTIONS-}"

seeds()
{
	echo "$here/corpus/$1"
	case $1 in
	csv|decode) echo "tests/data/csvkit tests/data/csv-spectrum" ;;
	export) echo "tests/data/csvkit" ;;
	mapping) echo "config" ;;
	esac
}

run_one()
{
	name=$1
	mkdir -p "$directory/corpus/$name"
	# shellcheck disable=SC2046	# a list of directories
	timeout -k 5 $((seconds + 120)) "$directory/fuzz_$name" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 \
	    -print_final_stats=1 -artifact_prefix="$directory/crash/$name-" "$directory/corpus/$name" $(seeds "$name") \
	    >"$directory/log/$name" 2>&1
	echo $? >"$directory/log/$name.status"
}

names=
running=0
for fuzzer in "$directory"/fuzz_*; do
	[ -x "$fuzzer" ] || continue
	name=${fuzzer##*/fuzz_}
	names="$names $name"
	run_one "$name" &
	running=$((running + 1))
	[ $((running % 3)) -ne 0 ] || wait
done
wait

bad=0
for name in $names; do
	status=$(cat "$directory/log/$name.status")
	inputs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$directory/log/$name")
	if [ "$status" -eq 0 ] && [ "${inputs:-0}" -gt 0 ]; then
		echo "ok   fuzz_$name ($inputs inputs)"
	else
		bad=1
		echo "FAIL fuzz_$name (status $status)"
		tail -n 40 "$directory/log/$name"
	fi
done
[ -n "$names" ] || { echo "FAIL no fuzzers in $directory"; bad=1; }
exit "$bad"
