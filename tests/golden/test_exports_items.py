"""Work items of service and planning tools: which rows are items, which are left out, what is estimated."""

import pytest

from exports import Run, export, folder, inspect, model

KPI = "partner,period,kpi,value\nacme,2026-Q3,growth,7\n"
SCORING = model(kpis={"growth": "green_at = 6\nred_at = 3"})
SOURCE = '[source items]\ninput = work_items\nfile = "export.csv"\npartner = "acme"\n'


def items(directory, content, mapping=SOURCE):
    return Run(folder(directory, {"work_items": "export.csv", "kpi": "kpi.csv"}, {"export.csv": content, "kpi.csv": KPI}, mapping,
                      SCORING), "2026-Q3")


def counted(run):
    entry = run.input("export.csv")
    return entry["dialect"], entry["rows"], entry["accepted"], entry["rejected"]


# ---------------------------------------------------------------- Jira

JIRA_EN = ["Issue key", "Issue id", "Issue Type", "Status", "Created", "Resolved", "Summary", "Sprint", "Sprint", "Labels",
           "Labels"]
JIRA_ES = ["Clave de incidencia", "Id. de la incidencia", "Tipo de Incidencia", "Estado", "Creada", "Resuelta", "Resumen",
           "Sprint", "Sprint", "Etiquetas", "Etiquetas"]


def jira(head, months, more=(), words=("Story", "Bug", "Done", "To Do")):
    """Two finished items, one open; the sprints of an item stand in columns of one name."""
    feature, defect, closed, opened = words
    rows = [["P-1", 101, feature, closed, f"02/{months[0]}/26 10:48 AM", f"12/{months[1]}/26 4:48 PM", "A, b", "S1", "", "x", "y"],
            ["P-2", 102, defect, closed, f"03/{months[0]}/26 9:00 AM", f"04/{months[0]}/26 9:00 AM", "C", "S1", "S2", "", ""],
            ["P-3", 103, feature, opened, f"20/{months[1]}/26 9:00 AM", "", "D", "", "", "", ""]]
    return export([head] + rows + list(more), encoding="utf-8-sig")


@pytest.mark.parametrize("dialect, head, months, words", [
    ("jira", JIRA_EN, ("Jul", "Aug"), ("Story", "Bug", "Done", "To Do")),
    ("jira-es", JIRA_ES, ("jul", "ago"), ("Historia", "Error", "Finalizada", "Por hacer")),
])
def test_jira_in_two_languages(dialect, head, months, words, tmp_path):
    run = items(tmp_path, jira(head, months, words=words))
    assert counted(run) == (dialect, 3, 3, 0) and run.drops("export.csv") == {}
    assert not {"estimated", "bad-date", "unknown-type", "negative-time"} & run.kinds().keys()


def test_jira_without_the_resolved_column(tmp_path):
    """Done items fall back to the day their status changed; that is said once, with how many."""
    head = [*JIRA_EN[:5], "Status Category Changed", *JIRA_EN[6:]]
    run = items(tmp_path, jira(head, ("Jul", "Aug")))
    assert counted(run) == ("jira", 3, 3, 0)
    estimated, = run.findings("estimated")
    assert estimated["rows"] == "2"


def test_an_item_done_before_it_began(tmp_path):
    wrong = ["P-4", 104, "Bug", "Done", "05/Sep/26 9:00 AM", "01/Sep/26 9:00 AM", "E", "", "", "", ""]
    run = items(tmp_path, jira(JIRA_EN, ("Jul", "Aug"), [wrong]))
    assert run.kinds()["negative-time"] == 1 and run.input("export.csv")["rows"] == 4
    assert run.findings("negative-time")[0]["line"] == "5"


# ---------------------------------------------------------------- Azure DevOps, ServiceNow

def test_azure_devops(tmp_path):
    head = ["ID", "Work Item Type", "Title", "Assigned To", "State", "Tags", "Created Date", "Closed Date"]
    rows = [[1, "User Story", "A", "", "Closed", "", "7/2/2026 10:48:00 AM", "7/20/2026 4:00:00 PM"],
            [2, "Bug", "B", "", "Active", "", "8/3/2026 9:00:00 AM", ""]]
    run = items(tmp_path, export([head] + rows, encoding="utf-8-sig"))
    assert counted(run) == ("azure-devops", 2, 2, 0)
    assert not {"bad-date", "ambiguous-date", "unknown-type"} & run.kinds().keys()


def test_the_last_row_of_an_incident_counts(tmp_path):
    head = ["number", "incident_state", "opened_at", "sys_created_at", "sys_updated_at", "resolved_at", "closed_at", "priority"]
    rows = [["INC1", "New", "29/7/2026 01:16", "29/7/2026 01:23", "29/7/2026 01:23", "?", "?", "3 - Moderate"],
            ["INC1", "Closed", "29/7/2026 01:16", "29/7/2026 01:23", "5/8/2026 12:00", "30/7/2026 11:29", "5/8/2026 12:00",
             "3 - Moderate"],
            ["INC2", "Active", "3/8/2026 09:00", "3/8/2026 09:01", "3/8/2026 09:01", "?", "?", "?"]]
    run = items(tmp_path, export([head] + rows))
    assert counted(run) == ("servicenow", 3, 2, 0) and run.drops("export.csv") == {"older-row": 1}
    assert not {"bad-date", "estimated"} & run.kinds().keys()


def test_items_with_the_columns_of_the_manual(tmp_path):
    head = ["item", "partner", "type", "created", "started", "done", "active_days", "business_priority"]
    rows = [["W1", "acme", "feature", "2026-07-01", "2026-07-03", "2026-07-10", "3.5", "yes"],
            ["W2", "acme", "debt", "2026-07-01", "", "", "", "no"],
            ["W3", "acme", "nonsense", "2026-07-01", "", "2026-07-32", "", ""]]
    run = items(tmp_path, export([head] + rows), "")
    entry = run.input("export.csv")
    assert entry["rows"] == 3 and not entry["dialect"]
    assert run.kinds()["bad-date"] == 1 and run.kinds()["unknown-type"] == 1


@pytest.mark.parametrize("content, dialect", [(jira(JIRA_ES, ("jul", "ago")), "jira-es"), (jira(JIRA_EN, ("Jul", "Aug")), "jira")])
def test_inspect_knows_them(content, dialect, tmp_path):
    (tmp_path / "export.csv").write_bytes(content)
    assert inspect(tmp_path / "export.csv")["dialect"]["id"] == dialect
