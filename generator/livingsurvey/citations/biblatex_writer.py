"""BibLaTeX: for LaTeX by ``biber``, with types and fields for what BibTeX has none."""

from livingsurvey.citations.bibliography_entry import BibliographyEntry
from livingsurvey.citations.entry_types import TYPES
from livingsurvey.citations.latex_fields import entry_text, identifier_fields, publication_fields, who_and_what

#: Languages as Babel calls them.
_BABEL = {
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "nl": "dutch",
    "pl": "polish",
    "pt": "portuguese",
    "ru": "russian",
}


def biblatex_entry(entry: BibliographyEntry) -> str:
    """Write one entry, of the type that says most."""
    kind = _kind(entry)
    stated = publication_fields(entry, kind, "biblatex")
    language = (entry.publication.language or "")[:2].lower()
    fields = who_and_what(entry) | stated | {"date": entry.published, "langid": _BABEL.get(language, "")}
    del fields["key"]
    return entry_text(kind, entry.citation_key, fields | identifier_fields(entry))


def _kind(entry: BibliographyEntry) -> str:
    stated, kind = entry.publication, TYPES[entry.type].biblatex
    if kind == "incollection" and entry.is_stated and not entry.container:
        return "inbook"
    if kind == "book" and entry.editors and not entry.names:
        return "proceedings" if stated.event_title else "collection"
    return "manual" if (stated.genre or "").lower() == "manual" else kind
