"""How the whole-run tests start the program and look at what it published."""

import csv
import os
import pathlib
import signal
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples" / "rapport.ini"
PROGRAM = ROOT / os.environ.get("RAPPORT", "build/rapport")
CRON = {"HOME": os.environ.get("HOME", "/"), "LOGNAME": "cron", "PATH": "/usr/bin:/bin", "SHELL": "/bin/sh"}

# Ubuntu 22.04 ships HarfBuzz without its cutter.
WHOLE_FONTS = subprocess.run(["pkg-config", "--exists", "harfbuzz-subset"]).returncode != 0

sys.path.insert(0, str(ROOT / "tests" / "independent"))

MODEL = """[lens health]
title = "Partnership health"
primary = yes
groups = delivery, trust
[group health.delivery]
title = "Delivery"
[group health.trust]
title = "Trust"
[kpi availability]
title = "Service availability"
unit = "%"
direction = higher
green_at = 99.9
red_at = 99.5
weight = 2
health = delivery
[kpi response]
title = "Response time"
unit = "h"
direction = lower
green_at = 4
red_at = 8
health = delivery
[question trust]
text = "We trust each other"
scale_min = 1
scale_max = 5
health = trust
"""
SETTINGS = """[organisation]
name = "Test & Sons"
[inputs]
kpi = kpi.csv
survey = survey.csv
partners = partners.csv
[model]
file = model.ini
[output]
archive = archive
"""


def environment(extra=None):
    """What real cron gives, and whatever the sanitizers of a test build want."""
    keep = {key: value for key, value in os.environ.items() if key.endswith("SAN_OPTIONS")}
    return {**CRON, **keep, **(extra or {})}


def rapport(*arguments, env=None, **options):
    """Runs the program as cron would; status, stdout and stderr of it."""
    assert PROGRAM.is_file(), f"{PROGRAM} is not built: run make, or name the program in RAPPORT"
    options.setdefault("timeout", 300)
    return subprocess.run([PROGRAM, *map(str, arguments)], env=environment(env), stdin=subprocess.DEVNULL,
                          capture_output=True, encoding="utf-8", errors="replace", **options)


def start(*arguments):
    """Starts the program in a session of its own, to be killed with all its workers; SIGINT, which shells keep from background jobs, reaches it."""
    assert PROGRAM.is_file(), f"{PROGRAM} is not built: run make, or name the program in RAPPORT"
    return subprocess.Popen([PROGRAM, *map(str, arguments)], env=environment(), stdin=subprocess.DEVNULL,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
                            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))


def publish(config, period, archive, *more, **options):
    """Runs, demands success, and gives the directory published last."""
    done = rapport("run", "-c", config, "-p", period, "-o", archive, *more, **options)
    assert done.returncode == 0, f"exit {done.returncode}\n{done.stdout}{done.stderr}"
    return pathlib.Path(archive, "latest").resolve()


def table(path):
    """The rows of a published CSV as dicts."""
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_portfolio(directory, partners=("acme",), names=None, period="2026-Q3"):
    """A small clean portfolio: two KPIs and six answers of each side for everybody. The settings' path."""
    directory = pathlib.Path(directory)
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "rapport.ini").write_text(SETTINGS, encoding="utf-8")
    (directory / "model.ini").write_text(MODEL, encoding="utf-8")
    kpis, answers, listed = ["partner,period,kpi,value"], ["partner,period,respondent,side,question,answer"], ["partner,name"]
    for number, partner in enumerate(partners):
        quoted = '"' + partner.replace('"', '""') + '"'
        name = (names or {}).get(partner, partner).replace('"', '""')
        listed.append(f'{quoted},"{name}"')
        kpis += [f"{quoted},{period},availability,99.{7 + number % 3}", f"{quoted},{period},response,{3 + number % 4}"]
        answers += [f"{quoted},{period},r{person},{side},trust,{1 + (person + number) % 5}"
                    for side in ("client", "partner") for person in range(6)]
    for file, lines in (("kpi.csv", kpis), ("survey.csv", answers), ("partners.csv", listed)):
        (directory / file).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return directory / "rapport.ini"


def snapshot(directory):
    """{relative path: bytes, or the target of a link} of everything below directory."""
    directory, found = pathlib.Path(directory), {}
    for path in sorted(directory.rglob("*")):
        name = path.relative_to(directory).as_posix()
        if path.is_symlink():
            found[name] = os.readlink(path)
        elif path.is_file():
            found[name] = path.read_bytes()
        else:
            found[name] = "directory"
    return found


def published_runs(archive):
    """Names of the published runs; a stage directory is none."""
    runs = pathlib.Path(archive, "runs")
    return sorted(path.name for path in runs.iterdir() if not path.name.startswith(".")) if runs.is_dir() else []


def stages(archive):
    """Stage directories that somebody left behind."""
    return [path for path in pathlib.Path(archive).rglob(".*.stage.*") if path.is_dir()]
