"""The words that scripts show: one catalogue, complete in English, and a survey's own language where it has one."""

import json
import re
from pathlib import Path

import pytest
from livingsurvey.exports.messages import PATH, export_messages, read_catalogue

from tests.builders import REPOSITORY

ENGLISH = REPOSITORY / "overrides/messages/en.html"
BEGIN = "(window.survey??={}).messages="


def exported(root: Path) -> dict[str, object]:
    """The messages that the script assigns."""
    text = export_messages(root)[PATH].decode()
    assert text.startswith(BEGIN) and "</" not in text
    messages: dict[str, object] = json.loads(text.removeprefix(BEGIN).removesuffix(";\n"))
    return messages


def speaking(root: Path, language: str, catalogue: str | None = None) -> Path:
    """A survey in a language, with a catalogue of its own."""
    (root / "mkdocs.yml").write_text(f"site_url: !ENV [SITE_URL, '']\ntheme:\n  language: {language}\n")
    if catalogue is not None:
        (root / "overrides/messages").mkdir(parents=True)
        (root / f"overrides/messages/{language}.html").write_text(catalogue)
    return root


def test_every_message_that_scripts_use_is_in_english(tmp_path: Path) -> None:
    scripts = [path.read_text() for path in (REPOSITORY / "overrides/assets/js").glob("*.js")]
    used = {key for text in scripts for key in re.findall(r'"(js\.[a-z_.]+)"', text)}
    assert set(exported(tmp_path)) == used


def test_keys_are_sorted_one_a_line() -> None:
    keys = re.findall(r'^"([^"]+)": ', ENGLISH.read_text(), re.MULTILINE)
    assert keys == sorted(read_catalogue(ENGLISH))


def test_a_language_says_its_own_words_and_english_the_others(tmp_path: Path) -> None:
    own = '{% set messages = {"js.cite.copy": "Kopieren", "home.title": "Anfang"} %}'
    messages = exported(speaking(tmp_path, "de", own))
    assert (messages["js.cite.copy"], messages["js.cite.save"]) == ("Kopieren", "Save")
    assert "home.title" not in messages


def test_a_survey_may_word_english_its_own_way(tmp_path: Path) -> None:
    messages = exported(speaking(tmp_path, "en", '{% set messages = {"js.cite.copy": "Copy it"} %}'))
    assert messages["js.cite.copy"] == "Copy it"


@pytest.mark.parametrize("language", ["../../x", "[de]", "''", "xx"])
def test_a_language_without_a_catalogue_is_english(tmp_path: Path, language: str) -> None:
    assert exported(speaking(tmp_path, language)) == exported(REPOSITORY)


@pytest.mark.parametrize(
    ("catalogue", "reason"),
    [
        ("{}", "must begin with"),
        ("{% set messages = {,} %}", "is not JSON"),
        ('{% set messages = {"js.a": 1, "js.b": {"one": "x"}} %}', "js.a, js.b: must be a text"),
        ('{% set messages = {"js.a": {"other": []}} %}', "js.a: must be a text"),
    ],
)
def test_a_catalogue_that_is_none_is_refused_by_name(tmp_path: Path, catalogue: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason) as caught:
        exported(speaking(tmp_path, "de", catalogue))
    assert "messages/de.html" in str(caught.value)
