"""What one entry of a bibliography states, as texts, and the facts that they make: the same for every format."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from livingsurvey.importers.author_names import name_in_list, names_and_omitted, people
from livingsurvey.importers.date_words import partial_date, reprint_years
from livingsurvey.importers.identifiers import arxiv_id, arxiv_within, doi, facts_of, identifiers, venue_facts
from livingsurvey.importers.markup_text import markup_text
from livingsurvey.importers.records import one_line
from livingsurvey.model.names import Name

_LATEX = re.compile(r"\\(?:[&%_#'\"`^~=.]|[A-Za-z]+\s*\{|[A-Za-z]+\})|\{[A-Z][^{}$]*\}")
_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}$")
# What databases write where a work has no author.
_NOBODY = re.compile(r"\[(?:anonymous|anon|no authors? (?:name )?(?:listed|available|given))\.?\]\.?", re.IGNORECASE)
_RUN_OF_INITIALS = re.compile(r"[A-Z]{2,4}")
_TIME = re.compile(r"(?<=\d)[T ]\d{1,2}:\d\d.*")
# What is behind the comma of «Lind Berg, Eva M.», and no person of its own.
_INITIAL_LAST = re.compile(r"\A(?![^,]*\s[A-Z]{1,3},)[^,]*,\s*\w+\s(?:.*\s)?[A-Z]\.?\Z")
# As RIS has a month, which without the slashes behind it would be a range of years.
_MONTH = re.compile(r"^(\d{4})/(\d\d)//?\s*$")
_MONTH_FIRST = re.compile(r"\s*(?P<month>[A-Za-z]{3,9}|\d{1,2}(?=/|-))\.?[\s/-]*(?P<day>\d{1,2})?(?!\d)")
_NUMBER_NOISE = re.compile(r"\b(?:[ep]-?)?IS[BS]N(?:-1[03])?\b:?|\([^()]*\)")
_LIKE_ARXIV = re.compile(r"\d{4}\.\d{4}|/\d{7}")
_DASH = re.compile(r"\s*(?:--+|[‐‑–—])\s*")
_YEAR = re.compile(r"\d{4}")
_DOI_IN_NOTE = re.compile(r"\bdoi(?:\.org/|:\s*|\s+)(10\.\d{4,9}/[^\s<>\"]+)", re.IGNORECASE)
_OF_ANOTHER = re.compile(
    r"errat|comment|repl(?:y|ies)|retract|correct|suppl|review of|original|translat", re.IGNORECASE
)


_dated = lru_cache(maxsize=10_000)(partial_date)  # records of one source share their years


@dataclass(slots=True)
class Entry:
    """What an entry states, as it states it.

    ``dates`` are its forms of the date of publication, of which the most exact counts; ``elsewhere`` are notes, numbers
    and other texts in which identifiers may be; ``omitted`` is how many authors the source leaves out.
    """

    title: str = ""
    abstract: str = ""
    cite_key: str = ""
    authors: list[Name] = field(default_factory=list)
    editors: list[Name] = field(default_factory=list)
    translators: list[Name] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    venue: str = ""
    dois: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    publication: dict[str, Any] = field(default_factory=dict)
    omitted: str = ""

    def facts(self) -> dict[str, Any]:
        """What it states, by the names of a paper's fields."""
        self.title, self.venue = _without_latex(self.title), _without_latex(self.venue)
        authors, names = people(map(_plain_name, self.authors))
        facts = self._identifiers()
        facts |= {"title": markup_text(self.title), "abstract": markup_text(self.abstract)}
        facts |= {"authors": authors, "published": self._published(), "cite_key": self.cite_key}
        return facts | {"publication": self._publication(names)}

    def _published(self) -> str:
        year, original = next((found for text in self.dates if (found := reprint_years(one_line(text)))[0]), ("", ""))
        self.publication["original_date"] = self.publication.get("original_date") or original
        return year or best_date(self.dates)

    def _identifiers(self) -> dict[str, Any]:
        facts = facts_of([_address(one_line(address)) for address in self.addresses])
        stated = [identifiers(one_line(text)) for text in self.dois]
        known = [one["doi"] for one in stated if doi(one.get("doi", ""))] + list(filter(None, [facts.get("doi")]))
        refused = [one["doi"] for one in stated if "doi" in one]
        if found := next(iter(known), None) or doi_within(self.elsewhere) or next(iter(refused), None):
            facts["doi"] = found
        texts = [text for text in (*self.dois, *self.elsewhere) if _LIKE_ARXIV.search(text)]
        within = next((i for text in texts if (i := arxiv_id(one_line(text)) or arxiv_within(text))), None)
        return facts | ({"arxiv": within} if within and "arxiv" not in facts else {}) | self._venue(facts)

    def _venue(self, facts: dict[str, Any]) -> dict[str, str]:
        stated = venue_facts(markup_text(self.venue))
        return {name: text for name, text in stated.items() if name != "arxiv" or name not in facts}

    def _publication(self, names: dict[str, dict[str, str]]) -> dict[str, Any]:
        editors, of_editors = people(map(_plain_name, self.editors))
        translators, of_translators = people(map(_plain_name, self.translators))
        known = {"editor": editors, "translator": translators, "names": names | of_editors | of_translators}
        if self.omitted:
            known["authors_omitted"] = self.publication.get("authors_omitted") or self.omitted
        cleaned = {n: _clean(value) for n, value in self.publication.items() if value}
        return {name: value for name, value in (cleaned | known).items() if value}


def _without_latex(text: str) -> str:
    """A text of which some is LaTeX, as programs leave it that read BibTeX, or as it is."""
    if not _LATEX.search(text):
        return text
    from livingsurvey.importers.latex_text import to_text  # hardly any needs it

    return to_text(text)


def _plain_name(name: Name) -> Name:
    if not any(_LATEX.search(part) for part in (name.family, name.given)):
        return name
    return Name(*map(_without_latex, (name.family, name.given, name.particle, name.suffix)))


def _address(text: str) -> str:
    return f"http://{text}" if text.startswith("www.") else text


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return one_line(markup_text(value))
    return list(dict.fromkeys(text for item in value if (text := one_line(markup_text(item)))))


def names_in(texts: Iterable[str], initials_last: bool = False) -> tuple[list[Name], str]:
    """The names that texts state, one each or several, and how many are left out: nothing, a number, or ``some``.

    Args:
        texts: as ``Lind, Eva`` or ``Eva Lind``; an organisation's, with a comma behind it as EndNote marks them, or of
            several words where all others have commas, is one name.
        initials_last: whether ``Lind E`` surely states a family's name and initials.
    """
    given = [text for raw in texts if (text := one_line(raw)) and not _NOBODY.fullmatch(text)]
    commas = any("," in text.rstrip(",") for text in given)
    names, omitted = list[Name](), ""
    for text in given:
        if text.endswith(",") or _is_whole(text, commas):
            names.append(Name(text.rstrip(", ")))
            continue
        if text.count(",") == 1 and ";" not in text and (len(given) > 1 or _INITIAL_LAST.match(text)):
            names.append(_with_initials_apart(name_in_list(text, sure=True)))
            continue
        found, left_out = names_and_omitted(text)
        names += [name_in_list(text, sure=True)] if initials_last and len(found) == 1 and not left_out else found
        omitted = left_out or omitted
    return names, omitted


def _with_initials_apart(name: Name) -> Name:
    """``Cooney, GM`` with her initials one by one, so that a style which writes initials writes both."""
    apart = _RUN_OF_INITIALS.fullmatch(name.given) and not name.family.isupper()
    return Name(name.family, " ".join(name.given), name.particle, name.suffix) if apart else name


def _is_whole(text: str, others_have_commas: bool) -> bool:
    words = text.split()
    plain = len(words) > 2 and text.isascii() and all(word.isalpha() for word in words)
    return others_have_commas and plain and not names_and_omitted(text)[1]


def best_date(texts: Iterable[str]) -> str:
    """The most exact date of those stated; one without a year completes the year of another.

    Args:
        texts: the forms in which the entry states its date.
    """
    given = [text for raw in texts if (text := _date_text(raw))]
    dates = [_dated(text) for text in given]
    best = max((date for date in dates if _DATE.match(date)), key=len, default="")
    if len(best) != 4:
        return best or next(iter(dates), "")
    parts = [_MONTH_FIRST.match(text) for text in given if not _YEAR.search(text)]
    return next((partial_date(best, part["month"], part["day"] or "") for part in parts if part), best)


def _date_text(raw: str) -> str:
    return _TIME.sub("", _MONTH.sub(r"\1-\2", one_line(raw))).strip("/ ")


def doi_within(texts: Iterable[str]) -> str | None:
    """The DOI that one of several texts is, or names as the work's own.

    Args:
        texts: such as notes.
    """
    for text in texts:
        if "10." not in text:
            continue
        if whole := doi(text):
            return whole
        found = {match[1].rstrip(".,;)]") for match in _DOI_IN_NOTE.finditer(text)}
        if len(found) == 1 and not _OF_ANOTHER.search(text):
            return doi(found.pop())
    return None


def pages(first: str, last: str = "") -> str:
    """Pages from a first and a last one, or from a text that has both.

    Args:
        first: the first page, or all.
        last: the last page, if it is known.
    """
    first, last = (_DASH.sub("–", one_line(text)) for text in (first, last))
    if first and last and first != last and not re.search(r"\d\s*[–-]\s*\S*\d", first):
        return last if re.match(rf"{re.escape(first)}\s*[–-]", last) else f"{first}–{last}"
    return first or last


def keywords(texts: Iterable[str]) -> list[str]:
    """The keywords in texts, which may have several, separated by semicolons.

    Args:
        texts: as the source has them.
    """
    return [word for text in texts for part in text.split(";") if (word := part.strip())]


def serial_numbers(texts: Iterable[str]) -> dict[str, str]:
    """ISBN and ISSN among the numbers that a source states under one name, by how many digits they have.

    Args:
        texts: one or several numbers each.

    Returns:
        ``isbn`` and ``issn``, each as the source writes it, and under ``number`` what is neither.
    """
    found: dict[str, list[str]] = {"isbn": [], "issn": [], "number": []}
    for text in texts:
        for part in re.split(r"[;,\n]", _NUMBER_NOISE.sub(" ", text)):
            numbers = [part.strip()] if _kind(part) != "number" else part.split()
            for number in numbers if any(_kind(one) != "number" for one in numbers) else [part.strip()]:
                found[_kind(number)] += [number] if number and number not in found[_kind(number)] else []
    return {kind: ", ".join(numbers) for kind, numbers in found.items() if numbers}


@lru_cache(maxsize=10_000)
def _kind(number: str) -> str:
    digits = re.sub(r"[\s–-]", "", number)
    if re.fullmatch(r"(?:97[89])?\d{9}[\dXx]", digits):
        return "isbn"
    return "issn" if re.fullmatch(r"\d{7}[\dXx]", digits) else "number"
