"""Exports as newcomers bring them, on the way of docs/exports.md: inspect, paste, edit what says `edit`, run; numbers by hand."""

import json
import re
import shutil
import subprocess

import pytest

from running import ROOT, rapport, table

AGREE_DE = ["Stimme überhaupt nicht zu", "Stimme eher nicht zu", "Teils/teils", "Stimme eher zu", "Stimme voll und ganz zu"]
TOKEN = "R_1kZqTOKEN"
EDITS = ((r"^side = partner", "side = client"), (r"^; health = \w+ .*$", "health = trust"))


def home(directory, line):
    """A folder of one's own, with one line of [inputs]."""
    for name in ("model.ini", "mappings.ini"):
        shutil.copy(ROOT / "config" / name, directory / name)
    (directory / "rapport.ini").write_text(f"[inputs]\n{line}\nmappings = mappings.ini\n[model]\nfile = model.ini\n", encoding="utf-8")
    return directory


def proposed(directory, name):
    done = rapport("inspect", name, cwd=directory)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout[done.stdout.index("[source "):]


def paste(directory, name, edits=EDITS):
    text = proposed(directory, name)
    for pattern, replacement in edits:
        text = re.sub(pattern, replacement, text, flags=re.M)
    with open(directory / "mappings.ini", "a", encoding="utf-8") as file:
        file.write("\n" + text)
    return text


def values(directory):
    """(partner, indicator) -> value of the run that is made now."""
    done = rapport("run", cwd=directory)
    assert done.returncode == 0, done.stderr
    return {(row["partner"], row["indicator"]): float(row["value"])
            for row in table(directory / "archive" / "latest" / "data" / "indicators.csv")}


def qualtrics(first_question, partner):
    """Three header rows, German texts, most of the tool's own columns deleted. Answers 5 4 3 5 4 4, and 0 to 10: 9 10 7 8 6 9."""
    rows = [["RecordedDate", "ResponseId", "Finished", "Q1", "Q2_1", "Q4_NPS_GROUP", "Q4"],
            ["Aufgezeichnet", "Antwort-ID", "Fertig", "Für welchen Lieferanten?", first_question, "Gruppe", "Würden Sie uns empfehlen?"],
            [json.dumps({"ImportId": name}) for name in ("recordedDate", "_recordId", "finished", "QID1", "QID2_1", "QID4_NPS_GROUP", "QID4")]]
    for number, (agree, likely) in enumerate(zip((5, 4, 3, 5, 4, 4), (9, 10, 7, 8, 6, 9))):
        rows.append([f"2026-09-1{number} 10:00:11", f"{TOKEN}{number}", "Wahr", partner, AGREE_DE[agree - 1],
                     "Promotor" if likely > 8 else "Passiv", str(likely)])
    return "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\r\n" for row in rows)


def test_qualtrics_in_german_shows_the_words_of_the_questions(tmp_path):
    where = home(tmp_path, "survey = *.csv")
    (where / "wave.csv").write_text(qualtrics("Wir vertrauen unserem Gegenüber.", "Müller & Söhne"), encoding="utf-8")
    text = paste(where, "wave.csv")
    assert 'text = "Wir vertrauen unserem Gegenüber."' in text and "source = wave" in text
    found = values(where)
    # 25 / 6; 49 / 6 of 0 to 10 is 1 + 4 x 49 / 60
    assert found["Müller & Söhne", "q2_1@client"] == pytest.approx(25 / 6, abs=1e-4)
    assert found["Müller & Söhne", "q4@client"] == pytest.approx(1 + 4 * 49 / 60, abs=1e-4)
    page, = (where / "archive").rglob("scorecard-*.pdf")
    words = subprocess.run(["pdftotext", "-layout", page, "-"], capture_output=True, encoding="utf-8", check=True).stdout
    assert "Wir vertrauen unserem" in words and "q2_1" not in words
    for file in (where / "archive").rglob("*"):
        assert file.is_dir() or TOKEN.encode() not in file.read_bytes(), file


def test_the_codes_of_one_survey_are_not_those_of_the_next(tmp_path):
    """Q2_1 is another question in another survey; with the same words it is the same."""
    where = home(tmp_path, "survey = *.csv")
    (where / "first.csv").write_text(qualtrics("Wir vertrauen unserem Gegenüber.", "Acme"), encoding="utf-8")
    paste(where, "first.csv")
    (where / "second.csv").write_text(qualtrics("Die Rechnungen stimmen.", "Bolt"), encoding="utf-8")
    text = paste(where, "second.csv", (*EDITS, (r"^health = trust", "health = delivery")))
    assert "[question q2_1-2]" in text and 'question = "q2_1"' not in text and 'question = "q4"' in text
    found = values(where)
    assert ("Acme", "q2_1@client") in found and ("Bolt", "q2_1-2@client") in found
    assert ("Bolt", "q2_1@client") not in found


def test_a_german_list_of_kpis_keeps_its_thousands(tmp_path):
    where = home(tmp_path, "kpi = liste.csv")
    (where / "liste.csv").write_bytes("Lieferant;Zeitraum;Kennzahl;Istwert;Ziel\nMüller;Q3 2026;Durchsatz;1.234,5;1.200\n"
                                      "MÜLLER;Q3 2026;Quote;12 %;10 %\n".encode("cp1252"))
    text = paste(where, "liste.csv")
    assert "decimal = comma" in text and 'target_column = "Ziel"' in text and "where lower" in text
    assert values(where) == {("Müller", "Durchsatz"): 1234.5, ("Müller", "Quote"): 12}
    row, = [row for row in table(where / "archive" / "latest" / "data" / "indicators.csv") if row["indicator"] == "Durchsatz"]
    # green at 1200, red 10 % below; 80 + 30 x 34.5 / 120
    assert (float(row["green_at"]), float(row["red_at"]), row["score"]) == (1200, 1080, "88.6")


def test_months_with_names_leave_no_order_open(tmp_path):
    where = home(tmp_path, "survey = *.csv")
    rows = "".join(f'{number},"Mar 0{number}, 2025 10:00:00 AM","Mar 0{number}, 2025 10:04:00 AM",Complete,Acme,{number}\n' for number in range(1, 6))
    (where / "a.csv").write_text("Response ID,Time Started,Date Submitted,Status,Which supplier?,How satisfied are you with them?\n" + rows,
                                 encoding="utf-8")
    done = rapport("inspect", "a.csv", cwd=where)
    # of the answers, not of the day on which somebody looks
    assert "period = 2025-Q1" in done.stdout and "nothing says which" not in done.stdout and "d/m or m/d" not in done.stdout


def test_a_column_of_sides_is_not_overruled_by_a_guess(tmp_path):
    where = home(tmp_path, "survey = *.csv")
    rows = "".join(f"2026-09-1{day} 10:00:00,Acme,{side},{answer}\n" for side, answer in (("client", 4), ("partner", 2)) for day in range(5))
    (where / "both.csv").write_text("Timestamp,Which supplier?,side,trust\n" + rows, encoding="utf-8")
    text = paste(where, "both.csv", ())
    assert 'side_column = "side"' in text and "side = " not in text
    found = values(where)
    assert (found["Acme", "trust@client"], found["Acme", "trust@partner"]) == (4, 2)
