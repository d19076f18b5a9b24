"""Writes a portfolio of any size for the benchmark: settings, model, KPI, survey and partner files.

    generate.py PARTNERS DIR [--kpis 12] [--quarters 8] [--respondents 30] [--questions 16] [--waves 2]

The same arguments give the same files. Rows are written as they are made: memory does not grow with size.
The period to report is 2026-Q3; answers come in its quarter and in the quarters before, one wave each.
"""

import argparse
import os

GROUPS = ("delivery", "communication", "trust", "shared_goals", "decision_making")
LAST = 2026 * 4 + 2                                # quarters since year 0: 2026-Q3


def quarter(back):
    year, part = divmod(LAST - back, 4)
    return f"{year}-Q{part + 1}"


def noise(*keys):
    """0..9999, the same on every machine: cheaper than a generator with state."""
    value = 2166136261
    for key in keys:
        value = ((value ^ key) * 16777619 + 374761393) & 0xFFFFFFFF
    value ^= value >> 15
    return (value * 2246822519 & 0xFFFFFFFF) % 10000


def write_model(path, kpis, questions):
    lines = []
    for lens, title in (("health", "Partnership health"), ("collaboration", "Collaboration")):
        lines += [f"[lens {lens}]", f'title = "{title}"', "groups = " + ", ".join(GROUPS)]
        lines += ["primary = yes"] if lens == "health" else []
        lines += [line for group in GROUPS
                  for line in (f"[group {lens}.{group}]", f'title = "{group.replace("_", " ").capitalize()}"')]
    for number in range(kpis):
        lower = number % 3 == 2
        lines += [f"[kpi kpi_{number:02d}]", f'title = "Indicator number {number}"', 'unit = "%s"' % ("h" if lower else "%"),
                  f"direction = {'lower' if lower else 'higher'}", f"green_at = {4 if lower else 95}",
                  f"red_at = {8 if lower else 90}", f"health = {GROUPS[number % 5]}", f"collaboration = {GROUPS[(number + 2) % 5]}"]
    for number in range(questions):
        lines += [f"[question q_{number:02d}]", f'text = "Statement number {number} about working together"', "scale_min = 1",
                  "scale_max = 5", f"health = {GROUPS[number % 5]}", f"collaboration = {GROUPS[(number + 1) % 5]}"]
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def write_settings(path):
    with open(path, "w", encoding="utf-8") as file:
        file.write('[organisation]\nname = "Benchmark"\n[inputs]\nkpi = kpi.csv\nsurvey = survey.csv\n'
                   "partners = partners.csv\n[model]\nfile = model.ini\n[output]\narchive = archive\nformats = pdf, xlsx\n")


def write_partners(path, partners):
    with open(path, "w", encoding="utf-8") as file:
        file.write("partner,name,kind\n")
        for partner in range(partners):
            file.write(f"p{partner:05d},Partner company number {partner},supplier\n")


def write_kpis(path, partners, kpis, quarters):
    with open(path, "w", encoding="utf-8", buffering=1 << 20) as file:
        file.write("partner,period,kpi,value\n")
        for partner in range(partners):
            for back in reversed(range(quarters)):
                period, rows = quarter(back), []
                for kpi in range(kpis):
                    draw = noise(partner, kpi, back)
                    value = f"{2 + draw / 1500:.2f}" if kpi % 3 == 2 else f"{87 + draw / 800:.2f}"
                    rows.append(f"p{partner:05d},{period},kpi_{kpi:02d},{value}\n")
                file.write("".join(rows))


def write_survey(path, partners, respondents, questions, waves):
    """Half of the respondents answer for the client, half for the partner."""
    tails = [f",q_{question:02d}," for question in range(questions)]
    with open(path, "w", encoding="utf-8", buffering=1 << 20) as file:
        file.write("partner,period,respondent,side,question,answer\n")
        for partner in range(partners):
            for wave in reversed(range(waves)):
                for person in range(respondents):
                    side = "client" if person % 2 == 0 else "partner"
                    head = f"p{partner:05d},{quarter(wave)},r{person:03d},{side}"
                    draw, rows = noise(partner, person, wave), []
                    for tail in tails:
                        draw = (draw * 1103515245 + 12345) & 0x7FFFFFFF
                        rows.append(f"{head}{tail}{1 + min(4, (draw >> 16) % 7 * 5 // 7 + partner % 2)}\n")
                    file.write("".join(rows))


def main():
    parser = argparse.ArgumentParser(description="Writes a portfolio for the benchmark.")
    parser.add_argument("partners", type=int)
    parser.add_argument("directory")
    for name, default in (("kpis", 12), ("quarters", 8), ("respondents", 30), ("questions", 16), ("waves", 2)):
        parser.add_argument(f"--{name}", type=int, default=default)
    wanted = parser.parse_args()
    os.makedirs(wanted.directory, exist_ok=True)

    def inside(name):
        return os.path.join(wanted.directory, name)
    write_settings(inside("rapport.ini"))
    write_model(inside("model.ini"), wanted.kpis, wanted.questions)
    write_partners(inside("partners.csv"), wanted.partners)
    write_kpis(inside("kpi.csv"), wanted.partners, wanted.kpis, wanted.quarters)
    write_survey(inside("survey.csv"), wanted.partners, wanted.respondents, wanted.questions, wanted.waves)


if __name__ == "__main__":
    main()
