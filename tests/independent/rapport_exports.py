"""Reads exports of survey, service and office tools for the independent computation.

Written from the description of the formats alone: Python's csv module and the rules a person would
apply by hand. Nothing is detected here. Which rows are headers, which column is which question and
which words stand for which number is said by the caller, so what the program detects can be wrong
only against that.
"""

import csv
import io
import math
import re
from collections import Counter

import rapport_inputs as inputs
from rapport_inputs import BLANK, VALUE, Answer, Period, Row, fold

MISSING = {"", "na", "n/a", "not available", "?", "-", "none", "no answer", "keine angabe"}
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
          "november", "december")
AGREE5 = {"strongly disagree": 1, "disagree": 2, "neutral": 3, "agree": 4, "strongly agree": 5}


def records(path, encoding="utf-8-sig", separator=","):
    """Every record of a file as a list of cells."""
    with open(path, "rb") as file:
        text = file.read().decode(encoding)
    return [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator) if row]


def named(rows):
    """The rows below one header row as dicts."""
    return [dict(zip(rows[0], row)) for row in rows[1:]]


def facts(model, answers=(), rows=()):
    """What the program should know of a folder with just these; indicators the model lacks are added to it."""
    known = inputs.Facts()
    known.answers, known.rows = list(answers), list(rows)
    known.unknown = {row.kpi: row.kpi for row in known.rows if row.kpi not in model.kpis}
    inputs.add_unknown(model, known)
    return known


# ---------------------------------------------------------------- surveys

class Scale:
    """What a cell of one question is worth on 1 to 5."""

    def __init__(self, low, high, labels=None, missing=()):
        self.low, self.high = low, high
        self.labels = {fold(word): value for word, value in (labels or {}).items()}
        self.missing = MISSING | {fold(word) for word in missing}

    def answer(self, cell):
        """m of the model's page, or None where there is no answer."""
        text = fold(cell)
        if text in self.labels:
            value = self.labels[text]
        elif text in self.missing:
            return None
        else:
            number = re.match(r"-?\d+(\.\d+)?(?=$|:| \()", text)
            if number is None:
                return None
            value = float(number.group())
        return 1 + 4 * (value - self.low) / (self.high - self.low) if self.low <= value <= self.high else None


def wide_answers(rows, questions, partners, period, side="client", respondent=0):
    """Answers of a survey with a row a respondent.

    rows: below the header; questions: {id: (column, Scale)}; partners: a function of the row that
    gives the partners it speaks about.
    """
    for row in rows:
        for partner in partners(row):
            for name, (column, scale) in questions.items():
                m = scale.answer(row[column]) if column < len(row) else None
                if m is not None:
                    yield Answer(partner, period, side, "", row[respondent], name, m)


def net_promoters(cells):
    """Promoters (9 and 10) less detractors (0 to 6), in points of percent."""
    numbers = [float(cell) for cell in cells if fold(cell) not in MISSING]
    return 100 * (sum(x >= 9 for x in numbers) - sum(x <= 6 for x in numbers)) / len(numbers)


# ---------------------------------------------------------------- KPI tables

def number(cell):
    """A number with commas between thousands, or None."""
    text = cell.strip()
    return None if fold(text) in MISSING else float(text.replace(",", ""))


def kpi_row(partner, period, kpi, value, target=None, direction="", unit=""):
    """A row of the KPI file; value None is a blank."""
    return Row(partner, period, kpi, BLANK if value is None else VALUE, "" if value is None else repr(value), value,
               "", target, None, None, direction, None, unit)


def transport_rows(rows):
    """The authority's table: a pair of target and actual a month; a target of 0 is none; U, D, N are directions."""
    for row in named(rows):
        target = number(row["MONTHLY_TARGET"])
        direction = {"U": "higher", "D": "lower", "N": "track"}[row["DESIRED_CHANGE"]]
        unit = row["INDICATOR_UNIT"].strip()
        yield kpi_row(row["AGENCY_NAME"].strip(), Period(int(row["PERIOD_YEAR"]) * 12 + int(row["PERIOD_MONTH"]) - 1, 1),
                      " ".join(row["INDICATOR_NAME"].split()), number(row["MONTHLY_ACTUAL"]), target or None, direction,
                      "" if fold(unit) in MISSING else unit)


def compared(row):
    """'met', 'missed' or '' where a row has no pair to compare: by its own words, without any scoring."""
    if row.number is None or row.target is None or row.direction not in ("higher", "lower"):
        return ""
    good = row.number >= row.target if row.direction == "higher" else row.number <= row.target
    return "met" if good else "missed"


def month(text):
    """'April 2021' as a period."""
    name, year = text.split()
    return Period(int(year) * 12 + MONTHS.index(name.lower()), 1)


def emergency_rows(rows, kpi):
    """1 - over four hours / attendances, in percent: the four-hour standard of a trust in a month."""
    for row in named(rows):
        over, total = number(row["attendances_over_4hours"]), number(row["total_attendances"])
        share = None if over is None or not total else 100 * (1 - over / total)
        yield kpi_row(row["nhs_trust22_code"], month(row["date"]), kpi, share)


def last_rows(rows, key):
    """The last row of each key, of a log in which a thing has several."""
    return list({row[key]: row for row in named(rows)}.values())


def share(rows, condition):
    """(percent, good, judged) of rows for which condition gives True or False; None is not judged."""
    judged = Counter(condition(row) for row in rows)
    count = judged[True] + judged[False]
    return (100 * judged[True] / count if count else math.nan), judged[True], count
