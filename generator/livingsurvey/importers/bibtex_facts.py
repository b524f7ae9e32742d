"""What the fields of an entry of BibTeX or BibLaTeX state of a paper: title, date, venue, identifiers and addresses."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from livingsurvey.importers.bibtex_publication import arxiv_within_field, first, is_arxiv_note, text_of
from livingsurvey.importers.bibtex_types import TYPES
from livingsurvey.importers.date_words import partial_date, reprint_years
from livingsurvey.importers.identifiers import (
    arxiv_id,
    arxiv_within,
    doi_within,
    facts_of,
    identifiers,
    unescaped,
    venue_facts,
    whole_address,
)
from livingsurvey.importers.latex_text import to_text

Fields = Mapping[str, str]

_Names = tuple[str, ...]  # of the fields for a title, its subtitle and what is added to it
_ADDRESSES = ("url", "code", "github", "ee", "link", "html", "pdf", "website", "video", "slides", "poster", "demo")
_TEXTS = ("howpublished", "note", "addendum")
_NOTES = ("note", "addendum", "annotation", "annote", "comment")
_WHERE_ARXIV_IS = ("journal", "journaltitle", "number", "volume", "pages", "eid", "url", "howpublished", "reportnumber")
_OF_ANOTHER = re.compile(
    r"(?i)errat|comment|repl(?:y|ies)|retract|correct|suppl|review of|original|transl|see also|cf\."
)
_EPRINTS = {
    "jstor": "https://www.jstor.org/stable/",
    "hdl": "https://hdl.handle.net/",
    "hal": "https://hal.science/",
    "googlebooks": "https://books.google.com/books?id=",
}
_ARXIV_ID = re.compile(r"\d{4}\.\d{4}|\d{7}")
_OLD_NUMBER = re.compile(r"\d{7}(?:v\d+)?")
_ADDRESS = re.compile(
    r"https?://(?:[^\s{}\\|^\"'`]|\\[_%&#~$-](?:\{\})?|\{\\?[_%&#~]\}|\\text\w+(?:\{\})?|\{\\text\w+\})+"
)
#: Fields that are read here.
KNOWN = {
    *_ADDRESSES,
    *_TEXTS,
    *_WHERE_ARXIV_IS,
    *("title", "subtitle", "titleaddon", "maintitle", "mainsubtitle", "maintitleaddon", "booktitle", "booksubtitle"),
    *("booktitleaddon", "journalsubtitle", "journaltitleaddon", "issuesubtitle", "abstract", "author", "year", "month"),
    *("day", "date", "doi", "eprint", "arxiv", "arxivid", "issuetitle"),
}


def title(kind: str, fields: Fields) -> str:
    """The title with its subtitle; of a volume that has none, that of the book; of a journal's issue, both.

    Args:
        kind: the entry's type.
        fields: as LaTeX, with those inherited.
    """
    names = ("title", "subtitle", "titleaddon")
    if not first(fields, "title"):
        before = next((n for n in ("book", "main", "issue") if first(fields, f"{n}title")), "")
        names = (f"{before}title", f"{before}subtitle", f"{before}titleaddon") if before else ("chapter", "", "")
    shown = _joined(fields, *names)
    return (
        f"{shown}: {of}" if kind == "periodical" and (of := _joined(fields, "issuetitle", "issuesubtitle")) else shown
    )


def _joined(fields: Fields, *names: str) -> str:
    """A title, its subtitle behind a colon unless a sign is there already, and what is added to it."""
    text, below, more = ([text_of(fields, name) for name in names] + [""])[:3]
    if below:
        text = f"{text} {below}" if text.endswith(("?", "!", ":", ".")) else f"{text}: {below}"
    return f"{text.rstrip('.')}. {more}" if more else text


def venue(kind: str, fields: Fields) -> str:
    """Where it appeared: the book, journal or conference; not arXiv, which is no venue."""
    volume: _Names = ("booktitle", "booksubtitle", "booktitleaddon")
    journals: list[_Names] = [("journal", ""), ("journaltitle", "journalsubtitle", "journaltitleaddon")]
    in_volume = [volume] if first(fields, "title") else []
    wholes: list[_Names] = [("maintitle", "mainsubtitle", "maintitleaddon")] if in_volume else []
    # The volume and pages of proceedings in a journal are the journal's.
    parts = [*journals, *in_volume] if TYPES.get(kind) == "paper-conference" else [*in_volume, *journals]
    for names in (*parts, *wholes, ("eventtitle", "eventtitleaddon")):
        if text := _joined(fields, *names):
            return venue_facts(text).get("venue", "")
    return ""


def published(fields: Fields) -> str:
    """The date as far as it is known; one that cannot be read does not hide the year next to it."""
    year, *stated = (to_text(fields.get(name, "")) for name in ("year", "month", "day"))
    of_year = partial_date(reprint_years(year)[0] or year, *stated)
    date = partial_date(text_of(fields, "date"))
    return date if re.match(r"\d{4}(?:-|$)", date) or not of_year else of_year


def cited_identifiers(fields: Fields) -> dict[str, Any]:
    """DOI, arXiv id, code and links, wherever the entry states them.

    Args:
        fields: as LaTeX, with those inherited.
    """
    found = facts_of(list(dict.fromkeys(_addresses(fields))))
    stated = identifiers(unescaped(fields.get("doi", "")))
    if "doi" not in stated and "doi" not in found and (within := _doi_in_notes(fields)):
        stated = {"doi": within} | stated
    facts = found | stated
    return facts | ({"arxiv": identifier} if (identifier := _arxiv(fields)) else {})


def _addresses(fields: Fields) -> Iterator[str]:
    for name, text in fields.items():
        if name in _ADDRESSES or name.startswith("bdsk-url"):
            bare = unescaped(text).strip()
            yield whole_address(f"http://{bare}" if bare.startswith("www.") else bare) if text else ""
        elif name in _TEXTS:
            yield from (whole_address(unescaped(address).rstrip(".,;")) for address in _ADDRESS.findall(text))
    archive, eprint = _archive(fields), unescaped(fields.get("eprint", "")).strip()
    if archive in _EPRINTS and eprint:
        yield eprint if "://" in eprint else whole_address(f"{_EPRINTS[archive]}{eprint}")


def _doi_in_notes(fields: Fields) -> str | None:
    notes = (unescaped(fields.get(name, "")) for name in _TEXTS)
    return next((found for note in notes if not _OF_ANOTHER.search(note) and (found := doi_within(note))), None)


def _archive(fields: Fields) -> str:
    return to_text(first(fields, "archiveprefix", "eprinttype")).lower()


def _eprint(fields: Fields) -> str:
    stated = unescaped(first(fields, "eprint", "arxivid", "arxiv"))
    return re.sub(r"(?<=[a-z])\s+(?=\d{7}\b)", "/", stated)  # hep-th 9901001


def unread_eprint(fields: Fields, facts: Mapping[str, Any]) -> str:
    """What an entry states of an archive that is not known here, such as bioRxiv, for its note.

    Args:
        fields: as LaTeX, with those inherited.
        facts: what is known of its identifiers.
    """
    archive, eprint = text_of(fields, "archiveprefix", "eprinttype"), text_of(fields, "eprint")
    known = archive.lower() in (*_EPRINTS, "pubmed", "pmid", "pmcid") or ("arxiv" in facts and _ARXIV_ID.search(eprint))
    return f"{archive or 'eprint'}: {eprint}" if eprint and not known and eprint != facts.get("doi") else ""


def _arxiv(fields: Fields) -> str | None:
    """The arXiv id in any of the fields where bibliographies have it; in notes only where nothing else is said."""
    archive, eprint = _archive(fields) or "arxiv", _eprint(fields)
    if (archive == "arxiv" or "/" in eprint) and (found := arxiv_id(eprint) or arxiv_within(eprint)):
        return found
    if _OLD_NUMBER.fullmatch(eprint):  # next to its archive: eprint = 9901234, primaryclass = hep-ph
        classes = (archive, to_text(fields.get("primaryclass", "")), to_text(fields.get("eprintclass", "")))
        if found := next(filter(None, (arxiv_id(f"{name}/{eprint}") for name in classes)), None):
            return found
    for text in (unescaped(fields[name]) for name in _WHERE_ARXIV_IS if fields.get(name)):
        if found := arxiv_within_field(fields, text):
            return found
    notes = (to_text(fields.get(name, "")) for name in _NOTES)
    return next((arxiv_within(note) or arxiv_id(note.strip("[] ")) for note in notes if is_arxiv_note(note)), None)
