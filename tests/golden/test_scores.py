"""The published numbers, cell by cell, against the independent computation in tests/independent."""

import pytest

from running import SAMPLES, publish, table

import rapport_inputs as inputs
import rapport_model as model
from random_portfolio import generate

SEEDS = range(1, 61)
SCORE_KEYS = ("partner", "period", "lens", "group")
SCORE_NUMBERS = ("score", "evidence", "low", "high", "robust_low", "robust_high", "change", "kpi_score", "survey_score")
SURVEY_KEYS = ("partner", "period", "side", "lens", "group")


def printed(number):
    return "" if number is None else f"{number + 0.0:.1f}".replace("-0.0", "0.0")


def close(cell, number, digits=None):
    """Is cell the number, as far as it was printed (at least two decimals where digits says so)?"""
    if number is None or cell == "":
        return number is None and cell == ""
    decimals = len(cell.partition(".")[2])
    if digits is not None and decimals < digits and float(cell) != number:
        return False
    return abs(float(cell) - number) <= 0.5 * 10 ** -decimals + 1e-9 * abs(number)


def limits_agree(cell, low, high):
    """One limit, or the two ends of a range."""
    ends = cell.split("..")
    return close(ends[0], low) and close(ends[-1], low if high is None else high) and len(ends) == 1 + (high is not None)


def keyed(rows, keys):
    found = {}
    for row in rows:
        key = tuple(row[name] for name in keys)
        assert key not in found, f"two rows {key}"
        found[key] = row
    return found


def compare(ours, theirs, keys, check):
    """A list of readable differences; theirs is the independent computation."""
    ours, theirs = keyed(ours, keys), keyed(theirs, keys)
    differences = [f"missing row {key}" for key in theirs.keys() - ours.keys()]
    differences += [f"unexpected row {key}: {ours[key]}" for key in ours.keys() - theirs.keys()]
    for key in theirs.keys() & ours.keys():
        differences += [f"{key} {name}: program {ours[key][name]!r}, expected {want!r}"
                        for name, want in check(ours[key], theirs[key])]
    return sorted(differences)


def check_score(ours, theirs):
    for name in SCORE_NUMBERS:
        if ours[name].lstrip("+") != printed(theirs[name]):
            yield name, printed(theirs[name])
    for name in ("rating", "uncapped_rating"):
        if ours[name] != theirs[name]:
            yield name, theirs[name]


def check_indicator(ours, theirs):
    if not theirs["word"] and not close(ours["value"], theirs["value"]):
        yield "value", theirs["value"]
    for name in ("green_at", "red_at"):
        if theirs["score"] is not None and not theirs["word"] and not limits_agree(ours[name], *theirs[name]):
            yield name, theirs[name]
    if theirs["score"] is not None and not close(ours["weight"], theirs["weight"]):
        yield "weight", theirs["weight"]
    if ours["score"] != printed(theirs["score"]):
        yield "score", printed(theirs["score"])
    for name in ("rating", "unit"):
        if ours[name] != theirs[name]:
            yield name, theirs[name]


def check_survey(ours, theirs):
    for name in ("n", "published"):
        if ours[name] != theirs[name]:
            yield name, theirs[name]
    for name in ("mean", "sd", "half_width"):
        if not close(ours[name], theirs[name], 2):
            yield name, theirs[name]
    if ours["score"] != printed(theirs["score"]):
        yield "score", printed(theirs["score"])


def differences(data, scoring, facts, when):
    """Every cell of the three data files of numbers that is not what the independent computation of facts gives."""
    found = compare(table(data / "scores.csv"), model.score_rows(scoring, facts, when, model.last_day(when)),
                    SCORE_KEYS, check_score)
    kpis = [row for row in table(data / "indicators.csv") if row["source"] == "kpi"]
    found += compare(kpis, model.indicator_rows(scoring, facts, when), ("partner", "period", "indicator"),
                     check_indicator)
    return found + compare(table(data / "survey.csv"), model.survey_rows(scoring, facts, when), SURVEY_KEYS, check_survey)


def compare_run(config, period, directory):
    data = publish(config, period, directory / "archive") / "data"
    when = inputs.parse_period(period)
    found = differences(data, *inputs.load(config, when), when)
    assert not found, f"{len(found)} differences\n" + "\n".join(found[:25])
    return data


@pytest.mark.parametrize("seed", SEEDS)
def test_random_portfolio(seed, tmp_path):
    period = generate(seed, tmp_path)
    compare_run(tmp_path / "rapport.ini", period, tmp_path)


@pytest.mark.parametrize("period", ["2026-Q3", "2026-Q2", "2025-Q4", "2026-H1", "2025"])
def test_samples(period, tmp_path):
    data = compare_run(SAMPLES, period, tmp_path)
    assert len(table(data / "scores.csv")) > 100


def test_random_portfolios_reach_every_rule():
    """The comparison is worth what its portfolios hold: each state, colour and cap turns up in some seed."""
    import tempfile
    states, colours, capped, suppressed, moved = set(), set(), 0, 0, 0
    for seed in SEEDS:
        with tempfile.TemporaryDirectory() as directory:
            when = inputs.parse_period(generate(seed, directory))
            scoring, facts = inputs.load(f"{directory}/rapport.ini", when)
        scores = model.score_rows(scoring, facts, when, model.last_day(when))
        states |= {row["state"] for row in model.indicator_rows(scoring, facts, when)}
        colours |= {row["rating"] for row in scores}
        capped += sum(row["rating"] != row["uncapped_rating"] for row in scores)
        moved += sum(bool(row["change"]) for row in scores)
        suppressed += sum(row["published"] == "no" for row in model.survey_rows(scoring, facts, when))
    assert states == {"value", "blank", "NA", "withheld", "rejected", "absent", "tracked", "no limits"}
    assert colours == {"green", "yellow", "red", "grey"}
    assert min(capped, suppressed, moved) >= 20


@pytest.mark.parametrize("file, columns", [
    ("scores.csv", "partner,period,lens,group,score,rating,uncapped_rating,evidence,low,high,robust_low,robust_high,"
                   "change,kpi_score,survey_score,note"),
    ("indicators.csv", "partner,period,indicator,source,value,unit,green_at,red_at,score,rating,weight,file,line,note"),
    ("survey.csv", "partner,period,side,lens,group,n,mean,sd,half_width,score,published"),
    ("findings.csv", "severity,kind,file,line,column,value,expected,partner,rows"),
])
def test_data_files_keep_their_shape(file, columns, tmp_path):
    period = generate(1, tmp_path)
    raw = (publish(tmp_path / "rapport.ini", period, tmp_path / "archive") / "data" / file).read_bytes()
    assert raw.decode("utf-8").split("\n")[0] == columns
    assert raw.endswith(b"\n") and b"\r" not in raw
    if file in ("scores.csv", "survey.csv"):
        keys = SCORE_KEYS if file == "scores.csv" else SURVEY_KEYS
        path = tmp_path / "copy.csv"
        path.write_bytes(raw)
        rows = [[row[name].encode() for name in keys] for row in table(path)]
        assert len(rows) > 3 and rows == sorted(rows)
