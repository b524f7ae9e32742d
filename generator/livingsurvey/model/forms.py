"""What texts of a certain form look like, for people: its name, an example, and what somebody may have meant."""

import re
from collections.abc import Callable
from typing import NamedTuple

from livingsurvey.model.base import ADDRESS, ARXIV, DATE, DOI, KEY, LINE
from livingsurvey.model.fields import FIELD_ID
from livingsurvey.model.identity import to_ascii
from livingsurvey.model.publication import LEFT_OUT
from livingsurvey.model.survey import EXTENSION_FILE, MAIL, SHA256, SOURCE_FILE

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


class Form(NamedTuple):
    """A form of text: what it is called, and how it is written; ``meant`` makes one of a text that is not."""

    name: str
    example: str
    meant: Callable[[str], str] = lambda _: ""


def _key(text: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", to_ascii(text).lower()))


def _field_id(text: str) -> str:
    return _key(text).replace("-", "_")


def _date(text: str) -> str:
    """A date that begins with its year, or names its month; others could be read in two ways."""
    words = re.findall(r"[a-z]{3,}|[0-9]+", text.lower())
    named = [f"{_MONTHS.index(word[:3]) + 1:02}" for word in words if word[:3] in _MONTHS]
    numbers = [word for word in words if word.isdigit()]
    years = [number for number in numbers if len(number) == 4]
    others = [number.zfill(2) for number in numbers if len(number) < 3]
    if len(years) != 1 or not (named or years[0] == numbers[0] or len(numbers) == 2):
        return ""
    return "-".join([*years, *named, *others])


def _address(text: str) -> str:
    """An address whose scheme is missing, or that holds blanks."""
    whole = text.strip() if re.match(r"https?://", text.strip()) else f"https://{text.strip().lstrip('/')}"
    return whole.replace(" ", "%20") if re.match(r"https?://[\w-]+(\.[\w-]+)+(/|$)", whole) else ""


def _found(pattern: str) -> Callable[[str], str]:
    def _meant(text: str) -> str:
        found = re.search(pattern, text)
        return found[0] if found else ""

    return _meant


#: Forms by the pattern that holds a text to them.
FORMS: dict[str, Form] = {
    LINE: Form("text on one line", "Coral bleaching under heat", lambda text: " ".join(text.split())),
    KEY: Form("a key: lower-case letters and digits, joined by single hyphens", "coral-bleaching", _key),
    ADDRESS: Form("a web address that begins with https:// or http://", "https://example.org/paper", _address),
    DATE: Form("a date: a year, a month or a day", "2024, 2024-12 or 2024-12-05", _date),
    ARXIV: Form(
        "an arXiv number without version", "2205.14135", _found(r"[0-9]{4}\.[0-9]{4,5}|[a-z-]+(\.[A-Z]{2})?/[0-9]{7}")
    ),
    DOI: Form(
        "a DOI without https://doi.org/", "10.1145/3600006.3613165", _found(r"10\.[0-9]{4,9}(\.[0-9]+)*/[^\s\"]+")
    ),
    FIELD_ID: Form("a name: lower-case letters and digits, joined by single underscores", "study_design", _field_id),
    EXTENSION_FILE: Form(
        "the name of a Python file, in the survey's folder or in extensions/", "extensions/my_rule.py"
    ),
    LEFT_OUT: Form("a number of names that are left out, or the word «some»", "12"),
    MAIL: Form("an address of e-mail", "ada@example.org"),
    SOURCE_FILE: Form("the name of a file in content/sources, without folders", "listing-1.txt"),
    SHA256: Form("a checksum of 64 digits from 0 to 9 and a to f, as sha256sum prints it", "e3b0c442…"),
}


def form_message(pattern: str, text: str) -> tuple[str, str]:
    """What is wrong with a text that is not of its form, and what to write instead.

    Args:
        pattern: one of those in :data:`FORMS`.
        text: what somebody wrote.
    """
    form = FORMS[pattern]
    meant = form.meant(text)
    said = f"«{' '.join(text.split())[:80]}» is not {form.name}"
    if meant and meant != text and len(meant) <= 200 and re.fullmatch(pattern, meant):
        return said, f"Write {meant}."
    return said, f"Write it as in: {form.example}."
