"""A survey in another language needs one file: no label is English on any page, and counts and dates follow."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from livingsurvey.build.mkdocs_site import build_site
from livingsurvey.site.messages import PATH, PREFIX, SCREENING, Message, read_catalogue
from livingsurvey.store.theme_files import THEME

from tests.theme.german import CATALOGUE, write_german_survey

ENGLISH = read_catalogue(THEME / "messages" / "en.html")
GERMAN = read_catalogue(CATALOGUE)
#: Attributes that people read or hear.
READ = {"aria-label", "title", "placeholder", "alt"}
#: Pages that quote what the tool says of its own files and rules, which is in English.
REFERENCE = {"data/index.html", "fields.html", "rules.html"}
#: English words that are none in German, as they are within a sentence.
WORDS = re.compile(
    r"\b(?:the|of|and|with|by|from|is|are|to|for|papers?|no|all|both|shares?|at|up|not|results?|topics?)\b"
)
PLACEHOLDER = re.compile(r"\\{\w+\\}")


class Said(HTMLParser):
    """What a page says: each text between tags, and each attribute that people read. Code is none of it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._quiet = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._quiet += tag in ("script", "style", "code")
        given = dict(attrs)
        described = tag == "meta" and given.get("name") == "description"
        self.texts += [text for name, text in attrs if text and (name in READ or (described and name == "content"))]

    def handle_endtag(self, tag: str) -> None:
        self._quiet -= tag in ("script", "style", "code")

    def handle_data(self, data: str) -> None:
        if not self._quiet and data.strip():
            self.texts.append(" ".join(data.split()))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of the German survey."""
    root = write_german_survey(tmp_path_factory.mktemp("deutsch"))
    return build_site(root)


@pytest.fixture(scope="module")
def said(site: Path) -> dict[str, list[str]]:
    """What each page says, by its path."""
    return {page.relative_to(site).as_posix(): Said(page.read_text()).texts for page in site.rglob("*.html")}


def forms(message: Message) -> list[str]:
    return list(message.values()) if isinstance(message, dict) else [message]


def english_labels(with_values: bool) -> Iterator[re.Pattern[str]]:
    """The English texts that are others in German; those ``with_values`` have placeholders, which may be anything."""
    for key, message in ENGLISH.items():
        for text in set(forms(message)) - set(forms(GERMAN[key])):
            pattern = PLACEHOLDER.sub(".+?", re.escape(text))
            if (pattern != re.escape(text)) is with_values and re.search(r"[^\W\d_]{2}", re.sub(r"\{\w+\}", "", text)):
                yield re.compile(pattern)


def test_the_catalogue_has_every_message_with_its_placeholders_and_plural_forms() -> None:
    assert list(GERMAN) == sorted(ENGLISH)
    for key, message in GERMAN.items():
        assert isinstance(message, dict) == isinstance(ENGLISH[key], dict), key
        wanted = {name for text in forms(ENGLISH[key]) for name in re.findall(r"\{\w+\}", text)}
        assert {name for text in forms(message) for name in re.findall(r"\{\w+\}", text)} == wanted, key


def test_no_page_has_an_english_label(said: dict[str, list[str]]) -> None:
    assert len(said) > 30
    # One word on a page of reference may be the name of a model, or what rules are about.
    pages = {text: page for page, texts in said.items() for text in texts if page not in REFERENCE or " " in text}
    own = {text: page for text, page in pages.items() if page not in REFERENCE}
    for texts, with_values in ((pages, False), (own, True)):
        found = {
            (texts[text], text) for label in english_labels(with_values) for text in texts if label.fullmatch(text)
        }
        assert found == set()


def test_no_page_has_an_english_sentence(said: dict[str, list[str]]) -> None:
    pages = {page: texts for page, texts in said.items() if page not in REFERENCE}
    assert {(page, text) for page, texts in pages.items() for text in texts if WORDS.search(text)} == set()


def test_the_pages_say_which_language_they_are_in(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert {re.findall(r'<html lang="([^"]*)"', page.read_text())[0] for page in pages} == {"de"}


def test_counts_and_dates_follow_the_language(said: dict[str, list[str]]) -> None:
    assert any("2 Arbeiten" in text for text in said["topics/stilles-lesen.html"])
    assert "1 Arbeit von A bis Z." not in said["papers/index.html"]
    assert "4 Arbeiten von A bis Z." in said["papers/index.html"]
    assert "Gefunden" in said["method.html"]
    assert any("1 Quelle" in text for text in said["sources.html"])
    assert "29. Juli, Jahr nicht angegeben" in said["sources.html"]
    assert "· 3. Mai" in said["papers/vom-lesen.html"]
    assert any("40 % weniger Zeit, höchstens" in text for text in said["papers/vom-lesen.html"])
    assert "gleiches Thema: Stilles Lesen; beide nennen Faust; beide über „Lesen“" in said["papers/vom-lesen.html"]


def test_scripts_get_the_german_messages(site: Path) -> None:
    text, stemmer, *_ = (site / PATH).read_text().split(";\n")
    assert stemmer == '(window.survey??={}).stemmer="german"'
    given = json.loads(text[text.index("{", text.index("messages")) :])
    used = {key for key in GERMAN if key.startswith(PREFIX) and not key.startswith(SCREENING)}
    assert given == {key: GERMAN[key] for key in used}


def test_the_search_box_and_the_results_of_scripts_are_german(site: Path) -> None:
    assert "40\u00a0% weniger Zeit, höchstens" in (site / "assets" / "results-data.js").read_text()
    assert 'placeholder="Titel und Zusammenfassungen durchsuchen"' in (site / "map.html").read_text()
