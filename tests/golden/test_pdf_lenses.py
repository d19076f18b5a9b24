"""Movement and the other lenses: the movement adds up, and their numbers are those of data/scores.csv."""

import re
import subprocess

import pytest

from running import SAMPLES, publish, table

SIGNED = r"[+−]\d+\.\d|0\.0"


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    return publish(SAMPLES, "2026-Q3", tmp_path_factory.mktemp("lenses"), "--as-of", "2026-09-30")


@pytest.fixture(scope="module")
def pages(run):
    """{partner: text from the movement to the trail, on however many sheets}"""
    found = {}
    for path in run.glob("partners/*/scorecard-*.pdf"):
        text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout.decode()
        found[path.parent.name] = text[text.index("What moved the score"):text.index("How the headline number came about")]
    assert len(found) == 8
    return found


def scores(run, partner):
    return [row for row in table(run / "data" / "scores.csv") if row["partner"].lower() == partner]


def number(text):
    return float(text.replace("−", "-"))


def test_movement_leads_from_the_score_before_to_this_one(run, pages):
    for partner, page in pages.items():
        part = page[page.index("What moved the score"):page.index("this period")]
        (start,) = re.findall(r"^ *2026-Q2 +(\d+\.\d)", part, re.M)
        (end,) = re.findall(r"^ *2026-Q3 +(\d+\.\d)", part, re.M)
        between = part[part.index(f"2026-Q2 "):part.index("2026-Q3 ")]
        steps = re.findall(rf" ({SIGNED})(?= |$)", between, re.M)
        (health,) = (row for row in scores(run, partner) if row["lens"] == "health" and row["group"] == "")
        assert end == health["score"]
        assert len(steps) >= 5
        assert round(float(start) + sum(map(number, steps)), 1) == float(end), partner
        assert round(float(end) - float(start), 1) == float(health["change"])


def test_every_other_lens_is_there_with_its_groups(run, pages):
    for partner, page in pages.items():
        printed = re.findall(r"\d+\.\d", page[page.index("this period"):])
        expected = [row["score"] for row in scores(run, partner) if row["lens"] != "health" and row["score"]]
        assert len(expected) > 20
        for score in set(expected):
            assert printed.count(score) >= expected.count(score), f"{partner}: {score}"


def test_the_field_says_what_the_two_scores_say(run, pages):
    words = {(True, True): "performs and collaborates", (True, False): "performs, collaborates less",
             (False, True): "collaborates, performs less", (False, False): "neither at the green limit"}
    seen = set()
    for partner, page in pages.items():
        own = re.findall(r"Own performance +(\d+\.\d)", page)
        together = next(row["score"] for row in scores(run, partner) if row["lens"] == "collaboration" and row["group"] == "")
        assert len(own) == (together != "")
        if not own:
            continue
        key = float(own[0]) >= 80, float(together) >= 80
        seen.add(key)
        assert words[key] in page, partner
    assert len(seen) >= 3
