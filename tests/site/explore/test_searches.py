"""Searches that a survey names: they find what the page of all papers would."""

from dataclasses import replace
from typing import Any

import pytest
from livingsurvey.model import NamedSearch, Survey
from livingsurvey.site.explore.searches import found_by, fragment_of, unknown_in

from tests.site.plots import counted


def search(where: dict[str, tuple[str, ...]], without: dict[str, tuple[str, ...]] | None = None) -> NamedSearch:
    """A search of these filters."""
    return NamedSearch(key="s", name="S", where=where, without=without or {})


@pytest.mark.parametrize(
    ("where", "without", "keys"),
    [
        ({}, {}, "abcdexy"),
        ({"topic": ("caches",)}, {}, "abcxy"),
        ({"area": ("theory",)}, {}, "cd"),
        ({"topic": ("caches", "bounds"), "kind": ("system",)}, {}, "c"),
        ({"year": ("2024",)}, {}, "bc"),
        ({"measure": ("latency",)}, {}, "a"),
        ({"benchmark": ("math",)}, {}, "cd"),
        ({"topic": ("caches",)}, {"status": ("excluded",)}, "abcy"),
        ({"topic": ("caches",)}, {"kind": ("method",)}, "c"),
        ({"code": ("yes",)}, {}, ""),
    ],
)
def test_a_search_finds_any_value_in_each_facet(where: Any, without: Any, keys: str) -> None:
    assert "".join(paper.key for paper in found_by(counted(), search(where, without))) == keys


def test_what_no_paper_has_is_known() -> None:
    asked = search({"kid": ("method",), "kind": ("metod", "method")}, {"topic": ("serving",)})
    known: dict[str, set[str]] = {}
    found = [(part, facet, value) for part, facet, value, _ in unknown_in(counted(), asked, known)]
    assert found == [(part, facet, value) for part, facet, value, _ in unknown_in(counted(), asked, known)]
    assert found == [("where", "kid", None), ("where", "kind", "metod"), ("without", "topic", "serving")]


def test_its_address_is_that_of_the_page_of_all_papers() -> None:
    asked = search({"kind": ("a", "b")}, {"venue": ("x & y",)})
    assert fragment_of(asked) == "kind=a&kind=b&not.venue=x+%26+y"


def with_search(survey: Survey, *searches: NamedSearch) -> Survey:
    """The survey that names these searches."""
    return replace(survey, settings=survey.settings.model_copy(update={"searches": searches}))


def test_a_facet_that_is_gone_finds_what_the_others_do() -> None:
    given = with_search(counted(), search({"kid": ("x",), "year": ("2023",)}))
    assert [paper.key for paper in found_by(given, given.settings.searches[0])] == ["d"]
