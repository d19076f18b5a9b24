"""rapport inspect: what it says of a file is true, and what it proposes loads and works when pasted."""

import json
import os
import pathlib
import re
import shutil
import subprocess

import pytest

from running import ROOT, PROGRAM, environment, rapport, table

SHARED = ROOT.parent / "shared" / "data"
REAL = sorted([*SHARED.rglob("*.csv"), *(ROOT / "tests" / "data").rglob("*.csv")])


def folder(directory):
    """A folder of one's own with the shipped configuration, before there is any data."""
    directory.mkdir(parents=True, exist_ok=True)
    for name in ("rapport.ini", "model.ini", "mappings.ini"):
        shutil.copy(ROOT / "config" / name, directory / name)
    return directory


def shown(path, *more, cwd):
    done = rapport("inspect", *more, path, cwd=cwd)
    assert (done.returncode, done.stderr) == (0, ""), (path, done.stderr)
    return done.stdout


def facts(path, cwd):
    return json.loads(shown(path, "--format", "json", cwd=cwd))["files"][0]


def test_its_output_is_a_mapping_file_of_comments_and_sections(tmp_path):
    home = folder(tmp_path)
    (home / "q.csv").write_text("Timestamp,\"Is it \"\"good\"\"; or [not] = #1?\",\"Ends in a backslash\\\"\n"
                                + "".join(f"7/{day}/2026 9:00:00,{1 + day % 5},x\\\n" for day in range(13, 25)), encoding="utf-8")
    text = shown("q.csv", cwd=home)
    for line in text.splitlines():
        assert line == "" or line[0] in ";[" or re.match(r"[a-z_]+ = ", line), line
        assert len(line.encode()) < 1000
        assert len(line) <= 120 or not line.startswith(";"), line
    with open(home / "mappings.ini", "a", encoding="utf-8") as file:
        file.write(text)
    # the appended sections are read, and the file is now known
    again = facts("q.csv", home)
    assert again["source"] == "q"
    assert "nothing to add" in shown("q.csv", cwd=home)


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_what_it_proposes_for_a_real_file_loads(path, tmp_path):
    """Or it refuses the file with a reason; never anything between."""
    home = folder(tmp_path)
    done = rapport("inspect", path, cwd=home)
    if done.returncode == 65:
        assert done.stdout == "" and re.match(rf"rapport: .*{re.escape(path.name)}(:\d+)?: \S", done.stderr), done.stderr
        return
    assert (done.returncode, done.stderr) == (0, "")
    assert all(len(line) <= 120 for line in done.stdout.splitlines() if line.startswith(";"))
    with open(home / "mappings.ini", "a", encoding="utf-8") as file:
        file.write(done.stdout)
    after = rapport("inspect", path, cwd=home)
    assert (after.returncode, after.stderr) == (0, ""), after.stderr


def test_ids_stay_unique_when_several_files_are_appended(tmp_path):
    home = folder(tmp_path)
    for number in (1, 2):
        (home / f"a{number}").mkdir()
        (home / f"a{number}" / "same.csv").write_text("Vendor,Period,Speed\nA,2026-Q3,4\nB,2026-Q3,40\n", encoding="utf-8")
    text = rapport("inspect", "a1/same.csv", "a2/same.csv", cwd=home).stdout
    assert re.findall(r"^\[(.*)\]$", text, re.M) == ["source same", "source same-2"]


def test_it_works_without_any_settings(tmp_path):
    (tmp_path / "k.csv").write_text("Supplier;Monat;Termintreue\nA;2026-07;97,5\nB;2026-07;88,1\n", encoding="utf-8")
    text = shown("k.csv", cwd=tmp_path)
    assert "separator   semicolon" in text
    assert 'partner_column = "Supplier"' in text and 'period_column = "Monat"' in text and 'kpi_columns = "Termintreue"' in text


def test_it_works_with_settings_that_name_no_input_yet(tmp_path):
    home = folder(tmp_path)
    (home / "rapport.ini").write_text("[inputs]\nmappings = mappings.ini\n[model]\nfile = model.ini\n", encoding="utf-8")
    (home / "k.csv").write_text("Supplier,Month,On time\nA,2026-07,97.5\n", encoding="utf-8")
    assert 'partner_column = "Supplier"' in shown("k.csv", cwd=home)
    done = rapport("check", cwd=home)
    assert done.returncode == 78 and "names neither a kpi nor a survey file; write one" in done.stderr


def test_dates_that_could_be_either_come_with_the_order_to_choose(tmp_path):
    """Read as proposed the period is fixed; with the three semicolons of the other way moved, each date decides."""
    home = folder(tmp_path)
    days = ("1/2", "3/4", "5/6", "7/8", "9/10", "11/12")
    (home / "g.csv").write_text("Timestamp,Which supplier is this about?,We trust each other\n" + "".join(
        f"{day}/2026 9:00:00,Acme,Agree\n" for day in days), encoding="utf-8")
    text = shown("g.csv", cwd=home)
    assert '\n; period_column = "Timestamp"   ; edit: or in place of period' in text
    assert "\n; date_order = dmy   ; edit: or mdy" in text
    text = re.sub(r"(?m)^period = .*\n", "", text).replace("; period_column", "period_column").replace("; date_order", "date_order")
    (home / "mappings.ini").write_text((home / "mappings.ini").read_text(encoding="utf-8") + text, encoding="utf-8")
    (home / "rapport.ini").write_text("[inputs]\nsurvey = g.csv\nmappings = mappings.ini\n[model]\nfile = model.ini\n")
    done = rapport("check", "-p", "2026-Q4", "--format", "json", cwd=home)
    assert json.loads(done.stdout)["inputs"][0]["accepted"] == len(days), done.stdout


def test_people_and_their_words_are_not_shown(tmp_path):
    home = folder(tmp_path)
    secret = "The manager of the Leeds site never answers and I told her so twice."
    (home / "s.csv").write_text("Timestamp,Email address,Your name,What should change?,I trust them\n" + "".join(
        f"7/{day}/2026 9:00:00,p{day}@example.org,Person {day},{secret if day == 13 else 'Nothing'},Agree\n" for day in range(13, 20)),
        encoding="utf-8")
    for more in ((), ("--format", "json")):
        text = shown("s.csv", *more, cwd=home)
        assert "(not shown)" in text
        for part in ("p13", "Person", "Leeds"):
            assert part not in text


def test_a_missing_file_is_66_and_an_unusable_one_65_with_line_and_reason(tmp_path):
    home = folder(tmp_path)
    (home / "open.csv").write_text('a,b\n1,2\n"3,4\n', encoding="utf-8")
    done = rapport("inspect", "gone.csv", cwd=home)
    assert done.returncode == 66 and "gone.csv" in done.stderr and done.stdout == ""
    done = rapport("inspect", "open.csv", cwd=home)
    assert done.returncode == 65 and "open.csv:3: " in done.stderr and done.stdout == ""
    # one bad file: nothing is printed of the others, or half of it would be appended
    (home / "good.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    done = rapport("inspect", "good.csv", "open.csv", cwd=home)
    assert done.returncode == 65 and done.stdout == ""


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the real files")
def test_the_numbers_of_real_files(tmp_path):
    """formats.md 6."""
    home = folder(tmp_path)
    columns = facts(SHARED / "survey" / "cncf_maintainers_2019h2.csv", home)["columns"]
    want = {49: (70, 3.871), 51: (63, 4.476), 53: (63, 3.714), 54: (55, 3.745), 56: (56, 3.964), 58: (46, 3.652), 60: (61, 3.852)}
    assert {index: (columns[index]["n"], round(columns[index]["mean"], 3)) for index in want} == want
    column = facts(SHARED / "survey" / "cncf_maintainers_2020h2.csv", home)["columns"][91]
    assert (column["n"], round(column["mean"], 3), round(column["nps"], 1)) == (97, 8.804, 55.7)
    kubernetes = facts(SHARED / "survey" / "kubernetes_contributors_2019.csv", home)
    assert kubernetes["rows"]["kept"] == 211
    assert [(kubernetes["columns"][i]["n"], round(kubernetes["columns"][i]["mean"], 3)) for i in range(25, 29)] == [
        (207, 3.256), (205, 3.302), (203, 2.808), (205, 2.561)]
    assert facts(SHARED / "kpi" / "mta_lirr_mnr_bus.csv", home)["rows"]["read"] == 2772
    for name in ("insights", "legacy"):
        basis = facts(SHARED / "survey" / f"qualtricstools_no_basis_{name}.csv", home)["rows"]
        assert basis["kept"] == 0 and sum(basis["dropped"].values()) == basis["read"] > 0


def steps(page):
    """What docs/exports.md tells to do, in order: ("run", command), ("write", file, text), ("edit", file, {old: new})."""
    found, target = [], None
    for match in re.finditer(r"^`([\w.]+)`(, edit)?$|^Save as: `(\S+)`$|((?:^ {4}.*\n|^\n(?= {4}))+)", page, re.M):
        name, edit, saved, block = match.groups()
        if block is None:
            target = ("edit", name) if edit else ("write", saved or name)
            continue
        lines = [line[4:] for line in block.splitlines()]
        told = [line for line in lines if not line.startswith("$ ")]
        if target and target[0] == "write":
            found.append((*target, "\n".join(told).strip("\n") + "\n"))
        elif target:
            pairs = [line for line in told if line]
            found.append((*target, [(old[2:], new[2:]) for old, new in zip(pairs[::2], pairs[1::2])]))
        target = None
        found += [("run", line[2:]) for line in lines if line.startswith("$ ")]
    return found


def do(step, home, where):
    kind, name, *rest = step
    if kind == "run":
        done = subprocess.run(["sh", "-c", f'rapport() {{ "{PROGRAM}" "$@"; }}; {name}'], cwd=where, env=environment(),
                              capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, (name, done.returncode, done.stdout, done.stderr)
        assert done.stderr == "" or "check" in name or "run" in name, done.stderr
        return done
    if kind == "write":
        (where / name).write_text(rest[0], encoding="utf-8")
        return None
    # the section that was appended last
    text = (where / name).read_text(encoding="utf-8")
    start = text.rindex("[source ")
    section = text[start:]
    for old, new in rest[0]:
        assert old in section, (old, section)
        section = section.replace(old, new)
    (where / name).write_text(text[:start] + section, encoding="utf-8")
    return None


def test_the_way_of_a_newcomer_as_the_page_tells_it(tmp_path):
    told = steps((ROOT / "docs" / "exports.md").read_text(encoding="utf-8"))
    assert [step[0] for step in told].count("run") >= 10 and [len(step[2]) for step in told if step[0] == "edit"] == [3, 3, 1]
    where, outputs = tmp_path, {}
    for step in told:
        done = do(step, tmp_path, where)
        if step == ("run", "cd first"):
            where = tmp_path / "first"
        if done is not None:
            outputs[step[1]] = done
    run = (where / "archive" / "latest").resolve()
    scores = {(row["partner"], row["group"]): row["score"] for row in table(run / "data" / "scores.csv") if row["lens"] == "health"}
    # Acme: 4 5 3 4 4 5 and 5 4 4 3 2 5, six people, mean of the people's means 4.0: 50 + 30 x 1
    assert scores["Acme GmbH", "trust"] == "80.0"
    # Bolt: 5 4 4 3 4 and 4 4 3 2 2
    assert [scores["Bolt Ltd", group] for group in ("trust", "shared_goals")] == ["80.0", "50.0"]
    # limits 95 and 90; 95.8333: 80 + 30 x 0.8333 / 5; 89.75: 50 - 30 x 0.25 / 5
    measured = {row["partner"]: row["score"] for row in table(run / "data" / "indicators.csv")
                if row["indicator"] == "on_time_delivery"}
    assert measured == {"Acme GmbH": "85.0", "Bolt Ltd": "48.5"}
    # before the KPI came: Bolt's 0..10 answers, 8.4 is 4.36 on 1..5, 50 + 30 x 1.36
    before = {(row["partner"], row["group"]): row["score"] for row in table(run.parent / "2026-Q3-r2" / "data" / "scores.csv")
              if row["lens"] == "health"}
    assert before["Bolt Ltd", "delivery"] == "90.8"
    for slug in ("acme-gmbh", "bolt-ltd"):
        assert (run / "partners" / slug / f"scorecard-{slug}-2026-Q3.pdf").stat().st_size > 10_000
    assert "1 undated" in outputs["rapport check"].stdout
    files = {entry["name"]: entry for entry in json.loads((run / "run.json").read_text(encoding="utf-8"))["inputs"]}
    pulse = files["exports/supplier-pulse.csv"]
    assert (pulse["dialect"], pulse["source"], pulse["dropped"]) == ("google-forms", "supplier-pulse", {"undated": 1})
    assert files["exports/partner-review.csv"]["dialect"] == "surveymonkey"


def test_the_page_shows_what_the_program_prints(tmp_path):
    """The output in docs/exports.md is the program's own, line by line."""
    page = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
    outputs = re.findall(r"<!-- output: rapport inspect (\S+) -->\n\n((?: {4}.*\n|\n(?= {4}))+)", page)
    home = folder(tmp_path)
    for step in steps(page):
        if step[0] == "write" and "/" in step[1]:
            (home / pathlib.Path(step[1]).name).write_text(step[2], encoding="utf-8")
    assert len(outputs) == 2
    for name, output in outputs:
        assert re.sub(r"^ {4}", "", output, flags=re.M).strip() == shown(pathlib.Path(name).name, cwd=home).strip()
