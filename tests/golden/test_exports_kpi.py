"""KPI tables and service logs of real tools, as they come, against an independent reading of the same files."""

import json
from collections import Counter

import pytest

from exports import Run, folder, model, real
from running import rapport
from test_scores import differences

import rapport_exports as independent
from rapport_inputs import parse_period, read_model

MTA, NHS, LOG = "mta_lirr_mnr_bus.csv", "nhs_trust_accident_emergency.csv", "servicenow_incident_event_log_sample.csv"
DELIVERY = '[lens health]\ntitle = "Health"\nprimary = yes\ngroups = delivery\n[group health.delivery]\ntitle = "Delivery"\n'


# ---------------------------------------------------------------- transport: long, with targets in the rows

@pytest.fixture(scope="module")
def transport(tmp_path_factory):
    """(rows read independently, {month: run}): the shipped mapping knows the file by its name."""
    directory = tmp_path_factory.mktemp("transport")
    config = folder(directory, {"kpi": MTA}, {MTA: real(MTA)}, "", DELIVERY)
    rows = list(independent.transport_rows(independent.records(real(MTA))))
    return rows, {month: Run(config, str(month)) for month in sorted({row.period for row in rows})}


def by_their_values(row):
    """'met', 'missed' or '' of a published indicator: its value against the limit of green."""
    if row["value"] == "" or row["green_at"] == "":
        return ""
    value, green, red = (float(row[name]) for name in ("value", "green_at", "red_at"))
    return "met" if (value >= green if green > red else value <= green) else "missed"


def test_met_and_missed_months_of_the_transport_agencies(transport):
    """Every month of the file as a run of its own: 2,772 rows, 886 met, 864 missed, 1,022 without a pair to compare."""
    rows, runs = transport
    assert len(rows) == 2772
    assert Counter(map(independent.compared, rows)) == {"met": 886, "missed": 864, "": 1022}
    outcome, published = Counter(), 0
    for when, run in runs.items():
        held = [row for row in run.table("indicators.csv") if row["line"]]
        outcome.update(map(by_their_values, held))
        published += len(held)
        scoring = read_model(run.config.parent / "model.ini")
        found = differences(run.directory / "data", scoring, independent.facts(scoring, rows=rows), when)
        assert not found, f"{when}: {len(found)} differences\n" + "\n".join(found[:25])
    assert (published, outcome) == (2772, {"met": 886, "missed": 864, "": 1022})
    entry = run.input(MTA)
    assert (entry["rows"], entry["accepted"], entry["rejected"], entry["source"]) == (2772, 2772, 0, "mta")


def test_only_one_month_of_2010_was_on_time(transport):
    """On-time performance of the Long Island Rail Road against 95.1: January's 96.9 alone meets it."""
    _, runs = transport
    year = {str(month): row for month, run in runs.items() if str(month).startswith("2010") for row in run.table("indicators.csv")
            if (row["partner"], row["indicator"]) == ("Long Island Rail Road", "On-Time Performance")}
    assert len(year) == 12 and {row["green_at"] for row in year.values()} == {"95.1"}
    assert [month for month, row in year.items() if by_their_values(row) == "met"] == ["2010-01"]
    assert year["2010-01"]["value"] == "96.9"


# ---------------------------------------------------------------- emergency departments: a ratio of two columns

STANDARD = """[source emergency]
input = kpi
file = "nhs_*.csv"
partner_column = "nhs_trust22_code"
period_column = "date"
[measure standard]
ratio = "1 - {attendances_over_4hours} / {total_attendances}"
percent = yes
"""
WITHIN_FOUR_HOURS = {"standard": 'unit = "%"\ngreen_at = 95\nred_at = 80'}


@pytest.fixture(scope="module")
def emergency(tmp_path_factory):
    directory = tmp_path_factory.mktemp("emergency")
    config = folder(directory, {"kpi": NHS}, {NHS: real(NHS)}, STANDARD, model(kpis=WITHIN_FOUR_HOURS))
    return config, list(independent.emergency_rows(independent.records(real(NHS)), "standard"))


@pytest.mark.parametrize("period", ["2021-04", "2025-07", "2023-Q4"])
def test_four_hour_standard_of_every_trust(emergency, period):
    """Every row has its month and its trust; three months of a quarter are one value, the mean."""
    config, rows = emergency
    run, when = Run(config, period), parse_period(period)
    entry = run.input(NHS)
    assert (entry["rows"], entry["accepted"], entry["rejected"]) == (7895, 7895, 0)
    assert len([row for row in rows if row.period == parse_period("2021-04")]) > 100
    scoring = read_model(config.parent / "model.ini")
    found = differences(run.directory / "data", scoring, independent.facts(scoring, rows=rows), when)
    assert not found, f"{len(found)} differences\n" + "\n".join(found[:25])


def test_percentages_that_are_not_available(tmp_path):
    """All rows in one period, each month as a KPI of its own: 7,895 of them, 812 without a percentage, 0.28 read as 28."""
    mapping = """[source emergency]
input = kpi
file = "nhs_*.csv"
period = "2026"
partner_column = "nhs_trust22_code"
kpi_column = "date"
value_column = "pct_attendance_over_4hours"
percent = fraction
"""
    run = Run(folder(tmp_path, {"kpi": NHS}, {NHS: real(NHS)}, mapping, DELIVERY), "2026")
    rows = independent.named(independent.records(real(NHS)))
    want = {}
    for row in rows:
        share = independent.number(row["pct_attendance_over_4hours"])
        want[row["nhs_trust22_code"], row["date"]] = None if share is None else 100 * share
    got = {key: float(value) if value else None for key, value in run.values().items()}
    assert len(got) == 7895 and sum(value is None for value in got.values()) == 812
    assert got.keys() == want.keys()
    assert all(got[key] == pytest.approx(want[key], abs=1e-9) for key in want if want[key] is not None)
    assert all(got[key] is None for key in want if want[key] is None)


# ---------------------------------------------------------------- a log of incidents

def test_incidents_within_their_agreed_time(tmp_path):
    """198 rows are 32 incidents; the last row of each decides: 26 within, 6 not. One is not resolved yet."""
    mapping = """[source incidents]
input = kpi
file = "servicenow_*.csv"
dialect = none
partner = "Service desk"
period = "2016-Q1"
key_column = "number"
[measure within]
share = "{made_sla} = true"
[measure resolved_later]
share = "{resolved_at} >= {opened_at}"
"""
    limits = 'unit = "%"\ngreen_at = 90\nred_at = 70'
    run = Run(folder(tmp_path, {"kpi": LOG}, {LOG: real(LOG)}, mapping, model(kpis={"within": limits, "resolved_later": limits})),
              "2016-Q1")
    rows = independent.last_rows(independent.records(real(LOG)), "number")
    percent, good, judged = independent.share(rows, lambda row: row["made_sla"] == "true")
    assert (good, judged) == (26, 32) and percent == 81.25
    assert run.values() == {("Service desk", "within"): "81.25", ("Service desk", "resolved_later"): "100"}
    assert "26 of 32 rows: {made_sla} = true" in run.explained("Service desk", "within")
    assert "31 of 31 rows" in run.explained("Service desk", "resolved_later")
    assert run.kinds()["not-judged"] == 1


def test_incidents_as_work_items(tmp_path):
    """The same log as work items, by the dialect of the tool: one item an incident, earlier rows left out."""
    mapping = '[source desk]\ninput = work_items\nfile = "servicenow_*.csv"\npartner = "Service desk"\n'
    config = folder(tmp_path, {"work_items": LOG, "kpi": "kpi.csv"},
                    {LOG: real(LOG), "kpi.csv": "partner,period,kpi,value\nService desk,2016-Q1,growth,7\n"}, mapping,
                    model(kpis={"growth": "green_at = 6\nred_at = 3"}))
    run = Run(config, "2016-Q1")
    entry = run.input(LOG)
    assert (entry["dialect"], entry["rows"], entry["accepted"], entry["rejected"]) == ("servicenow", 198, 32, 0)
    assert run.drops(LOG) == {"older-row": 166}
    checked = rapport("check", "-c", config, "-p", "2016-Q1")
    assert checked.returncode == 0
    assert "32 items: 31 done" in checked.stdout
    as_json = json.loads(rapport("check", "-c", config, "-p", "2016-Q1", "--format", "json").stdout)
    assert next(entry["work_items"] for entry in as_json["inputs"] if entry["kind"] == "work_items")["done"] == 31
