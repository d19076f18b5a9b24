#!/bin/sh
# lint.sh - the rules of the house that no compiler knows; prints each breach, status 1 if any.
set -u
cd "$(dirname "$0")/.." || exit 70

breaches=$(mktemp) || exit 70
trap 'rm -f "$breaches"' EXIT
sources=$(find src tests/unit tests/bench -name '*.[ch]')

# breach RULE - files each line on standard input under the rule it breaks.
breach()
{
	sed "s|^|$1: |" >>"$breaches"
}

# Files end at 500 lines, functions at 60. Code ends near column 100 (a tab counts 8); that one is
# advice, as a table row or a sentence may read better in one piece.
# shellcheck disable=SC2086	# a list of names without blanks
wc -l $sources | awk '$2 != "total" && $1 > 500 { print $2 " (" $1 ")" }' |
    breach "file beyond 500 lines"
# shellcheck disable=SC2086
awk 'FNR == 1 { open = 0 }
	/^\{/ { open = FNR }
	/^\}/ { if (open && FNR - open > 60) print FILENAME ":" open; open = 0 }' $sources |
    breach "function beyond 60 lines"
long=$(find src tests/unit -name '*.c' -exec expand '{}' + | awk 'length > 132' | wc -l)
[ "$long" -eq 0 ] || echo "advice: $long lines beyond column 132; \`clang-format\` would break them" >&2

# No object that changes, neither at file scope nor static in a function.
# shellcheck disable=SC2086,SC2046
grep -nE '^(static )?(int|unsigned|size_t|char|double|bool|FILE|struct [a-z_]+)[ *]+[a-z_]+(\[[^]]*\])*( = [^(]*)?;' \
    $(find src -name '*.[ch]') /dev/null | grep -v const | breach "mutable object at file scope"
grep -rnE '^[	 ]+static [^(]*[;=]' src | grep -v const | breach "state in a static local"

# Each third-party header is seen by one room.
while read -r header room; do
	grep -rlE "#include <$header" src | grep -v "^src/$room" | breach "<$header outside src/$room"
done <<ROOMS
iniparser config/
csv.h input/
hpdf render/pdf/
hb render/pdf/
png config/
xlsxwriter render/xlsx/
utf8proc base/
openssl base/
ROOMS

# Arrows point one way: a room includes only rooms named before it.
earlier=base
for room in base config input score story render publish; do
	case " $earlier " in *" $room "*) ;; *) earlier="$earlier $room" ;; esac
	[ -d "src/$room" ] || continue
	allowed=$(echo "$earlier" | tr ' ' '|')
	grep -rnE '#include "[a-z]+/' "src/$room" | grep -vE "#include \"($allowed)/" |
	    breach "include from a later room"
done

# Only commands print or exit; no locale, no clock but the one; no words of unfinished work.
grep -rnE '\<(printf|puts|putchar|perror|exit|abort) ?\(' src --include='*.c' |
    grep -vE '^src/(main\.c|command/)' | breach "a library room prints or exits"
grep -rnE '\<setlocale ?\(' src | breach "setlocale"
grep -rnE '\<(time|gettimeofday|clock_gettime|localtime(_r)?) ?\(' src --include='*.c' |
    grep -v '^src/base/clock' | breach "a clock outside base/clock"
# shellcheck disable=SC2086
grep -nwE 'TO''DO|FIX''ME|XX''X|not implemen''ted' $sources Makefile bootstrap |
    breach "unfinished"

cat "$breaches"
[ ! -s "$breaches" ]
