"""Lines such as ``PMID: 123`` in notes: Zotero keeps there what it has no field for, by the names that CSL uses."""

import re
from typing import get_args

from livingsurvey.importers.entry import Entry, best_date
from livingsurvey.model.publication import CslType, Publication

_LINE = re.compile(r"\s*(?:\{:)?(?P<name>[A-Za-z][A-Za-z -]{1,30}):\s*(?P<value>\S.*?)\}?\s*$")
_NAMES = {"citation key": "cite_key", "doi": "doi", "arxiv": "arxiv", "pmc": "pmcid", "original date": "original_date"}
_TEXTS = frozenset(
    name for name, field in Publication.model_fields.items() if field.default is None and name not in ("type", "note")
)
_DATES = ("original_date", "accessed")


def take_extra(entry: Entry, text: str) -> None:
    """Take in what the lines of a note state by name; what is left of it is the note.

    Args:
        entry: takes it; a field that it has keeps its value.
        text: the note.
    """
    rest = []
    for line in re.split(r"[\r\n]+", text):
        match = _LINE.match(line) if len(line) < 1000 else None
        name = match["name"].strip().lower() if match else ""
        if match is None or not _taken(entry, _NAMES.get(name, re.sub(r"[ -]", "_", name)), match["value"]):
            rest.append(line.strip())
    entry.elsewhere.append(" ".join(rest))
    note = " ".join(filter(None, [str(entry.publication.get("note") or ""), *rest]))
    entry.publication["note"] = note


def _taken(entry: Entry, name: str, value: str) -> bool:
    if name == "cite_key":
        entry.cite_key = entry.cite_key or value
    elif name == "doi":
        entry.dois.append(value)
    elif name == "arxiv":
        entry.elsewhere.append(f"arXiv:{value.split()[0]}")
    elif name in _DATES:
        entry.publication[name] = entry.publication.get(name) or best_date([value])
    elif name == "type" and value in get_args(CslType):
        entry.publication[name] = value
    elif name in _TEXTS:
        entry.publication[name] = entry.publication.get(name) or value
    else:
        return False
    return True
