"""Targets that read and edit content: an edit does exactly what is meant when it is read back, or is refused."""

import random
from collections.abc import Callable
from typing import Any

from livingsurvey.model import Finding, HandPage, Paper, Topic
from livingsurvey.store.documents import parse_document
from livingsurvey.store.survey_changes import document_change
from livingsurvey.store.survey_edit import EditRefusedError
from livingsurvey.store.yaml_text import YamlTextError, parse

from tests.builders import FIELDS
from tests.fuzz.scratch import scratch

_KEY = "a-paper"
_FILE = f"content/papers/{_KEY}.md"
_SHORTEST = f"key: {_KEY}\ntitle: A title\nabstract: One.\n"
_WORDS = (
    "a",
    "KV cache",
    "x: y",
    "it's",
    "- z",
    "é\U0001d4d0",
    "null",
    "1.10",
    '"',
    "#h",
    "[",
    "a #b",
    "yes",
    "x\u00a0y",
    "|",
)
_PLACES = (
    "\n",
    " ",
    "  ",
    "# note\n",
    "\r\n",
    "\t",
    "\u2028",
    "\u0085",
    "? ",
    ": ",
    "- ",
    "'",
    '"',
    "...\n",
    "---\n",
    ",",
)
#: A paper's fields as people may write them; the input decides which are there, and what is put between them.
_FIELDS = (
    f"key: {_KEY}\n",
    "title: A title\n",
    "title : 'A title' # as published\n",
    '? title\n: "A title"\n',
    "title: >-\n  A title\n",
    "abstract: |-\n  One.\n\n  Two: # no comment\n",
    "abstract: One.\n",
    "authors: [Eva Lind, 'Tom Berg']\n",
    "authors:\n- Eva Lind   # first\n-  Tom Berg\n",
    "authors:\n    # all\n    - Eva Lind\n",
    "venue:\n",
    "venue : A Journal\n",
    "{venue: V}\n",
    "published: 2024-01\n",
    "code: [ https://a.example/b ]\n",
    "topics: [a, b]\n",
    "topics:\n  - a\n  - b\n",
    "aliases: [old-name]\n",
    "summary: It is one.\n",
    "publication: {type: book, volume: '12'}\n",
    "publication:\n  type: book\n  keyword: [x, y]\n",
    "seen:\n  - {source: s, rank: 1, line: 2}\n",
    "links:\n- label: Page\n  url: https://a.example/\n",
    "provenance: {venue: {file: a.bib, line: 3}}\n",
)


def _documents(data: bytes) -> None:
    """Any text as a file of content: a model or findings, each with its place, and never both missing."""
    text = data.decode("utf-8", errors="replace").replace("\r\n", "\n")
    for head in (text, f"---\n{text}", f"---\n{_SHORTEST}{text}\n---\n"):
        for model, body in ((Paper, "notes"), (Topic, "prose"), (HandPage, "body")):
            built, findings = parse_document(head, _FILE, model, _KEY, body, FIELDS)
            assert built is None or isinstance(built, model)
            assert built is not None or findings
            for finding in findings:
                assert isinstance(finding, Finding)
                assert 1 <= finding.line <= head.count("\n") + 2
                assert finding.message
                assert finding.fix


def _yaml(data: bytes) -> None:
    """Any text as YAML: texts, lists and mappings of such, or an error that knows its place."""
    try:
        value = parse(data.decode("utf-8", errors="replace"))
    except YamlTextError as error:
        assert error.line >= 1
        assert error.column >= 1
    else:
        _expect_plain(value)


def _expect_plain(value: Any) -> None:
    assert value is None or isinstance(value, str | bool | list | dict)
    for part in value if isinstance(value, list) else value.values() if isinstance(value, dict) else ():
        _expect_plain(part)


def _edits(data: bytes) -> None:
    """A paper's file in some hand's formatting, and some fields that are to be others."""
    choose = random.Random(data)
    text = _formatted(data, choose)
    before, _ = parse_document(text.replace("\r\n", "\n"), _FILE, Paper, _KEY, "notes", FIELDS)
    if before is None:
        return
    after = _changed(before, choose)
    path = scratch() / _FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    try:
        change = document_change(scratch(), before, after, FIELDS)
    except EditRefusedError:
        return
    assert change.after is not None
    written = change.after.decode().removeprefix("\ufeff")
    again, findings = parse_document(written.replace("\r\n", "\n"), _FILE, Paper, _KEY, "notes", FIELDS)
    assert again is not None, findings
    assert again.model_dump() == Paper.model_validate(after.model_dump()).model_dump()
    assert written.count("\r\n") == written.count("\n") or "\r\n" not in text or _mixed(text), "line ends changed"


def _mixed(text: str) -> bool:
    return text.count("\r\n") != text.count("\n")


def _formatted(data: bytes, choose: random.Random) -> str:
    """Front matter of fields that the bytes name one by one; what is no field's number is itself, as text."""
    pieces = [piece.decode("utf-8", errors="replace") for piece in data[:400].split(b"\xff")]
    head = ""
    for piece in pieces:
        number = ord(piece[:1] or "\0")
        head += _FIELDS[number] if number < len(_FIELDS) else _PLACES[number % len(_PLACES)] if number < 48 else piece
    text = f"---\n{head}" + ("" if head.endswith("\n") or not head else "\n") + "---\n"
    text += choose.choice(("", "Notes.\n", "\nNotes: [a]\n", "---\n"))
    return text.replace("\n", "\r\n") if choose.random() < 0.1 else text


def _changed(before: Paper, choose: random.Random) -> Paper:
    word = choose.choice(_WORDS).strip()
    changes: dict[str, Any] = {
        "title": word,
        "venue": choose.choice((word, None)),
        "authors": choose.choice(((), (word,), (*before.authors, word), before.authors[1:])),
        "published": choose.choice(("2025", "2025-02-03", None)),
        "topics": choose.choice(((), ("c",), (*before.topics, "c"), before.topics[1:])),
        "summary": choose.choice((word, None)),
        "abstract": choose.choice((word, f"{word}\n\n{word}", f" {word}\n", before.abstract)),
        "notes": choose.choice((word, f"{word}\n---\n{word}", "")),
        "code": choose.choice(((), ("https://a.example/c",), (*before.code, "https://a.example/c"))),
    }
    names = choose.sample(sorted(changes), choose.randint(1, 3))
    return Paper.model_validate(before.model_dump() | {name: changes[name] for name in names})


#: The targets by name.
CONTENT: dict[str, Callable[[bytes], None]] = {"documents": _documents, "yaml": _yaml, "edits": _edits}
