"""The manuals tell the truth: what the program knows is written down, and nothing else is."""

import hashlib
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / os.environ.get("RAPPORT", "build/rapport")


def output_of(*arguments):
    done = subprocess.run([PROGRAM, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, (arguments, done.stderr)
    return done.stdout


def text_of(name):
    return (ROOT / name).read_text(encoding="utf-8")


def test_every_finding_kind_has_a_paragraph_with_its_severity():
    source = text_of("src/base/findings.c")
    kinds = re.findall(r'\[FINDING_\w+\] = \{ "([a-z0-9-]+)", SEVERITY_(\w+)', source)
    assert len(kinds) > 20
    paragraphs = dict(re.findall(r"^### (\S+)\n\*(\w+)", text_of("docs/findings.md"), re.M))
    assert paragraphs == {kind: severity.capitalize() for kind, severity in kinds}


def test_every_setting_is_in_the_manual():
    manual = text_of("docs/rapport.ini.5")
    section, missing, count = None, [], 0
    for line in output_of("help", "config").splitlines():
        heading = re.match(r"\s*\[(\w+)\]", line)
        key = re.match(r"\s*([a-z][a-z_]+)\b", line)
        if heading:
            section = heading.group(1)
            assert f"[{section}]" in manual, section
        elif key and section:
            count += 1
            if not re.search(rf"\b{key.group(1)}\b", manual):
                missing.append(f"{section}.{key.group(1)}")
    assert count >= 15 and not missing


def test_every_option_is_in_the_manual_and_the_other_way_round():
    manual = text_of("docs/rapport.1")
    documented = set(re.findall(r"^\.It Fl (?:[a-z] , )?-([a-z-]+)", manual, re.M))
    known = set()
    for command in ("run", "check", "inspect", "explain", "init"):
        known |= set(re.findall(r"--([a-z][a-z-]+)", output_of("help", command)))
    assert known - {"help", "version"} == documented - {"help", "version"}


def test_every_choice_of_a_setting_is_in_the_manual():
    manual = text_of("docs/rapport.ini.5")
    choices = re.findall(r"\(([a-z0-9]+(?:, [a-z0-9]+)* or [a-z0-9]+)\)$", output_of("help", "config"), re.M)
    assert len(choices) >= 3
    for word in re.findall(r"[a-z0-9]+", " ".join(choices).replace(" or ", " ")):
        assert re.search(rf"\b{word}\b", manual), word


def test_the_settings_stand_under_the_file_they_belong_to():
    """[templates] is of rapport.ini, and once stood among the sections of model.ini."""
    manual = text_of("docs/rapport.ini.5")
    settings = manual[manual.index(".Sh RAPPORT.INI"):manual.index(".Sh MODEL.INI")]
    sections = re.findall(r"^\[(\w+)\]", output_of("help", "config"), re.M)
    assert len(sections) >= 6 and sections == re.findall(r"^\.Ss \[(\w+)\]", settings, re.M)


def test_the_exit_statuses_are_the_same_wherever_they_stand():
    errors = re.search(r"enum error_code \{(.*?)\};", text_of("src/base/error.h"), re.S).group(1)
    codes = {int(code) for code in re.findall(r"/\* (?:exit )?(\d+)\b", errors)}
    manual = text_of("docs/rapport.1")
    manual = manual[manual.index(".Sh EXIT STATUS"):manual.index(".Sh EXAMPLES")]
    readme = " ".join(re.findall(r"^\| ((?:\d+, )*\d+) \|", text_of("README.md"), re.M))
    overview = output_of("help")
    overview = overview[overview.index("Exit status:"):]
    assert {64, 65, 66, 73, 74, 75, 78} <= codes
    for text in (manual.replace(".It", ""), readme, overview):
        assert {int(code) for code in re.findall(r"\b\d+\b", text)} == codes | {0, 1}


def test_the_cron_line_names_the_program_by_its_path():
    """cron searches /usr/bin and /bin, and `make install` installs elsewhere."""
    prefix = re.search(r"^PREFIX\s*\??=\s*(\S+)", text_of("Makefile"), re.M).group(1)
    for name in ("README.md", "docs/rapport.1", "docs/examples/crontab", "docs/examples/rapport.service"):
        lines = re.findall(r"^.*run -c /srv/pmo/rapport.ini.*$", text_of(name), re.M)
        assert lines and all(f"{prefix}/bin/rapport run" in line for line in lines), name


def test_the_completion_knows_every_command_and_option():
    completion = text_of("docs/examples/rapport.bash")
    for command in ("run", "check", "inspect", "explain", "init"):
        assert re.search(rf"\b{command}\b", completion), command
        for option in re.findall(r"--[a-z][a-z-]+", output_of("help", command)):
            assert re.search(rf"{option}\b", completion), option


def test_the_least_settings_of_the_manual_work(tmp_path):
    """With the shipped model, which is found beside a program that is not installed, too."""
    manual = text_of("docs/rapport.ini.5")
    least = re.search(r"The least that works:\n\.Bd.*\n((?:.*\n)*?)\.Ed", manual).group(1)
    (tmp_path / "rapport.ini").write_text(least, encoding="utf-8")
    (tmp_path / "kpi.csv").write_text("partner,period,kpi,value\nACME,2026-Q3,on_time_delivery,96.5\n", encoding="utf-8")
    (tmp_path / "survey.csv").write_text(
        "partner,period,respondent,side,question,answer\nACME,2026-Q3,r01,client,trust,4\n", encoding="utf-8")
    done = subprocess.run([PROGRAM, "run"], cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "archive" / "latest" / "board").is_dir()


def test_every_command_is_in_the_manual():
    manual = text_of("docs/rapport.1")
    commands = re.findall(r"^\s{2,}([a-z]+)\b", output_of("help"), re.M)
    assert {"run", "check", "inspect", "explain", "init"} <= set(commands)
    for command in commands:
        assert f".It Cm {command}" in manual, command


def test_readme_names_only_files_that_are_there():
    for target in re.findall(r"\]\(([^)#]+)\)", text_of("README.md") + text_of("docs/method.md")):
        if not target.startswith("http"):
            assert (ROOT / target).exists() or (ROOT / "docs" / target).exists(), target


def test_the_five_minutes_of_the_readme_lead_to_a_report(tmp_path):
    """Does what its steps say, with the two files as printed there."""
    blocks = re.findall(r"((?:^ {7}.*\n)+)", text_of("README.md"), re.M)
    first = tmp_path / "first"
    output_of("init", str(first))
    for path in first.glob("*.csv"):
        path.unlink()
    settings = (first / "rapport.ini").read_text(encoding="utf-8")
    (first / "rapport.ini").write_text(
        re.sub(r"^(partners|overrides|invites|work_items).*\n", "", settings, flags=re.M), encoding="utf-8")
    for name, heading in (("kpi-mine.csv", "partner,period,kpi"), ("survey-mine.csv", "partner,period,respondent")):
        block = next(b for b in blocks if heading in b)
        (first / name).write_text(re.sub(r"^ {7}", "", block, flags=re.M), encoding="utf-8")
    for command in ("check", "run"):
        done = subprocess.run([PROGRAM, command], cwd=first, capture_output=True, text=True, timeout=120)
        assert (done.returncode, done.stderr) == (0, "")
    scores = (first / "archive" / "latest" / "data" / "scores.csv").read_text(encoding="utf-8")
    # on_time_delivery 96.5 with 95 and 90 of the model: 89.0, weight 2; 91 with target 95, so red 85.5: 67.4, weight 1;
    # (2 x 89 + 67.3684) / 3 = 81.8, and nobody published in the survey
    assert "ACME,2026-Q3,health,delivery,81.8,green,green,100.0," in scores


def sha256(text):
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def hash_of_data_and_settings(run, partners=()):
    """Chapter 12 of method.md, from the record of the run alone."""
    made_from = run["configuration"]
    settings = made_from["settings"]["sha256"]
    if made_from["settings"]["set"]:
        settings = sha256("\n".join([settings, *made_from["settings"]["set"]]))
    texts = [("program", run["program"]), ("period", run["period"]), ("as-of", run["as_of"]), ("settings", settings)]
    texts += [(name, made_from.get(name, {"sha256": ""})["sha256"]) for name in ("model", "mappings", "theme", "logo")]
    texts += [("template", made_from["scorecard"]["sha256"]), ("board pack", made_from["board_pack"]["sha256"])]
    texts += [("edition", edition) for edition in run["editions"]]
    for language in run["languages"]:
        files = [file["sha256"] for file in language["files"]]
        texts.append(("words", files[0] if len(files) == 1 else sha256("".join(files))))
    texts += [("partner", partner) for partner in partners]
    for one in run["inputs"]:
        texts += [("input", one["kind"]), ("name", one["name"]), ("digest", one["sha256"])]
    table = text_of("docs/method.md").split("## 12. ")[1]
    labels = re.findall(r"`([^`]+)`", " ".join(re.findall(r"^\| (`[^|]*) \|", table, re.M)))
    assert list(dict.fromkeys(label for label, _ in texts)) == [one for one in labels if partners or one != "partner"]
    return sha256("".join(f"{label}\0{text}\0" for label, text in texts))


def test_the_hash_of_data_and_settings_can_be_computed_from_the_record(tmp_path):
    folder = tmp_path / "first"
    output_of("init", str(folder))
    (folder / "own").mkdir()
    for name in ("theme.ini", "logo.png"):
        shutil.copy(ROOT / "templates" / "example" / name, folder / "own")
    (folder / "own" / "strings.en.ini").write_text('[page]\nreport = "REVIEW"\n', encoding="utf-8")
    own = ["--set", f"templates.directory={folder}/own", "--set", f"templates.theme={folder}/own/theme.ini",
           "--set", "output.editions=internal, partner"]
    for archive, more, partners in (("plain", [], ()), ("own", own, ()), ("some", ["--partner", "NORDHAVEN", "--partner", "AURORA"],
                                     ("AURORA", "NORDHAVEN"))):
        output_of("run", "-c", str(folder / "rapport.ini"), "-p", "2026-Q3", "-o", str(tmp_path / archive), *more)
        run = json.loads((tmp_path / archive / "latest" / "run.json").read_text(encoding="utf-8"))
        assert hash_of_data_and_settings(run, partners) == run["fingerprint"], archive
