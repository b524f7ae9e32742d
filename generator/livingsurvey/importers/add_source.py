"""Taking a file that a curator has into the survey's sources: copied byte for byte, and listed."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from livingsurvey.importers.captured_text import decoded
from livingsurvey.importers.front_matter import pack
from livingsurvey.importers.import_formats import IMPORTERS, Importer, guess_format
from livingsurvey.importers.records import Listing
from livingsurvey.importers.unread_formats import what_it_is
from livingsurvey.model import Source
from livingsurvey.model.errors import SurveyError
from livingsurvey.model.identity import RESERVED_KEYS
from livingsurvey.store.field_edits import with_new_item
from livingsurvey.store.transaction import FileChange, apply

_NOTHING = "Look whether it holds entries at all, and export it again; or name another format with --format."
_LIST = "content/sources/sources.yml"


class UnusableFileError(SurveyError):
    """A file that cannot become a source; the message says why."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A source, whether it is ``new`` or was there already, and what a new one holds, as :func:`take_in` read it."""

    source: Source
    new: bool
    listing: Listing | None = None


def take_in(
    root: Path,
    path: Path,
    known: tuple[Source, ...],
    format_name: str | None = None,
    origin: str | None = None,
    importers: Mapping[str, Importer] = IMPORTERS,
) -> Taken:
    """Copy a file into ``content/sources`` and list it in ``sources.yml``; a file that is there already stays.

    The Markdown files of a folder become one source.

    Raises:
        UnusableFileError: when its format is not known, or no record can be read from it. Nothing is written then.
        OSError: when it cannot be read, or the survey not written.
    """
    data = _packed(path) if path.is_dir() else path.read_bytes()
    path = path.with_name(f"{path.resolve().name}.md") if path.is_dir() else path
    digest = hashlib.sha256(data).hexdigest()
    if same := next((source for source in known if source.sha256 == digest), None):
        return Taken(same, new=False)
    chosen = format_name or guess_format(path.name, data, importers)
    if chosen is None or chosen not in importers:
        raise UnusableFileError(_unknown(path.name, data, importers))
    listing = importers[chosen].parse(data, path.name)
    if not listing.records:
        reasons = "".join(f"\n{finding}" for finding in listing.failures[:5])
        said = f"{path.name}: no record of a paper could be read from it as {chosen}."
        raise UnusableFileError(f"{said} {what_it_is(path.name, data) or _NOTHING}" + reasons)
    source = _named(root, path, known, chosen, digest, origin)
    apply(root, [FileChange(f"content/sources/{source.file}", None, data), _listed(root, source)])
    return Taken(source, True, listing.renamed(f"content/sources/{source.file}"))


def _unknown(name: str, data: bytes, importers: Mapping[str, Importer]) -> str:
    ways = f"Name it with --format: {', '.join(sorted(importers))}."
    return f"{name}: its format is not known. {what_it_is(name, data) or ways}"


def _packed(folder: Path) -> bytes:
    """The Markdown files in a folder and those below, in one; what introduces the folder is left out.

    Raises:
        UnusableFileError: when there are none.
    """
    found = (path for path in folder.rglob("*.md") if path.name.lower() not in ("readme.md", "_index.md"))
    files = {path.relative_to(folder).as_posix(): path for path in found if path.is_file()}
    files = {name: path for name, path in files.items() if not re.search(r"(?:^|/)\.", name)}
    if not files:
        raise UnusableFileError(f"{folder.name}: a folder without Markdown files. Name the files to import.")
    return pack({name: decoded(path.read_bytes())[0] for name, path in files.items()}).encode()


def _named(root: Path, path: Path, known: tuple[Source, ...], chosen: str, digest: str, origin: str | None) -> Source:
    """The source under a name and an id that are free."""
    stem = re.sub(r"[^A-Za-z0-9._-]+", "-", path.stem).strip("-._") or "source"
    stem = f"source-{stem}" if stem.partition(".")[0].lower() in RESERVED_KEYS else stem
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


def _listed(root: Path, source: Source) -> FileChange:
    """The list with the source at its end; what is in it already stays as it is."""
    path = root / _LIST
    before = path.read_bytes() if path.exists() else None
    text = (before or b"# What was imported, exactly as received.\n").decode()
    entry = source.model_dump(include={"id", "file", "format", "origin", "sha256"})
    return FileChange(_LIST, before, with_new_item(text, entry).encode())
