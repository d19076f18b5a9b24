"""Equal inputs give equal bytes, whatever the machine's mood."""

import os
import shutil
import stat

import pytest

from running import SAMPLES, publish, snapshot

from random_portfolio import generate

MOODS = [
    {"env": {"TZ": "Pacific/Kiritimati", "LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8"}, "umask": 0o077, "jobs": "4"},
    {"env": {"TZ": "America/Adak", "LC_ALL": "tr_TR.UTF-8", "LC_NUMERIC": "fr_FR"}, "umask": 0o000, "jobs": "1"},
    {"env": {"TZ": ":/no/such/zone", "LC_ALL": "C"}, "umask": 0o027, "jobs": "3"},
]


def comparable(run):
    """The published bytes without what says when and where."""
    files = snapshot(run)
    files.pop("produced.json")
    manifest = files["MANIFEST.sha256"].splitlines()
    assert sum(line.endswith(b"produced.json") for line in manifest) == 1
    files["MANIFEST.sha256"] = b"\n".join(line for line in manifest if not line.endswith(b"produced.json"))
    return files


def modes(run):
    return {path.relative_to(run).as_posix(): stat.S_IMODE(path.stat().st_mode) for path in run.rglob("*")}


def run_in_mood(config, period, archive, mood, cwd):
    os.makedirs(cwd, exist_ok=True)
    return publish(config, period, archive, "--as-of", "2026-10-15", "--jobs", mood["jobs"], env=mood["env"], cwd=cwd,
                   preexec_fn=lambda: os.umask(mood["umask"]) and None)


def assert_equal(first, second):
    one, other = comparable(first), comparable(second)
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []
    assert len(one) > 20
    assert modes(first) == modes(second)


@pytest.fixture(scope="module")
def reference(tmp_path_factory):
    return publish(SAMPLES, "2026-Q3", tmp_path_factory.mktemp("reference") / "archive", "--as-of", "2026-10-15",
                   "--jobs", "2")


@pytest.mark.parametrize("mood", MOODS, ids=["east", "west", "nowhere"])
def test_samples_do_not_depend_on_the_surroundings(reference, mood, tmp_path):
    run = run_in_mood(SAMPLES, "2026-Q3", tmp_path / "deep" / "er" / "archive", mood, tmp_path / "elsewhere")
    assert_equal(reference, run)


def test_samples_do_not_depend_on_where_they_lie(reference, tmp_path, monkeypatch):
    """The same folder at another place, named by a relative path, files made in another order."""
    copy = tmp_path / "another place"
    copy.mkdir()
    for path in reversed(sorted(SAMPLES.parent.iterdir())):
        if path.is_file():
            shutil.copyfile(path, copy / path.name)
    if (SAMPLES.parent.parent / "config").is_dir():
        shutil.copytree(SAMPLES.parent.parent / "config", tmp_path / "config")
    monkeypatch.chdir(tmp_path)
    assert_equal(reference, run_in_mood("another place/rapport.ini", "2026-Q3", "archive", MOODS[0], tmp_path))


def test_random_portfolio_does_not_depend_on_the_surroundings(tmp_path):
    period = generate(7, tmp_path / "in", "pdf, xlsx")
    runs = [run_in_mood(tmp_path / "in" / "rapport.ini", period, tmp_path / str(number), mood, tmp_path)
            for number, mood in enumerate(MOODS)]
    for run in runs[1:]:
        assert comparable(runs[0]) == comparable(run)


def test_the_comparison_sees_a_changed_input(reference, tmp_path):
    """A guard for the tests above: another as-of date is another run record."""
    run = publish(SAMPLES, "2026-Q3", tmp_path / "archive", "--as-of", "2026-10-16")
    assert comparable(run) != comparable(reference)
