"""The workbooks as openpyxl and LibreOffice see them: numbers, formulas, text, charts, and what hostile input may not do."""

import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
import zipfile

import openpyxl
import pytest

from running import publish, write_portfolio

HOSTILE = {
    "p0": "=cmd|' /C calc'!A0",
    "p1": "+1+1",
    "p2": "@SUM(A1:A9)",
    "p3": "-2",
    "p4": "_x0041_ & <b>\u0001\u0008\ufffe",
    "p5": "Ё " * 120,
}
PERIOD = "2026-Q3"
RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
SHEETS = ["Summary", "KPIs", "Survey", "Questions", "Scores", "Trend", "Trail", "Method", "Inputs"]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    directory = tmp_path_factory.mktemp("hostile")
    config = write_portfolio(directory, list(HOSTILE), HOSTILE)
    return publish(config, PERIOD, directory / "archive", "--set", "output.formats=xlsx")


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """More partners than a workbook keeps in memory."""
    directory = tmp_path_factory.mktemp("large")
    config = write_portfolio(directory, [f"partner-{number:03}" for number in range(230)])
    return publish(config, PERIOD, directory / "archive", "--set", "output.formats=xlsx")


def partner_path(run, slug="p0"):
    return run / "partners" / slug / f"workbook-{slug}-{PERIOD}.xlsx"


def portfolio_path(run):
    return run / "board" / f"portfolio-{PERIOD}.xlsx"


def formulas(path):
    """(sheet, cell, formula) of every formula."""
    return [(sheet.title, cell.coordinate, cell.value) for sheet in openpyxl.load_workbook(path)
            for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def column(sheet, heading, row=4):
    """The letter-free column number under a heading."""
    found = [cell.column for cell in sheet[row] if cell.value == heading]
    assert found, f"{sheet.title} has no column {heading}"
    return found[0]


def row_of(sheet, text, within=1):
    found = [row[within - 1].row for row in sheet.iter_rows(max_col=max(within, 2)) if row[within - 1].value == text]
    assert found, f"{sheet.title} has no row {text}"
    return found[0]


def value(sheet, text, heading):
    return sheet.cell(row_of(sheet, text), column(sheet, heading)).value


def test_the_hand_computed_scores_stand_in_the_cells(hostile):
    """99.7 of 99.9/99.5 is 65; 3 h of 4/8 is 87.5; (2 x 65 + 87.5) / 3 = 72.5; answers 1 2 3 4 5 1: mean 2.667, score 40;
    index (72.5 + 40) / 2 = 56.25, printed 56.3."""
    book = openpyxl.load_workbook(partner_path(hostile), data_only=True)
    kpis, scores = book["KPIs"], book["Scores"]
    assert value(kpis, "Service availability", "Score") == pytest.approx(65, abs=1e-9)
    assert value(kpis, "Response time", "Score") == pytest.approx(87.5, abs=1e-9)
    assert value(scores, "Delivery", "KPI score") == pytest.approx(72.5, abs=1e-9)
    assert value(scores, "Trust", "Survey score") == pytest.approx(40, abs=1e-9)
    assert value(scores, "Index", "Unrounded") == pytest.approx(56.25, abs=1e-9)
    assert value(scores, "Index", "Score") == 56.3
    assert value(scores, "Index", "Status") == "Yellow"
    assert value(scores, "Trust", "Status") == "Red"


def test_the_scores_are_formulas_over_value_and_limit_cells(hostile):
    book = openpyxl.load_workbook(partner_path(hostile))
    exact = value(book["KPIs"], "Service availability", "Unrounded")
    row = row_of(book["KPIs"], "Service availability")
    assert exact == f"=MAX(0,MIN(100,policy_yellow+(policy_green-policy_yellow)*(B{row}-F{row})/(E{row}-F{row})))"
    for heading in ("Unrounded", "Score", "Status", "Evidence"):
        assert str(value(book["Scores"], "Index", heading)).startswith("="), heading


def test_the_sheets_of_a_partner(hostile):
    assert openpyxl.load_workbook(partner_path(hostile)).sheetnames == SHEETS


@pytest.mark.parametrize("slug", HOSTILE)
def test_hostile_names_are_text_everywhere(hostile, slug):
    """No cell that holds a piece of a name is a formula, and every name is there."""
    wanted = re.sub("[\u0001\u0008\ufffe]", "", HOSTILE[slug]).strip()
    book = openpyxl.load_workbook(partner_path(hostile, slug))
    title = book["Summary"]["A1"]
    assert title.data_type == "s"
    assert title.value.replace("_x005F_", "_") == wanted
    board = openpyxl.load_workbook(portfolio_path(hostile))
    cells = [row[0] for row in board["Heat map"].iter_rows(min_row=5, max_row=4 + len(HOSTILE))]
    assert wanted in [cell.value.replace("_x005F_", "_") for cell in cells]
    assert {cell.data_type for cell in cells} == {"s"}


def test_only_our_own_formulas(hostile):
    """Every function used is one of these; no name of a partner can have become one."""
    known = {"ABS", "AND", "AVERAGE", "COUNT", "IF", "ISNUMBER", "MAX", "MIN", "NOT", "OR", "ROUND", "SIGN", "SUM", "SUMIF",
             "SUMPRODUCT"}
    for path in (*hostile.rglob("workbook-*.xlsx"), portfolio_path(hostile)):
        found = formulas(path)
        assert found
        for _, _, formula in found:
            assert set(re.findall(r"([A-Z]+)\(", formula)) <= known, formula


def test_every_part_is_well_formed_and_free_of_links_and_macros(hostile, large):
    for path in (*hostile.rglob("*.xlsx"), portfolio_path(large)):
        with zipfile.ZipFile(path) as parts:
            assert parts.testzip() is None
            for name in parts.namelist():
                ElementTree.fromstring(parts.read(name))
                assert "externalLink" not in name and "vba" not in name.lower()


def test_names_in_formulas_are_defined(hostile):
    book = openpyxl.load_workbook(partner_path(hostile))
    defined = {name.name for name in book.defined_names.definedName}
    used = {name for _, _, formula in formulas(partner_path(hostile)) for name in re.findall(r"\b(?:policy|kpi)_[a-z_]+", formula)}
    assert used and used <= defined


def test_charts_are_drawn_over_numbers_and_have_a_description(hostile):
    path = partner_path(hostile)
    book = openpyxl.load_workbook(path)
    with zipfile.ZipFile(path) as parts:
        charts = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/charts/chart")]
        drawing = parts.read("xl/drawings/drawing1.xml").decode()
    assert len(charts) == 2
    assert len(re.findall(r'<xdr:cNvPr [^>]*descr="[^"]+"', drawing)) == 2
    for chart in charts:
        areas = re.findall(r"<c:val><c:numRef><c:f>(\w+)!([$A-Z0-9:]+)</c:f>", chart)
        assert areas
        for sheet, area in areas:
            cells = book[sheet][area.replace("$", "")]
            for row in cells if isinstance(cells, tuple) else ((cells,),):
                for cell in row:
                    assert cell.data_type == "n", f"{sheet}!{cell.coordinate}"


def test_headers_stay_and_pages_are_set_up(hostile, large):
    for path in (partner_path(hostile), portfolio_path(hostile), portfolio_path(large)):
        for sheet in openpyxl.load_workbook(path):
            assert sheet.page_setup.paperSize == 9
            assert sheet.sheet_properties.pageSetUpPr.fitToPage
            assert "Test && Sons" in sheet.oddHeader.left.text
            if sheet.title not in ("Summary", "Method"):
                assert sheet.freeze_panes is not None and "$4:$4" in sheet.print_title_rows, sheet.title


def test_suppressed_answers_are_nowhere(tmp_path):
    """Four answers of a side: only that they are too few is said."""
    config = write_portfolio(tmp_path)
    answers = (tmp_path / "survey.csv").read_text(encoding="utf-8").splitlines()
    kept = [line for line in answers if not re.search(r",r[45],client,", line)]
    (tmp_path / "survey.csv").write_text("\n".join(kept) + "\n", encoding="utf-8")
    run = publish(config, PERIOD, tmp_path / "archive", "--set", "output.formats=xlsx")
    book = openpyxl.load_workbook(partner_path(run, "acme"), data_only=True)
    row = row_of(book["Survey"], "Trust", within=2)
    cells = [cell.value for cell in book["Survey"][row]]
    assert cells[2:7] == ["n < 5", None, None, None, None]
    assert cells[7] == 6
    sides = {book["Questions"].cell(line, 3).value: [cell.value for cell in book["Questions"][line]][3:]
             for line in range(5, book["Questions"].max_row + 1)}
    assert sides["client"][0] == "n < 5" and set(sides["client"][1:]) == {None}
    assert sides["partner"][0] == 6


def test_a_large_portfolio_has_every_row(large):
    """One index row and two group rows for each partner, in the order of the ids."""
    book = openpyxl.load_workbook(portfolio_path(large), read_only=True)
    heat = [row[0] for row in book["Heat map"].iter_rows(min_row=5, max_col=1, values_only=True)]
    assert heat == [f"partner-{number:03}" for number in range(230)]
    scores = list(book["Scores"].iter_rows(min_row=5, max_col=6, values_only=True))
    assert len(scores) == 3 * 230
    assert [row[4] for row in scores[:3]] == [None, "Delivery", "Trust"]
    assert scores[0][5] == 56.3 and scores[1][5] == 72.5 and scores[2][5] == 40


def recalculated(path, directory):
    profile, out = directory / "profile", directory / "out"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(RECALCULATE, encoding="utf-8")
    subprocess.run(["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "xlsx", "--outdir",
                    str(out), str(path)], check=True, capture_output=True, timeout=120)
    return out / path.name


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["partner", "portfolio"])
def test_libreoffice_computes_every_cached_result(hostile, tmp_path, kind):
    """Each cached number is spoilt first: what LibreOffice then shows, it has computed."""
    path = partner_path(hostile, "p4") if kind == "partner" else portfolio_path(hostile)
    spoilt = tmp_path / path.name
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(spoilt, "w") as target:
        for name in source.namelist():
            target.writestr(name, re.sub(rb"</f><v>-?[0-9.E+-]+</v>", b"</f><v>987654.5</v>", source.read(name)))
    before = openpyxl.load_workbook(path, data_only=True)
    after = openpyxl.load_workbook(recalculated(spoilt, tmp_path), data_only=True)
    checked = 0
    for sheet, cell, formula in formulas(path):
        want, got = before[sheet][cell].value, after[sheet][cell].value
        if isinstance(want, (int, float)):
            assert got == pytest.approx(want, abs=1e-9), f"{sheet}!{cell} {formula}"
            checked += 1
        else:
            assert (got or "") == (want or ""), f"{sheet}!{cell} {formula}"
    assert checked >= len(HOSTILE)
