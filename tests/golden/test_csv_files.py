"""Every torture file of csvkit is read cell by cell as Python's csv module reads it, or refused with a line and a reason."""

import csv
import io
import json
import subprocess

import pytest

from running import PROGRAM, ROOT, environment, rapport

FILES = sorted((ROOT / "tests" / "data" / "csvkit").glob("*.csv"))
DUMP = PROGRAM.parent / "tests" / "csv_dump"
# What csvkit's own tests say of the files that are neither UTF-8 nor separated by commas.
CODECS = {"test_latin1.csv": "cp1252", "test_utf16_big.csv": "utf-16", "test_utf16_little.csv": "utf-16"}
SEPARATORS = {"sniff_limit.csv": ";"}
REFUSED = {"null_byte.csv": (2, "a NUL byte")}


def by_python(path):
    """Its records without blank lines; blanks around cells, which rapport takes off unless quoted, count on neither side."""
    text = path.read_bytes().decode(CODECS.get(path.name, "utf-8-sig"))
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=SEPARATORS.get(path.name, ","))
    return [[cell.strip() for cell in row] for row in rows if len(row) > 1 or "".join(row).strip()]


def by_rapport(path):
    done = subprocess.run([DUMP, path], env=environment(), capture_output=True, check=True, timeout=60)
    return json.loads(done.stdout)


def outcome(path):
    """A line of the table, and whether it is as it should be."""
    read = by_rapport(path)
    if path.name in REFUSED:
        line, reason = REFUSED[path.name]
        told = read["refused"] or (0, "nothing")
        return f"refused, line {told[0]}: {told[1]}", told[0] == line and reason in told[1]
    cells = [[cell.strip() for cell in row] for _, row in read["records"]]
    form = f"{read['encoding']}, {read['line_end'] or 'no line end'}, '{read['separator']}'"
    if read["refused"] or cells != by_python(path):
        return f"{form}: not as Python reads it; refused: {read['refused']}", False
    return f"{form}, {len(cells)} records", True


def test_every_file_is_read_right_or_refused(capsys):
    assert len(FILES) == 65
    table = [(path.name, *outcome(path)) for path in FILES]
    with capsys.disabled():
        print()
        for name, text, good in table:
            print(f"    {'' if good else 'WRONG: '}{name:40}{text}")
    assert [name for name, _, good in table if not good] == []


def test_records_start_on_the_lines_they_are_said_to(tmp_path):
    """Five records of which one has three lines; line numbers by hand."""
    path = tmp_path / "lines.csv"
    path.write_bytes(b'title, 2026\r\n\r\na,b\r\n"x\ny\rz",2\r\n\r\n3,4\r\n5,6')
    assert [line for line, _ in by_rapport(path)["records"]] == [1, 3, 4, 8, 9]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_inspect_never_breaks(path):
    """Status 0 or "input unusable", within seconds; what is refused is named with its line."""
    done = rapport("inspect", path, timeout=60)
    assert done.returncode in (0, 65), done.stderr
    if path.name in REFUSED:
        assert done.returncode == 65
        assert f"{path.name}:{REFUSED[path.name][0]}" in done.stderr + done.stdout
