"""What sources and files of facts state about papers, and what they state of corrected facts."""

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from livingsurvey.importers import stated_facts
from livingsurvey.importers.import_formats import Importer
from livingsurvey.importers.records import Listing, Record
from livingsurvey.importers.stated_facts import StatedFacts, as_stated, as_text, corrections_of, record_at
from livingsurvey.model import Correction, Extensions, Paper, Provenance, Survey
from livingsurvey.store.kept_files import KeptFiles

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


def entries(root: Path, made: Survey) -> list[Any]:
    """The entries of both files, kept for the next time."""
    kept = KeptFiles(root, "form")
    facts = StatedFacts(root, made, kept)
    found = [facts.source("bib"), facts.file("f.jsonl")]
    kept.save()
    return found


def test_entries_of_unchanged_files_are_kept_as_they_were_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    facts, made = stated(tmp_path)
    read = [facts.source("bib"), facts.file("f.jsonl")]
    assert entries(tmp_path, made) == read
    for reader in ("_records_by_line", "_facts_by_line"):
        monkeypatch.setattr(stated_facts, reader, lambda *_: pytest.fail("read again"))
    assert entries(tmp_path, made) == read


def test_entries_of_a_file_that_changed_are_read_anew(tmp_path: Path) -> None:
    _, made = stated(tmp_path)
    entries(tmp_path, made)
    (tmp_path / "content/facts/f.jsonl").write_text('{"key": "old", "venue": "By day"}\n')
    (tmp_path / "content/sources/a.bib").write_text(BIB.replace("One", "Won"))
    bib, facts = entries(tmp_path, made)
    assert bib is None
    assert facts == StatedFacts(tmp_path, made).file("f.jsonl")


def test_what_json_cannot_hold_is_read_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, made = stated(tmp_path)
    entry = stated_facts.StatedEntry("f.jsonl", 1, 0, "", "One", {"authors": ("A. B", "C. D")})
    monkeypatch.setattr(stated_facts, "_facts_by_line", lambda data, name: {1: (entry,)})
    assert [entries(tmp_path, made)[1] for _ in range(2)] == [{1: (entry,)}] * 2


def test_what_an_importer_of_an_extension_reads_is_not_kept(tmp_path: Path) -> None:
    titles = ["First", "Second"]

    def _parse(data: bytes, file: str) -> Listing:
        return Listing([Record(titles.pop(0), "", 1, 1)])

    _, made = stated(tmp_path, format="own")
    own = Importer("own", _parse)
    made = replace(made, extensions=Extensions((own,)))
    assert [entries(tmp_path, made)[0][1][0].title for _ in range(2)] == ["First", "Second"]
