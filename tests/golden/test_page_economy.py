"""Paper: how many pages a report takes, and that none but the last is nearly empty."""

import subprocess

import pytest

import hostile
from running import SAMPLES, publish, write_portfolio

DOTS_PER_POINT = 0.5
FOOT = 42  # points from the lower edge: line and text of the foot


def depths(path):
    """Of every page, how far down from the upper edge there is ink, as a share of the page above its foot."""
    done = subprocess.run(["pdftoppm", "-r", str(72 * DOTS_PER_POINT), "-gray", path], capture_output=True, check=True)
    rest, found = done.stdout, []
    while rest:
        magic, size, depth, rest = rest.split(b"\n", 3)
        assert magic == b"P5" and depth == b"255"
        width, height = map(int, size.split())
        pixels, rest = rest[:width * height], rest[width * height:]
        foot = height - int(FOOT * DOTS_PER_POINT)
        found.append(max(y for y in range(foot) if min(pixels[y * width:(y + 1) * width]) < 200) / foot)
    return found


def sparse(paths):
    """Pages that are not the last of their report and end in their upper third."""
    return [(path.name, number) for path in paths for number, depth in enumerate(depths(path)[:-1], 1) if depth < 1 / 3]


@pytest.mark.parametrize("language, most", [("en", 5), ("de", 6), ("nl", 6), ("fr", 6)])
def test_samples_fill_their_pages(language, most, tmp_path):
    """Five pages with both sides' answers and eight lenses; a sixth where longer words have no room."""
    run = publish(SAMPLES, "2026-Q3", tmp_path, "--as-of", "2026-09-30", "--set", f"output.language={language}",
                  "--set", "output.editions=internal, partner", "--set", "output.formats=pdf")
    cards, packs = list(run.glob("partners/*/scorecard-*.pdf")), list(run.glob("board/*.pdf"))
    assert len(cards) == 16 and len(packs) == 1
    counts = sorted(len(depths(path)) for path in cards)
    assert counts[-1] <= most and counts[len(counts) // 2] == 5
    assert len(depths(packs[0])) == 10
    assert sparse(cards + packs) == []


def test_the_two_mandatory_files_take_three_pages(tmp_path):
    """reports.md: the answer, KPIs and voice, method; here of a model with one lens and of one period."""
    run = publish(write_portfolio(tmp_path / "in"), "2026-Q3", tmp_path / "a", "--set", "output.formats=pdf")
    (card,) = run.glob("partners/*/scorecard-*.pdf")
    assert len(depths(card)) <= 3


def test_hard_portfolios_fill_their_pages_too(tmp_path):
    run = hostile.run(hostile.write(tmp_path / "in"), tmp_path / "a", "output.formats=pdf")
    assert sparse(run.rglob("*.pdf")) == []
