"""The board pack: its numbers against scores.csv, links and bookmarks, and the same PDF/A rules as every scorecard."""

import re
import subprocess
import sys

import pikepdf
import pytest

import hostile
import test_boxes
import test_pdf
from running import ROOT, SAMPLES, publish, rapport, snapshot, table, write_portfolio

WORDS = {"en": ("green", "yellow", "red", "not rated"), "fr": ("vert", "jaune", "rouge", "non noté")}
LETTERS = {"green": "G", "yellow": "Y", "red": "R", "grey": "N"}


def generate(place, partners):
    subprocess.run([sys.executable, ROOT / "tests/bench/generate.py", str(partners), place, "--respondents", "12"], check=True,
                   capture_output=True)
    return place / "rapport.ini"


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """{name: published run}: the samples, in French, three partners, and three hundred."""
    place = tmp_path_factory.mktemp("board")
    pdf = ("--set", "output.formats=pdf")
    three = write_portfolio(place / "three", ("acme", "borealis", "cygnus"))
    return {
        "samples": publish(SAMPLES, "2026-Q3", place / "a", "--as-of", "2026-09-30"),
        "french": publish(SAMPLES, "2026-Q3", place / "b", "--as-of", "2026-09-30", "--set", "output.language=fr", *pdf),
        "three": publish(three, "2026-Q3", place / "c"),
        "many": publish(generate(place / "many", 300), "2026-Q3", place / "d", *pdf),
    }


def pack_of(run):
    return run / "board/board-pack-2026-Q3.pdf"


@pytest.fixture(scope="module")
def documents(runs):
    opened = {name: pikepdf.open(pack_of(run)) for name, run in runs.items()}
    yield opened
    for document in opened.values():
        document.close()


def pages(run):
    return test_pdf.text_of(pack_of(run)).split("\f")[:-1]


def page(run, heading):
    """The text of all pages whose head names this page."""
    return "\n".join(text for text in pages(run) if re.search(rf"{re.escape(heading)}\s+·\s+2026-Q3", text.split("\n\n")[0]))


def indices(run, lens="health"):
    return {row["partner"]: row for row in table(run / "data/scores.csv") if row["lens"] == lens and row["group"] == ""}


def counts(run):
    ratings = [row["rating"] for row in indices(run).values()]
    return [ratings.count(rating) for rating in LETTERS]


def names(run, config):
    listed = {row["partner"]: row["name"] for row in table(config.parent / "partners.csv")}
    return {partner: listed.get(partner, partner) for partner in indices(run)}


def squeezed(text):
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("rule", [
    test_pdf.test_info_and_xmp_agree, test_pdf.test_output_intent_is_the_pinned_profile, test_pdf.test_identities_are_own_and_whole,
    test_pdf.test_nothing_that_pdf_a_1_forbids, test_pdf.test_colours_are_rgb_and_numbers_are_sane,
    test_pdf.test_nothing_is_set_below_eight_points_but_the_footer, test_pdf.test_fonts_hold_exactly_what_is_drawn,
    test_pdf.test_every_letter_is_whole,
], ids=lambda rule: rule.__name__)
def test_rules_of_every_pdf_hold(documents, rule):
    rule(documents)


def test_qpdf_and_poppler_have_nothing_to_say(runs):
    packs = {name: pack_of(run) for name, run in runs.items()}
    test_pdf.test_qpdf_finds_no_fault(packs)
    test_pdf.test_poppler_has_nothing_to_say(packs)


def test_no_text_is_cut_small_or_covered(runs):
    assert [fault for run in runs.values() for fault in test_boxes.faults(pack_of(run))] == []


@pytest.mark.parametrize("variant", ["english", "german-uk4-letter"])
def test_hostile_names_and_words_do_no_harm(variant, tmp_path):
    config = hostile.write(tmp_path / "hostile")
    more = [part for setting in test_boxes.VARIANTS[variant] for part in ("--set", setting)]
    run = publish(config, hostile.NOW, tmp_path / "a", "--as-of", "2026-09-30", "--set", "output.formats=pdf", *more)
    assert list(test_boxes.faults(pack_of(run))) == []


def test_characters_without_a_glyph_are_counted(tmp_path):
    config = write_portfolio(tmp_path / "p", ("beyond",), {"beyond": "Math \N{LINEAR B SYLLABLE B008 A}"})
    text = "".join(pages(publish(config, "2026-Q3", tmp_path / "a", "--set", "output.formats=pdf")))
    count = int(re.search(r"(\d+) characters? that no font covers", text).group(1))
    # The line itself shows one, too.
    assert count == text.count(chr(0xFFFD)) - 1 > 0


def test_every_page_says_where_it_is(runs):
    for run in runs.values():
        found = pages(run)
        for number, text in enumerate(found, 1):
            assert re.search(rf"page {number} (of|sur) {len(found)}", text) and "2026-Q3-r1" in text
            assert re.search(r"(data|données) [0-9a-f]{12}\b", text)


@pytest.mark.parametrize("name", ["samples", "french", "three", "many"])
def test_verdict_counts_are_those_of_the_scores(runs, name):
    words = WORDS["fr" if name == "french" else "en"]
    said = re.search(r", ".join(rf"{word} : (\d+)" if name == "french" else rf"(\d+) {word}" for word in words), pages(runs[name])[0])
    assert [int(number) for number in said.groups()] == counts(runs[name])


def test_heat_map_has_every_partner_with_score_and_letter(runs):
    text = page(runs["samples"], "Heat map")
    health, collaboration = indices(runs["samples"]), indices(runs["samples"], "collaboration")
    for partner, name in names(runs["samples"], SAMPLES).items():
        (line,) = [line for line in text.splitlines() if line.startswith(name)]
        cells = re.findall(r"\b([GYRN])\s+(\d+\.\d)", line)
        assert cells[0] == (LETTERS[health[partner]["rating"]], health[partner]["score"])
        assert (LETTERS[collaboration[partner]["rating"]], collaboration[partner]["score"]) in cells


def test_order_is_by_colour_and_name(runs):
    health = indices(runs["samples"])
    rank = ["red", "yellow", "green", "grey"]
    named = names(runs["samples"], SAMPLES)
    want = sorted(named, key=lambda partner: (rank.index(health[partner]["rating"]), named[partner].encode()))
    text = page(runs["samples"], "Heat map")
    places = [text.index(named[partner]) for partner in want]
    assert places == sorted(places)


def test_movers_are_those_of_the_scores(runs):
    text = page(runs["samples"], "At a glance")
    named = names(runs["samples"], SAMPLES)
    for partner, row in indices(runs["samples"]).items():
        change = float(row["change"] or 0)
        sentence = f"at {row['score']}, {'up' if change > 0 else 'down'} {abs(change):.1f} since 2026-Q2"
        assert (sentence in text) == (abs(change) >= 3)
        assert abs(change) < 3 or named[partner] in text


def test_red_yellow_and_movers_of_many_are_there_and_the_pack_says_so(runs):
    run = runs["many"]
    text = squeezed(page(run, "Heat map"))
    named = {partner: f"Partner company number {int(partner[1:])}" for partner in indices(run)}
    for partner, row in indices(run).items():
        shown = re.search(squeezed(named[partner]) + r"(\*?!?)[GYRN]\d+\.\d", text)
        assert shown or (row["rating"] == "green" and abs(float(row["change"] or 0)) < 3)


def test_contents_lead_to_their_pages(runs, documents):
    for name, document in documents.items():
        number_of = {page.objgen: number for number, page in enumerate(document.pages, 1)}
        contents = document.pages[1]
        links = [link for link in contents.Annots if link.Subtype == "/Link"]
        lines = re.findall(r"^ *(\S.*?) *\.[ .]*?(\d+)(?: {2,}.*)?$", pages(runs[name])[1], re.M)
        for link in links:
            assert link.F == 4
        targets = sorted(number_of[link.Dest[0].objgen] for link in links)
        assert len(targets) == len(links) >= 9 and targets[0] == 1
        with document.open_outline() as outline:
            titles = [item.title for item in outline.root]
        assert len(titles) == len(links)
        for number, (title, target) in enumerate(zip(titles, targets)):
            assert title in pages(runs[name])[1]
            # Who shares a sheet with another page is not named in its head.
            assert target == 1 or target == targets[number - 1] or title in pages(runs[name])[target - 1]


def test_pages_that_share_a_sheet_are_led_to_where_they_begin(documents):
    with documents["samples"].open_outline() as outline:
        places = {item.title: item.destination for item in outline.root}
    for upper, lower in (("Perception gaps", "Peer matrix"), ("Data quality and suppressions", "Method and evidence")):
        assert places[upper][0].objgen == places[lower][0].objgen
        assert float(places[upper][3]) - float(places[lower][3]) > 100
    # reports.md 3: agenda, data quality and suppressions, method and evidence.
    assert list(places)[-3:] == ["Agenda of the joint board", "Data quality and suppressions", "Method and evidence"]


def test_cards_below_another_page_have_a_heading(tmp_path):
    run = hostile.run(hostile.write(tmp_path / "in"), tmp_path / "a", "output.formats=pdf")
    (text,) = (text for text in pages(run) if "Perception gaps" in text and "Of 14 partners" not in text and "Contents" not in text)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    assert "Partners to look at" in lines and lines.index("Partners to look at") < lines.index(next(x for x in lines if x.startswith("Everything red")))


def filled_corners(page):
    """Numbers of corners of the filled shapes made of straight lines."""
    corners = []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "m":
            drawn, straight = 1, True
        elif name in ("l", "c"):
            drawn, straight = drawn + 1, straight and name == "l"
        elif name == "f" and drawn and straight:
            corners.append(drawn)
        if name in ("re", "f", "S"):
            drawn = 0
    return corners


def test_both_yellows_of_the_british_words_have_a_mark_of_their_own(tmp_path):
    """A diamond for each letter A, a triangle for each R; of five partners that approach the target none is counted with the others."""
    run = publish(SAMPLES, "2026-Q3", tmp_path, "--as-of", "2026-09-30", "--set", "output.words=uk4", "--set", "output.formats=pdf")
    heat, cover = page(run, "Heat map"), pages(run)[0]
    letters = re.findall(r"(?<=\s)([GARIO])\s+\d+\.\d", heat)
    with pikepdf.open(pack_of(run)) as document:
        corners = filled_corners(document.pages[3])
    assert corners.count(4) == letters.count("A") > 10 and corners.count(3) == letters.count("R") > 5
    scores = [float(row["score"]) for row in table(run / "data/scores.csv")
              if (row["lens"], row["group"], row["rating"]) == ("health", "", "yellow")]
    assert len(scores) == 5 and min(scores) >= 65 and "2 good, 5 approaching target, 0 “requires improvement”" in re.sub(r"\s+", " ", cover)


def test_cards_are_bookmarked_and_linked(documents):
    with documents["samples"].open_outline() as outline:
        (cards,) = [item for item in outline.root if item.title == "Partners to look at"]
        named = [card.title for card in cards.children]
    assert named == ["Škoda & Dvořák Přesné díly a.s.", "Aurora Cloud Services", "Nordhaven Logistics A/S", "Odlewnia Łódź Sp. z o.o."]
    heat = documents["samples"].pages[3]
    assert len(heat.Annots) == len(named)


def test_pages_are_labelled(documents):
    for document in documents.values():
        first, style = document.Root.PageLabels.Nums[0], document.Root.PageLabels.Nums[1]
        assert first == 0 and style.S == "/D"


def test_pack_is_landscape_and_letter_by_key(documents, tmp_path):
    for document in documents.values():
        assert {tuple(float(edge) for edge in page.MediaBox) for page in document.pages} == {(0, 0, 841.875, 595.25)}
    config = write_portfolio(tmp_path / "letter")
    run = publish(config, "2026-Q3", tmp_path / "a", "--set", "output.paper=letter", "--set", "output.formats=pdf")
    with pikepdf.open(pack_of(run)) as document:
        assert {tuple(float(edge) for edge in page.MediaBox) for page in document.pages} == {(0, 0, 792, 612)}


def test_peer_cells_below_the_minimum_are_hidden(runs, tmp_path):
    """Six people speak about each of four partners, three from each of two others: eight cells, hidden at five, shown at three."""
    (text,) = (text for text in pages(runs["samples"]) if "What partners say about each other" in text)
    peers = text[text.index("What partners say about each other"):]
    assert "5 partners answered about 4 others, but nowhere 5 people or more" in peers
    assert not re.search(r"\(n \d\)|n < 5", peers)
    assert "Peer matrix" not in "".join(pages(runs["three"]))
    shown = publish(SAMPLES, "2026-Q3", tmp_path, "--set", "policy.min_n=3", "--set", "output.formats=pdf")
    (text,) = (text for text in pages(shown) if "What partners say about each other" in text)
    assert len(re.findall(r"\d\.\d \(n 3\)", text)) == 8 and "no number is shown" not in text


def test_french_pack_has_no_english_left(runs):
    text = "".join(pages(runs["french"]))
    assert "Ordre du jour du comité commun" in text and "Sommaire" in text
    for word in ("Board pack", "Agenda", "Heat map", "since 2026", " partners ", "Largest", "Data quality"):
        assert word not in text


def test_no_league_table_unless_asked_for(runs, tmp_path):
    assert "Ranking" not in "".join(pages(runs["samples"]))
    run = publish(SAMPLES, "2026-Q3", tmp_path / "a", "--set", "policy.ranking=yes", "--set", "output.formats=pdf")
    rows = re.findall(r"^ *(\d+) +\S.*?(\d+\.\d)", page(run, "Ranking"), re.M)
    scores = sorted((float(row["score"]) for row in indices(run).values() if row["score"]), reverse=True)
    assert [float(score) for _, score in rows] == scores


def test_same_run_gives_the_same_bytes(runs, tmp_path):
    again = publish(SAMPLES, "2026-Q3", tmp_path / "a", "--as-of", "2026-09-30")
    assert pack_of(again).read_bytes() == pack_of(runs["samples"]).read_bytes()


def test_pack_stands_in_the_manifest_and_only_with_pdf(runs, tmp_path):
    assert "board/board-pack-2026-Q3.pdf" in (runs["samples"] / "MANIFEST.sha256").read_text()
    config = write_portfolio(tmp_path / "sheets")
    run = publish(config, "2026-Q3", tmp_path / "a", "--set", "output.formats=xlsx")
    assert not list(run.rglob("*.pdf"))


def test_template_of_the_pack_is_checked(tmp_path):
    config = write_portfolio(tmp_path / "p")
    templates = tmp_path / "p/templates"
    templates.mkdir()
    (templates / "board-pack.ini").write_text("[page executive]\nblocks = heatmp\n")
    config.write_text(config.read_text() + "[templates]\ndirectory = templates\n")
    done = rapport("run", "-c", config, "-p", "2026-Q3", "-o", tmp_path / "a")
    assert done.returncode != 0 and "board-pack.ini:2" in done.stderr and "did you mean 'heatmap'?" in done.stderr
    assert snapshot(tmp_path / "a") == {} if (tmp_path / "a").exists() else True
    (templates / "board-pack.ini").write_text('[page executive]\ntitle = "Only this"\nblocks = heatmap\n')
    run = publish(config, "2026-Q3", tmp_path / "b")
    assert len(pages(run)) == 1 and "Only this" in pages(run)[0]
