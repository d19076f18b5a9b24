"""The portfolio workbook: links from the heat map, tables, gaps, findings; the second header of What-if on paper."""

import re

import openpyxl
import pytest

from running import SAMPLES, publish, table, write_portfolio

PERIOD = "2026-Q3"
SHEETS = ["Heat map", "Distribution", "Scores", "KPI matrix", "Survey", "Gaps", "Movement", "Data quality", "Findings", "Method", "Inputs"]
RATINGS = {"G": "Green", "Y": "Yellow", "R": "Red", "N": "Not rated"}


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    return publish(SAMPLES, PERIOD, tmp_path_factory.mktemp("samples"), "--set", "output.formats=xlsx")


@pytest.fixture(scope="module")
def book(run):
    return openpyxl.load_workbook(run / "board" / f"portfolio-{PERIOD}.xlsx", data_only=True)


def rows(sheet):
    """{heading: value} of every row of a tidy sheet."""
    headings = [cell.value for cell in sheet[4]]
    return [dict(zip(headings, values)) for values in sheet.iter_rows(min_row=5, max_col=len(headings), values_only=True)]


def test_the_sheets(book):
    assert book.sheetnames == SHEETS


def test_every_link_leads_to_the_row_of_the_same_partner_and_score(book):
    """A name to the partner's first row; a score to the row of that lens or group, where the same score stands."""
    heat, scores = book["Heat map"], book["Scores"]
    headings = [cell.value for cell in heat[4]]
    lens_of = {heading: number for number, heading in enumerate(headings)}
    groups = range(lens_of["Marks"] + 1, lens_of["Collaboration"])
    links = 0
    for row in heat.iter_rows(min_row=5):
        for at, cell in enumerate(row):
            if cell.hyperlink is None:
                continue
            sheet, place = re.fullmatch(r"'(.*)'!A([0-9]+)", cell.hyperlink.location).groups()
            target = [found.value for found in scores[int(place)]]
            assert sheet == "Scores" and target[1] == row[0].value
            if at == 0:
                assert scores.cell(int(place) - 1, 2).value != target[1]
            elif at in groups:
                assert target[4] == headings[at] and target[3] == headings[groups[0] - 3]
            else:
                assert target[4] is None and target[3] == headings[at]
            if at > 0:
                assert target[5] == (pytest.approx(cell.value, abs=1e-9) if isinstance(cell.value, (int, float)) else None)
            links += 1
    assert links == 8 * (1 + 8 + len(groups))   # a name, eight lenses, the groups of the first


def test_tidy_sheets_are_tables(book):
    for title, name in (("Scores", "portfolio_scores"), ("Survey", "portfolio_survey"), ("Gaps", "portfolio_gaps"),
                        ("Data quality", "portfolio_quality"), ("Findings", "portfolio_findings")):
        sheet = book[title]
        found = sheet.tables[name]
        assert list(sheet.tables) == [name] and found.ref.startswith("A4:") and found.autoFilter.ref == found.ref
        assert [column.name for column in found.tableColumns] == [cell.value for cell in sheet[4]]
        assert sheet[found.ref][-1][0].row == sheet.max_row
        assert {cell.fill.fgColor.rgb for cell in sheet[4]} == {"FF12294A"}     # painted by ourselves


def test_the_questions_of_a_partner_are_a_table(run):
    sheet = openpyxl.load_workbook(run / "partners" / "aurora" / f"workbook-aurora-{PERIOD}.xlsx")["Questions"]
    found = sheet.tables["survey_questions"]
    assert [column.name for column in found.tableColumns] == [cell.value for cell in sheet[4]]
    assert sheet[found.ref][-1][0].row == sheet.max_row > 30


def test_a_long_portfolio_has_filters_instead(tmp_path):
    config = write_portfolio(tmp_path, [f"partner-{number:03}" for number in range(205)])
    path = publish(config, PERIOD, tmp_path / "archive", "--set", "output.formats=xlsx") / "board" / f"portfolio-{PERIOD}.xlsx"
    book = openpyxl.load_workbook(path)
    assert not any(sheet.tables for sheet in book)
    assert book["Scores"].auto_filter.ref == "A4:P619"                          # an index and two groups each
    assert book["Heat map"]["A209"].hyperlink.location == "'Scores'!A617"       # 5 + 3 * 204
    assert len(rows(book["Gaps"])) == 205


def test_gaps_are_client_minus_partner_where_both_are_published(run, book):
    """Against survey.csv: every pair of published sides has its row, and nobody else."""
    sides = {}
    for row in table(run / "data" / "survey.csv"):
        if row["group"] and row["mean"]:
            sides.setdefault((row["partner"], row["lens"], row["group"]), {})[row["side"]] = float(row["mean"])
    pairs = sorted((partner, found["client"], found["partner"]) for (partner, _, _), found in sides.items()
                   if {"client", "partner"} <= set(found))
    got = rows(book["Gaps"])
    assert sorted(row["Partner"] for row in got) == [pair[0] for pair in pairs]
    for row in got:
        assert row["Gap"] == pytest.approx(row["Client mean"] - row["Partner mean"], abs=0.005 + 1e-9)
        size = abs(row["Gap"])
        assert row["Gap is"] == ("misaligned" if size >= 1 else "watch" if size >= 0.5 else "aligned")


def test_findings_stand_by_cause(run, book):
    """The rows of each kind and file add up to what findings.csv has; no finding of drawing is among them."""
    want, got = {}, {}
    for row in table(run / "data" / "findings.csv"):
        if row["kind"] not in ("render-failed", "unprintable"):
            want[row["kind"], row["file"]] = want.get((row["kind"], row["file"]), 0) + int(row.get("rows") or 1)
    for row in rows(book["Findings"]):
        key = row["Kind"], row["File"] or ""
        got[key] = got.get(key, 0) + row["Rows"]
    assert got == want and got


def test_what_if_prints_the_header_of_the_kpis_with_them(run):
    """Its page begins with the header of the KPIs, which is repeated on those that follow."""
    sheet = openpyxl.load_workbook(run / "partners" / "aurora" / f"workbook-aurora-{PERIOD}.xlsx")["What-if"]
    header = [cell.row for cell in sheet["A"] if cell.value == "KPI"]
    assert len(header) == 1
    assert [page.id for page in sheet.row_breaks.brk] == [header[0] - 1]
    assert sheet.print_title_rows.replace("$", "") == f"{header[0]}:{header[0]}"
