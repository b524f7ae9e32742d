"""How files are written, as far as rules ask that: found in one look at each, and kept while it is unchanged."""

import re
from typing import NamedTuple

from livingsurvey.model.text import HIDDEN
from livingsurvey.store.yaml_nodes import front_matter

#: Marks a comment that says what is to do.
TO_DO = "# to do:"

_FIELD = re.compile(r"^([A-Za-z_]\w*):(?=[ \t\n]|\Z)", re.MULTILINE)
_SPACES = (b" \n", b"\t\n", b" \r")


class WrittenFile(NamedTuple):
    """What a look at the bytes of a file shows.

    ``size`` is how many there are. ``hidden``: some are no ASCII, and it holds what cannot be seen. ``foreign``: it has
    the line ends of another system, or a mark of byte order. ``ended``: its last line ends with one line end, if it
    has any. ``spaces`` end a line, and ``tabs`` follow a colon or a dash, anywhere in it. ``to_do``: it holds the mark
    of what is to do. ``fields`` are the names of fields, as they follow each other.
    """

    size: int
    hidden: bool
    foreign: bool
    ended: bool
    spaces: bool
    tabs: bool
    to_do: bool
    fields: tuple[str, ...]


def look_at(file: str, data: bytes) -> WrittenFile:
    """See how a file is written.

    Args:
        file: its name.
        data: its bytes.
    """
    return WrittenFile(
        size=len(data),
        hidden=not data.isascii() and HIDDEN.search(as_text(data)) is not None,
        foreign=b"\r" in data or data.startswith(b"\xef\xbb\xbf"),
        ended=not data or (data[-1:] == b"\n" and not data.endswith((b"\n\n", b"\n\r\n"))),
        spaces=any(map(data.__contains__, _SPACES)),
        tabs=b":\t" in data or b"-\t" in data,
        to_do=TO_DO.encode() in data,
        fields=tuple(name for name, _ in fields_at(file, as_text(data))),
    )


def as_text(data: bytes) -> str:
    """The text of a file, with plain line ends."""
    return data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")


def fields_at(file: str, text: str) -> list[tuple[str, int]]:
    """The names of the fields of a file, and where each begins."""
    start, end = front_matter(file, text)
    return [(name[1], start + name.start()) for name in _FIELD.finditer(text[start:end])]
