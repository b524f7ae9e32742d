"""Parser for BibTeX and BibLaTeX. What cannot be read becomes a failure with its line; entries around it stay."""

import logging
import re
from collections.abc import Iterator, Mapping
from typing import Any

from livingsurvey.importers.author_names import first_name_first, partial_date
from livingsurvey.importers.captured_text import read_text
from livingsurvey.importers.identifiers import arxiv_id, facts_of, identifiers, venue_facts
from livingsurvey.importers.latex_text import to_text
from livingsurvey.importers.records import Listing, add, fail, remark

_VOLUMES = ("proceedings", "mvproceedings", "collection", "periodical")
_INHERITED = ("year", "date", "month", "publisher")
_ADDRESS = re.compile(r"https?://[^\s{}\\]+")
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_STRAY = re.compile(r"^[ \t]*(@\w+[^\n]*)", re.MULTILINE)
_PART = re.compile(r'\s*("[^"]*"|\{[^{}]*\}|[\w:.+-]+)\s*(?:#|$)')
_OTHERS = ("others", "et al", "et al.")

Fields = dict[str, str]


def parse_bibtex(data: bytes, file: str) -> Listing:
    """Read a BibTeX file: an entry is a record, a failure, or a volume that is no paper, which is remarked."""
    listing = Listing()
    text = read_text(data, file, listing)
    entries = list(_entries(text, file, listing))
    parents = {key.lower(): fields for _, _, key, fields in entries if key}
    for line, kind, key, fields in entries:
        if kind in _VOLUMES:
            said = f"«{key}» is a volume, not a paper; it was passed over."
            remark(listing, file, line, "volume", said, "Nothing needs doing.")
        else:
            add(listing, file, line, _facts(_with_parent(fields, parents)) | {"cite_key": key})
            if any(name in _OTHERS for name in map(str.lower, _names(fields))):
                said = f"the authors of «{key}» are cut short by «others»; none is used."
                remark(listing, file, line, "value", said, "Add the whole list by hand.")
    listing.failures.sort(key=lambda finding: finding.line)
    return listing


def _entries(text: str, file: str, listing: Listing) -> Iterator[tuple[int, str, str, Fields]]:
    """Each entry's line, type, key and fields; what cannot be read goes into the failures."""
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.model import Entry, ImplicitComment, ParsingFailedBlock

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # its failures are reported here, with their lines
    library = parse_string(text.replace("\r\n", "\n").replace("\r", "\n"), parse_stack=[])
    macros = {string.key.lower(): _value(str(string.value), {}) for string in library.strings}
    for block in library.blocks:
        line = (block.start_line or 0) + 1
        found = block.ignore_error_block if isinstance(block, ParsingFailedBlock) else block
        if isinstance(found, Entry):
            yield line, found.entry_type.lower(), found.key, _fields(found, macros)
        if isinstance(block, ParsingFailedBlock):
            _tell(block, file, line, listing)
        elif isinstance(block, ImplicitComment):
            for stray in _STRAY.finditer(block.comment):
                said = f"«{stray[0].strip()[:60]}» begins no entry that can be read."
                fail(listing, file, line + block.comment.count("\n", 0, stray.start(1)), said, "Write «@type{key, …}».")


def _tell(block: Any, file: str, line: int, listing: Listing) -> None:
    """Note what is wrong with a block: lost, or used with a remark."""
    from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock

    if isinstance(block, DuplicateFieldKeyBlock):
        said = f"«{getattr(block.ignore_error_block, 'key', '')}» states a field twice; the first is used."
        remark(listing, file, line, "duplicate-field", said, "Keep one of them.")
    elif isinstance(block, DuplicateBlockKeyBlock):
        said = f"the key «{block.key}» is used twice; both entries are imported."
        remark(listing, file, line, "duplicate-key", said, "Give one of them another key.")
    else:
        begun = " ".join((block.raw or "").split())[:60]
        fail(listing, file, line, f"an entry that cannot be read: «{begun}…».", "Close its braces and quotes.")


def _fields(entry: Any, macros: Mapping[str, str]) -> Fields:
    fields: Fields = {}
    for given in entry.fields:
        fields.setdefault(given.key.lower(), _value(str(given.value), macros))
    return fields


def _value(value: str, macros: Mapping[str, str]) -> str:
    """A field's value without what encloses it; ``a # "b"`` is put together, macros are replaced by their text."""
    parts = _PART.findall(value) if "#" in value else []
    if parts and "#".join(parts).replace(" ", "") == value.replace(" ", "").replace("\n", ""):
        return "".join(part[1:-1] if part[0] in '"{' else macros.get(part.lower(), part) for part in parts)
    value = value.strip()
    if len(value) > 1 and value[0] + value[-1] in ('""', "{}"):
        return value[1:-1].strip()
    return macros.get(value.lower(), value)


def _with_parent(fields: Fields, parents: Mapping[str, Fields]) -> Fields:
    """What an entry inherits from the volume it names in ``crossref``."""
    parent = parents.get(fields.get("crossref", "").lower())
    if parent is None or parent is fields:
        return fields
    inherited = {name: parent[name] for name in _INHERITED if name in parent}
    volume = parent.get("booktitle") or parent.get("title")
    return inherited | ({"booktitle": volume} if volume else {}) | fields


def _facts(fields: Fields) -> dict[str, Any]:
    """The facts of an entry, by the names of a paper's fields."""
    addresses = [
        address.rstrip(".,;")
        for name in ("url", "code", "github", "howpublished", "note")
        for address in _ADDRESS.findall(fields.get(name, ""))
    ]
    facts = facts_of(addresses) | identifiers(to_text(fields.get("doi", "")))
    facts["title"] = ": ".join(filter(None, (to_text(fields.get(name, "")) for name in ("title", "subtitle"))))
    facts["abstract"] = to_text(fields.get("abstract", ""))
    names = _names(fields)
    facts["authors"] = [] if any(name.lower() in _OTHERS for name in names) else names
    date = fields.get("date", "").partition("/")[0] or fields.get("year", "")
    facts["published"] = partial_date(to_text(date), to_text(fields.get("month", "")), fields.get("day", ""))
    return facts | _where(fields)


def _where(fields: Fields) -> dict[str, str]:
    """The venue, and the arXiv id, which some bibliographies write in the venue's place."""
    venue = next(
        (v for n in ("booktitle", "journal", "journaltitle", "eventtitle") if (v := to_text(fields.get(n, "")))), ""
    )
    archive = fields.get("archiveprefix") or fields.get("eprinttype") or "arxiv"
    eprint = arxiv_id(fields.get("eprint", "")) if archive.lower() == "arxiv" else None
    elsewhere = f"{fields.get('volume', '')} {fields.get('number', '')}"
    return venue_facts(venue, elsewhere) | ({"arxiv": eprint} if eprint else {})


def _names(fields: Fields) -> list[str]:
    return [name for name in map(_name, _AND.split(fields.get("author", "").strip())) if name]


def _name(name: str) -> str:
    """A person's name as text; an organisation's, which is in braces, keeps its commas."""
    name = name.strip()
    whole = name.startswith("{") and name.endswith("}") and name.count("{") == 1
    return to_text(name) if whole else first_name_first(to_text(_hidden_commas(name)))


def _hidden_commas(name: str) -> str:
    """The name with its suffix where a comma within braces would be taken for one between parts."""
    return re.sub(r"\{([^{}]*),([^{}]*)\}", r"{\1 \2}", name)
