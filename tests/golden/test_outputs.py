"""The published documents, opened with other people's programs."""

import csv
import hashlib
import json
import re
import shutil
import subprocess
import unicodedata
import xml.etree.ElementTree as ElementTree
import zipfile

import openpyxl
import pytest

from running import SAMPLES, publish, write_portfolio

NAMES = ("Škoda", "Ё", "ї", "Έλ", "Nguyễn", "Łódź")
SHEETS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
STALE = "12345.678"


@pytest.fixture(scope="module")
def samples(tmp_path_factory):
    return publish(SAMPLES, "2026-Q3", tmp_path_factory.mktemp("samples") / "archive")


@pytest.fixture(scope="module")
def names(tmp_path_factory):
    """A run of six partners whose ids are plain and whose names are not."""
    directory = tmp_path_factory.mktemp("names")
    ids = [f"p{number}" for number in range(len(NAMES))]
    config = write_portfolio(directory, ids, dict(zip(ids, NAMES)))
    return publish(config, "2026-Q3", directory / "archive")


def tool(*arguments, **options):
    done = subprocess.run([str(argument) for argument in arguments], capture_output=True, encoding="utf-8", **options)
    assert done.returncode == 0, f"{arguments[0]}: exit {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout + done.stderr


def pdfs(run):
    found = sorted(run.rglob("*.pdf"))
    assert found, "no PDF was published"
    return found


def workbooks(run):
    found = sorted(run.rglob("*.xlsx"))
    assert found, "no workbook was published"
    return found


def squeezed(text):
    return " ".join(text.split())


def sample_partners():
    with open(SAMPLES.parent / "partners.csv", encoding="utf-8-sig", newline="") as file:
        separator = ";" if ";" in file.readline() else ","
        file.seek(0)
        return [{key.lower(): value for key, value in row.items()} for row in csv.DictReader(file, delimiter=separator)]


# ---------------------------------------------------------------- what is there

def test_every_partner_has_a_scorecard_and_a_workbook(samples):
    folders = sorted(path.name for path in (samples / "partners").iterdir())
    assert len(folders) >= 8
    for slug in folders:
        files = sorted(path.name for path in (samples / "partners" / slug).iterdir())
        assert files == [f"scorecard-{slug}-2026-Q3.pdf", f"workbook-{slug}-2026-Q3.xlsx"]
    assert (samples / "board" / "portfolio-2026-Q3.xlsx").is_file()


def test_sha256sum_accepts_the_manifest_and_it_names_every_file(samples):
    assert tool("sha256sum", "-c", "--quiet", "--strict", "MANIFEST.sha256", cwd=samples) == ""
    lines = (samples / "MANIFEST.sha256").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# previous")
    listed = [line.split("  ", 1)[1].lstrip("*") for line in lines[1:]]
    present = sorted(path.relative_to(samples).as_posix() for path in samples.rglob("*") if path.is_file())
    assert listed == sorted(listed, key=str.encode)
    assert sorted(listed + ["MANIFEST.sha256"]) == present


def test_sha256sum_notices_a_changed_byte(samples, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(samples, copy)
    scores = copy / "data" / "scores.csv"
    scores.chmod(0o644)
    scores.write_bytes(scores.read_bytes() + b"x")
    done = subprocess.run(["sha256sum", "-c", "--quiet", "--strict", "MANIFEST.sha256"], cwd=copy, capture_output=True)
    assert done.returncode == 1 and b"data/scores.csv" in done.stdout


def test_the_run_record_names_every_input_with_its_digest(samples):
    record = (samples / "run.json").read_text(encoding="utf-8")
    json.loads(record)
    inputs = [path for pattern in ("kpi*.csv", "survey*.csv", "partners.csv") for path in SAMPLES.parent.glob(pattern)]
    assert len(inputs) >= 3
    for path in inputs:
        assert path.name in record and hashlib.sha256(path.read_bytes()).hexdigest() in record
    json.loads((samples / "produced.json").read_text(encoding="utf-8"))


def test_page_and_sheet_name_the_mappings_by_their_digest(samples):
    digest = hashlib.sha256((SAMPLES.parents[1] / "config" / "mappings.ini").read_bytes()).hexdigest()
    assert f'"sha256": "{digest}"' in (samples / "run.json").read_text(encoding="utf-8")
    for path in (*samples.glob("partners/*/*.pdf"), *samples.glob("board/*.pdf")):
        assert re.search(rf"Mappings: mappings.ini +{digest}", tool("pdftotext", "-layout", path, "-")), path
    for path in samples.rglob("*.xlsx"):
        sheet = openpyxl.load_workbook(path, read_only=True)["Inputs"]
        assert ("Mappings SHA-256", digest) in [row[:2] for row in sheet.iter_rows(values_only=True)], path


# ---------------------------------------------------------------- PDF

def test_qpdf_finds_nothing_wrong(samples, names):
    for path in pdfs(samples) + pdfs(names):
        assert "No syntax or stream encoding errors" in tool("qpdf", "--check", path)


def test_every_font_is_embedded_and_has_a_unicode_map(samples, names):
    for path in pdfs(samples) + pdfs(names):
        lines = tool("pdffonts", path).splitlines()
        columns = {name: lines[0].index(name) for name in ("emb", "sub", "uni")}
        assert len(lines) > 2, f"{path.name} has no font"
        for line in lines[2:]:
            flags = {name: line[start:start + 3].strip() for name, start in columns.items()}
            assert flags["emb"] == "yes" and flags["uni"] == "yes", f"{path.name}: {line}"


def test_each_name_comes_out_of_its_own_document(names):
    for number, name in enumerate(NAMES):
        path = names / "partners" / f"p{number}" / f"scorecard-p{number}-2026-Q3.pdf"
        first_page = squeezed(tool("pdftotext", "-l", "1", path, "-"))
        assert re.search(rf"(?<!\w){re.escape(name)}(?!\w)", first_page), f"{name!r} is not on page 1: {first_page[:300]!r}"
        whole = tool("pdftotext", path, "-")
        others = set(NAMES) - {name}
        assert not [other for other in others if re.search(rf"(?<!\w){re.escape(other)}(?!\w)", whole)]


def test_the_names_of_the_samples_come_out_exactly(samples):
    texts = [squeezed(tool("pdftotext", "-l", "1", path, "-")) for path in pdfs(samples)]
    for row in sample_partners():
        if row.get("status", "active") in ("active", ""):
            name = squeezed(unicodedata.normalize("NFC", row.get("name") or row["partner"]))
            assert sum(name in text for text in texts) == 1, f"{name!r} is on {sum(name in t for t in texts)} first pages"


def test_the_headline_score_and_colour_are_printed(samples):
    with open(samples / "data" / "scores.csv", encoding="utf-8", newline="") as file:
        headline = [row for row in csv.DictReader(file) if row["lens"] == "health" and row["group"] == ""]
    texts = [squeezed(tool("pdftotext", "-l", "1", path, "-")) for path in pdfs(samples)]
    ids = {row["partner"]: squeezed(row.get("name") or row["partner"]) for row in sample_partners()}
    assert len(headline) >= 8
    for row in headline:
        text = next(text for text in texts if ids[row["partner"]] in text)
        word = {"grey": "not rated"}.get(row["rating"], row["rating"])
        assert word in text.lower() and row["score"] in text, f"{row['partner']}: {row['score']} {word}"


def test_every_page_says_which_it_is(samples):
    for path in pdfs(samples):
        count = int(re.search(r"Pages:\s+(\d+)", tool("pdfinfo", path)).group(1))
        assert count >= 2
        for page in range(1, count + 1):
            text = squeezed(tool("pdftotext", "-f", page, "-l", page, path, "-"))
            assert re.search(rf"\b{page} of {count}\b", text, re.IGNORECASE), f"{path.name}, page {page}"
            assert "2026-Q3" in text


# ---------------------------------------------------------------- workbooks

def formula_cells(path):
    """[(sheet part, cell element)] of every formula."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                for cell in ElementTree.fromstring(archive.read(name)).iter(f"{SHEETS}c"):
                    if cell.find(f"{SHEETS}f") is not None:
                        yield name, cell


def test_every_part_is_well_formed(samples, names):
    for path in workbooks(samples) + workbooks(names):
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
            parts = [name for name in archive.namelist() if name.endswith((".xml", ".rels", ".vml"))]
            assert len(parts) > 8
            for name in parts:
                ElementTree.fromstring(archive.read(name))


def test_openpyxl_reads_every_workbook(samples):
    for path in workbooks(samples):
        book = openpyxl.load_workbook(path)
        wanted = {"Method", "Inputs"} if path.parent.name == "board" else \
            {"Summary", "KPIs", "Survey", "Trail", "Method", "Inputs"}
        assert wanted <= set(book.sheetnames)
        assert all(sheet.max_row > 1 for sheet in book.worksheets)
        assert not [name for name in zipfile.ZipFile(path).namelist() if "externalLink" in name or "vbaProject" in name]


def test_every_formula_carries_its_result(samples):
    for path in workbooks(samples):
        cells = list(formula_cells(path))
        if path.parent.name != "board":
            assert cells, f"{path.name} has no formula"
        for part, cell in cells:
            assert cell.find(f"{SHEETS}v") is not None, f"{path.name} {part} {cell.get('r')}"
            assert cell.get("t") != "e", f"{path.name} {part} {cell.get('r')} is an error"


def test_partner_names_are_typed_as_text(names):
    for number, name in enumerate(NAMES):
        path = names / "partners" / f"p{number}" / f"workbook-p{number}-2026-Q3.xlsx"
        texts = [str(cell.value) for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row
                 if cell.data_type == "s"]
        assert any(name in text for text in texts)


def test_scores_of_the_portfolio_workbook_are_those_of_the_data_file(samples):
    book = openpyxl.load_workbook(samples / "board" / "portfolio-2026-Q3.xlsx", data_only=True)
    numbers = {round(cell.value, 1) for sheet in book for row in sheet.iter_rows() for cell in row
               if isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool)}
    with open(samples / "data" / "scores.csv", encoding="utf-8", newline="") as file:
        wanted = {float(row["score"]) for row in csv.DictReader(file) if row["score"] and not row["group"]}
    assert len(wanted) > 10 and wanted <= numbers


def calculated(path, directory):
    """path once more through LibreOffice, with every formula computed anew."""
    profile = directory / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        '<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">'
        "<value>0</value></prop></item></oor:items>\n", encoding="utf-8")
    out = directory / "out"
    tool("soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "xlsx", "--outdir", out, path,
         timeout=240)
    return out / path.name


def with_stale_results(path, target):
    """A copy whose numeric formulas carry a wrong result, so that only a calculator can know the right one."""
    ElementTree.register_namespace("", SHEETS[1:-1])
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            data = source.read(name)
            if name.startswith("xl/worksheets/sheet"):
                data = re.sub(rb"(<c [^>]*>)(<f[^>]*>[^<]*</f>)<v>-?[0-9.eE+-]+</v>",
                              rb"\1\2<v>" + STALE.encode() + rb"</v>", data)
            copy.writestr(name, data)


def same_value(cached, anew):
    if isinstance(cached, (int, float)) and isinstance(anew, (int, float)):
        return abs(cached - anew) <= 1e-9 * max(1, abs(cached))
    return (cached or "") == (anew or "")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("which", ["partner", "portfolio"])
def test_libreoffice_computes_the_cached_values(samples, tmp_path, which):
    path = workbooks(samples / ("partners" if which == "partner" else "board"))[0]
    stale = tmp_path / path.name
    with_stale_results(path, stale)
    cached, formulas = openpyxl.load_workbook(path, data_only=True), openpyxl.load_workbook(path)
    anew = openpyxl.load_workbook(calculated(stale, tmp_path), data_only=True)
    assert anew.sheetnames == cached.sheetnames
    compared, wrong = 0, []
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    want, got = cached[sheet.title][cell.coordinate].value, anew[sheet.title][cell.coordinate].value
                    compared += 1
                    if not same_value(want, got):
                        wrong.append(f"{sheet.title}!{cell.coordinate} {cell.value}: cached {want!r}, computed {got!r}")
    assert not wrong, "\n".join(wrong[:20])
    assert compared > 10 or which == "portfolio"
