"""The portfolio workbook: links from the heat map, tables, counts, charts, gaps, findings; the second header of What-if on paper."""

import re
import xml.etree.ElementTree as ElementTree
import zipfile

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
    primary = headings[lens_of["Rating"] - 1]
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
                assert target[3:6] == [primary, "Group", headings[at]]
            else:
                assert target[3:6] == [headings[at], "Index", None]
            if at > 0:
                assert target[6] == (pytest.approx(cell.value, abs=1e-9) if isinstance(cell.value, (int, float)) else None)
            links += 1
    assert links == 8 * (1 + 8 + len(groups))   # a name, eight lenses, the groups of the first


def test_tidy_sheets_are_tables(book):
    for title, name in (("Scores", "portfolio_scores"), ("Survey", "portfolio_survey"), ("Gaps", "portfolio_gaps"),
                        ("Movement", "portfolio_movement"), ("Data quality", "portfolio_quality"), ("Findings", "portfolio_findings")):
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
    assert book["Scores"].auto_filter.ref == "A4:Q619"                          # an index and two groups each
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
    assert [page.id for page in sheet.row_breaks.brk][-1] == header[0] - 1
    assert sheet.print_title_rows.replace("$", "") == f"{header[0]}:{header[0]}"


def test_the_word_beside_the_index_is_its_rating_after_caps(run, book):
    indexes = {row["partner"]: row["rating"] for row in table(run / "data" / "scores.csv") if row["lens"] == "health" and not row["group"]}
    names = {row["Name"]: row["Partner"] for row in rows(book["Movement"])}
    got = {names[row["Partner"]]: row["Rating"] for row in rows(book["Heat map"])}
    assert got == {partner: rating.capitalize() for partner, rating in indexes.items()} and len(set(got.values())) == 3


def counts_of(sheet):
    """{row title: [green, yellow, red, not rated, all]} of the first table."""
    return {row[0]: list(row[1:6]) for row in sheet.iter_rows(min_row=5, max_row=13, max_col=6, values_only=True)}


def test_the_distribution_counts_the_partners_of_each_colour(run, book):
    """Against scores.csv, in the order of the headings; own performance against the published colour words of the heat map."""
    want = {}
    for row in table(run / "data" / "scores.csv"):
        if not row["group"]:
            want.setdefault(row["lens"], []).append(row["rating"])
    got = counts_of(book["Distribution"])
    got.pop("Own performance")
    assert sorted([[ratings.count(word) for word in ("green", "yellow", "red", "grey")] + [len(ratings)] for ratings in want.values()]) == \
        sorted(got.values())
    formulas = openpyxl.load_workbook(run / "board" / f"portfolio-{PERIOD}.xlsx")["Distribution"]
    assert all(cell.data_type == "f" for row in formulas["B5:F13"] for cell in row)


def test_the_largest_moves_stand_from_the_best_to_the_worst(book):
    moves = {row["Name"]: (row["Last period"], row["Score"], row["Change"]) for row in rows(book["Movement"])}
    found = [cell.row for cell in book["Distribution"]["A"] if cell.value == "Largest moves"]
    listed = {row[0]: row[1:] for row in book["Distribution"].iter_rows(min_row=found[0] + 4, max_col=4, values_only=True) if row[0]}
    assert listed == {name: move for name, move in moves.items() if move[2]}
    changes = [move[2] for move in listed.values()]
    assert changes == sorted(changes, reverse=True) and changes[0] > 0 > changes[-1]


def test_what_moved_adds_up_to_the_change(book):
    """Groups and rest, as printed."""
    for row in book["Movement"].iter_rows(min_row=5, values_only=True):
        assert row[4] == pytest.approx(row[3] - row[2], abs=1e-9) == sum(row[5:])


def test_tidy_sheets_are_ready_for_a_pivot(tmp_path, book):
    """No merged cell below the titles, one header, a fact a row, and in each column words or numbers, never both; a side too small is a state, not a number."""
    config = write_portfolio(tmp_path, ["acme", "bolt"])
    lines = (tmp_path / "survey.csv").read_text(encoding="utf-8").splitlines()
    (tmp_path / "survey.csv").write_text("\n".join(line for line in lines if not re.search("acme.*,r[45],client", line)) + "\n", encoding="utf-8")
    small = openpyxl.load_workbook(publish(config, PERIOD, tmp_path / "archive", "--set", "output.formats=xlsx") / "board" /
                                   f"portfolio-{PERIOD}.xlsx", data_only=True)
    assert [(row["Side"], row["n"], row["Mean"], row["State"]) for row in rows(small["Survey"])][:2] == \
        [("client", None, None, "n < 5"), ("partner", 6, pytest.approx(16 / 6), "present")]
    for opened in (book, small):
        for title in ("Scores", "Survey", "Gaps", "Movement", "Data quality"):
            sheet = opened[title]
            assert not [area for area in sheet.merged_cells.ranges if area.max_row > 2]
            for column in sheet.iter_cols(min_row=5, values_only=True):
                assert len({isinstance(cell, str) for cell in column if cell is not None}) <= 1, (title, column[:3])
            keys = [tuple(value for value in row if isinstance(value, str)) for row in sheet.iter_rows(min_row=5, values_only=True)]
            assert len(keys) == len(set(keys))


def chart_caches(path):
    """(sheet, area, cached words or numbers) of every range of every chart."""
    space = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}
    with zipfile.ZipFile(path) as parts:
        for name in parts.namelist():
            if not name.startswith("xl/charts/chart"):
                continue
            for reference in ElementTree.fromstring(parts.read(name)).iter("{%s}ser" % space["c"]):
                for kind, cache in (("strRef", "strCache"), ("numRef", "numCache")):
                    for place in reference.findall(f"*/c:{kind}", space):
                        sheet, area = place.find("c:f", space).text.replace("$", "").split("!")
                        yield sheet.strip("'"), area, [point.text for point in place.findall(f"c:{cache}/c:pt/c:v", space)]


def check_charts(path):
    book, count = openpyxl.load_workbook(path, data_only=True), 0
    for sheet, area, cached in chart_caches(path):
        cells = [cell[0].value for cell in book[sheet][area]]
        assert [type(cell)(text) for cell, text in zip(cells, cached)] == cells and len(cached) == len(cells)
        count += 1
    return count


def test_charts_show_the_cells_without_a_calculator(run):
    """Four colours and the moves, each with its names; the values are formulas."""
    assert check_charts(run / "board" / f"portfolio-{PERIOD}.xlsx") == 2 * (4 + 1)


def test_charts_of_a_long_portfolio_too(tmp_path):
    config = write_portfolio(tmp_path, [f"partner-{number:03}" for number in range(205)])
    run = publish(config, PERIOD, tmp_path / "archive", "--set", "output.formats=xlsx")
    assert check_charts(run / "board" / f"portfolio-{PERIOD}.xlsx") == 2 * 4   # no period before: nobody moved


def test_too_many_kpis_leave_those_of_few_partners_to_the_data(tmp_path):
    """130 KPIs: ten of one partner only, the first ten of the model among them, are not shown."""
    config = write_portfolio(tmp_path, ["acme", "bolt"])
    kpis = [f"measure_{number:03}" for number in range(130)]
    with open(tmp_path / "model.ini", "a", encoding="utf-8") as model:
        model.writelines(f'[kpi {kpi}]\ntitle = "Title of {kpi}"\ndirection = higher\ngreen_at = 9\nred_at = 5\nhealth = delivery\n'
                         for kpi in kpis)
    (tmp_path / "kpi.csv").write_text("partner,period,kpi,value\n" + "".join(
        f"{partner},{PERIOD},{kpi},7\n" for number, kpi in enumerate(kpis) for partner in ("acme", "bolt")
        if number >= 10 or partner == "acme"), encoding="utf-8")
    run = publish(config, PERIOD, tmp_path / "archive", "--set", "output.formats=xlsx")
    sheet = openpyxl.load_workbook(run / "board" / f"portfolio-{PERIOD}.xlsx")["KPI matrix"]
    assert [cell.value for cell in sheet[4]] == ["Partner"] + [f"Title of {kpi}" for kpi in kpis[10:]]
    assert "The 120 KPIs that most partners have; 10 more" in sheet["B1"].value


def test_sheets_without_rows_say_why(tmp_path):
    """Two KPIs, no answer of this period and nothing wrong."""
    config = write_portfolio(tmp_path)
    answers = (tmp_path / "survey.csv").read_text(encoding="utf-8").replace("2026-Q3", "2020-Q1")
    (tmp_path / "survey.csv").write_text(answers, encoding="utf-8")
    run = publish(config, PERIOD, tmp_path / "archive", "--set", "output.formats=xlsx")
    book = openpyxl.load_workbook(run / "board" / f"portfolio-{PERIOD}.xlsx")
    assert book["Survey"]["A5"].value == "No answers count for this period."
    assert book["Gaps"]["A5"].value.startswith("No partner has enough answers of both sides")
    assert "nothing to compare with" in book["Movement"]["A2"].value
    assert book["Survey"].auto_filter.ref is None and not book["Survey"].tables
    assert "Largest moves" not in [cell.value for cell in book["Distribution"]["A"]]


def test_the_portfolio_is_no_partners_business(tmp_path):
    run = publish(SAMPLES, PERIOD, tmp_path, "--set", "output.formats=xlsx", "--set", "output.editions=internal, partner")
    found = [path.relative_to(run).as_posix() for path in run.rglob("*.xlsx")]
    assert [name for name in found if "portfolio" in name] == [f"board/portfolio-{PERIOD}.xlsx"] and len(found) == 1 + 2 * 8
