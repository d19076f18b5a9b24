"""The partner edition shows nothing internal: markers in every internal field of every input are in none of its files."""

import json
import re
import subprocess
import zipfile

import pikepdf
import pytest

from running import MODEL, publish, rapport, snapshot, table

PERIOD = "2026-Q3"
PARTNERS = {"acme": "nl-BE", "globex": "de", "initech": "tlh"}      # the last one no strings file speaks

# Shown somewhere in the internal edition, the board's reports or the data files, and in no partner's file.
INTERNAL = {
    "own note": "Zqnote", "note of a shared row": "Zqshared", "owner of a KPI": "Zqkpiowner", "reason": "Zqreason", "author": "Zqauthor",
    "date of an override": "2026-09-17", "client owner": "Zqclient", "KPI file": "Zqkpifile", "survey file": "Zqsurveyfile",
    "partners file": "Zqpartnersfile", "overrides file": "Zqoverridesfile", "secrecy": "Zqsecrecy", "bad value": "Zqbadvalue",
}
# In no report at all.
NOBODY = {"respondent": "Zqperson", "comment": "Zqcomment", "network": "Zqnetwork", "alias": "Zqalias", "unused column": "Zqunused"}
# What one partner's own files may show, and no other partner's.
OWN = ("id", "name", "Zqpartnerowner", "Zqownkpi", "value")
VALUES = {"acme": 48213907, "globex": 59324018, "initech": 60435129}


def own_marker(partner, kind):
    return {"id": partner, "name": f"Zqname{partner}", "value": str(VALUES[partner])}.get(kind, f"{kind}{partner}")


def write(directory, name, lines):
    (directory / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_inputs(directory, editions="internal, partner"):
    directory.mkdir(parents=True, exist_ok=True)
    write(directory, "model.ini", [MODEL.replace('title = "Service availability"', 'title = "Service availability"\nowner = "Zqkpiowner"'),
                                   "[kpi incidents]", 'title = "Incidents"', "direction = lower", "green_at = 1", "red_at = 4", "health = delivery",
                                   "[kpi volume]", 'title = "Volume"', "direction = track", "health = delivery", "[policy]",
                                   "unknown_kpi_group = health.delivery"])
    write(directory, "rapport.ini", [
        "[organisation]", 'name = "Test & Sons"', "confidentiality = Zqsecrecy", "confidentiality_partner = Shared", "[inputs]",
        "kpi = kpi-Zqkpifile.csv", "survey = survey-Zqsurveyfile.csv", "partners = Zqpartnersfile.csv", "overrides = Zqoverridesfile.csv",
        "[model]", "file = model.ini", "[output]", "archive = archive", f"editions = {editions}"])
    kpis, answers = ["partner,period,kpi,value,target,note,remark"], ["partner,period,respondent,side,question,answer,comment"]
    for partner in PARTNERS:
        kpis.append(f"{partner},{PERIOD},incidents,,,,")        # blank: named with its place
        for period in ("2026-Q2", PERIOD):
            kpis += [f"{partner},{period},availability,99.95,,Zqnote,Zqunused", f"{partner},{period},response,3,,,",
                     f"{partner},{period},volume,{VALUES[partner]},,,", f"{partner},{period},Zqownkpi{partner},97,95,,"]
            answers += [f"{partner},{period},Zqperson{person},{side},trust,{4 + person % 2},Zqcomment"
                        for side in ("client", "partner") for person in range(6)]
        kpis.append(f"{partner},Zqbadvalue,response,3,,,")
    kpis += ["ALL,2026-Q2,uptime,5,4,Zqshared,", f"ALL,{PERIOD},uptime,5,4,Zqshared,"]
    write(directory, "kpi-Zqkpifile.csv", kpis)
    write(directory, "survey-Zqsurveyfile.csv", answers)
    write(directory, "Zqpartnersfile.csv", ["partner,name,aliases,network,owner_client,owner_partner,language"] + [
        f"{partner},Zqname{partner},Zqalias{partner},Zqnetwork,Zqclient,Zqpartnerowner{partner},{language}" for partner, language in PARTNERS.items()])
    reason = "{} after the outage of the whole summer"
    write(directory, "Zqoverridesfile.csv", [
        "partner,period,target,colour,reason,author,date,released",
        f"acme,{PERIOD},health,red,{reason.format('Zqreason')},Zqauthor,2026-09-17,",
        f"acme,{PERIOD},health.trust,grey,{reason.format('Zqreason')},Zqauthor,2026-09-17,no",
        f"acme,2026-Q2,health,red,{reason.format('Zqreason')},Zqauthor,2026-09-17,",
        f"globex,{PERIOD},health,yellow,{reason.format('Zqopen')},Zqsigned,2026-09-18,yes",
        f"initech,{PERIOD},health,red,{reason.format('Zqreason')},Zqauthor,2026-09-17,maybe"])
    return directory / "rapport.ini"


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    directory = tmp_path_factory.mktemp("editions")
    return publish(write_inputs(directory), PERIOD, directory / "archive")


def pdf_text(path):
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, encoding="utf-8", check=True)
    return done.stdout


def pdf_objects(path):
    """Every string and every decoded stream of the file: metadata, bookmarks, XMP, page labels."""
    with pikepdf.open(path) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Stream):
                yield item.read_bytes()
            yield from strings_of(item)


def strings_of(item):
    if isinstance(item, pikepdf.String):
        yield str(item).encode()
        yield bytes(item)
    elif isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
        for key in item.keys():
            if key not in ("/Parent", "/P"):
                yield str(key).encode()
                if not getattr(item[key], "is_indirect", False):
                    yield from strings_of(item[key])
    elif isinstance(item, pikepdf.Array):
        for entry in item:
            if not getattr(entry, "is_indirect", False):
                yield from strings_of(entry)


def ungrouped(text):
    """Numbers without what a language puts between thousands."""
    return re.sub(r"(?<=\d)[.,  \u202f'](?=\d{3})", "", text)


def everything(path):
    """All that can be read from a file, as one text; its name too."""
    name = path.name + "\n"
    if path.suffix == ".pdf":
        text = pdf_text(path)
        raw = b"\n".join(pdf_objects(path)) + path.read_bytes()
        return name + text + ungrouped(text) + raw.decode("latin-1") + raw.decode("utf-16-be", "ignore") + raw[1:].decode("utf-16-be", "ignore")
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            return name + "\n".join(part + book.read(part).decode("utf-8", "ignore") for part in book.namelist())
    return name + path.read_text(encoding="utf-8", errors="replace")


@pytest.fixture(scope="module")
def partner_files(run):
    """{partner: {file name: all its text}} of the partner edition."""
    return {partner: {path.name: everything(path) for path in (run / "partners" / partner).glob("*-partner.*")} for partner in PARTNERS}


@pytest.fixture(scope="module")
def internal_text(run):
    return "\n".join(everything(path) for path in run.rglob("*") if path.is_file() and "-partner." not in path.name)


def test_every_partner_has_both_editions(run, partner_files):
    for partner in PARTNERS:
        assert sorted(path.name for path in (run / "partners" / partner).iterdir()) == [
            f"scorecard-{partner}-{PERIOD}-partner.pdf", f"scorecard-{partner}-{PERIOD}.pdf",
            f"workbook-{partner}-{PERIOD}-partner.xlsx", f"workbook-{partner}-{PERIOD}.xlsx"]
        assert len(partner_files[partner]) == 2
    assert not [path for path in (run / "board").iterdir() if "partner" in path.name]


@pytest.mark.parametrize("what", sorted({**INTERNAL, **NOBODY}))
def test_internal_things_are_in_no_partner_file(partner_files, what):
    marker = {**INTERNAL, **NOBODY}[what]
    found = [name for files in partner_files.values() for name, text in files.items() if marker in text]
    assert found == []


@pytest.mark.parametrize("what", sorted(INTERNAL))
def test_the_same_things_are_in_the_internal_files(internal_text, what):
    assert INTERNAL[what] in internal_text


@pytest.mark.parametrize("what", ("respondent", "comment"))
def test_who_answered_is_in_no_file_at_all(internal_text, what):
    assert NOBODY[what] not in internal_text


@pytest.mark.parametrize("partner", PARTNERS)
def test_other_partners_are_in_no_partner_file(partner_files, partner):
    for name, text in partner_files[partner].items():
        for other in set(PARTNERS) - {partner}:
            assert [kind for kind in OWN if own_marker(other, kind).lower() in text.lower()] == [], (name, other)


@pytest.mark.parametrize("partner", PARTNERS)
def test_its_own_things_are_there(partner_files, partner):
    """Else the tests above could not fail: the same markers are found where they may stand."""
    for name, text in partner_files[partner].items():
        assert [kind for kind in OWN if own_marker(partner, kind).lower() not in text.lower()] == [], name
        assert "Shared" in text


def summary_words(run, partner, edition=""):
    """The scorecard's text with single blanks."""
    return " ".join(pdf_text(run / "partners" / partner / f"scorecard-{partner}-{PERIOD}{edition}.pdf").split())


def test_each_is_in_the_partners_language(run):
    said = {"nl": "Hoe het hoofdcijfer tot stand kwam", "de": "Wie der Gesamtwert entstanden ist", "en": "How the headline number came about"}
    for partner, language in (("acme", "nl"), ("globex", "de"), ("initech", "en")):
        text = summary_words(run, partner, "-partner")
        assert [code for code, words in said.items() if words in text] == [language]
        assert said["en"] in summary_words(run, partner)


def test_a_language_nobody_speaks_is_told(run):
    rows = [row for row in table(run / "data" / "findings.csv") if row["kind"] == "unknown-language"]
    assert [(row["severity"], row["value"], row["partner"]) for row in rows] == [("warning", "tlh", "initech")]
    assert "en, nl, de, fr" in rows[0]["expected"]


def test_the_colour_is_the_one_without_unreleased_overrides(run):
    """Every KPI is at its green limit or better, every answer 4 or 5 of 5: only an override can make it red."""
    assert re.search(r"Red at (8|9)\d\.\d of 100", summary_words(run, "acme"))
    assert re.search(r"Groen met (8|9)\d,\d van 100", summary_words(run, "acme", "-partner"))
    assert re.search(r"Red at (8|9)\d\.\d of 100", summary_words(run, "initech"))
    assert re.search(r"Green at (8|9)\d\.\d of 100", summary_words(run, "initech", "-partner"))


def test_a_released_override_is_shown_with_its_grounds(run, partner_files):
    for name, text in partner_files["globex"].items():
        assert "Zqopen" in text and "Zqsigned" in text, name
    assert "Gelb" in summary_words(run, "globex", "-partner")


def test_a_value_has_no_place(run):
    """"Incidents: blank (kpi.csv line 2)" of the internal edition is "Incidents: leeg"."""
    line = {"acme": 2, "globex": 12, "initech": 22}
    for partner, blank in (("acme", "leeg"), ("globex", "leer"), ("initech", "blank")):
        assert f"Incidents: blank (kpi-Zqkpifile.csv line {line[partner]})" in summary_words(run, partner)
        assert f"Incidents: {blank}" in summary_words(run, partner, "-partner")
        assert f"Incidents: {blank} (" not in summary_words(run, partner, "-partner")


def test_the_record_names_editions_and_languages(run):
    record = json.loads((run / "run.json").read_text(encoding="utf-8"))
    assert record["editions"] == ["internal", "partner"]
    assert [language["name"] for language in record["languages"]] == ["en", "nl", "de"]
    assert [(file["name"], file["own"]) for language in record["languages"] for file in language["files"]] == [
        ("strings.en.ini", False), ("strings.nl.ini", False), ("strings.de.ini", False)]


def test_without_a_partner_edition_nothing_of_it_is_there(tmp_path):
    run = publish(write_inputs(tmp_path / "in", "internal"), PERIOD, tmp_path / "archive")
    assert not [name for name in snapshot(run) if "-partner" in name]
    assert not [row for row in table(run / "data" / "findings.csv") if row["kind"] == "unknown-language"]


def test_the_internal_files_are_the_same_with_and_without(tmp_path, run):
    """But for the digests of settings and data, which every file carries."""
    alone = publish(write_inputs(tmp_path / "in", "internal"), PERIOD, tmp_path / "archive")
    hashes = re.compile(r"\b[0-9a-f]{12,64}\b")
    for partner in PARTNERS:
        texts = [hashes.sub("#", summary_words(where, partner)) for where in (alone, run)]
        assert texts[0] == texts[1] and len(texts[0]) > 1000


def test_the_number_of_workers_changes_nothing(tmp_path):
    """A worker draws several partners one after the other: nothing of the one before may stay."""
    runs = [publish(write_inputs(tmp_path / "in"), PERIOD, tmp_path / f"archive{jobs}", "-j", jobs) for jobs in ("1", "3")]
    files = [{name: data for name, data in snapshot(run).items() if "-partner." in name} for run in runs]
    assert files[0] == files[1] and len(files[0]) == 6


def test_a_changed_edition_is_a_new_run(tmp_path):
    config = write_inputs(tmp_path / "in", "internal")
    first = publish(config, PERIOD, tmp_path / "archive")
    write_inputs(tmp_path / "in")
    second = publish(config, PERIOD, tmp_path / "archive")
    assert (first.name, second.name) == ("2026-Q3-r1", "2026-Q3-r2")
    assert publish(config, PERIOD, tmp_path / "archive") == second


def test_the_internal_edition_cannot_be_left_out(tmp_path):
    done = rapport("check", "-c", write_inputs(tmp_path / "in", "partner"), "-p", PERIOD)
    assert done.returncode == 78 and "internal" in done.stderr and "rapport.ini" in done.stderr
