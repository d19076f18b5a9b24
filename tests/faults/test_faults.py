"""Bad input, bad settings and a bad machine: each gets its message and its exit status."""

import os
import pathlib
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import openpyxl
import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "golden"))

from running import MODEL, PROGRAM, SETTINGS, environment, publish, published_runs, rapport, snapshot, stages, table, \
    write_portfolio  # noqa: E402

USAGE, BAD_INPUT, NO_INPUT, CANNOT_CREATE, IO_ERROR, CONFIGURATION = 64, 65, 66, 73, 74, 78
HEADER = "partner,period,kpi,value,target,direction,green_at,red_at,rating,weight\n"


@pytest.fixture
def config(tmp_path):
    """A portfolio whose only input is kpi.csv, so that a bad one leaves nothing."""
    path = write_portfolio(tmp_path / "in")
    path.write_text(SETTINGS.replace("survey = survey.csv\npartners = partners.csv\n", ""), encoding="utf-8")
    return path


def run(config, *more, **options):
    """The job; its messages without the directory, whose name may hold the very words that a test looks for."""
    done = rapport("run", "-c", config, "-p", "2026-Q3", "-o", config.parent / "archive", *more, **options)
    done.stderr = done.stderr.replace(str(config.parent), "HERE")
    return done


def kpi(config, content):
    mode = "wb" if isinstance(content, bytes) else "w"
    with open(config.parent / "kpi.csv", mode, **({} if mode == "wb" else {"encoding": "utf-8", "newline": ""})) as file:
        file.write(content)


def refuses(config, status, *said, more=()):
    """The run ends with status, says so in one piece, and publishes nothing."""
    done = run(config, *more)
    assert done.returncode == status, f"exit {done.returncode}, not {status}\n{done.stdout}{done.stderr}"
    for word in said:
        assert word.lower() in done.stderr.lower(), f"{word!r} is not in\n{done.stderr}"
    assert done.stdout == "" and 1 <= len(done.stderr.splitlines()) <= 21
    assert published_runs(config.parent / "archive") == [] and stages(config.parent / "archive") == []
    return done


def findings(config, kind):
    return [row for row in table(config.parent / "archive" / "latest" / "data" / "findings.csv") if row["kind"] == kind]


def rejects_line(config, line, kind, value):
    """A bad second row beside a good first one: the run goes on, and the finding names line and value."""
    kpi(config, HEADER + "acme,2026-Q3,availability,99.7,,,,,,\n" + line + "\n")
    done = run(config)
    assert done.returncode == 0, done.stderr
    found = findings(config, kind)
    assert len(found) == 1, table(config.parent / "archive" / "latest" / "data" / "findings.csv")
    assert found[0]["file"].endswith("kpi.csv") and found[0]["line"] == "3" and value in found[0]["value"]
    assert "kpi.csv:3" in done.stderr and found[0]["severity"] == "warning"
    indicators = table(config.parent / "archive" / "latest" / "data" / "indicators.csv")
    scores = {row["indicator"]: row["score"] for row in indicators}
    assert scores["availability"] == "65.0"                  # 50 + 30 * (99.7 - 99.5) / (99.9 - 99.5)
    assert scores.get("response", "") == ""


# ---------------------------------------------------------------- rows

@pytest.mark.parametrize("line, kind, value", [
    ("acme,2026-Q3,response,4,,,,,,-1", "bad-weight", "-1"),
    ("acme,2026-Q3,response,4,,,5,5,,", "bad-limits", "5"),
    ("acme,2026-Q3,response,4,,lower,9,5,,", "bad-limits", "9"),
    ("acme,2026-Q3,response,nan,,,,,,", "bad-number", "nan"),
    ("acme,2026-Q3,response,inf,,,,,,", "bad-number", "inf"),
    ("acme,2026-Q3,response,1e999,,,,,,", "bad-number", "1e999"),
    ("acme,2026-Q3,response,0x10,,,,,,", "bad-number", "0x10"),
    ("acme,2026-Q3,response,four,,,,,,", "bad-number", "four"),
    ('acme,2026-Q3,response,"1,234",,,,,,', "ambiguous-number", "1,234"),
    ("acme,2026-Q9,response,4,,,,,,", "bad-period", "2026-Q9"),
    ("acme,2026-Q3,response,4,,sideways,,,,", "bad-word", "sideways"),
    ("acme,2026-Q3,response,4,,,,,", "row-fields", ""),
], ids=lambda value: value if value and "-" in value and "," not in value else None)
def test_a_bad_row_is_left_out_and_named(config, line, kind, value):
    rejects_line(config, line, kind, value)


def test_a_duplicate_names_both_lines(config):
    kpi(config, HEADER + "acme,2026-Q3,availability,99.7,,,,,,\nacme,2026-Q3,response,4,,,,,,\nacme,2026-Q3,response,5,,,,,,\n")
    done = run(config)
    assert done.returncode == 0
    named = " ".join(" ".join(row.values()) for row in findings(config, "duplicate"))
    assert "3" in named and "4" in named and "kpi.csv" in named
    scores = {row["indicator"]: row["score"] for row in table(config.parent / "archive/latest/data/indicators.csv")}
    assert scores["response"] == ""


def test_an_unknown_kpi_is_a_finding_and_counts_where_it_has_a_target(config):
    kpi(config, HEADER + "acme,2026-Q3,availability,99.9,,,,,,\nacme,2026-Q3,newcomer,95,100,,,,,\n"
        "acme,2026-Q3,curiosity,7,,,,,,\n")
    assert run(config).returncode == 0
    assert sorted(row["value"] for row in findings(config, "unknown-kpi")) == ["curiosity", "newcomer"]
    rows = {row["indicator"]: row for row in table(config.parent / "archive/latest/data/indicators.csv")}
    assert rows["newcomer"]["score"] == "65.0"                 # G 100, R 90
    assert rows["curiosity"]["score"] == "" and rows["curiosity"]["value"] == "7"
    delivery = [row for row in table(config.parent / "archive/latest/data/scores.csv") if row["group"] == "delivery"]
    assert delivery[0]["score"] == "75.0"                      # (2 * 80 + 1 * 65) / 3


# ---------------------------------------------------------------- whole files

def test_a_missing_column_is_named(config):
    kpi(config, "partner,period,kpi,amount\nacme,2026-Q3,availability,99.7\n")
    refuses(config, BAD_INPUT, "kpi.csv", "value")


def test_an_empty_file(config):
    """As an upload leaves it that did not begin: something is lost, although the other file is published."""
    kpi(config, b"")
    refuses(config, BAD_INPUT, "kpi.csv", "it is empty")
    (config.parent / "kpi-2.csv").write_text(HEADER + "acme,2026-Q3,availability,99.7,,,99.9,99.5,,\n", encoding="utf-8")
    done = run(config, "--set", f"inputs.kpi={config.parent}/kpi*.csv")
    assert done.returncode == 1 and len(done.stderr.splitlines()) == 1 and "kpi.csv: error: the file cannot be used" in done.stderr


def test_a_header_alone(config):
    kpi(config, HEADER)
    refuses(config, BAD_INPUT, "kpi.csv", "no data rows")


def test_a_missing_file(config):
    (config.parent / "kpi.csv").unlink()
    refuses(config, NO_INPUT, "kpi.csv")


def test_a_period_without_any_data_publishes_nothing(config):
    kpi(config, HEADER + "acme,2026-Q3,availability,99.7,,,,,,\n")
    refuses(config, BAD_INPUT, "2031-Q1", "--period", more=("-p", "2031-Q1"))


def test_a_pattern_that_no_file_fits_is_said(config):
    config.write_text(config.read_text(encoding="utf-8").replace("[inputs]", "[inputs]\nsurvey = suvrey-*.csv"), encoding="utf-8")
    kpi(config, HEADER + "acme,2026-Q3,availability,99.7,,,,,,\n")
    done = run(config)
    assert done.returncode == 0 and "suvrey-*.csv" in done.stderr and "pattern" in done.stderr


def test_init_into_what_is_no_directory(tmp_path):
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    done = rapport("init", tmp_path / "file")
    assert done.returncode == CANNOT_CREATE and "Not a directory" in done.stderr
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


def test_a_directory_instead_of_a_file(config):
    (config.parent / "kpi.csv").unlink()
    (config.parent / "kpi.csv").mkdir()
    done = run(config)
    assert done.returncode in (BAD_INPUT, NO_INPUT)
    assert "kpi.csv" in done.stderr and "directory" in done.stderr
    assert published_runs(config.parent / "archive") == []


def test_an_unterminated_quote_ends_the_file_with_one_error(config):
    kpi(config, HEADER + 'acme,2026-Q3,availability,"99.7,,,,,,\n' + "acme,2026-Q3,response,4,,,,,,\n" * 50)
    done = refuses(config, BAD_INPUT, "kpi.csv:2", "quote")
    assert len([line for line in done.stderr.splitlines() if "kpi.csv:" in line]) == 1


def test_half_an_upload_counts_as_none(config):
    """Cut in a row: the rows before it are there, but nobody knows how many are not."""
    whole = HEADER + "acme,2026-Q3,availability,99.7,,,99.9,99.5,,\nglobex,2026-Q3,availability,99.7,,,99.9,99.5,,\n"
    kpi(config, whole[:whole.index("globex") + 12])
    refuses(config, BAD_INPUT, "kpi.csv:3", "breaks off in its last row, after 2 of 10 fields")
    kpi(config, whole.rstrip("\n"))       # a last row without line end is whole
    done = run(config)
    assert (done.returncode, done.stderr) == (0, "")
    assert [row["partner"] for row in table(config.parent / "archive" / "latest" / "data" / "indicators.csv")
            if row["indicator"] == "availability"] == ["acme", "globex"]


def test_a_remark_below_the_table_costs_itself_alone(config):
    for end in ("\n", ""):
        kpi(config, HEADER + "acme,2026-Q3,availability,99.7,,,99.9,99.5,,\nSource: the warehouse" + end)
        done = run(config)
        assert done.returncode == 0 and "kpi.csv:3: warning" in done.stderr and "breaks off" not in done.stderr


# Runs its arguments and prints their peak in KiB. A small parent: until it execs, a child counts the memory of who started it.
PEAK = """import os, sys
pid = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(pid, 0)
print(usage.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))"""


def test_a_field_of_100_megabytes_ends_the_file_not_the_memory(config):
    with open(config.parent / "kpi.csv", "w", encoding="utf-8") as file:
        file.write(HEADER + 'acme,2026-Q3,"')
        for _ in range(100):
            file.write("x" * 1_000_000)
        file.write('",99.7,,,,,,\n')
    command = [PROGRAM, "run", "-c", str(config), "-p", "2026-Q3", "-o", str(config.parent / "archive")]
    done = subprocess.run([sys.executable, "-c", PEAK, *map(str, command)], env=environment(), capture_output=True, encoding="utf-8")
    assert done.returncode == BAD_INPUT, done.stderr
    assert "kpi.csv:2" in done.stderr and "field" in done.stderr and len(done.stderr) < 2000
    if not any(key.endswith("SAN_OPTIONS") for key in os.environ):
        assert int(done.stdout.split()[-1]) < 64 * 1024        # KiB


def test_a_nul_byte_is_named_and_reaches_no_output(config):
    kpi(config, HEADER.encode() + b"acme,2026-Q3,availability,99.7,,,,,,\nac\0me,2026-Q3,response,4,,,,,,\n")
    done = run(config)
    assert done.returncode in (0, BAD_INPUT) and "kpi.csv:3" in done.stderr
    assert "nul" in done.stderr.lower() or "control" in done.stderr.lower()
    for name, data in snapshot(config.parent / "archive").items():
        if name.endswith((".csv", ".json")):
            assert b"\0" not in data


def test_a_workbook_given_as_csv_is_refused_with_advice(config):
    book = openpyxl.Workbook()
    book.active.append(["partner", "period", "kpi", "value"])
    book.save(config.parent / "kpi.csv")
    refuses(config, BAD_INPUT, "kpi.csv", "save as CSV UTF-8")


def test_an_opendocument_sheet_is_refused_with_advice(config):
    kpi(config, b"PK\3\4\x14\0\0\0\0\0\0\0!\0\x85l9\x8a.\0\0\0.\0\0\0\x08\0\0\0mimetype"
        b"application/vnd.oasis.opendocument.spreadsheet")
    refuses(config, BAD_INPUT, "kpi.csv", "save as CSV UTF-8")


@pytest.mark.parametrize("encoding, word", [("utf-16", "UTF-16"), ("cp1252", "1252")])
def test_other_encodings_are_converted_and_told(config, encoding, word):
    kpi(config, (HEADER + "Zürich,2026-Q3,availability,99.7,,,,,,\n").encode(encoding))
    done = run(config)
    assert (done.returncode, done.stderr) == (0, "")
    assert [word in row["value"] for row in findings(config, "converted")] == [True]
    scores = table(config.parent / "archive" / "latest" / "data" / "scores.csv")
    assert "Zürich" in {row["partner"] for row in scores}


def test_one_bad_file_does_not_hide_the_other(tmp_path):
    """The survey still makes a report; the unusable KPI file is an error that reaches stderr and findings.csv."""
    config = write_portfolio(tmp_path / "in")
    kpi(config, "nothing,of,use\n1,2,3\n")
    done = run(config)
    assert done.returncode in (0, 1) and "kpi.csv" in done.stderr
    rows = table(config.parent / "archive" / "latest" / "data" / "scores.csv")
    assert [row["survey_score"] for row in rows if row["group"] == "trust"] == ["40.0"]  # 1 2 3 4 5 1: mean 2.6667, 50 - 30 / 3
    assert [row for row in findings(config, "missing-column") if row["severity"] == "error"]
    strict = rapport("run", "--strict", "-c", config, "-p", "2026-Q3", "-o", tmp_path / "strict")
    assert strict.returncode == BAD_INPUT and published_runs(tmp_path / "strict") == []


# ---------------------------------------------------------------- names that want to be paths

@pytest.mark.parametrize("partner", ["../../etc/x", "/etc/passwd", "..", ".", "a/../../b", "-rf", "CON", "x" * 64, "шлях",
                                     "=1+1", "%s%n", "a\\..\\b", "latest", "~root"])
def test_a_partner_id_never_leaves_the_archive(config, partner):
    kpi(config, HEADER + f'"{partner}",2026-Q3,availability,99.7,,,,,,\n')
    before = {path for path in config.parent.parent.rglob("*")}
    done = run(config)
    assert done.returncode == 0, done.stderr
    new = {path for path in config.parent.parent.rglob("*")} - before
    assert all((config.parent / "archive") in (path, *path.parents) for path in new)
    folders = [path.name for path in (config.parent / "archive" / "latest" / "partners").iterdir()]
    assert len(folders) == 1
    assert all(letter.isascii() and (letter.isalnum() or letter in "-_") for letter in folders[0])
    assert len(list((config.parent / "archive" / "latest" / "partners" / folders[0]).glob("*.pdf"))) == 1


def test_two_ids_with_one_slug_are_told_apart(config):
    kpi(config, HEADER + "Acme Ltd,2026-Q3,availability,99.7,,,,,,\nacme-ltd,2026-Q3,availability,99.9,,,,,,\n")
    assert run(config).returncode == 0
    folders = [path.name for path in (config.parent / "archive" / "latest" / "partners").iterdir()]
    assert len(folders) == 2 and all(name.startswith("acme-ltd") for name in folders)
    assert findings(config, "slug-clash")
    scores = {row["partner"]: row["score"] for row in table(config.parent / "archive/latest/data/scores.csv")
              if row["lens"] == "health" and row["group"] == ""}
    assert scores == {"Acme Ltd": "65.0", "acme-ltd": "80.0"}


def test_a_spreadsheet_formula_stays_text(config):
    kpi(config, HEADER + '"=HYPERLINK(""http://x"")",2026-Q3,availability,99.7,,,,,,\n')
    assert run(config).returncode == 0
    latest = config.parent / "archive" / "latest"
    assert [row["partner"][:2] for row in table(latest / "data" / "scores.csv")][0] == "'="
    for path in latest.resolve().rglob("*.xlsx"):
        for sheet in openpyxl.load_workbook(path):
            assert not [cell for row in sheet.iter_rows() for cell in row
                        if cell.data_type == "f" and "HYPERLINK" in str(cell.value) and "http://x" in str(cell.value)]


def test_half_a_folder_is_taken_back(tmp_path):
    """Else the next init would say that its files are there already."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine", encoding="utf-8")
    for name in ("new", "mine"):
        done = rapport("init", tmp_path / name, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000)))
        assert done.returncode == IO_ERROR and "File too large" in done.stderr
    assert [path.name for path in sorted(tmp_path.rglob("*"))] == ["mine", "notes.txt"]
    assert rapport("init", tmp_path / "mine").returncode == 0


# ---------------------------------------------------------------- settings and command line

@pytest.mark.parametrize("arguments, said", [
    (("run", "--perriod", "2026-Q3"), "--period"), (("rnu",), "run"), (("run", "--jobs", "many"), "jobs"),
    (("run", "-p", "2026-Q7"), "2026-Q7"), (("run", "--as-of", "2026-02-30"), "2026-02-30"),
    (("run", "--set", "policy.min_nn=4"), "min_n"), (("frobnicate",), "help"), (("run", "--jobs", "-2"), "jobs"),
])
def test_a_wrong_command_line_is_usage(config, arguments, said):
    done = rapport(*arguments, *(("-c", config) if arguments[0] == "run" else ()), cwd=config.parent)
    assert done.returncode in ((USAGE, CONFIGURATION) if "--set" in arguments else (USAGE,)), done.stderr
    assert said in done.stderr and done.stdout == ""


def test_help_and_version(tmp_path):
    done = rapport("--version")
    assert done.returncode == 0 and done.stdout.startswith("rapport ") and done.stderr == ""
    done = rapport("help")
    assert done.returncode == 0 and all(word in done.stdout for word in ("run", "check", "explain", "init"))
    done = rapport("help", "config")
    assert done.returncode == 0 and "archive" in done.stdout


@pytest.mark.parametrize("file, before, after, said", [
    ("rapport.ini", "kpi = kpi.csv", "kip = kpi.csv", "kpi"),
    ("rapport.ini", "[inputs]", "[input]", "inputs"),
    ("rapport.ini", "[output]", "[output]\npaper = A5", "paper"),
    ("rapport.ini", "[output]", "[output]\narchive = x", "archive"),
    ("rapport.ini", "[organisation]", "stray = 1\n[organisation]", "section"),
    ("rapport.ini", 'name = "Test & Sons"', "name = #336699", "quot"),
    ("model.ini", "green_at = 99.9", "green_at = 99.5", "red_at"),
    ("model.ini", "green_at = 4", "green_at = 9", "response"),
    ("model.ini", "weight = 2", "weight = -2", "weight"),
    ("model.ini", "weight = 2", "weight = nan", "weight"),
    ("model.ini", "weight = 2", "wieght = 2", "weight"),
    ("model.ini", "health = delivery", "health = delivry", "delivery"),
    ("model.ini", "primary = yes", "primary = no", "primary"),
    ("model.ini", "direction = higher", "direction = upward", "higher"),
    ("model.ini", "[question trust]", "[question trust]\nreverse = perhaps", "reverse"),
], ids=lambda value: None)
def test_bad_settings_name_line_and_remedy(config, file, before, after, said):
    path = config.parent / file
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    done = refuses(config, CONFIGURATION, said)
    assert f"{file}:" in done.stderr


def test_a_settings_file_that_is_a_directory(config):
    config.unlink()
    config.mkdir()
    done = run(config)
    assert done.returncode == CONFIGURATION and "directory" in done.stderr


def test_a_settings_file_that_is_missing(config):
    config.unlink()
    done = run(config)
    assert done.returncode == NO_INPUT and "rapport.ini" in done.stderr and "rapport init" in done.stderr


def test_a_settings_file_with_a_byte_order_mark(config):
    config.write_bytes(b"\xef\xbb\xbf" + config.read_bytes())
    done = run(config)
    assert done.returncode == CONFIGURATION and ("byte order mark" in done.stderr or "BOM" in done.stderr)


def test_a_settings_file_of_40_megabytes(config):
    with open(config, "a", encoding="utf-8") as file:
        file.write("; padding to the limit and far beyond it\n" * 1_000_000)
    started = time.monotonic()
    refuses(config, CONFIGURATION, "rapport.ini")
    assert time.monotonic() - started < 5


# ---------------------------------------------------------------- the machine

def test_an_archive_that_cannot_be_written_is_73(tmp_path):
    """As nobody, since root may write everywhere."""
    with tempfile.TemporaryDirectory(dir="/tmp") as directory:
        os.chmod(directory, 0o755)
        config = write_portfolio(pathlib.Path(directory) / "in", period="2026-Q2")
        archive = pathlib.Path(directory) / "archive"
        publish(config, "2026-Q2", archive)
        before = snapshot(archive)
        subprocess.run(["chmod", "-R", "a-w,a+rX", archive], check=True)
        program = pathlib.Path(directory) / "rapport"
        shutil.copy(PROGRAM, program)
        prefix = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
        done = subprocess.run([*prefix, program, "run", "-c", config, "-p", "2026-Q3", "-o", archive], cwd=directory,
                              env=environment(), capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL)
        assert done.returncode == CANNOT_CREATE, f"exit {done.returncode}\n{done.stderr}"
        assert "archive" in done.stderr and done.stdout == ""
        assert snapshot(archive) == before
        subprocess.run(["chmod", "-R", "u+w", archive], check=True)


def test_an_archive_below_a_file_is_73(config):
    (config.parent / "file").write_text("not a directory", encoding="utf-8")
    done = rapport("run", "-c", config, "-p", "2026-Q3", "-o", config.parent / "file" / "archive")
    assert done.returncode == CANNOT_CREATE and "file" in done.stderr


def mounted(directory, size):
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", directory], capture_output=True)
    return done.returncode == 0


@pytest.mark.parametrize("percent", [0, 10, 40, 70, 95])
def test_a_full_disk_leaves_the_archive_as_it_was(tmp_path, percent):
    """The disk has room for so much of the run."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if not mounted(disk, "4m"):
        pytest.skip("this machine does not let us mount a small disk")
    try:
        config = write_portfolio(tmp_path / "in", ("acme", "globex", "initech"))
        archive = disk / "archive"
        publish(write_portfolio(tmp_path / "first", period="2026-Q2"), "2026-Q2", archive)
        empty = os.statvfs(disk).f_bavail
        publish(config, "2026-Q3", archive)
        needed = empty - os.statvfs(disk).f_bavail
        subprocess.run(["rm", "-rf", archive], check=True)
        publish(tmp_path / "first" / "rapport.ini", "2026-Q2", archive)
        before = snapshot(archive)
        free = os.statvfs(disk)
        (disk / "ballast").write_bytes(b"x" * ((free.f_bavail - needed * percent // 100) * free.f_frsize))
        room = os.statvfs(disk).f_bavail
        done = rapport("run", "-c", config, "-p", "2026-Q3", "-o", archive)
        assert done.returncode in (CANNOT_CREATE, IO_ERROR), f"exit {done.returncode}\n{done.stderr}"
        assert "no space" in done.stderr.lower() and done.stdout == "" and len(done.stderr.splitlines()) == 1, done.stderr
        assert stages(archive) == [] and published_runs(archive) == ["2026-Q2-r1"]
        assert {name: data for name, data in snapshot(archive).items() if name in before} == before
        assert os.statvfs(disk).f_bavail >= room - 2
        (disk / "ballast").unlink()
        publish(config, "2026-Q3", archive)
        assert published_runs(archive) == ["2026-Q2-r1", "2026-Q3-r1"]
    finally:
        subprocess.run(["umount", "--lazy", disk], check=True)


@pytest.mark.parametrize("limit", [0, 200, 4096, 12000])
def test_a_file_size_limit_is_an_io_error(config, limit):
    def tighten():
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    done = run(config, preexec_fn=tighten)
    assert done.returncode in (IO_ERROR, CANNOT_CREATE), f"exit {done.returncode}\n{done.stderr}"
    assert done.stderr.strip()
    assert published_runs(config.parent / "archive") == [] and stages(config.parent / "archive") == []
    assert run(config).returncode == 0


def test_rows_that_cannot_be_written_name_the_cause(tmp_path):
    """Of data files too large for one buffer: what failed in their midst is told at their end."""
    config = write_portfolio(tmp_path / "in", tuple(f"partner-{number}" for number in range(60)))
    done = run(config, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000)))
    assert done.returncode == IO_ERROR and ".csv: cannot write: File too large" in done.stderr, done.stderr


def test_standard_output_that_is_full(config):
    with open("/dev/full", "wb") as full:
        for arguments in (("check", "-c", config, "-p", "2026-Q3"), ("help",), ("--version",)):
            done = subprocess.run([PROGRAM, *map(str, arguments)], env=environment(), stdout=full, stderr=subprocess.PIPE)
            assert done.returncode == IO_ERROR, (arguments, done.returncode, done.stderr)


def test_closed_streams_do_not_lead_into_files(config):
    """The number of a closed standard error must not become that of a file, which would take the messages."""
    done = run(config, "--progress", "always", preexec_fn=lambda: os.close(2))
    assert done.returncode == 0
    assert (config.parent / "archive" / ".lock").read_bytes() == b""
    done = rapport("check", "-c", config, preexec_fn=lambda: os.close(1))
    assert done.returncode == IO_ERROR and "standard output" in done.stderr


@pytest.mark.parametrize("arguments", [("run", "-o", ""), ("run", "--output="), ("run", "-c", ""),
                                       ("check", "--partner", ""), ("explain", "")])
def test_an_empty_value_is_usage(tmp_path, arguments):
    """-o "$ARCHIVE" without ARCHIVE must not publish in the root of the file system."""
    done = rapport(*arguments, cwd=tmp_path)
    assert done.returncode == USAGE and "empty" in done.stderr and list(tmp_path.iterdir()) == []


def test_a_pattern_in_a_directory_that_cannot_be_read(config):
    """Else a share that is not mounted right would be a quarter without KPIs."""
    (config.parent / "loop").symlink_to("loop")
    config.write_text(config.read_text(encoding="utf-8").replace("[inputs]", "[inputs]\nsurvey = loop/*.csv"), encoding="utf-8")
    refuses(config, NO_INPUT, "loop/*.csv", "cannot be read", "symbolic links")


def test_findings_on_stderr_are_capped(config):
    kpi(config, HEADER + "acme,2026-Q3,availability,99.7,,,,,,\n"
        + "".join(f"acme,2026-Q3,response{number},nan,,,,,,\n" for number in range(500)))
    done = run(config)
    # one cause, one line
    assert done.returncode == 0 and len(done.stderr.splitlines()) == 1
    assert len(findings(config, "bad-number")) == 500 and "(+ 499 more rows)" in done.stderr


def test_causes_on_stderr_are_capped(config):
    """Each pair of duplicates names its own other line, so each is a cause of its own."""
    kpi(config, HEADER + "acme,2026-Q3,availability,99.7,,,,,,\n"
        + 2 * "".join(f"acme,2026-Q3,response{number},4,,,,,,\n" for number in range(30)))
    done = run(config)
    lines = done.stderr.splitlines()
    assert done.returncode == 0 and len(lines) == 21 and lines[-1].startswith("rapport: 10 more; ")
