"""Reading a capture's bytes into numbered lines. What cannot be read becomes a failure, never a gap."""

import re
from dataclasses import dataclass

from livingsurvey.importers.records import Listing, remark
from livingsurvey.model import Finding

#: A capture larger than this is refused whole: no listing comes near it, noise does.
MAX_BYTES = 20_000_000
#: A longer line is no title and no abstract.
MAX_LINE = 20_000

_WIDE = {  # byte order marks; the longer first, as one begins with the other
    b"\xff\xfe\0\0": "utf-32",
    b"\0\0\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """A line with text: its ``number`` in the file (from 1) and its ``text``, stripped."""

    number: int
    text: str


def read_lines(data: bytes, file: str) -> tuple[list[NumberedLine], list[Finding]]:
    """Decode a capture into its non-blank lines.

    A byte order mark and CRLF line ends are accepted. A line that cannot be decoded, contains control
    characters or is absurdly long is reported and left out; the lines around it are kept.
    """
    if refusal := _refuse(data):
        return [], [Finding(file, 0, 0, "capture", *refusal)]
    lines: list[NumberedLine] = []
    failures: list[Finding] = []
    ends = b"\n" if b"\n" in data else b"\r"  # as old programs end lines
    for number, raw in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(ends), start=1):
        text, problem = _decode(raw)
        if problem:
            failures.append(Finding(file, number, 0, "capture-line", *problem))
        elif text:
            lines.append(NumberedLine(number, text))
    return lines, failures


def read_text(data: bytes, file: str, listing: Listing) -> str:
    """Decode a whole file; one that is not UTF-8 is read as UTF-16, UTF-32 or Windows-1252, and that is remarked.

    Line ends of any system become ``\\n``. What cannot be read at all becomes a failure in the ``listing``, and the
    text is empty.

    Args:
        data: the file's bytes.
        file: how findings name it.
        listing: gets failures and remarks.
    """
    if refusal := _refuse_size(data) if _wide(data) else _refuse(data):
        listing.failures.append(Finding(file, 0, 0, "capture", *refusal))
        return ""
    text, encoding, line = decoded(data)
    if encoding:
        said = f"not UTF-8; the file was read as {encoding}."
        remark(listing, file, line, "encoding", said, "Look at the accents, or save it as UTF-8.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def decoded(data: bytes) -> tuple[str, str, int]:
    """A file's text, the encoding where it is not UTF-8, and the line where that shows.

    Args:
        data: the file's bytes.
    """
    if wide := _wide(data):
        return data.decode(wide, errors="replace"), wide.upper(), 1
    try:
        return data.decode("utf-8-sig"), "", 0
    except UnicodeDecodeError as error:
        return data.decode("cp1252", errors="replace"), "Windows-1252", data[: error.start].count(b"\n") + 1


def _wide(data: bytes) -> str:
    """The encoding of more than one byte a sign that a file's mark names, or nothing."""
    return next((name for mark, name in _WIDE.items() if data.startswith(mark)), "")


def _refuse(data: bytes) -> tuple[str, str] | None:
    if not data.removeprefix(b"\xef\xbb\xbf").strip():
        return "the file is empty.", "Capture the listing again, or remove the source."
    if wide := _wide(data):
        return f"the file is {wide.upper()}.", "Save it as UTF-8."
    return _refuse_size(data)


def _refuse_size(data: bytes) -> tuple[str, str] | None:
    if len(data) > MAX_BYTES:
        size = f"the file has {len(data):,} bytes; a capture has at most {MAX_BYTES:,}."
        return size, "Split it, or check that it is a listing at all."
    return None


def _decode(raw: bytes) -> tuple[str, tuple[str, str] | None]:
    if len(raw) > MAX_LINE:
        return "", (
            f"the line has {len(raw):,} bytes; a title or abstract has at most {MAX_LINE:,}.",
            "Remove it.",
        )
    try:
        text = raw.decode("utf-8").strip()
    except UnicodeDecodeError as error:
        byte = f"0x{raw[error.start]:02x}"
        return "", (f"byte {error.start + 1} ({byte}) is not UTF-8.", "Save the file as UTF-8.")
    if control := _CONTROL.search(text):
        return "", (f"the line contains the control character {control.group()!r}.", "Remove the character.")
    return text, None
