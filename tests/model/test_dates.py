"""When papers were added and changed: from the dates of files to those of papers."""

from datetime import UTC, datetime

from livingsurvey.model import Dates, Status, dates_of

from tests.builders import paper, survey


def day(number: int) -> datetime:
    return datetime(2025, 1, number, tzinfo=UTC)


def test_a_paper_has_the_dates_of_its_file() -> None:
    files = {"content/papers/a.md": Dates(day(1), day(3))}
    assert dates_of([paper("a"), paper("new")], files) == {"a": Dates(day(1), day(3))}


def test_a_renamed_paper_was_added_under_its_oldest_name() -> None:
    files = {
        "content/papers/new.md": Dates(day(5), day(6)),
        "content/papers/old.md": Dates(day(2), day(4)),
    }
    assert dates_of([paper("new", aliases=("old", "unknown"))], files) == {"new": Dates(day(2), day(6))}


def test_the_latest_papers_are_those_changed_last_and_then_the_newest() -> None:
    history = {
        "early": Dates(day(1), day(1)),
        "changed": Dates(day(1), day(9)),
        "old": Dates(day(5), day(5)),
        "young": Dates(day(5), day(5)),
        "out": Dates(day(9), day(9)),
    }
    papers = [
        paper("early"),
        paper("changed"),
        paper("old", published="1999"),
        paper("young", published="2024-05"),
        paper("out", status=Status.EXCLUDED),
        paper("undated"),
    ]
    assert [p.key for p in survey(*papers, history=history).latest] == ["changed", "young", "old", "early"]


def test_without_history_nothing_is_latest() -> None:
    assert survey(paper("a")).latest == ()
