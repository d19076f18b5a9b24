"""How the tests of foreign exports lay out a folder as a user would, and read what came of it."""

import json
import pathlib
import re
from collections import namedtuple

import pytest

from running import ROOT, publish, rapport, table

DATA = ROOT / "tests" / "data" / "exports"
SHARED = ROOT.parent / "shared" / "data"
Answers = namedtuple("Answers", "n mean")


def real(name):
    """A real file: one of those kept here, or a larger one of a folder that not every checkout has beside it."""
    path = next((path for path in (DATA / name, SHARED / "kpi" / name) if path.is_file()), None)
    if path is None:
        pytest.skip(f"{name} is not here; it is too large to keep with the tests")
    return path


# ---------------------------------------------------------------- the folder

def shipped_words():
    """The [scale] and [rating] sections of the shipped model, as they stand."""
    text = (ROOT / "config" / "model.ini").read_text(encoding="utf-8")
    return "".join(re.findall(r"^\[(?:scale|rating) [^\n]*\n(?:[^;\[\n][^\n]*\n)*", text, re.M))


def model(questions=None, kpis=None, policy=None):
    """A model in which every question and KPI has a group for itself, so that a group's mean is its mean.

    questions: {id: "scale = agree5" or other lines}; kpis: {id: lines}.
    """
    questions, kpis = questions or {}, kpis or {}
    parts = ["[lens health]", 'title = "Health"', "primary = yes", "groups = " + ", ".join([*questions, *kpis])]
    for name in [*questions, *kpis]:
        parts += [f"[group health.{name}]", f'title = "{name}"']
    for name, lines in questions.items():
        parts += [f"[question {name}]", f'text = "Question {name}"', lines, f"health = {name}"]
    for name, lines in kpis.items():
        parts += [f"[kpi {name}]", f'title = "Measure {name}"', lines, f"health = {name}"]
    parts += ["[policy]"] + [f"{key} = {value}" for key, value in (policy or {}).items()]
    return "\n".join(parts) + "\n" + shipped_words()


def folder(directory, inputs, files, mapping, scoring, settings=""):
    """Writes rapport.ini, model.ini, mappings.ini (the shipped one and `mapping` below it) and files; the settings' path.

    inputs: {kind: pattern}; files: {name: bytes, str or a path to copy}.
    """
    directory = pathlib.Path(directory)
    directory.mkdir(parents=True, exist_ok=True)
    shipped = (ROOT / "config" / "mappings.ini").read_text(encoding="utf-8")
    lines = ["[organisation]", 'name = "Test & Sons"', "[inputs]", "mappings = mappings.ini"]
    lines += [f'{kind} = "{pattern}"' for kind, pattern in inputs.items()]
    lines += ["[model]", "file = model.ini", "[output]", "archive = archive", "formats = xlsx", settings]
    for name, content in (("rapport.ini", "\n".join(lines) + "\n"), ("model.ini", scoring),
                          ("mappings.ini", shipped + "\n" + mapping), *files.items()):
        if isinstance(content, pathlib.Path):
            content = content.read_bytes()
        (directory / name).write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return directory / "rapport.ini"


# ---------------------------------------------------------------- what came of it

class Run:
    """A published run: its data files as tables, its run.json, its inputs."""

    def __init__(self, config, period, *more):
        self.config = pathlib.Path(config)
        archive = self.config.parent / "archive"
        publish(config, period, archive, *more)
        # "latest" is the latest period, not the run published last.
        self.directory = max((archive / "runs").glob(f"{period}-r*"), key=lambda path: int(path.name.rpartition("-r")[2]))
        self.record = json.loads((self.directory / "run.json").read_text(encoding="utf-8"))

    def table(self, name):
        return table(self.directory / "data" / name)

    def bytes(self, name):
        return (self.directory / "data" / name).read_bytes()

    def input(self, name):
        """What run.json says of an input file."""
        return next(entry for entry in self.record["inputs"] if entry["name"].endswith(name))

    def drops(self, name):
        """{reason: rows} of an input file."""
        return self.input(name)["dropped"]

    def answers(self, side="client"):
        """{(partner, group): Answers(n, mean)} as printed."""
        return {(row["partner"], row["group"]): Answers(row["n"], row["mean"])
                for row in self.table("survey.csv") if row["side"] == side}

    def explained(self, partner, indicator):
        """What `rapport explain` says of a KPI of a partner."""
        done = rapport("explain", "-c", self.config, "-p", self.record["period"], partner, indicator)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def kinds(self):
        """{kind of finding: how many}."""
        return self.record["findings"]["kinds"]

    def findings(self, kind):
        return [row for row in self.table("findings.csv") if row["kind"] == kind]

    def values(self):
        """{(partner, indicator): value} of the KPIs, as printed."""
        return {(row["partner"], row["indicator"]): row["value"] for row in self.table("indicators.csv")
                if row["source"] == "kpi"}


def inspect(path, *arguments):
    """What `rapport inspect` says of a file, as data."""
    done = rapport("inspect", "--format", "json", *arguments, path)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["files"][0]


def export(rows, separator=",", end="\r\n", encoding="utf-8", quote_all=False):
    """The bytes of a CSV file; None is an empty cell. The codecs "utf-8-sig" and "utf-16" write a BOM.

    Python's own writer leaves a line break unquoted where it is not the end of its lines.
    """
    def written(cell):
        text = "" if cell is None else str(cell)
        if quote_all or any(char in text for char in (separator, '"', "\r", "\n")):
            return '"' + text.replace('"', '""') + '"'
        return text
    return "".join(separator.join(map(written, row)) + end for row in rows).encode(encoding)
