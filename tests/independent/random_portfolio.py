"""Writes a random but legal portfolio that `rapport run -c DIR/rapport.ini` can read.

The same seed gives the same files. Every rule of the model turns up sooner or later: all kinds of
indicators, limits from the row, an override, the model or a target, blank, NA, withheld, rejected and
duplicate rows, months, half-years and years beside quarters, KPIs shared by ALL, KPIs that the model does
not know, suppressed sides, reversed questions, words for answers, invitations and colour overrides.

    random_portfolio.py SEED DIR        prints the period to report
"""

import csv
import os
import random
import sys

NAMES = ("Acme", "Škoda Auto", "Ё-Логистика", "Ελληνική", "Nguyễn & Co", "Łódź Works", "a,b \"quoted\"", "delta.7",
         "Zürich", "omega")
LENSES = ("health", "collaboration", "csf", "mandate")
GROUPS = ("alpha", "beta", "gamma", "delta", "epsilon")
WORDS = {"good": 90, "amber": 65, "weak": 55, "bad": 25}
AGREE = ("strongly disagree", "disagree", "neither", "agree", "strongly agree")
CHOICES = {"yes": ("yes", "true", "1"), "no": ("no", "false", "0")}


class Portfolio:
    def __init__(self, seed, directory):
        self.random, self.directory = random.Random(seed), directory
        self.months = self.random.choice((3, 3, 3, 3, 6, 12, 1))
        self.base = 2012 * 12                               # starts are months since then
        self.last = self.random.randrange(10 * 12, 14 * 12) // self.months * self.months
        self.partners = self.random.sample(NAMES, self.random.randint(2, 6))
        self.lenses = {lens: list(GROUPS[:self.random.randint(2, 5)])
                       for lens in LENSES[:self.random.randint(1, 4)]}

    # ---- small draws

    def chance(self, probability):
        return self.random.random() < probability

    def period_text(self, start, months):
        year, month = divmod(self.base + start, 12)
        return {12: f"{year}", 6: f"{year}-H{month // 6 + 1}", 3: f"{year}-Q{month // 3 + 1}",
                1: f"{year}-{month + 1:02d}"}[months]

    def reported(self):
        return self.period_text(self.last, self.months)

    def number(self, value):
        """As the file writes it; never three decimals, which a reader may take for thousands."""
        text = f"{value:.2f}".rstrip("0").rstrip(".")
        if self.chance(0.05):
            text = f"{value:.2f}"
        if self.comma and self.chance(0.7):
            text = text.replace(".", ",")
        return text + (self.random.choice(("%", " %")) if self.chance(0.04) else "")

    def write(self, name, header, rows):
        """One CSV file with this portfolio's separator, line ends and column order."""
        order = list(range(len(header)))
        self.random.shuffle(order)
        path = os.path.join(self.directory, name)
        with open(path, "w", encoding="utf-8-sig" if self.chance(0.2) else "utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=self.separator, lineterminator=self.line_end)
            for row in [header] + rows:
                writer.writerow([row[column] for column in order])

    # ---- the model

    def write_model(self):
        lines = []
        for position, (lens, groups) in enumerate(self.lenses.items()):
            lines += [f"[lens {lens}]", f'title = "Lens {lens}"', "groups = " + ", ".join(groups)]
            lines += ["primary = yes"] if position == 0 else []
            if self.chance(0.5):
                lines.append("sides = " + self.random.choice(("client, partner", "client, partner, peer", "client")))
            for group in groups:
                weight, share = self.random.choice((0, 1, 1, 2, 3, 0.5)), self.random.choice((0.5, 0.5, 0.3, 1, 0, 0.7))
                lines += [f"[group {lens}.{group}]", f'title = "Group {group}"', f"weight = {weight}",
                          f"kpi_share = {share}"]
        lines += self.scale_lines() + self.kpi_lines() + self.question_lines() + self.override_lines() + self.policy_lines()
        with open(os.path.join(self.directory, "model.ini"), "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
        self.model_text = "\n".join(lines)

    def scale_lines(self):
        lines = ["[scale agree5]", "min = 1", "max = 5"]
        lines += [f'label {point} = "{word}"' for point, word in enumerate(AGREE, 1)]
        lines += ["[scale recommend10]", "min = 0", "max = 10"]
        for word, score in WORDS.items():
            lines += [f"[rating {word}]", f"score = {score}", f'words = "{word}|{word} indeed"']
        return lines

    def membership(self):
        """One line per lens that counts the indicator; every indicator is in one lens at least."""
        chosen = [lens for lens in self.lenses if self.chance(0.7)] or [self.random.choice(list(self.lenses))]
        return [f"{lens} = {self.random.choice(self.lenses[lens])}" for lens in chosen]

    def kpi_lines(self):
        self.kpis, lines = {}, []
        kinds = ("higher", "higher", "higher", "lower", "lower", "range", "yesno", "level", "rating", "track")
        for number in range(self.random.randint(5, 16)):
            kpi = {"kind": self.random.choice(kinds), "limits": None, "target": None}
            name = f"kpi_{number:02d}"
            keys = [f'title = "Indicator {number}"', f"direction = {kpi['kind']}"]
            if kpi["kind"] in ("higher", "lower"):
                red = self.random.choice((50, 95, 4, 0.5, 20))
                span = self.random.choice((0.4, 1, 5, 10)) * (1 if kpi["kind"] == "higher" else -1)
                kpi["span"] = (round(red + span, 2), red)
                choice = self.random.random()
                if choice < 0.6:
                    kpi["limits"] = kpi["span"]
                    keys += [f"green_at = {kpi['span'][0]}", f"red_at = {red}"]
                elif choice < 0.75:
                    kpi["target"] = kpi["span"][0] or 1
                    keys.append(f"target = {kpi['target']}")
            elif kpi["kind"] == "range":
                low = self.random.choice((10, 40))
                kpi["span"] = (low, low + 20)
                keys += [f"green_low = {low}", f"green_high = {low + 20}", f"red_low = {low - 5}",
                         f"red_high = {low + 30}"]
            elif kpi["kind"] == "level":
                keys += ["level_min = 0", "level_max = 5"]
            keys += [f"weight = {self.random.choice((0, 0.5, 2, 3))}"] if self.chance(0.5) else []
            keys += ["critical = yes"] if self.chance(0.2) else []
            keys += [f'aliases = "Number {number}|the {number}th"'] if self.chance(0.2) else []
            keys += ["required = yes"] if self.chance(0.1) else []
            keys += [f"aggregate = {self.random.choice(('mean', 'last', 'sum', 'min', 'max'))}"] if self.chance(0.5) else []
            lines += [f"[kpi {name}]"] + keys + self.membership()
            self.kpis[name] = kpi
        return lines

    def question_lines(self):
        self.questions, lines = {}, []
        for number in range(self.random.randint(2, 9)):
            scale = self.random.choice(("agree5", "agree5", "recommend10", ""))
            ends = {"agree5": (1, 5), "recommend10": (0, 10), "": (1, 7)}[scale]
            keys = [f'text = "Question {number}"'] + ([f"scale = {scale}"] if scale else ["scale_min = 1", "scale_max = 7"])
            keys += ["reverse = yes"] if self.chance(0.25) else []
            keys += [f"weight = {self.random.choice((0.5, 2, 3))}"] if self.chance(0.3) else []
            lines += [f"[question q_{number}]"] + keys + self.membership()
            self.questions[f"q_{number}"] = (scale, ends)
        return lines

    def override_lines(self):
        lines = []
        for name, kpi in self.kpis.items():
            if kpi["limits"] and self.chance(0.15):
                green, red = kpi["limits"]
                lines += [f"[override own-{name}]", f"partner = '{self.random.choice(self.partners)}'",
                          f"kpi = {name}", f"green_at = {round(green + (green - red) / 2, 2)}"]
                lines += [f"red_at = {round(red + (green - red) / 4, 2)}"] if self.chance(0.5) else []
        return lines

    def policy_lines(self):
        lines = ["[policy]"]
        for key, values in (("min_n", (2, 3, 4, 5)), ("min_evidence", (60, 50, 75, 20)), ("red_groups", (1, 2, 3)),
                            ("plan_periods", (1, 2, 4)), ("survey_max_age", (0, 1, 2)), ("robustness", (25, 10)),
                            ("default_tolerance", (10, 25)), ("green", (80, 75)), ("yellow", (50, 40))):
            if self.chance(0.4):
                lines.append(f"{key} = {self.random.choice(values)}")
        return lines

    # ---- the facts

    def value(self, kpi):
        if kpi["kind"] in ("higher", "lower"):
            green, red = kpi["span"]
            return self.number(self.random.choice((green, red, red + (green - red) * self.random.uniform(-1, 3),
                                                   red + (green - red) * self.random.uniform(0, 2))))
        if kpi["kind"] == "range":
            low, high = kpi["span"]
            return self.number(self.random.uniform(low - 8, high + 14))
        if kpi["kind"] == "yesno":
            return self.random.choice(CHOICES[self.random.choice(("yes", "no"))])
        if kpi["kind"] == "level":
            return self.random.choice(("0", "1", "2", "3", "4", "5", "6"))
        return self.number(self.random.uniform(0, 100))

    def kpi_row(self, partner, period, name, kpi):
        """[partner, period, kpi, value, target, direction, green_at, red_at, rating, weight]."""
        value, target, direction, green_at, red_at, rating, weight = self.value(kpi), "", "", "", "", "", ""
        if kpi["kind"] == "rating":
            value, rating = "", self.random.choice(("good", "amber", "weak", "Bad", "good indeed", "unheard of", "", "NA", "Withheld"))
        if kpi["kind"] in ("higher", "lower"):
            green, red = kpi["span"]
            if not kpi["limits"] and not kpi["target"] and self.chance(0.85):
                if self.chance(0.5) and green > 0:
                    target = self.number(green)
                else:
                    green_at, red_at = self.number(green), self.number(red)
            elif self.chance(0.1):
                green_at, red_at = self.number(green + (green - red)), self.number(red)
            elif self.chance(0.03):
                green_at, red_at = self.number(green), self.number(green)         # G = R: a rejected row
            elif self.chance(0.05):
                direction = "none"
        weight = self.number(self.random.choice((0, 1, 1.5, 4))) if self.chance(0.1) else ""
        if kpi["kind"] not in ("rating",) and self.chance(0.18):
            value = self.random.choice(("", "", "NA", "na", "WITHHELD", "nan", "twelve", "1e999"))
            weight, green_at, red_at = "", green_at if target == "" and red_at != green_at else "", red_at
            green_at, red_at = (green_at, red_at) if green_at else ("", "")
            if value == "" and self.chance(0.3):
                rating = "good"
        elif self.chance(0.01):
            weight = "-1"
        names = [name] if f'aliases = "Number {int(name[4:])}|' not in self.model_text else [name, f"number {int(name[4:])}"]
        partner = self.random.choice([partner, self.aliases.get(partner, partner)])
        return [partner, period, self.random.choice(names), value, target, direction, green_at, red_at, rating, weight]

    def write_kpis(self):
        rows = []
        shared = {name for name in self.kpis if self.chance(0.15)}
        for partner in self.partners + ["ALL"]:
            for name, kpi in self.kpis.items():
                if partner == "ALL" and name not in shared or partner != "ALL" and self.chance(0.15):
                    continue
                for back in range(self.random.randint(1, 8)):
                    start = self.last - back * self.months - (self.months * self.random.randint(0, 2) if self.chance(0.1) else 0)
                    if not self.chance(0.1):
                        rows += self.kpi_period(partner, start, name, kpi)
        rows += self.unknown_rows()
        self.write("kpi-1.csv", ["Partner", "period", "KPI", "value", "target", "direction", "green_at", "Red At", "rating",
                                 "weight"], rows)

    def kpi_period(self, partner, start, name, kpi):
        """The rows that one KPI brings for one reported period: one, or finer ones, or a coarser one, or a duplicate."""
        key = (partner, start, name)
        if key in self.taken:
            return []
        self.taken.add(key)
        if self.months > 1 and kpi["kind"] in ("higher", "lower", "range", "level") and self.chance(0.12):
            rows = [self.kpi_row(partner, self.period_text(month, 1), name, kpi)
                    for month in range(start, start + self.months) if not self.chance(0.2)]
            return [row[:8] + ["", row[9]] for row in rows]     # words have no mean
        if self.months < 12 and self.chance(0.05):
            return self.coarse_row(partner, start // 12 * 12, 12, name, kpi)
        row = self.kpi_row(partner, self.period_text(start, self.months), name, kpi)
        if self.chance(0.03):                               # a pair that differs in its value is refused
            return [row, row[:3] + [self.value(kpi) if kpi["kind"] != "rating" else ""] + row[4:]]
        return [row]

    def coarse_row(self, partner, start, months, name, kpi):
        if (partner, start, name, months) in self.taken:
            return []
        self.taken.add((partner, start, name, months))
        return [self.kpi_row(partner, self.period_text(start, months), name, kpi)]

    def unknown_rows(self):
        """KPIs of which only the data know: one with targets, one without."""
        rows = []
        for partner in self.partners:
            if self.chance(0.3):
                rows.append([partner, self.reported(), "newcomer", self.number(self.random.uniform(80, 100)), "95", "", "", "", "", ""])
            if self.chance(0.3):
                rows.append([partner, self.reported(), "curiosity", self.number(self.random.uniform(80, 100))] + [""] * 6)
        return rows

    def answer(self, scale, ends):
        low, high = ends
        point = self.random.randint(low, high)
        if self.chance(0.02):
            return self.random.choice(("99", "no idea", "-1"))
        if self.chance(0.04):
            return ""
        return AGREE[point - 1].upper() if scale == "agree5" and self.chance(0.3) else str(point)

    def write_survey(self):
        rows, invites = [], []
        for back in (0, 1, 2, 3, 4):
            if not self.chance(0.6):
                continue
            period = self.period_text(self.last - back * self.months, self.months)
            for partner in self.partners:
                for side in ("client", "partner", "peer"):
                    if self.chance(0.15):
                        continue
                    count = self.random.choice((1, 3, 5, 6, 8, 12))
                    rows += self.side_rows(partner, period, side, count)
                    if self.chance(0.5):
                        invites.append([partner, period, side, str(count + self.random.randint(-1, 12))])
        self.write("survey.csv", ["partner", "period", "respondent", "side", "from", "question", "answer"], rows)
        self.write("invites.csv", ["partner", "period", "side", "invited"], invites)

    def side_rows(self, partner, period, side, count):
        rows = []
        for person in range(count):
            sender = self.random.choice(self.partners) if side == "peer" else ""
            for question, (scale, ends) in self.questions.items():
                if self.chance(0.2):
                    continue
                row = [self.random.choice([partner, self.aliases.get(partner, partner)]), period, f"r{person}", side, sender, question, self.answer(scale, ends)]
                rows.append(row)
                if self.chance(0.01):
                    rows.append(row[:-1] + [self.answer(scale, ends) or "1"])
        return rows

    def write_partners(self):
        rows = [[name, f"{name} – full name", self.random.choice(("supplier", "alliance")), self.aliases.get(name, ""),
                 self.random.choice(("active", "active", "", "left"))] for name in self.partners
                if name in self.aliases or self.chance(0.7)]
        rows.append(["Silent one", "Silent one", "supplier", "", self.random.choice(("active", "left"))])
        self.write("partners.csv", ["partner", "name", "kind", "aliases", "status"], rows)

    def write_overrides(self):
        rows = []
        for lens, groups in self.lenses.items():
            for target in [lens] + [f"{lens}.{group}" for group in groups]:
                if self.chance(0.15):
                    reason = "agreed by both boards after the outage" if self.chance(0.8) else "because"
                    expires = self.random.choice(("", "2000-01-01", "2099-12-31"))
                    rows.append([self.random.choice(self.partners),
                                 self.period_text(self.last - (self.months if self.chance(0.2) else 0), self.months), target,
                                 self.random.choice(("green", "yellow", "red", "grey")), reason, "A. Author", "2026-01-15", expires])
        self.write("overrides.csv", ["partner", "period", "target", "colour", "reason", "author", "date", "expires"], rows)

    def write_settings(self, formats):
        with open(os.path.join(self.directory, "rapport.ini"), "w", encoding="utf-8") as file:
            file.write('[organisation]\nname = "Random & Sons"\n[inputs]\nkpi = kpi-*.csv\nsurvey = survey.csv\n'
                       "partners = partners.csv\noverrides = overrides.csv\ninvites = invites.csv\n"
                       f"[model]\nfile = model.ini\n[output]\narchive = archive\nformats = {formats}\n")

    def generate(self, formats):
        os.makedirs(self.directory, exist_ok=True)
        self.taken = set()
        self.aliases = {name: f"{name} Holding" for name in self.partners if self.chance(0.2)}
        self.separator = self.random.choice(",;,\t|")
        self.line_end = self.random.choice(("\n", "\n", "\r\n"))
        self.comma = self.separator != "," and self.chance(0.5)
        self.write_model()
        self.write_kpis()
        self.write_survey()
        self.write_partners()
        self.write_overrides()
        self.write_settings(formats)
        return self.reported()


def generate(seed, directory, formats="xlsx"):
    """Writes the portfolio of seed into directory; the period to report."""
    return Portfolio(seed, os.fspath(directory)).generate(formats)


if __name__ == "__main__":
    print(generate(int(sys.argv[1]), sys.argv[2]))
