"""Letters as they are printed: the pixels of a name in the PDF against FreeType's own drawing of the whole, uncut font.

Pillow (python3-pikepdf brings it) draws the reference, letter by letter, four times as large as needed and then reduced, so that
neither hinting nor rounding of advances comes in; poppler draws the page.
"""

import io
import subprocess

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageStat

from running import publish, write_portfolio
from test_boxes import letters, TEXT, unescape

FONT = "/usr/share/fonts/truetype/noto/NotoSans-Bold.ttf"
SUBSTITUTE = "\N{REPLACEMENT CHARACTER}"
# Each alone in its document: what is written, what must be seen, and what a careless cut or converter would show instead.
NAMES = {
    "skoda": ("Škoda", "Škoda", "Skoda"),
    "cyrillic": ("Ё ї", "Ё ї", "Е ı"),
    "greek": ("Έλ", "Έλ", "Ελ"),
    "nguyen": ("Nguyễn", "Nguyễn", "Nguyen"),
    "nfd": ("S\N{COMBINING CARON}koda Nguye\N{COMBINING CIRCUMFLEX ACCENT}\N{COMBINING TILDE}n", "Škoda Nguyễn", "Skoda Nguyen"),
    "emoji": ("Joy 😀", f"Joy {SUBSTITUTE}", "Joy  "),
    "hebrew": ("Tel שלום", f"Tel {SUBSTITUTE * 4}", "Tel שלום"),
}
SCALE, OVERSIZE, MARGIN = 4, 4, 12
# Grey levels of 255 on average over the name's box: renderers differ by up to 1.6 at the edges of letters. A lost caron costs 2 more,
# so the right letters must also come clearly nearer than the damaged ones.
SAME, NEARER = 2.0, 0.6
ONE_BY_ONE = 0  # letter by letter; Pillow before 9.1 has no ImageFont.Layout.BASIC


@pytest.fixture(scope="module")
def scorecards(tmp_path_factory):
    place = tmp_path_factory.mktemp("glyphs")
    config = write_portfolio(place / "portfolio", tuple(NAMES), {partner: name[0] for partner, name in NAMES.items()})
    run = publish(config, "2026-Q3", place / "archive", "--as-of", "2026-09-30")
    return {path.parent.name: path for path in run.glob("partners/*/scorecard-*.pdf")}


def name_line(path):
    """(x, distance of the base line from the top, size, text) of the largest line in the head of page 1."""
    with pikepdf.open(path) as document:
        page = document.pages[0]
        fonts = {name[1:].encode(): letters(font)[1] for name, font in page.Resources.Font.items()}
        runs = [(float(size), float(x), float(page.MediaBox[3]) - float(y), name, raw)
                for name, size, x, y, raw in TEXT.findall(page.Contents.read_bytes())]
    head = [run for run in runs if run[2] < 100]
    size = max(run[0] for run in head)
    line = [run for run in head if run[0] == size]
    text = ""
    for _, _, _, name, raw in line:
        codes = unescape(raw)
        text += "".join(fonts[name][int.from_bytes(codes[i:i + 2], "big")] for i in range(0, len(codes), 2))
    return line[0][1], line[0][2], size, text


def printed(path, box):
    """What poppler draws there, paper black and ink white."""
    x, y, width, height = box
    done = subprocess.run(["pdftoppm", "-r", str(72 * SCALE), "-f", "1", "-l", "1", "-x", str(x), "-y", str(y), "-W", str(width),
                           "-H", str(height), "-gray", path], capture_output=True, check=True)
    image = Image.open(io.BytesIO(done.stdout)).convert("L")
    paper = image.getpixel((0, 0))
    return image.point([max(0, min(255, round((level - paper) * 255 / (255 - paper)))) for level in range(256)])


def drawn(text, size, left, base, width, height):
    """The same by FreeType from the whole font; left and base in pixels of the box."""
    font = ImageFont.truetype(FONT, round(size * SCALE * OVERSIZE), layout_engine=ONE_BY_ONE)
    measure = ImageFont.truetype(FONT, 1000, layout_engine=ONE_BY_ONE)
    image = Image.new("L", (width * OVERSIZE, height * OVERSIZE))
    pen = ImageDraw.Draw(image)
    x = left * OVERSIZE
    for letter in text:
        pen.text((round(x), round(base * OVERSIZE)), letter, fill=255, font=font, anchor="ls")
        x += measure.getlength(letter) / 1000 * size * SCALE * OVERSIZE
    return image.resize((width, height), Image.BOX)


def difference(page, text, size, left, base):
    """Mean difference of grey levels, the best of small shifts: renderers place the pixel grid differently."""
    steps = [step / OVERSIZE for step in range(-OVERSIZE, OVERSIZE + 1)]
    references = (drawn(text, size, left + x, base + y, *page.size) for x in steps for y in steps)
    return min(ImageStat.Stat(ImageChops.difference(page, reference)).mean[0] for reference in references)


@pytest.mark.parametrize("partner", NAMES)
def test_letters_are_those_of_the_font(scorecards, partner):
    _, seen, damaged = NAMES[partner]
    x, down, size, text = name_line(scorecards[partner])
    assert text.startswith(seen)
    width = round((size * 0.7 * len(seen)) * SCALE) + 2 * MARGIN
    height = round(size * 1.6 * SCALE)
    left, top = round(x * SCALE) - MARGIN, round((down - size * 1.2) * SCALE)
    page = printed(scorecards[partner], (left, top, width, height))
    place = size, x * SCALE - left, down * SCALE - top
    right = difference(page, text, *place)
    assert right < SAME
    assert right < NEARER * difference(page, damaged + text[len(seen):], *place)


@pytest.mark.parametrize("partner", NAMES)
def test_text_can_be_copied(scorecards, partner):
    text = subprocess.run(["pdftotext", "-layout", scorecards[partner], "-"], capture_output=True, check=True).stdout.decode()
    _, seen, _ = NAMES[partner]
    assert seen.replace(" ", "") in text.replace(" ", "")
    count = seen.count(SUBSTITUTE)
    # Every page names the partner once.
    assert ("no font covers" in text) == (count > 0)
    if count:
        assert text.count(SUBSTITUTE) == count * text.count("\f") + 1
