"""Parser for BibTeX and BibLaTeX. What cannot be read becomes a failure with its line; entries around it stay."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from livingsurvey.importers.author_names import people
from livingsurvey.importers.bibtex_block import Block
from livingsurvey.importers.bibtex_facts import KNOWN as FACTS
from livingsurvey.importers.bibtex_facts import cited_identifiers, published, title, unread_eprint, venue
from livingsurvey.importers.bibtex_inheritance import with_inherited
from livingsurvey.importers.bibtex_names import People, people_in
from livingsurvey.importers.bibtex_publication import KNOWN, first, publication, text_of, words_of
from livingsurvey.importers.bibtex_syntax import blocks, with_strings
from livingsurvey.importers.bibtex_types import IGNORED, TYPES
from livingsurvey.importers.captured_text import read_text
from livingsurvey.importers.journal_macros import journal_named
from livingsurvey.importers.latex_text import unknown_macros
from livingsurvey.importers.records import Listing, fail, remark, take

_SHOWN = 12  # names of fields in a remark
_SHOWN_FIELDS = ("title", "subtitle", "abstract", "author", "editor", "journal", "journaltitle", "booktitle")


def parse_bibtex(data: bytes, file: str) -> Listing:
    """Read a BibTeX file: an entry is a record or a failure; volumes are works like any other."""
    listing = Listing()
    text = read_text(data, file, listing).replace("\r\n", "\n").replace("\r", "\n")
    found = list(blocks(text))
    for block in found:
        if block.problem:
            fail(listing, file, block.line, block.problem, "Close its braces and quotes; write «@type{key, …}».")
    entries = [(block, _with_journals(fields)) for block, fields in with_strings(found)]
    by_key = {block.key.lower(): (block.kind, fields) for block, fields in reversed(entries) if block.key}
    for block, fields in entries:
        if block.kind != "xdata":
            _take(listing, file, block, with_inherited(block.kind, fields, by_key, block.key))
            _tell_of_volume(listing, file, block, fields, by_key)
    _tell(listing, file, entries)
    listing.failures.sort(key=lambda finding: finding.line)
    return listing


def _with_journals(fields: dict[str, str]) -> dict[str, str]:
    return fields | {n: journal_named(fields[n]) for n in ("journal", "journaltitle") if "\\" in fields.get(n, "")}


def _tell_of_volume(
    listing: Listing, file: str, block: Block, fields: dict[str, str], by_key: Mapping[str, object]
) -> None:
    """Remark a volume that the file does not have, unless the entry states what it is in by itself."""
    volume = fields.get("crossref", "").strip()
    if volume and volume.lower() not in by_key and not first(fields, "booktitle", "journal", "journaltitle"):
        said = f"«{block.key}» takes what it is in from «{volume[:80]}», which the file does not contain."
        remark(listing, file, block.line, "crossref", said, "Export that entry too, or state the booktitle.")


def _take(listing: Listing, file: str, block: Block, fields: dict[str, str]) -> None:
    """Add an entry to a listing, with remarks on its names."""
    named: list[People] = []
    take(listing, file, block.line, _read, block, fields, named)
    doubtful = [name for found in named for name in found.doubtful]
    for name in doubtful[:_SHOWN]:
        more = f"; nor are {len(doubtful) - _SHOWN} others" if len(doubtful) > _SHOWN and name is doubtful[0] else ""
        said = f"«{name[:80]}» of «{block.key}» is hardly the name of one person{more}."
        remark(listing, file, block.line, "names", said, "Write «and» between people, braces around organisations.")
    month = fields.get("month", "").strip(" {}.")
    if month.isdecimal() and not 1 <= int(month[:4]) <= 12:
        said = f"the month of «{block.key}» cannot be «{month[:20]}»; only the year is used."
        remark(listing, file, block.line, "value", said, "Write it as a number from 1 to 12, or as jan, feb and so on.")


def _read(block: Block, fields: dict[str, str], named: list[People]) -> dict[str, Any]:
    """The facts of an entry; ``named`` gets the people in it."""
    authors = people_in(fields.get("author", ""))
    stated, others = publication(block.kind, fields, authors)
    named += [authors, *others]
    return _facts(block, fields, authors, stated)


def _facts(block: Block, fields: dict[str, str], authors: People, stated: dict[str, Any]) -> dict[str, Any]:
    """The facts of an entry, by the names of a paper's fields."""
    names: dict[str, dict[str, str]] = {}
    for role in ("editor", "translator"):
        stated[role], parts = people(stated[role])
        names |= parts
    shown, parts = people(authors.names)
    where = venue(block.kind, fields)
    facts = cited_identifiers(fields) | {"title": title(block.kind, fields), "abstract": text_of(fields, "abstract")}
    facts |= {"authors": shown, "published": published(fields), "cite_key": block.key}
    facts |= {"venue": where} if where else {}
    if eprint := unread_eprint(fields, facts):
        stated["note"] = "; ".join(filter(None, (stated["note"], eprint)))
    if fields.get("groups"):
        facts["groups"] = words_of(fields["groups"])
    return facts | {"publication": {n: v for n, v in (stated | {"names": names | parts}).items() if v}}


def _tell(listing: Listing, file: str, entries: list[tuple[Block, dict[str, str]]]) -> None:
    """Remark what was stated twice, and once for the file which fields are not taken over."""
    keys = Counter[str]()
    macros = Counter[str]()
    unknown = Counter[str]()
    for block, fields in entries:
        keys[block.key] += 1
        if block.key and keys[block.key] == 2:
            said = f"the key «{block.key}» is used twice; both entries are imported."
            remark(listing, file, block.line, "duplicate-key", said, "Give one of them another key.")
        if block.twice:
            said = f"«{block.key}» states {', '.join(dict.fromkeys(block.twice))} twice; the first is used."
            remark(listing, file, block.line, "duplicate-field", said, "Keep one of them.")
        macros.update(name for field in _SHOWN_FIELDS if field in fields for name in unknown_macros(fields[field]))
        unknown.update(name for name in fields if fields[name].strip() and not _is_known(name))
        unknown.update([f"@{block.kind}"] if block.kind not in TYPES and block.kind != "xdata" else [])
    if macros:
        said = f"macros of LaTeX whose meaning is not known; what they enclose is kept: {_counted(macros)}."
        remark(listing, file, 1, "unknown-macro", said, "Look whether the titles and names are right.")
    if unknown:
        said = f"not taken over, as nothing here corresponds to it: {_counted(unknown)}."
        remark(listing, file, 1, "unknown-field", said, "Nothing needs doing, unless a reader misses it.")


def _counted(names: Counter[str]) -> str:
    """The most frequent of some names, how often each comes, and how many more there are."""
    shown = ", ".join(f"{name[:40]} ({count})" for name, count in names.most_common(_SHOWN))
    return shown + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "")


def _is_known(name: str) -> bool:
    return name in KNOWN or name in FACTS or name in IGNORED or name.startswith(("opt", "bdsk-", "local-"))
