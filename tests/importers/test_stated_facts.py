"""What sources and files of facts state about papers, and what they state of corrected facts."""

import hashlib
from pathlib import Path

import pytest
from livingsurvey.importers.stated_facts import StatedFacts, as_stated, as_text, corrections_of, record_at
from livingsurvey.model import Correction, Paper, Provenance, Survey

from tests.builders import paper, seen, source, survey

BIB = "@book{a, title={One}, author={Lind, Eva}, year=1999} @book{b, title={Two}, pages={1--9}}\n"
FACTS = '{"key": "old", "venue": "By key"}\n{"title": "ONE", "venue": "By title", "authors": ["A. B"]}\nnot JSON\n'


def stated(root: Path, *papers: Paper, **fields: str) -> tuple[StatedFacts, Survey]:
    """The facts of a survey with a bibliography and a file of facts."""
    for name, text in (("sources/a.bib", BIB), ("facts/f.jsonl", FACTS), ("facts/README.md", "# About\n")):
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    listed = {"file": "a.bib", "format": "bibtex", "sha256": hashlib.sha256(BIB.encode()).hexdigest()} | fields
    made = survey(*papers, sources=(source("bib", **listed),))
    return StatedFacts(root, made), made


def test_records_that_begin_on_one_line_are_told_apart_by_their_ranks(tmp_path: Path) -> None:
    facts, _ = stated(tmp_path)
    found = [record_at(facts.source("bib"), 1, rank) for rank in (1, 2, 3)]
    assert [one and one.title for one in found] == ["One", "Two", None]


def test_a_paper_has_the_entries_of_its_records_its_keys_and_its_titles(tmp_path: Path) -> None:
    one = paper("new", title="One", aliases=("old",), seen=(seen(1, 1, "bib"),))
    facts, _ = stated(tmp_path, one, paper("two", title="Two"))
    assert [(entry.file, entry.line) for entry in facts.of(one)] == [("a.bib", 1), ("f.jsonl", 1), ("f.jsonl", 2)]


def test_a_retitled_paper_keeps_the_facts_of_its_key(tmp_path: Path) -> None:
    one = paper("one", title="Renamed")
    facts, _ = stated(tmp_path, one)
    assert [entry.line for entry in facts.of(one)] == [2]


@pytest.mark.parametrize("fields", [{"sha256": "0" * 64}, {"format": "unknown"}, {"file": "absent.bib"}])
def test_a_source_that_cannot_be_judged_states_nothing(tmp_path: Path, fields: dict[str, str]) -> None:
    facts, _ = stated(tmp_path, **fields)
    assert facts.source("bib") is None
    assert facts.source("absent") is None


def test_a_link_is_no_file_of_facts(tmp_path: Path) -> None:
    one = paper("one", title="One")
    facts, _ = stated(tmp_path, one)
    (tmp_path / "content/facts/f.jsonl").rename(tmp_path / "f.jsonl")
    (tmp_path / "content/facts/f.jsonl").symlink_to(tmp_path / "f.jsonl")
    assert facts.of(one) == []


def test_a_variable_of_the_publication_is_stated_by_itself(tmp_path: Path) -> None:
    two = paper("two", title="Two", seen=(seen(2, 1, "bib"),))
    facts, _ = stated(tmp_path, two)
    assert facts.of(two)[0].values["publication.page"] == "1–9"


def test_corrections_come_with_what_the_named_entry_states(tmp_path: Path) -> None:
    reasons = {
        "venue": Provenance(file="f.jsonl", line=2, corrected="A."),
        "title": Provenance(corrected="B."),
        "publication.page": Provenance(corrected="C."),
        "doi": Provenance(corrected="D."),
    }
    one = paper("new", title="Uno", aliases=("old",), seen=(seen(1, 1, "bib"), seen(2, 1, "bib")), provenance=reasons)
    _, made = stated(tmp_path, one, paper("other"))
    assert corrections_of(tmp_path, made) == {
        "new": (
            Correction("venue", "A.", "By title"),
            Correction("title", "B.", "One"),
            Correction("publication.page", "C.", "1–9"),
            Correction("doi", "D.", ""),
        )
    }


@pytest.mark.parametrize(
    ("value", "said", "same"),
    [
        ("A  b", "A b", True),
        ("A & b", "A &amp; b", True),
        ("A", "A b", False),
        (["A", "B"], ("A", "B"), True),
        (["B", "A"], ["A", "B"], False),
        ({"a": "1", "b": "2"}, {"a": "1", "c": "3"}, True),
        ({"a": "1"}, {"a": "2"}, False),
        ({"a": "1"}, {"c": "3"}, False),
    ],
)
def test_values_agree_by_what_both_have(value: object, said: object, same: bool) -> None:
    assert as_stated(value, said) is same


def test_a_value_is_shown_on_one_line() -> None:
    assert as_text([{"family": "A", "given": ""}, "b\nc", 3, None]) == "family A, b c, 3"
