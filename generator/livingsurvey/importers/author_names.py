"""Names of people and organisations, from the ways in which bibliographies write and separate them."""

import re
from collections.abc import Iterable
from typing import Any

from livingsurvey.importers.date_words import date_parts, partial_date
from livingsurvey.model.names import Name, is_group, parse_name
from livingsurvey.model.publication import SOME
from livingsurvey.model.text import clean

__all__ = [
    "date_parts",
    "first_name_first",
    "name_in",
    "name_in_list",
    "names_and_omitted",
    "partial_date",
    "people",
    "person",
    "person_name",
    "split_names",
    "unlikely",
]

_OTHERS = re.compile(
    r"(?:and |& )?(?:(?P<count>\d{1,6}) (?:others|more|further|additional|weitere)(?: authors)?"
    r"|others|et\.? ?al(?:\.|ii|ia|iae)?|et ?coll\.?|(?:et|and) (?:others|colleagues|co-?workers)|u\. ?a\.|und andere"
    r"|y otros|e altri|m\. ?fl\.|i in\.|\.{3}|…|等)[.\]]?",
    re.IGNORECASE,
)
_GAP = re.compile(
    r"\A(?:\.{3}|…)\s*|(?:\s+|(?<=[,;]))\[?(et\.? ?al(?:\.|ii|ia)?|and others|\.{3}|…)\]?\.?\Z", re.IGNORECASE
)
_AND = re.compile(r",?\s+(?:and|(?<!von )und|et|&|\\&)\s+(?!al\b)|\s*,\s*&\s*", re.IGNORECASE)
_CAPITAL = "[A-Z\u00c0-\u00de\u010c\u0141\u015a\u0160\u017d]"
_INITIALS = re.compile(rf"(?:{_CAPITAL}{{1,3}}(?:-{_CAPITAL}{{1,2}})?|(?:{_CAPITAL}\.-?){{1,4}})\Z")
_SURE = re.compile(rf" (?:{_CAPITAL}|(?:{_CAPITAL}\.-?)+)\Z")
_LIKE_A_NAME = re.compile(r"[B-DF-HJ-NP-TV-Z][AEIOU]\Z")  # Yi MA, Jie LI
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.[ -]?)+[^\W\d_]?\.?\Z|[^\W\d_]\Z")
_SUFFIX = re.compile(r"(?:[JS]r\.?|I{2,3}|IV|2nd|3rd|4th)\Z")
_UNLIKELY = re.compile(r"[;&@\d]|https?:")
_MOST_WORDS = 6  # of one person's name


def name_in(text: str) -> Name:
    """One name, in the order of the family's first (``Lind, Eva``) or last (``Eva Lind``); a group's stays whole."""
    name = clean(text).strip().rstrip(",").strip()
    parts = [part.strip() for part in name.split(",")]
    if len(parts) == 2 and all(parts) and is_group(name):  # «Collaboration, ATLAS», as programs turn it round
        return Name(f"{parts[1]} {parts[0]}") if " " not in parts[0] and is_group(parts[0]) else Name(name)
    return parse_name(name)


def first_name_first(name: str) -> str:
    """A name as people say it: ``Lovelace, Ada`` becomes ``Ada Lovelace``."""
    return name_in(name).shown


def people(names: Iterable[Name]) -> tuple[list[str], dict[str, dict[str, str]]]:
    """Names as a paper's file states them.

    Args:
        names: taken apart.

    Returns:
        Each name as it is shown, and the parts of those that cannot be seen from it, by the name as shown.
    """
    known = [name for name in map(_tidy, names) if any(map(str.isalnum, name.family))]
    shown = [name.shown for name in known]
    parts = {text: name.parts for text, name in zip(shown, known, strict=True) if parse_name(text) != name}
    return shown, parts


def _tidy(name: Name) -> Name:
    """The name without superfluous white space; one that has no family is given by its other parts."""
    parts = [clean(part).strip() for part in (name.family, name.given, name.particle, name.suffix)]
    return Name(*parts) if parts[0] else Name(" ".join(filter(None, (parts[1], parts[2], parts[3]))))


def split_names(text: str) -> list[str]:
    """The names in a cell as they are shown; see ``names_and_omitted``, which also tells whether others follow."""
    return [name.shown for name in names_and_omitted(text)[0]]


def names_and_omitted(text: str) -> tuple[list[Name], str]:
    """The names in a cell, however they are separated: by semicolons, lines, «and», or commas.

    Args:
        text: such as ``Lind, Eva; Berg, Tom``, ``Lind E, Berg T``, ``Lind, E., Berg, T. & Roe, M.``, ``Lind et al.``

    Returns:
        The names, and how many the text leaves out: nothing, a number, or ``some``.
    """
    names: list[Name] = []
    omitted = ""
    pieces = _pieces(text)
    sure = any(map(_SURE.search, pieces))
    for piece in pieces:
        bare, count = _GAP.subn("", " ".join(piece.split()))
        if found := _OTHERS.fullmatch(piece):
            omitted = found["count"] or SOME
        elif bare := clean(bare).strip(" ,;"):
            names.append(name_in_list(bare, sure))
        omitted = omitted or (SOME if count else "")
    return names, omitted


def _pieces(text: str) -> list[str]:
    """The pieces of a cell that each hold one name, or say that others follow."""
    strong = [piece for part in re.split(r"[;|\r\n]", text) if (piece := part.strip())]
    return [name for piece in strong for name in _by_and(piece, alone=len(strong) == 1)]


def _by_and(text: str, alone: bool) -> list[str]:
    text = " ".join(text.split())
    parts = [part for part in _AND.split(text) if part]
    if len(parts) < 2 or _is_one_group(text, parts):
        return _by_commas(text, alone)
    last = next((part for part in reversed(parts) if not _OTHERS.fullmatch(part)), "")
    return [name for part in parts for name in _by_commas(part, alone and "," not in last, "," in last)]


def _is_one_group(text: str, parts: list[str]) -> bool:
    """Whether «and» is within the name of one organisation: Barnes & Noble, Inc.; Institute of Arts and Sciences."""
    first, last = parts[0], parts[-1]
    divided = not re.search(r"[ ,]", first) or (is_group(first) and " " not in last)
    firm = re.fullmatch(r"[^\s,]+ (?:&|\\&) [^\s,]+", text) is not None
    return firm or (len(parts) == 2 and is_group(text) and divided)


def _by_commas(text: str, alone: bool, inverted: bool = False) -> list[str]:
    """The names between commas, unless the comma is within one name.

    Args:
        text: a cell, or a piece of it.
        alone: whether nothing else separates names.
        inverted: whether another name of the cell has the family's first.
    """
    parts = [part for part in (part.strip() for part in text.split(",")) if part]
    if len(parts) < 2 or (is_group(text) and len(parts) == 2):
        return [text] if parts else []
    people_of = [part for part in parts if not _OTHERS.fullmatch(part)]
    if all(_with_initials(part) or is_group(part) for part in people_of):
        return parts
    if len(people_of) % 2 == 0 and (all(map(_DOTTED.match, people_of[1::2])) or (inverted and len(people_of) > 2)):
        return [", ".join(pair) for pair in zip(people_of[::2], people_of[1::2], strict=True)] + parts[len(people_of) :]
    several = all(_natural(part) for part in people_of) and (alone or len(people_of) > 2)
    return parts if several else [text]


def _natural(text: str) -> bool:
    """Whether a text can be a whole name as people say it: several words, none of them between commas."""
    return " " in text.strip() and "," not in text and not text[:1].islower()


def _with_initials(text: str) -> Name | None:
    """A name as medicine writes it, the family's before initials: ``Roe MA``, ``Roe M.A.``, ``van Dyk T Jr``."""
    words = text.split()
    suffix = words.pop() if len(words) > 2 and _SUFFIX.match(words[-1]) else ""
    if len(words) < 2 or not _INITIALS.match(words[-1]) or len(words[0].strip(".")) < 2:
        return None
    bare = parse_name(f"{' '.join(words[:-1])}, X")
    initials = words[-1] if "." in words[-1] else " ".join(re.findall(rf"{_CAPITAL}(?:-{_CAPITAL})*", words[-1]))
    return Name(bare.family, initials, bare.particle, suffix)


def name_in_list(text: str, sure: bool = False) -> Name:
    """One name of several, which may be the family's before initials (``Roe MA``).

    Args:
        text: one name.
        sure: whether its neighbours are written so; alone, ``Yi MA`` may as well be a family's name in capitals.
    """
    if "," in text or is_group(text) or (not sure and _LIKE_A_NAME.match(text.split()[-1])):
        return name_in(text)
    return _with_initials(text) or name_in(text)


def person(given: Any) -> str:
    """A name given as text, or in parts as CSL-JSON does."""
    return found.shown if (found := person_name(given)) else ""


def person_name(given: Any) -> Name | None:
    """A name given as text, or in parts as CSL-JSON does, taken apart; none where there is none."""
    if isinstance(given, str):
        return name_in(given) if given.strip() else None
    if not isinstance(given, dict):
        return None
    if isinstance(whole := given.get("literal"), str) and whole:
        return Name(whole)
    if isinstance(whole := given.get("name"), str):  # of a person or of a group, by whoever does not tell
        return name_in(whole) if whole.strip() else None
    stated = {name: part for name, part in given.items() if isinstance(part, str)}
    particle = [stated.get(name, "") for name in ("dropping-particle", "non-dropping-particle")]
    order = (stated.get("family", ""), stated.get("given", ""), " ".join(filter(None, particle)))
    if order[0].count(",") == 1 and not "".join(order[1:]):  # all of it in the field for the family's
        return name_in(order[0])
    name = _tidy(Name(*order, stated.get("suffix", "")))
    return name if name.family else None


def unlikely(names: Iterable[Name]) -> list[str]:
    """Those of the names, as shown, that are hardly one name: with separators, digits, or of very many words."""
    return [shown for name in names if _is_unlikely(name, shown := name.shown) and not is_group(shown)]


def _is_unlikely(name: Name, shown: str) -> bool:
    words = len(f"{name.given} {name.family}".split())  # particles may be many
    return bool(_UNLIKELY.search(shown)) or words > _MOST_WORDS or shown.count(",") > 1
