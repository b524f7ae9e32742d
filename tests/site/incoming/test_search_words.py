"""What the first page, the method and the sources say of searches."""

from typing import Any

from livingsurvey.model import ScreeningCandidate, SearchRun, Survey, WatchPlan
from mkdocs.utils.meta import get_data

from tests.builders import paper, survey
from tests.site.incoming.test_incoming_pages import candidate
from tests.site.samples import rendered

PLAN = WatchPlan.model_validate(
    {"every": 7, "searches": [{"id": "reefs", "service": "arxiv", "query": 'abs:"coral | <b>"'}]}
)
RUN = SearchRun(
    search="reefs",
    service="arxiv",
    address="https://export.arxiv.org/api/query?search_query=coral",
    date="2026-11-01",
    records=9,
    total=12,
    known=5,
    new=4,
)


def parts(subject: Survey, path: str) -> tuple[str, dict[str, Any]]:
    body, meta = get_data(rendered(subject)[path])
    return body, meta


def living(*candidates: ScreeningCandidate, **fields: Any) -> Survey:
    return survey(paper("a", status="included"), watch=PLAN, candidates=candidates, **fields)


def test_a_survey_without_searches_says_nothing_of_them() -> None:
    pages = rendered(survey(paper("a")))
    assert "searched" not in get_data(pages["index.md"])[1]
    assert "{ #searches }" not in pages["method.md"]
    assert "{ #runs }" not in pages["sources.md"]


def test_a_plan_that_was_never_run_is_told_on_the_method_page_only() -> None:
    subject = living()
    assert "searched" not in parts(subject, "index.md")[1]
    body, meta = parts(subject, "method.md")
    assert "No search has been run yet" in body
    assert "data-due" not in body
    assert "scripts" not in meta


def test_the_first_page_says_when_was_searched_and_what_waits() -> None:
    _, meta = parts(living(candidate("b"), runs=(RUN,)), "index.md")
    assert meta["searched"] == {
        "text": "Last searched on 2026-11-01, next due 2026-11-08, 1 candidate waits for a decision",
        "due": "2026-11-08",
    }
    assert "overdue" in meta["scripts"]


def test_a_survey_that_was_searched_does_not_count_what_does_not_wait() -> None:
    _, meta = parts(living(candidate("c", decided=True), runs=(RUN,)), "index.md")
    assert meta["searched"]["text"] == "Last searched on 2026-11-01, next due 2026-11-08"


def test_the_method_has_each_search_with_its_query_as_text() -> None:
    body, meta = parts(living(candidate("b"), candidate("c", decided=True), runs=(RUN,)), "method.md")
    assert "| reefs | arXiv | 2026-11-01 | 2026-11-08 | 9 | 5 | 2 | 0 | 1 | 1 |" in body
    assert '{ .counts data-due="2026-11-08" }' in body
    assert "<b>" not in body
    assert meta["scripts"] == ["overdue"]


def test_the_flow_counts_what_searches_add_to_each_stage() -> None:
    body, _ = parts(living(candidate("b"), candidate("c", decided=True), runs=(RUN,)), "method.md")
    assert "9 records from 1 search" in body
    assert "5 records of searches were known already" in body
    assert "2 candidates from searches: 1 candidate waits for a decision" in body
    assert "x: 1 candidate" in body


def test_every_run_is_listed_with_what_was_asked_the_latest_first() -> None:
    later = RUN.model_copy(update={"date": "2026-11-08", "fault": "no answer | <b>"})
    body, _ = parts(living(runs=(RUN, later)), "sources.md")
    assert "`https://export.arxiv.org/api/query?search_query=coral` | – | 9 / 12 | 5 | 4 |" in body
    assert body.index("| 2026-11-08 |") < body.index("| 2026-11-01 |")
    assert "<b>" not in body


def test_a_service_of_an_extension_is_called_by_its_own_name() -> None:
    body, _ = parts(survey(paper("a"), runs=(RUN.model_copy(update={"service": "our-library"}),)), "method.md")
    assert "| reefs | our-library |" in body
