"""The same file in other bytes is the same file: encodings, separators, line ends, numbers of other countries."""

import pytest

from exports import Run, export, folder, inspect, model
from running import publish, rapport, table

SCORING = model({"trust": "scale_min = 1\nscale_max = 5"}, {"speed": 'unit = "h"\ngreen_at = 4\nred_at = 8\ndirection = lower'})
PARTNERS = ["Österreichische Öfen", "Société Générale d'Électricité", "Zoë & Søn", "acme"]
KPIS = [["partner", "period", "kpi", "value", "note"]] + [
    [name, "2026-Q3", "speed", f"{3 + number}.25", "größer, „besser“ – naïve"] for number, name in enumerate(PARTNERS)]
ANSWERS = [["partner", "period", "respondent", "side", "question", "answer"]] + [
    [name, "2026-Q3", f"r{person}", "client", "trust", 1 + (person + number) % 5]
    for number, name in enumerate(PARTNERS) for person in range(7)]
FILES = ("scores.csv", "survey.csv", "indicators.csv")


def published(directory, kpis, answers, mapping=""):
    config = folder(directory, {"kpi": "kpi.csv", "survey": "survey.csv"}, {"kpi.csv": kpis, "survey.csv": answers}, mapping,
                    SCORING)
    return Run(config, "2026-Q3")


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    run = published(tmp_path_factory.mktemp("plain"), export(KPIS), export(ANSWERS))
    assert {row["partner"] for row in run.table("scores.csv")} == set(PARTNERS)
    return run


@pytest.mark.parametrize("codec, bom, told", [
    ("utf-8-sig", b"", "UTF-8 with BOM"), ("utf-16-le", b"\xff\xfe", "UTF-16LE with BOM"),
    ("utf-16-be", b"\xfe\xff", "UTF-16BE with BOM"), ("cp1252", b"", "Windows-1252"),
])
def test_encodings(codec, bom, told, plain, tmp_path):
    run = published(tmp_path, bom + export(KPIS, encoding=codec), bom + export(ANSWERS, encoding=codec))
    assert run.input("kpi.csv")["encoding"] == told
    for name in FILES:
        assert run.bytes(name) == plain.bytes(name)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_separators_and_line_ends(separator, end, plain, tmp_path):
    """A note with commas stands in every row, so counting commas would choose wrong."""
    run = published(tmp_path, export(KPIS, separator, end), export(ANSWERS, separator, end))
    assert run.input("kpi.csv")["separator"] == separator
    for name in FILES:
        assert run.bytes(name) == plain.bytes(name)


def test_the_whole_file_decides_the_encoding(tmp_path):
    """The first byte that is not UTF-8 stands behind 300 kB of plain text."""
    rows = [["partner", "period", "kpi", "value"]]
    rows += [[f"partner {number:05d}", "2026-Q3", "speed", 3] for number in range(3)]
    rows += [[f"partner {number % 3:05d}", f"{1990 + number // 3000}-{1 + number // 3 % 12:02d}", f"other {number}", number % 7]
             for number in range(9000)]
    content = export(rows + [["Société", "2026-Q3", "speed", 5]], encoding="cp1252")
    assert content[:300000].isascii() and not content.isascii()
    run = published(tmp_path, content, export(ANSWERS))
    assert run.input("kpi.csv")["encoding"] == "Windows-1252"
    assert run.values()["Société", "speed"] == "5"
    assert inspect(tmp_path / "kpi.csv")["encoding"]["name"] == "Windows-1252"


def test_a_few_broken_bytes_do_not_make_a_file_another_encoding(plain, tmp_path):
    """Most of it is good UTF-8: it stays UTF-8, and the broken byte is shown as one."""
    broken = export(KPIS).replace("naïve".encode(), "na".encode() + b"\xef" + b"ve", 1)
    run = published(tmp_path, broken, export(ANSWERS))
    assert run.input("kpi.csv")["encoding"].startswith("UTF-8") and run.kinds()["invalid-utf8"] == 1
    assert run.bytes("scores.csv") == plain.bytes("scores.csv")


def test_numbers_of_other_countries(tmp_path):
    """3,25 and 1.234,5 where the separator is a semicolon; told by the mapping, "1.234" is 1234 there and 1,234 elsewhere."""
    head = ["partner", "period", "kpi", "value"]
    values = {"a": "3,25", "b": "1.234,5", "c": "1.234.567", "d": ",84"}
    semicolons = export([head] + [[name, "2026-Q3", "speed", value] for name, value in values.items()], ";")
    run = published(tmp_path / "guessed", semicolons, export(ANSWERS))
    got = run.values()
    assert [got[name, "speed"] for name in "abcd"] == ["3.25", "1234.5", "1234567", "0.84"]
    told = export([head, ["a", "2026-Q3", "speed", "1.234"], ["b", "2026-Q3", "speed", "12.345.678,5"]], ";")
    run = published(tmp_path / "comma", told, export(ANSWERS), '[source k]\ninput = kpi\nfile = "kpi.csv"\ndecimal = comma\n')
    assert [run.values()[name, "speed"] for name in "ab"] == ["1234", "12345678.5"]
    told = export([head, ["a", "2026-Q3", "speed", "1,234"], ["b", "2026-Q3", "speed", ".84"]])
    run = published(tmp_path / "point", told, export(ANSWERS), '[source k]\ninput = kpi\nfile = "kpi.csv"\ndecimal = point\n')
    assert [run.values()[name, "speed"] for name in "ab"] == ["1234", "0.84"]


def test_files_that_are_no_csv_are_refused_with_what_to_do(tmp_path):
    config = folder(tmp_path, {"kpi": "kpi.csv"}, {"kpi.csv": b"PK\x03\x04" + bytes(500)}, "", SCORING)
    done = rapport("check", "--strict", "-c", config, "-p", "2026-Q3")
    assert done.returncode == 65 and "CSV UTF-8" in done.stderr
    assert rapport("inspect", tmp_path / "kpi.csv").returncode == 65


def test_preamble_blank_tail_and_padding(plain, tmp_path):
    """Title lines above, 400 blank records below, a cell padded with 4,000 blanks, a header with a no-break space."""
    padded = [row[:] for row in KPIS]
    padded[1][0] += " " * 4000
    padded[0] = ["Partner\u00a0", " PERIOD", "kpi ", "Value", "note"]
    head = [["Performance of our partners", "", "", "", ""], ["as of 2026-10-01", "", "", "", ""], [""] * 5]
    run = published(tmp_path, export(head + padded + [[""] * 5] * 400), export(ANSWERS))
    assert run.input("kpi.csv")["rows"] == len(PARTNERS)
    assert run.bytes("scores.csv") == plain.bytes("scores.csv")
    assert [row["line"] for row in run.table("indicators.csv") if row["source"] == "kpi"] == [
        str(5 + PARTNERS.index(name))
        for name in sorted(PARTNERS, key=str.encode)]


def test_inspect_and_run_read_the_same_bytes(tmp_path):
    config = folder(tmp_path, {"kpi": "kpi.csv"}, {"kpi.csv": export(KPIS, ";", encoding="cp1252")}, "", SCORING)
    told = inspect(tmp_path / "kpi.csv")
    data = publish(config, "2026-Q3", tmp_path / "archive") / "data"
    assert (told["encoding"]["name"], told["separator"]["character"]) == ("Windows-1252", ";")
    assert told["rows"]["read"] == len(PARTNERS) == len(table(data / "indicators.csv"))


@pytest.mark.parametrize("key, limit, more, line", [
    ("field_bytes", 1024, "", "3"), ("row_bytes", 4096, "field_bytes = 4000", "3"),
    ("columns", 16, "", "1"), ("file_bytes", 20000, "", ""),
])
def test_what_a_file_may_hold_is_limited(key, limit, more, line, tmp_path):
    """A cell of 1,500 bytes, a row of 6,000, 20 columns, 30,000 bytes: refused as soon as it is seen, with what is allowed."""
    rows = [["partner", "period", "kpi", "value", *[f"note{number}" for number in range(16)]],
            ["a", "2026-Q3", "speed", 5, *[""] * 16], ["b", "2026-Q3", "speed", 5, *["x" * 1500] * 4, *[""] * 12]]
    rows += [[f"c{number}", "2026-Q3", "speed", 5, *["y" * 100] * 16] for number in range(20)]
    config = folder(tmp_path, {"kpi": "kpi.csv"}, {"kpi.csv": export(rows)}, "", SCORING, f"[limits]\n{key} = {limit}\n{more}\n")
    check = ("check", "--strict", "-c", config, "-p", "2026-Q3")
    done = rapport(*check)
    assert done.returncode == 65
    told = next(text for text in done.stderr.splitlines() if "kpi.csv" in text and "error" in text)
    assert key in told and str(limit) in told.replace(",", "")
    assert not line or f"kpi.csv:{line}:" in told
    assert rapport(*check, "--set", f"limits.{key}=65000").returncode == 0
