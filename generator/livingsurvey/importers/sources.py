"""Taking a file that a curator has into the survey's sources: copied byte for byte, and listed."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from livingsurvey.importers.formats import IMPORTERS, Importer, guess_format
from livingsurvey.model import Source
from livingsurvey.store.files import write_atomically

_LIST = "content/sources/sources.yml"


class UnusableFileError(Exception):
    """A file that cannot become a source; the message says why."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A source, and whether it is ``new`` or was there already."""

    source: Source
    new: bool


def take_in(
    root: Path,
    path: Path,
    known: tuple[Source, ...],
    format_name: str | None = None,
    origin: str | None = None,
    importers: Mapping[str, Importer] = IMPORTERS,
) -> Taken:
    """Copy a file into ``content/sources`` and list it in ``sources.yml``; a file that is there already stays.

    Raises:
        UnusableFileError: when its format is not known, or no record can be read from it. Nothing is written then.
        OSError: when it cannot be read, or the survey not written.
    """
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    if same := next((source for source in known if source.sha256 == digest), None):
        return Taken(same, new=False)
    chosen = format_name or guess_format(path.name, data, importers)
    if chosen is None or chosen not in importers:
        raise UnusableFileError(
            f"{path.name}: its format is not known. Name it with --format: {', '.join(sorted(importers))}."
        )
    listing = importers[chosen].parse(data, path.name)
    if not listing.records:
        told = "".join(f"\n{finding}" for finding in listing.failures[:5])
        raise UnusableFileError(f"{path.name}: no record of a paper could be read from it as {chosen}.{told}")
    source = _named(root, path, known, chosen, digest, origin)
    write_atomically(root / "content/sources" / source.file, data)
    _list(root, source)
    return Taken(source, new=True)


def _named(root: Path, path: Path, known: tuple[Source, ...], chosen: str, digest: str, origin: str | None) -> Source:
    """The source under a name and an id that are free."""
    stem = re.sub(r"[^A-Za-z0-9._-]+", "-", path.stem).strip("-._") or "source"
    suffix = re.sub(r"[^A-Za-z0-9.]", "", path.suffix)
    ids = {source.id for source in known}
    number = 1
    while True:
        name = stem if number == 1 else f"{stem}-{number}"
        identifier = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:100].strip("-") or "source"
        free = identifier not in ids and not (root / "content/sources" / f"{name}{suffix}").exists()
        if free and f"{name}{suffix}" != "sources.yml":
            said = " ".join((origin or f"{path.name}, given by a curator").split())
            return Source(id=identifier, file=f"{name}{suffix}", format=chosen, origin=said, sha256=digest)
        number += 1


def _list(root: Path, source: Source) -> None:
    """Add an entry at the end of the list, leaving what stands there as it is."""
    path = root / _LIST
    held = path.read_text("utf-8") if path.exists() else "# What was taken in, exactly as received.\n"
    entry = source.model_dump(include={"id", "file", "format", "origin", "sha256"})
    if held.strip() and not held.endswith("\n"):
        held += "\n"
    if re.search(r"^\[\s*\]\s*$", held, re.MULTILINE):
        held = re.sub(r"^\[\s*\]\s*$\n?", "", held, flags=re.MULTILINE)
    text = yaml.safe_dump([entry], allow_unicode=True, sort_keys=False, width=10**9)
    write_atomically(path, (held + text).encode())
