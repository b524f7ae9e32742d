"""Paper files: what is written is read back unchanged, and growing provenance changes nothing else."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.model import Paper
from livingsurvey.model.candidate import Candidate
from livingsurvey.store.documents import read_document
from livingsurvey.store.paper_files import add_seen, new_paper

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


@given(captured, captured)
@settings(deadline=None, max_examples=50)
def test_growing_provenance_leaves_any_title_and_abstract_as_they_were(title: str, abstract: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.md"
        before = written(path, title, abstract)
        add_seen(path, [seen(1, 1, "third")])
        assert read(path) == before.model_copy(update={"seen": (*SEEN, seen(1, 1, "third"))})


CURATED = """\
---
# Checked against the PDF.
key: a-paper
aliases: [old-key, older-key]
title: "A Paper: Its Title"  # corrected
authors:
  - Ada Lovelace
  # the second author is disputed
  - Søren Kierkegaard
published: 2025-01-28
venue: 'NeurIPS'
arxiv: 2501.01000
doi:

status: included
links:
  - {label: Code, url: https://a.example/x}
  - label: Talk
    url: https://b.example
summary: >-
  One sentence
  over two lines.
claims:
  - quote: It is 2.50 times faster.
    measure: speed
    change: {form: factor, value: 2.50, unit: ×, bound: up to}
abstract: |-
  An abstract:  with # signs, {{ braces }} and “quotes”.
seen:
  - {source: capture, rank: 3, line: 9}
---
Notes, with a rule:

---

and *markup*.  
No line end"""


def test_growing_provenance_adds_one_line_and_changes_no_other_byte(tmp_path: Path) -> None:
    path = tmp_path / "a-paper.md"
    path.write_bytes(CURATED.encode())
    add_seen(path, [seen(7, 15, "other")])
    known = "  - {source: capture, rank: 3, line: 9}\n"
    assert path.read_bytes().decode() == CURATED.replace(known, known + "  - {source: other, rank: 7, line: 15}\n")


@pytest.mark.parametrize(
    "field",
    [
        "arxiv: 0704.0001",
        "arxiv: 2501.10000",
        "published: 2025",
        "published: 2025-01",
        "venue: on",
        "venue: yes",
        "venue: 007",
        "venue: 12:30",
        "venue: 1.10.2",
        "venue: 1_000",
        "venue: 0x1F",
        "venue: 1e3",
        'venue: "2025"',
        "venue: 😀 — β",
        "topics: [a, b]",
        "authors:\n  - A # why\n  - B",
    ],
)
def test_growing_provenance_keeps_a_field_as_it_was_typed(tmp_path: Path, field: str) -> None:
    path = tmp_path / "x.md"
    path.write_text(f"---\ntitle: T\n{field}\nabstract: A\nseen:\n  - {{source: capture, rank: 3, line: 9}}\n---\n")
    add_seen(path, [seen(7, 15, "other")])
    assert f"title: T\n{field}\nabstract: A\nseen:\n" in path.read_text()


@pytest.mark.parametrize(
    "entry",
    [
        "",
        "seen:\n",
        "seen: []\n",
        "seen: [{source: capture, rank: 3, line: 9}]\n",
        "seen:\n- {source: capture, rank: 3, line: 9}\n",
    ],
)
def test_provenance_grows_however_it_is_written(tmp_path: Path, entry: str) -> None:
    path = tmp_path / "x.md"
    path.write_text(f"---\ntitle: T\n{entry}abstract: A\n---\nNotes.\n")
    before = read(path)
    add_seen(path, SEEN[1:])
    assert read(path) == before.model_copy(update={"seen": (*before.seen, *SEEN[1:])})


@pytest.mark.parametrize(("mark", "end"), [("\ufeff", "\n"), ("", "\r\n"), ("\ufeff", "\r\n")])
def test_a_file_saved_on_windows_keeps_its_content(tmp_path: Path, mark: str, end: str) -> None:
    path = tmp_path / "a-paper.md"
    path.write_bytes((mark + CURATED.replace("\n", end)).encode())
    before = read(path)
    add_seen(path, SEEN[1:])
    assert read(path) == before.model_copy(update={"seen": (*before.seen, *SEEN[1:])})


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        add_seen(tmp_path / "gone.md", SEEN)
    assert list(tmp_path.iterdir()) == []
