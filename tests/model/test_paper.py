"""A paper's facts, curation and provenance."""

from typing import Any

import pytest
from livingsurvey.model import Change, Claim, Paper, Provenance, Seen, Status
from pydantic import ValidationError

from tests.builders import paper

OPTIONAL_FIELDS = [name for name, field in Paper.model_fields.items() if not field.is_required()]


def refused(field: str, value: Any) -> str:
    """The message with which a paper refuses ``value``; it must blame ``field`` alone."""
    with pytest.raises(ValidationError) as caught:
        paper(**{field: value})
    assert {error["loc"][0] for error in caught.value.errors()} == {field}
    return caught.value.errors()[0]["msg"]


@pytest.mark.parametrize("field", OPTIONAL_FIELDS)
def test_an_empty_entry_means_the_same_as_no_entry(field: str) -> None:
    absent: dict[str, Any] = {field: None}
    assert paper(**absent) == paper()


def test_a_paper_without_a_title_is_an_error() -> None:
    assert refused("title", None) == "Input should be a valid string"
    assert "at least 1 character" in refused("title", "")


def test_an_abstract_that_no_source_states_is_empty() -> None:
    unknown: dict[str, Any] = {"abstract": None}
    assert paper(**unknown).abstract == ""


@pytest.mark.parametrize(
    "place",
    [
        {"file": "facts.jsonl", "line": 2},
        {"url": "https://export.arxiv.org/api/query?id_list=2401.00001"},
    ],
)
def test_a_fact_comes_from_a_file_or_an_answer(place: dict[str, Any]) -> None:
    assert Provenance(**place).model_dump() == place


@pytest.mark.parametrize(
    "place",
    [
        {},
        {"line": 2},
        {"file": "facts.jsonl"},
        {"file": "f", "line": 1, "url": "https://a.b/c"},
        {"url": "https://a.b/c", "line": 1},
    ],
)
def test_a_fact_from_nowhere_or_from_two_places_is_an_error(place: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="give a file and its line, or a url"):
        Provenance(**place)


@pytest.mark.parametrize("date", ["2025", "2025-01", "2025-01-28", "2024-02-29", "1987-12"])
def test_a_date_may_be_partial(date: str) -> None:
    published = paper(published=date)
    assert published.published == date
    assert published.year == int(date[:4])


@pytest.mark.parametrize("date", ["2025-13", "2025-00", "2025-02-30", "2023-02-29", "2025-04-31", "0000"])
def test_a_date_that_is_not_in_the_calendar_is_refused(date: str) -> None:
    assert "Value error" in refused("published", date)


@pytest.mark.parametrize(
    "date",
    ["", "25", "2025-1", "2025-1-2", "01/02/2025", "Jan 2025", "2025-01-28 ", "2025-01-28\n", "２０２５", "٢٠٢٥"],
)
def test_a_date_in_another_form_is_refused(date: str) -> None:
    assert "match pattern" in refused("published", date)


@pytest.mark.parametrize("url", ["https://a.example", "http://a.example/b?c=d#e", "https://a.example/é/(x)"])
def test_a_web_address_is_accepted(url: str) -> None:
    assert paper(code=(url,)).code == (url,)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://a.example",
        "//a.example",
        "a.example",
        "https://",
        "https://a.example/a b",
        "https://a.example/\n",
        'https://a.example/"onclick="x',
        "https://a.example/<script>",
        "https://a.example/`x`",
        " https://a.example",
        "https://" + "a" * 2000,
    ],
)
def test_anything_but_a_plain_web_address_is_refused(url: str) -> None:
    refused("code", [url])
    refused("links", [{"label": "Here", "url": url}])


@pytest.mark.parametrize("arxiv", ["2501.12345", "0704.0001", "cs/0112017", "math.GT/0309136", "hep-th/9901001"])
def test_an_arxiv_identifier_of_either_form_is_accepted(arxiv: str) -> None:
    assert paper(arxiv=arxiv).arxiv == arxiv


@pytest.mark.parametrize(
    "arxiv",
    ["arXiv:2501.12345", "2501.123", "2501.12345v2", "2501.1", "https://arxiv.org/abs/2501.12345", "２５０１.12345"],
)
def test_anything_else_is_no_arxiv_identifier(arxiv: str) -> None:
    refused("arxiv", arxiv)


@pytest.mark.parametrize("doi", ["https://doi.org/10.1000/x", "10.1/x", "10.1000/", "doi:10.1000/x", "10.1000/a b"])
def test_a_doi_stands_bare(doi: str) -> None:
    assert paper(doi="10.1145/3582016.3582034").doi == "10.1145/3582016.3582034"
    refused("doi", doi)


def test_a_title_is_one_line() -> None:
    refused("title", "Two\nlines")
    refused("title", "Two\rlines")


def test_space_around_a_title_is_not_part_of_it() -> None:
    assert paper(title="  A title ").title == "A title"


def test_an_abstract_keeps_every_character() -> None:
    text = "  Two\n  lines, <b>tags</b>, {{ braces }} and \t tabs. "
    assert paper(abstract=text).abstract == text


@pytest.mark.parametrize("key", ["A", "a_b", "a b", "../a", "a-", "", "a" * 101])
def test_a_key_that_is_none_is_refused(key: str) -> None:
    with pytest.raises(ValidationError):
        Paper(key=key, title="T", abstract="A")


def test_an_unknown_field_is_an_error() -> None:
    refused("tittle", "x")


def test_a_paper_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        paper().title = "Another"


@pytest.mark.parametrize(("field", "value"), [("status", "maybe"), ("status", "Included")])
def test_a_word_outside_the_vocabulary_is_refused(field: str, value: str) -> None:
    assert "Input should be" in refused(field, value)


def test_status_and_kind_are_read_by_name() -> None:
    read = paper(status="excluded", kind="model-report")
    assert (read.status, read.fields["kind"]) == (Status.EXCLUDED, "model-report")


@pytest.mark.parametrize(("field", "value"), [("topics", "a"), ("authors", "One Name"), ("authors", [""])])
def test_what_is_no_list_is_refused(field: str, value: Any) -> None:
    refused(field, value)


def test_the_first_topic_is_the_primary_one() -> None:
    assert paper(topics=("b", "a")).primary_topic == "b"


def test_a_paper_without_date_and_topics_has_no_year_and_no_primary_topic() -> None:
    assert (paper().year, paper().primary_topic) == (None, None)


def test_a_paper_lives_in_the_file_named_by_its_key() -> None:
    assert paper("some-key").path == "content/papers/some-key.md"


@pytest.mark.parametrize(("rank", "line"), [(0, 1), (1, 0), (-1, 1), ("x", 1)])
def test_ranks_and_lines_count_from_one(rank: Any, line: int) -> None:
    with pytest.raises(ValidationError):
        Seen(source="s", rank=rank, line=line)


def test_numbers_written_as_text_are_read() -> None:
    assert Seen.model_validate({"source": "s", "rank": "2", "line": "30"}) == Seen(source="s", rank=2, line=30)


@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "many", ""])
def test_a_change_is_a_finite_number(value: str) -> None:
    with pytest.raises(ValidationError):
        Change.model_validate({"form": "factor", "value": value, "unit": "×"})


def test_a_claim_needs_its_sentence() -> None:
    change = {"form": "change", "value": "-12.5", "unit": "%"}
    assert Claim.model_validate({"quote": "Q.", "change": change}).change.value == -12.5
    with pytest.raises(ValidationError):
        Claim.model_validate({"change": change})


def test_facts_from_one_place_have_one_object_for_it() -> None:
    place, other = {"file": "papers.jsonl", "line": 1}, {"file": "papers.jsonl", "line": 2}
    subject = paper("a", provenance={"authors": place, "doi": dict(place), "venue": other})
    assert subject.provenance["authors"] is subject.provenance["doi"]
    assert subject.provenance["venue"].line == 2
