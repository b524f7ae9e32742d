"""What is known of a site that was built: its files, and of each page what it was made of.

The next build reads it and makes only what would be different. A record that is damaged, of another version or of
another survey counts as none, and a file that is not as the record says is made again.
"""

import os
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic_core import from_json, to_json

from livingsurvey.model.digests import Digests, digest_of, digest_of_texts
from livingsurvey.store.files import write_kept

if TYPE_CHECKING:  # who asks whether anything has changed needs nothing of pages
    from livingsurvey.site.recorded import Read

#: Raised when what is recorded, or how, changes.
_FORM = 5
#: Things on one line.
_TOGETHER = 1_000


class FileState(NamedTuple):
    """A file: the digest of its bytes, how many these are, and when it was last written, in nanoseconds."""

    digest: str
    size: int
    written: int


class PageRecord(NamedTuple):
    """A page: the digest of all that it was made of, and what other pages and the whole site need to know of it.

    ``anchors`` and ``links`` are as in :class:`livingsurvey.build.page_frame.MadePage`; ``styles`` and ``scripts`` are
    those that only some pages load; ``messages`` what there was to say of it; ``listed`` what the list of all pages
    says of it; ``title`` is what the menu calls it, ``template`` that which it is shown in. ``given`` and ``reads``
    tell what its Markdown was made of: what it was given, and the numbers of the reads.
    """

    made_of: str
    anchors: tuple[str, ...]
    links: Mapping[str, Mapping[str, str]]
    messages: tuple[tuple[int, str], ...]
    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    listed: Mapping[str, Any]
    title: str
    template: str | None
    given: str | None
    reads: tuple[int, ...] = ()


class ReadList:
    """What pages have read, each with a number, from 0: there are very many, so they are kept in columns."""

    def __init__(self, reads: "Iterable[Read]" = ()) -> None:
        """Begin with these."""
        self._names: dict[str, int] = {}  # with the place of each
        self._listed = list[str]()  # the names by their places
        self._places, self._keys = array("I"), list[str]()
        for read in reads:
            self.append(read)

    def append(self, read: "Read") -> None:
        """Add a read."""
        self._places.append(self._place(read[0]))
        self._keys.append(read[1])

    def _place(self, name: str) -> int:
        if name not in self._names:
            self._names[name] = len(self._listed)
            self._listed.append(name)
        return self._names[name]

    def add(self, names: list[str], places: list[int], keys: list[str]) -> None:
        """Add reads as :meth:`columns` gives them.

        Raises:
            ValueError: when there are not as many places as keys.
            IndexError: when a place is that of no name.
        """
        if len(places) != len(keys):
            raise ValueError("not as many places as keys")
        own = list(map(self._place, names))
        self._places.extend([own[place] for place in places])
        self._keys += keys

    def columns(self, first: int, last: int) -> tuple[list[str], list[int], list[str]]:
        """Return all names, and the place among them and the key of each read from one number to before another.

        Args:
            first: the number of the first.
            last: that behind the last.
        """
        return self._listed, self._places[first:last].tolist(), self._keys[first:last]

    def part(self, first: int, last: int) -> "list[Read]":
        """Return the reads from one number to before another; arguments as for :meth:`columns`."""
        names, places, keys = self.columns(first, last)
        return [(names[place], key) for place, key in zip(places, keys, strict=True)]

    def __getitem__(self, number: int) -> "Read":
        return self._listed[self._places[number]], self._keys[number]

    def __len__(self) -> int:
        return len(self._keys)

    def __iter__(self) -> "Iterator[Read]":
        return ((self._listed[place], key) for place, key in zip(self._places, self._keys, strict=True))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ReadList) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # there may be more


@dataclass(slots=True)
class SiteRecord:
    """The record of a site: ``files`` by path below it, ``docs`` those below the docs folder, ``pages`` by source.

    ``reads`` are what pages read of the survey, and ``digests`` what of each; ``made_with`` is a digest of what makes
    their Markdown; ``sources`` are the paths of all that pages could link to.
    """

    files: dict[str, FileState] = field(default_factory=dict)
    docs: dict[str, FileState] = field(default_factory=dict)
    pages: dict[str, PageRecord] = field(default_factory=dict)
    reads: ReadList = field(default_factory=ReadList)
    digests: Digests = field(default_factory=Digests)
    made_with: str = ""
    sources: list[str] = field(default_factory=list)


def write_record(path: Path, record: SiteRecord) -> None:
    """Write a record, with a digest that shows damage.

    Raises:
        OSError: when it cannot be written.
    """
    write_kept(path, _written(record))


def _written(record: SiteRecord) -> Iterator[bytes]:
    """The lines of a record, one at a time: they are large. The last one says what the others are."""
    digests = []
    for part in _parts(record):
        line = to_json(part)
        digests.append(digest_of(line))
        yield line
        yield b"\n"
    yield _end(digests)


def _parts(record: SiteRecord) -> Iterator[tuple[str, Any]]:
    """What a record says, by the name of what says it, so many things at a time."""
    yield "made_with", record.made_with
    yield "sources", record.sources
    for name in ("files", "docs", "pages"):
        some = iter(getattr(record, name).items())
        while part := dict(islice(some, _TOGETHER)):
            yield name, part
    for first in range(0, len(record.reads), _TOGETHER):
        last = first + _TOGETHER
        yield "reads", (*record.reads.columns(first, last), record.digests.part(first, last))


def _end(digests: Iterable[str]) -> bytes:
    return f"{_FORM} {digest_of_texts(digests)}".encode()


def read_record(path: Path) -> SiteRecord:
    """Read a record; what is damaged, of another form or not there is an empty one."""
    try:
        *lines, end = path.read_bytes().split(b"\n")
        if end != _end(map(digest_of, lines)):
            return SiteRecord()
        record = SiteRecord()
        for line in lines:
            _add(record, *from_json(line, cache_strings="keys"))
        return record
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return SiteRecord()


def _add(record: SiteRecord, name: str, part: Any) -> None:
    """Let a record say what a line says."""
    match name:
        case "pages":
            record.pages |= {path: _page(page) for path, page in part.items()}
        case "reads":
            *columns, digests = part
            record.reads.add(*columns)
            record.digests.add(digests)
        case "files" | "docs":
            getattr(record, name).update(_states(part))
        case _:
            setattr(record, name, part)


def _states(listed: dict[str, list[Any]]) -> dict[str, FileState]:
    return {path: FileState(*state) for path, state in listed.items()}


def _page(kept: list[Any]) -> PageRecord:
    page = PageRecord(*kept)
    return page._replace(
        anchors=tuple(page.anchors),
        messages=tuple((level, text) for level, text in page.messages),
        styles=tuple(page.styles),
        scripts=tuple(page.scripts),
        reads=tuple(page.reads),
    )


def state_of(path: Path, digest: str) -> FileState:
    """Return the state of a file that is known to have these bytes.

    Raises:
        OSError: when it is not there.
    """
    status = path.lstat()
    return FileState(digest, status.st_size, status.st_mtime_ns)


def intact(folder: Path, files: Mapping[str, FileState]) -> dict[str, FileState]:
    """Return those files below a folder that are as recorded.

    A file with another time is read: whoever carries a site from one machine to another may round times.
    """
    found, base, folders = {}, str(folder), {"": True}
    for path, state in files.items():
        if not _is_inside(base, path.rpartition("/")[0], folders):
            continue
        try:
            status = os.lstat(f"{base}/{path}")
        except OSError:
            continue
        if status.st_size == state.size and _is_plain(status):
            if status.st_mtime_ns == state.written:
                found[path] = state
            elif digest_of((folder / path).read_bytes()) == state.digest:
                found[path] = state._replace(written=status.st_mtime_ns)
    return found


def _is_inside(base: str, inner: str, known: dict[str, bool]) -> bool:
    """Whether a folder below another is none of somebody else's, to which a link leads."""
    if inner not in known:
        above = _is_inside(base, inner.rpartition("/")[0], known)
        known[inner] = above and not os.path.islink(f"{base}/{inner}")  # noqa: PTH114  # hundreds of times over
    return known[inner]


def _is_plain(status: os.stat_result) -> bool:
    return (status.st_mode & 0o170000) == 0o100000  # no link, and nothing that would never end


def remove_links(folder: Path) -> None:
    """Remove links below a folder that lead to folders: what they lead to is somebody else's.

    Raises:
        OSError: when one cannot be removed.
    """
    for place, folders, _ in os.walk(folder):
        for path in (Path(place, name) for name in folders):
            if path.is_symlink():
                path.unlink()


def paths_below(folder: Path) -> Iterable[str]:
    """Yield the paths of all that is below a folder and is no folder, relative to it."""
    for place, folders, names in os.walk(folder):
        inner = os.path.relpath(place, folder)
        links = [name for name in folders if os.path.islink(f"{place}/{name}")]  # noqa: PTH114
        for name in (*names, *links):
            yield name if inner == "." else f"{inner}/{name}".replace(os.sep, "/")
