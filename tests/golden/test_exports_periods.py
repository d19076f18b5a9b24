"""Periods that do not match, things that were renamed, wide and computed KPIs: values worked out by hand."""

import pytest

from exports import Answers, Run, export, folder, model

KPIS = {"availability": 'unit = "%"\ngreen_at = 99\nred_at = 95',
        "incidents": "aggregate = sum\ndirection = lower\ngreen_at = 6\nred_at = 12", "audit": "direction = rating",
        "speed": 'aliases = "Reaction time|response"\ndirection = lower\ngreen_at = 4\nred_at = 8'}
SCORING = model({"trust": "scale_min = 1\nscale_max = 5"}, KPIS)


def published(directory, files, mapping, period="2026-Q3", settings="", scoring=SCORING, **inputs):
    inputs = inputs or {"kpi": "kpi.csv"}
    return Run(folder(directory, inputs, files, mapping, scoring, settings), period)


def kpis(directory, rows, mapping="", period="2026-Q3", settings="", **options):
    content = export(rows, **options)
    return published(directory, {"kpi.csv": content}, mapping, period, settings)


def scores(run, partner="acme"):
    return {row["group"]: row["score"] for row in run.table("scores.csv") if row["partner"] == partner}


# ---------------------------------------------------------------- periods

def test_months_become_a_quarter(tmp_path):
    """Mean of 98, 97, 99 is 98: 50 + 30 * 3 / 4 = 72.5. Sum of 2, 3, 4 is 9: 50 + 30 * 3 / 6 = 65.0."""
    rows = [["partner", "period", "kpi", "value"]]
    for month, available, incidents in (("2026-07", 98, 2), ("2026-08", 97, 3), ("2026-09", 99, 4), ("2026-10", 50, 50)):
        rows += [["acme", month, "availability", available], ["acme", month, "incidents", incidents]]
    run = kpis(tmp_path, rows)
    assert run.values() == {("acme", "availability"): "98", ("acme", "incidents"): "9"}
    assert scores(run)["availability"] == "72.5" and scores(run)["incidents"] == "65.0"


@pytest.mark.parametrize("written", [
    ["Jul 2026", "August 2026", "Sep 2026"], ["2026-07-31", "2026-08-31", "2026-09-30"], ["31/07/2026", "31/08/2026", "30/09/2026"],
    ["7/31/26", "8/31/26", "9/30/26"], ["juillet 2026", "août 2026", "septembre 2026"], ["jul. 2026", "ago 2026", "sept. 2026"],
])
def test_months_written_in_other_ways(written, tmp_path):
    rows = [["partner", "period", "kpi", "value"]] + [["acme", text, "availability", value]
                                                     for text, value in zip(written, (98, 97, 99))]
    run = kpis(tmp_path, rows, '[source k]\ninput = kpi\nfile = "kpi.csv"\n')
    assert run.values() == {("acme", "availability"): "98"}


def test_year_and_month_in_two_columns(tmp_path):
    mapping = """[source k]
input = kpi
file = "kpi.csv"
year_column = "Jahr"
month_column = "Monat"
partner_column = "Firma"
kpi_column = "Größe"
value_column = "Wert"
"""
    rows = [["Firma", "Größe", "Jahr", "Monat", "Wert"]] + [["acme", "availability", 2026, month, value]
                                                          for month, value in (("Juli", "98,5"), (8, "97,5"), ("September", "98"))]
    assert kpis(tmp_path, rows, mapping, separator=";").values() == {("acme", "availability"): "98"}


def test_the_half_year_stands_for_its_quarter(tmp_path):
    """A survey of the half-year that ended before the quarter, and a KPI row of the half-year that contains it."""
    files = {"kpi.csv": export([["partner", "period", "kpi", "value"], ["acme", "2026-H2", "availability", 97]]),
             "survey.csv": export([["partner", "period", "respondent", "side", "question", "answer"]]
                                  + [["acme", "2026-H1", f"r{person}", "client", "trust", answer]
                                     for person, answer in enumerate((5, 4, 4, 3, 4))])}
    run = published(tmp_path, files, "", kpi="kpi.csv", survey="survey.csv")
    # 97 lies half way between 95 and 99: 50 + 30 / 2. Five answers with the mean 4.0: 80.
    assert scores(run)["availability"] == "65.0" and scores(run)["trust"] == "80.0"
    assert run.answers() == {("acme", "trust"): Answers("5", "4.000")}


def test_fiscal_years(tmp_path):
    """The year that begins in April: Q2 of 2026 is July to September, when the years are named by their first month."""
    rows = [["partner", "year", "quarter", "kpi", "value"], ["acme", 2026, 2, "availability", 97],
            ["acme", 2026, 3, "availability", 99]]
    mapping = '[source k]\ninput = kpi\nfile = "kpi.csv"\nfiscal_year_start = 4\n'
    run = kpis(tmp_path, rows, mapping, period="2026-Q2", settings="[policy]\nfiscal_year_start = 4\n")
    assert run.values() == {("acme", "availability"): "97"}


# ---------------------------------------------------------------- renamed things

def test_partners_and_kpis_keep_their_history_under_another_name(tmp_path):
    files = {"kpi.csv": export([["partner", "period", "kpi", "value"], ["Acme Inc", "2026-Q2", "response", 6],
                                ["ACME GmbH", "2026-Q3", "Reaction Time", 4]]),
             "partners.csv": export([["partner", "name", "aliases"], ["acme", "Acme", "Acme Inc|Acme GmbH"]])}
    run = published(tmp_path, files, "", kpi="kpi.csv", partners="partners.csv")
    assert run.values() == {("acme", "speed"): "4"}
    row = next(row for row in run.table("scores.csv") if row["group"] == "speed")
    # 4 hours earn 80.0, the 6 hours of the quarter before 65.0.
    assert (row["score"], row["change"]) == ("80.0", "15.0")


def test_an_alias_of_the_mapping_file(tmp_path):
    rows = [["partner", "period", "kpi", "value"], ["ACME (old)", "2026-Q3", "availability", 97]]
    run = kpis(tmp_path, rows, '[alias acme]\npartner = "acme"\nnames = "ACME (old)|ACME (new)"\n')
    assert run.values() == {("acme", "availability"): "97"}


# ---------------------------------------------------------------- shapes

LONG = [["partner", "period", "kpi", "value"]] + [
    [partner, period, kpi, value] for partner, base in (("acme", 0), ("zeta", 1)) for period in ("2026-Q2", "2026-Q3")
    for kpi, value in (("availability", 97 + base), ("incidents", 6 + base * 3), ("speed", 4 + 2 * base))]


def pivot(key):
    """The long rows with one column per period or KPI."""
    place = {"period": 1, "kpi": 2}[key]
    across = list(dict.fromkeys(row[place] for row in LONG[1:]))
    other = 3 - place
    lines = {}
    for row in LONG[1:]:
        lines.setdefault((row[0], row[other]), {})[row[place]] = row[3]
    return [["partner", LONG[0][other], *across]] + [[*names, *(cells.get(name) for name in across)]
                                                    for names, cells in lines.items()]


@pytest.mark.parametrize("key, mapping", [
    ("kpi", 'kpi_columns = "availability|incidents|speed"'),
    ("period", 'period_columns = auto'), ("period", 'period_columns = "20*"'),
])
def test_wide_tables_are_the_long_one(key, mapping, tmp_path):
    source = f'[source k]\ninput = kpi\nfile = "kpi.csv"\n{mapping}\n'
    long_run = kpis(tmp_path / "long", LONG)
    wide_run = kpis(tmp_path / "wide", pivot(key), source)
    assert long_run.values() == wide_run.values() and len(long_run.values()) == 6
    assert long_run.bytes("scores.csv") == wide_run.bytes("scores.csv")


def test_deliveries_become_a_share_of_rows(tmp_path):
    """3 of 4 of acme in July to September; 1 of 2 of zeta, whose third has no date; October is another quarter."""
    rows = [["Vendor", "PO", "Scheduled", "Delivered"],
            ["acme", 1, "2026-07-10", "2026-07-09"], ["acme", 2, "2026-08-10", "2026-08-10"],
            ["acme", 3, "2026-08-20", "2026-08-23"],
            ["acme", 4, "2026-09-30", "2026-09-29"], ["acme", 5, "2026-10-10", "2026-10-19"],
            ["zeta", 6, "2026-07-01", "2026-07-05"], ["zeta", 7, "2026-07-02", "2026-07-01"],
            ["zeta", 8, "2026-09-02", "Date Not Captured"]]
    mapping = """[source k]
input = kpi
file = "kpi.csv"
partner_column = "Vendor"
period_column = "Scheduled"
period_unit = quarter
[measure availability]
share = "{Delivered} <= {Scheduled}"
"""
    run = kpis(tmp_path, rows, mapping)
    assert run.values() == {("acme", "availability"): "75", ("zeta", "availability"): "50"}
    assert "3 of 4 rows" in run.explained("acme", "availability")
    assert "1 of 2 rows" in run.explained("zeta", "availability")


def test_words_codes_and_fractions(tmp_path):
    """Ratings in words, directions as codes, a target of 0 that means none, percentages as fractions."""
    mapping = """[source k]
input = kpi
file = "kpi.csv"
period = "2026-Q3"
kpi_column = "Measure"
value_column = "Actual"
target_column = "Target"
direction_column = "Desired"
direction U = "higher"
direction D = "lower"
direction N = "none"
zero_target = none
percent = fraction
word GOOD = "Well above the others|5 stars"
"""
    rows = [["partner", "Measure", "Desired", "Target", "Actual"], ["acme", "audit", "", "", "Well above the OTHERS"],
            ["acme", "availability", "U", ".95", ".96"], ["acme", "speed", "D", "", "6%"], ["acme", "visitors", "N", "0", ".5"],
            ["acme", "unpaired", "U", "Not Available", "0.84"]]
    run = kpis(tmp_path, rows, mapping)
    values = {kpi: value for (_, kpi), value in run.values().items() if kpi != "audit"}
    assert values == {"availability": "96", "speed": "6", "visitors": "50", "unpaired": "84"}
    # The shipped model gives "good" 90. The model's own limits, 99 and 95, come before the target: 50 + 30 / 4 = 57.5.
    assert scores(run)["audit"] == "90.0" and scores(run)["availability"] == "57.5"


def test_two_date_formats_in_one_file(tmp_path):
    """Dates of two kinds that cannot be mistaken for each other, two-digit years, a word where a date belongs."""
    rows = [["Vendor", "Scheduled", "Delivered"], ["acme", "2026-07-10", "7/9/26"], ["acme", "2026-08-10", "10-Aug-26"],
            ["acme", "2026-08-20", "8/23/2026"], ["acme", "2026-09-30", "Date Not Captured"]]
    mapping = """[source k]
input = kpi
file = "kpi.csv"
partner_column = "Vendor"
period_column = "Scheduled"
period_unit = quarter
[measure availability]
share = "{Delivered} <= {Scheduled}"
"""
    run = kpis(tmp_path, rows, mapping)
    # 9 July and 10 August are in time, 23 August is not, the last one is not judged.
    assert float(run.values()["acme", "availability"]) == pytest.approx(200 / 3, abs=1e-9)
    assert "2 of 3 rows" in run.explained("acme", "availability")


def test_words_in_number_columns_are_counted(tmp_path):
    rows = [["partner", "period", "kpi", "value"], ["acme", "2026-Q3", "availability", "Pending"],
            ["acme", "2026-Q3", "speed", "4"],
            ["zeta", "2026-Q3", "availability", "see note"], ["zeta", "2026-Q3", "speed", "1,234"]]
    run = kpis(tmp_path, rows)
    assert (run.kinds()["bad-number"], run.kinds()["ambiguous-number"]) == (2, 1)
    found = {row["value"]: (row["line"], row["column"]) for row in run.findings("bad-number") + run.findings("ambiguous-number")}
    assert found == {"Pending": ("2", "4"), "see note": ("4", "4"), "1,234": ("5", "4")}
    assert all(row["expected"] for row in run.findings("bad-number"))


def test_a_period_that_is_a_date_follows_the_fiscal_year(tmp_path):
    """The year begins in April: 15 August 2026 lies in its second quarter, 15 February 2027 in its fourth."""
    rows = [["partner", "period", "kpi", "value"], ["acme", "2026-08-15", "availability", 97],
            ["acme", "2027-02-15", "availability", 99]]
    settings = "[policy]\nfiscal_year_start = 4\n"
    assert kpis(tmp_path / "q2", rows, period="2026-Q2", settings=settings).values() == {("acme", "availability"): "97"}
    assert kpis(tmp_path / "q4", rows, period="2026-Q4", settings=settings).values() == {("acme", "availability"): "99"}
