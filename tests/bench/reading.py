"""How fast large files are read, and in how much memory, beside Python's csv module doing nothing but parse them.

    reading.py PROGRAM DIRECTORY [KIND ...]        kinds: kpi, events, survey, export; all of them by default

Each file is made once in full size (MB says how many megabytes, default 200 for measures and 100 for
surveys) and once in a tenth of it, of the same partners. `rapport check` reads, validates and scores
it. REPEAT runs (default 3), medians. Prints a table and no verdict: what is good depends on the machine.
"""

import os
import statistics
import subprocess
import sys
import time
from collections import namedtuple

from generate import noise, write_model

PARTNERS, KPIS, QUESTIONS = 500, 12, 16
PERIOD = "2026-Q3"
PYTHON_PARSE = """import csv, sys
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    sys.exit(sum(1 for _ in csv.reader(file)) == 0)
"""

# what: for people; input: key of [inputs]; megabytes: of the full size; rows: yields lines for ever, header first.
Kind = namedtuple("Kind", "what input megabytes rows mapping")


# ---------------------------------------------------------------- the files

def months(start=1700):
    """Every month of four centuries; their last twelve are the years that are reported."""
    for year in range(2026, start, -1):
        for month in range(12 if year < 2026 else 9, 0, -1):
            yield year, month


def kpi_rows():
    """Long KPI rows: no key twice, oldest months last, a word of explanation in every fourth."""
    yield "partner,period,kpi,value,target,unit,note\n"
    for year, month in months():
        for partner in range(PARTNERS):
            draw = noise(partner, year, month)
            yield "".join(f'p{partner:05d},{year}-{month:02d},kpi_{kpi:02d},{87 + (draw + 7 * kpi) % 1300 / 100:.2f},95,%,'
                          f'{note_of(draw + kpi)}\n' for kpi in range(KPIS))


def note_of(draw):
    return '"late, but agreed ""on paper"""' if draw % 4 == 0 else ""


def event_rows():
    """Deliveries with two dates: a share of rows per partner and month, so memory has no reason to grow with them."""
    yield "Vendor,Order,Part,Quantity,Scheduled,Delivered,Remark\n"
    number = 0
    while True:
        draw = noise(number, 3)
        month, day = 7 + draw % 3, 1 + draw % 28
        yield (f"p{draw % PARTNERS:05d},{4500000000 + number},M-{draw:05d},{1 + draw % 40},2026-{month:02d}-{day:02d},"
               f"2026-{month:02d}-{min(28, day + (draw % 7 == 0)):02d},{note_of(draw)}\n")
        number += 1


def survey_rows():
    """Long answers, one row each, in whole waves of people."""
    yield "partner,period,respondent,side,question,answer\n"
    for person in range(10 ** 9):
        for partner in range(PARTNERS):
            head = f"p{partner:05d},{PERIOD},r{person:05d},{('client', 'partner')[person % 2]}"
            yield "".join(f"{head},q_{question:02d},{1 + noise(partner, person, question) % 5}\n" for question in range(QUESTIONS))


def export_rows():
    """A row a respondent, as a form writes it: a column a question, words for answers, a comment."""
    words = ("Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree")
    asked = ",".join(f'"Statement number {question} about working together"' for question in range(QUESTIONS))
    yield f'Timestamp,Which partner?,"You are, please:",{asked},Anything else?\n'
    number = 0
    while True:
        draw = noise(number, 5)
        cells = ",".join(words[noise(number, question) % 5] for question in range(QUESTIONS))
        yield (f"{7 + draw % 3}/{13 + draw % 15}/2026 {draw % 24}:{draw % 60:02d}:{number % 60:02d},p{draw % PARTNERS:05d},"
               f'{("client", "partner")[number % 2]},{cells},"nothing, really: number {number}"\n')
        number += 1


EVENTS = """[source events]
input = kpi
file = "events-*.csv"
partner_column = "Vendor"
period_column = "Scheduled"
[measure kpi_00]
share = "{Delivered} <= {Scheduled}"
"""
EXPORT = """[source export]
input = survey
file = "export-*.csv"
partner_column = "Which partner?"
side_column = "You are*"
period_column = "Timestamp"
[scale agree5]
min = 1
max = 5
label 1 = "strongly disagree"
label 2 = "disagree"
label 3 = "neutral"
label 4 = "agree"
label 5 = "strongly agree"
""" + "".join(f'[question q_{number:02d}]\ncolumn = "Statement number {number} about*"\nscale = agree5\n'
              for number in range(QUESTIONS))

KINDS = {"kpi": Kind("KPI rows, long", "kpi", 200, kpi_rows, ""),
         "events": Kind("events, shares of rows", "kpi", 200, event_rows, EVENTS),
         "survey": Kind("survey answers, long", "survey", 100, survey_rows, ""),
         "export": Kind("survey export, wide", "survey", 100, export_rows, EXPORT)}


def write_file(path, rows, size):
    """Whole chunks of rows until size bytes are reached; nothing if the file is there already."""
    if os.path.exists(path):
        return
    written = 0
    with open(path + ".partial", "w", encoding="utf-8", buffering=1 << 20) as file:
        for chunk in rows():
            written += file.write(chunk)
            if written >= size:
                break
    os.rename(path + ".partial", path)


def write_folder(directory, name, kind, megabytes, shipped):
    """A folder with one input; (settings, file). shipped: text of the mappings that every installation has."""
    os.makedirs(directory, exist_ok=True)
    file = os.path.join(directory, f"{name}-{megabytes:g}.csv")
    write_file(file, kind.rows, megabytes * 1e6)
    settings = os.path.join(directory, f"{name}-{megabytes:g}.ini")
    with open(settings, "w", encoding="utf-8") as out:
        out.write(f'[organisation]\nname = "Benchmark"\n[inputs]\n{kind.input} = {os.path.basename(file)}\n'
                  f"mappings = {name}-mappings.ini\n[model]\nfile = model.ini\n")
    with open(os.path.join(directory, f"{name}-mappings.ini"), "w", encoding="utf-8") as out:
        out.write(shipped + "\n" + kind.mapping)
    write_model(os.path.join(directory, "model.ini"), KPIS, QUESTIONS)
    return settings, file


# ---------------------------------------------------------------- the clock

def once(command):
    """(seconds, peak megabytes) of one run; output is shown only if it failed."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        told = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode > 1:
        sys.exit(f"bench: status {process.returncode} from {' '.join(command)}\n{told.decode('utf-8', 'replace')}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def medians(command, repeat):
    return tuple(statistics.median(values) for values in zip(*(once(command) for _ in range(repeat))))


def measure(program, directory, name, megabytes, repeat, shipped):
    """Prints one line: a file of about this size, read by the program and by Python."""
    settings, file = write_folder(directory, name, KINDS[name], megabytes, shipped)
    size = os.path.getsize(file) / 1e6
    seconds, memory = medians([program, "check", "-q", "-c", settings, "-p", PERIOD], repeat)
    bare, _ = medians([sys.executable, "-c", PYTHON_PARSE, file], repeat)
    print(f"{KINDS[name].what:<24} {size:>8.1f} {seconds:>9.3f} {size / seconds:>9.1f} {memory:>9.1f} "
          f"{bare:>10.3f} {size / bare:>9.1f} {bare / seconds:>8.2f}", flush=True)


def main():
    program, directory = sys.argv[1:3]
    repeat = int(os.environ.get("REPEAT", "3"))
    root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
    with open(os.path.join(root, "config", "mappings.ini"), encoding="utf-8") as file:
        shipped = file.read()
    print(f"\nReading with rapport check (parse, validate, score {PARTNERS} partners) and with Python's csv (parse alone); "
          f"medians of {repeat} runs.")
    print(f"{'file':<24} {'MB':>8} {'seconds':>9} {'MB/s':>9} {'peak MB':>9} {'py second':>10} {'py MB/s':>9} {'x python':>8}")
    for name in sys.argv[3:] or KINDS:
        full = float(os.environ.get("MB", KINDS[name].megabytes))
        for megabytes in (full / 10, full):
            measure(program, directory, name, megabytes, repeat, shipped)


if __name__ == "__main__":
    main()
