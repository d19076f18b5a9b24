"""Surveys of random shape, written as tools do and read by the program, against the answers they were made from.

Every seed draws people, questions, scales, ways to write an answer, a tool, an encoding and the mess that
editors leave. What must come out is computed from the answers themselves, never from the file.
"""

import random
from collections import Counter

import pytest

from exports import Run, export, folder, model
from test_scores import differences

import rapport_exports as independent
from rapport_inputs import Answer, parse_period, read_model

SEEDS = range(1, 31)
AGREE = {1: "Strongly disagree", 2: "Disagree", 3: "Neither agree nor disagree", 4: "Agree", 5: "Strongly agree"}
# name: (lowest, highest, lines of the [scale], words); the words of "ends" stand at its ends alone.
SCALES = {"agree": (1, 5, "", AGREE), "ten": (0, 10, "", {}),
          "ends": (1, 7, 'label 1 = "awful|not at all"\nlabel 7 = "superb"\n', {1: "Awful", 7: "Superb"}),
          "yes": (0, 1, 'label 0 = "no"\nlabel 1 = "yes"\n', {0: "No", 1: "Yes"})}
MISSING = ["", "", "", "N/A", "-", "n/a", "  "]
PARTNERS = ["Acme", "Beta & Söhne", "Gamma, Inc", "δelta"]
SIDES = {"client": "Customer", "partner": "Supplier"}


class Survey:
    """Rows of [id, date, partner cell, side word, status, cells of each question ...] and the answers they give."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.tool = self.random.choice(["google", "monkey", "qualtrics"])
        self.questions = [{"id": f"q{number}", "scale": self.random.choice(list(SCALES)), "reverse": self.random.random() < 0.3,
                           "points": self.random.random() < 0.2} for number in range(self.random.randint(2, 5))]
        for question in self.questions:
            question["points"] = question["points"] and question["scale"] == "agree" and self.tool == "monkey"
        self.rows, self.answers, self.dropped = [], {}, Counter()
        for person in range(self.random.randint(15, 60)):
            self.add_person(f"7{person:05d}")

    def date(self):
        return self.random.choice([(2026, 5), (2026, 7), (2026, 8), (2026, 9)]) + (self.random.randint(13, 28),)

    def add_person(self, token):
        for _ in range(2 if self.random.random() < 0.3 else 1):
            self.add_row(token, self.random.random() < 0.1)

    def add_row(self, token, test):
        """A row of the file; what it says counts unless it is a preview or a later row of the person follows."""
        date, side = self.date(), self.random.choice(list(SIDES))
        names = self.random.sample(PARTNERS[:2] + PARTNERS[3:], self.random.choice([1, 1, 1, 2]))
        values = [self.value(question) for question in self.questions]
        test = test and self.tool == "qualtrics"
        written = [name if self.random.random() < 0.7 else name.upper() for name in names]
        cells = [self.cell(question, value) for question, value in zip(self.questions, values)]
        self.rows.append([token, date, "; ".join(written), SIDES[side], "Survey Preview" if test else "IP Address", cells])
        if test:
            self.dropped["test"] += 1
        else:
            self.count(token, date, names, side, values)

    def count(self, token, date, names, side, values):
        """A row counts until the same person speaks again of one of its partners, in the same quarter and on the same side."""
        quarter = parse_period(f"2026-Q{(date[1] + 2) // 3}")
        if self.tool == "google":
            token = f"{token} {len(self.rows)}"
        about = {(token, name, quarter, side) for name in names}
        for earlier in [row for row in self.answers if row & about]:
            self.dropped["duplicate-id"] += 1
            del self.answers[earlier]
        self.answers[frozenset(about)] = [
            Answer(name, quarter, side, "", token, question["id"], self.position(question, value))
            for name in names for question, value in zip(self.questions, values) if value is not None]

    def value(self, question):
        low, high, _, _ = SCALES[question["scale"]]
        return None if self.random.random() < 0.15 else self.random.randint(low, high)

    @staticmethod
    def position(question, value):
        low, high, _, _ = SCALES[question["scale"]]
        value = low + high - value if question["reverse"] else value
        return 1 + 4 * (value - low) / (high - low)

    def cell(self, question, value):
        """What stands in the file: a list of cells where each point has a column."""
        words = SCALES[question["scale"]][3]
        if question["points"]:
            return [word if point == value else "" for point, word in AGREE.items()]
        if value is None:
            return [self.random.choice(MISSING)]
        way = self.random.randrange(5)
        if value in words and way < 3:
            word = words[value]
            return [(word, word.upper(), f" {word.lower()}\u00a0 ")[way]]
        if value in words and way == 3:
            return [f"{value}: {words[value].lower()}"]
        return [f"{value}.0" if way == 4 else str(value)]

    # ---- the file

    def asked(self, question):
        return f"Is it so, [number {question['id'][1:]}]: yes = good; or not?"

    def file(self):
        blocks = [[self.asked(question)] + [""] * 4 * question["points"] for question in self.questions]
        below = [list(AGREE.values()) if question["points"] else ["Response"] for question in self.questions]
        heads, write = {"google": self.google, "monkey": self.monkey, "qualtrics": self.qualtrics}[self.tool](
            [cell for block in blocks for cell in block], [cell for block in below for cell in block])
        rows = [write(*row[:5], [cell for cells in row[5] for cell in cells]) for row in self.rows]
        if self.tool == "google" and self.random.random() < 0.5:
            rows.append([""] + ["3.5"] * (len(heads[0]) - 1))
            self.dropped["undated"] += 1
        rows += [[""] * len(heads[0])] * self.random.choice([0, 0, 40])
        encoding = self.random.choice(["utf-8", "utf-8-sig", "utf-16"])
        return export(heads + rows, self.random.choice(",;\t"), self.random.choice(["\n", "\r\n", "\r"]), encoding)

    def google(self, asked, _):
        head = ["Timestamp", "Which partner?", "You are", *asked, "Anything else?"]

        def write(token, date, partner, side, _, cells):
            # The seconds tell people apart who answer alike: whole rows that are equal would count once.
            stamp = f"{date[1]}/{date[2]}/{date[0]} 10:{int(token[-4:-2]):02d}:{int(token[-2:]) % 60:02d}"
            return [stamp, partner, side, *cells,
                    f"well, {token}\nand so on; {len(cells)} {self.random.random()}"]
        return [head], write

    def monkey(self, asked, below):
        head = ["Respondent ID", "Collector ID", "Start Date", "End Date", "Which partner?", "You are", *asked, "Anything else?"]

        def write(token, date, partner, side, _, cells):
            stamp = f"{date[0]}-{date[1]:02d}-{date[2]:02d} 10:00:00"
            return [token, "1", stamp, stamp, partner, side, *cells, "no"]
        return [head, ["", "", "", "", "Response", "Response", *below, "Open-Ended Response"]], write

    def qualtrics(self, asked, _):
        head = ["StartDate", "EndDate", "Status", "Finished", "ResponseId", "Q1", "Q2", *[f"Q{n + 3}" for n in range(len(asked))]]
        tags = ['{"ImportId":"%s"}' % name for name in ("startDate", "endDate", "status", "finished", "_recordId", "QID1", "QID2",
                                                        *[f"QID{n + 3}" for n in range(len(asked))])]

        def write(token, date, partner, side, status, cells):
            stamp = f"{date[0]}-{date[1]:02d}-{date[2]:02d} 10:00:00"
            return [stamp, stamp, status, "True", f"R_{token}", partner, side, *cells]
        return [head, [*head[:5], "Which partner?", "You are", *asked], tags], write

    # ---- the mapping

    def mapping(self):
        parts = ['[source answers]', "input = survey", 'file = "export.csv"', 'partner_column = "Which partner?"',
                 'partner_split = ";"', "multi_partner = each", 'side_column = "You are"']
        for name, words in SIDES.items():
            parts += [f"[side {name}]", f'values = "{words}"']
        for name, (low, high, labels, _) in SCALES.items():
            parts += [f"[scale {name}]", f"min = {low}", f"max = {high}", labels] if name != "agree" else []
        for question in self.questions:
            # The heading of a point's column is the question with the point behind it.
            column = self.asked(question) + ("*" if question["points"] else "")
            parts += [f"[question {question['id']}]", f'column = "{column}"',
                      f"scale = {'agree5' if question['scale'] == 'agree' else question['scale']}",
                      f"reverse = {'yes' if question['reverse'] else 'no'}", f"points = {'yes' if question['points'] else 'no'}"]
        return "\n".join(parts) + "\n"


@pytest.mark.parametrize("seed", SEEDS)
def test_random_export(seed, tmp_path):
    made = Survey(seed)
    content = made.file()
    config = folder(tmp_path, {"survey": "export.csv"}, {"export.csv": content}, made.mapping(),
                    model({question["id"]: "scale = agree5" for question in made.questions}))
    run = Run(config, "2026-Q3")
    entry = run.input("export.csv")
    assert (run.drops("export.csv"), entry["rejected"]) == (dict(made.dropped), 0)
    assert entry["rows"] == len(made.rows) + made.dropped["undated"]
    names = {answer.partner for answers in made.answers.values() for answer in answers}
    spelt = first_spellings(made)
    answers = [answer._replace(partner=spelt[answer.partner]) for answers in made.answers.values() for answer in answers]
    scoring = read_model(tmp_path / "model.ini")
    found = differences(run.directory / "data", scoring, independent.facts(scoring, answers), parse_period("2026-Q3"))
    assert names and not found, f"{len(found)} differences\n" + "\n".join(found[:25])


def first_spellings(made):
    """{name: as it is written first in the file}: that is what a new partner is called."""
    spelt = {}
    for row in made.rows:
        if row[4] != "Survey Preview":
            for written in row[2].split("; "):
                name = next(name for name in PARTNERS if name.upper() == written.upper())
                spelt.setdefault(name, written)
    return spelt


# ---------------------------------------------------------------- KPI tables

LIMITS = {"up": 'unit = "%"\ngreen_at = 90\nred_at = 60', "down": "direction = lower\ngreen_at = 40\nred_at = 80",
          "total": "aggregate = sum\ngreen_at = 100\nred_at = 20", "level": "direction = level\nlevel_min = 0\nlevel_max = 100"}
MONTHS = ("Apr", "May", "Jun", "Jul", "Aug", "Sep")


def kpi_tables(seed):
    """The same random values three times: one row each, a column a KPI, a column a month. All cells are text."""
    draw = random.Random(seed)
    comma = draw.random() < 0.5
    names = draw.sample(PARTNERS, 3)

    def cell():
        if draw.random() < 0.2:
            return draw.choice(MISSING)
        number = f"{draw.choice([draw.uniform(0, 100), draw.randint(0, 100)]):.{draw.choice([0, 1, 3])}f}"
        return number.replace(".", ",") if comma else number + draw.choice(["", "", "%"])
    values = {(name, month, kpi): cell() for name in names for month in MONTHS for kpi in LIMITS if draw.random() < 0.95}
    rows = [["partner", "period", "kpi", "value"], *[[name, f"{month} 2026", kpi, value]
                                                     for (name, month, kpi), value in values.items()]]
    by_kpi = [["partner", "period", *LIMITS], *[[name, f"{month} 2026", *[values.get((name, month, kpi), "") for kpi in LIMITS]]
                                                for name in names for month in MONTHS]]
    by_month = [["partner", "kpi", *[f"{month} 2026" for month in MONTHS]],
                *[[name, kpi, *[values.get((name, month, kpi), "") for month in MONTHS]] for name in names for kpi in LIMITS]]
    return ";" if comma else draw.choice([",", "\t"]), (rows, by_kpi, by_month)


@pytest.mark.parametrize("seed", range(1, 11))
def test_random_kpi_table_in_three_shapes(seed, tmp_path):
    """A value that is missing is a blank in each shape, so the scores are the same to the byte."""
    separator, shapes = kpi_tables(seed)
    source = '[source k]\ninput = kpi\nfile = "kpi.csv"\n'
    runs = []
    for number, (rows, more) in enumerate(zip(shapes, ("", f'kpi_columns = "{"|".join(LIMITS)}"\n', "period_columns = auto\n"))):
        config = folder(tmp_path / str(number), {"kpi": "kpi.csv"}, {"kpi.csv": export(rows, separator)}, source + more,
                        model(kpis=LIMITS))
        runs.append(Run(config, "2026-Q3"))
    assert runs[0].values() == runs[1].values() == runs[2].values() and len(runs[0].values()) > 6
    assert runs[0].bytes("scores.csv") == runs[1].bytes("scores.csv") == runs[2].bytes("scores.csv")
