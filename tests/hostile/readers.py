"""Strict readers of what is exported, which tell whether hostile text has become anything but text."""

import base64
import csv
import io
import json
import re
import zlib
from typing import Any

import bibtexparser
from defusedxml.ElementTree import fromstring

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
#: What steers or hides text; no file that people open may hold it.
STEERING = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)
_FIELD = re.compile(r"  ([a-zA-Z]+) = (?:\{(.*)\}|([a-z]{3})),\Z")


def expect_csv(text: str, rows: int, clean: bool = True) -> None:
    """Rows of equal length, no cell a formula, wherever a spreadsheet's language parts cells."""
    table = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))
    assert len(table) == rows + 1
    assert {len(row) for row in table} == {len(table[0])}
    for row in table[1:]:
        for cell in row:
            assert not (clean and STEERING.search(cell))
            for part in (cell, *cell.split(";")):
                stripped = part.strip(' "')
                number = re.fullmatch(r"-?[\d.e+-]+", stripped)
                assert number or not stripped.startswith(FORMULA), cell


def expect_bibtex(text: str, entries: int) -> None:
    """As many entries as papers, each with fields on lines of their own whose braces match."""
    assert not STEERING.search(text)
    heads = [line for line in text.splitlines() if line.startswith("@")]
    assert len(heads) == entries
    assert all(re.fullmatch(r"@[a-z]+\{[A-Za-z0-9_:-]+,", head) for head in heads)
    for line in text.splitlines():
        if line and not line.startswith(("@", "%")) and line != "}":
            field = _FIELD.match(line)
            assert field, line
            _expect_matching(field[2] or "")
            assert not re.search(r"\\(?:input|write|def|catcode|include|openin|read|href|special)", field[2] or ""), (
                line
            )
    read = bibtexparser.parse_string(text)
    assert len(read.entries) == entries
    assert not (read.failed_blocks or read.preambles or read.strings)


def _expect_matching(value: str) -> None:
    depth = 0
    for sign in re.sub(r"\\.", "", value):
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0, value
    assert depth == 0, value


def expect_ris(text: str, records: int) -> None:
    """As many records as papers, each line a known field."""
    assert not STEERING.search(text.replace("\r\n", "\n"))
    lines = [line for line in text.split("\r\n") if line]
    assert all(re.match(r"(?:[A-Z][A-Z0-9]  - |Provider: |Database: |Content: )", line) for line in lines)
    assert (
        sum(line.startswith("TY  - ") for line in lines) == sum(line.startswith("ER  - ") for line in lines) == records
    )


def expect_json(text: str) -> Any:
    """JSON without names that stand twice, and without numbers that JSON has not."""

    def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len({name for name, _ in pairs}) == len(pairs)
        return dict(pairs)

    def _refuse(constant: str) -> None:
        raise AssertionError(constant)

    return json.loads(text, object_pairs_hook=_once, parse_constant=_refuse)


_MARK = r'\(\(window\.survey\?\?=\{\}\)\.builds\?\?=\{\}\)\["assets/[\w-]+\.js"\]="[0-9a-f]{10}";\n\Z'


def expect_script(text: str, name: str) -> Any:
    """A script that does nothing but assign data, and the mark of its build."""
    part, _, last = name.partition(".")
    head = f"((window.survey??={{}}).{part}??={{}}).{last}="
    assert text.startswith(head)
    data = re.sub(_MARK, "", text.removeprefix(head))
    assert data.endswith(";\n")
    assert "</" not in text
    return expect_json(data.removesuffix(";\n"))


_PART = r'shardSearch\.take\("(\w+)","([0-9a-f]+)","([A-Za-z0-9+/]+={0,2})"\);\n'


def expect_part(text: str) -> str:
    """A part of the search index, a script that only hands over what is packed; return its name."""
    match = re.fullmatch(_PART, re.sub(_MARK, "", text))
    assert match
    zlib.decompress(base64.b64decode(match[3], validate=True), -15)
    return match[1]


def expect_atom(data: bytes) -> None:
    """A feed with no element and no attribute but its own."""
    feed = fromstring(data, forbid_dtd=True)
    known = "feed id title subtitle updated published link author name entry category summary".split()
    for element in feed.iter():
        assert element.tag.removeprefix("{http://www.w3.org/2005/Atom}") in known
        assert set(element.attrib) <= {"href", "rel", "type", "term"}
        assert not element.attrib.get("href", "").startswith(("javascript", "data"))
        assert "type" not in element.attrib or element.tag.endswith("link")
