"""What is not shown is not used: nothing published depends on the answers of a side of fewer than five people."""

import re
import subprocess

import openpyxl
import pytest

from running import publish, table, write_portfolio

HASH = re.compile(r"\b[0-9a-f]{12,64}\b")


def portfolio(directory, suppressed, people=4):
    """Six of the client answer the same in every portfolio, `people` of the partner as suppressed says."""
    config = write_portfolio(directory)
    rows = ["partner,period,respondent,side,question,answer"]
    for period, answers in (("2026-Q2", [5 - answer + 1 for answer in suppressed]), ("2026-Q3", suppressed)):
        rows += [f"acme,{period},c{person},client,trust,{1 + person % 5}" for person in range(6)]
        rows += [f"acme,{period},p{person},partner,trust,{answers[person]}" for person in range(people)]
    (directory / "survey.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return config


def pages(run):
    """The text of the scorecard without the digests, which of course tell one input from another."""
    path = next(run.glob("partners/*/*.pdf"))
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, encoding="utf-8", check=True)
    return HASH.sub("#", " ".join(done.stdout.split()))


def cells(run):
    return {(path.name, sheet.title, cell.coordinate): HASH.sub("#", str(cell.value))
            for path in run.rglob("*.xlsx") for sheet in openpyxl.load_workbook(path, data_only=True)
            for row in sheet.iter_rows() for cell in row if cell.value is not None}


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    base = tmp_path_factory.mktemp("suppression")
    return [publish(portfolio(base / name, answers), "2026-Q3", base / name / "archive")
            for name, answers in (("low", [1, 1, 2, 1]), ("high", [5, 5, 4, 5]))]


def test_the_side_is_marked_and_empty(runs):
    rows = {row["side"]: row for row in table(runs[0] / "data" / "survey.csv") if row["group"] == "trust"}
    assert rows["client"]["published"] == "yes" and rows["client"]["n"] == "6"
    assert (rows["partner"]["n"], rows["partner"]["published"]) == ("<5", "no")
    assert [rows["partner"][name] for name in ("mean", "sd", "half_width", "score")] == [""] * 4


@pytest.mark.parametrize("file", ["scores.csv", "survey.csv", "indicators.csv", "findings.csv"])
def test_data_files_do_not_depend_on_it(runs, file):
    assert (runs[0] / "data" / file).read_bytes() == (runs[1] / "data" / file).read_bytes()


def test_scorecards_do_not_depend_on_it(runs):
    assert "< 5" in pages(runs[0]) or "<5" in pages(runs[0])
    assert pages(runs[0]) == pages(runs[1])


def test_workbooks_do_not_depend_on_it(runs):
    low, high = cells(runs[0]), cells(runs[1])
    assert len(low) > 100 and low == high


def test_one_more_person_publishes_the_side(tmp_path):
    run = publish(portfolio(tmp_path / "in", [1, 1, 2, 1, 1], 5), "2026-Q3", tmp_path / "archive")
    rows = {row["side"]: row for row in table(run / "data" / "survey.csv") if row["group"] == "trust"}
    assert rows["partner"]["n"] == "5" and float(rows["partner"]["mean"]) == 1.2


def test_the_number_of_people_cannot_be_told(tmp_path):
    """Three or four: the same pages and cells, but for the rows and bytes of the input file."""
    three, four = (publish(portfolio(tmp_path / str(people), [3, 3, 3, 3], people), "2026-Q3", tmp_path / f"a{people}")
                   for people in (3, 4))
    for file in ("scores.csv", "survey.csv", "indicators.csv", "findings.csv"):
        assert (three / "data" / file).read_bytes() == (four / "data" / file).read_bytes()
    some, more = cells(three), cells(four)
    differing = {key for key in some.keys() | more.keys() if some.get(key) != more.get(key)}
    assert {sheet for _, sheet, _ in differing} <= {"Inputs"}


OPENNESS = """[question openness]
text = "We hear early about problems"
scale_min = 1
scale_max = 5
health = trust
"""


def two_questions(directory, openness):
    """Five of the partner answer one question of a group; a sixth and further ones, and nobody else, answer the other."""
    config = write_portfolio(directory)
    model = directory / "model.ini"
    model.write_text(model.read_text(encoding="utf-8") + OPENNESS, encoding="utf-8")
    rows = ["partner,period,respondent,side,question,answer"]
    rows += [f"acme,2026-Q3,c{person},client,{name},{1 + person % 5}" for person in range(6) for name in ("trust", "openness")]
    rows += [f"acme,2026-Q3,p{person},partner,trust,{2 + person % 3}" for person in range(5)]
    rows += [f"acme,2026-Q3,p{5 + at},partner,openness,{answer}" for at, answer in enumerate(openness)]
    (directory / "survey.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return config


def shown(run):
    """Questions whose figures are in the data files, and those that the workbook shows in words, by side."""
    figures = {row["indicator"] for row in table(run / "data" / "indicators.csv") if row["source"] == "survey"}
    sheet = openpyxl.load_workbook(next(run.glob("partners/*/*.xlsx")))["Questions"]
    words = {f"{row[1]}@{row[2]}": row[3] for row in sheet.iter_rows(min_row=5, values_only=True) if isinstance(row[3], str)}
    return figures, words


@pytest.mark.parametrize("few", [1, 4])
def test_a_question_does_not_give_away_what_few_answered_to_another(tmp_path, few):
    """Group: n x mean = 14 + theirs; question: 5 x mean = 2 + 3 + 4 + 2 + 3 = 14. Without the latter the former says nothing of them."""
    run = publish(two_questions(tmp_path / "in", [1] * few), "2026-Q3", tmp_path / "archive")
    figures, words = shown(run)
    assert figures == {"trust@client", "openness@client"}
    assert words == {"trust@partner": "protected", "openness@partner": "n < 5"}
    row = next(row for row in table(run / "data" / "survey.csv") if row["side"] == "partner" and row["group"] == "trust")
    assert row["n"] == str(5 + few) and float(row["mean"]) == round((14 + few) / (5 + few), 3)
    assert "protected" in pages(run)


def test_five_give_nobody_away(tmp_path):
    figures, words = shown(publish(two_questions(tmp_path / "in", [1] * 5), "2026-Q3", tmp_path / "archive"))
    assert figures == {"trust@client", "openness@client", "trust@partner", "openness@partner"} and words == {}
