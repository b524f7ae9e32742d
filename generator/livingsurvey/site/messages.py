"""The words of the interface: one catalogue of messages, which the theme, the scripts and the generator share.

A catalogue is a template of the theme, ``messages/<language>.html``, whose whole content is one statement that sets
``messages`` to JSON: texts by key, or objects of plural forms. What a language lacks is said in English.
"""

import json
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml
from babel import Locale, UnknownLocaleError

from livingsurvey.model.errors import SurveyError
from livingsurvey.search.stems import snowball_name
from livingsurvey.site.data.scripts import script
from livingsurvey.store.theme_files import THEME, theme_folders

#: A message: a text, or a text for each plural form of CLDR (``one``, ``few``, ``other`` …).
Message = str | dict[str, str]

PATH = "assets/messages.js"
#: What the keys begin with that scripts use.
PREFIX = "js."
#: And those that only the page for screening uses, which is no page of the site.
SCREENING = "js.screen."
_BEGIN, _END = "{% set messages =", "%}"
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_REMEMBERED = 1 << 12  # messages and counts that are looked at once only
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]+)*")


class MessageError(SurveyError):
    """A message or a catalogue that is missing or is not what it must be; the text says which."""


class Messages:
    """The messages of one language."""

    def __init__(self, language: str = "en", folders: Sequence[Path] = (THEME,)) -> None:
        """Read the catalogues.

        Args:
            language: as ``theme.language`` of ``mkdocs.yml`` has it.
            folders: those that may have ``messages/``, the survey's own first.

        Raises:
            MessageError: when a catalogue is not what it must be.
        """
        self.language = language
        self.texts: dict[str, Message] = {}
        for name in dict.fromkeys(("en", language)):
            for file in (folder / "messages" / f"{name}.html" for folder in reversed(folders)):
                self.texts |= read_catalogue(file) if file.is_file() else {}

    def t(self, key: str, **values: Any) -> str:
        """The text of a message.

        Args:
            key: its key in the catalogue.
            values: of its ``{placeholders}``; ``count`` chooses the plural form.

        Raises:
            MessageError: when there is no such message, or one of its values is missing.
        """
        pieces = self._pieces(key, values)
        return pieces[0] if len(pieces) == 1 else "".join(map(str, pieces))

    def pieces(self, key: str, **values: Any) -> list[Any]:
        """A message cut at its placeholders: texts, and between them the values as they are given.

        Args:
            key: its key in the catalogue.
            values: of its ``{placeholders}``; ``count`` chooses the plural form.

        Raises:
            MessageError: when there is no such message, or one of its values is missing.
        """
        return self._pieces(key, values)

    def _pieces(self, key: str, values: dict[str, Any]) -> list[Any]:
        if (message := self.texts.get(key)) is None:
            raise MessageError(f"There is no message {key!r} in messages/en.html.")
        if isinstance(message, dict):
            message = message.get(_plural_form(self.language, values["count"])) or message["other"]
        pieces: list[Any] = [*_cut(message)]
        try:
            pieces[1::2] = [values[name] for name in pieces[1::2]]
        except KeyError as missing:
            raise MessageError(f"The message {key!r} needs a value for {missing}.") from missing
        return pieces

    def month(self, number: int) -> str:
        """The name of a month from 1."""
        return str(self.locale.months["format"]["wide"][number])

    def date_parts(self, date: str) -> tuple[str, str]:
        """A date as read, in front of its year, and the year: ``("5 May", "2024")``; as much as ``date`` has of it."""
        year, month, day = [*date.split("-"), "", ""][:3]
        year = year.lstrip("0")  # of the year 990
        if not month:
            return "", year
        name = self.month(int(month))
        return (self.t("date.day_and_month", day=int(day), month=name) if day else name), year

    def in_sentence(self, label: str) -> str:
        """A label within a sentence: with a small letter, but for what is written in capitals, and in German."""
        capital = self.locale.language == "de" or label[1:2].isupper()
        return label if capital else label[:1].lower() + label[1:]

    @property
    def locale(self) -> Locale:
        """What is known of the language; English where nothing is."""
        return _locale(self.language)


@cache
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale("en")


@lru_cache(maxsize=_REMEMBERED, typed=True)
def _plural_form(language: str, count: Any) -> str:
    return str(_locale(language).plural_form(count))


@lru_cache(maxsize=_REMEMBERED)
def _cut(message: str) -> tuple[str, ...]:
    """A message cut at its placeholders: texts, and between them the names of values."""
    return tuple(_PLACEHOLDER.split(message))


def export_messages(messages: Messages, screening: bool = True) -> dict[str, bytes]:
    """Return the script with the messages that scripts use, by its path from the site's root.

    It also names Snowball's stemmer of the language, so that a page need not wait for the search index to know it.

    Args:
        messages: all of them.
        screening: whether those of the page for screening are among them, which is no page of the site.
    """
    used = (key for key in sorted(messages.texts) if key.startswith(PREFIX))
    texts = {key: messages.texts[key] for key in used if screening or not key.startswith(SCREENING)}
    return {PATH: script("messages", texts) + script("stemmer", snowball_name(messages.language))}


def survey_messages(root: Path) -> Messages:
    """The messages of the survey below ``root``, in the language of its theme.

    Raises:
        MessageError: when a catalogue is not what it must be.
    """
    return Messages(survey_language(root), theme_folders(root))


def read_catalogue(file: Path) -> dict[str, Message]:
    """The messages of a catalogue by key.

    Raises:
        MessageError: when the file is not a catalogue.
        OSError: when it cannot be read.
    """
    text = file.read_text("utf-8").strip()
    if not (text.startswith(_BEGIN) and text.endswith(_END)):
        raise MessageError(f"{file}: must begin with `{_BEGIN}` and end with `{_END}`.")
    try:
        messages: dict[str, Message] = json.loads(text.removeprefix(_BEGIN).removesuffix(_END))
    except json.JSONDecodeError as error:
        raise MessageError(f"{file}: is not JSON: {error}") from error
    if wrong := [key for key, message in messages.items() if not _is_message(message)]:
        raise MessageError(f"{file}: {', '.join(wrong)}: must be a text, or an object of plural forms with `other`.")
    return messages


def _is_message(message: Any) -> bool:
    if isinstance(message, dict):
        return "other" in message and all(isinstance(text, str) for text in message.values())
    return isinstance(message, str)


def survey_language(root: Path) -> str:
    """The language of the survey below ``root``: that of its theme, and English where it states none."""
    try:
        # Every value is read as text, so that no tag of MkDocs is an error.
        settings = yaml.load((root / "mkdocs.yml").read_text("utf-8"), Loader=yaml.BaseLoader)
        language = settings["theme"]["language"]
    except (OSError, yaml.YAMLError, TypeError, KeyError):
        return "en"
    return language if isinstance(language, str) and _LANGUAGE.fullmatch(language) else "en"
