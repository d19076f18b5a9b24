#!/bin/sh
# run.sh PROGRAM FLOOR BOOKS DIRECTORY - how fast, how much memory, and how far from the bare libraries.
#
# Medians of REPEAT runs (default 3) on generated portfolios; a fresh archive each time. SIZES are
# the numbers of partners. Prints a table and no verdict: what is good depends on the machine.
# BENCH names the parts to run: reports (whole runs), workbooks (writing them and nothing else), csv
# (reading of large files). Default all.
set -eu

program=$1
floor=$2
books=$3
directory=$4
repeat=${REPEAT:-3}
sizes=${SIZES:-10 200 2000}
parts=${BENCH:-reports workbooks csv}
period=2026-Q3
here=$(dirname "$0")

[ -x /usr/bin/time ] || { echo "bench: needs the package time" >&2; exit 69; }
mkdir -p "$directory"

remove()
{
	[ ! -e "$1" ] || chmod -R u+w "$1"
	rm -rf "$1"
}

# Runs a command once; appends "milliseconds kilobytes" to $directory/samples.
once()
{
	status=0
	start=$(date +%s%N)
	/usr/bin/time -f '%M' -o "$directory/memory" "$@" >"$directory/output" 2>&1 || status=$?
	end=$(date +%s%N)
	if [ "$status" -gt 1 ]; then
		echo "bench: status $status from: $*" >&2
		cat "$directory/output" >&2
		exit 70
	fi
	# GNU time puts a line of its own before the figure when the status is not 0.
	echo "$(((end - start) / 10000)) $(tail -n 1 "$directory/memory")" >>"$directory/samples"
}

# Medians of the samples so far: time in 10 us units, and memory in kB.
medians()
{
	middle=$(((repeat + 1) / 2))
	time_median=$(cut -d ' ' -f 1 "$directory/samples" | sort -n | sed -n "${middle}p")
	memory_median=$(cut -d ' ' -f 2 "$directory/samples" | sort -n | sed -n "${middle}p")
}

repeated_run()
{
	generated=$1
	jobs=$2
	shift 2
	: >"$directory/samples"
	for _ in $(seq "$repeat"); do
		remove "$directory/archive"
		once "$program" run -c "$generated/rapport.ini" -p "$period" -o "$directory/archive" -j "$jobs" "$@"
	done
	medians
}

repeated()
{
	: >"$directory/samples"
	for _ in $(seq "$repeat"); do
		once "$@"
	done
	medians
}

two_floors()
{
	"$floor" "$1" "$directory/one" &
	"$floor" "$1" "$directory/two"
	wait $!
}

generate()
{
	[ -f "$directory/$1/rapport.ini" ] ||
	    /usr/bin/python3 -B "$here/generate.py" "$1" "$directory/$1"
}

row()
{
	awk -v name="$1" -v count="$2" -v time="$time_median" -v memory="$memory_median" \
	    -v base="$3" -v one="$4" 'BEGIN {
		seconds = time / 1e5
		printf "%-22s %8d %9.3f %11.1f %9.2f %8.1f", name, count, seconds, count / seconds,
		    1000 * seconds / count, memory / 1024
		printf base ? sprintf(" %8.2f", time / base) : "        -"
		printf one ? sprintf(" %8.2f\n", time / one) : "        -\n"
	}'
}

reports()
{
	echo "Medians of $repeat runs on $(nproc) processors. floor: the libraries alone (tests/bench/floor.c)."
	printf '%-22s %8s %9s %11s %9s %8s %8s %8s\n' what partners seconds partners/s ms/each \
	    'peak MB' '/ floor' '/ 1 job'
	mkdir -p "$directory/one" "$directory/two"
	for size in $sizes; do
		generate "$size"
		repeated "$floor" "$size" "$directory/one"
		bare=$time_median
		row "floor, 1 process" "$size" 0 0
		: >"$directory/samples"
		for _ in $(seq "$repeat"); do
			start=$(date +%s%N)
			two_floors $(((size + 1) / 2))
			echo "$((($(date +%s%N) - start) / 10000)) 0" >>"$directory/samples"
		done
		medians
		row "floor, 2 processes" "$size" 0 "$bare"
		bare_two=$time_median
		repeated_run "$directory/$size" 1
		single=$time_median
		row "rapport, 1 job" "$size" "$bare" 0
		repeated_run "$directory/$size" 2
		row "rapport, 2 jobs" "$size" "$bare_two" "$single"
	done

	largest=$(for size in $sizes; do echo "$size"; done | sort -n | tail -n 1)
	repeated "$program" check -q -c "$directory/$largest/rapport.ini" -p "$period"
	bytes=$(find "$directory/$largest" -name '*.csv' -exec cat '{}' + | wc -c)
	awk -v bytes="$bytes" -v time="$time_median" -v memory="$memory_median" 'BEGIN {
		printf "\nrapport check, %.1f MB of CSV: %.3f s, %.1f MB/s read, validated and scored, peak %.1f MB\n",
		    bytes / 1e6, time / 1e5, bytes / 10 / time, memory / 1024 }'

	echo
	echo "One scorecard and one workbook, bytes:"
	find "$directory/archive/latest/" -name '*.pdf' -printf '%s %f\n' | sort -n |
	    awk '{ size[NR] = $1 } END { print "  pdf   smallest " size[1] ", median " size[int((NR + 1) / 2)] ", largest " size[NR] }'
	find "$directory/archive/latest/partners/" -name '*.xlsx' -printf '%s %f\n' | sort -n |
	    awk '{ size[NR] = $1 } END { print "  xlsx  smallest " size[1] ", median " size[int((NR + 1) / 2)] ", largest " size[NR] }'
	remove "$directory/archive"
}

# Median of a column of figures.
median_of()
{
	sort -n -k "$2" "$1" | awk -v column="$2" '{ value[NR] = $column } END { print value[int((NR + 1) / 2)] }'
}

# One partner's workbook by the program and, by the very same calls, by the library alone (record.c), in turn.
# Then the portfolio's.
workbooks()
{
	generate 10
	: >"$directory/bare"
	: >"$directory/ours"
	for _ in $(seq "$repeat"); do
		"$floor" 200 "$directory" xlsx >>"$directory/bare"
		"$books" "$directory/10/rapport.ini" "$period" 200 "$directory/partner.xlsx" >>"$directory/ours"
	done
	cmp "$directory/floor.xlsx" "$directory/partner.xlsx" || {
		echo "bench: not the same workbook: does tests/bench/record.c know every function that is called?" >&2
		exit 70
	}
	echo "One partner's workbook, $(wc -c <"$directory/partner.xlsx") bytes, the same in both; milliseconds each, of processor time but for fsync; medians of $repeat x 200 in turn."
	printf '%-22s %8s %8s %8s %8s %8s %8s\n' what filling closing naming together '/ bare' 'fsync'
	awk -v fill="$(median_of "$directory/bare" 1)" -v close_="$(median_of "$directory/bare" 2)" \
	    -v our_fill="$(median_of "$directory/ours" 1)" -v our_close="$(median_of "$directory/ours" 2)" \
	    -v sync="$(median_of "$directory/ours" 3)" -v naming="$(median_of "$directory/ours" 4)" 'BEGIN {
		bare = fill + close_
		ours = our_fill + our_close + naming
		form = "%-22s %8.2f %8.2f %8.2f %8.2f %8.2f %8.2f\n"
		printf form, "libxlsxwriter alone", fill, close_, 0, bare, 1, 0
		printf form, "rapport", our_fill, our_close, naming, ours, ours / bare, sync }'
	printf '\nThe workbook of the portfolio: seconds of processor time, and those of fsync; the memory is that of the whole process,\n'
	printf 'with the data read and scored.\n'
	printf '%8s %9s %9s %9s %9s %9s %9s\n' partners filling closing together fsync 'peak MiB' 'file MiB'
	for size in $sizes; do
		generate "$size"
		: >"$directory/ours"
		for _ in $(seq "$repeat"); do
			"$books" "$directory/$size/rapport.ini" "$period" 1 "$directory/portfolio.xlsx" portfolio >>"$directory/ours"
		done
		awk -v size="$size" -v fill="$(median_of "$directory/ours" 1)" -v close_="$(median_of "$directory/ours" 2)" \
		    -v sync="$(median_of "$directory/ours" 3)" -v memory="$(median_of "$directory/ours" 5)" -v bytes="$(wc -c <"$directory/portfolio.xlsx")" 'BEGIN {
			printf "%8d %9.3f %9.3f %9.3f %9.3f %9.1f %9.2f\n", size, fill / 1e3, close_ / 1e3,
			    (fill + close_) / 1e3, sync / 1e3, memory, bytes / 1048576 }'
	done
}

case " $parts " in
*" reports "*) reports ;;
esac
case " $parts " in
*" workbooks "*) workbooks ;;
esac
case " $parts " in
*" csv "*) /usr/bin/python3 -B "$here/reading.py" "$program" "$directory/reading" ;;
esac
