#!/bin/sh
# pictures.sh PROGRAM DIRECTORY - the pictures of docs/templates.md and of the board pack, made by the program from samples/ and templates/example.
# Needs poppler-utils and ImageMagick.
set -eu

program=$1
out=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# picture NAME PAGES OPTION... - pages 1 to PAGES of Meridian's scorecard side by side.
picture() {
	name=$1
	pages=$2
	shift 2
	"$program" run -c samples/rapport.ini -p 2026-Q3 --partner MERIDIAN -o "$work/$name" --set output.formats=pdf -q "$@"
	pdftoppm -png -r 50 -l "$pages" "$work/$name/latest/partners/meridian/scorecard-meridian-2026-Q3.pdf" "$work/$name"
	montage "$work/$name"-*.png -tile "${pages}x1" -geometry +6+6 -background '#C9CED6' -strip \
		-define png:exclude-chunks=date,time -depth 8 +dither -colors 160 "$out/$name.png"
}

# board NAME - four pages of the samples' board pack.
board() {
	"$program" run -c samples/rapport.ini -p 2026-Q3 -o "$work/$1" --set output.formats=pdf -q
	for page in 1 3 4 5; do
		pdftoppm -png -r 50 -f "$page" -l "$page" "$work/$1/latest/board/board-pack-2026-Q3.pdf" "$work/$1"
	done
	montage "$work/$1"-*.png -tile 2x2 -geometry +6+6 -background '#C9CED6' -strip \
		-define png:exclude-chunks=date,time -depth 8 +dither -colors 160 "$out/$1.png"
}

here=$(pwd)
mkdir -p "$out"
picture look 2 --set "templates.theme=$here/templates/example/theme.ini" --set output.language=fr
picture template 2 --set "templates.directory=$here/templates/example"
board board-pack
