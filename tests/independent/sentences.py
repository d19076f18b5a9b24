"""Reads the sentences of a report back: which text of strings.<language>.ini a sentence is, and the words and numbers in it."""

import re

import rapport_inputs as inputs


class Language:
    """The texts of one strings file, each as a pattern that a sentence may fit."""

    def __init__(self, path):
        self.texts = {f"{section}.{key}": value for section, keys in inputs.read_ini(path) for key, value in keys.items()}
        self.patterns = {key: re.compile(pattern(text), re.S) for key, text in self.texts.items()}
        self.literal = {key: len(re.sub(r"\{[^}]*\}", "", text)) for key, text in self.texts.items()}

    def read(self, sentence, *sections):
        """[(key, {name: text})] of every text of the sections (none: all) that the sentence fits, the most literal one first."""
        found = [(key, match.groupdict()) for key, regex in self.patterns.items() if not sections or key.split(".")[0] in sections
                 for match in [regex.fullmatch(sentence)] if match]
        return sorted(((key, {name: value for name, value in parts.items() if value is not None}) for key, parts in found),
                      key=lambda entry: -self.literal[entry[0]])

    def fits(self, key, sentence):
        """The parts of a sentence that is this text, or None."""
        match = self.patterns[key].fullmatch(sentence)
        return match and {name: value for name, value in match.groupdict().items() if value is not None}

    def number(self, text):
        """The number that the language wrote, or None for none."""
        if text.strip() == "–":
            return None
        plain = text.replace("−", "-").replace("\u00a0", " ").replace("\u202f", " ").strip()
        thousands = self.texts["language.thousands"].replace("\u00a0", " ").replace("\u202f", " ")
        return float(plain.replace(thousands, "").replace(self.texts["language.decimal"], "."))

    def plural_agrees(self, parts):
        """Every {name|one|many} took the word that its number asks for."""
        singular = self.texts["language.one"].split("|")
        wrong = [name for name in parts if name.endswith("__one") and parts[name[:-5]] not in singular]
        return wrong + [name for name in parts if name.endswith("__many") and parts[name[:-6]] in singular] == []


def pattern(text):
    """{name} fits anything, a second one the same again; {name|one|many} fits either word."""
    seen, made = set(), ""
    for piece in re.split(r"(\{[^}]*\})", text):
        if not piece.startswith("{"):
            made += re.escape(piece)
            continue
        name, *forms = piece[1:-1].split("|")
        if forms:
            made += f"(?:(?P<{name}__one>{re.escape(forms[0])})|(?P<{name}__many>{re.escape(forms[1])}))"
        else:
            made += f"(?P={name})" if name in seen else f"(?P<{name}>.+?)"
            seen.add(name)
    return made
