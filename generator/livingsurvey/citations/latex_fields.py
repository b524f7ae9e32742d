"""What BibTeX and BibLaTeX share: the fields of an entry, by BibLaTeX's names, and how an entry is written."""

import re
from collections.abc import Iterable, Mapping

from livingsurvey.citations.bibliography_entry import BibliographyEntry
from livingsurvey.citations.entry_types import stated_again
from livingsurvey.citations.latex_escape import latex_address, latex_text, latex_title
from livingsurvey.model.markup import plain_text
from livingsurvey.model.names import Name
from livingsurvey.model.publication import SOME

#: Entry types by where they name what contains them.
IN_JOURNALS = frozenset(["article", "review"])
IN_BOOKS = frozenset(["incollection", "inbook", "inproceedings", "inreference"])
BOOKS = frozenset(["book", "collection", "proceedings", "booklet"])
#: Entry types that an institution issues.
_ISSUED = {"thesis": "institution", "report": "institution", "manual": "organization"}
_RANGE = re.compile(r"\b([A-Za-z]*\d+)-([A-Za-z]*\d+)\b")
_MASTER = re.compile(r"master|\bm\.? ?(?:sc|a|phil)\b|diplom|magister", re.IGNORECASE)
# Families' names that BibTeX would take for two people, or take apart.
_APART = re.compile(r",|\band\b", re.IGNORECASE)


def entry_text(kind: str, key: str, fields: Mapping[str, str], bare: str = "") -> str:
    """Write an entry: a line a field, those that are empty left out.

    Args:
        kind: the type of the entry.
        key: its citation key.
        fields: values in LaTeX.
        bare: the field whose value is a macro.
    """
    lines = (f"  {name} = {value if name == bare else f'{{{value}}}'},\n" for name, value in fields.items() if value)
    return f"@{kind}{{{key},\n{''.join(lines)}}}\n"


def who_and_what(entry: BibliographyEntry) -> dict[str, str]:
    """Authors and title."""
    return {
        "author": people(entry.names, cut=entry.is_cut),
        "key": "" if entry.names or entry.editors else latex_text(plain_text(entry.title)),
        "title": latex_title(entry.title, entry.proper),
    }


def publication_fields(entry: BibliographyEntry, kind: str, column: str) -> dict[str, str]:
    """What is known of the publication, but for dates and addresses, by BibLaTeX's names of fields.

    Args:
        entry: the entry.
        kind: its type, as BibLaTeX calls it.
        column: the format, as the table of types names it.
    """
    stated = entry.publication
    omitted = stated.authors_omitted if entry.is_cut and stated.authors_omitted != SOME else None
    subtype = entry.type.removeprefix("article-") if entry.is_stated and stated_again(entry.type, column) else ""
    texts = {
        _container(kind): entry.container,
        "shortjournal": stated.container_title_short,
        "type": stated.genre,
        **_publisher(entry, kind),
        "location": stated.publisher_place,
        "edition": stated.edition,
        "series": stated.collection_title,
        "volume": stated.volume,
        "volumes": stated.number_of_volumes,
        **_numbers(entry, kind),
        "chapter": stated.chapter_number,
        "pages": _RANGE.sub("\\1–\\2", stated.page or ""),
        "eventtitle": stated.event_title,
        "venue": stated.event_place,
        "isbn": stated.isbn,
        "issn": stated.issn,
        "pmid": stated.pmid,
        "pmcid": stated.pmcid,
        "language": stated.language,
        "keywords": joined(stated.keyword),
        "collaboration": stated.collaboration,
        "authors_omitted": omitted,
        "note": stated.note,
        "origdate": stated.original_date,
        "urldate": stated.accessed,
    }
    editing = {"editor": people(entry.editors), "translator": people(entry.translators)}
    return editing | {name: latex_text(text) for name, text in texts.items() if text} | {"entrysubtype": subtype}


def identifier_fields(entry: BibliographyEntry) -> dict[str, str]:
    """Numbers at arXiv and addresses."""
    return {
        "eprint": entry.arxiv,
        "eprinttype": "arXiv" if entry.arxiv else "",
        "eprintclass": entry.primary_class,
        "doi": latex_address(entry.doi),
        "url": latex_address(entry.url),
    }


def is_masters(genre: str | None) -> bool:
    """Whether a class of theses is below a doctor's."""
    return bool(genre and _MASTER.search(genre))


def joined(keywords: Iterable[str]) -> str:
    """Keywords in one text: between commas, or where one has a comma, semicolons."""
    words = list(keywords)
    return ("; " if any("," in word for word in words) else ", ").join(words)


def people(names: Iterable[Name], cut: bool = False) -> str:
    """Names as BibTeX lists them.

    Args:
        names: the names.
        cut: whether there are others that are not known.
    """
    written = list(map(_name, names))
    return " and ".join([*written, "others"] if cut and written else written)


def _container(kind: str) -> str:
    if kind in IN_JOURNALS:
        return "journaltitle"
    return "booktitle" if kind in IN_BOOKS else "maintitle" if kind in BOOKS else "howpublished"


def _publisher(entry: BibliographyEntry, kind: str) -> dict[str, str | None]:
    """Who published it; of a thesis or a report, the institution."""
    publisher, institution = entry.publication.publisher, entry.publication.institution
    issuer = _ISSUED.get(kind)
    if issuer and not institution:
        return {issuer: publisher}
    return {issuer or "institution": institution, "publisher": publisher}


def _numbers(entry: BibliographyEntry, kind: str) -> dict[str, str | None]:
    """A number is of an issue in articles, in a series in books, and of the work itself in all else."""
    issue, series, number = entry.publication.issue, entry.publication.collection_number, entry.publication.number
    if kind in IN_JOURNALS:
        return {"number": issue, "eid": number, "collection_number": series}
    if kind in IN_BOOKS or kind in BOOKS:
        return {"number": series, "issue": issue, "eid": number}
    return {"number": number, "issue": issue, "collection_number": series}


def _name(name: Name) -> str:
    """``von Last, Jr, First``; braces keep together what is no person's name, or would be taken for particles."""
    if name.is_whole:
        return f"{{{latex_text(name.family)}}}"
    family = latex_text(name.family)
    if any(word[:1].islower() for word in name.family.split()[:-1]) or _APART.search(name.family):
        family = f"{{{family}}}"
    given, suffix = (
        f"{{{latex_text(part)}}}" if _APART.search(part) else latex_text(part) for part in (name.given, name.suffix)
    )
    last = f"{latex_text(name.particle)} {family}".strip()
    return ", ".join(part for part in (last, suffix, given) if part)
