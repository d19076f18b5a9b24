"""The scoring model once more, in plain Python, straight from its description.

An independent computation of data/scores.csv, data/indicators.csv and data/survey.csv: nothing here
was taken from the C program, so where both agree, both read the model the same way.

    rapport_model.py CONFIG PERIOD [AS-OF]        prints the scores
"""

import datetime
import sys
from collections import namedtuple

import rapport_inputs as inputs
from rapport_arithmetic import NOISE, Side, clip, colour, group_score, half_width, in_range, one_sided, robust_range, \
    rounded, sample_deviation, survey_score, weighted_mean
from rapport_inputs import BLANK, DOES_NOT_APPLY, REJECTED, VALUE

NO_LIMITS, ABSENT, TRACKED = "no limits", "absent", "tracked"
COLOURS = ("green", "yellow", "red", "grey")


# ---------------------------------------------------------------- one indicator of one partner

class Judged(namedtuple("Judged", "state value score green red green_high red_high direction weight word unit")):
    """What a row, or several of them, says about an indicator."""


class Scorer:
    """All scores of one period; the period before is another Scorer over the same facts."""

    def __init__(self, model, facts, period):
        self.model, self.facts, self.period = model, facts, period
        self.by_key = {}
        for row in facts.rows:
            self.by_key.setdefault((row.partner, row.kpi), []).append(row)
        self.survey_period = self.find_survey_period()
        self.planned_questions = {a.question for a in facts.answers
                                  if inputs.enclosing(a.period, period.months).start <= period.start}
        self.by_side = {}
        for answer in facts.answers:
            if answer.period == self.survey_period:
                self.by_side.setdefault((answer.partner, answer.side), []).append(answer)
        self.side_cache = {}

    def find_survey_period(self):
        """One wave of the survey: the last that ended by the end of the period and is not too old."""
        age = self.model.policy["survey_max_age"]
        months = self.period.months
        periods = [a.period for a in self.facts.answers
                   if 0 <= self.period.steps_since(inputs.enclosing(a.period, months)) <= age]
        return max(periods, key=lambda wave: (wave.end, wave.months), default=None)

    # ---- which rows count

    def effective(self, partner, kpi, period):
        """(rows, how) that stand for the period: exact, finer or coarser; own before ALL."""
        for owner in (partner, "ALL"):
            rows = self.by_key.get((owner, kpi["id"]), [])
            exact = [row for row in rows if row.period == period]
            if exact:
                return exact, "exact"
            finer = [row for row in rows if period.contains(row.period)]
            if finer:
                return sorted(finer, key=lambda row: (row.period.end, -row.period.months)), "finer"
            coarser = [row for row in rows if row.period.contains(period)]
            if coarser:
                finest = min(row.period.months for row in coarser)
                return [row for row in coarser if row.period.months == finest], "coarser"
        return [], "absent"

    def occurs_lately(self, partner, kpi):
        back = int(self.model.policy["plan_periods"])
        return any(self.effective(partner, kpi, self.period.shifted(-step))[0] for step in range(back + 1))

    # ---- what a row is worth

    def limits(self, partner, kpi, row, direction):
        """(green, red, green_high, red_high), None where unresolved; raises ValueError for a bad row."""
        override = self.model.overrides.get((partner, kpi["id"]), {})
        own = {"green": row.green, "red": row.red, "target": row.target} if row else {}

        def first(name):
            return next((source[name] for source in (own, override, kpi["limits"])
                         if source.get(name) is not None), None)
        green, red = first("green"), first("red")
        if direction == "range":
            return green, red, first("green_high"), first("red_high")
        target = own.get("target") if own.get("target") is not None else kpi["limits"]["target"]
        if target is not None and (green is None or red is None):
            tolerance = self.model.policy["default_tolerance"] / 100 * abs(target)
            if red is None and target == 0:
                raise ValueError("a target of 0 has no default tolerance")
            green = target if green is None else green
            red = (target + tolerance if direction == "lower" else target - tolerance) if red is None else red
        if green is not None and red is not None:
            if green == red or (green > red) != (direction == "higher"):
                raise ValueError("limits on the wrong side")
        return green, red, None, None

    def judge(self, partner, kpi, row):
        """One row; a rejected one tells nothing but that it exists."""
        judged = self.judge_row(partner, kpi, row)
        if judged.state != REJECTED:
            return judged
        return Judged(REJECTED, None, None, None, None, None, None, kpi["direction"], kpi["weight"], "", kpi["unit"])

    def judge_row(self, partner, kpi, row):
        direction = row.direction or kpi["direction"]
        weight = row.weight if row.weight is not None else kpi["weight"]
        blank = Judged(row.state, None, None, None, None, None, None, direction, weight, "", row.unit or kpi["unit"])
        if row.state == REJECTED:
            return blank
        word = row.word if direction == "rating" or row.state == BLANK else ""
        if direction == "rating" and row.state == VALUE:
            word = word or row.cell
        if word and row.state in (BLANK, VALUE):
            score = self.model.ratings.get(inputs.fold(word))
            return blank._replace(state=REJECTED if score is None else VALUE, score=score, word=word)
        if direction in ("higher", "lower"):
            try:
                green, red, _, _ = self.limits(partner, kpi, row, direction)
            except ValueError:
                return blank._replace(state=REJECTED)
            blank = blank._replace(green=green, red=red)
        elif direction == "range":
            green, red, green_high, red_high = self.limits(partner, kpi, row, direction)
            blank = blank._replace(green=green, red=red, green_high=green_high, red_high=red_high)
        if row.state != VALUE:
            return blank
        value = self.value(kpi, row, direction)
        if value is None:
            return blank._replace(state=REJECTED)
        return blank._replace(value=value, score=self.score(kpi, blank, value))

    @staticmethod
    def value(kpi, row, direction):
        if direction == "yesno":
            return {"yes": 1.0, "true": 1.0, "1": 1.0, "no": 0.0, "false": 0.0, "0": 0.0}.get(row.cell.lower())
        if direction == "level" and row.number is not None and not kpi["min"] <= row.number <= kpi["max"]:
            return None
        return row.number

    def score(self, kpi, judged, value):
        """None where it has no limits or is only tracked."""
        floors = self.model.policy["yellow"], self.model.policy["green"]
        if judged.direction == "yesno":
            return 100 * value
        if judged.direction == "level":
            return clip(100 * (value - kpi["min"]) / (kpi["max"] - kpi["min"]))
        if judged.direction == "range":
            ends = (judged.green, judged.green_high, judged.red, judged.red_high)
            return None if None in ends else clip(in_range(value, *ends, *floors))
        if judged.direction not in ("higher", "lower") or judged.green is None or judged.red is None:
            return None
        return clip(one_sided(value, judged.green, judged.red, *floors))

    def judge_all(self, partner, kpi):
        """The effective row or rows of the period as one."""
        rows, how = self.effective(partner, kpi, self.period)
        if not rows:
            return Judged(ABSENT, None, None, None, None, None, None, self.absent_direction(partner, kpi), kpi["weight"], "",
                          kpi["unit"])
        judged = [self.judge(partner, kpi, row) for row in rows]
        valued = [item for item in judged if item.state == VALUE]
        if how != "finer" or not valued:
            return judged[-1]
        last = valued[-1]
        if last.word:
            return last
        values = [item.value for item in valued if item.value is not None]
        value = {"mean": sum(values) / len(values), "last": values[-1], "sum": sum(values),
                 "min": min(values), "max": max(values)}[kpi["aggregate"]]
        return last._replace(value=value, score=self.score(kpi, last, value))

    def absent_direction(self, partner, kpi):
        """The model's; a KPI that only the data know keeps the direction that its last row gave."""
        if kpi["unknown"]:
            for owner in (partner, "ALL"):
                rows = [row for row in self.by_key.get((owner, kpi["id"]), [])
                        if row.direction and row.period.start < self.period.end]
                if rows:
                    return max(rows, key=lambda row: row.period.end).direction
        return kpi["direction"]

    # ---- planned or not

    def is_tracked(self, partner, kpi, judged):
        if judged.direction == "track":
            return True
        if judged.direction in ("yesno", "level", "rating"):
            return False
        override = self.model.overrides.get((partner, kpi["id"]), {})
        if any(value is not None for source in (kpi["limits"], override) for value in source.values()):
            return False
        rows = self.by_key.get((partner, kpi["id"]), []) + self.by_key.get(("ALL", kpi["id"]), [])
        return not any(row.word or (row.target, row.green, row.red) != (None, None, None)
                       for row in rows
                       if row.period.start < self.period.end and self.judge(partner, kpi, row).state != REJECTED)

    def indicators(self, partner):
        """{kpi id: (planned, state, judged)} of everything planned or present."""
        found = {}
        for kpi in self.model.kpis.values():
            if not kpi["required"] and not self.occurs_lately(partner, kpi):
                continue
            judged = self.judge_all(partner, kpi)
            if self.is_tracked(partner, kpi, judged):
                if judged.state != ABSENT:
                    found[kpi["id"]] = (False, TRACKED, judged._replace(score=None))
                continue
            state = NO_LIMITS if judged.state == VALUE and judged.score is None else judged.state
            found[kpi["id"]] = (state != DOES_NOT_APPLY, state, judged)
        return found

    # ---- survey

    def side(self, partner, lens, group, side):
        """The side's figures for a group, whatever lens counts it."""
        key = (partner, lens["id"], group, side)
        if key not in self.side_cache:
            self.side_cache[key] = self.compute_side(partner, lens, group, side)
        return self.side_cache[key]

    def compute_side(self, partner, lens, group, side):
        respondents = {}
        for answer in self.by_side.get((partner, side), []):
            question = self.model.questions[answer.question]
            if question["groups"].get(lens["id"]) == group:
                person = (answer.sender, answer.respondent)
                respondents.setdefault(person, []).append((question["weight"], answer.m))
        means = [weighted_mean(pairs) for pairs in respondents.values()]
        means = [mean for mean in means if mean is not None]
        n = len(means)
        if n == 0 or n < self.model.policy["min_n"]:
            return Side(n, None, None, None, None, False)
        mean = sum(means) / n
        invited = self.facts.invited.get((partner, self.survey_period, side))
        return Side(n, mean, sample_deviation(means) if n > 1 else None, half_width(means, invited),
                    survey_score(mean, self.model.policy), True)

    def survey_half(self, partner, lens, group):
        """(planned, score or None)."""
        planned = any(self.model.questions[name]["groups"].get(lens["id"]) == group for name in self.planned_questions)
        sides = [self.side(partner, lens, group, side) for side in lens["sides"]]
        means = [side.mean for side in sides if side.published]
        return planned, survey_score(sum(means) / len(means), self.model.policy) if planned and means else None

    # ---- groups and indices

    def group(self, partner, lens, group, indicators):
        """The figures of a group, None where it leaves the lens."""
        members = [entry for name, entry in indicators.items()
                   if entry[0] and self.model.kpis[name]["groups"].get(lens["id"]) == group["id"]]
        planned = sum(judged.weight for _, _, judged in members)
        present = [(judged.weight, judged.score) for _, state, judged in members if state == VALUE]
        weight = sum(weight for weight, _ in present)
        survey_planned, s = self.survey_half(partner, lens, group["id"])
        if planned <= 0 and not survey_planned:
            return None
        share = group["kpi_share"] if planned > 0 and survey_planned else 1.0 if planned > 0 else 0.0
        k = weighted_mean(present)
        sure = sum(w * score for w, score in present)
        k_low, k_high = (sure / planned, (sure + 100 * (planned - weight)) / planned) if planned > 0 else (0, 0)
        evidence = (share * weight / planned if planned > 0 else 0) + (1 - share) * (s is not None)
        score = group_score(share, k, s)
        if evidence + NOISE < self.model.policy["min_evidence"] / 100:
            score = None
        return {"id": group["id"], "kpi_share": share, "weight": group["weight"],
                "score": score, "evidence": evidence, "k": k, "s": s,
                "low": share * k_low + (1 - share) * (0.0 if s is None else s),
                "high": share * k_high + (1 - share) * (100.0 if s is None else s)}

    def pull(self, partner, lens, group, name, indicators):
        """Points of the group's score for one point of the KPI's."""
        weights = [judged.weight for other, (planned, state, judged) in indicators.items()
                   if planned and state == VALUE
                   and self.model.kpis[other]["groups"].get(lens["id"]) == group["id"]]
        share = group["kpi_share"] if group["s"] is not None and group["k"] is not None else 1.0
        return share * indicators[name][2].weight / sum(weights) if sum(weights) > 0 else 0.0

    def lens(self, partner, lens, indicators):
        """({group id: figures}, index figures) or ({}, None) if nothing is planned."""
        groups = {}
        for group in lens["groups"].values():
            figures = self.group(partner, lens, group, indicators)
            if figures is not None:
                groups[group["id"]] = figures
        if not groups:
            return {}, None
        rated = [(g["weight"], g["score"]) for g in groups.values() if g["score"] is not None]
        planned, present = sum(g["weight"] for g in groups.values()), sum(weight for weight, _ in rated)
        evidence = present / planned if planned > 0 else 0.0
        score = weighted_mean(rated)
        if evidence + NOISE < self.model.policy["min_evidence"] / 100:
            score = None
        index = {"score": score, "evidence": evidence, "k": None, "s": None,
                 "low": weighted_mean([(g["weight"], g["low"]) for g in groups.values()]),
                 "high": weighted_mean([(g["weight"], g["high"]) for g in groups.values()]),
                 "robust": robust_range(rated, self.model.policy["robustness"]) if score is not None else None}
        return groups, index

    # ---- section 6: caps and overrides

    def critical_red(self, lens, groups, indicators):
        return [name for name, (planned, state, judged) in indicators.items()
                if planned and state == VALUE and self.model.kpis[name]["critical"]
                and self.model.kpis[name]["groups"].get(lens["id"]) in groups
                and colour(judged.score, self.model.policy) == "red"]

    def capped(self, lens, groups, index, indicators):
        rating = colour(index["score"], self.model.policy)
        if not lens["primary"] or rating == "grey":
            return rating
        if rating == "green" and self.critical_red(lens, groups, indicators):
            rating = "yellow"
        red = sum(colour(g["score"], self.model.policy) == "red" for g in groups.values())
        limit = self.model.policy["red_groups"]
        return "red" if limit > 0 and red >= limit else rating

    def overridden(self, partner, target, rating, as_of):
        for entry in self.facts.overrides:
            reason = entry.get("reason", "")
            if (inputs.partner_id(self.facts, entry["partner"]) == partner and entry["target"].lower() == target
                    and inputs.parse_period(entry["period"]) == self.period
                    and entry["colour"].lower() in COLOURS
                    and len(reason) >= self.model.policy["override_reason_length"]
                    and (not entry.get("expires") or entry["expires"] >= as_of)):
                rating = entry["colour"].lower()
        return rating


# ---------------------------------------------------------------- section 7: what the numbers are for

def own_performance(scorer, partner):
    """(score or None, evidence): each KPI of the file once, whatever its lenses."""
    members = [entry for entry in scorer.indicators(partner).values() if entry[0]]
    planned = sum(judged.weight for _, _, judged in members)
    present = [(judged.weight, judged.score) for _, state, judged in members if state == VALUE]
    evidence = sum(weight for weight, _ in present) / planned if planned > 0 else 0.0
    rated = evidence + NOISE >= scorer.model.policy["min_evidence"] / 100
    return weighted_mean(present) if rated else None, evidence


def flip(scorer, partner, lens):
    """(kpi id, value needed) of the smallest change that alters the index's uncapped colour, or None."""
    indicators = scorer.indicators(partner)
    groups, index = scorer.lens(partner, lens, indicators)
    if index is None or index["score"] is None:
        return None
    total, best = sum(g["weight"] for g in groups.values() if g["score"] is not None), None
    for name, (planned, state, judged) in indicators.items():
        group = groups.get(scorer.model.kpis[name]["groups"].get(lens["id"]))
        if not planned or state != VALUE or judged.word or judged.direction not in ("higher", "lower", "range"):
            continue
        if group is None or group["score"] is None:
            continue
        pull = scorer.pull(partner, lens, group, name, indicators) * group["weight"] / total
        for border in (scorer.model.policy["green"] - 0.05, scorer.model.policy["yellow"] - 0.05):
            wanted = judged.score + (border - index["score"]) / pull if pull > 0 else -1
            if not 0 <= wanted <= 100:
                continue
            for green, red in ((judged.green, judged.red), (judged.green_high, judged.red_high)):
                if green is not None and (best is None or spans(judged.value, wanted, green, red, scorer) < best[0] - 1e-9):
                    best = (spans(judged.value, wanted, green, red, scorer), name, needed(wanted, green, red, scorer))
    return best and best[1:]


def needed(score, green, red, scorer):
    """The value that earns score."""
    policy = scorer.model.policy
    return red + (score - policy["yellow"]) / (policy["green"] - policy["yellow"]) * (green - red)


def spans(value, score, green, red, scorer):
    return abs(needed(score, green, red, scorer) - value) / abs(green - red)


# ---------------------------------------------------------------- the data files

def reported_partners(scorer):
    """Whoever has a row or an answer in the period, or is listed as active; in byte order."""
    facts, names = scorer.facts, set()
    for (partner, _), rows in scorer.by_key.items():
        if any(row.period.contains(scorer.period) or scorer.period.contains(row.period) for row in rows):
            names.add(partner)
    names |= {answer.partner for answer in facts.answers if answer.period == scorer.survey_period}
    names |= {name for name, entry in facts.partners.items() if entry["status"] == "active"}
    return sorted(names - {"ALL"}, key=str.encode)


def score_rows(model, facts, period, as_of):
    """One dict per row of data/scores.csv, in its order; numbers are floats, None is a blank."""
    now, before = Scorer(model, facts, period), Scorer(model, facts, period.shifted(-1))
    rows = []
    for partner in reported_partners(now):
        indicators, earlier = now.indicators(partner), before.indicators(partner)
        for lens in sorted(model.lenses.values(), key=lambda entry: entry["id"].encode()):
            groups, index = now.lens(partner, lens, indicators)
            if index is None:
                continue
            old_groups, old_index = before.lens(partner, lens, earlier)
            rows.append(score_row(now, partner, lens, "", index, old_index, as_of,
                                  now.capped(lens, groups, index, indicators)))
            for name in sorted(groups, key=str.encode):
                rating = colour(groups[name]["score"], model.policy)
                rows.append(score_row(now, partner, lens, name, groups[name], old_groups.get(name), as_of, rating))
    return rows


def score_row(scorer, partner, lens, group, figures, old, as_of, rating):
    score, old_score = rounded(figures["score"]), rounded(old["score"]) if old else None
    robust = figures.get("robust") or (None, None)
    return {"partner": partner, "period": str(scorer.period), "lens": lens["id"], "group": group, "score": score,
            "rating": scorer.overridden(partner, lens["id"] + ("." + group if group else ""), rating, as_of),
            "uncapped_rating": colour(figures["score"], scorer.model.policy),
            "evidence": rounded(100 * figures["evidence"]), "low": rounded(figures["low"]),
            "high": rounded(figures["high"]), "robust_low": rounded(robust[0]), "robust_high": rounded(robust[1]),
            "change": rounded(score - old_score) if None not in (score, old_score) else None,
            "kpi_score": rounded(figures["k"]), "survey_score": rounded(figures["s"])}


def indicator_rows(model, facts, period):
    """One dict per KPI of data/indicators.csv that is planned or has a row; a bad or missing one has no score."""
    scorer, rows = Scorer(model, facts, period), []
    for partner in reported_partners(scorer):
        for name, (_, state, judged) in scorer.indicators(partner).items():
            rows.append({"partner": partner, "period": str(period), "indicator": name,
                         "source": model.kpis[name]["source"], "state": state, "word": judged.word,
                         "value": judged.value if state in (VALUE, NO_LIMITS, TRACKED) else None,
                         "unit": judged.unit, "green_at": (judged.green, judged.green_high),
                         "red_at": (judged.red, judged.red_high),
                         "score": rounded(judged.score), "rating": colour(judged.score, model.policy),
                         "weight": judged.weight})
    return sorted(rows, key=lambda row: (row["partner"].encode(), row["indicator"].encode()))


def survey_rows(model, facts, period):
    """One dict per row of data/survey.csv with an answer; a suppressed row says "<min_n" and nothing else."""
    scorer, rows = Scorer(model, facts, period), []
    for partner in reported_partners(scorer):
        for lens in model.lenses.values():
            for group in lens["groups"]:
                for name in lens["sides"]:
                    side = scorer.side(partner, lens, group, name)
                    if side.n == 0:
                        continue
                    row = {"partner": partner, "period": str(period), "side": name, "lens": lens["id"], "group": group}
                    if side.published:
                        row.update(n=str(side.n), mean=side.mean, sd=side.sd, half_width=side.half_width,
                                   score=rounded(side.score), published="yes")
                    else:
                        row.update(n=f"<{model.policy['min_n']:g}", mean=None, sd=None, half_width=None,
                                   score=None, published="no")
                    rows.append(row)
    return sorted(rows, key=lambda row: [row[key].encode() for key in ("partner", "period", "side", "lens", "group")])


def last_day(period):
    """ISO date of the last day of a period, the default as-of date."""
    year, month = divmod(period.end, 12)
    return (datetime.date(year, month + 1, 1) - datetime.timedelta(days=1)).isoformat()


def main(arguments):
    period = inputs.parse_period(arguments[1])
    model, facts = inputs.load(arguments[0], period)
    as_of = arguments[2] if len(arguments) > 2 else last_day(period)
    for row in score_rows(model, facts, period, as_of):
        print(",".join("" if value is None else str(value) for value in row.values()))


if __name__ == "__main__":
    main(sys.argv[1:])
