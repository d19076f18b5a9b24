"""Names, titles and numbers that could break a workbook: every file opens as it is, nothing typed becomes a formula."""

import csv
import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
import zipfile

import openpyxl
import pytest

from running import MODEL, ROOT, SETTINGS, publish

PERIOD = "2026-Q3"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LIBREOFFICE = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
NAMES = {
    "dde": b"=cmd|' /C calc'!A0", "plus": b"+1", "at": b"@x", "minus": b"-2", "link": b'=HYPERLINK("http://x";"y")',
    "company": b"R&G &\x01G &[Picture]", "controls": b"R&G a\x01b\x08c\x1bd\x7f", "bytes": b"bad \xff\xfe\xc3( \xed\xa0\x80 end", "emoji": "👩‍👩‍👧 \U0001f600".encode() * 20,
    "long": b"x" * 40000, "long-emoji": "\U0001f600".encode() * 20000, "history": b"History", "over": "Über".encode(),
    "under": "üBER".encode(), "sheet": b"a[b]:c*d?e/f\\g'h'", "escape": b"_x0041_ <b>&amp;</b> ]]>", "quote": b'"";""',
    "noncharacter": "\ufffe\uffff\u2028".encode(), "spaces": b"  \t ", "marks": "ا\u202eevil\u200f".encode(),
}
SHEETS = {"summary": "History", "kpis": "Über", "survey": "üBER", "questions": "a[b]:c*d?e/f\\\\g", "scores": "'quoted'", "trend": "x" * 60,
          "what_if": "\U0001f600" * 20, "trail": "O'Brien & <Co>", "heat_map": "history", "kpi_matrix": "X" * 60, "gaps": "=1+1"}
# Limits and values whose differences and quotients leave the range of a double, and weights that add up to nothing.
ENDLESS = [("availability", "1e308", "", "1.7e308", "-1.7e308", ""), ("response", "-1.7e308", "", "1e-308", "1.7e308", ""),
           ("availability", "0", "0", "", "", ""), ("response", "5e-324", "", "5e-324", "1e-323", ""),
           ("availability", "99.7", "", "", "", "0"), ("response", "3", "", "", "", "1e308"), ("availability", "nan", "", "", "", ""),
           ("response", "inf", "", "", "", ""), ("availability", "1e999", "", "", "", ""), ("response", "", "", "4", "4", "")]


def hostile_words(directory):
    """English with sheet names that a spreadsheet refuses."""
    text = (ROOT / "templates" / "strings.en.ini").read_text(encoding="utf-8")
    head, rest = text.split("[sheets]\n")
    sheets, tail = rest.split("\n\n", 1)
    for key, name in SHEETS.items():
        sheets, count = re.subn(rf"(?m)^({key} *= ).*$", lambda line: f'{line[1]}"{name}"', sheets)
        assert count == 1, key
    directory.mkdir()
    (directory / "strings.zz.ini").write_text(head + "[sheets]\n" + sheets + "\n\n" + tail, encoding="utf-8")


def write_files(directory):
    hostile_words(directory / "words")
    model = MODEL.replace('title = "Delivery"', 'title = "=1+1"').replace('title = "Trust"', 'title = "@Über"')
    model = model.replace('title = "Service availability"', 'title = "-2+3 [x]:*?/"').replace('unit = "%"', 'unit = "=%"')
    settings = SETTINGS.replace("Test & Sons", "=Test && &P <Sons> &G").replace("[inputs]", 'confidentiality = "+secret &D"\n[inputs]')
    (directory / "model.ini").write_text(model, encoding="utf-8")
    (directory / "rapport.ini").write_text(settings, encoding="utf-8")
    kpis = [["partner", "period", "kpi", "value", "target", "green_at", "red_at", "weight", "note"]]
    answers = [["partner", "period", "respondent", "side", "question", "answer"]]
    for number, partner in enumerate(NAMES):
        for kpi, value, target, green, red, weight in ENDLESS[number % 5 * 2:][:2]:
            kpis.append([partner, PERIOD, kpi, value, target, green, red, weight, "=note" + "n" * (number * 3000)])
        answers += [[partner, PERIOD, f"r{person}", side, "trust", str(1 + (number if number % 3 == 0 else person) % 5)]
                    for side in ("client", "partner") for person in range(5 + number % 3)]
    for name, rows in (("kpi.csv", kpis), ("survey.csv", answers)):
        with open(directory / name, "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    listed = [b"partner,name"] + [slug.encode() + b',"' + name.replace(b'"', b'""') + b'"' for slug, name in NAMES.items()]
    (directory / "partners.csv").write_bytes(b"\n".join(listed) + b"\n")
    return directory / "rapport.ini"


@pytest.fixture(scope="module", params=["en", "zz"])
def books(request, tmp_path_factory):
    directory = tmp_path_factory.mktemp("hostile")
    run = publish(write_files(directory), PERIOD, directory / "archive", "--set", "limits.field_bytes=200000", "--set", "output.formats=xlsx", "--set",
                  f"output.language={request.param}", "--set", f"templates.directory={directory / 'words'}")
    paths = sorted(run.rglob("*.xlsx"))
    assert len(paths) == len(NAMES) + 1
    return paths


def units(text):
    return len(text.encode("utf-16-le")) // 2


def test_every_part_is_well_formed(books):
    for path in books:
        with zipfile.ZipFile(path) as parts:
            assert parts.testzip() is None
            for name in parts.namelist():
                ElementTree.fromstring(parts.read(name))


def test_no_cell_holds_what_is_no_number(books):
    for path in books:
        with zipfile.ZipFile(path) as parts:
            for name in parts.namelist():
                if "worksheets/sheet" not in name:
                    continue
                for cell in ElementTree.fromstring(parts.read(name)).iter(MAIN + "c"):
                    found = cell.find(MAIN + "v")
                    if found is not None and cell.get("t", "n") == "n":
                        assert abs(float(found.text)) < 9.99999999999999e307, (path.name, name, cell.get("r"), found.text)


def test_texts_fit_a_cell(books):
    for path in books:
        for sheet in openpyxl.load_workbook(path):
            for row in sheet.iter_rows():
                for cell in row:
                    assert not isinstance(cell.value, str) or units(cell.value) <= 32767, (path.name, cell.coordinate)


def test_sheet_names_are_what_a_spreadsheet_takes(books):
    for path in books:
        names = openpyxl.load_workbook(path).sheetnames
        assert len({name.casefold() for name in names}) == len(names)
        for name in names:
            assert 0 < units(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) and name.strip("' ") == name
            assert name.casefold() != "history"


def test_nothing_typed_became_a_formula(books):
    """Every formula is made of our functions, cells, names and words; the texts of the files are texts."""
    known = {"ABS", "AND", "AVERAGE", "COUNT", "IF", "ISNUMBER", "MAX", "MIN", "N", "NOT", "OR", "ROUND", "SIGN", "SUM", "SUMIF",
             "SUMPRODUCT"}
    texts = set()
    for path in books:
        for sheet in openpyxl.load_workbook(path):
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        assert set(re.findall(r"([A-Z]+)\(", cell.value)) <= known, cell.value
                        assert "cmd" not in cell.value and "http" not in cell.value and cell.value != "=1+1"
                    elif isinstance(cell.value, str):
                        texts.add(cell.value)
    assert {"=cmd|' /C calc'!A0", "+1", "@x", "-2", '=HYPERLINK("http://x";"y")', "=1+1", "@Über", "-2+3 [x]:*?/"} <= texts
    assert any(text.startswith("x" * 30) for text in texts)


def test_links_lead_to_cells_and_tables_have_their_headings(books):
    path = next(path for path in books if path.name.startswith("portfolio"))
    book = openpyxl.load_workbook(path)
    links = 0
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.hyperlink is not None:
                    name, place = re.fullmatch(r"'(.*)'!([A-Z]+[0-9]+)", cell.hyperlink.location).groups()
                    assert name in book.sheetnames and book[name][place].value is not None and cell.hyperlink.target is None
                    links += 1
        for table in sheet.tables.values():
            headings = [cell.value for cell in sheet[table.ref][0]]
            assert [column.name for column in table.tableColumns] == headings
            assert len({heading.casefold() for heading in headings}) == len(headings)
    assert links >= len(NAMES)


@LIBREOFFICE
def test_libreoffice_opens_each(books, tmp_path):
    """All sheets arrive with all their rows: a part that cannot be read would be an empty sheet."""
    copies = []
    for number, path in enumerate(books):
        copies.append(tmp_path / f"{number}.xlsx")
        shutil.copy(path, copies[-1])
    subprocess.run(["soffice", f"-env:UserInstallation=file://{tmp_path / 'profile'}", "--headless", "--convert-to", "xlsx", "--outdir",
                    str(tmp_path / "out"), *map(str, copies)], check=True, capture_output=True, timeout=240)
    for copy in copies:
        before, after = openpyxl.load_workbook(copy), openpyxl.load_workbook(tmp_path / "out" / copy.name)
        assert after.sheetnames == before.sheetnames
        for sheet in before:
            filled = sum(cell.value is not None for row in sheet.iter_rows() for cell in row)
            arrived = sum(cell.value is not None for row in after[sheet.title].iter_rows() for cell in row)
            assert arrived >= 0.9 * filled > 0, (copy.name, sheet.title, filled, arrived)
