"""What the fields of an entry of BibTeX or BibLaTeX state of a publication, by CSL's variables."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from livingsurvey.importers.bibtex_names import People, people_in
from livingsurvey.importers.bibtex_types import csl_type, genre
from livingsurvey.importers.date_words import partial_date, reprint_years
from livingsurvey.importers.identifiers import arxiv_id, arxiv_within, doi, unescaped
from livingsurvey.importers.latex_text import to_text
from livingsurvey.importers.markup_text import markup_text

Fields = Mapping[str, str]

_PLAIN = {  # CSL's variables, by the fields of which the first that holds something counts
    "volume": ("volume",),
    "number_of_volumes": ("volumes",),
    "collection_title": ("series",),
    "chapter_number": ("chapter",),
    "edition": ("edition", "version"),
    "event_title": ("eventtitle", "conference"),
    "event_place": ("venue",),
    "publisher_place": ("location", "address"),
    "container_title_short": ("shortjournal", "journalabbrev", "journal-iso", "abbrev_source_title"),
    "isbn": ("isbn",),
    "issn": ("issn", "eissn"),
    "pmid": ("pmid",),
    "pmcid": ("pmcid", "pmc"),
}
_PLAIN_FIELDS = {field for fields in _PLAIN.values() for field in fields}
_ROLES = ("editora", "editorb", "editorc", "bookauthor", "annotator", "commentator", "introduction", "foreword")
_PEOPLE = (*_ROLES, "afterword", "holder", "annotators", "organizer")
_ROLE_NAMES = {"bookauthor": "author of the book", "editora": "editor", "editorb": "editor", "editorc": "editor"}
_NOTES = ("note", "addendum", "annotation", "annote", "comment", "pubstate", "howpublished")
_HELD = ("library", "shelfmark", "archivelocation", "archive_location")
_PLACES = ("school", "institution", "organization", "university", "department")
#: What BibLaTeX has no field for, by the names that exported files have for it.
_OURS = ("authors_omitted", "collection_number")
#: Fields that are read here.
KNOWN = _PLAIN_FIELDS | {
    *_PEOPLE,
    *_NOTES,
    *_PLACES,
    *_OURS,
    *_HELD,
    *("origtitle", "origlanguage", "maintitle", "mainsubtitle"),
    *(
        "editoratype",
        "editorbtype",
        "editorctype",
        "editortype",
        "editor",
        "editors",
        "translator",
        "type",
        "publisher",
    ),
    *("number", "issue", "eid", "articleno", "article-number", "art_number", "reportnumber", "isrn", "part", "pages"),
    *("pagetotal", "numpages", "language", "langid", "origdate", "origyear", "urldate", "lastaccessed", "lastchecked"),
    *("accessed", "visited", "collaboration", "keywords", "keyword", "author_keywords", "mendeley-tags", "groups"),
    *("eventdate", "issuetitle", "eventtitleaddon", "month", "date"),
}
_SERIAL = ("article-journal", "article-magazine", "article-newspaper", "periodical", "article", "review")
_ADDRESS = re.compile(r"\\(?:url|href)\s*\{[^{}]*\}(?:\s*\{([^{}]*)\})?|https?://\S+")
_ONLY_WORDS = re.compile(
    r"(?i)(?:available|retrieved|accessed|online|at|from|on|url|see|link|doi|preprint|[\s:.,;()\[\]-])*"
)
_LONGEST_NOTE = 100  # characters: what is longer says more than where a preprint is
_DASH = re.compile(r"\s*(?:--+|[\u2010-\u2015])\s*")
_GERMAN = {
    "ngerman": "de",
    "naustrian": "de",
    "nswissgerman": "de",
    "austrian": "de",
    "american": "en",
    "british": "en",
}
_LANGUAGES = _GERMAN | {"usenglish": "en", "ukenglish": "en", "brazil": "pt", "portuges": "pt", "francais": "fr"}


def publication(kind: str, fields: Fields, authors: People) -> tuple[dict[str, Any], list[People]]:
    """What an entry states of a publication.

    Args:
        kind: the entry's type.
        fields: as LaTeX, with those inherited.
        authors: as its field states them.

    Returns:
        The variables, the people as names taken apart, and everyone else whom it names.
    """
    editors, translators = (people_in(first(fields, *names)) for names in (("editor", "editors"), ("translator",)))
    known: dict[str, Any] = dict.fromkeys(_PLAIN, "")
    known |= {} if _PLAIN_FIELDS.isdisjoint(fields) else {n: text_of(fields, *names) for n, names in _PLAIN.items()}
    known |= {"type": csl_type(kind, fields), "genre": genre(kind, text_of(fields, "type"))}
    if known["type"] == "paper-conference" and first(fields, "journal", "journaltitle"):  # the journal has the volume
        known["event_title"] = known["event_title"] or text_of(fields, "booktitle")
    if first(fields, "title") and first(fields, "booktitle"):  # the volume is the container, all volumes a series
        known["collection_title"] = known["collection_title"] or text_of(fields, "maintitle")
    known |= _numbers(known, fields) | _publishers(known["type"], fields)
    known |= {"editor": editors.names, "translator": translators.names, "page": _pages(fields)}
    known |= {"language": _language(text_of(fields, "language", "langid")), "keyword": _keywords(fields)}
    known |= {"collaboration": text_of(fields, "collaboration"), "authors_omitted": authors.omitted}
    known |= {
        "original_date": partial_date(text_of(fields, "origdate", "origyear"))
        or reprint_years(text_of(fields, "year", "date"))[1]
    }
    known |= {
        "accessed": partial_date(text_of(fields, "urldate", "lastaccessed", "lastchecked", "accessed", "visited"))
    }
    known |= {name: text for name in _OURS if (text := text_of(fields, name))}
    if fields.get("eprinttype", "").lower() in ("pubmed", "pmid", "pmcid"):
        known["pmcid" if "pmc" in fields["eprinttype"].lower() else "pmid"] = text_of(fields, "eprint")
    known["note"] = "; ".join(dict.fromkeys(filter(None, (*_notes(known, fields), *_other_people(fields)))))
    return known, [editors, translators]


def first(fields: Fields, *names: str) -> str:
    """The first of some fields that holds something, as LaTeX."""
    for name in names:  # no generator: nearly all fields of nearly all entries are absent
        if text := fields.get(name, "").strip():
            return text
    return ""


def text_of(fields: Fields, *names: str) -> str:
    """The first of some fields that holds something, as text."""
    for name in names:  # a plain loop: it runs a hundred times an entry, mostly for nothing
        if name in fields and (text := _as_text(fields[name])):
            return text
    return ""


def _as_text(latex: str) -> str:
    """The text of LaTeX, also where the markup of publishers' pages was pasted into it."""
    text = to_text(latex)
    return markup_text(text) if "<" in text or "&" in text else text


def _numbers(known: Mapping[str, Any], fields: Fields) -> dict[str, str]:
    """Volume, issue and numbers, which depend on the type: the number of an article is its issue's."""
    number, issue = text_of(fields, "number"), text_of(fields, "issue")
    article = text_of(fields, "eid", "articleno", "article-number", "art_number", "isrn")
    part = text_of(fields, "part")
    volume = f"{known['volume']}.{part}" if known["volume"] and part.isdecimal() else known["volume"] or part
    number, volume, article = ("" if arxiv_within_field(fields, text) else text for text in (number, volume, article))
    found = {"volume": volume}
    if known["type"] in _SERIAL:
        return found | {"issue": ", ".join(filter(None, (number, issue))), "number": article}
    if known["collection_title"] or known["type"] in ("book", "chapter", "paper-conference"):
        return found | {"collection_number": number, "issue": issue, "number": article}
    return found | {"number": number or article or text_of(fields, "reportnumber"), "issue": issue}


def _publishers(csl: str, fields: Fields) -> dict[str, str]:
    """The publisher; of a thesis the school, of a report the institution, which else is next to it."""
    publisher = text_of(fields, "publisher")
    places = [text for name in _PLACES if (text := text_of(fields, name))]
    institution = ", ".join(dict.fromkeys(places))
    if csl in ("thesis", "report") and institution and publisher:
        return {"publisher": publisher, "institution": institution}
    return {"publisher": publisher or institution, "institution": institution if publisher else ""}


def _pages(fields: Fields) -> str:
    pages = _DASH.sub("–", text_of(fields, "pages"))
    return "" if arxiv_within_field(fields, pages) else pages


def arxiv_within_field(fields: Fields, text: str) -> str | None:
    """The arXiv id that a field for numbers or pages has in their place.

    Args:
        fields: of the entry; where its journal is arXiv, a bare number is one too.
        text: what the field says.
    """
    if not text:
        return None
    on_arxiv = re.match(r"(?i)\s*\{*(?:arxiv|corr)\b", first(fields, "journal", "journaltitle", "publisher"))
    return arxiv_within(text) or (arxiv_id(text) if on_arxiv else None)


def _keywords(fields: Fields) -> list[str]:
    """The keywords, between semicolons, or else between commas; commas in braces do not count."""
    texts = [fields[name] for name in ("keywords", "keyword", "author_keywords", "mendeley-tags") if fields.get(name)]
    return list(dict.fromkeys(word for text in texts for word in words_of(text)))


def words_of(latex: str) -> list[str]:
    """The words in a list between semicolons, or else between commas.

    Args:
        latex: commas and semicolons in braces do not separate.
    """
    hidden = re.sub(r"\{[^{}]*[,;][^{}]*\}", lambda g: g[0].replace(",", "\ue000").replace(";", "\ue001"), latex)
    words = hidden.split(";" if ";" in hidden else ",")
    return [text for word in words if (text := _as_text(word.replace("\ue000", ",").replace("\ue001", ";")))]


def _notes(known: Mapping[str, Any], fields: Fields) -> Iterable[str]:
    """What else it says, without the addresses and identifiers, which are facts of their own."""
    for name in _NOTES:
        if fields.get(name, "").strip():
            yield _note(fields[name])
    total = text_of(fields, "pagetotal", "numpages")
    yield f"{total} pages" if total.isdecimal() else total
    report = text_of(fields, "reportnumber")
    yield f"Report number: {report}" if report and report != known["number"] else ""
    yield f"Held {held}" if (held := text_of(fields, "eventdate")) else ""
    where = ", ".join(text for name in _HELD if (text := text_of(fields, name)))
    yield f"Location: {where}" if where else ""
    original = ", ".join(text for name in ("origtitle", "origlanguage") if (text := text_of(fields, name)))
    yield f"Original: {original}" if original else ""
    whole = text_of(fields, "maintitle") if fields.get("booktitle") else ""
    yield f"Part of: {whole}" if whole else ""


def _note(latex: str) -> str:
    bare = _ADDRESS.sub(lambda found: found[1] or "", latex)
    text = _as_text(bare)
    if arxiv_id(text) or doi(unescaped(latex)) or _ONLY_WORDS.fullmatch(text):
        return ""
    return "" if is_arxiv_note(text) else text.strip(" ,;")


def is_arxiv_note(text: str) -> bool:
    """Whether a note says no more than where the preprint is: ``arXiv preprint arXiv:2401.01234``."""
    return len(text) <= _LONGEST_NOTE and bool(
        re.fullmatch(
            r"(?i)[\s\[(]*+(?:preprint|available|at|on|as|online|[eE]-?print|:|,|\s)*+arxiv\S*+(?:\s*preprint)?"
            r"[\s:]*(?:arxiv:)?(?:\s*[\w./-]*\d{4}(?:v\d*)?)?(?:\s*\[[\w.-]+\])?[\s\]).]*",
            text,
        )
    )


def _other_people(fields: Fields) -> Iterable[str]:
    for name in _PEOPLE:
        if fields.get(name, "").strip():
            role = to_text(fields.get(f"{name}type", "")) or _ROLE_NAMES.get(name, name)
            yield f"{role}: {', '.join(person.shown for person in people_in(fields[name]).names)}"


def _language(stated: str) -> str:
    """A language's code where its name is known: ``german`` is de."""
    name = stated.lower().removeprefix("lang")
    return _languages().get(name, stated)


@lru_cache(maxsize=1)
def _languages() -> dict[str, str]:
    from babel import Locale

    named = Locale("en").languages
    return {name.lower(): code for code, name in named.items() if len(code) == 2} | _LANGUAGES
