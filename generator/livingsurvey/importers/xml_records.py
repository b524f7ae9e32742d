"""The records of an XML file one by one, each with its line. What the XML must not contain is refused.

The XML is read by defusedxml, which refuses entities of the document's own: they are how a small file grows to
gigabytes, and how it reads others.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from livingsurvey.importers.captured_text import MAX_BYTES
from livingsurvey.importers.records import Listing, fail
from livingsurvey.model.errors import SurveyError

_DEEPEST = 200  # elements within each other; no bibliography comes near it
_LONGEST_HEAD = 100_000  # bytes before the first record
_MOST_BROKEN = 100  # places in one file where reading goes on
_CUT = "; nothing behind it is read."
_TYPOGRAPHY = ("sub", "sup", "i", "b", "u", "inf")
_FACES = {"subscript": "sub", "superscript": "sup", "italic": "i", "bold": "b"}


class TooDeepError(SurveyError):
    """Elements within each other beyond any bibliography."""


class _Records(TreeBuilder):
    """Builds the elements, and keeps those that are records with their lines."""

    def __init__(self, names: frozenset[str]) -> None:
        super().__init__()
        self.names, self.depth, self.line = names, 0, 0
        self.found: list[tuple[int, Element]] = []
        self.begun: list[int] = []
        self.parser: Any = None

    def start(self, tag: str, attrs: dict[str, str]) -> Element:
        """Begin an element; the line of a record is noted."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise TooDeepError("deeper than any bibliography")
        if self._is_record(tag, self.depth):
            self.begun.append(self.parser.CurrentLineNumber)
        return super().start(tag, attrs)

    def end(self, tag: str) -> Element:
        """End an element; a record is kept."""
        element = super().end(tag)
        if self._is_record(tag, self.depth):
            self.found.append((self.begun.pop(), element))
        self.depth -= 1
        return element

    def _is_record(self, tag: str, depth: int) -> bool:
        return local(tag) in self.names if self.names else depth == 2


def xml_records(data: bytes, file: str, listing: Listing, names: frozenset[str]) -> Iterator[tuple[int, Element]]:
    """The elements of some names with their lines; of a file that is cut short, those before the cut.

    Behind what is no XML, reading goes on at the next record.

    Args:
        data: the file's bytes.
        file: how findings name it.
        listing: gets a failure where the XML breaks off.
        names: of the elements that are records, without namespace; without any, all those within the outermost.
    """
    if len(data) > MAX_BYTES:
        fail(listing, file, 0, f"the file has {len(data):,} bytes.", "Split it.")
        return
    begin = _begin(names)
    first = begin.search(data)
    head = data[: first.start() if first and first.start() < _LONGEST_HEAD else 0]
    start = 0
    for _ in range(_MOST_BROKEN):
        before = head if start else b""
        found, broken = _read(before + data[start:], names)
        lines = data.count(b"\n", 0, start) - before.count(b"\n")
        yield from ((line + lines, element) for line, element in found)
        if broken is None:
            return
        following = begin.search(data, start + max(1, broken.position - len(before))) if head else None
        said = broken.message + (("." if following else _CUT) if broken.is_record else "")
        fail(listing, file, broken.line + lines, said, "Export the file again.")
        if not following or not broken.is_record:
            return
        start = following.start()


@dataclass(frozen=True, slots=True)
class _Broken:
    """Where XML cannot be read: the line, the byte, why, and whether that is the fault of one record."""

    line: int
    position: int
    message: str
    is_record: bool = True


def _begin(names: frozenset[str]) -> re.Pattern[bytes]:
    """How a record begins; where any element may be one, those that are described, as in RDF."""
    if not names:
        return re.compile(rb"<[A-Za-z][\w.-]*:[A-Za-z][\w.-]*\s+rdf:about\b")
    return re.compile(rb"<(?:[A-Za-z][\w.-]*:)?(?:%s)(?=[\s/>])" % "|".join(sorted(names)).encode())


def _read(data: bytes, names: frozenset[str]) -> tuple[list[tuple[int, Element]], _Broken | None]:
    """The records of a text and, where it breaks off, what is wrong."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser

    records = _Records(names)
    parser = DefusedXMLParser(target=records)
    records.parser = parser.parser
    skipped = len(data) - len(data.lstrip())
    above = data.count(b"\n", 0, skipped)
    try:
        parser.feed(data[skipped:])
        parser.close()
    except ParseError as error:
        position = max(0, parser.parser.ErrorByteIndex) + skipped
        said = f"an entry that is not XML: {str(error.msg).partition(': line')[0]}"
        return records.found, _Broken(error.position[0] + above, position, said)
    except TooDeepError:
        line, position = parser.parser.CurrentLineNumber + above, parser.parser.CurrentByteIndex + skipped
        return records.found, _Broken(line, position, "an entry with more elements within each other than any has")
    except (DefusedXmlException, ValueError, LookupError, AssertionError) as error:
        return records.found, _Broken(1, 0, f"XML that is not read: {type(error).__name__}.", is_record=False)
    return records.found, None


def local(tag: Any) -> str:
    """An element's name without its namespace; a comment has none."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Element | None, *path: str) -> list[Element]:
    """The elements below one, along a path of names, whatever their namespace.

    Args:
        element: where the path begins; of none, nothing is found.
        path: the names.
    """
    found = [element] if element is not None else []
    for name in path:
        found = [child for parent in found for child in parent if local(child.tag) == name]
    return found


def child(element: Element | None, *path: str) -> Element | None:
    """The first element along a path of names, if there is one.

    Args:
        element: where the path begins.
        path: the names.
    """
    return next(iter(children(element, *path)), None)


def text(element: Element | None, *path: str) -> str:
    """The text of the first element along a path that has any, on one line.

    Args:
        element: where the path begins.
        path: the names.
    """
    texts = (" ".join("".join(one.itertext()).split()) for one in children(element, *path))
    return next((found for found in texts if found), "")


def marked(element: Element | None) -> str:
    """The text of an element with the tags of its typography, so that raised and lowered signs stay such.

    Args:
        element: such as a title.
    """
    if element is None:
        return ""
    inner = "".join(f"{_tagged(one)}{escape(one.tail or '', quote=False)}" for one in element)
    return f"{escape(element.text or '', quote=False)}{inner}"


def _tagged(element: Element) -> str:
    """An element with its tag where that is typography; EndNote has the name in the attribute ``face``."""
    name = _FACES.get(element.get("face", ""), local(element.tag).lower())
    return f"<{name}>{marked(element)}</{name}>" if name in _TYPOGRAPHY else marked(element)
