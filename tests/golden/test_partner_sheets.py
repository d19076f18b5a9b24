"""The partner's sheets Gaps and Data quality, by hand-computed numbers; and workbooks in a language that runs from right to left."""

import re

import openpyxl
import pytest

from running import ROOT, SAMPLES, publish, rapport, write_portfolio

PERIOD = "2026-Q3"


def write(directory, client, partner, kpis=()):
    """One partner; the answers of each side to the one question, and more KPI rows."""
    config = write_portfolio(directory)
    rows = ["partner,period,respondent,side,question,answer"]
    for side, answers in (("client", client), ("partner", partner)):
        rows += [f"acme,{PERIOD},{side}{number},{side},trust,{answer}" for number, answer in enumerate(answers)]
    (directory / "survey.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    if kpis:
        (directory / "kpi.csv").write_text("\n".join(("partner,period,kpi,value", *kpis)) + "\n", encoding="utf-8")
    return config


def workbook(config, directory, *more, edition="", **options):
    run = publish(config, PERIOD, directory / "archive", "--set", "output.formats=xlsx", *more)
    return openpyxl.load_workbook(run / "partners" / "acme" / f"workbook-acme-{PERIOD}{edition}.xlsx", **options)


def rows(sheet, first=5):
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first)]


def block(sheet, title):
    """The rows below a heading in column A, up to an empty one."""
    found, inside = [], False
    for row in sheet.iter_rows(values_only=True):
        if inside and row[0] is None:
            return found
        if inside:
            found.append(list(row))
        inside = inside or row[0] == title
    return found


def test_a_wide_gap_with_its_interval_class_and_meaning(tmp_path):
    """Client 2 2 2 3 3 3: mean 2.5; partner 5 5 5 4 4 4: mean 4.5; gap -2, beyond 1: misaligned; 2.5 < 3.5 <= 4.5: blind spot. Both
    variances are 6 x 0.25 / 5 = 0.3, so Welch's degrees of freedom are 10 and t is 2.228139: 2.228139 x sqrt(0.3 / 6 + 0.3 / 6) = 0.70460."""
    config = write(tmp_path, [2, 2, 2, 3, 3, 3], [5, 5, 5, 4, 4, 4])
    sheet = workbook(config, tmp_path, data_only=True)["Gaps"]
    first = rows(sheet)[0]
    assert first[:6] == ["Partnership health", "Trust", 6, 2.5, 6, 4.5]
    assert first[6] == -2 and first[7] == pytest.approx(0.70460, abs=5e-5)
    assert first[8:10] == ["misaligned", "blind spot"]
    assert first[10].startswith("The partner is content, the client is not")
    assert "chance" not in first[10]


def test_the_judgement_is_a_formula_over_survey_and_constants(tmp_path):
    sheet = workbook(write(tmp_path, [2] * 6, [5] * 6), tmp_path)["Gaps"]
    assert sheet["G5"].value == "=SIGN('Survey'!$D$5-'Survey'!$I$5)*ROUND(ABS('Survey'!$D$5-'Survey'!$I$5)+1E-9,2)"
    assert "policy_gap_watch" in sheet["I5"].value and "policy_quadrant" in sheet["J5"].value
    assert sheet["D5"].data_type == sheet["F5"].data_type == "n"      # the chart is drawn over these
    rules = {rule.formula[0] for area in sheet.conditional_formatting for rule in area.rules}
    assert rules == {'$I5="misaligned"', '$I5="watch"', '$I5="aligned"'}


def test_a_gap_that_may_be_chance_says_so(tmp_path):
    """1 5 1 5 1 5 against 4 5 4 5 4 5: gap -1.5; variances 4.8 and 0.3, df about 5.6, t about 2.49: half width about 2.3, more than the gap."""
    first = rows(workbook(write(tmp_path, [1, 5] * 3, [4, 5] * 3), tmp_path, data_only=True)["Gaps"])[0]
    assert first[6] == -1.5 and first[7] > 1.5
    assert first[10].endswith("it may be chance.")


def test_agreement_has_its_own_words(tmp_path):
    """Means 4.5 and 4.5; then 2 and 2."""
    for number, (answer, word, sentence) in enumerate((([4, 5], "agreed strength", "keep it so"), ([2, 2], "agreed weakness", "same weakness"))):
        directory = tmp_path / str(number)
        first = rows(workbook(write(directory, answer * 3, answer * 3), directory, data_only=True)["Gaps"])[0]
        assert first[6] == 0 and first[8:10] == ["aligned", word] and sentence in first[10]


def test_too_few_people_have_no_gap(tmp_path):
    """Four of the client: nothing of them is shown, and why there is no gap is said. No chart of half a pair."""
    sheet = workbook(write(tmp_path, [1, 2, 3, 4], [5] * 6), tmp_path)["Gaps"]
    first = rows(sheet)[0]
    assert first[:6] == ["Partnership health", "Trust", "n < 5", "–", 6, 5]
    assert first[6:10] == ["–"] * 4
    assert first[10] == "client: fewer than 5 people answered, so no gap is shown."
    assert sheet._charts == []


def test_a_silent_side_is_named(tmp_path):
    first = rows(workbook(write(tmp_path, [4] * 6, []), tmp_path)["Gaps"])[0]
    assert first[10] == "partner: nobody answered, so there is no gap."


def test_without_answers_a_word_stands_there(tmp_path):
    sheet = workbook(write(tmp_path, [], []), tmp_path)["Gaps"]
    assert rows(sheet)[0][0] == "There is no group that both sides were asked about and answered."


def test_the_widest_gaps_of_the_samples_stand_first(tmp_path):
    """Class before size: no row has a graver class than the one above it, nor a wider gap in the same class."""
    order = {"misaligned": 3, "watch": 2, "aligned": 1, "–": 0}
    run, classes = publish(SAMPLES, PERIOD, tmp_path, "--set", "output.formats=xlsx"), set()
    for path in run.rglob("workbook-*.xlsx"):
        sheet = openpyxl.load_workbook(path, data_only=True)["Gaps"]
        ranks = [(order[row[8]], abs(row[6]) if row[8] != "–" else 0) for row in rows(sheet) if row[8] is not None]
        assert ranks == sorted(ranks, reverse=True), path.name
        classes |= {rank for rank, _ in ranks}
    assert {1, 2} <= classes


BAD = ["acme,2026-Q3,availability,99.7", "acme,2026-Q3,response,", "acme,2026-Q3,response,soon", "bolt,2026-Q3,response,early"]


def test_completeness_by_hand(tmp_path):
    """Two KPIs planned, the value of one blank: half are there. Six people of each side answered the one question there is."""
    config = write(tmp_path, [4] * 6, [4] * 3, BAD[:2])
    sheet = workbook(config, tmp_path, data_only=True)["Data quality"]
    amounts = {row[0]: row[1:4] for row in block(sheet, "Completeness")}
    assert amounts["KPIs with a score"] == [2, 1, 0.5]
    assert amounts["People asked: client"] == ["–", 6, "–"]
    assert amounts["Questions with answers that can be shown: client"] == [1, 1, 1]
    assert amounts["People asked: partner"] == ["–", "n < 5", "–"]
    assert amounts["Questions with answers that can be shown: partner"] == [1, 0, 0]
    assert [row[:3] for row in block(sheet, "Planned KPIs by state")[1:]] == [["present", 1, 0.5], ["blank", 1, 0.5], ["All", 2, 1]]
    kinds = [row[:2] for row in block(sheet, "Missing, suppressed or rejected")[1:]]
    assert ["Missing KPI", "Response time: blank (kpi.csv line 3)"] in kinds
    assert ["Suppressed side", "partner: fewer than 5 people answered"] in kinds


def test_completeness_follows_from_the_other_sheets(tmp_path):
    sheet = workbook(write(tmp_path, [4] * 6, [4] * 6), tmp_path)["Data quality"]
    amounts = {row[0]: row[1:4] for row in block(sheet, "Completeness")}
    assert amounts["KPIs with a score"][0] == '=SUMPRODUCT((kpi_planned="yes")*1)'
    assert "'Questions'!" in amounts["Questions with answers that can be shown: client"][1]
    lenses = block(sheet, "What the ratings rest on")
    assert [cell[:9] for cell in lenses[1][1:4]] == ["='Scores'"] * 3


def test_invited_people_give_a_share(tmp_path):
    """Six of eight."""
    config = write(tmp_path, [4] * 6, [4] * 6)
    (tmp_path / "invites.csv").write_text(f"partner,period,side,invited\nacme,{PERIOD},client,8\n", encoding="utf-8")
    sheet = workbook(config, tmp_path, "--set", f"inputs.invites={tmp_path / 'invites.csv'}", data_only=True)["Data quality"]
    assert {row[0]: row[1:4] for row in block(sheet, "Completeness")}["People asked: client"] == [8, 6, 0.75]


def test_findings_of_the_partners_own_rows(tmp_path):
    """Line 4 of the file is this partner's, line 5 another's."""
    config = write(tmp_path, [4] * 6, [4] * 6, BAD)
    sheet = workbook(config, tmp_path)["Data quality"]
    found = block(sheet, "Findings in this partner’s rows")
    assert found[0] == ["Kind", "Severity", "Line", "Column", "File", "Found", "Expected"]
    assert ["bad-number", "warning", 4, 4, "kpi.csv", "soon", "a number"] in found
    assert "early" not in str(found)


def test_the_partner_is_not_told_where_its_values_stand(tmp_path):
    config = write(tmp_path, [4] * 6, [4] * 6, BAD)
    sheet = workbook(config, tmp_path, "--set", "output.editions=internal,partner", edition="-partner")["Data quality"]
    text = str(rows(sheet, 1))
    assert "Findings" not in text and "kpi.csv" not in text and "soon" not in text
    assert "Response time" in text      # that a value is missing is its own affair


def words(directory, direction):
    """A language of its own: the English texts, run the other way."""
    directory.mkdir(exist_ok=True)
    text = (ROOT / "templates" / "strings.en.ini").read_text(encoding="utf-8")
    text, count = re.subn(r'(?m)^(direction +=) "ltr"', rf'\1 "{direction}"', text, count=1)
    assert count == 1
    text = text.replace('summary       = "Summary"', 'summary       = "ملخص"')
    (directory / "strings.ar.ini").write_text(text, encoding="utf-8")
    return directory


@pytest.mark.parametrize("direction, wanted", [("rtl", True), ("ltr", False)])
def test_sheets_run_as_the_language_does(tmp_path, direction, wanted):
    config = write_portfolio(tmp_path)
    run = publish(config, PERIOD, tmp_path / "archive", "--set", "output.language=ar", "--set", f"templates.directory={words(tmp_path / 'words', direction)}")
    sheets = 0
    for path in run.rglob("*.xlsx"):
        for sheet in openpyxl.load_workbook(path):
            assert bool(sheet.sheet_view.rightToLeft) == wanted, (path.name, sheet.title)
            title = sheet["A1"].alignment     # at the right edge: else it would run out of the sheet
            assert (title.horizontal, title.readingOrder) == (("right", 2) if wanted else ("left", 0)), sheet.title
            sheets += 1
    assert sheets > 20
    assert "ملخص" in openpyxl.load_workbook(run / "partners" / "acme" / f"workbook-acme-{PERIOD}.xlsx").sheetnames
    assert list(run.rglob("*.pdf"))


def test_another_direction_is_refused_with_its_line(tmp_path):
    done = rapport("run", "-c", write_portfolio(tmp_path), "-p", PERIOD, "-o", tmp_path / "archive", "--set", "output.language=ar", "--set",
                   f"templates.directory={words(tmp_path / 'words', 'down')}")
    assert done.returncode == 78
    assert re.search(r"strings\.ar\.ini:\d+: .*direction.*'down'.*ltr or rtl", done.stderr), done.stderr
