"""What a rerun, a change, a crash and a signal do to the archive."""

import hashlib
import json
import os
import signal
import subprocess
import time

import pytest

from running import publish, published_runs, rapport, snapshot, stages, start, table, write_portfolio

MANY = [f"partner-{number:04d}" for number in range(400)]


@pytest.fixture
def config(tmp_path):
    return write_portfolio(tmp_path / "in", ("acme", "globex"))


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """Enough partners that something can happen in the middle of the run."""
    return write_portfolio(tmp_path_factory.mktemp("large") / "in", MANY)


def change(config, before="99.7", after="99.8"):
    path = config.parent / "kpi.csv"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def until(condition, process, seconds=60):
    """Waits for condition while the process runs; the process must not end first."""
    end = time.monotonic() + seconds
    while not condition():
        assert process.poll() is None, f"the program ended too early: {process.communicate()}"
        assert time.monotonic() < end, "nothing happened for a minute"
        time.sleep(0.002)


def rendering(archive):
    """Some partner is being written."""
    return lambda: any(path.suffix in (".pdf", ".xlsx") for stage in stages(archive) for path in stage.rglob("*"))


# ---------------------------------------------------------------- runs and reruns

def test_success_is_silent_without_a_terminal(config, tmp_path):
    done = rapport("run", "-c", config, "-p", "2026-Q3", "-o", tmp_path / "archive")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert published_runs(tmp_path / "archive") == ["2026-Q3-r1"]
    assert os.readlink(tmp_path / "archive" / "latest") == "runs/2026-Q3-r1"


def test_the_archive_of_the_settings_is_beside_them(config):
    assert rapport("run", "-c", config, "-p", "2026-Q3").returncode == 0
    assert published_runs(config.parent / "archive") == ["2026-Q3-r1"]


def test_an_equal_rerun_publishes_nothing(config, tmp_path):
    archive = tmp_path / "archive"
    publish(config, "2026-Q3", archive)
    before = snapshot(archive)
    done = rapport("run", "-c", config, "-p", "2026-Q3", "-o", archive)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert snapshot(archive) == before and len(before) > 10


@pytest.mark.parametrize("name, said", [("data/scores.csv", "is not what was published"),
    ("board/board-pack-2026-Q3.pdf", "though it was published")])
def test_a_rerun_does_not_call_a_changed_run_unchanged(config, tmp_path, name, said):
    archive = tmp_path / "archive"
    publish(config, "2026-Q3", archive)
    path = archive / "runs" / "2026-Q3-r1" / name
    kept = path.read_bytes()
    path.parent.chmod(0o755)
    path.unlink()
    if said.startswith("is not"):
        path.write_bytes(kept + b"x")
    done = rapport("run", "-c", config, "-p", "2026-Q3", "-o", archive)
    assert (done.returncode, done.stdout) == (74, "")
    assert len(done.stderr.splitlines()) == 1 and str(path) in done.stderr and said in done.stderr
    path.write_bytes(kept)
    done = rapport("run", "-c", config, "-p", "2026-Q3", "-o", archive)
    assert (done.returncode, done.stderr) == (0, "") and published_runs(archive) == ["2026-Q3-r1"]


def test_the_same_partners_asked_for_otherwise_are_no_change(config, tmp_path):
    def run(*names):
        partners = [word for name in names for word in ("--partner", name)]
        assert rapport("run", "-c", config, "-p", "2026-Q3", "-o", tmp_path / "archive", *partners).returncode == 0
        return published_runs(tmp_path / "archive")
    assert run("acme", "globex") == ["2026-Q3-r1"]
    assert run("globex", "acme") == run("acme", "globex", "acme") == ["2026-Q3-r1"]
    assert run("globex") == ["2026-Q3-r1", "2026-Q3-r2"]


def test_touched_but_equal_files_are_no_change(config, tmp_path):
    publish(config, "2026-Q3", tmp_path / "archive")
    for path in config.parent.iterdir():
        if path.is_file():
            os.utime(path, (1, 1))
    publish(config, "2026-Q3", tmp_path / "archive", "--jobs", "3")
    assert published_runs(tmp_path / "archive") == ["2026-Q3-r1"]


@pytest.mark.parametrize("what", ["kpi.csv", "model.ini", "rapport.ini"])
def test_a_change_makes_a_second_revision(config, tmp_path, what):
    archive = tmp_path / "archive"
    first = publish(config, "2026-Q3", archive)
    before = snapshot(first)
    if what == "kpi.csv":
        change(config)
    elif what == "model.ini":
        path = config.parent / what
        path.write_text(path.read_text(encoding="utf-8").replace("weight = 2", "weight = 3"), encoding="utf-8")
    else:
        with open(config, "a", encoding="utf-8") as file:
            file.write("[policy]\nmin_n = 4\n")
    second = publish(config, "2026-Q3", archive)
    assert (first.name, second.name) == ("2026-Q3-r1", "2026-Q3-r2")
    assert snapshot(first) == before
    record = json.loads((second / "run.json").read_text(encoding="utf-8"))
    assert "2026-Q3-r1" in str(record["supersedes"])
    digest = hashlib.sha256((first / "MANIFEST.sha256").read_bytes()).hexdigest()
    assert (second / "MANIFEST.sha256").read_text(encoding="utf-8").splitlines()[0] == f"# previous 2026-Q3-r1 {digest}"


def test_going_back_is_a_change_too(config, tmp_path):
    archive = tmp_path / "archive"
    first = table(publish(config, "2026-Q3", archive) / "data" / "scores.csv")
    change(config)
    second = table(publish(config, "2026-Q3", archive) / "data" / "scores.csv")
    change(config, "99.8", "99.7")
    third = publish(config, "2026-Q3", archive)
    assert third.name == "2026-Q3-r3"
    assert first != second and table(third / "data" / "scores.csv") == first


def test_another_period_is_another_run(config, tmp_path):
    archive = tmp_path / "archive"
    publish(config, "2026-Q3", archive)
    publish(config, "2026-Q4", archive)
    assert published_runs(archive) == ["2026-Q3-r1", "2026-Q4-r1"]
    assert os.readlink(archive / "latest") == "runs/2026-Q4-r1"


def test_check_writes_nothing(config):
    before = snapshot(config.parent)
    done = rapport("check", "-c", config, "-p", "2026-Q3")
    assert done.returncode == 0 and "kpi.csv" in done.stdout and "acme" in done.stdout
    assert snapshot(config.parent) == before


def test_published_files_are_read_only(config, tmp_path):
    run = publish(config, "2026-Q3", tmp_path / "archive")
    for path in run.rglob("*"):
        assert path.stat().st_mode & 0o777 == (0o555 if path.is_dir() else 0o444), path


def test_respondents_are_never_stored(config, tmp_path):
    text = (config.parent / "survey.csv").read_text(encoding="utf-8").replace(",r0,", ",tell-nobody-0,")
    (config.parent / "survey.csv").write_text(text.replace("globex,2026-Q3,r1,", "globex,2026-Q3,tell-nobody-0,"),
                                              encoding="utf-8")
    done = rapport("run", "-v", "-c", config, "-p", "2026-Q3", "-o", tmp_path / "archive")
    assert done.returncode == 0 and "tell-nobody" not in done.stdout + done.stderr
    assert not [name for name, data in snapshot(tmp_path / "archive").items()
                if isinstance(data, bytes) and b"tell-nobody" in data]


# ---------------------------------------------------------------- crashes, signals, locks

def test_a_run_that_is_published_but_not_latest_says_so(config, tmp_path):
    (tmp_path / "archive" / "latest").mkdir(parents=True)
    done = rapport("run", "-c", config, "-p", "2026-Q3", "-o", tmp_path / "archive")
    assert done.returncode == 73 and "latest: cannot be replaced" in done.stderr and "2026-Q3-r1 is published" in done.stderr
    (tmp_path / "archive" / "latest").rmdir()
    publish(config, "2026-Q3", tmp_path / "archive")
    assert published_runs(tmp_path / "archive") == ["2026-Q3-r1"]
    assert os.readlink(tmp_path / "archive" / "latest") == "runs/2026-Q3-r1"


def test_a_crash_leaves_the_archive_as_it_was_and_the_next_run_tidies(large, tmp_path):
    archive = tmp_path / "archive"
    small = write_portfolio(tmp_path / "small", period="2026-Q2")
    publish(small, "2026-Q2", archive)
    before = snapshot(archive)
    process = start("run", "-c", large, "-p", "2026-Q3", "-o", archive, "--jobs", "2")
    until(rendering(archive), process)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    left = stages(archive)
    assert len(left) == 1
    after = {name: data for name, data in snapshot(archive).items() if ".stage." not in name}
    assert after == before
    publish(large, "2026-Q3", archive)
    assert stages(archive) == []
    assert published_runs(archive) == ["2026-Q2-r1", "2026-Q3-r1"]
    assert len(list((archive / "runs" / "2026-Q3-r1" / "partners").iterdir())) == len(MANY)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_run_and_leaves_no_stage(large, tmp_path, number):
    archive = tmp_path / "archive"
    process = start("run", "-c", large, "-p", "2026-Q3", "-o", archive, "--jobs", "2")
    until(rendering(archive), process)
    process.send_signal(number)
    process.communicate(timeout=60)
    assert process.returncode == -number
    assert stages(archive) == [] and published_runs(archive) == []
    assert not (archive / "latest").is_symlink()


def test_a_held_lock_is_try_again_later(large, tmp_path):
    archive = tmp_path / "archive"
    process = start("run", "-c", large, "-p", "2026-Q3", "-o", archive)
    until(rendering(archive), process)
    os.killpg(process.pid, signal.SIGSTOP)
    try:
        done = rapport("run", "-c", large, "-p", "2026-Q3", "-o", archive)
        assert done.returncode == 75 and "lock" in done.stderr.lower()
        assert len(stages(archive)) == 1
    finally:
        os.killpg(process.pid, signal.SIGCONT)
    output = process.communicate(timeout=300)
    assert (process.returncode, output) == (0, (b"", b""))


def test_waiting_for_the_lock(large, tmp_path):
    archive = tmp_path / "archive"
    process = start("run", "-c", large, "-p", "2026-Q3", "-o", archive)
    until(rendering(archive), process)
    done = rapport("run", "-c", large, "-p", "2026-Q3", "-o", archive, "--lock-wait", "240")
    process.communicate(timeout=300)
    assert (process.returncode, done.returncode, done.stderr) == (0, 0, "")
    assert published_runs(archive) == ["2026-Q3-r1"]


def children(pid):
    try:
        with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
            return [int(child) for child in file.read().split()]
    except FileNotFoundError:
        return []


@pytest.mark.parametrize("which", [0, 1])
def test_a_worker_that_dies_costs_what_it_drew(large, tmp_path, which):
    """One partner, or the board's workbook: named, held back, and everything else is published."""
    archive = tmp_path / "archive"
    process = start("run", "-c", large, "-p", "2026-Q3", "-o", archive, "--jobs", "2")
    until(rendering(archive), process)
    until(lambda: len(children(process.pid)) == 2, process)
    worker = children(process.pid)[which]
    os.kill(worker, signal.SIGSTOP)                         # so that it dies with work in hand, not between two partners
    time.sleep(0.3)
    os.kill(worker, signal.SIGKILL)
    _, errors = process.communicate(timeout=300)
    assert process.returncode == 1, errors
    run = (archive / "latest").resolve()
    published = {path.name for path in (run / "partners").iterdir()}
    lost = set(MANY) - published
    if not (run / "board" / "portfolio-2026-Q3.xlsx").is_file():
        lost.add("board")
    assert len(lost) == 1
    failed = [row for row in table(run / "data" / "findings.csv") if row["kind"] == "render-failed"]
    assert len(failed) == 1 and failed[0]["severity"] == "error"
    assert lost.pop() in errors.decode()
    assert all(len(list((run / "partners" / slug).iterdir())) == 2 for slug in published)
    done = subprocess.run(["sha256sum", "-c", "--quiet", "--strict", "MANIFEST.sha256"], cwd=run, capture_output=True)
    assert done.returncode == 0
