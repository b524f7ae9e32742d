"""The page of candidates that wait: wanted by the plan, and never to be taken for papers of the survey."""

from typing import Any

import pytest
from livingsurvey.model import ScreeningCandidate, Survey, WatchPlan
from livingsurvey.site.incoming.incoming_pages import address_of
from mkdocs.utils.meta import get_data

from tests.builders import paper, survey
from tests.site.samples import rendered

WANTED = WatchPlan(incoming=True)


def candidate(key: str, on: str = "2026-11-01", decided: bool = False, **fields: Any) -> ScreeningCandidate:
    """A candidate that a search has found on a day."""
    decision = {"status": "excluded", "reason": "x", "by": "Ada", "date": "2026-11-02"} if decided else None
    made = {"key": key, "title": key.capitalize(), "found": [{"search": "reefs", "date": on}], "decision": decision}
    return ScreeningCandidate.model_validate(made | fields)


def page(subject: Survey) -> tuple[str, dict[str, Any]]:
    """The Markdown of the page, and its front matter."""
    body, meta = get_data(rendered(subject)["incoming.md"])
    return body, meta


@pytest.mark.parametrize(
    ("plan", "candidates"),
    [(None, ("a",)), (WatchPlan(), ("a",)), (WANTED, ())],
)
def test_where_it_is_not_wanted_or_nothing_waits_it_is_empty(
    plan: WatchPlan | None, candidates: tuple[str, ...]
) -> None:
    body, meta = page(survey(watch=plan, candidates=tuple(map(candidate, candidates))))
    assert meta["empty"] is True
    assert "Nothing waits for a decision." in body


def test_what_waits_is_listed_the_last_found_first_and_what_is_decided_is_not() -> None:
    candidates = (candidate("old"), candidate("new", "2026-11-08"), candidate("gone", decided=True))
    body, meta = page(survey(watch=WANTED, candidates=candidates))
    assert "empty" not in meta
    assert "2 candidates wait for a decision" in body
    assert body.index("New |") < body.index("Old |")
    assert "Gone" not in body


def test_candidates_are_in_no_list_of_papers() -> None:
    pages = rendered(survey(paper("a"), watch=WANTED, candidates=(candidate("hidden-one"),)))
    assert "Hidden-one" in pages["incoming.md"]
    assert [path for path, text in pages.items() if "Hidden-one" in text] == ["incoming.md"]


def test_hostile_titles_are_text() -> None:
    bad = candidate("a", title="<script>alert(1)</script> | [x](javascript:alert(1))", authors=["A | <b>"])
    body, _ = page(survey(watch=WANTED, candidates=(bad,)))
    assert "<script>" not in body
    assert "| &lt;script>alert(1)&lt;/script> \\| \\[x\\](javascript:alert(1)) | A \\| &lt;b> |" in body


@pytest.mark.parametrize(
    ("fields", "address"),
    [
        ({"arxiv": "2401.00001", "doi": "10.1000/x"}, "https://arxiv.org/abs/2401.00001"),
        ({"doi": "10.1000/x"}, "https://doi.org/10.1000/x"),
        ({"links": [{"label": "page", "url": "https://example.org/"}]}, "https://example.org/"),
        ({}, ""),
    ],
)
def test_the_address_that_lasts_longest_comes_first(fields: dict[str, Any], address: str) -> None:
    assert address_of(candidate("a", **fields)) == address
