"""The exports of every survey tool, generation by generation: header rows, who is kept, what the means are.

survey_exports.py writes the same six answers in each of these shapes. Whatever the shape, the same
survey must give the same data files as its long form with the columns of the manual.
"""

import zipfile

import pytest

from exports import Answers, Run, export, folder, inspect, model
from running import rapport
from survey_exports import ASKED, BY_HEADER, CASES, EXPECTED, LONG, MDY, PEOPLE, SOURCE, UNCLEAR, WORST, google

QUESTIONS = {"trust": "scale = agree5", "speed": "scale = agree5", "recommend": "scale_min = 0\nscale_max = 10"}
SCORING, SHOW_ALL = model(QUESTIONS), model(QUESTIONS, policy={"min_n": 1})
WANTED = {("acme", question): Answers(*answers) for question, answers in EXPECTED.items()}


def survey(directory, content, mapping, name="export.csv"):
    return folder(directory, {"survey": name}, {name: content}, mapping, SCORING)


@pytest.fixture(scope="module")
def long_form(tmp_path_factory):
    """The run of the same answers with the columns of the manual."""
    return Run(survey(tmp_path_factory.mktemp("long"), export(LONG), ""), "2026-Q3")


def test_the_long_form_has_the_means_computed_by_hand(long_form):
    assert long_form.answers() == WANTED
    assert long_form.input("export.csv")["rows"] == 17


@pytest.mark.parametrize("name", CASES)
def test_every_shape_is_the_same_survey(name, long_form, tmp_path):
    case = CASES[name]
    run = Run(survey(tmp_path, case.export, SOURCE + case.mapping), "2026-Q3")
    assert run.answers() == WANTED
    entry = run.input("export.csv")
    assert entry["dialect"] == case.dialect
    assert run.drops("export.csv") == case.dropped
    assert (entry["accepted"], entry["rejected"]) == (len(PEOPLE), 0)
    assert entry["rows"] == len(PEOPLE) + sum(case.dropped.values())
    for file in ("scores.csv", "survey.csv", "indicators.csv"):
        assert run.bytes(file) == long_form.bytes(file)


@pytest.mark.parametrize("name", CASES)
def test_inspect_tells_dialect_and_header_rows(name, tmp_path):
    case = CASES[name]
    (tmp_path / "export.csv").write_bytes(case.export)
    told = inspect(tmp_path / "export.csv")
    assert (told["dialect"]["id"], told["header"]["rows"]) == (case.dialect, case.header_rows)
    assert told["dialect"]["why"]
    assert told["rows"]["dropped"] == case.dropped


# ---------------------------------------------------------------- dates

def test_unclear_dates_are_refused(tmp_path):
    """Nothing in the file says whether 4/5/2026 is in April or in May: no guess, one error that says what to write."""
    config = survey(tmp_path, google("Timestamp", UNCLEAR), SOURCE + 'period_column = "Timestamp"\n' + BY_HEADER)
    done = rapport("check", "-c", config, "-p", "2026-Q3")
    assert "date_order" in done.stderr + done.stdout
    strict = rapport("check", "--strict", "-c", config, "-p", "2026-Q3")
    assert strict.returncode == 65, strict.stderr


@pytest.mark.parametrize("order, period, people", [("mdy", "2026-Q2", 3), ("mdy", "2026-Q3", 2), ("dmy", "2026-Q2", 2)])
def test_unclear_dates_read_as_told(order, period, people, tmp_path):
    """4/5, 5/4, 6/7, 7/7, 8/9, 10/2: three in April to June by month first; by day first 4 May and 5 April alone."""
    mapping = f'{SOURCE}date_order = {order}\nperiod_column = "Timestamp"\n{BY_HEADER}'
    config = folder(tmp_path, {"survey": "export.csv"}, {"export.csv": google("Timestamp", UNCLEAR)}, mapping,
                    SHOW_ALL)
    assert Run(config, period).answers()["acme", "trust"].n == str(people)


# ---------------------------------------------------------------- who counts

IDENTIFIED = ["Respondent ID", "Collector ID", *ASKED]


def respondents(rows):
    return export([IDENTIFIED, ["", "", "Response", "Response", "Response"]] + rows)


def test_a_person_who_answers_twice_counts_with_the_later_answers(tmp_path):
    """The whole later row: where it is blank the earlier answer does not come back."""
    rows = [["11115074601", "9", 1, 5, 0], *[[f"1111507460{number}", "9", *answers]
                                             for number, (_, *answers) in enumerate(PEOPLE)]]
    rows.append(["11115074602", "9", PEOPLE[2][1], None, PEOPLE[2][3]])
    run = Run(survey(tmp_path, respondents(rows), SOURCE + 'period = "2026-Q3"\n' + BY_HEADER), "2026-Q3")
    assert run.drops("export.csv") == {"duplicate-id": 2}
    assert run.answers() == WANTED


def test_a_person_of_two_files_is_left_out_of_the_earlier_and_told(tmp_path):
    """The later file comes when the earlier one has been read to its end: what it replaces is told all the same."""
    rows = [[f"1111507460{number}", "9", *answers] for number, (_, *answers) in enumerate(PEOPLE)]
    config = folder(tmp_path, {"survey": "e-*.csv"}, {"e-1.csv": respondents(rows), "e-2.csv": respondents(rows[:2])},
                    SOURCE.replace("export.csv", "e-*.csv") + 'period = "2026-Q3"\n' + BY_HEADER, SHOW_ALL)
    run = Run(config, "2026-Q3")
    assert run.drops("e-1.csv") == {"duplicate-id": 2}
    assert [(row["file"], row["value"], row["rows"]) for row in run.findings("dropped")] == [("e-1.csv", "duplicate-id", "2")]


def test_the_same_row_twice_counts_once_where_nobody_has_a_name(tmp_path):
    rows = [[date, *answers] for date, (_, *answers) in zip(MDY, PEOPLE)]
    content = export([["Timestamp", *ASKED], *rows, rows[1], rows[4]])
    run = Run(survey(tmp_path, content, SOURCE + 'period_column = "Timestamp"\n' + BY_HEADER), "2026-Q3")
    assert run.drops("export.csv") == {"identical": 2}
    assert run.answers() == WANTED


def test_unknown_labels_are_listed_with_their_count_and_never_guessed(tmp_path):
    rows = [[date, *answers] for date, (_, *answers) in zip(MDY, PEOPLE)]
    rows += [["9/20/2026 10:00:00", "Strongly agre", None, None], ["9/21/2026 10:00:00", "strongly  AGRE", None, None],
             ["9/22/2026 10:00:00", "I would rather not say", None, 11]]
    content = export([["Timestamp", *ASKED], *rows])
    run = Run(survey(tmp_path, content, SOURCE + 'period_column = "Timestamp"\n' + BY_HEADER), "2026-Q3")
    assert run.answers() == WANTED
    found = {row["value"].lower(): row for row in run.findings("unknown-label")}
    near = next(row for value, row in found.items() if "agre" in value)
    assert near["rows"] == "2" and "strongly agree" in near["expected"].lower() and near["line"] == "8"
    assert len(found) == 2 and run.kinds()["out-of-scale"] == 1


@pytest.mark.parametrize("multi, names", [
    ("each", {"Kubernetes": 6, "CoreDNS": 4, "Istio": 5}), ("first", {"Kubernetes": 5, "CoreDNS": 1, "Istio": 4}),
    ("reject", {"Kubernetes": 2, "Istio": 4}),
])
def test_partners_named_in_free_text(multi, names, tmp_path):
    """Split at commas and slashes, folded, known by alias; several partners in a cell as the mapping says."""
    told = ["Kubernetes, CoreDNS", "kubernetes/coredns", " KUBERNETES ", "Kubernetes,CoreDNS , istio.io", "CoreDNS; Kubernetes",
            "istio", "Istio", "ISTIO", "istio.io", "Kubernetes"]
    content = export([["Timestamp", "Which project?", *ASKED]]
                     + [[f"9/{15 + number}/2026 10:00:00", name, 4, 3, 8] for number, name in enumerate(told)])
    mapping = SOURCE.replace('partner = "acme"', 'partner_column = "Which project*"\npartner_split = ",;/"\n'
                             f"multi_partner = {multi}") + 'period = "2026-Q3"\n' + BY_HEADER
    mapping += '[alias istio]\npartner = "Istio"\nnames = "istio.io|istio mesh"\n'
    run = Run(folder(tmp_path, {"survey": "export.csv"}, {"export.csv": content}, mapping,
                     SHOW_ALL), "2026-Q3")
    assert {partner: int(n) for (partner, group), (n, _) in run.answers().items() if group == "trust"} == names


def test_only_listed_partners_count_on_demand(tmp_path):
    rows = [[f"9/{15 + number}/2026 10:00:00", name, *answers]
            for number, (name, (_, *answers)) in enumerate(zip(["acme", "Acme", " ACME", "acme", "acme", "ACME"], PEOPLE))]
    rows += [["9/28/2026 10:00:00", "Somebody else", *WORST], ["9/29/2026 10:00:00", "", *WORST]]
    mapping = SOURCE.replace('partner = "acme"', 'partner_column = "Which*"\npartner_split = ","\nunknown_partner = drop')
    config = folder(tmp_path, {"survey": "export.csv", "partners": "partners.csv"},
                    {"export.csv": export([["Timestamp", "Which project?", *ASKED], *rows]), "partners.csv": "partner\nacme\n"},
                    mapping + 'period = "2026-Q3"\n' + BY_HEADER, SCORING)
    run = Run(config, "2026-Q3")
    assert run.drops("export.csv") == {"no-partner": 1, "unknown-partner": 1}
    assert run.answers() == WANTED and len(run.findings("no-partner-match")) == 1


def test_sides_by_a_column_of_other_words(tmp_path):
    rows = [[f"9/{15 + number}/2026 10:00:00", side, *answers] for number, (side, (_, *answers)) in
            enumerate([("Customer", person) for person in PEOPLE] + [("Supplier", person) for person in PEOPLE])]
    mapping = SOURCE.replace('side = "client"', 'side_column = "You are*"') + 'period = "2026-Q3"\n' + BY_HEADER
    mapping += '[side client]\nvalues = "Customer|Buyer"\n[side partner]\nvalues = "Supplier"\n'
    run = Run(survey(tmp_path, export([["Timestamp", "You are:", *ASKED], *rows]), mapping), "2026-Q3")
    assert run.answers("client") == WANTED and run.answers("partner") == WANTED


# ---------------------------------------------------------------- a tool that nobody thought of

def test_a_new_dialect_is_a_section_of_the_mapping_file(tmp_path):
    """No tool writes this: two title lines, codes below the texts, ";" and a state in words of its own."""
    rows = [["Umfrage 2026", *[""] * 6], ["Stand: 30.09.2026", *[""] * 6],
            ["Bogen", "Zustand", "Abgabe", *ASKED, "Notiz"], ["bogen", "zustand", "abgabe", "F1", "F2", "F3", "F4"]]
    rows += [[f"B{number}", "fertig", "30.09.2026", *answers, "x; y"] for number, (_, *answers) in enumerate(PEOPLE)]
    rows += [["B8", "probe", "30.09.2026", *WORST, ""], ["B9", "offen", "", *WORST, ""]]
    mapping = """[dialect bogen]
title = "Paper forms, typed in"
input = survey
row = 1
first = "Bogen"
all = "Bogen|Zustand|Abgabe"
header = "text, code"
metadata = "Bogen|Zustand|Abgabe|Notiz"
respondent_column = "Bogen"
drop test = "Zustand = probe"
drop unfinished = "Zustand = offen"
""" + SOURCE + 'period = "2026-Q3"\n' + BY_HEADER.replace('"We trust*"', '"code:F1"')
    run = Run(survey(tmp_path, export(rows, ";"), mapping), "2026-Q3")
    assert run.input("export.csv")["dialect"] == "bogen"
    assert run.drops("export.csv") == {"test": 1, "unfinished": 1}
    assert run.answers() == WANTED


def test_a_window_cuts_the_second_table_away(tmp_path):
    """Two tables side by side in one sheet: the columns 0 to 3 are the one that is meant."""
    rows = [["Timestamp", *ASKED, "", "Timestamp", *ASKED]]
    rows += [[date, *answers, "", date, *WORST] for date, (_, *answers) in zip(MDY, PEOPLE)]
    rows += [["", "", "", "", "", "9/30/2026 10:00:00", *WORST]] + [[""] * 9] * 300
    mapping = SOURCE + 'columns = "0-3"\nperiod_column = "Timestamp"\n' + BY_HEADER
    run = Run(survey(tmp_path, export(rows), mapping), "2026-Q3")
    assert run.answers() == WANTED


def test_a_form_whose_header_was_cut_off(tmp_path):
    """Answers alone, from the first line on: the mapping says so, and where the questions stand."""
    rows = [[number + 1, "9/14/26 10:12:33", "9/14/26 10:15:00", "anonymous", "", *answers]
            for number, (_, *answers) in enumerate(PEOPLE)]
    mapping = SOURCE + """dialect = none
header_rows = 0
respondent_column = "index:0"
period_column = "index:2"
date_order = mdy
[question trust]
column = "index:5"
[question speed]
column = "index:6"
[question recommend]
column = "index:7"
"""
    run = Run(survey(tmp_path, export(rows), mapping), "2026-Q3")
    assert run.answers() == WANTED and run.input("export.csv")["rows"] == len(PEOPLE)


def test_reversed_questions_and_codes_that_mean_nothing(tmp_path):
    """A scale counted the other way round, codes such as 99 for "not applicable", labels with a number in front."""
    def turned(answer):
        return None if answer is None else 6 - answer
    rows = [[date, turned(trust), {None: 99}.get(speed, speed), f"{recommend} - so it is"]
            for date, (_, trust, speed, recommend) in zip(MDY, PEOPLE)]
    mapping = SOURCE + 'period_column = "Timestamp"\nmissing = "99|-1"\n' + BY_HEADER.replace(
        'column = "We trust*"\n', 'column = "We trust*"\nreverse = yes\n')
    run = Run(survey(tmp_path, export([["Timestamp", *ASKED], *rows]), mapping), "2026-Q3")
    assert run.answers() == WANTED
    assert "unknown-label" not in run.kinds() and "out-of-scale" not in run.kinds()


def test_questions_that_the_model_names_need_no_mapping(tmp_path):
    """A header that is the id, the text or an alias of a question of the model is that question."""
    content = export([["Timestamp", "TRUST", "Question  speed", "recommend"]]
                     + [[date, *answers] for date, (_, *answers) in zip(MDY, PEOPLE)])
    run = Run(survey(tmp_path, content, SOURCE + 'period_column = "Timestamp"\n'), "2026-Q3")
    assert run.answers() == WANTED


@pytest.mark.parametrize("source, told", [
    ('[source answers]\ninput = survey\nfile = "export.csv"\nside = "client"\n', "partner"),
    ('[source answers]\ninput = survey\nfile = "export.csv"\npartner = "acme"\n', "side"),
])
def test_what_no_column_says_must_be_said_in_the_source(source, told, tmp_path):
    """No partner or side anywhere: one error that names the keys to write, not one for each row."""
    config = survey(tmp_path, google("Timestamp", MDY), source + 'period = "2026-Q3"\n' + BY_HEADER)
    done = rapport("check", "--strict", "-c", config, "-p", "2026-Q3")
    assert done.returncode == 65
    errors = [line for line in done.stderr.splitlines() if ": error:" in line]
    assert len(errors) == 1 and f"{told}_column" in errors[0] and "[source answers]" in errors[0]


SECRETS = ["Ann Smith", "ann@example.org", "192.0.2.77", "1111507460", "my boss shouts at me, every day and in every meeting"]


def test_who_answered_and_what_they_wrote_stay_out_of_everything(tmp_path):
    """Ids, names, addresses and comments of an export are in no file of the run, in no message and in no inspection."""
    head = ["Respondent ID", "IP Address", "Email Address", "First Name", *ASKED, "Anything else?"]
    rows = [[f"1111507460{number}", SECRETS[2], SECRETS[1], SECRETS[0], *answers, SECRETS[4]]
            for number, (_, *answers) in enumerate(PEOPLE)]
    # A comment in the column of a question, and an answer that is none.
    rows.append(["11115074609", SECRETS[2], SECRETS[1], SECRETS[0], SECRETS[4] * 2, 17, "perhaps", SECRETS[4]])
    content = export([head, [""] * 4 + ["Response"] * 3 + ["Open-Ended Response"]] + rows)
    config = survey(tmp_path, content, SOURCE + 'period = "2026-Q3"\n' + BY_HEADER)
    run = Run(config, "2026-Q3")
    said = [rapport(*command, "-c", config).stdout + rapport(*command, "-c", config).stderr
            for command in (("check", "-v", "-p", "2026-Q3"), ("inspect", tmp_path / "export.csv"))]
    for path in run.directory.rglob("*"):
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                said += [book.read(name).decode("utf-8", "replace") for name in book.namelist()]
        elif path.is_file():
            said.append(path.read_text(encoding="utf-8", errors="replace"))
    assert len(said) > 20 and any("export.csv" in text for text in said)
    for secret in SECRETS:
        assert not any(secret in text for text in said), secret
    assert run.answers() == WANTED and run.kinds()["unknown-label"] == 2 and run.kinds()["out-of-scale"] == 1
