"""Where every text stands on every page: on the paper, large enough, and clear of all the others."""

import re
import struct

import pikepdf
import pytest

import hostile
from running import SAMPLES, WHOLE_FONTS, publish

TEXT = re.compile(rb"BT\n/(F\d+) (\S+) Tf\n(\S+) (\S+) Td\n\(((?:\\.|[^\\)])*)\) Tj\nET", re.S)
ESCAPE = re.compile(rb"\\(.)", re.S)
# Points. A capital of Noto Sans is 0.714 em high, its deepest letter goes down 0.24; half a point may touch.
ABOVE, BELOW, TOUCH = 0.714, 0.2, 0.5
FOOT, EDGE, HEADING = 42, 30, 10.5

VARIANTS = {
    "english": (), "german-uk4-letter": ("output.language=de", "output.words=uk4", "output.paper=letter"),
    "french-safe": ("output.language=fr", "output.palette=safe"), "dutch-rag": ("output.language=nl", "output.words=rag"),
}


def unescape(raw):
    return ESCAPE.sub(lambda match: b"\r" if match[1] == b"r" else match[1], raw)


def letters(font):
    """({CID: width in 1/1000 em}, {CID: text}) of an embedded font."""
    (child,) = font.DescendantFonts
    widths = {number: int(width) for number, width in enumerate(child.W[1], int(child.W[0]))}
    lines = re.findall(r"<([0-9A-F]{4})> <([0-9A-F]+)>", font.ToUnicode.read_bytes().decode("ascii"))
    return widths, {int(cid, 16): bytes.fromhex(text).decode("utf-16-be") for cid, text in lines}


def texts(path):
    """Of every page (width, height, [(left, bottom, right, top, size, text)])."""
    with pikepdf.open(path) as document:
        resources = document.pages[0].Resources.Font
        fonts = {name[1:].encode(): letters(resources[name]) for name in resources.keys()}
        for page in document.pages:
            found = []
            content = page.Contents.read_bytes()
            for name, size, x, y, raw in TEXT.findall(content):
                widths, characters = fonts[name]
                codes = unescape(raw)
                cids = struct.unpack(f">{len(codes) // 2}H", codes)
                size, x, y = float(size), float(x), float(y)
                right = x + sum(widths[cid] for cid in cids) * size / 1000
                found.append((x, y - BELOW * size, right, y + ABOVE * size, size, "".join(characters[cid] for cid in cids)))
            assert len(found) == content.count(b" Tj\n") > 0
            yield float(page.MediaBox[2]), float(page.MediaBox[3]), found


def overlaps(found):
    """Pairs of texts that lie on each other by more than a touch."""
    found = sorted(found)
    for number, (left, bottom, right, top, _, text) in enumerate(found):
        for other in found[number + 1:]:
            if other[0] > right - TOUCH:
                break
            if text.strip() and other[5].strip() and min(right, other[2]) - other[0] > TOUCH and \
                    min(top, other[3]) - max(bottom, other[1]) > TOUCH:
                yield text, other[5]


def faults(path):
    for number, (width, height, found) in enumerate(texts(path), 1):
        where = f"{path.name} page {number}"
        for left, bottom, right, top, size, text in found:
            if left < EDGE or right > width - EDGE or bottom < 15 or top > height - 15:
                yield f"{where}: {text!r} leaves the page"
            if size < (7 if top < FOOT else 8):
                yield f"{where}: {text!r} is set in {size} points"
        lowest = min((text for text in found if text[3] > FOOT), key=lambda text: text[1])
        if lowest[4] == HEADING and lowest[3] < height / 2:
            yield f"{where}: heading {lowest[5]!r} stands alone at the foot"
        for pair in overlaps(found):
            yield f"{where}: {pair[0]!r} and {pair[1]!r} lie on each other"


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    return hostile.write(tmp_path_factory.mktemp("hostile") / "portfolio")


@pytest.mark.parametrize("variant", VARIANTS)
def test_no_text_is_cut_small_or_covered(settings, variant, tmp_path):
    run = hostile.run(settings, tmp_path, *VARIANTS[variant])
    assert set(hostile.scorecards(run)) == set(hostile.NAMES)
    assert [fault for path in run.rglob("*.pdf") for fault in faults(path)] == []


def test_samples_have_no_fault_either(tmp_path):
    run = publish(SAMPLES, "2026-Q3", tmp_path, "--as-of", "2026-09-30")
    paths = list(run.rglob("*.pdf"))
    assert len(paths) > 8
    assert [fault for path in paths for fault in faults(path)] == []


@pytest.mark.skipif(WHOLE_FONTS, reason="PDFs hold their fonts whole where HarfBuzz has no cutter")
def test_files_stay_small(settings, tmp_path):
    """Two pages in 60 kB, and whole scorecards of up to six pages, all scripts and charts, in the 100 kB of four."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "scorecard.ini").write_text(
        "[page answer]\nblocks = band, health, tiles, history, things, alerts, completeness\n[page kpis]\nblocks = kpis, voice\n")
    short = hostile.scorecards(hostile.run(settings, tmp_path / "short", f"templates.directory={tmp_path}/templates"))
    pages = {partner: len(list(texts(path))) for partner, path in short.items()}
    assert sum(count == 2 for count in pages.values()) >= 10
    assert [partner for partner, path in short.items() if pages[partner] == 2 and path.stat().st_size > 60_000] == []
    whole = hostile.scorecards(hostile.run(settings, tmp_path / "whole"))
    assert max(path.stat().st_size for path in whole.values()) <= 100_000


def test_a_covered_text_would_be_found():
    """The eye itself: two texts side by side pass, one on the other does not."""
    line = (50, 98, 90, 107, 10, "one")
    assert list(overlaps([line, (90, 98, 120, 107, 10, "two")])) == []
    assert list(overlaps([line, (50, 87, 90, 96, 10, "below")])) == []
    assert list(overlaps([line, (85, 101, 120, 110, 10, "on it")])) == [("one", "on it")]
