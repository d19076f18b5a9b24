"""What `rapport explain` says of flips, and what the workbook says of own performance, against the independent computation."""

import re

import openpyxl
import pytest

from running import ROOT, publish, rapport, write_portfolio

import rapport_inputs as inputs
import rapport_model as model
from random_portfolio import generate


def scored(tmp_path, seed):
    """(settings, period, scorer) of a random portfolio."""
    period = generate(seed, tmp_path)
    when = inputs.parse_period(period)
    scoring, facts = inputs.load(tmp_path / "rapport.ini", when)
    return tmp_path / "rapport.ini", period, model.Scorer(scoring, facts, when)


def explained_flip(config, period, partner, lens):
    """(KPI id, value) that the program names for a lens, or None."""
    done = rapport("explain", "-c", config, "-p", period, partner, lens)
    assert done.returncode == 0, done.stderr
    found = re.search(r"^\s*Flip\s+Indicator (\d+) at (-?[\d.]+)", done.stdout, re.MULTILINE)
    assert found or not re.search(r"^\s*Flip", done.stdout, re.MULTILINE)
    return (f"kpi_{int(found.group(1)):02d}", float(found.group(2))) if found else None


@pytest.mark.parametrize("seed", range(1, 26))
def test_flips_agree(seed, tmp_path):
    config, period, scorer = scored(tmp_path, seed)
    differences = []
    for partner in model.reported_partners(scorer):
        for lens in scorer.model.lenses.values():
            if scorer.lens(partner, lens, scorer.indicators(partner))[1] is None:
                continue
            want, told = model.flip(scorer, partner, lens), explained_flip(config, period, partner, lens["id"])
            same = told == want or None not in (told, want) and told[0] == want[0] and abs(told[1] - want[1]) <= 0.0051
            differences += [] if same else [f"{partner} {lens['id']}: program {told}, expected {want}"]
    assert not differences, "\n".join(differences)


@pytest.mark.parametrize("seed", range(1, 9))
def test_own_performance_agrees(seed, tmp_path):
    config, period, scorer = scored(tmp_path, seed)
    run, told = publish(config, period, tmp_path / "archive"), {}
    for path in run.glob("partners/*/*.xlsx"):
        book = openpyxl.load_workbook(path, data_only=True)
        for row in book["Summary"].iter_rows(values_only=True):
            cells = [cell for cell in row if cell is not None]
            if any(isinstance(cell, str) and cell.startswith("Own performance") for cell in cells):
                numbers = [cell for cell in cells if isinstance(cell, (int, float))]
                told[path.parent.name] = numbers[0] if "Not rated" not in cells else None
    want = [model.rounded(model.own_performance(scorer, partner)[0]) for partner in model.reported_partners(scorer)]
    assert len(told) == len(want) and want
    assert sorted(told.values(), key=str) == sorted(want, key=lambda score: "None" if score is None else f"{score:g}")


def arithmetic(text):
    """(step, expression, result) of each step that says one."""
    for line in text.splitlines()[2:]:
        how = re.sub(r"\([A-Za-z][^)]*\)", "", line[30:])
        found = re.match(r"([-\d.()x+/ ]+) = (-?[\d.]+)", how)
        if found:
            yield line[:30].strip(), found.group(1).replace("x", "*"), float(found.group(2))


@pytest.mark.parametrize("policy", ["", "[policy]\nsurvey_green = 4.5\nsurvey_yellow = 2.5\n"], ids=["shipped", "other limits"])
@pytest.mark.parametrize("weight", [1, 0])
def test_what_is_said_adds_up(tmp_path, policy, weight):
    """Each formula computes to the result that stands behind it, also with a first group that weighs nothing."""
    config = write_portfolio(tmp_path)
    text = (tmp_path / "model.ini").read_text(encoding="utf-8")
    assert 'title = "Delivery"\n' in text
    (tmp_path / "model.ini").write_text(text.replace('title = "Delivery"\n', f'title = "Delivery"\nweight = {weight}\n') + policy,
                                        encoding="utf-8")
    told = []
    for item in ("health", "health.delivery", "health.trust", "availability"):
        done = rapport("explain", "-c", config, "-p", "2026-Q3", "acme", item)
        assert done.returncode == 0, done.stderr
        for what, expression, result in arithmetic(done.stdout):
            scale = 100 if what == "Evidence" else 1           # percent
            assert set(expression) <= set("0123456789.+-*/() ")
            assert abs(scale * eval(expression) - result) < 0.006, f"{what}: {expression} = {result}"
            told.append(what)
    assert told == ["Index", "K (KPIs)", "Evidence", "S (survey)", "Formula"]


def test_a_value_of_several_rows_names_each(tmp_path):
    """Aurora's availability: (99.93 + 99.95 + 98.38) / 3 = 99.42, month by month in lines of its own file."""
    done = rapport("explain", "-c", ROOT / "samples" / "rapport.ini", "-p", "2026-Q3", "AURORA", "availability")
    told = re.findall(r"^  Source +(\S+):(\d+), period (\S+): (\S+)$", done.stdout, re.M)
    assert [(period, value) for _, _, period, value in told] == [("2026-07", "99.93"), ("2026-08", "99.95"), ("2026-09", "98.38")]
    for name, line, period, value in told:
        row = (ROOT / "samples" / name).read_text(encoding="utf-8-sig").splitlines()[int(line) - 1]
        assert row.startswith(f"AURORA;{period};availability;{value.replace('.', ',')}"), row
    assert re.search(r"^  Value +99.42 %: the mean of 3 rows", done.stdout, re.M)
