"""Reads the settings, the model and the CSV files for the independent computation.

Written from the description of the formats alone, in plain Python, so that a mistake in the C
readers cannot hide in here. It accepts what a careful user writes; it reports nothing.
"""

import csv
import glob
import math
import os
import re
from collections import namedtuple

BLANK, DOES_NOT_APPLY, WITHHELD, REJECTED, VALUE = "blank", "NA", "withheld", "rejected", "value"
DIRECTIONS = ("higher", "lower", "range", "yesno", "level", "track", "rating")
SIDES = ("client", "partner", "peer")

POLICY_DEFAULTS = {
    "green": 80.0, "yellow": 50.0, "default_tolerance": 10.0, "min_n": 5.0,
    "min_evidence": 60.0, "red_groups": 2.0, "plan_periods": 4.0, "survey_max_age": 2.0,
    "survey_green": 4.0, "survey_yellow": 3.0, "trend_points": 3.0, "gap_watch": 0.5,
    "gap_misaligned": 1.0, "quadrant": 3.5, "watermelon_gap": 25.0, "robustness": 25.0,
    "mandate_flag": 20.0, "override_reason_length": 20.0, "unknown_kpi_group": "health.delivery",
}


# ---------------------------------------------------------------- periods

class Period(namedtuple("Period", "start months")):
    """A calendar period: first month counted from year 0, and its length in months."""

    @property
    def end(self):
        return self.start + self.months

    def contains(self, other):
        return self.start <= other.start and other.end <= self.end

    def shifted(self, count):
        return Period(self.start + count * self.months, self.months)

    def steps_since(self, earlier):
        return (self.start - earlier.start) // self.months

    def __str__(self):
        year, month = divmod(self.start, 12)
        return {12: f"{year:04d}", 6: f"{year:04d}-H{month // 6 + 1}",
                3: f"{year:04d}-Q{month // 3 + 1}", 1: f"{year:04d}-{month + 1:02d}"}[self.months]


def parse_period(text):
    """The period written in text, or None."""
    text = text.strip().upper()
    for pattern, months in ((r"(\d{4})", 12), (r"(\d{4})-H([12])", 6), (r"(\d{4})-Q([1-4])", 3),
                            (r"(\d{4})-(0[1-9]|1[0-2])", 1)):
        match = re.fullmatch(pattern, text)
        if match:
            part = int(match.group(2)) - 1 if months < 12 else 0
            return Period(int(match.group(1)) * 12 + part * months, months)
    return None


def enclosing(raw, months):
    """The period of the given length that contains the last month of raw."""
    return Period((raw.end - 1) // months * months, months)


# ---------------------------------------------------------------- INI

def read_ini(path):
    """[(section, {key: value})] in file order; names lower-cased, quotes and comments taken off."""
    sections = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip()
            if not line or line[0] in ";#":
                continue
            if line[0] == "[":
                sections.append((" ".join(line[1:line.index("]")].lower().split()), {}))
                continue
            key, _, value = line.partition("=")
            sections[-1][1][" ".join(key.lower().split())] = ini_value(value.strip())
    return sections


def ini_value(text):
    if text[:1] in ("'", '"'):
        return text[1:text.index(text[0], 1)]
    return re.split(r"(?:^|\s)[;#]", text)[0].strip()


def yes(text):
    return text.strip().lower() in ("yes", "true", "1", "on")


def words(text, separator=","):
    return [part.strip() for part in text.split(separator) if part.strip()]


def fold(text):
    """Comparable form of a label: no-break space is a space, blanks collapsed, lower case."""
    return " ".join(text.replace("\u00a0", " ").split()).casefold()


# ---------------------------------------------------------------- model

class Model:
    """lenses: {id: lens}; kpis, questions: {id: dict}; everything in file order."""

    def __init__(self):
        self.lenses, self.kpis, self.questions, self.scales = {}, {}, {}, {}
        self.ratings, self.overrides, self.policy = {}, {}, dict(POLICY_DEFAULTS)

    def primary(self):
        return next((lens for lens in self.lenses.values() if lens["primary"]),
                    next(iter(self.lenses.values())))


def optional(keys, name, default=None):
    return float(keys[name].rstrip(" %")) if keys.get(name, "") != "" else default


def limits_of(keys):
    """A range has two ends a limit; the low ends may also be called green_at and red_at."""
    return {"green": optional(keys, "green_at", optional(keys, "green_low")),
            "red": optional(keys, "red_at", optional(keys, "red_low")),
            "green_high": optional(keys, "green_high"), "red_high": optional(keys, "red_high"),
            "target": optional(keys, "target")}


def read_model(path):
    model = Model()
    sections = read_ini(path)
    for section, keys in sections:
        kind, _, name = section.partition(" ")
        if kind == "lens":
            sides = [side.lower() for side in words(keys.get("sides", "client, partner"))]
            model.lenses[name] = {"id": name, "primary": yes(keys.get("primary", "no")), "sides": sides,
                                  "groups": {group: {"id": group, "weight": 1.0, "kpi_share": 0.5}
                                             for group in words(keys["groups"].lower())}}
        elif kind == "scale":
            model.scales[name] = keys
        elif kind == "rating":
            for word in [name] + words(keys.get("words", ""), "|"):
                model.ratings[fold(word)] = float(keys["score"])
        elif kind == "policy":
            set_policy(model, keys)
    for section, keys in sections:
        kind, _, name = section.partition(" ")
        if kind == "group":
            lens, _, group = name.partition(".")
            model.lenses[lens]["groups"][group].update(
                weight=optional(keys, "weight", 1.0), kpi_share=optional(keys, "kpi_share", 0.5))
        elif kind == "kpi":
            model.kpis[name] = read_kpi(model, name, keys)
        elif kind == "question":
            model.questions[name] = read_question(model, name, keys)
    for section, keys in sections:
        if section.startswith("override "):
            model.overrides[(keys["partner"], find(model.kpis, keys["kpi"]))] = limits_of(keys)
    return model


def set_policy(model, keys):
    for name, value in keys.items():
        if name in POLICY_DEFAULTS:
            text = isinstance(POLICY_DEFAULTS[name], str)
            model.policy[name] = value.lower() if text else float(value.rstrip(" %"))


def memberships(model, keys):
    return {lens: keys[lens].lower() for lens in model.lenses if keys.get(lens, "none") not in ("", "none")}


def read_kpi(model, name, keys):
    direction = keys.get("direction", "higher").lower()
    return {"id": name, "unit": keys.get("unit", ""), "direction": "track" if direction == "none" else direction,
            "limits": limits_of(keys), "min": optional(keys, "level_min", 0.0), "max": optional(keys, "level_max", 5.0),
            "weight": optional(keys, "weight", 1.0), "aggregate": keys.get("aggregate", "mean").lower(),
            "critical": yes(keys.get("critical", "no")), "required": yes(keys.get("required", "no")),
            "aliases": [fold(alias) for alias in words(keys.get("aliases", ""), "|")],
            "groups": memberships(model, keys), "source": "kpi", "unknown": False}


def read_question(model, name, keys):
    scale = model.scales.get(keys.get("scale", "").lower(), {})
    labels = {}
    for key, value in scale.items():
        if key.startswith("label "):
            labels.update({fold(word): float(key[6:]) for word in value.split("|")})
    return {"id": name, "low": optional(keys, "scale_min", optional(scale, "min", 1.0)),
            "high": optional(keys, "scale_max", optional(scale, "max", 5.0)), "labels": labels,
            "reverse": yes(keys.get("reverse", "no")), "weight": optional(keys, "weight", 1.0),
            "aliases": [fold(alias) for alias in words(keys.get("aliases", ""), "|")],
            "groups": memberships(model, keys)}


def find(table, text):
    """The id in table that text names, by itself or as an alias; None if nothing does."""
    wanted = fold(text)
    if wanted in table:
        return wanted
    return next((name for name, entry in table.items() if wanted in entry["aliases"]), None)


# ---------------------------------------------------------------- numbers and tables

PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")


def parse_number(text, decimal_comma):
    """A finite number, or None. decimal_comma: the file's separator is not a comma."""
    text = text.strip()
    if text.endswith("%"):
        text = text[:-1].rstrip()
    if re.fullmatch(r"[+-]?\d{1,3}(,\d{3}){2,}(\.\d*)?|[+-]?\d{1,3}(,\d{3})+\.\d*", text):
        text = text.replace(",", "")
    elif re.fullmatch(r"[+-]?\d{1,3}(\.\d{3}){2,}(,\d*)?|[+-]?\d{1,3}(\.\d{3})+,\d*", text):
        text = text.replace(".", "").replace(",", ".")
    elif decimal_comma and "." not in text:
        text = text.replace(",", ".", 1)
    if not PLAIN.fullmatch(text):
        return None
    number = float(text)
    return number if math.isfinite(number) else None


def detect_separator(text):
    """The candidate with the highest share of records of the modal width, which is at least 2."""
    best = (0.0, 0, ",")
    for order, separator in enumerate(",;\t|"):
        widths = []
        for record in csv.reader(text.splitlines(keepends=True), delimiter=separator):
            if record:
                widths.append(len(record))
            if len(widths) == 200:
                break
        modal = max(set(widths), key=widths.count, default=0)
        if modal >= 2:
            best = max(best, (widths.count(modal) / len(widths), -order, separator))
    return best[2]


def read_tables(pattern, base):
    """(row dict with folded column names, decimal_comma) of every file the glob names, in order."""
    for part in words(pattern):
        for path in sorted(glob.glob(os.path.join(base, part))):
            with open(path, encoding="utf-8-sig", newline="") as file:
                text = file.read()
            separator = detect_separator(text)
            records = csv.reader(text.splitlines(keepends=True), delimiter=separator)
            header = None
            for record in records:
                if not any(cell.strip() for cell in record):
                    continue
                if header is None:
                    header = [re.sub(r"[\s_\u00a0-]", "", cell).lower() for cell in record]
                    continue
                if len(record) <= len(header):
                    record += [""] * (len(header) - len(record))
                    yield dict(zip(header, record)), separator != ","


# ---------------------------------------------------------------- the facts

Row = namedtuple("Row", "partner period kpi state cell number word target green red direction weight unit")
Answer = namedtuple("Answer", "partner period side sender respondent question m")


class Facts:
    def __init__(self):
        self.rows, self.answers, self.invited, self.overrides, self.partners = [], [], {}, [], {}
        self.aliases, self.unknown = {}, {}


def read_facts(settings, base, model):
    """Everything the inputs say; survey periods are already those of the run's length."""
    facts = Facts()
    for row, _ in read_tables(settings.get("partners", ""), base):
        name = row["partner"].strip()
        if name:
            facts.partners[name] = {"name": row.get("name", "").strip() or name,
                                    "status": row.get("status", "").strip().lower() or "active"}
            for alias in words(row.get("aliases", ""), "|"):
                facts.aliases[fold(alias)] = name
    facts.rows = list(read_kpi_rows(settings, base, model, facts))
    facts.answers = list(read_answers(settings, base, model, facts))
    for row, comma in read_tables(settings.get("invites", ""), base):
        period, number = parse_period(row["period"]), parse_number(row["invited"], comma)
        if period and number is not None:
            key = (partner_id(facts, row["partner"]), period, row["side"].strip().lower())
            facts.invited[key] = number
    for row, _ in read_tables(settings.get("overrides", ""), base):
        facts.overrides.append({key: value.strip() for key, value in row.items()})
    return facts


def partner_id(facts, text):
    text = text.strip()
    return text if text in facts.partners else facts.aliases.get(fold(text), text)


def read_kpi_rows(settings, base, model, facts):
    seen, rows = {}, []
    for row, comma in read_tables(settings.get("kpi", ""), base):
        period = parse_period(row["period"])
        name = find(model.kpis, row["kpi"]) or facts.unknown.setdefault(fold(row["kpi"]), fold(row["kpi"]))
        partner = partner_id(facts, row["partner"])
        if not period or not name or not partner:
            continue
        parsed = kpi_row(partner, period, name, row, comma)
        key = (partner, period, name)
        if key in seen:
            rows[seen[key]] = rows[seen[key]]._replace(state=REJECTED)
            parsed = parsed._replace(state=REJECTED)
        seen.setdefault(key, len(rows))
        rows.append(parsed)
    return rows


def kpi_row(partner, period, name, row, comma):
    cell, word = row.get("value", "").strip(), row.get("rating", "").strip()
    states = {"": BLANK, "na": DOES_NOT_APPLY, "withheld": WITHHELD}
    state = states.get(cell.lower(), VALUE)
    if state == BLANK and word.lower() in states:
        state, word = states[word.lower()], ""
    numbers = {}
    for column in ("target", "greenat", "redat", "weight"):
        text = row.get(column, "").strip()
        numbers[column] = parse_number(text, comma) if text else None
        if text and (numbers[column] is None or (column == "weight" and numbers[column] < 0)):
            state, numbers[column] = REJECTED, None
    direction = row.get("direction", "").strip().lower()
    direction = {"none": "track"}.get(direction, direction)
    if direction and direction not in DIRECTIONS:
        state, direction = REJECTED, ""
    return Row(partner, period, name, state, cell, parse_number(cell, comma), word, numbers["target"],
               numbers["greenat"], numbers["redat"], direction, numbers["weight"], row.get("unit", "").strip())


def read_answers(settings, base, model, facts):
    seen = {}
    for row, comma in read_tables(settings.get("survey", ""), base):
        raw, side = parse_period(row["period"]), row["side"].strip().lower()
        name = find(model.questions, row["question"])
        cell, token = row["answer"].strip(), row["respondent"].strip()
        if not raw or side not in SIDES or not name or not cell or not token:
            continue
        partner = partner_id(facts, row["partner"])
        key = (partner, raw, side, row.get("from", "").strip(), token, name)
        seen.setdefault(key, []).append(position(model.questions[name], cell, comma))
    for key, positions in seen.items():
        if len(positions) == 1 and positions[0] is not None:
            yield Answer(*key, positions[0])


def position(question, cell, comma):
    """The answer on 1 to 5, or None: step 1 of the survey arithmetic."""
    x = parse_number(cell, comma)
    if x is None:
        x = question["labels"].get(fold(cell))
    low, high = question["low"], question["high"]
    if x is None or not low <= x <= high:
        return None
    if question["reverse"]:
        x = low + high - x
    return 1 + 4 * (x - low) / (high - low)


def load(config, period):
    """(model, facts) for a run of the settings file config."""
    settings = dict(read_ini(config))
    base = os.path.dirname(os.path.abspath(config))
    model = read_model(os.path.join(base, settings["model"]["file"]))
    set_policy(model, settings.get("policy", {}))
    facts = read_facts(settings["inputs"], base, model)
    add_unknown(model, facts)
    return model, facts


def add_unknown(model, facts):
    """A KPI that the model lacks counts where the data bring limits of their own, else it is tracked."""
    for name in facts.unknown:
        rows = [row for row in facts.rows if row.kpi == name]
        scored = any(row.word or (row.target, row.green, row.red) != (None, None, None) for row in rows)
        lens, _, group = model.policy["unknown_kpi_group"].partition(".")
        model.kpis[name] = {"id": name, "unit": "", "direction": "higher" if scored else "track",
                            "limits": limits_of({}), "min": 0.0, "max": 5.0, "weight": 1.0, "aggregate": "mean",
                            "critical": False, "required": False, "aliases": [], "source": "kpi", "unknown": True,
                            "groups": {lens: group} if scored and group else {}}
