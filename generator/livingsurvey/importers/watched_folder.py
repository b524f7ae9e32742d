"""Reading all bibliographies of a folder, those that are new or have changed."""

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from livingsurvey.importers.captured_text import MAX_BYTES
from livingsurvey.importers.import_formats import IMPORTERS, Importer, guess_format
from livingsurvey.importers.records import Record
from livingsurvey.importers.unread_formats import what_it_is
from livingsurvey.model import Finding
from livingsurvey.model.errors import SurveyError
from livingsurvey.store.files import read_plain

_MOST_FILES = 10_000  # of one folder
_FIX = "Export the references as BibTeX, RIS or another format that «survey ingest --help» lists."


class UnusableFolderError(SurveyError):
    """A folder that cannot be watched; the message says why."""


@dataclass(slots=True)
class FolderRecords:
    """What the files of a folder state.

    Attributes:
        records: each with the name of its file below the folder.
        failures: entries and files that could not be read.
        digests: of the files that were read, or could not be; they are known the next time.
        left: the first file that was left for the next time; empty where none was.
    """

    records: list[tuple[str, Record]] = field(default_factory=list)
    failures: list[Finding] = field(default_factory=list)
    digests: list[str] = field(default_factory=list)
    left: str = ""


def why_no_folder(path: str) -> str:
    """Why a path cannot lead to a folder within the survey; empty where it may.

    Args:
        path: from the survey's folder, as a saved search gives it.
    """
    parts = path.replace("\\", "/").split("/")
    if path.startswith(("/", "\\", "~")) or ":" in parts[0]:
        return "it must begin in the survey's folder, such as «inbox»"
    if ".." in parts:
        return "it leaves the survey's folder"
    return "its name begins with a dot" if any(part.startswith(".") for part in parts) else ""


def folder_within(root: Path, path: str) -> Path:
    """The folder that a saved search names.

    Args:
        root: the survey's folder.
        path: as the search gives it.

    Raises:
        UnusableFolderError: when it is outside the survey, behind a link, or not there.
    """
    if why := why_no_folder(path):
        raise UnusableFolderError(f"«{path}» cannot be watched: {why}.")
    folder = root / path
    if not folder.is_dir():
        raise UnusableFolderError(f"there is no folder «{path}» in the survey.")
    if folder.resolve() != root.resolve() / path:
        raise UnusableFolderError(f"«{path}» cannot be watched: there is a link on the way to it.")
    return folder


def read_folder(
    folder: Path,
    known: Collection[str] = (),
    most: int | None = None,
    importers: Mapping[str, Importer] = IMPORTERS,
) -> FolderRecords:
    """Read the bibliographies of a folder and those below it, in the order of their names. Links are not followed.

    Args:
        folder: which may be anywhere.
        known: digests of files that need not be read again.
        most: records after which no further file is begun; none where all are read.
        importers: the formats that can be read.
    """
    found, seen = FolderRecords(), set(known)
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        try:
            data = read_plain(path, MAX_BYTES)
        except OSError as error:
            said = error.strerror or "it is no plain file, or far too large"
            found.failures.append(
                Finding(name, 0, 0, "source", f"cannot be read: {said}.", "Put the file itself there.")
            )
            continue
        digest = digest_of(data)
        if digest in seen:
            continue
        if most is not None and len(found.records) >= most:
            found.left = name
            break
        seen.add(digest)
        found.digests.append(digest)
        _read(found, name, data, importers)
    return found


def digest_of(data: bytes) -> str:
    """What a file is known by when it comes again.

    Args:
        data: all of it.
    """
    return sha256(data).hexdigest()[:16]


def _files(folder: Path) -> Iterator[Path]:
    """The files below a folder in the order of their names, without hidden ones and what is behind links."""
    paths = []
    for above, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths += [Path(above, name) for name in files if not name.startswith(".")]
        if len(paths) > _MOST_FILES:
            raise UnusableFolderError(f"there are more than {_MOST_FILES:,} files in the folder; watch one below it.")
    yield from sorted(paths)


def _read(found: FolderRecords, name: str, data: bytes, importers: Mapping[str, Importer]) -> None:
    chosen = guess_format(name, data, importers)
    if chosen is None:
        said = f"its format is not known. {what_it_is(name, data)}".strip()
        found.failures.append(Finding(name, 0, 0, "source", said, _FIX))
        return
    listing = importers[chosen].parse(data, name)
    found.failures += listing.failures
    found.records += [(name, record) for record in listing.records]
