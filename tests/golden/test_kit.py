"""The blank input files of `rapport init --kit`: as openpyxl and LibreOffice see them, and read back when somebody has filled them in."""

import csv
import datetime
import io
import json
import resource
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
import zipfile

import openpyxl
import pytest

from running import SAMPLES, publish, rapport, snapshot, table, write_portfolio

KINDS = ("kpi", "survey", "partners", "overrides", "invites", "work_items")
LANGUAGES = ("en", "de", "fr", "nl")
# "Text CSV", UTF-8, cells as shown: what the sheet Read me tells people to choose.
CSV_FILTER = "csv:Text - txt - csv (StarCalc):%d,34,%s,1,,0,false,true,false"
# How a spreadsheet of a country saves: locale, separator, character set of the filter and of Python, date format that somebody may choose.
COUNTRIES = {
    "readme": ("en-GB", ",", "76", "utf-8", None),
    "germany": ("de-DE", ";", "76", "utf-8", None),
    "germany_old": ("de-DE", ";", "1", "cp1252", "DD.MM.YYYY"),
    "germany_short": ("de-DE", "\t", "76", "utf-8", "D.M.YY"),
    "america": ("en-US", ",", "76", "utf-8", "M/D/YYYY"),
    "netherlands": ("nl-NL", ";", "1", "cp1252", "DD-MM-YYYY"),
    "france": ("fr-FR", ";", "76", "utf-8", "DD/MM/YYYY"),
}
LOCALE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>%s</value></prop></item></oor:items>"""
LIBREOFFICE = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")

# What somebody types, by kind and column; a date is typed as a date, a percentage as one.
NAME = 'Größe & Söhne „Kühl“ GmbH, "Halle 3"'
LINES = "First line;\nsecond, \"quoted\" – žluťoučký\n=SUM(A1)"
DAY = datetime.date
PERCENT = (0.975, "0.0%")
FILLED = {
    "kpi": [
        {"partner": "GROSS", "period": "2026-Q3", "kpi": "availability", "value": PERCENT, "target": 99.9, "note": LINES},
        {"partner": "GROSS", "period": "2026-09", "kpi": "response", "value": 3.25, "unit": "h", "note": "'leading"},
        {"partner": "ÆØÅ 007", "period": "2026-Q3", "kpi": "response", "value": 0.1, "note": "007"},
        {"partner": "ÆØÅ 007", "period": "2026-Q2", "kpi": "response", "value": "na"},
    ],
    "survey": [
        {"partner": "GROSS", "period": "2026-Q3", "respondent": f"00{person}", "side": "client", "question": "trust", "answer": person,
         "comment": LINES if person == 1 else ""} for person in range(1, 6)
    ],
    "partners": [
        {"partner": "GROSS", "name": NAME, "aliases": "Größe|G+S", "tier": "1", "contract_end": DAY(2027, 12, 31), "status": "active"},
        {"partner": "ÆØÅ 007", "name": "Ærø – Øst", "contract_start": DAY(1999, 2, 28), "review_date": DAY(2026, 12, 1), "status": "left"},
    ],
    "overrides": [
        {"partner": "GROSS", "period": "2026-Q3", "target": "health", "colour": "yellow", "reason": LINES, "author": "Zoë",
         "date": DAY(2026, 9, 30), "expires": DAY(2028, 2, 29), "released": "no"},
    ],
    "invites": [{"partner": "GROSS", "period": "2026-Q3", "side": "client", "invited": 12}],
    "work_items": [
        {"item": "0012", "partner": "GROSS", "type": "defect", "created": DAY(2026, 7, 1), "started": DAY(2026, 7, 2),
         "done": DAY(2026, 8, 31), "active_days": 1.5, "business_priority": "yes", "status": "done"},
    ],
}


def make(directory, *arguments, **options):
    done = rapport("init", "--kit", directory, *arguments, **options)
    assert done.returncode == 0 and done.stderr == "", done.stderr
    return directory


def rows_of(path):
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


@pytest.fixture(scope="module")
def kits(tmp_path_factory):
    directory = tmp_path_factory.mktemp("kits")
    return {language: make(directory / language, "-c", SAMPLES, "--set", f"output.language={language}") for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_input_has_a_workbook_and_a_template(kits, language):
    assert sorted(path.name for path in kits[language].iterdir()) == sorted(f"{kind}.{end}" for kind in KINDS for end in ("csv", "xlsx"))
    for kind in KINDS:
        book = openpyxl.load_workbook(kits[language] / f"{kind}.xlsx")
        form, readme, lists = book.worksheets
        header, example = rows_of(kits[language] / f"{kind}.csv")
        assert book.active is form and form.title == kind
        assert [sheet.sheet_state for sheet in book] == ["visible", "visible", "hidden"]
        assert [cell.value for cell in form[1]] == header
        assert [cell.comment is not None and len(cell.comment.text) > 10 for cell in form[1]] == [True] * len(header)
        assert form.max_row == 2 and form.freeze_panes == "A2" and form.print_title_rows == "$1:$1"
        assert [as_text(cell) for cell in form[2]] == example
        assert form.cell(2, header.index("partner") + 1).value == "EXAMPLE" and form.cell(2, header.index("partner") + 1).comment
        shown = {cell.value for row in readme.iter_rows() for cell in row}
        assert set(header) <= shown
        for check in form.data_validations.dataValidation:
            if check.type == "list":
                assert check.formula1.startswith(f"'{lists.title}'!$")
                area = check.formula1.split("!")[1].replace("$", "")
                assert all(cell.value for row in lists[area] for cell in row)


def as_text(cell):
    value = cell.value
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return "" if value is None else str(value)


def choices(book, column):
    form, _, lists = book.worksheets
    place = next(cell.column_letter for cell in form[1] if cell.value == column)
    check = next(check for check in form.data_validations.dataValidation if f"{place}2:{place}10000" == str(check.sqref))
    return [row[0].value for row in lists[check.formula1.split("!")[1].replace("$", "")]] if check.type == "list" else check.type


def test_lists_are_those_of_model_and_data(tmp_path):
    config = write_portfolio(tmp_path / "own", ("acme", "Bêta"))
    kit = make(tmp_path / "kit", "-c", config)
    book = openpyxl.load_workbook(kit / "kpi.xlsx")
    assert choices(book, "kpi") == ["availability", "response"]
    assert choices(book, "partner") == ["Bêta", "acme"]
    assert choices(book, "direction") == ["higher", "lower", "range", "yesno", "level", "rating", "track"]
    assert choices(book, "weight") == "decimal"
    book = openpyxl.load_workbook(kit / "overrides.xlsx")
    assert choices(book, "target") == ["health", "health.delivery", "health.trust"]
    assert choices(book, "date") == "date" and choices(book, "reason") == "textLength"
    assert choices(openpyxl.load_workbook(kit / "survey.xlsx"), "question") == ["trust"]
    assert choices(openpyxl.load_workbook(kit / "invites.xlsx"), "invited") == "whole"


def test_ids_of_partners_never_become_formulas_or_break_a_part(tmp_path):
    ids = ["=cmd|' /C calc'!A0", "+1+1", "@SUM(A1)", "-2", "_x0041_ & <b>", "Ё😀" * 30]
    kit = make(tmp_path / "kit", "-c", write_portfolio(tmp_path / "own", ids))
    book = openpyxl.load_workbook(kit / "kpi.xlsx")
    assert len(choices(book, "partner")) == len(ids) and set(ids) >= set(choices(book, "partner")) - {"_x0041_ & <b>", "_x005F_x0041_ & <b>"}
    assert {cell.data_type for row in book.worksheets[2].iter_rows() for cell in row if cell.value is not None} == {"s"}
    with zipfile.ZipFile(kit / "kpi.xlsx") as parts:
        for name in parts.namelist():
            ElementTree.fromstring(parts.read(name))


def test_settings_whose_files_are_not_there_yet_still_make_a_kit(tmp_path):
    config = write_portfolio(tmp_path / "own")
    for name in ("kpi", "survey", "partners"):
        (tmp_path / "own" / f"{name}.csv").unlink()
    done = rapport("init", "--kit", tmp_path / "kit", "-c", config)
    assert done.returncode == 0 and "no partners to choose from" in done.stderr and ".csv: named in [inputs]" in done.stderr
    form = openpyxl.load_workbook(tmp_path / "kit" / "kpi.xlsx").worksheets[0]
    assert not [check for check in form.data_validations.dataValidation if str(check.sqref).startswith("A2")]


def test_nothing_is_replaced_and_two_kits_are_the_same_bytes(kits, tmp_path):
    before = snapshot(kits["en"])
    assert snapshot(make(tmp_path / "again", "-c", SAMPLES)) == before
    (tmp_path / "again" / "work_items.csv").write_text("mine")
    (tmp_path / "again" / "kpi.xlsx").unlink()
    now = snapshot(tmp_path / "again")
    done = rapport("init", "--kit", tmp_path / "again", "-c", SAMPLES)
    assert done.returncode == 73 and "replaces nothing" in done.stderr
    assert snapshot(tmp_path / "again") == now


def test_a_directory_that_cannot_be_made_is_an_error(tmp_path):
    (tmp_path / "file").write_text("")
    done = rapport("init", "--kit", tmp_path / "file" / "kit", "-c", SAMPLES)
    assert done.returncode != 0 and done.stderr.startswith("rapport: ")


def test_a_kit_that_cannot_be_written_whole_leaves_nothing(tmp_path):
    config = write_portfolio(tmp_path / "own")
    with open(tmp_path / "own" / "model.ini", "a", encoding="utf-8") as model:
        model.writelines(f'[question q{number}]\ntext = "Question {number ** 5}"\nscale_min = 1\nscale_max = 5\nhealth = trust\n'
                         for number in range(300))
    whole = make(tmp_path / "whole", "-c", config)
    sizes = [(whole / f"{kind}.xlsx").stat().st_size for kind in KINDS]
    assert max(sizes) > sizes[0]  # so that at least one file has been written when another is too large
    (tmp_path / "kit").mkdir()
    done = rapport("init", "--kit", tmp_path / "kit", "-c", config, restore_signals=False,
                   preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (max(sizes) - 1, max(sizes) - 1)))
    assert done.returncode == 74 and "survey.xlsx: cannot write the workbook" in done.stderr, done.stderr
    assert list((tmp_path / "kit").iterdir()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_is_well_formed(kits, language):
    for path in kits[language].glob("*.xlsx"):
        with zipfile.ZipFile(path) as parts:
            for name in parts.namelist():
                ElementTree.fromstring(parts.read(name))


def fill(path, rows, day_format=None):
    """Types the rows below the example, in cells as the form has formatted them; days in another format, if somebody chooses one."""
    book = openpyxl.load_workbook(path)
    form = book.worksheets[0]
    columns = {cell.value: cell.column for cell in form[1]}
    for number, row in enumerate(rows, 3):
        for name, value in row.items():
            letter = openpyxl.utils.get_column_letter(columns[name])
            cell = form.cell(number, columns[name])
            cell.number_format = form.column_dimensions[letter].number_format
            if isinstance(value, tuple):
                cell.value, cell.number_format = value
            elif isinstance(value, str):
                cell.value = value
                cell.data_type = "s"  # openpyxl takes "=..." for a formula; a cell of text does not
            else:
                cell.value = value
                if isinstance(value, datetime.date):
                    cell.number_format = day_format or form.column_dimensions[letter].number_format
    book.save(path)


def typed(value):
    if isinstance(value, tuple):
        return f"{value[0] * 100:.1f}%"
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def save_as_csv(directory, country, rows):
    """A portfolio of nothing but filled-in blank files, saved as CSV by LibreOffice as people there do. Its settings."""
    locale, separator, charset, _, day_format = COUNTRIES[country]
    config = write_portfolio(directory / "own")
    kit = make(directory / "kit", "-c", config)
    for kind, filled_in in rows.items():
        fill(kit / f"{kind}.xlsx", filled_in, day_format)
    (directory / "profile" / "user").mkdir(parents=True)
    (directory / "profile" / "user" / "registrymodifications.xcu").write_text(LOCALE % locale, encoding="utf-8")
    subprocess.run(["soffice", f"-env:UserInstallation=file://{directory}/profile", "--headless", "--convert-to",
                    CSV_FILTER % (ord(separator), charset), "--outdir", directory / "own", *[kit / f"{kind}.xlsx" for kind in rows]],
                   check=True, capture_output=True, timeout=240)
    config.write_text(config.read_text().replace(
        "[model]", "".join(f"{kind} = {kind}.csv\n" for kind in ("overrides", "invites", "work_items") if kind in rows) + "[model]"))
    return config


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    return save_as_csv(tmp_path_factory.mktemp("filled"), "readme", FILLED)


@LIBREOFFICE
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_typed_is_in_the_saved_csv(filled, kind):
    header, _, *rows = rows_of(filled.parent / f"{kind}.csv")
    found = [dict(zip(header, row)) for row in rows]
    expected = [{name: typed(row.get(name, "")) for name in header} for row in FILLED[kind]]
    assert found == expected


@LIBREOFFICE
def test_the_saved_csv_is_read_whole_but_for_the_example(filled):
    done = rapport("check", "-c", filled, "--format", "json")
    assert done.returncode == 0, done.stderr
    inputs = {file["kind"]: file for file in json.loads(done.stdout)["inputs"]}
    for kind in KINDS:
        counts = inputs[kind]
        assert (counts["accepted"], counts["rejected"], counts["dropped"]) == (len(FILLED[kind]), 0, {"example": 1}), kind


@LIBREOFFICE
def test_the_values_come_out_of_a_run(filled, tmp_path):
    run = publish(filled, "2026-Q3", tmp_path / "archive")
    values = {(row["partner"], row["indicator"]): row["value"] for row in table(run / "data" / "indicators.csv") if row["value"] != ""}
    assert float(values["GROSS", "availability"]) == 97.5
    assert float(values["GROSS", "response"]) == 3.25
    assert float(values["ÆØÅ 007", "response"]) == 0.1
    partners = table(run / "data" / "scores.csv")
    assert {row["partner"] for row in partners} >= {"GROSS"}


def inputs_of(config):
    done = rapport("check", "-c", config, "--format", "json")
    assert done.returncode == 0, done.stderr
    return {file["kind"]: file for file in json.loads(done.stdout)["inputs"]}


@LIBREOFFICE
@pytest.mark.parametrize("country", [country for country in COUNTRIES if country != "readme"])
def test_what_spreadsheets_of_other_countries_save_is_read_the_same(country, filled, tmp_path):
    """Decimal commas, other separators, character sets and dates: the run publishes the same numbers, dates and names."""
    western = {kind: [{name: value.replace("žluťoučký", "ärger") if isinstance(value, str) else value
                       for name, value in row.items()} for row in rows] for kind, rows in FILLED.items()}
    config = save_as_csv(tmp_path, country, western)
    text = (config.parent / "kpi.csv").read_bytes().decode(COUNTRIES[country][3])
    assert ("99,9" in text) == (country != "america")
    for kind, counts in inputs_of(config).items():
        assert (counts["accepted"], counts["rejected"], counts["dropped"]) == (len(FILLED[kind]), 0, {"example": 1}), kind
    ours, theirs = (publish(settings, "2026-Q3", tmp_path / name) for name, settings in (("ours", filled), ("theirs", config)))
    for name in ("scores", "indicators", "survey"):
        assert table(theirs / "data" / f"{name}.csv") == table(ours / "data" / f"{name}.csv")
    kinds = {row["kind"] for row in table(theirs / "data" / "findings.csv")} - {"converted"}
    assert kinds == {row["kind"] for row in table(ours / "data" / "findings.csv")}


def write_inputs(config, **texts):
    for kind, text in texts.items():
        (config.parent / f"{kind}.csv").write_text(text, encoding="utf-8")
    return config


def test_what_cannot_be_read_as_it_was_meant_is_said(tmp_path):
    """Decimal commas between commas, a day that could be a month: the place, the value and what to write instead; nothing is guessed."""
    config = write_inputs(write_portfolio(tmp_path), kpi='partner,period,kpi,value\nacme,2026-Q3,availability,"99,7"\n'
                          'acme,2026-Q3,response,"1,234"\n', partners="partner,name,contract_end\nacme,Acme,03/04/2027\n")
    done = rapport("check", "-c", config)
    assert done.returncode == 0
    for words in ('kpi.csv:2:4', '"99,7"; expected a number with a decimal point; a file with decimal commas separates its columns by semicolons',
                  'kpi.csv:3:4', '"1,234"; expected a number without thousands separator', 'partners.csv:2:3',
                  '"03/04/2027"; expected a date as 2026-09-30: no date of the file says whether the day or the month comes first'):
        assert words in done.stdout, done.stdout


@pytest.mark.parametrize("kind", KINDS)
def test_the_template_as_it_comes_holds_no_data(kind, tmp_path):
    """Each blank CSV alone beside the two files a run needs: its one row is the example, whatever the file."""
    config = write_portfolio(tmp_path / "own")
    kit = make(tmp_path / "kit", "-c", config)
    before = inputs_of(config)
    shutil.copy(kit / f"{kind}.csv", tmp_path / "own" / f"blank-{kind}.csv")
    text = config.read_text()
    config.write_text(text.replace(f"{kind} = {kind}.csv", f"{kind} = *{kind}.csv") if f"{kind} = " in text else
                      text.replace("[model]", f"{kind} = *{kind}.csv\n[model]"))
    done = rapport("check", "-c", config, "--format", "json")
    files = {file["name"]: file for file in json.loads(done.stdout)["inputs"]}
    assert done.returncode == 0 and len(files) == len(before) + 1
    blank = files[f"blank-{kind}.csv"]
    assert (blank["kind"], blank["accepted"], blank["rejected"], blank["dropped"]) == (kind, 0, 0, {"example": 1})
    assert "EXAMPLE" not in done.stdout


def steps_of(path):
    return [row[0].value for row in openpyxl.load_workbook(path).worksheets[1].iter_rows(min_row=4, max_row=11, max_col=1)]


@pytest.mark.parametrize("language, words", [("en", "Send kpi.csv to {}."), ("de", "kpi.csv an {} senden."),
                                             ("fr", "Envoyez kpi.csv à {}."), ("nl", "Stuur kpi.csv naar {}.")])
def test_the_read_me_says_whom_to_send_it_to(kits, language, words):
    steps = steps_of(kits[language] / "kpi.xlsx")
    assert [step[:2] for step in steps] == [f"{number}." for number in range(1, 9)]
    assert steps[5] == "6. " + words.format("pmo@example.org")


def test_without_settings_of_ones_own_it_goes_back_to_the_sender(tmp_path):
    assert steps_of(make(tmp_path / "kit", cwd=tmp_path) / "kpi.xlsx")[5] == "6. Send kpi.csv to whoever gave you this workbook."
