"""What an entry of BibTeX takes over from others that it names: its volume (``crossref``), shared data (``xdata``).

Source: the manual of BibLaTeX 3.20, appendix B, whose mapping of fields by types is followed as far as facts need it.
"""

from collections.abc import Iterator, Mapping

Fields = Mapping[str, str]
Entry = tuple[str, Fields]  # its kind and its fields

_OWN = frozenset(
    """
    abstract annotation annote crossref doi entryset entrysubtype eprint eprintclass eprinttype execute file groups ids
    keywords label note options pages pagetotal presort related relatedtype shorthand shorttitle sortkey sorttitle title
    subtitle titleaddon type url urldate xdata xref
    """.split()
)
_PARTS_OF_BOOKS = ("inbook", "bookinbook", "suppbook")
_SETS = ("mvbook", "mvcollection", "mvproceedings", "mvreference")
_VOLUMES = ("book", "collection", "proceedings", "reference")
_TITLES = (("title", "title"), ("subtitle", "subtitle"), ("titleaddon", "titleaddon"))
_MOST = 12  # entries that one may take from


def with_inherited(kind: str, fields: Fields, entries: Mapping[str, Entry], key: str = "") -> dict[str, str]:
    """The fields of an entry and those that it takes over; its own count first.

    Args:
        kind: its type.
        fields: its own.
        entries: all of the file by their key in lower case.
        key: its own, lest it takes from itself.
    """
    if not fields.get("crossref") and not fields.get("xdata"):
        return dict(fields)
    return _inherited(kind, fields, entries, {key.lower()})


def _inherited(kind: str, fields: Fields, entries: Mapping[str, Entry], seen: set[str]) -> dict[str, str]:
    known = dict(fields)
    for key in _new(fields.get("xdata", "").split(","), entries, seen):
        shared = _inherited("xdata", entries[key][1], entries, seen)
        known = {name: text for name, text in shared.items() if name not in ("xdata", "ids")} | known
    for key in _new([known.get("crossref", "")], entries, seen):
        of_parent = entries[key][0]
        known = _of_volume(kind, of_parent, _inherited(of_parent, entries[key][1], entries, seen)) | known
    return known


def _new(keys: list[str], entries: Mapping[str, Entry], seen: set[str]) -> Iterator[str]:
    for key in (key.strip().lower() for key in keys):
        if key in entries and key not in seen and len(seen) < _MOST:
            seen.add(key)
            yield key


def _of_volume(kind: str, of_parent: str, parent: Fields) -> dict[str, str]:
    """What a volume gives to a part of it: its titles under other names, and what both have in common."""
    of_one_author = of_parent in ("book", "mvbook") and (kind in _PARTS_OF_BOOKS or kind == "book")
    own = _OWN if of_one_author else _OWN | {"author"}
    taken = {name: text for name, text in parent.items() if name not in own}
    before = "journal" if of_parent == "periodical" else "main" if of_parent in _SETS else "book"
    if kind in _VOLUMES and of_parent not in _SETS:
        return taken
    return {f"{before}{ours}": parent[theirs] for ours, theirs in _TITLES if theirs in parent} | taken
