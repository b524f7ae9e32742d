"""Changes of papers' files: verified, and nothing but what was meant is touched."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from livingsurvey.model import Paper, Provenance, Seen
from livingsurvey.model.candidate import Candidate
from livingsurvey.store.documents import read_document
from livingsurvey.store.paper_files import new_paper
from livingsurvey.store.survey_changes import document_change
from livingsurvey.store.transaction import apply

from tests.builders import FIELDS, seen
from tests.store.test_paper_files import SEEN, captured


def below(root: Path, key: str) -> Path:
    """Where the file of a paper is in a survey's folder."""
    path = root / "content" / "papers" / f"{key}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def read(path: Path) -> Paper:
    """The paper in a file in which nothing is wrong."""
    paper, findings = read_document(path, path.name, Paper, path.stem, "notes", FIELDS)
    assert findings == []
    assert paper is not None
    return paper


def change(path: Path, before: Paper, after: Paper) -> None:
    """Write a paper as it is to be."""
    root = path.parents[2]
    apply(root, [document_change(root, before, after, FIELDS)])


def add_seen(path: Path, records: list[Seen]) -> None:
    """Add records of where a paper was found."""
    before = read(path)
    change(path, before, before.model_copy(update={"seen": (*before.seen, *records)}))


@given(captured, captured)
@settings(deadline=None, max_examples=50)
def test_growing_provenance_leaves_any_title_and_abstract_as_they_were(title: str, abstract: str) -> None:
    with TemporaryDirectory() as folder:
        path = below(Path(folder), "x")
        path.write_bytes(new_paper("x", Candidate(title, abstract, SEEN)))
        before = read(path)
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
    path = below(tmp_path, "a-paper")
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
    path = below(tmp_path, "x")
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
    path = below(tmp_path, "x")
    path.write_text(f"---\ntitle: T\n{entry}abstract: A\n---\nNotes.\n")
    before = read(path)
    add_seen(path, SEEN[1:])
    assert read(path) == before.model_copy(update={"seen": (*before.seen, *SEEN[1:])})


@pytest.mark.parametrize(("mark", "end"), [("\ufeff", "\n"), ("", "\r\n"), ("\ufeff", "\r\n")])
def test_a_file_saved_on_windows_keeps_its_content(tmp_path: Path, mark: str, end: str) -> None:
    path = below(tmp_path, "a-paper")
    path.write_bytes((mark + CURATED.replace("\n", end)).encode())
    before = read(path)
    add_seen(path, SEEN[1:])
    assert read(path) == before.model_copy(update={"seen": (*before.seen, *SEEN[1:])})


def test_editing_a_missing_file_is_an_error_and_makes_none(tmp_path: Path) -> None:
    paper = Paper(key="gone", title="T", abstract="A")
    with pytest.raises(FileNotFoundError):
        document_change(tmp_path, paper, paper.model_copy(update={"venue": "V"}), FIELDS)
    assert list(tmp_path.iterdir()) == []


def set_facts(path: Path, **facts: object) -> None:
    """Set facts of a paper, with the file that states them."""
    before = read(path)
    origins = {name: Provenance(file="f.jsonl", line=1) for name in facts}
    change(path, before, before.model_copy(update={**facts, "provenance": dict(before.provenance) | origins}))


def test_new_fields_come_in_the_order_in_which_people_look_for_them(tmp_path: Path) -> None:
    path = below(tmp_path, "a-paper")
    path.write_text("---\nkey: a-paper\ntitle: T\nabstract: A\n---\n")
    set_facts(path, doi="10.1000/x", authors=("Ada",), published="2025")
    starts = [line.split(":")[0] for line in path.read_text().splitlines() if line[:1].isalpha()]
    assert starts == ["key", "title", "authors", "published", "doi", "abstract", "provenance"]


@pytest.mark.parametrize("venue", ["venue : V", "? venue\n: V", '"venue": V'])
def test_a_field_is_found_however_its_name_is_written(tmp_path: Path, venue: str) -> None:
    path = below(tmp_path, "a-paper")
    path.write_text(f"---\ntitle: T\nabstract: A\n{venue}\n---\nNotes.\n")
    set_facts(path, venue="New")
    assert venue.replace("V", "New") in path.read_text()
