"""New paper files: what is written is read back unchanged."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.model import Paper
from livingsurvey.model.candidate import Candidate
from livingsurvey.store.documents import read_document
from livingsurvey.store.paper_files import new_paper

from tests.builders import FIELDS, seen

SEEN = [seen(3, 9), seen(7, 15, "other")]

HOSTILE = [
    "key: value",
    "---",
    "--- # not the end",
    "...",
    "- item",
    "? question",
    "# comment",
    "text # comment",
    "'single' quoted'",
    '"double" quoted"',
    "{{ jinja }} {% raw %}",
    "{a: b}",
    "[a, b]",
    "[@key] ![x](javascript:alert(1))",
    "<script>alert(1)</script> &amp;",
    "null",
    "~",
    "true",
    "No",
    "2025-01-28",
    "2501.10",
    "+5",
    "0x1F",
    "1e400",
    "&anchor",
    "*alias",
    "!!python/object:os.system",
    "%TAG",
    "@at",
    "`code`",
    "|",
    "> fold",
    "=",
    "<<",
    "back\\slash \\n \\u0041",
    "tab\there",
    "no-break\u00a0space",
    "zero\u200bwidth \u202eright to left",
    "byte\ufeffmark",
    "\ufffe\uffff",
    "😀 \U0010fffd",
    "H_2O $x^{2}$ β",
    "ends with a colon:",
    "x " * 9_000 + "x",
]

# What a capture lets through: one line without control characters, stripped.
captured = (
    st.text(alphabet=st.characters(exclude_categories=["Cs", "Zl", "Zp", "Cc"], include_characters="\t"), max_size=300)
    .map(str.strip)
    .filter(bool)
)
punctuated = st.text(alphabet="ab \t-:#'\"\\|>{}[]&*!%@`?,.~=<\n", min_size=1, max_size=60)


def read(path: Path) -> Paper:
    """The paper in a file in which nothing is wrong."""
    held, findings = read_document(path, path.name, Paper, path.stem, "notes", FIELDS)
    assert findings == []
    assert held is not None
    return held


def written(path: Path, title: str, abstract: str) -> Paper:
    path.write_bytes(new_paper(path.stem, Candidate(title, abstract, SEEN), FIELDS))
    return read(path)


def test_a_new_file_reads_as_a_curator_would_write_it() -> None:
    text = new_paper("a-paper", Candidate("A Paper: Its Title", "An abstract, “quoted”.", SEEN), FIELDS).decode()
    assert (
        text
        == """\
---
key: a-paper
title: 'A Paper: Its Title'
authors:
published:
venue:
arxiv:
doi:
status:
reason:
kind:
topics:
summary:
abstract: |-
  An abstract, “quoted”.
seen:
  - {source: capture, rank: 3, line: 9}
  - {source: other, rank: 7, line: 15}
---
"""
    )


def test_a_new_file_holds_the_record_and_nothing_else(tmp_path: Path) -> None:
    held = written(tmp_path / "a-paper.md", "A Title", "An abstract.")
    assert held == Paper(key="a-paper", title="A Title", abstract="An abstract.", seen=tuple(SEEN))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_read_back_as_it_was(tmp_path: Path, text: str) -> None:
    held = written(tmp_path / "x.md", text, text)
    assert (held.title, held.abstract) == (text, text)


@pytest.mark.parametrize(
    "text",
    [
        "a\nb",
        "a\n---\nb",
        "---\nkey: b",
        "a\n\n\n",
        "\n\na",
        "  a\nb",
        "a \nb",
        "a\n\tb",
        "a\r\nb",
        "a\x85b",
        "a\u2028b",
        " ",
    ],
)
def test_an_abstract_of_several_lines_is_read_back_as_it_was(tmp_path: Path, text: str) -> None:
    assert written(tmp_path / "x.md", "T", text).abstract == text


@given(captured, captured | punctuated)
@settings(deadline=None, max_examples=150)
def test_any_title_and_abstract_are_read_back_as_they_were(title: str, abstract: str) -> None:
    with TemporaryDirectory() as folder:
        held = written(Path(folder) / "x.md", title, abstract)
    assert (held.title, held.abstract, list(held.seen)) == (title, abstract, SEEN)
