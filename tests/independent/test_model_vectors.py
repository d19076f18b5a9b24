"""The independent computation against every worked number of the model's description."""

import os

import pytest

import rapport_arithmetic as arithmetic
import rapport_inputs as inputs
import rapport_model as model

POLICY = dict(inputs.POLICY_DEFAULTS)


@pytest.mark.parametrize("value, green, red, score", [
    (99.7, 99.9, 99.5, 65.0), (99.9, 99.9, 99.5, 80.0), (100, 99.9, 99.5, 87.5), (99.3, 99.9, 99.5, 35.0),
    (6, 4, 8, 65.0), (3, 4, 8, 87.5), (12, 4, 8, 20.0), (20, 4, 8, 0.0),
])
def test_value_to_score(value, green, red, score):
    assert arithmetic.rounded(arithmetic.clip(arithmetic.one_sided(value, green, red))) == score


@pytest.mark.parametrize("value, score", [
    (10, 80.0), (12, 92.0), (20, 80.0), (5, 50.0), (25, 50.0), (0, 20.0), (50, 0.0), (15, 100.0),
])
def test_range_is_the_smaller_side(value, score):
    # green 10..20, red outside 5..25: 12 is (12-5)/(10-5) = 1.4 spans above red_low: 50 + 42 = 92; and
    # (12-25)/(20-25) = 2.6 spans: 128; the smaller is 92.0. 15: both sides 2 spans: 110, cut to 100.
    assert arithmetic.rounded(arithmetic.clip(arithmetic.in_range(value, 10, 20, 5, 25))) == score


@pytest.mark.parametrize("score, colour", [
    (80.0, "green"), (79.95, "green"), (79.949999, "yellow"), (79.9499999999, "green"), (50, "yellow"),
    (49.94, "red"), (49.95, "yellow"), (0, "red"), (None, "grey"),
])
def test_rounds_first_and_compares_then(score, colour):
    assert arithmetic.colour(score, POLICY) == colour


def test_rounding_is_half_away_from_zero():
    assert [arithmetic.rounded(x) for x in (0.05, -0.05, 0.25, 87.49999999999, 2.675)] == [0.1, -0.1, 0.3, 87.5, 2.7]


def test_interval_of_a_sides_mean():
    answers = [4, 5, 3, 4, 4, 2, 5, 4]
    mean = sum(answers) / 8
    assert mean == 3.875
    assert arithmetic.sample_deviation(answers) == pytest.approx(0.991, abs=5e-4)
    assert arithmetic.half_width(answers) == pytest.approx(0.828, abs=1e-3)
    assert arithmetic.half_width(answers, 20) == pytest.approx(0.658, abs=5e-4)
    assert arithmetic.half_width(answers, 8) == 0
    assert arithmetic.half_width(answers, 5) == arithmetic.half_width(answers)
    width = arithmetic.half_width(answers, 20)
    ends = [arithmetic.rounded(arithmetic.survey_score(end, POLICY)) for end in (mean - width, mean, mean + width)]
    assert ends == [56.5, 76.3, 96.0]


@pytest.mark.parametrize("freedom, quantile", [(1, 12.7062), (4, 2.77645), (7, 2.36462), (29, 2.04523), (120, 1.97993)])
def test_student_t(freedom, quantile):
    assert arithmetic.student_t(freedom) == pytest.approx(quantile, abs=1e-4)     # any table of the distribution


def test_wilson_and_alpha():
    assert arithmetic.wilson(6, 8) == pytest.approx((0.409, 0.929), abs=5e-4)
    rows = [(3, 4, 3), (2, 3, 4), (4, 4, 5), (3, 2, 3), (4, 4, 4)]
    assert arithmetic.cronbach_alpha(rows) == pytest.approx(0.733, abs=5e-4)


def test_index_and_robustness():
    pairs = [(0.4, 90), (0.3, 80), (0.2, 70), (0.1, 40)]
    assert arithmetic.rounded(arithmetic.weighted_mean(pairs)) == 78.0
    assert arithmetic.rounded(arithmetic.weighted_mean(pairs[:3])) == 82.2
    assert [arithmetic.rounded(end) for end in arithmetic.robust_range(pairs)] == [75.0, 80.5]


def test_watermelon_and_gap():
    assert arithmetic.watermelon(85, 45, POLICY) == "watermelon"
    assert arithmetic.watermelon(75, 50, POLICY) == "watermelon"
    assert arithmetic.watermelon(74.9, 50, POLICY) == ""
    assert arithmetic.watermelon(40, 81, POLICY) == "liked but missing"

    def side(mean):
        return arithmetic.Side(8, mean, 1.0, 0.5, 0.0, True)
    assert arithmetic.perception_gap(side(4.0), side(3.504), POLICY)[1:] == ("watch", "agreed strength")
    assert arithmetic.perception_gap(side(3.0), side(4.0), POLICY)[1:] == ("misaligned", "blind spot")
    assert arithmetic.perception_gap(side(3.6), side(3.2), POLICY)[1:] == ("aligned", "undervalued")


def test_periods():
    quarter, month, half = (inputs.parse_period(text) for text in ("2026-Q3", "2026-08", "2026-H2"))
    assert quarter.contains(month) and half.contains(quarter) and not month.contains(quarter)
    assert str(inputs.enclosing(half, 3)) == "2026-Q4" and str(inputs.enclosing(month, 3)) == "2026-Q3"
    assert str(quarter.shifted(-3)) == "2025-Q4" and inputs.parse_period("2026-Q5") is None
    assert model.last_day(quarter) == "2026-09-30"


@pytest.mark.parametrize("text, comma, number", [
    ("93 %", False, 93), (".84", False, 0.84), ("5.", False, 5), ("1e3", False, 1000), ("1,234,567", False, 1234567),
    ("1,234.5", False, 1234.5), ("1,234", False, None), ("1.234,5", True, 1234.5), ("93,5", True, 93.5),
    ("nan", False, None), ("inf", False, None), ("0x10", False, None), ("1e999", False, None), ("", False, None),
])
def test_numbers(text, comma, number):
    assert inputs.parse_number(text, comma) == number


MODEL = """
[lens health]
primary = yes
groups = a, b, c, d
[group health.a]
weight = 4
[group health.b]
weight = 3
[group health.c]
weight = 2
[group health.d]
weight = 1
[kpi a]
direction = level
level_min = 0
level_max = 100
health = a
[kpi b]
direction = level
level_min = 0
level_max = 100
health = b
[kpi c]
direction = level
level_min = 0
level_max = 100
health = c
[kpi d]
direction = level
level_min = 0
level_max = 100
health = d
"""
SETTINGS = "[inputs]\nkpi = kpi.csv\n[model]\nfile = model.ini\n"


def index_of(tmp_path, csv_text, extra="", period="2026-Q3"):
    """The health row, and the groups, of the one partner X."""
    (tmp_path / "model.ini").write_text(MODEL + extra)
    (tmp_path / "rapport.ini").write_text(SETTINGS)
    (tmp_path / "kpi.csv").write_text("partner,period,kpi,value,target,weight\n" + csv_text)
    period = inputs.parse_period(period)
    scoring, facts = inputs.load(os.fspath(tmp_path / "rapport.ini"), period)
    rows = model.score_rows(scoring, facts, period, model.last_day(period))
    return rows[0], {row["group"]: row for row in rows[1:]}


def rows_of(values, period="2026-Q3"):
    return "".join(f"X,{period},{kpi},{value},,\n" for kpi, value in values.items())


def test_coverage_vector(tmp_path):
    index, _ = index_of(tmp_path, rows_of({"a": 90, "b": 80, "c": 70, "d": 40}))
    assert (index["score"], index["evidence"], index["low"], index["high"]) == (78.0, 100.0, 78.0, 78.0)
    assert (index["robust_low"], index["robust_high"]) == (75.0, 80.5)
    index, groups = index_of(tmp_path, rows_of({"a": 90, "b": 80, "c": 70, "d": ""}))
    assert (index["score"], index["evidence"], index["low"], index["high"]) == (82.2, 90.0, 74.0, 84.0)
    assert (groups["d"]["rating"], groups["d"]["low"], groups["d"]["high"]) == ("grey", 0.0, 100.0)


def test_not_applicable_leaves_the_plan(tmp_path):
    index, groups = index_of(tmp_path, rows_of({"a": 90, "b": 80, "c": 70, "d": "NA"}))
    assert "d" not in groups and (index["score"], index["evidence"], index["low"]) == (82.2, 100.0, 82.2)


def test_index_below_the_evidence_is_grey(tmp_path):
    # weights 4 of 10 rated: 40 % < 60 %
    index, _ = index_of(tmp_path, rows_of({"a": 90, "b": "", "c": "withheld", "d": "nan"}))
    assert (index["score"], index["rating"], index["evidence"]) == (None, "grey", 40.0)
    assert (index["low"], index["high"]) == (36.0, 96.0)                # 4 * 90 / 10, and + 6 * 100 / 10


def test_two_red_groups_make_the_index_red(tmp_path):
    index, _ = index_of(tmp_path, rows_of({"a": 100, "b": 100, "c": 10, "d": 10}))
    assert (index["score"], index["uncapped_rating"], index["rating"]) == (73.0, "yellow", "red")


def test_a_stopped_kpi_is_missed_for_four_periods(tmp_path):
    text = rows_of({"a": 90, "b": 80, "c": 70, "d": 40}, "2025-Q3") + rows_of({"a": 90, "b": 80, "c": 70})
    assert index_of(tmp_path, text)[0]["evidence"] == 90.0              # four periods later: still planned
    text = rows_of({"d": 40}, "2025-Q2") + rows_of({"a": 90, "b": 80, "c": 70})
    assert index_of(tmp_path, text)[0]["evidence"] == 100.0             # five: forgotten


def test_change_is_the_difference_of_the_printed_scores(tmp_path):
    text = rows_of({"a": 90, "b": 80, "c": 70, "d": 40}) + rows_of({"a": 80.26, "b": 80, "c": 70, "d": 40}, "2026-Q2")
    assert index_of(tmp_path, text)[0]["change"] == 3.9                 # 78.0 - 74.1 (74.104)


def test_target_alone_and_duplicates(tmp_path):
    extra = "[kpi t]\nhealth = d\n"
    # target 50: G 50, R 45; 46 is a fifth of the span: 50 + 6 = 56. Both lines of b are refused.
    index, groups = index_of(tmp_path, rows_of({"a": 90, "c": 70}) + "X,2026-Q3,b,80,,\nX,2026-Q3,b,81,,\n"
                             "X,2026-Q3,t,46,50,\nX,2026-Q3,d,,,\n", extra)
    assert groups["d"]["kpi_score"] == 56.0 and groups["d"]["evidence"] == 50.0
    assert groups["b"]["rating"] == "grey" and groups["d"]["rating"] == "grey" and index["evidence"] == 60.0


def test_months_are_one_quarter_and_a_year_stands_in(tmp_path):
    months = "".join(f"X,2026-{month:02d},a,{value},,\n" for month, value in ((7, 60), (8, ""), (9, 90)))
    index, groups = index_of(tmp_path, months + rows_of({"b": 50}, "2026"))
    assert groups["a"]["score"] == 75.0 and groups["b"]["score"] == 50.0


def test_flip_names_the_smallest_change(tmp_path):
    (tmp_path / "rapport.ini").write_text(SETTINGS)
    (tmp_path / "model.ini").write_text("[lens health]\nprimary = yes\ngroups = a\n"
                                        "[kpi p]\ngreen_at = 90\nred_at = 80\nweight = 3\nhealth = a\n"
                                        "[kpi q]\ngreen_at = 4\nred_at = 8\ndirection = lower\nhealth = a\n")
    (tmp_path / "kpi.csv").write_text("partner,period,kpi,value\nX,2026-Q3,p,89\nX,2026-Q3,q,4\n")
    period = inputs.parse_period("2026-Q3")
    scoring, facts = inputs.load(os.fspath(tmp_path / "rapport.ini"), period)
    scorer = model.Scorer(scoring, facts, period)
    # p 77, q 80: index (3*77 + 80) / 4 = 77.75. p needs 77 + 2.2 / 0.75 = 79.9333, which is 89.9778 (0.098 spans);
    # q would need 80 + 8.8 = 88.8, which is 2.827 hours (0.293 spans).
    name, value = model.flip(scorer, "X", scoring.primary())
    assert name == "p" and value == pytest.approx(89.97778, abs=1e-5)
    assert model.own_performance(scorer, "X") == (77.75, 1.0)
