#!/usr/bin/env python3
"""Writes the CSV files of samples/: eight partners, eight quarters, four surveys.

The stories are tuned by hand in the tables below; a small seeded noise keeps the earlier quarters from
looking ruled. The last quarter carries no noise, so that docs/samples.md can show its arithmetic.
Standard library only; the same bytes on every machine. docs/samples.md says what each partner shows.

    python3 tests/samples/generate_samples.py [DIRECTORY]      default: samples
"""
import csv
import datetime
import hashlib
import io
import os
import sys

QUARTERS = ["2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"]
SURVEYS = ["2025-Q1", "2025-Q3", "2026-Q1", "2026-Q3"]

PARTNERS = [
    # id, name, aliases, kind, tier, owner_client, owner_partner, start, end, review
    ("NORDHAVEN", "Nordhaven Logistics A/S", "Nordhaven", "distributor", "strategic",
     "Miriam Holt", "Søren Ågård", "2022-01-01", "2027-12-31", "2026-11-12"),
    ("LODZ-CAST", "Odlewnia Łódź Sp. z o.o.", "Lodz Castings|Odlewnia Lodz", "supplier", "preferred",
     "Tomás Ferreira", "Katarzyna Wiśniewska", "2021-04-01", "2027-03-31", "2026-10-20"),
    ("SKODA-DVORAK", "Škoda & Dvořák Přesné díly a.s.", "Skoda & Dvorak", "supplier", "strategic",
     "Tomás Ferreira", "Jiří Škoda", "2019-07-01", "2026-12-31", "2026-10-06"),
    ("HELLENIC-NET", "Ελληνικά Δίκτυα Α.Ε.", "Hellenic Networks", "supplier", "preferred",
     "Ingrid Solberg", "Ελένη Παπαδοπούλου", "2023-01-01", "2028-12-31", "2026-11-03"),
    ("NGUYEN-TRAI", "Phần mềm Nguyễn Trãi", "Nguyen Trai Software", "supplier", "preferred",
     "Ingrid Solberg", "Nguyễn Thị Hương", "2023-09-01", "2027-08-31", "2026-11-17"),
    ("MERIDIAN", "Meridian Research Alliance", "Meridian", "alliance", "strategic",
     "Aisha Rahman", "Prof. Émile Lefèvre", "2024-01-01", "2028-12-31", "2026-12-01"),
    ("IT-BUSINESS", "IT–Business Partnership", "IT and Business", "internal", "strategic",
     "Miriam Holt", "Jonas Weiß", "2020-01-01", "", "2026-10-27"),
    ("AURORA", "Aurora Cloud Services", "Aurora", "supplier", "strategic",
     "Ingrid Solberg", "Daniel Okafor", "2024-07-01", "2027-06-30", "2026-10-13"),
]

# kpi -> (value in 2024-Q4, value in 2026-Q3, noise in between, decimals)
KPIS = {
    "NORDHAVEN": {
        "on_time_delivery": (96.8, 98.1, 0.3, 1),
        "delivered_in_full": (98.2, 98.9, 0.2, 1),
        "order_lead_time": (4.9, 4.2, 0.2, 1),
        "invoice_accuracy": (99.1, 99.5, 0.1, 1),
        "forecast_accuracy": (84.0, 88.0, 1.0, 0),
        "transport_emissions": (6.4, 5.7, 0.1, 1),
        "response_time": (7.5, 5.0, 0.5, 1),
        "meeting_attendance": (92, 94, 2, 0),
        "report_punctuality": (96, 100, 1, 0),
        "promises_kept": (91, 93, 1, 0),
        "targets_agreed": (100, 100, 0, 0),
        "decision_time": (10, 8, 0.8, 0),
        "settled_locally": (82, 84, 2, 0),
    },
    "LODZ-CAST": {
        "on_time_delivery": (88.4, 96.2, 0.7, 1),
        "defect_rate": (148, 44, 8, 0),
        "delivered_in_full": (93.6, 98.3, 0.4, 1),
        "cost_to_budget": (109.0, 103.5, 0.6, 1),
        "response_time": (23.0, 4.5, 1.2, 1),
        "meeting_attendance": (74, 95, 2, 0),
        "report_punctuality": (82, 94, 1, 0),
        "early_warnings": (58, 84, 2, 0),
        "promises_kept": (73, 92, 2, 0),
        "targets_agreed": (70, 95, 0, 0),
        "decision_time": (19, 12, 1, 0),
        "settled_locally": (62, 78, 2, 0),
    },
    "SKODA-DVORAK": {
        "on_time_delivery": (97.4, 86.9, 0.6, 1),
        "defect_rate": (32, 171, 6, 0),
        "order_lead_time": (4.4, 8.6, 0.2, 1),
        "invoice_accuracy": (99.4, 96.8, 0.2, 1),
        "response_time": (6.0, 15.5, 1.0, 1),
        "meeting_attendance": (96, 84, 2, 0),
        "early_warnings": (86, 48, 2, 0),
        "promises_kept": (94, 69, 1, 0),
        "targets_agreed": (100, 85, 0, 0),
        "forecast_accuracy": (88, 80, 1, 0),
        "decision_time": (8, 14, 0.7, 0),
        "settled_locally": (88, 68, 2, 0),
    },
    "HELLENIC-NET": {
        "availability": (99.82, 99.84, 0.03, 2),
        "incident_restore_time": (5.6, 5.0, 0.3, 1),
        "change_success": (95.5, 96.1, 0.5, 1),
        "security_patching": (96.0, 97.0, 0.6, 1),
        "response_time": (13.0, 12.0, 1.0, 1),
        "meeting_attendance": (83, 91, 2, 0),
        "report_punctuality": (93, 94, 1, 0),
        "early_warnings": (74, 66, 2, 0),
        "promises_kept": (84, 85, 1, 0),
        "targets_agreed": (90, 95, 0, 0),
        "decision_time": (13, 16, 0.8, 0),
        "settled_locally": (74, 75, 2, 0),
    },
    "NGUYEN-TRAI": {
        "milestones_on_time": (86, 93, 1.5, 0),
        "change_success": (96.2, 97.6, 0.3, 1),
        "late_requirements": (14, 9, 1, 0),
        "release_frequency": (5, 7, 0.4, 0),
        "staff_turnover": (9.0, 8.4, 0.4, 1),
        "joint_design_reviews": (84, 92, 1.5, 0),
        "response_time": (16.0, 11.0, 0.8, 1),
        "meeting_attendance": (84, 88, 1.5, 0),
        "early_warnings": (78, 83, 1.5, 0),
        "promises_kept": (89, 93, 1, 0),
        "targets_agreed": (90, 100, 0, 0),
        "decision_time": (11, 8, 0.6, 0),
        "settled_locally": (79, 86, 1.5, 0),
    },
    "MERIDIAN": {
        "joint_publications": (4, 5, 0.4, 0),
        "benefits_realised": (88, 96, 1, 0),
        "joint_planning": (3, 4, 0, 0),
        "improvements_done": (74, 83, 1.5, 0),
        "gain_share_paid": (92, 97, 1, 0),
        "cost_to_budget": (101.0, 102.0, 0.5, 1),
        "response_time": (8.5, 6.5, 0.6, 1),
        "meeting_attendance": (91, 95, 1.5, 0),
        "early_warnings": (79, 84, 1.5, 0),
        "promises_kept": (90, 94, 1, 0),
        "targets_agreed": (90, 100, 0, 0),
        "decision_time": (11, 14, 0.6, 0),
        "settled_locally": (82, 80, 1.5, 0),
    },
    "IT-BUSINESS": {
        "availability": (99.91, 99.95, 0.01, 2),
        "incident_restore_time": (4.1, 3.2, 0.2, 1),
        "change_success": (97.2, 98.4, 0.2, 1),
        "release_frequency": (4, 3, 0.3, 0),
        "order_lead_time": (7.2, 7.8, 0.2, 1),
        "benefits_realised": (84, 82, 1.5, 0),
        "joint_planning": (2, 2, 0, 0),
        "counterparts_named": (88, 92, 0, 0),
        "response_time": (18.0, 20.0, 1.0, 1),
        "meeting_attendance": (86, 88, 2, 0),
        "early_warnings": (74, 76, 2, 0),
        "promises_kept": (86, 87, 1, 0),
        "decision_time": (17, 18, 0.8, 0),
        "settled_locally": (70, 72, 2, 0),
    },
    "AURORA": {
        "incident_restore_time": (3.9, 3.4, 0.2, 1),
        "security_patching": (98.4, 99.3, 0.2, 1),
        "data_incidents": (0, 0, 0, 0),
        "cost_to_budget": (99.0, 104.0, 0.6, 1),
        "response_time": (7.0, 4.0, 0.4, 1),
        "meeting_attendance": (93, 98, 1.5, 0),
        "report_punctuality": (98, 100, 0.7, 0),
        "early_warnings": (84, 88, 1.5, 0),
        "promises_kept": (92, 95, 1, 0),
        "targets_agreed": (100, 100, 0, 0),
        "decision_time": (9, 7, 0.5, 0),
        "settled_locally": (85, 90, 1.5, 0),
    },
}
# Measured once for the whole network, supplied as partner ALL.
CUSTOMER_SATISFACTION = [7.9, 7.9, 8.0, 8.0, 8.1, 8.1, 8.1, 8.1]
AUDITS = ["green", "", "green", "", "amber", "", "amber", ""]	# Škoda & Dvořák: every second quarter
# Aurora reports month by month; September 2026 is the outage, so that the quarter's mean is 99.42.
AURORA_AVAILABILITY = [
    99.97, 99.95, 99.96, 99.95, 99.96, 99.98, 99.94, 99.96, 99.95, 99.97, 99.96, 99.94,
    99.95, 99.97, 99.96, 99.98, 99.95, 99.96, 99.96, 99.94, 99.97, 99.93, 99.95, 98.38,
]

# One agreed exception from the model's limits: Nordhaven's contract asks for more.
OWN_LIMITS = {("NORDHAVEN", "on_time_delivery"): ("97", "93")}
TARGETS = {("MERIDIAN", "joint_publications"): "4"}
UNITS = {"joint_publications": "papers"}

# Deliberate holes and notes: (partner, kpi, quarter) -> (value or None for no row at all, note)
EXCEPTIONS = {
    ("LODZ-CAST", "report_punctuality", "2026-Q2"): (None, ""),
    ("LODZ-CAST", "report_punctuality", "2026-Q3"): (None, ""),
    ("NGUYEN-TRAI", "staff_turnover", "2026-Q3"): ("", "personnel figures not closed yet"),
    ("MERIDIAN", "cost_to_budget", "2026-Q3"): ("WITHHELD", "under audit, released in December"),
    ("SKODA-DVORAK", "targets_agreed", "2026-Q3"): ("85", "three of twenty targets disputed since July"),
    ("SKODA-DVORAK", "on_time_delivery", "2026-Q3"): ("86.9", "second press line down for five weeks"),
    ("LODZ-CAST", "defect_rate", "2025-Q3"): ("104", "new inspection cell in use since August"),
}

# The questions asked, with the end points of their scales and whether agreement is bad news.
QUESTIONS = [
    ("communication", 1, 5, False), ("trust", 1, 5, False), ("shared_goals", 1, 5, False),
    ("decision_making", 1, 5, False), ("constructiveness", 1, 5, False), ("responsiveness", 1, 5, False),
    ("transparency", 1, 5, False), ("commitments", 1, 5, False), ("culture", 1, 5, False),
    ("one_team", 1, 5, False), ("service_quality", 1, 5, False), ("recommend", 0, 10, False),
    ("surprises", 1, 5, True), ("participation", 1, 5, False), ("safe_changes", 1, 5, False),
    ("flexibility", 1, 5, False),
]
PEER_QUESTIONS = ("responsiveness", "constructiveness", "transparency")
AGREE = {1: "strongly disagree", 2: "disagree", 3: "neither agree nor disagree", 4: "agree", 5: "strongly agree"}
SATISFIED = {1: "very dissatisfied", 2: "dissatisfied", 3: "neither satisfied nor dissatisfied", 4: "satisfied",
             5: "very satisfied"}
FREQUENCY = {1: "never", 2: "rarely", 3: "sometimes", 4: "often", 5: "always"}

# Mean on 1..5 in each of the four surveys, per side; respondents and invited per survey.
OPINION = {
    "NORDHAVEN": {
        "client": ([3.6, 3.2, 2.7, 2.3], [11, 12, 12, 12], 14),
        "partner": ([3.7, 3.5, 3.2, 3.0], [9, 9, 8, 9], 10),
        "peer": ([3.6, 3.4, 3.1, 2.8], [6, 6, 6, 6], 6),
    },
    "LODZ-CAST": {
        "client": ([2.9, 3.3, 3.8, 4.2], [9, 9, 10, 10], 12),
        "partner": ([3.1, 3.6, 4.0, 4.3], [7, 8, 8, 8], 9),
        "peer": ([3.0, 3.4, 3.8, 4.1], [6, 6, 6, 6], 6),
    },
    "SKODA-DVORAK": {
        "client": ([4.2, 3.9, 3.3, 2.6], [10, 10, 9, 10], 12),
        "partner": ([4.1, 4.0, 3.5, 2.9], [8, 8, 7, 7], 9),
        "peer": ([4.0, 3.8, 3.3, 2.8], [6, 6, 6, 6], 6),
    },
    "HELLENIC-NET": {
        "client": ([3.0, 2.9, 2.8, 2.7], [10, 11, 10, 11], 12),
        "partner": ([4.2, 4.3, 4.3, 4.4], [8, 8, 9, 9], 10),
    },
    "NGUYEN-TRAI": {
        "client": ([3.8, 3.9, 4.1, 4.2], [8, 8, 9, 8], 10),
        "partner": ([4.0, 4.0, 4.1, 4.2], [6, 6, 6, 4], 6),
    },
    "MERIDIAN": {
        "client": ([3.9, 4.0, 4.1, 4.2], [8, 8, 9, 9], 10),
        "partner": ([4.0, 4.1, 4.2, 4.3], [10, 10, 11, 11], 12),
    },
    "IT-BUSINESS": {
        "client": ([3.2, 3.2, 3.3, 3.3], [14, 14, 13, 14], 20),
        "partner": ([3.6, 3.6, 3.7, 3.7], [12, 13, 13, 13], 16),
    },
    "AURORA": {
        "client": ([4.0, 4.2, 4.3, 4.2], [9, 9, 10, 10], 12),
        "partner": ([4.2, 4.2, 4.3, 4.4], [7, 7, 8, 8], 8),
        "peer": ([4.0, 4.1, 4.2, 4.2], [6, 6, 6, 6], 6),
    },
}
# What people see more or less favourably than the rest: added to the mean of that question.
LEANING = {	# a question, or one side's view of it
    "NORDHAVEN": {"service_quality": 0.9, "transparency": -0.2, "commitments": -0.1, "safe_changes": 0.5,
                  "one_team": -0.3, "decision_making": 0.2, ("client", "responsiveness"): -0.2},
    "LODZ-CAST": {"flexibility": -0.3, "service_quality": 0.1, "surprises": -0.2, "decision_making": -0.5,
                  "constructiveness": -0.2, "responsiveness": 0.2},
    "SKODA-DVORAK": {"trust": -0.3, "transparency": -0.4, "commitments": -0.3, "surprises": -0.2, "recommend": -0.3,
                     "service_quality": -0.2, "culture": 0.7, "communication": 0.4, "participation": 0.6,
                     "shared_goals": 0.5, "one_team": 0.3, "decision_making": 0.4, "constructiveness": 0.1},
    "HELLENIC-NET": {"one_team": -0.3, "safe_changes": 0.3, ("client", "transparency"): -0.4,
                     ("client", "surprises"): -0.3, ("client", "decision_making"): 0.5,
                     ("client", "constructiveness"): 0.4, ("client", "service_quality"): 0.4,
                     ("client", "shared_goals"): 0.3, ("partner", "decision_making"): -0.7,
                     ("partner", "shared_goals"): -0.5, ("partner", "constructiveness"): -0.4},
    "NGUYEN-TRAI": {"flexibility": 0.3, "constructiveness": 0.1, "culture": -0.3, "communication": -0.5,
                    "participation": -0.3, "service_quality": 0.2},
    "MERIDIAN": {"decision_making": -0.7, "one_team": 0.2, "recommend": 0.2, "constructiveness": -0.2,
                 ("client", "shared_goals"): -0.2},
    "IT-BUSINESS": {"flexibility": -0.8, "safe_changes": 0.8, "decision_making": -0.4, "service_quality": 0.3,
                    "trust": 0.3, "commitments": 0.2, "shared_goals": -0.2, "one_team": -0.3,
                    ("partner", "responsiveness"): 0.2},
    "AURORA": {"safe_changes": -0.4, "responsiveness": 0.2, "service_quality": -0.1, "shared_goals": -0.3,
               "one_team": -0.4, "transparency": 0.2},
}
WORKED_BY_HAND = ("NORDHAVEN", "AURORA")	# nobody leaves a question out there, so that docs/samples.md can work from sums
PEERS = {	# who answers about whom, three people each
    "NORDHAVEN": ("LODZ-CAST", "SKODA-DVORAK"),
    "LODZ-CAST": ("NORDHAVEN", "SKODA-DVORAK"),
    "SKODA-DVORAK": ("LODZ-CAST", "NORDHAVEN"),
    "AURORA": ("HELLENIC-NET", "NGUYEN-TRAI"),
}
COMMENTS = {	# (partner, side, survey) -> remark of the first respondent
    ("NORDHAVEN", "client", "2026-Q3"): "The figures are fine, the phone calls are not: we learn of every problem last.",
    ("NORDHAVEN", "partner", "2026-Q3"): "Since the reorganisation nobody at your side answers for us.",
    ("LODZ-CAST", "client", "2026-Q3"): "The weekly call works. Please send the report again, though.",
    ("SKODA-DVORAK", "client", "2026-Q3"): "\"It will be fixed next week\" is what we have heard since June.",
    ("HELLENIC-NET", "client", "2026-Q3"): "Tickets are closed, problems are not.",
    ("HELLENIC-NET", "partner", "2026-Q3"): "An easy customer; everything runs well.",
    ("MERIDIAN", "partner", "2026-Q3"): "Phase two needs a decision, on both sides.",
    ("IT-BUSINESS", "client", "2026-Q3"): "Nothing ever breaks, and nothing ever changes.",
    ("AURORA", "client", "2026-Q3"): "The September outage was handled openly, hour by hour.",
}


class Noise:
    """Numbers in 0..1 from a hash chain: no library's generator decides what the samples are."""

    def __init__(self, *seed):
        self.state = "|".join(map(str, seed)).encode()

    def next(self):
        self.state = hashlib.sha256(self.state).digest()
        return int.from_bytes(self.state[:6], "big") / 2 ** 48

    def spread(self, width):
        return (self.next() + self.next() - 1.0) * width


def kpi_value(partner, kpi, index):
    """One value as text: a line from the first quarter to the last, bent by noise except at its end."""
    first, last, width, decimals = KPIS[partner][kpi]
    share = index / (len(QUARTERS) - 1)
    value = first + (last - first) * share
    if 0 < index < len(QUARTERS) - 1:
        value += Noise("kpi", partner, kpi, index).spread(width)
    if kpi in ("targets_agreed", "joint_planning", "counterparts_named"):
        step = {"targets_agreed": 5, "joint_planning": 1, "counterparts_named": 4}[kpi]
        value = step * int(value / step + 0.5)
    if decimals == 0:
        return str(int(value + 0.5))
    return f"{value:.{decimals}f}"


def kpi_rows(quarter):
    index = QUARTERS.index(quarter)
    yield ["ALL", quarter, "customer_satisfaction", f"{CUSTOMER_SATISFACTION[index]:.1f}", "", "", "", "", "",
           "network-wide panel" if index == 7 else ""]
    for partner, *_ in PARTNERS:
        for kpi in KPIS[partner]:
            value, note = EXCEPTIONS.get((partner, kpi, quarter), (kpi_value(partner, kpi, index), ""))
            if value is None:
                continue
            green, red = OWN_LIMITS.get((partner, kpi), ("", ""))
            yield [partner, quarter, kpi, value, TARGETS.get((partner, kpi), ""), green, red, "",
                   UNITS.get(kpi, ""), note]
        if partner == "SKODA-DVORAK":
            word = AUDITS[index]
            yield [partner, quarter, "compliance_audit", "" if word else "NA", "", "", "", word, "",
                   "" if word else "no audit in this quarter"]


def answers(noise, tempers, total_mean, low, high, reverse):
    """Whole answers on low..high, one per temper, whose mean is as near as can be to total_mean (given on 1..5).

    Friendly people tend to give the better answers, as they do in life.
    """
    count = len(tempers)
    goal = low + (total_mean - 1.0) / 4.0 * (high - low)
    if reverse:
        goal = low + high - goal
    goal = min(max(goal, low), high)
    total = int(goal * count + 0.5)
    values = [total // count + (1 if i < total % count else 0) for i in range(count)]
    for _ in range(count):	# opinions differ: one up, another down, the sum stays
        up, down = int(noise.next() * count), int(noise.next() * count)
        if up != down and values[up] < high and values[down] > low and values[up] - values[down] < 2:
            values[up] += 1
            values[down] -= 1
    order = sorted(range(count), key=lambda person: tempers[person] + noise.spread(0.7))
    given = [0] * count
    for person, value in zip(order, sorted(values, reverse=reverse)):
        given[person] = value
    return given


def word_of(question, value):
    if question == "service_quality":
        return SATISFIED[value]
    if question in ("surprises", "participation"):
        return FREQUENCY[value]
    return str(value) if question == "recommend" else AGREE[value]


def survey_rows(survey, words):
    """Rows partner, period, respondent, side, from, question, answer, comment of one survey."""
    index = SURVEYS.index(survey)
    for partner, *_ in PARTNERS:
        for side, (means, counts, _invited) in OPINION[partner].items():
            count = counts[index]
            character = Noise("temper", survey, partner, side)
            tempers = [character.next() for _ in range(count)]
            columns = {}
            for question, low, high, reverse in QUESTIONS:
                if side == "peer" and question not in PEER_QUESTIONS:
                    continue
                leaning = LEANING[partner]
                mean = means[index] + leaning.get(question, 0.0) + leaning.get((side, question), 0.0)
                if partner not in WORKED_BY_HAND:
                    mean += Noise("leaning", partner, side, question).spread(0.3)
                noise = Noise("survey", survey, partner, side, question)
                columns[question] = answers(noise, tempers, min(max(mean, 1.2), 4.8), low, high, reverse)
            for person in range(count):
                token = f"{survey[2:4]}{survey[-1]}{side[0]}{person + 1:02d}"	# new in every survey: nobody is followed
                source = PEERS[partner][person // 3] if side == "peer" else ""
                comment = COMMENTS.get((partner, side, survey), "") if person == 0 else ""
                for question, values in columns.items():
                    skipped = (partner not in WORKED_BY_HAND
                               and Noise("skip", survey, partner, side, person, question).next() < 0.015)
                    answer = "" if skipped else word_of(question, values[person]) if words else str(values[person])
                    yield [partner, survey, token, side, source, question, answer, comment]
                    comment = ""


# partner as people write it in Jira -> (key of the project, subjects of the work)
PROJECTS = {
    "Aurora": ("CLOUD", ["Failover between zones", "Backup restore test", "Patch the database cluster", "Alert for certificate expiry",
                         "Retire the old gateway", "Quota per tenant"]),
    "Nguyen Trai Software": ("APP", ["Offline mode", "Search by order number", "Export of invoices", "Two-step sign-in",
                                     "Replace the report engine", "Keyboard access"]),
}
WORK_HEADER = ["Summary", "Issue key", "Issue id", "Issue Type", "Status", "Priority", "Custom field (Partner)",
               "Custom field (Business priority)", "Sprint", "Sprint", "Created", "Updated", "Resolved"]
WORK_TYPES = ["Story", "Bug", "Story", "Task", "Bug", "Technical Debt", "Story", "Risk"]
WORK_ITEMS = 26		# a partner, one every week from April 2026 on
EXPORTED = datetime.datetime(2026, 10, 1, 8, 30)


def jira_time(moment):
    """As a Jira set to English writes it, 27/Dec/25 10:48 AM, whatever the locale here."""
    month = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][moment.month - 1]
    return (f"{moment.day:02d}/{month}/{moment.year % 100:02d} {moment.hour % 12 or 12}:{moment.minute:02d} "
            f"{'AM' if moment.hour < 12 else 'PM'}")


def work_rows():
    """A Jira export, newest issue first. What would be done after the export is still open."""
    rows = []
    for number in range(WORK_ITEMS):
        for partner, (project, subjects) in PROJECTS.items():
            noise = Noise("work", project, number)
            created = datetime.datetime(2026, 4, 1, 8) + datetime.timedelta(days=7 * number, minutes=int(noise.next() * 540))
            done = created + datetime.timedelta(days=2 + int(noise.next() ** 2 * 70), minutes=int(noise.next() * 480))
            is_done = done < EXPORTED
            sprint = f"{project} {created.year}-{created.month:02d}"
            later = f"{project} {done.year}-{done.month:02d}"
            rows.append([f"{subjects[number % len(subjects)]}, part {number // len(subjects) + 1}", f"{project}-{101 + number}",
                         str(20001 + len(rows)), WORK_TYPES[(number + len(project)) % len(WORK_TYPES)],
                         "Done" if is_done else "In Progress" if created < EXPORTED - datetime.timedelta(days=14) else "To Do",
                         ["Low", "Medium", "High"][int(noise.next() * 3)], partner, "Yes" if noise.next() < 0.6 else "No",
                         sprint, later if is_done and later != sprint else "",
                         jira_time(created), jira_time(done if is_done else created), jira_time(done) if is_done else ""])
    # Closed by hand, past the workflow that sets the day of resolution: its last change has to stand in for it.
    rows[11][-1] = ""
    return rows[::-1]


def write(directory, name, header, rows, delimiter=",", end="\n", bom=False):
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter, lineterminator=end)
    writer.writerow(header)
    writer.writerows(rows)
    with open(os.path.join(directory, name), "wb") as file:
        file.write((b"\xef\xbb\xbf" if bom else b"") + stream.getvalue().encode("utf-8"))


def main(directory):
    kpi_header = ["partner", "period", "kpi", "value", "target", "green_at", "red_at", "rating", "unit", "note"]
    write(directory, "kpi-2025.csv", kpi_header, [row for q in QUARTERS[:5] for row in kpi_rows(q)])
    for name, quarter in (("kpi-2026-q1.csv", "2026-Q1"), ("kpi-2026-q2.csv", "2026-Q2"), ("kpi-2026-q3.csv", "2026-Q3")):
        write(directory, name, kpi_header, kpi_rows(quarter))
    months = [f"{2024 + (9 + i) // 12}-{(9 + i) % 12 + 1:02d}" for i in range(24)]
    write(directory, "kpi-aurora-monthly.csv", ["Partner", "Period", "KPI", "Value"],
          [["AURORA", month, "availability", f"{value:.2f}".replace(".", ",")]
           for month, value in zip(months, AURORA_AVAILABILITY)], delimiter=";", end="\r\n", bom=True)

    survey_header = ["partner", "period", "respondent", "side", "from", "question", "answer", "comment"]
    for survey in SURVEYS:
        write(directory, f"survey-{survey.lower()}.csv", survey_header, survey_rows(survey, words=survey == "2025-Q1"))

    write(directory, "partners.csv",
          ["partner", "name", "aliases", "kind", "tier", "owner_client", "owner_partner", "contract_start",
           "contract_end", "review_date", "status"], [list(row) + ["active"] for row in PARTNERS])
    write(directory, "invites.csv", ["partner", "period", "side", "invited"],
          [[partner, survey, side, invited] for survey in SURVEYS for partner, *_ in PARTNERS
           for side, (_means, _counts, invited) in OPINION[partner].items()])
    write(directory, "work-items-jira.csv", WORK_HEADER, work_rows(), bom=True)
    write(directory, "overrides.csv", ["partner", "period", "target", "colour", "reason", "author", "date", "expires"],
          [["MERIDIAN", "2026-Q3", "health", "yellow",
            "Funding of phase two is undecided on both sides; the joint board keeps the alliance on watch.",
            "Aisha Rahman", "2026-09-24", "2026-12-31"]])


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "samples")
