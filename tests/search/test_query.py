"""How what is typed is understood."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from livingsurvey.search.query import citation, field_of, identifiers, is_identifier, parse, tidy, years

FIELDS = ["author", "year", "topic", "has", "venue"]
ANY_TEXT = st.text() | st.text(alphabet="ab:-\"'“” .0129/%é\u0301&;,()[]")


def condition(field: str, value: str, **rest: bool) -> tuple[str, str, bool, bool]:
    """A value that a field must have, and is typed to its end."""
    return (field, value, rest.get("out", False), rest.get("open", False))


@pytest.mark.parametrize(
    ("typed", "text", "phrases", "conditions"),
    [
        ("roses in beds", "roses in beds", [], []),
        ("roses ", "roses ", [], []),
        ("", "", [], []),
        ('"raised beds" roses', "raised beds  roses", [("raised beds", False)], []),
        ("“raised beds”", "raised beds ", [("raised beds", False)], []),
        ("«raised beds» ", "raised beds ", [("raised beds", False)], []),
        ('"raised be', '"raised be', [], []),
        ('"" roses', '"" roses', [], []),
        ("roses -weeds", "roses ", [("weeds", True)], []),
        ('roses -"wild weeds"', "roses ", [("wild weeds", True)], []),
        ("no-dig - now -40%", "no-dig - now -40%", [], []),
        ("author:green roses", "roses", [], [condition("author", "green")]),
        ("roses author:gre", "roses ", [], [condition("author", "gre", open=True)]),
        ("roses author:green ", "roses ", [], [condition("author", "green")]),
        ("authors:green ", "", [], [condition("author", "green")]),
        ('author:"Ada Green"', "", [], [condition("author", "Ada Green")]),
        ('author:"Ada Gr', "", [], [condition("author", "Ada Gr", open=True)]),
        ("-topic:beds", "", [], [condition("topic", "beds", out=True, open=True)]),
        ("roses author:", "roses", [], []),
        ('roses author:" "', "roses", [], []),
        ("AUTHOR:green ", "", [], [condition("author", "green")]),
        ("year:2023..2025 ", "", [], [condition("year", "2023..2025")]),
        ("year:soon", "year:soon", [], []),
        ("RoseNet: a net h2o:water", "RoseNet: a net h2o:water", [], []),
        ("constructor:x __proto__:y", "constructor:x __proto__:y", [], []),
    ],
)
def test_a_query_is_words_phrases_and_conditions(
    typed: str, text: str, phrases: list[Any], conditions: list[Any]
) -> None:
    query = parse(typed, FIELDS)
    assert query.text.rstrip() == text.rstrip()
    assert (query.phrases, query.conditions) == (phrases, conditions)


@pytest.mark.parametrize(
    ("typed", "is_open"),
    [("roses", True), ("author:x roses", True), ("roses ", False), ("roses author:x", False),
     ('roses "raised beds"', False), ("roses -weeds", False), ('"raised be', True)],
)  # fmt: skip
def test_words_may_go_on_unless_a_blank_or_something_else_follows(typed: str, is_open: bool) -> None:
    assert bool(parse(typed, FIELDS).text[-1:].strip()) is is_open


@pytest.mark.parametrize(
    ("name", "expected"),
    [("author", "author"), ("authors", "author"), ("years", "year"), ("author s", None), ("", None)],
)
def test_a_condition_is_named_by_its_name_or_plural(name: str, expected: str | None) -> None:
    assert field_of(name, FIELDS) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023", ("2023", "2023")),
        ("2023..2025", ("2023", "2025")),
        ("2023–2025", ("2023", "2025")),
        ("2023-2025", ("2023", "2025")),
        ("2023..", ("2023", "9999")),
        ("..2025", ("0000", "2025")),
        ("202", ("2020", "2029")),
        ("2023..20", ("2023", "2099")),
        ("soon", None),
        ("20233", None),
        ("٢٠٢٣", None),
        ("", None),
    ],
)
def test_years_are_read_as_far_as_they_are_typed(text: str, expected: tuple[str, str] | None) -> None:
    assert years(text) == expected


@pytest.mark.parametrize(
    ("pasted", "known"),
    [
        ("2405.00001", "2405.00001"),
        ("2405.00001v3", "2405.00001"),
        ("arXiv:2405.00001", "2405.00001"),
        ("arXiv: 2405.00001v2 [cs.CL]", "2405.00001"),
        ("https://arxiv.org/abs/2405.00001", "2405.00001"),
        ("https://arxiv.org/pdf/2405.00001v2.pdf#page=3", "2405.00001"),
        ("export.arxiv.org/abs/2405.00001", "2405.00001"),
        ("https://huggingface.co/papers/2405.00001", "2405.00001"),
        ("https://doi.org/10.48550/arXiv.2405.00001", "2405.00001"),
        ("hep-th/9901001", "hep-th/9901001"),
        ("arXiv:math.GT/0309136v1", "math.gt/0309136"),
        ("10.1000/Alpha", "10.1000/alpha"),
        ("doi:10.1000/alpha.", "10.1000/alpha"),
        ("DOI 10.1000/alpha", "10.1000/alpha"),
        ("(see 10.1000/alpha)", "10.1000/alpha"),
        ("https://doi.org/10.1000/alpha?utm_source=x", "10.1000/alpha"),
        ("https://dl.example.org/doi/pdf/10.1000/alpha.pdf", "10.1000/alpha"),
        ("https://example.org/doi/full/10.1000/alpha/full", "10.1000/alpha"),
        ("10.1000%2Falpha", "10.1000/alpha"),
        ("https://survey.example.org/papers/alphacache.html#abstract", "papers/alphacache"),
        ("file:///site/papers/alphacache.html", "papers/alphacache"),
        ("https://www.Example.org/Paper/?utm_source=x#top", "example.org/paper"),
        ("https://openreview.net/pdf?id=aBc", "openreview.net/forum?id=abc"),
        ("https://aclanthology.org/2024.acl-long.1.pdf", "/2024.acl-long.1"),
    ],
)
def test_a_pasted_identifier_is_read(pasted: str, known: str) -> None:
    assert known in identifiers(pasted, "papers/")


def test_the_address_of_a_page_is_read_only_where_pages_of_documents_are() -> None:
    address = "https://example.org/my.recipes/leek.html"
    assert "my.recipes/leek" in identifiers(address, "my.recipes/")
    assert not {"my.recipes/leek", "papers/leek"} & {*identifiers(address), *identifiers(address, "papers/")}
    assert "my.recipes/leek" not in identifiers(address.replace("my.", "myx"), "my.recipes/")


@pytest.mark.parametrize(
    "text", ["", "roses in raised beds", "4.5 times", "100%", "a/b", "%E0%A4%A", "10.1000%2Falpha%zz", "10.1000%2F%E0"]
)
def test_nothing_is_read_where_no_identifier_is(text: str) -> None:
    assert identifiers(text) == []


def test_no_number_is_read_within_a_doi() -> None:
    assert "1234.56789" not in identifiers("10.1000/1234.56789")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://www.example.org/", "example.org"),
        ("example.org/a/index.html#b", "example.org/a"),
        ("http://example.org/a.pdf?ref=x&b=1", "example.org/a?b=1"),
        ("example.org/?b=1&fbclid=2?c", "example.org?b=1"),
        ("a word", ""),
        ("example", ""),
    ],
)
def test_an_address_is_without_what_leads_nowhere_else(address: str, expected: str) -> None:
    assert tidy(address) == expected


@pytest.mark.parametrize(
    "text",
    ["2405.00001", "arXiv:2405.00001v2 [cs.CL]", "doi:10.1000/alpha", "https://example.org/x", "10.1000/2405.00001"],
)
def test_an_identifier_as_a_whole_is_one_and_nothing_else(text: str) -> None:
    assert is_identifier(text)


@pytest.mark.parametrize(
    "text",
    ["", "roses", "attention 2405.00001", "see 10.1000/alpha for more", "https://example.org is a page", "2405.000019"],
)
def test_what_has_other_words_is_no_identifier(text: str) -> None:
    assert not is_identifier(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Green 2023", ("Green 2023", ["Green"], "2023")),
        ("Green et al. (2023)", ("Green 2023", ["Green"], "2023")),
        ("Green and van Dyke, 2023", ("Green van Dyke 2023", ["Green", "van", "Dyke"], "2023")),
        ("green2023tomatoes", ("green 2023 tomatoes", ["green"], "2023")),
        ("green2023 ", ("green 2023", ["green"], "2023")),
        ("O’Neil-Smith & Wójcik 2023", ("O’Neil-Smith Wójcik 2023", ["O’Neil-Smith", "Wójcik"], "2023")),
        ("Wo\u0301jcik 2023", ("Wo\u0301jcik 2023", ["Wo\u0301jcik"], "2023")),
        ("Green et al.", ("Green", ["Green"], "")),
        ("Green", None),
        ("2023", None),
        ("", None),
        ("gpt4 2023", None),
        ("-green 2023", None),
        ("one two three four five 2023", None),
    ],
)
def test_a_citation_is_names_and_a_year(text: str, expected: tuple[str, list[str], str] | None) -> None:
    assert citation(text) == expected


@given(ANY_TEXT)
@example("%ff")
@example('-author:"')
def test_nothing_that_is_typed_is_an_error(typed: str) -> None:
    query = parse(typed, FIELDS)
    assert all(one.field in FIELDS for one in query.conditions)
    assert all(phrase.text.strip() for phrase in query.phrases)
    assert is_identifier(typed) in (True, False)
    assert all(identifiers(typed))
    found = citation(typed)
    assert found is None or found.names


@given(st.lists(st.sampled_from(["roses", "beds", "no-dig", "2x"]), max_size=5))
def test_plain_words_stay_as_they_are(words: list[str]) -> None:
    typed = " ".join(words)
    query = parse(typed, FIELDS)
    assert (query.text, query.phrases, query.conditions) == (typed, [], [])
