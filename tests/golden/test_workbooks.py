"""The workbooks as openpyxl and LibreOffice see them: numbers, formulas, text, charts, and what hostile input may not do."""

import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
import zipfile

import openpyxl
import pytest

from running import ROOT, SAMPLES, publish, table, write_portfolio

from random_portfolio import generate  # on the path since running was imported

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
MARK = "Ж"
LANGUAGES, WORDS = ("en", "nl", "de", "fr"), ("ryg", "rag", "uk4")
LIBREOFFICE = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
SHEETS = ["Summary", "KPIs", "Trend", "Survey", "Questions", "Gaps", "Scores", "What-if", "Trail", "Data quality", "Method", "Inputs"]


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
    known = {"ABS", "AND", "AVERAGE", "COUNT", "IF", "ISNUMBER", "MAX", "MIN", "N", "NOT", "OR", "ROUND", "SIGN", "SUM", "SUMIF",
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
    names = book.defined_names
    defined = {name.name for name in names.definedName} if hasattr(names, "definedName") else set(names)  # openpyxl 3.1: a dict
    used = {name for _, _, formula in formulas(partner_path(hostile)) for name in re.findall(r"\b(?:policy|kpi|whatif)_[a-z_]+", formula)}
    assert used and used <= defined


def test_charts_are_drawn_over_numbers_and_have_a_description(hostile):
    path = partner_path(hostile)
    book = openpyxl.load_workbook(path)
    with zipfile.ZipFile(path) as parts:
        charts = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/charts/chart")]
        drawings = [parts.read(name).decode() for name in parts.namelist() if re.match(r"xl/drawings/drawing\d+\.xml", name)]
    # Summary: groups, history, the two sides; nothing to compare the index with. Gaps: the widest ones.
    assert len(charts) == 4
    assert sorted(len(re.findall(r'<xdr:cNvPr [^>]*descr="[^"]+"', drawing)) for drawing in drawings) == [1, 3]
    for chart in charts:
        areas = re.findall(r"<c:val><c:numRef><c:f>'(\w+)'!([$A-Z0-9:]+)</c:f>", chart)
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
            if sheet.title not in ("Summary", "Method") and (sheet.title != "Data quality" or path == portfolio_path(large)):
                assert sheet.freeze_panes is not None, sheet.title
                assert ("$4:$4" in (sheet.print_title_rows or "")) == (sheet.title not in ("What-if", "Trend")), sheet.title


def test_every_column_under_a_heading_has_a_width_of_its_own(hostile):
    book = openpyxl.load_workbook(partner_path(hostile))
    for name in ("KPIs", "Questions", "Scores", "What-if"):
        wide = {number for dimension in book[name].column_dimensions.values() if dimension.customWidth
                for number in range(dimension.min, dimension.max + 1)}
        headings = {cell.column for row in book[name].iter_rows(max_row=6) for cell in row if cell.fill.fgColor.rgb == "FF12294A"}
        assert len(headings) > 10 and headings <= wide, f"{name}: {sorted(headings - wide)}"


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
    scores = list(book["Scores"].iter_rows(min_row=5, max_col=7, values_only=True))
    assert len(scores) == 3 * 230
    assert [row[4:6] for row in scores[:3]] == [("Index", None), ("Group", "Delivery"), ("Group", "Trust")]
    assert scores[0][6] == 56.3 and scores[1][6] == 72.5 and scores[2][6] == 40


def recalculated(paths, directory):
    """The workbooks as LibreOffice saves them after it has computed every formula anew; {name: workbook of values}."""
    profile, out = directory / "profile", directory / "out"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(RECALCULATE, encoding="utf-8")
    subprocess.run(["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "xlsx", "--outdir",
                    str(out), *map(str, paths)], check=True, capture_output=True, timeout=240)
    return {path.name: openpyxl.load_workbook(out / path.name, data_only=True) for path in paths}


def spoil(path, target):
    """A copy in which every formula's cached result is wrong: what is right afterwards has been computed."""
    wrong = {b"": b"987654.5", b' t="str"': b"spoilt"}
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            copy.writestr(name, re.sub(rb'(<c r="[A-Z0-9]+"(?: s="[0-9]+")?)( t="str")?><f>([^<]*)</f><v>[^<]*</v>',
                                       lambda cell: cell[1] + (cell[2] or b"") + b"><f>" + cell[3] + b"</f><v>" +
                                       wrong[cell[2] or b""] + b"</v>", source.read(name)))
    return target


def compare(paths, directory):
    """Compares each cached result of the workbooks with what LibreOffice computes; how many numbers and how many words there were."""
    (directory / "spoilt").mkdir()
    copies = [spoil(path, directory / "spoilt" / f"{number}-{path.name}") for number, path in enumerate(paths)]
    after = recalculated(copies, directory)
    numbers = words = 0
    for path, copy in zip(paths, copies):
        before = openpyxl.load_workbook(path, data_only=True)
        for sheet, cell, formula in formulas(path):
            want, got = before[sheet][cell].value, after[copy.name][sheet][cell].value
            if isinstance(want, (int, float)):
                assert got == pytest.approx(want, abs=1e-9), f"{path.name} {sheet}!{cell} {formula}"
                numbers += 1
            else:
                assert (got or "") == (want or ""), f"{path.name} {sheet}!{cell} {formula}"
                words += bool(want)
    return numbers, words


@LIBREOFFICE
def test_libreoffice_computes_every_cached_result(hostile, large, tmp_path):
    """The large portfolio streams: its formulas are written like the others."""
    numbers, words = compare([partner_path(hostile, "p4"), portfolio_path(hostile), portfolio_path(large)], tmp_path)
    assert numbers > 40 and words > 10


@LIBREOFFICE
@pytest.mark.parametrize("language, words", [("en", "ryg"), ("fr", "uk4")])
def test_libreoffice_computes_the_samples_in_other_words(tmp_path, language, words):
    """Every partner of the samples and the portfolio; with uk4 the word of yellow depends on the score."""
    run = publish(SAMPLES, PERIOD, tmp_path / "archive", "--set", "output.formats=xlsx", "--set", f"output.language={language}",
                  "--set", f"output.words={words}")
    paths = sorted(run.rglob("*.xlsx"))
    numbers, texts = compare(paths, tmp_path)
    assert len(paths) == 9 and numbers > 5000 and texts > 1500


def test_both_yellows_of_the_british_words_have_a_letter(tmp_path):
    """Beside each letter its word; on the heat map a number carries the letter of its half of yellow, from 65 on A (model.md 6)."""
    run = publish(SAMPLES, PERIOD, tmp_path / "archive", "--set", "output.formats=xlsx", "--set", "output.words=uk4")
    words, seen = {"G": "Good", "A": "Approaching target", "R": "Requires improvement", "I": "Inadequate", "O": "Other"}, set()
    for path in sorted(run.rglob("workbook-*.xlsx")):
        book = openpyxl.load_workbook(path, data_only=True)
        for title in ("KPIs", "Scores", "What-if"):
            for row in book[title].iter_rows():
                for letter, word in zip(row, row[1:]):
                    if letter.value in words and word.value in words.values():
                        assert word.value == words[letter.value], f"{path.name} {title}!{letter.coordinate}"
                        seen.add((title, letter.value))
        rules = [rule.formula[0][-3:] for rules in book["Scores"].conditional_formatting for rule in rules.rules if rule.formula]
        assert '"A"' in rules and '"R"' in rules
    assert seen >= {(title, letter) for title in ("KPIs", "Scores", "What-if") for letter in "GARI"}
    found = set()
    for row in openpyxl.load_workbook(portfolio_path(run), data_only=True)["Heat map"].iter_rows(min_row=5):
        for cell in row:
            if isinstance(cell.value, (int, float)) and cell.number_format.startswith('0.0" '):
                letter = cell.number_format[-2]
                found.add(letter)
                assert letter not in "AR" or (letter == "A") == (cell.value >= 65), cell.coordinate
    assert found >= set("GARI")


@LIBREOFFICE
def test_libreoffice_computes_random_portfolios(tmp_path):
    """Twenty portfolios of every direction, state and rule, in all languages and word sets."""
    paths = []
    for seed in range(1, 21):
        directory = tmp_path / str(seed)
        directory.mkdir()
        period = generate(seed, directory)
        run = publish(directory / "rapport.ini", period, directory / "archive", "--set", "output.formats=xlsx",
                      "--set", f"output.language={LANGUAGES[seed % 4]}", "--set", f"output.words={WORDS[seed % 3]}")
        paths += sorted(run.rglob("workbook-*.xlsx"))[:1] + sorted(run.rglob("portfolio-*.xlsx"))
    numbers, words = compare(paths, tmp_path)
    assert len(paths) == 40 and numbers > 2000 and words > 700


def what_if_rows(sheet):
    """{title: row} of the What-if sheet; groups as "lens.group"."""
    found, lens, row = {}, None, 5
    while sheet.cell(row, 1).value is not None or sheet.cell(row + 1, 1).value is not None:
        title = sheet.cell(row, 1).value
        if title is None:
            lens = None
        elif title == "Group":
            pass                            # the header of a lens
        elif lens is None:
            found[title], lens = row, title
        else:
            found[f"{lens}.{title}"] = row
        row += 1
    return found


def edit_model(source, target, changes):
    """A copy of a model file with the values of some keys replaced: {section: {key: value}}."""
    lines, section = [], None
    for line in source.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[] ")
        key = line.split("=")[0].strip()
        if key in changes.get(section, {}):
            line = f"{key} = {changes[section].pop(key)}"
        lines.append(line)
    assert not any(changes.values()), changes
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return target


def test_what_if_checks_what_is_typed(hostile):
    """Weights from 0 on, shares between 0 and 1, green better than red: for the KPI that should be high and for the one that should be low."""
    sheet = openpyxl.load_workbook(partner_path(hostile))["What-if"]
    rows = what_if_rows(sheet)
    found = {str(check.sqref): (check.type, check.operator, check.formula1, check.formula2)
             for check in sheet.data_validations.dataValidation}
    delivery, high, low = (rows[name] for name in ("Partnership health.Delivery", "KPI.Service availability", "KPI.Response time"))
    assert found[f"C{delivery}"][:3] == found[f"C{high}"][:3] == ("decimal", "greaterThanOrEqual", "0")
    assert f"D{delivery}" not in found  # the group has KPIs only
    assert found[f"D{high}"] == found[f"E{high}"]
    assert found[f"D{high}"][2] == f"AND(COUNT(D{high}:E{high})=2,D{high}>E{high})"
    assert found[f"E{low}"][2] == f"AND(COUNT(D{low}:E{low})=2,D{low}<E{low})"
    for row in (delivery, high, low):
        for cell in range(3, 8):
            kept = sheet.cell(row, cell + 11).value
            if sheet.cell(row, cell).coordinate in found:
                assert sheet.cell(row, cell).value == kept


def test_what_moved_the_index_adds_up(tmp_path):
    """Each partner of the samples: the points of the groups and the rest are the change of the index."""
    board = openpyxl.load_workbook(portfolio_path(publish(SAMPLES, PERIOD, tmp_path, "--set", "output.formats=xlsx")), data_only=True)
    sheet, rows = board["Movement"], 0
    for row in sheet.iter_rows(min_row=5, values_only=True):
        if row[4] is None:
            continue
        assert row[4] == pytest.approx(row[3] - row[2], abs=1e-9)
        assert sum(points for points in row[5:] if isinstance(points, (int, float))) == pytest.approx(row[4], abs=1e-9)
        rows += 1
    assert rows == 8
    counts = [row[1:6] for row in board["Distribution"].iter_rows(min_row=5, max_row=13, values_only=True)]
    assert [sum(row[:4]) for row in counts] == [row[4] for row in counts] == [8] * 9


def marked_words(directory):
    """An invented language: every English text with a mark in front."""
    lines, section = [], ""
    for line in (ROOT / "templates" / "strings.en.ini").read_text(encoding="utf-8").splitlines():
        section = line if line.startswith("[") else section
        if section != "[language]" and not line.startswith("letters"):
            line = re.sub(r'^(\w+ *= ")', r"\1" + MARK, line)
        lines.append(line)
    directory.mkdir()
    (directory / "strings.zz.ini").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return directory


def test_every_word_comes_from_the_strings_file(tmp_path):
    """In a language of marked texts every cell is marked, or is data: from the input files, a letter, a date, a digest."""
    config = write_portfolio(tmp_path, ["acme", "bolt"])
    run = publish(config, PERIOD, tmp_path / "archive", "--set", "output.formats=xlsx", "--set", "output.language=zz",
                  "--set", f"templates.directory={marked_words(tmp_path / 'words')}")
    data = "".join((tmp_path / name).read_text(encoding="utf-8") for name in
                   ("rapport.ini", "model.ini", "kpi.csv", "survey.csv", "partners.csv"))
    free = re.compile(r"[GYRN1-5–*!·▁-█]+|[0-9a-f]{64}|[0-9]{4}-[0-9-]+|2026-Q[1-4](-r1)?|rapport [0-9.]+|UTF-8|policy_\w+")
    constants = {key for key in re.findall(r"^(\w+) ", (ROOT / "templates" / "strings.en.ini").read_text(encoding="utf-8"), re.M)}
    cells = 0
    for path in sorted(run.rglob("*.xlsx")):
        for sheet in openpyxl.load_workbook(path, data_only=True):
            assert MARK in sheet.title
            for text in (cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)):
                plain = text.split(", ")[0]
                assert MARK in text or plain in data or free.fullmatch(text) or text in constants, f"{sheet.title}: {text}"
                cells += 1
    assert cells > 500


@LIBREOFFICE
def test_limits_that_are_cleared_or_equal_give_no_score_and_no_error(hostile, tmp_path):
    """Availability (weight 2) without limits: the group's KPIs are response time alone, 87.5, a third of its weight: too little evidence.
    The index has one group of two then: half of the plan, less than 60 %. Response time with green on red: 65 alone, two thirds; the
    index is (65 + 40) / 2 = 52.5."""
    path = partner_path(hostile)
    for changes, kpi_score in (({4: None, 5: None}, 87.5), ({4: 8, 5: 8}, 65)):
        book = openpyxl.load_workbook(path)
        sheet = book["What-if"]
        rows = what_if_rows(sheet)
        which = "Service availability" if kpi_score == 87.5 else "Response time"
        for cell, limit in changes.items():
            sheet.cell(rows[f"KPI.{which}"], cell).value = limit
        changed = tmp_path / path.name
        book.save(changed)
        after = recalculated([changed], tmp_path)[path.name]["What-if"]
        assert not [cell.coordinate for row in after.iter_rows() for cell in row if isinstance(cell.value, str) and cell.value.startswith("#")]
        assert (after.cell(rows[f"KPI.{which}"], 8).value or "") == "" and after.cell(rows[f"KPI.{which}"], 10).value == "N"
        delivery = rows["Partnership health.Delivery"]
        assert after.cell(delivery, 5).value == pytest.approx(kpi_score, abs=1e-9)
        assert after.cell(delivery, 2).value == pytest.approx(1 / 3 if kpi_score == 87.5 else 2 / 3, abs=1e-9)
        index = (after.cell(rows["Partnership health"], 9).value or "")
        assert index == ("" if kpi_score == 87.5 else 52.5)


@LIBREOFFICE
def test_what_if_gives_what_the_program_gives_with_that_model(tmp_path):
    """Two weights, a share and a limit changed in the sheet, and the same in the model file: same scores, colours, robustness."""
    path = partner_path(publish(SAMPLES, PERIOD, tmp_path / "first", "--set", "output.formats=xlsx"), "aurora")
    book = openpyxl.load_workbook(path)
    sheet = book["What-if"]
    rows = what_if_rows(sheet)
    sheet.cell(rows["Partnership health.Delivery"], 3).value = 4
    sheet.cell(rows["Partnership health.Delivery"], 4).value = 0.25
    sheet.cell(rows["KPI.Service availability"], 3).value = 5
    sheet.cell(rows["KPI.Service availability"], 5).value = 99.3
    changed = tmp_path / path.name
    book.save(changed)
    after = recalculated([changed], tmp_path)[path.name]["What-if"]

    model = edit_model(ROOT / "config" / "model.ini", tmp_path / "model.ini", {
        "group health.delivery": {"weight": 4, "kpi_share": 0.25}, "kpi availability": {"weight": 5, "red_at": 99.3}})
    run = publish(SAMPLES, PERIOD, tmp_path / "second", "--set", "output.formats=xlsx", "--set", f"model.file={model}")
    want = openpyxl.load_workbook(partner_path(run, "aurora"), data_only=True)["What-if"]
    before = openpyxl.load_workbook(path, data_only=True)["What-if"]
    differing = 0
    for title, row in what_if_rows(want).items():
        mine = rows[title]
        for cell in (2, 5, 6, 8, 9, 10, 11, 16, 17, 18) if not title.startswith("KPI.") else (8, 9, 10, 11):
            expected, got = want.cell(row, cell).value, after.cell(mine, cell).value
            if isinstance(expected, (int, float)):
                assert got == pytest.approx(expected, abs=1e-9), f"{title} {cell}"
            else:
                assert (got or "") == (expected or ""), f"{title} {cell}"
            differing += expected != before.cell(mine, cell).value
    assert differing > 20
    for score in table(run / "data" / "scores.csv"):
        if score["partner"] == "AURORA" and score["group"] == "" and score["lens"] == "health":
            row = rows["Partnership health"]
            assert after.cell(row, 9).value == pytest.approx(float(score["score"]), abs=1e-9)
            assert after.cell(row, 11).value.lower() == score["rating"]
            assert after.cell(row, 16).value == pytest.approx(float(score["robust_low"]), abs=0.05)
            assert after.cell(row, 17).value == pytest.approx(float(score["robust_high"]), abs=0.05)
