"""The words of the reports: every key of the program stands in every language, with the same placeholders, and none is left over."""
import configparser
import pathlib
import re

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
LANGUAGES = ["en", "nl", "de", "fr"]
# Keys that the program puts together: a word set and a colour, an edition's name, a constant of the policy, a page of a template.
MADE = [r"(ryg|rag|uk4)(_in_sentence)?\.(green|yellow|yellow_high|red|grey)", r"page\.(internal|partner)", r"language\.name", r"policy\.[a-z_]+", r"page_title\.[a-z_]+"]


def texts(language):
    parser = configparser.ConfigParser(interpolation=None, comment_prefixes=(";",))
    parser.read(ROOT / f"templates/strings.{language}.ini", encoding="utf-8")
    return {f"{section}.{key}": value.strip('"') for section in parser.sections() for key, value in parser[section].items()}


def placeholders(text):
    return set(re.findall(r"\{(\w+)", text))


def keys_of_the_program():
    sources = "".join(path.read_text() for path in (ROOT / "src").rglob("*.c"))
    sections = "|".join(sorted({key.split(".")[0] for key in texts("en")}))
    return set(re.findall(rf'"((?:{sections})\.[a-z_0-9]+)"', sources))


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_languages_have_the_same_texts_and_placeholders(language):
    english, other = texts("en"), texts(language)
    assert set(other) == set(english)
    for key, text in english.items():
        assert placeholders(other[key]) == placeholders(text), key


def test_every_key_of_the_program_is_there():
    assert sorted(keys_of_the_program() - set(texts("en"))) == []


def test_no_text_is_left_over():
    made = re.compile("|".join(f"(?:{pattern})" for pattern in MADE))
    unused = set(texts("en")) - keys_of_the_program()
    assert sorted(key for key in unused if not made.fullmatch(key)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_have_their_number_of_parts(language):
    found = texts(language)
    assert len(found["language.months"].split("|")) == 12
    assert len(found["language.months_short"].split("|")) == 12
    for words in ("ryg", "rag", "uk4"):
        letters = found[f"{words}.letters"].split("|")
        # uk4 has a second letter for yellow.
        assert len(letters) == len(set(letters)) == (5 if words == "uk4" else 4), words
