"""The words of the interface: complete in English, another language key by key, plural forms by the language."""

import json
import re
from pathlib import Path

import pytest
from livingsurvey.site.messages import PATH, MessageError, Messages, export_messages, read_catalogue, survey_messages
from livingsurvey.store.theme_files import THEME

ENGLISH = THEME / "messages" / "en.html"


def catalogue(folder: Path, language: str, json: str) -> Path:
    """A folder with a catalogue."""
    (folder / "messages").mkdir(parents=True, exist_ok=True)
    (folder / "messages" / f"{language}.html").write_text(f"{{% set messages = {json} %}}\n")
    return folder


def test_english_is_sorted_one_key_a_line() -> None:
    keys = re.findall(r'^"([^"]+)": ', ENGLISH.read_text(), re.MULTILINE)
    assert keys == sorted(read_catalogue(ENGLISH))


def test_scripts_get_the_messages_that_they_use_and_no_others() -> None:
    text = export_messages(Messages())[PATH].decode()
    scripts = [path.read_text() for path in (THEME / "assets" / "js").glob("*.js")]
    used = {key for script in scripts for key in re.findall(r'"(js\.[a-z_.]+)"', script)}
    used |= {key for key in Messages().texts if key.startswith("js.field.")}  # by the names that the data has
    assert "</" not in text
    messages, stemmer, _ = text.split(";\n")
    assert set(json.loads(messages[messages.index("{", messages.index("messages")) :])) == used
    assert stemmer == '(window.survey??={}).stemmer="english"'


def test_the_site_does_not_get_the_messages_of_the_page_for_screening() -> None:
    texts = [export_messages(Messages(), screening)[PATH].decode() for screening in (True, False)]
    assert ["js.screen." in text for text in texts] == [True, False]
    assert all("js.correct.now" in text for text in texts)


def test_placeholders_are_filled_and_values_are_not_read_again(tmp_path: Path) -> None:
    messages = Messages("en", [catalogue(tmp_path, "en", '{"of": "{a} of {b}, {a}"}')])
    assert messages.t("of", a="{b}", b=2) == "{b} of 2, {b}"


def test_another_language_says_its_own_words_and_english_the_others(tmp_path: Path) -> None:
    messages = Messages("de", [catalogue(tmp_path, "de", '{"paper.abstract": "Zusammenfassung"}'), THEME])
    assert (messages.t("paper.abstract"), messages.t("paper.related")) == ("Zusammenfassung", "Related papers")


def test_the_surveys_own_words_come_first(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_url: !ENV [SITE_URL, '']\ntheme: {name: survey, language: en}\n")
    catalogue(tmp_path / "overrides", "en", '{"paper.abstract": "Summary"}')
    messages = survey_messages(tmp_path)
    assert (messages.t("paper.abstract"), messages.t("cite.title")) == ("Summary", "Cite")


@pytest.mark.parametrize(
    ("language", "forms", "said"),
    [
        ("en", '{"one": "{count} paper", "other": "{count} papers"}', ["0 papers", "1 paper", "2 papers", "5 papers"]),
        (
            "pl",
            '{"one": "{count}a", "few": "{count}b", "many": "{count}c", "other": ""}',
            ["0c", "1a", "2b", "5c"],
        ),
        ("ja", '{"other": "{count}本"}', ["0本", "1本", "2本", "5本"]),
        ("fr", '{"other": "{count}"}', ["0", "1", "2", "5"]),
    ],
)
def test_the_count_chooses_the_plural_form_of_the_language(
    tmp_path: Path, language: str, forms: str, said: list[str]
) -> None:
    messages = Messages(language, [catalogue(tmp_path, language, f'{{"n": {forms}}}')])
    assert [messages.t("n", count=count) for count in (0, 1, 2, 5)] == said


@pytest.mark.parametrize(
    ("language", "date", "parts"),
    [
        ("en", "2024-05-03", ("3 May", "2024")),
        ("en", "2024-05", ("May", "2024")),
        ("en", "2024", ("", "2024")),
        ("en", "0990", ("", "990")),
        ("de", "2024-05-03", ("3 Mai", "2024")),
        ("zz-not-there", "2024-05", ("May", "2024")),
    ],
)
def test_months_have_the_names_of_the_language(language: str, date: str, parts: tuple[str, str]) -> None:
    assert Messages(language).date_parts(date) == parts


def test_an_unknown_key_is_an_error_that_names_it() -> None:
    with pytest.raises(MessageError, match=r"no\.such\.key"):
        Messages().t("no.such.key")


def test_a_missing_value_is_an_error_that_names_it() -> None:
    with pytest.raises(MessageError, match=r"paper\.added.*date"):
        Messages().t("paper.added")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{}", "must begin with"),
        ("{% set messages = {,} %}", "is not JSON"),
        ('{% set messages = {"a": 1, "b": {"one": "x"}} %}', "a, b: must be a text"),
        ('{% set messages = {"a": {"other": []}} %}', "a: must be a text"),
    ],
)
def test_what_is_no_catalogue_is_refused_by_name(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "messages").mkdir()
    (tmp_path / "messages" / "de.html").write_text(text)
    with pytest.raises(MessageError, match=reason) as caught:
        Messages("de", [tmp_path, THEME])
    assert "messages/de.html" in str(caught.value)


@pytest.mark.parametrize("settings", ["", "theme: x", "theme: {language: ../../x}", "theme: {language: [de]}", "["])
def test_settings_without_a_language_mean_english(tmp_path: Path, settings: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(settings)
    assert survey_messages(tmp_path).language == "en"


def test_without_settings_the_language_is_english(tmp_path: Path) -> None:
    assert survey_messages(tmp_path).t("paper.abstract") == "Abstract"
