"""BibTeX: for LaTeX, by ``bibtex`` and ``biber`` alike."""

import re

from livingsurvey.citations.bibliography_entry import BibliographyEntry, FileHeader
from livingsurvey.citations.entry_types import TYPES
from livingsurvey.citations.latex_escape import latex_text
from livingsurvey.citations.latex_fields import (
    entry_text,
    identifier_fields,
    is_masters,
    publication_fields,
    who_and_what,
)
from livingsurvey.model.text import clean

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
#: The type of BibLaTeX whose fields a type has.
_LIKE = {"phdthesis": "thesis", "mastersthesis": "thesis", "techreport": "report"}
#: BibTeX's names of fields that BibLaTeX calls otherwise.
_NAMES = {
    "journaltitle": "journal",
    "maintitle": "booktitle",
    "location": "address",
    "eprinttype": "archivePrefix",
    "eprintclass": "primaryClass",
}
_REQUIRED = {
    "inproceedings": ("author", "booktitle", "year"),
    "article": ("author", "journal", "year"),
    "phdthesis": ("author", "school", "year"),
    "mastersthesis": ("author", "school", "year"),
}


def bibtex_entry(entry: BibliographyEntry) -> str:
    """Write one entry.

    A type that only the venue's name tells is used where all is known that it requires, or else ``@misc``, which
    requires nothing. A type that a bibliography states is used in any case.
    """
    kind = _kind(entry)
    fields = _fields(entry, kind)
    if not entry.is_stated:
        if not all(map(fields.get, _REQUIRED.get(kind, ("none",)))):
            kind = "misc"
            fields = _fields(entry, kind) | {"howpublished": latex_text(entry.paper.venue or ""), "publisher": ""}
        fields["type"] = ""
    return entry_text(kind, entry.citation_key, fields, bare="month")


def bibtex_file(entries: list[str], head: FileHeader) -> str:
    """Write a file: what is outside entries is a comment, as long as no @ begins an entry there."""
    lines = (re.sub(" ?@ ?", " at ", clean(line)) for line in (f"{head.survey}: {head.selection}", head.facts))
    return "".join(f"% {line}\n" for line in lines) + "".join(f"\n{entry}" for entry in entries)


def _kind(entry: BibliographyEntry) -> str:
    stated, kind = entry.publication, TYPES[entry.type].bibtex
    if kind == "phdthesis" and is_masters(stated.genre):
        return "mastersthesis"
    if kind == "incollection" and entry.is_stated and not entry.container:
        return "inbook"
    if kind == "book" and stated.event_title and entry.editors and not entry.names:
        return "proceedings"
    return "manual" if (stated.genre or "").lower() == "manual" else kind


def _fields(entry: BibliographyEntry, kind: str) -> dict[str, str]:
    stated = publication_fields(entry, _LIKE.get(kind, kind), "bibtex")
    names = _NAMES | ({"institution": "school"} if kind.endswith("thesis") else {})
    dates = {
        "year": str(entry.year or ""),
        "month": _MONTHS[entry.month - 1] if entry.month else "",
        "day": str(entry.day or "") if entry.is_stated else "",
    }
    fields = who_and_what(entry) | stated | dates | identifier_fields(entry)
    return {names.get(name, name): text for name, text in fields.items()}
