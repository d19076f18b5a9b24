"""One small survey, written the way each survey tool exports it: bytes, mapping, and what must be left out.

Six people answer three questions. Every file also holds rows that are no answers (previews, half
finished ones, footers ...), each with the worst answers there are, so a mean tells whether they
were left out. The questions hold the characters that trouble readers: = ; : [ ] and a comma.
"""

from collections import namedtuple

from exports import export

TRUST = "We trust our counterpart"
SPEED = "Speed = requests, answered [quickly]; always: yes?"
RECOMMEND = "Would you recommend us?"
ASKED = [TRUST, SPEED, RECOMMEND]
# 1 to 5, 1 to 5 (one of them has no answer), 0 to 10.
PEOPLE = [("r1", 5, 3, 10), ("r2", 4, 3, 9), ("r3", 4, None, 7), ("r4", 2, 5, 6), ("r5", 4, 4, 10), ("r6", 3, 4, 4)]
WORST = (1, 1, 0)
# (5+4+4+2+4+3)/6; (3+3+5+4+4)/5; (10+9+7+6+10+4)/6 = 7.667, on 1 to 5: 1 + 0.4 * 7.667.
EXPECTED = {"trust": ("6", "3.667"), "speed": ("5", "3.800"), "recommend": ("6", "4.067")}

ENGLISH = {1: "Strongly disagree", 2: "Disagree", 3: "Neither agree nor disagree", 4: "Agree", 5: "Strongly agree"}
GERMAN = {1: "Trifft gar nicht zu", 2: "Trifft eher nicht zu", 3: "Teils, teils", 4: "Trifft eher zu", 5: "Trifft voll zu"}

# export: bytes; dialect: id in the shipped mappings; mapping: beyond SOURCE; dropped: {reason: rows}.
Case = namedtuple("Case", "export dialect mapping dropped header_rows")

SOURCE = """[source answers]
input = survey
file = "export.csv"
partner = "acme"
side = "client"
"""
PERIOD = 'period = "2026-Q3"\n'
BY_HEADER = f"""[question trust]
column = "We trust*"
[question speed]
column = "Speed = requests*"
[question recommend]
column = "{RECOMMEND}"
"""
BY_CODE = '[question trust]\ncolumn = "code:Q1"\n[question speed]\ncolumn = "code:Q2"\n[question recommend]\ncolumn = "code:Q3"\n'
LONG = [["partner", "period", "respondent", "side", "question", "answer"]] + [
    ["acme", "2026-Q3", person, "client", question, answer]
    for person, *answers in PEOPLE for question, answer in zip(EXPECTED, answers) if answer is not None]


def worded(answers, words):
    """The first two answers as words, the third as its number."""
    return [words.get(answers[0]), words.get(answers[1]), answers[2]]


# ---------------------------------------------------------------- Qualtrics

def qualtrics_rows():
    """[start, end, status, finished, id, answers ...]: text of the status as the tool writes it today."""
    stamp = ["2026-09-01 10:00:00", "2026-09-01 10:05:00"]
    rows = [[*stamp, "IP Address", "True", person, *answers] for person, *answers in PEOPLE[:5]]
    rows += [[*stamp, "Imported", "True", *PEOPLE[5]]]
    rows += [[*stamp, "Survey Preview", "True", "p1", *WORST], [*stamp, "Survey Test", "True", "p2", *WORST],
             [*stamp, "IP Address", "False", "p3", *WORST]]
    return rows


def qualtrics_three(quote='"'):
    codes = ["StartDate", "EndDate", "Status", "Finished", "ResponseId", "Q1", "Q2", "Q3", "Q3_TEXT"]
    texts = ["Start Date", "End Date", "Response Type", "Finished", "Response ID", *ASKED, "Would you\nrecommend us? - Text"]
    ids = ["startDate", "endDate", "status", "finished", "_recordId", "QID1", "QID2", "QID3", "QID3_TEXT"]
    tags = ["{" + f"{quote}ImportId{quote}:{quote}{name}{quote}" + "}" for name in ids]
    return export([codes, texts, tags] + [row + ["because, well ..."] for row in qualtrics_rows()], encoding="utf-8-sig")


def qualtrics_legacy():
    codes = [f"V{number}" for number in range(1, 11)] + ["Q1", "Q2", "Q3"]
    texts = ["ResponseID", "ResponseSet", "Name", "ExternalDataReference", "EmailAddress", "IPAddress", "Status",
             "StartDate", "EndDate", "Finished", *ASKED]
    numbers = {"IP Address": 0, "Imported": 4, "Survey Preview": 1, "Survey Test": 2}
    rows = [[person, "Default Response Set", "Anonymous", "", "", "", numbers[status], start, end, int(finished == "True"),
             *answers] for start, end, status, finished, person, *answers in qualtrics_rows()]
    return export([codes, texts] + rows, encoding="utf-8-sig")


def qualtrics_clean():
    return export([["StartDate", "EndDate", "Status", "Finished", "ResponseId", "Q1", "Q2", "Q3"]]
                  + [[start, end, status, finished.upper(), *rest] for start, end, status, finished, *rest in qualtrics_rows()])


# ---------------------------------------------------------------- SurveyMonkey

MONKEY = ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address", "First Name",
          "Last Name", "Custom Data 1"]


def monkey_rows(cells):
    """Metadata and the cells that `cells` makes of a person's answers."""
    return [[f"1111507460{number}", "248246892", "09/04/2026 02:43:24 AM", "09/04/2026 02:47:33 AM", "", "", "", "", "",
             *cells(answers)] for number, (_, *answers) in enumerate(PEOPLE)]


def monkey_two():
    drifting = {**ENGLISH, 4: "agree", 5: "Strongly Agree "}
    blank = [""] * len(MONKEY)
    return export([MONKEY + [TRUST, "", SPEED, RECOMMEND], blank + ["Response", "Other (please specify)", "Response", "Response"]]
                  + monkey_rows(lambda answers: [drifting[answers[0]], "it is, well, complicated",
                                                 *worded(answers, ENGLISH)[1:]]), encoding="utf-8-sig")


def monkey_one():
    """Somebody took the second header row out."""
    return export([MONKEY + ASKED] + monkey_rows(lambda answers: worded(answers, ENGLISH)))


def monkey_three():
    """Somebody repeated the questions above the answers."""
    blank = [""] * len(MONKEY)
    return export([MONKEY + ASKED, blank + ["Response"] * 3, blank + ASKED]
                  + monkey_rows(lambda answers: worded(answers, ENGLISH)))


def monkey_matrix():
    """Two statements of one matrix question, the metadata columns gone but one; numbers whose ends are words."""
    ends = {1: "1: strongly disagree", 5: "5: strongly agree"}
    top = ["Respondent ID", "Do you agree, on the whole, with these statements?", "", RECOMMEND]
    rows = [[f"1111507460{number}", *(ends.get(x, x) for x in answers[:2]), {10: "10 (Always)"}.get(answers[2], answers[2])]
            for number, (_, *answers) in enumerate(PEOPLE)]
    return export([top, ["", TRUST, SPEED, "Response"]] + rows)


def monkey_points():
    """One column per point of the scale: the cell that is filled says which."""
    def cells(answers):
        spread = [[label if value == answer else "" for value, label in ENGLISH.items()] for answer in answers[:2]]
        return [*spread[0], *spread[1], answers[2]]
    blank = [""] * len(MONKEY)
    return export([MONKEY + [TRUST, *[""] * 4, SPEED, *[""] * 4, RECOMMEND],
                   blank + list(ENGLISH.values()) * 2 + ["Response"]] + monkey_rows(cells))


def monkey_bare():
    """No metadata at all: only the second header row tells the tool."""
    return export([ASKED, ["Response", "Response", "Response"]] + [worded(answers, ENGLISH) for _, *answers in PEOPLE])


# ---------------------------------------------------------------- forms of Google and Microsoft

def google(stamp, dates, words=None, footer=True, separator=","):
    words = words or ENGLISH
    rows = [[date, *worded(answers, words), "mail; chat, phone"] for date, (_, *answers) in zip(dates, PEOPLE)]
    # A line of means that somebody typed under the answers.
    rows += [["", 1, 1, 0, ""]] if footer else []
    return export([[stamp, *ASKED, "How do we talk?"]] + rows, separator)


MDY = ["9/14/2026 10:12:33", "9/3/2026 9:01:00", "7/5/2026 18:00:01", "8/8/2026 0:00:01", "9/9/2026 12:00:00",
       "9/30/2026 23:59:59"]
DMY = ["14/09/2026 10:12:33", "03/09/2026 09:01:00", "05/07/2026 18:00:01", "08/08/2026 00:00:01",
       "09/09/2026 12:00:00", "30/09/2026 23:59:59"]
DOTS = [date.replace("/", ".") for date in DMY]
UNCLEAR = ["4/5/2026 10:00:00", "5/4/2026 10:00:00", "6/7/2026 10:00:00", "7/7/2026 10:00:00",
           "8/9/2026 10:00:00", "10/2/2026 10:00:00"]


def microsoft(names, words=None, separator=","):
    """The first five columns are metadata by their place; a question may be called Name again."""
    words = words or ENGLISH
    rows = [[number + 1, "9/14/26 10:12:33", "9/14/26 10:15:00", "anonymous", "", *worded(answers, words), "Team A;Team B;", "Ann"]
            for number, (_, *answers) in enumerate(PEOPLE)]
    return export([[*names, *ASKED, "Which teams?", "Name"]] + rows, separator, encoding="utf-8-sig")


# ---------------------------------------------------------------- LimeSurvey, Typeform, KoBo, Alchemer

def limesurvey():
    head = ["Antwort ID", "Datum Abgeschickt", "Letzte Seite", "Start-Sprache", f"Q1. {TRUST}", f"Q2. {SPEED}", f"Q3. {RECOMMEND}"]
    rows = [[number + 1, "2026-09-14 10:12:33", 3, "de", *worded(answers, GERMAN)] for number, (_, *answers) in enumerate(PEOPLE)]
    rows[2][5] = "N/A"
    rows.append([7, "", 1, "de", *worded(WORST, GERMAN)])
    return export([head] + rows, ";", encoding="utf-8-sig", quote_all=True)


def limesurvey_codes():
    """Codes alone: the statements of an array question stand in brackets."""
    head = ["id", "submitdate", "lastpage", "startlanguage", "G1[Q1]", "G1[Q2]", "G2[Q3]"]
    rows = [[number + 1, "2026-09-14 10:12:33", 3, "en", *answers] for number, (_, *answers) in enumerate(PEOPLE)]
    rows.append([7, "", 1, "en", *WORST])
    return export([head] + rows)


def typeform():
    head = ["#", *ASKED, "Response Type", "Start Date (UTC)", "Stage Date (UTC)", "Submit Date (UTC)", "Network ID", "Tags"]
    stamp = ["2026-09-14 10:00:00", "", "2026-09-14 10:12:33"]
    rows = [[f"k{person}", *answers, "completed", *stamp, f"n{person}", ""] for person, *answers in PEOPLE]
    rows += [["kx1", *WORST, "partial", *stamp[:2], "", "nx1", ""], ["kx2", *WORST, "started", *stamp[:2], "", "nx2", ""]]
    return export([head] + rows)


def kobo():
    head = ["start", "end", *ASKED, "_id", "_uuid", "_submission_time", "_validation_status", "_index"]
    stamp = ["2026-09-14T10:00:00.000+02:00", "2026-09-14T10:12:33.000+02:00"]

    def row(number, answers, status):
        return [*stamp, *answers, 100 + number, f"0c4{number}-77", "2026-09-14T08:12:40", status, number]
    rows = [row(number, answers, "") for number, (_, *answers) in enumerate(PEOPLE, 1)]
    rows[1][-2] = "Approved"
    return export([head] + rows + [row(7, WORST, "Not approved")], ";", quote_all=True)


def alchemer():
    head = ["Response ID", "Time Started", "Date Submitted", "Status", "Contact ID", "Language", *ASKED]
    stamp = ["Sep 14, 2026 10:00:00 am", "Sep 14, 2026 10:12:33 am"]
    rows = [[number + 1, *stamp, "Complete", "", "English", *worded(answers, ENGLISH)]
            for number, (_, *answers) in enumerate(PEOPLE)]
    return export([head] + rows + [[7, *stamp, "Partial", "", "English", *worded(WORST, ENGLISH)]])


# ---------------------------------------------------------------- all of them

RESPONSES = {"test": 2, "unfinished": 1}
STAMPED = 'period_column = "index:0"\n'
POINTS = """[question trust]
column = "We trust*"
points = yes
scale = agree5
[question speed]
column = "Speed = requests*"
points = yes
scale = agree5
[question recommend]
column = "Would you recommend*"
"""
MATRIX = f"""[question trust]
column = "Do you agree* - We trust*"
[question speed]
column = "Do you agree* - Speed = requests*"
[question recommend]
column = "{RECOMMEND}"
"""
CASES = {
    "qualtrics, three header rows": Case(qualtrics_three(), "qualtrics", PERIOD + BY_HEADER, RESPONSES, 3),
    "qualtrics, by code": Case(qualtrics_three(), "qualtrics", PERIOD + BY_CODE, RESPONSES, 3),
    "qualtrics, by import id": Case(qualtrics_three("'"), "qualtrics", PERIOD + BY_CODE.replace("code:Q", "tag:QID"), RESPONSES, 3),
    "qualtrics, legacy": Case(qualtrics_legacy(), "qualtrics-legacy", PERIOD + BY_HEADER, RESPONSES, 2),
    "qualtrics, cleaned": Case(qualtrics_clean(), "qualtrics-clean", PERIOD + BY_CODE.replace("code:Q", "Q"), RESPONSES, 1),
    "surveymonkey, two header rows": Case(monkey_two(), "surveymonkey", PERIOD + BY_HEADER, {}, 2),
    "surveymonkey, one header row": Case(monkey_one(), "surveymonkey", PERIOD + BY_HEADER, {}, 1),
    "surveymonkey, three header rows": Case(monkey_three(), "surveymonkey", PERIOD + BY_HEADER, {}, 3),
    "surveymonkey, matrix and ends as words": Case(monkey_matrix(), "surveymonkey", PERIOD + MATRIX, {}, 2),
    "surveymonkey, a column a point": Case(monkey_points(), "surveymonkey", PERIOD + POINTS, {}, 2),
    "surveymonkey, no metadata": Case(monkey_bare(), "surveymonkey-answers", PERIOD + BY_HEADER, {}, 2),
    "google forms, en": Case(google("Timestamp", MDY), "google-forms", STAMPED + BY_HEADER, {"undated": 1}, 1),
    "google forms, pt": Case(google("Carimbo de data/hora", DMY), "google-forms", STAMPED + BY_HEADER, {"undated": 1}, 1),
    "google forms, fr": Case(google("Horodateur", DMY), "google-forms", STAMPED + BY_HEADER, {"undated": 1}, 1),
    "google forms, es": Case(google("Marca temporal", DMY), "google-forms", STAMPED + BY_HEADER, {"undated": 1}, 1),
    "google forms, de": Case(google("Zeitstempel", DOTS, GERMAN), "google-forms", STAMPED + BY_HEADER, {"undated": 1}, 1),
    "google forms, unclear dates but fixed": Case(google("Timestamp", UNCLEAR), "google-forms",
                                                  'date_order = mdy\nperiod = "2026-Q3"\n' + BY_HEADER, {"undated": 1}, 1),
    "microsoft forms, en": Case(microsoft(["ID", "Start time", "Completion time", "Email", "Name"]), "microsoft-forms",
                                PERIOD + BY_HEADER, {}, 1),
    "microsoft forms, de": Case(microsoft(["ID", "Startzeit", "Fertigstellungszeit", "E-Mail", "Name"], GERMAN, ";"),
                                "microsoft-forms", PERIOD + BY_HEADER, {}, 1),
    "limesurvey, de": Case(limesurvey(), "limesurvey", PERIOD + BY_CODE, {"unfinished": 1}, 1),
    "limesurvey, codes": Case(limesurvey_codes(), "limesurvey",
                              PERIOD + BY_CODE.replace("Q1", "G1[Q1]").replace("Q2", "G1[Q2]").replace("Q3", "G2[Q3]"),
                              {"unfinished": 1}, 1),
    "typeform": Case(typeform(), "typeform", PERIOD + BY_HEADER, {"unfinished": 2}, 1),
    "kobo": Case(kobo(), "kobo", PERIOD + BY_HEADER, {"not-approved": 1}, 1),
    "alchemer": Case(alchemer(), "alchemer", PERIOD + BY_HEADER, {"unfinished": 1}, 1),
}
