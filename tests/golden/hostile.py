"""A portfolio that is hard to draw: every shape of data in which a page could break."""
import pathlib
import random

from running import ROOT, publish

PERIODS = [f"{year}-Q{quarter}" for year in (2024, 2025, 2026) for quarter in (1, 2, 3, 4)][3:11]
NOW = PERIODS[-1]
LONG = ("Internationale Gesellschaft für grenzüberschreitende Schwertransportlogistik, Zollabwicklung und "
        "Ersatzteilversorgung der Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft mbH & Co. KG")
NAMES = {
    "one-letter": "X", "sixty": LONG[:60], "two-hundred": (LONG + " Wien Zürich")[:200], "one-word": "Q" * 90,
    "one-kpi": "One KPI", "eighty": "Eighty KPIs and nothing else", "no-survey": "Without a survey", "only-survey": "Only a survey",
    "suppressed": "Everything suppressed", "red": "Everything red", "one-period": "One period", "gaps": "Eight periods with gaps",
    "watermelon": "Green outside, red inside", "ten-million": "Ten million of everything",
}
KPIS = {  # id: (good, bad)
    "on_time_delivery": (99, 80), "delivered_in_full": (99.5, 80), "defect_rate": (0.1, 9), "order_lead_time": (2, 40),
    "milestones_on_time": (100, 20), "change_success": (99, 60), "customer_satisfaction": (9, 2), "response_time": (2, 90),
    "meeting_attendance": (99, 20), "early_warnings": (95, 10), "promises_kept": (97, 30), "invoice_accuracy": (99.9, 60),
    "targets_agreed": (100, 20), "decision_time": (3, 90), "cost_to_budget": (98, 180),
}
QUESTIONS = ["communication", "trust", "shared_goals", "decision_making", "constructiveness", "responsiveness", "transparency",
             "commitments", "culture", "one_team", "surprises", "participation"]


def periods_of(partner):
    return {"one-period": [NOW], "gaps": PERIODS[::3] + [NOW]}.get(partner, PERIODS)


def kpi_rows(partner, chance):
    if partner == "only-survey":
        return
    for period in periods_of(partner):
        if partner == "eighty":
            for number in range(80):
                yield f'{partner},{period},measure_{number:02}_of_a_long_list_of_measures,{chance.randint(50, 110)},100,%,'
            continue
        for number, (kpi, (good, bad)) in enumerate(KPIS.items()):
            if partner == "one-kpi" and number > 0:
                continue
            share = chance.uniform(0.8, 1) if partner == "red" else chance.uniform(0, 0.15 if partner == "watermelon" else 0.5)
            value = round(good + (bad - good) * share, 2)
            note = "a note that goes on and on, because somebody had much to explain about this one" if number == 3 else ""
            unit = "hundredweight per working day and site" if number == 4 else ""
            if partner == "ten-million" and number < 6:
                value *= 10_000_000
            yield f'{partner},{period},{kpi},{"" if number == 7 and partner == "sixty" else value},,{unit},"{note}"'


def answers(partner, chance):
    if partner in ("no-survey", "eighty", "one-kpi"):
        return
    people = 2 if partner == "suppressed" else 9
    low, high = (1, 2) if partner in ("red", "watermelon") else (2, 5)
    for period in periods_of(partner):
        for side in ("client", "partner"):
            for person in range(people):
                for question in QUESTIONS:
                    given = chance.randint(low, high)
                    yield f"{partner},{period},{side[0]}{person},{side},{question},{6 - given if question == 'surprises' else given}"


def write(directory):
    """The settings' path; always the same files."""
    chance = random.Random(4)
    directory = pathlib.Path(directory)
    directory.mkdir(parents=True)
    owner = "Wilhelmina-Alexandra Featherstonehaugh-Cholmondeley"
    listed = [f'{partner},"{name}",supplier,strategic,{owner},{owner}' for partner, name in NAMES.items()]
    kpis = [row for partner in NAMES for row in kpi_rows(partner, chance)]
    said = [row for partner in NAMES for row in answers(partner, chance)]
    reason = "Die Zusammenarbeit steht nach dem Vorfall vom September unter besonderer Beobachtung beider Vorstände, bis der Bericht vorliegt."
    files = {
        "partners.csv": ["partner,name,kind,tier,owner_client,owner_partner", *listed],
        "kpi.csv": ["partner,period,kpi,value,target,unit,note", *kpis],
        "survey.csv": ["partner,period,respondent,side,question,answer", *said],
        "overrides.csv": ["partner,period,target,colour,reason,author,date,expires",
                          *(f'{partner},{NOW},{target},{colour},"{reason}",{owner},2026-09-24,2026-12-31' for partner, target, colour in
                            (("sixty", "health", "yellow"), ("red", "health.trust", "yellow"), ("gaps", "health.delivery", "red")))],
    }
    for name, lines in files.items():
        (directory / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    (directory / "rapport.ini").write_text(f"""[organisation]
name = "{LONG[:70]}"
confidentiality = "Strictly confidential"
[inputs]
kpi = kpi.csv
survey = survey.csv
partners = partners.csv
overrides = overrides.csv
[model]
file = {ROOT}/config/model.ini
[output]
archive = archive
""", encoding="utf-8")
    return directory / "rapport.ini"


def run(config, archive, *settings):
    """The directory of one run with these settings."""
    more = [part for setting in settings for part in ("--set", setting)]
    return publish(config, NOW, archive, "--as-of", "2026-09-30", *more)


def scorecards(directory):
    """{partner: path} of a run."""
    return {path.parent.name: path for path in directory.glob("partners/*/scorecard-*.pdf")}
