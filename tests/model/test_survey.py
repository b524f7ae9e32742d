"""The whole survey: settings, sources, topics, and what is looked up in them."""

from typing import Any

import pytest
from livingsurvey.model import CaptureDate, HandPage, Paper, Settings, Source, Survey, Topic
from livingsurvey.model.survey import Example
from pydantic import ValidationError

from tests.builders import paper, seen, source, survey, topic

AREA, FIRST, SECOND, OTHER = topic("area"), topic("first", "area"), topic("second", "area"), topic("other")
TOPICS = (AREA, FIRST, SECOND, OTHER)


def keys(found: tuple[Paper, ...] | tuple[Topic, ...]) -> list[str]:
    return [one.key for one in found]


def test_papers_and_topics_are_found_by_key() -> None:
    held = survey(paper("a"), paper("b"), topics=TOPICS)
    assert held.paper["b"].key == "b"
    assert held.topic["first"] is FIRST


def test_topics_without_a_parent_are_areas() -> None:
    assert keys(survey(topics=TOPICS).areas) == ["area", "other"]


def test_each_area_has_its_topics_in_order() -> None:
    assert survey(topics=TOPICS).topics_of == {"area": (FIRST, SECOND), "other": ()}


def test_a_topic_below_no_known_area_belongs_to_none() -> None:
    held = survey(topics=(AREA, topic("lost", "nowhere")))
    assert held.topics_of == {"area": ()}


def test_a_topic_has_its_papers() -> None:
    held = survey(paper("a", topics=("first",)), paper("b", topics=("second", "first")), topics=TOPICS)
    assert keys(held.papers_of["first"]) == ["a", "b"]
    assert keys(held.papers_of["second"]) == ["b"]


def test_an_area_has_each_paper_of_its_topics_once() -> None:
    held = survey(paper("a", topics=("first", "second")), paper("b", topics=("other",)), topics=TOPICS)
    assert keys(held.papers_of["area"]) == ["a"]
    assert keys(held.papers_of["other"]) == ["b"]


def test_papers_of_a_topic_come_newest_first_and_undated_ones_last_by_title() -> None:
    dates = {"e": None, "d": None, "c": "2024-12-31", "b": "2025-01", "a": "2023", "f": "2025-02-01"}
    held = survey(*(paper(key, published=date, topics=("first",)) for key, date in dates.items()), topics=TOPICS)
    assert keys(held.papers_of["first"]) == ["f", "b", "c", "a", "d", "e"]


@pytest.mark.parametrize(("status", "shown"), [("included", True), (None, True), ("excluded", False)])
def test_only_excluded_papers_are_left_out_of_their_topics(status: str | None, shown: bool) -> None:
    held = survey(paper("a", topics=("first",), status=status), topics=TOPICS)
    assert bool(held.papers_of["first"]) is shown
    assert bool(held.papers_of["area"]) is shown


def test_a_paper_in_an_unknown_topic_is_in_no_list() -> None:
    held = survey(paper("a", topics=("unknown",)), topics=TOPICS)
    assert not any(held.papers_of.values())


def test_every_topic_has_a_list_even_an_empty_one() -> None:
    assert survey(topics=TOPICS).papers_of == {"area": (), "first": (), "second": (), "other": ()}


def test_counts_tell_records_from_papers() -> None:
    held = survey(
        paper("a", status="included", seen=(seen(1, 1), seen(2, 5), seen(3, 9))),
        paper("b", status="excluded", seen=(seen(4, 13),)),
        paper("c"),
    )
    counts = held.counts
    assert (counts.records, counts.papers, counts.merged) == (5, 3, 2)
    assert (counts.included, counts.excluded) == (1, 1)


def test_an_empty_survey_counts_nothing() -> None:
    assert set(survey().counts.model_dump().values()) == {0}


def test_files_are_named_by_key() -> None:
    assert topic("first").path == "content/topics/first.md"
    assert HandPage(key="index", title="Home", body="").path == "content/pages/index.md"


def test_a_topic_without_a_parent_or_a_neighbour_may_say_so_by_empty_entries() -> None:
    plain = {"key": "t", "title": "T", "summary": "S."}
    assert Topic.model_validate({**plain, "parent": None, "next_door": None}) == Topic.model_validate(plain)


@pytest.mark.parametrize("field", ["title", "summary"])
def test_a_topic_needs_a_title_and_a_summary(field: str) -> None:
    with pytest.raises(ValidationError):
        topic("t", **{field: ""})


def test_a_paper_to_start_with_needs_a_reason() -> None:
    with pytest.raises(ValidationError):
        topic("t", start_here=[{"key": "a"}])


@pytest.mark.parametrize(
    "file", ["../secret.txt", "/etc/passwd", "a/b.txt", ".hidden", "", "a\\b", "a b.txt", "a.txt\n"]
)
def test_a_source_is_a_plain_file_name(file: str) -> None:
    with pytest.raises(ValidationError):
        source(file=file)


@pytest.mark.parametrize("sha256", ["", "0" * 63, "0" * 65, "A" * 64, "g" * 64])
def test_a_checksum_is_64_lower_case_hexadecimal_digits(sha256: str) -> None:
    with pytest.raises(ValidationError):
        source(sha256=sha256)


def test_parts_of_a_capture_date_that_are_not_known_stay_absent() -> None:
    assert source().date == CaptureDate(year=None, month=None, day=None)
    assert source(date={"month": "7", "day": "29"}).date == CaptureDate(month=7, day=29)


@pytest.mark.parametrize(
    "date", [{"month": 0}, {"month": 13}, {"day": 32}, {"year": 25}, {"hour": 1}, {"month": "Jul"}]
)
def test_an_impossible_capture_date_is_refused(date: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        source(date=date)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "www.example.org", ""])
@pytest.mark.parametrize("field", ["site_url", "repository"])
def test_settings_refuse_what_is_no_web_address(field: str, url: str) -> None:
    known = survey().settings.model_dump()
    with pytest.raises(ValidationError):
        Settings.model_validate({**known, field: url})


@pytest.mark.parametrize("model", [survey().settings, source(), topic("t")])
def test_an_unknown_field_is_an_error(model: Settings | Source | Topic) -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        type(model).model_validate({**model.model_dump(), "surprise": 1})


def test_a_survey_cannot_be_changed() -> None:
    held: Any = survey()
    with pytest.raises(AttributeError):
        held.papers = ()
    assert isinstance(held, Survey)


def test_an_example_of_screening_names_papers_or_says_what_it_is() -> None:
    assert Example(title="A book", why="It is none.").papers == ()
    assert Example(papers=("a-paper",), why="It is one.").title is None
    with pytest.raises(ValidationError, match="give papers, or a title"):
        Example(why="Of nothing.")
