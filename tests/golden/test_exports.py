"""Surveys of real tools, as they come: the numbers known of each file, and each against an independent reading."""

import pytest

from exports import Answers, Run, folder, inspect, model, real
from running import rapport
from test_scores import differences

import rapport_exports as independent
from rapport_inputs import parse_period, read_model

AGREE, RECOMMEND = "scale = agree5", "scale_min = 0\nscale_max = 10"


def written(m):
    """As the data file prints a mean of answers on 1 to 5."""
    return f"{m:.3f}"


def agrees(run, period, answers):
    """Every published number of the run, against answers read independently."""
    scoring = read_model(run.config.parent / "model.ini")
    found = differences(run.directory / "data", scoring, independent.facts(scoring, answers), parse_period(period))
    assert not found, f"{len(found)} differences\n" + "\n".join(found[:25])
    return True


def questions_at(columns):
    """[question q49] column = "index:49" and so on."""
    return "".join(f'[question q{column}]\ncolumn = "index:{column}"\n' for column in columns)


# ---------------------------------------------------------------- maintainers of 2019

CNCF_2019 = {49: (70, 3.871), 51: (63, 4.476), 53: (63, 3.714), 54: (55, 3.745), 56: (56, 3.964), 58: (46, 3.652),
             60: (61, 3.852)}
SOURCE_2019 = """[source maintainers]
input = survey
file = "cncf_maintainers_2019h2.csv"
period = "2019-H2"
side = "partner"
"""


def maintainers_2019(directory, partner, policy=None, more="", questions=None):
    questions = questions or {f"q{column}": AGREE for column in CNCF_2019}
    name = "cncf_maintainers_2019h2.csv"
    return Run(folder(directory, {"survey": name}, {name: real(name)},
                      SOURCE_2019 + partner + questions_at(CNCF_2019) + more, model(questions, policy=policy)), "2019-H2")


def answers_2019(partners, columns=CNCF_2019):
    rows = independent.records(real("cncf_maintainers_2019h2.csv"))[2:]
    scale = independent.Scale(1, 5, independent.AGREE5)
    return list(independent.wide_answers(rows, {f"q{column}": (column, scale) for column in columns}, partners,
                                         parse_period("2019-H2"), "partner"))


def test_maintainers_of_2019_rate_one_foundation(tmp_path):
    run = maintainers_2019(tmp_path, 'partner = "CNCF"\n')
    assert run.answers("partner") == {("CNCF", f"q{column}"): Answers(str(n), written(mean))
                                      for column, (n, mean) in CNCF_2019.items()}
    entry = run.input("cncf_maintainers_2019h2.csv")
    assert (entry["rows"], entry["accepted"], entry["rejected"]) == (70, 70, 0)
    assert agrees(run, "2019-H2", answers_2019(lambda row: ["CNCF"]))


def test_each_project_of_a_maintainer_is_a_partner(tmp_path):
    """One column a project: an answer counts for each project that is ticked."""
    run = maintainers_2019(tmp_path, 'partner_columns = "Which CNCF Project*"\n', {"min_n": 1})
    rows = independent.records(real("cncf_maintainers_2019h2.csv"))[2:]
    ticked = [[cell for cell in row[4:47] if cell] for row in rows]
    named = {name for row in ticked for name in row}
    assert max(map(len, ticked)) > 1 and len(named) > 20
    assert {partner for partner, _ in run.answers("partner")} <= named
    assert agrees(run, "2019-H2", answers_2019(lambda row: [cell for cell in row[4:47] if cell]))


def test_few_maintainers_of_a_project_stay_hidden(tmp_path):
    run = maintainers_2019(tmp_path, 'partner_columns = "Which CNCF Project*"\n')
    rows = run.table("survey.csv")
    assert {row["published"] for row in rows} == {"yes", "no"}
    assert all((row["n"], row["mean"]) == ("<5", "") for row in rows if row["published"] == "no")
    assert agrees(run, "2019-H2", answers_2019(lambda row: [cell for cell in row[4:47] if cell]))


def test_a_scale_belongs_to_the_question(tmp_path):
    """In one file "Neutral" is 3 of 5 on some questions and 5 of 10 on another, whose upper end is "Fantastic"."""
    more = """[scale feeling]
min = 1
max = 10
label 5 = "neutral"
label 10 = "fantastic"
[question q62]
column = "What is your feeling with respect*"
scale = feeling
"""
    questions = {f"q{column}": AGREE for column in (*CNCF_2019, 62)}
    run = maintainers_2019(tmp_path, 'partner = "CNCF"\n', more=more, questions=questions)
    feeling = independent.Scale(1, 10, {"neutral": 5, "fantastic": 10})
    rows = independent.records(real("cncf_maintainers_2019h2.csv"))[2:]
    extra = independent.wide_answers(rows, {"q62": (62, feeling)}, lambda row: ["CNCF"], parse_period("2019-H2"), "partner")
    assert agrees(run, "2019-H2", answers_2019(lambda row: ["CNCF"]) + list(extra))


# ---------------------------------------------------------------- maintainers of 2020

MAPPING_2020 = """[source maintainers]
input = survey
file = "cncf_maintainers_2020h2.csv"
period = "2020-H2"
side = "partner"
partner = "CNCF"
[question recommend]
column = "Would you recommend CNCF*"
scale_min = 0
scale_max = 10
"""


def test_maintainers_of_2020_recommend_the_foundation(tmp_path):
    name = "cncf_maintainers_2020h2.csv"
    run = Run(folder(tmp_path, {"survey": name}, {name: real(name)}, MAPPING_2020, model({"recommend": RECOMMEND})),
              "2020-H2")
    # 854 points of 97 maintainers: 8.804 of 10, which is 1 + 0.4 * 8.804 on 1 to 5.
    assert run.answers("partner") == {("CNCF", "recommend"): Answers("97", written(1 + 0.4 * 854 / 97))}
    assert written(854 / 97) == "8.804"
    rows = independent.records(real(name))[2:]
    answers = independent.wide_answers(rows, {"recommend": (91, independent.Scale(0, 10))}, lambda row: ["CNCF"],
                                       parse_period("2020-H2"), "partner")
    assert agrees(run, "2020-H2", answers)


def test_net_promoters_as_shares_of_rows(tmp_path):
    """Promoters less detractors, each read from the same export as a share of its rows: 55.7 points."""
    mapping = """[source promoters]
input = kpi
file = "cncf_maintainers_2020h2.csv"
period = "2020-H2"
partner = "CNCF"
[measure promoters]
share = "{Would you recommend CNCF*} >= 9"
[measure detractors]
share = "{Would you recommend CNCF*} <= 6"
"""
    name = "cncf_maintainers_2020h2.csv"
    limits = "green_at = 50\nred_at = 20"
    run = Run(folder(tmp_path, {"kpi": name}, {name: real(name)}, mapping,
                     model(kpis={"promoters": limits, "detractors": limits})), "2020-H2")
    values = {kpi: float(value) for (_, kpi), value in run.values().items()}
    cells = [row[91] for row in independent.records(real(name))[2:]]
    assert values["promoters"] - values["detractors"] == pytest.approx(independent.net_promoters(cells), abs=1e-9)
    assert f'{values["promoters"] - values["detractors"]:.1f}' == "55.7"


def test_inspect_names_the_net_promoters():
    told = rapport("inspect", real("cncf_maintainers_2020h2.csv"))
    assert told.returncode == 0
    assert "n 97, mean 8.804, NPS 55.7" in told.stdout


# ---------------------------------------------------------------- maintainers of 2018, another tool

def test_maintainers_of_2018_in_a_form_of_dates(tmp_path):
    """One header row, dates m/d/Y in the first column, from which the half-year comes; 1 to 5 and Yes or No."""
    mapping = """[source maintainers]
input = survey
file = "cncf_maintainers_2018h1.csv"
period_column = "Timestamp"
period_unit = half
side = "partner"
partner = "CNCF"
[question satisfaction]
column = "1. Satisfaction*"
[question efficiency]
column = "4. Efficiency*"
[scale yesno]
min = 0
max = 1
label 0 = "no"
label 1 = "yes"
[question ignored]
column = "3. Were there explicit requests*"
scale = yesno
reverse = yes
"""
    name = "cncf_maintainers_2018h1.csv"
    questions = {"satisfaction": AGREE, "efficiency": AGREE, "ignored": AGREE}
    config = folder(tmp_path, {"survey": name}, {name: real(name)}, mapping, model(questions))
    rows = independent.records(real(name))[1:]
    halves = [f"2018-H{1 if int(row[0].split('/')[0]) <= 6 else 2}" for row in rows]
    scales = {"satisfaction": (2, independent.Scale(1, 5)), "efficiency": (5, independent.Scale(1, 5)),
              "ignored": (4, independent.Scale(0, 1, {"no": 1, "yes": 0}))}
    answers = []
    for line, (row, half) in enumerate(zip(rows, halves)):
        answers += independent.wide_answers([[*row, str(line)]], scales, lambda row: ["CNCF"], parse_period(half),
                                            "partner", -1)
    for half in sorted(set(halves)):
        assert agrees(Run(config, half), half, answers)


# ---------------------------------------------------------------- contributors of 2019

KUBERNETES = {25: (207, 3.256), 26: (205, 3.302), 27: (203, 2.808), 28: (205, 2.561)}


def test_contributors_answer_with_a_number_and_words(tmp_path):
    """Cells such as "5: strongly agree", "4": the number in front counts."""
    name = "kubernetes_contributors_2019.csv"
    mapping = SOURCE_2019.replace("cncf_maintainers_2019h2.csv", name).replace("2019-H2", "2019") + 'partner = "Kubernetes"\n'
    run = Run(folder(tmp_path, {"survey": name}, {name: real(name)}, mapping + questions_at(KUBERNETES),
                     model({f"q{column}": AGREE for column in KUBERNETES})), "2019")
    assert run.answers("partner") == {("Kubernetes", f"q{column}"): Answers(str(n), written(mean))
                                      for column, (n, mean) in KUBERNETES.items()}
    assert run.input(name)["accepted"] == 211
    rows = independent.records(real(name))[2:]
    answers = independent.wide_answers(rows, {f"q{column}": (column, independent.Scale(1, 5)) for column in KUBERNETES},
                                       lambda row: ["Kubernetes"], parse_period("2019"), "partner")
    assert agrees(run, "2019", answers)


# ---------------------------------------------------------------- responses that a tool made up

QUALTRICS = """[source vegetables]
input = survey
file = "export.csv"
period = "2016-Q2"
side = "client"
partner = "Garden"
missing = "-1|-2"
keep_test = {keep}
[scale liking]
min = 1
max = 3
"""
VEGETABLES = {"q1": "Q1", "q3_1": "Q3_1", "q3_2": "Q3_2", "q4_4": "Q4_4"}
GENERATIONS = {"insights": (3, {"q1": 11, "q3_1": 17, "q3_2": 18, "q4_4": 24}, 0),
               "legacy": (2, {"q1": 10, "q3_1": 16, "q3_2": 17, "q4_4": 23}, 0)}


def vegetables(directory, generation, keep):
    mapping = QUALTRICS.format(keep=keep) + "".join(f'[question {name}]\ncolumn = "code:{code}"\nscale = liking\n'
                                                    for name, code in VEGETABLES.items())
    return Run(folder(directory, {"survey": "export.csv", "kpi": "kpi.csv"},
                      {"export.csv": real(f"qualtricstools_no_basis_{generation}.csv"),
                       "kpi.csv": "partner,period,kpi,value\nGarden,2016-Q2,growth,7\n"},
                      mapping, model(dict.fromkeys(VEGETABLES, AGREE), {"growth": "green_at = 6\nred_at = 3"})), "2016-Q2")


@pytest.mark.parametrize("generation", GENERATIONS)
def test_generated_responses_are_left_out(generation, tmp_path):
    run = vegetables(tmp_path, generation, "no")
    kept = len(independent.records(real(f"qualtricstools_no_basis_{generation}.csv"))) - GENERATIONS[generation][0]
    assert run.table("survey.csv") == []
    assert run.input("export.csv")["accepted"] == 0 and run.drops("export.csv") == {"test": kept}


@pytest.mark.parametrize("generation", GENERATIONS)
def test_generated_responses_count_on_demand(generation, tmp_path):
    run = vegetables(tmp_path, generation, "yes")
    header_rows, columns, respondent = GENERATIONS[generation]
    rows = independent.records(real(f"qualtricstools_no_basis_{generation}.csv"))[header_rows:]
    assert run.input("export.csv")["accepted"] == len(rows) == 15
    scoring = read_model(run.config.parent / "model.ini")
    liking = independent.Scale(1, 3, missing=("-1", "-2"))
    answers = independent.wide_answers(rows, {name: (column, liking) for name, column in columns.items()},
                                       lambda row: ["Garden"], parse_period("2016-Q2"), respondent=respondent)
    growth = independent.kpi_row("Garden", parse_period("2016-Q2"), "growth", 7.0)
    found = differences(run.directory / "data", scoring, independent.facts(scoring, answers, [growth]),
                        parse_period("2016-Q2"))
    assert not found, "\n".join(found)


def test_both_generations_hold_the_same_answers(tmp_path):
    """The export with three header rows and the legacy one with two, of the same fifteen responses."""
    runs = [vegetables(tmp_path / generation, generation, "yes") for generation in GENERATIONS]
    for name in ("scores.csv", "survey.csv", "indicators.csv"):
        assert runs[0].bytes(name) == runs[1].bytes(name) and runs[0].bytes(name).count(b"\n") > 1


@pytest.mark.parametrize("name, dialect, header_rows", [
    ("cncf_maintainers_2018h1.csv", "google-forms", 1), ("cncf_maintainers_2019h2.csv", "surveymonkey", 2),
    ("cncf_maintainers_2020h2.csv", "surveymonkey", 2), ("kubernetes_contributors_2019.csv", "surveymonkey", 2),
    ("qualtricstools_no_basis_insights.csv", "qualtrics", 3),
    ("qualtricstools_no_basis_legacy.csv", "qualtrics-legacy", 2),
])
def test_inspect_knows_the_tool(name, dialect, header_rows):
    told = inspect(real(name))
    assert (told["dialect"]["id"], told["header"]["rows"]) == (dialect, header_rows)
