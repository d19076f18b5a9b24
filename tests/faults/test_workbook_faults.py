"""Workbooks on disks that are full, read-only or too small: the run says so, ends with its status and leaves no piece of one."""

import os
import pathlib
import subprocess
import sys

import openpyxl
import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "golden"))

from running import publish, published_runs, rapport, snapshot, stages, write_portfolio  # noqa: E402

CANNOT_CREATE, IO_ERROR = 73, 74
PERIOD = "2026-Q3"
XLSX = ("--set", "output.formats=xlsx")


@pytest.fixture
def disk(tmp_path):
    """A disk of two megabytes."""
    directory = tmp_path / "disk"
    directory.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", directory], capture_output=True)
    if done.returncode != 0:
        pytest.skip("this machine does not let us mount a small disk")
    yield directory
    subprocess.run(["umount", "--lazy", directory], check=True)


def fill(disk, pages_left):
    free = os.statvfs(disk)
    (disk / "ballast").write_bytes(b"x" * ((free.f_bavail - pages_left) * free.f_frsize))


def nothing_left(archive):
    assert published_runs(archive) == [] and stages(archive) == []
    assert not [path for path in pathlib.Path(archive).rglob("*") if path.suffix == ".xlsx" or ".workbook." in path.name]


@pytest.mark.parametrize("share", [0.3, 0.5, 0.7, 0.8, 0.9, 0.95])
def test_a_full_disk_is_74_and_leaves_no_workbook(tmp_path, disk, share):
    """Only workbooks are drawn, and the disk has room for a part of them; after that it has room for all."""
    config = write_portfolio(tmp_path / "in", [f"p{number}" for number in range(6)])
    empty = os.statvfs(disk).f_bavail
    publish(config, PERIOD, disk / "archive", *XLSX)
    needed = empty - os.statvfs(disk).f_bavail
    subprocess.run(["rm", "-rf", disk / "archive"], check=True)
    fill(disk, int(needed * share))
    done = rapport("run", "-c", config, "-p", PERIOD, "-o", disk / "archive", *XLSX)
    assert done.returncode == IO_ERROR, f"exit {done.returncode}\n{done.stderr}"
    assert "no space" in done.stderr.lower() and done.stdout == "" and len(done.stderr.splitlines()) == 1, done.stderr
    nothing_left(disk / "archive")
    (disk / "ballast").unlink()
    publish(config, PERIOD, disk / "archive", *XLSX)


def test_a_full_temporary_directory_changes_nothing(tmp_path, disk):
    """The parts of a workbook never go there: the library would say that all is well and leave a broken file."""
    config = write_portfolio(tmp_path / "in", ["acme", "bolt"])
    want = snapshot(publish(config, PERIOD, tmp_path / "roomy", *XLSX))
    fill(disk, 0)
    got = snapshot(publish(config, PERIOD, tmp_path / "full", *XLSX, env={"TMPDIR": str(disk), "TMP": str(disk), "TEMP": str(disk)}))
    workbooks = [name for name in want if name.endswith(".xlsx")]
    assert len(workbooks) == 3
    for name in workbooks:
        assert got[name] == want[name]


def test_a_read_only_disk_cannot_be_written(tmp_path, disk):
    config = write_portfolio(tmp_path / "in")
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    done = rapport("run", "-c", config, "-p", PERIOD, "-o", disk / "archive", *XLSX)
    assert done.returncode in (CANNOT_CREATE, IO_ERROR), f"exit {done.returncode}\n{done.stderr}"
    assert "read-only" in done.stderr.lower() and done.stdout == ""
    assert list(disk.iterdir()) == []


def test_an_existing_run_is_not_touched(tmp_path, disk):
    """What was published before the disk filled up can still be read."""
    config = write_portfolio(tmp_path / "in")
    run = publish(config, PERIOD, disk / "archive", *XLSX)
    before = snapshot(run)
    fill(disk, 4)
    (tmp_path / "in" / "kpi.csv").write_text("partner,period,kpi,value\nacme,2026-Q3,availability,99.6\n", encoding="utf-8")
    done = rapport("run", "-c", config, "-p", PERIOD, "-o", disk / "archive", *XLSX)
    assert done.returncode in (CANNOT_CREATE, IO_ERROR) and "no space" in done.stderr.lower()
    assert snapshot(run) == before and stages(disk / "archive") == []
    for path in run.rglob("*.xlsx"):
        assert openpyxl.load_workbook(path).sheetnames
