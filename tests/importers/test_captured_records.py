"""The lines of captures in which papers were seen: those of the record, and none where it has none of its own."""

import hashlib
from pathlib import Path

import pytest
from livingsurvey.importers.captured_records import captured_records
from livingsurvey.model import CapturedRecord, Seen, Survey

from tests.builders import paper, source, survey, survey_folder

FIRST = "We show that the first thing is so, and that it is so in all the cases that were looked at."
LISTING = f"A first paper\n\n{FIRST}\n\nA second paper\n\n{FIRST.replace('first', 'second')}\n\n\n"
BIBTEX = "@article{a,\n  title = {A first paper},\n  abstract = {It is.},\n}\n\n@article{b, title = {B}}\n"
ONE_LINE = '[{"title": "A first paper", "type": "book"}, {"title": "B", "type": "book"}]'


def seen_in(root: Path, data: str, *places: Seen, format: str = "hf-daily-papers-text", sha256: str = "") -> Survey:
    """A survey of one paper that was seen in a source with the given text."""
    survey_folder(root)
    raw = data.encode()
    (root / "content/sources/c.txt").write_bytes(raw)
    listed = source("c", file="c.txt", format=format, sha256=sha256 or hashlib.sha256(raw).hexdigest())
    return survey(paper("a", title="A first paper", seen=places), sources=(listed,))


def records(root: Path, subject: Survey) -> tuple[CapturedRecord, ...]:
    """The records of the paper."""
    return captured_records(root, subject).get("a", ())


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_record_is_its_lines_up_to_the_next(tmp_path: Path, ends: str) -> None:
    subject = seen_in(tmp_path, LISTING.replace("\n", ends), Seen(source="c", rank=1, line=1))
    (record,) = records(tmp_path, subject)
    assert (record.file, record.line, record.rank) == ("content/sources/c.txt", 1, 1)
    assert record.lines == ("A first paper", "", FIRST)
    assert record.sha256 == subject.sources[0].sha256


def test_the_last_record_ends_with_its_text(tmp_path: Path) -> None:
    (record,) = records(tmp_path, seen_in(tmp_path, LISTING, Seen(source="c", rank=2, line=5)))
    assert record.lines[-1].startswith("We show that the second")


def test_records_are_in_the_order_of_the_paper(tmp_path: Path) -> None:
    places = (Seen(source="c", rank=2, line=5), Seen(source="absent", rank=1, line=1), Seen(source="c", rank=1, line=1))
    assert [one.line for one in records(tmp_path, seen_in(tmp_path, LISTING, *places))] == [5, 1]


def test_an_entry_of_a_bibliography_is_its_lines(tmp_path: Path) -> None:
    subject = seen_in(tmp_path, BIBTEX, Seen(source="c", rank=1, line=1), format="bibtex")
    (record,) = records(tmp_path, subject)
    assert record.lines == tuple(BIBTEX.splitlines()[:4])


def test_records_that_share_a_line_have_no_lines_of_their_own(tmp_path: Path) -> None:
    subject = seen_in(tmp_path, ONE_LINE, Seen(source="c", rank=1, line=1), format="csl-json")
    (record,) = records(tmp_path, subject)
    assert (record.line, record.lines) == (1, ())


def test_what_is_far_too_long_is_not_shown(tmp_path: Path) -> None:
    subject = seen_in(tmp_path, LISTING.replace(FIRST, "word " * 3000 + "."), Seen(source="c", rank=1, line=1))
    (record,) = records(tmp_path, subject)
    assert record.lines == ()


def test_a_source_that_was_edited_proves_nothing(tmp_path: Path) -> None:
    assert records(tmp_path, seen_in(tmp_path, LISTING, Seen(source="c", rank=1, line=1), sha256="0" * 64)) == ()


def test_a_line_at_which_no_record_begins_has_none(tmp_path: Path) -> None:
    assert records(tmp_path, seen_in(tmp_path, LISTING, Seen(source="c", rank=1, line=3))) == ()


def test_every_abstract_of_the_real_survey_is_in_lines_of_its_captures(real_survey: Survey) -> None:
    from tests.builders import REPOSITORY

    found = captured_records(REPOSITORY, real_survey)
    lost = [
        one.key
        for one in real_survey.papers
        if one.seen and not any(one.abstract in line for record in found[one.key] for line in record.lines)
    ]
    assert lost == []
