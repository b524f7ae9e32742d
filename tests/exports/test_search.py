"""The search index: a script that holds every paper and topic, and can end no script element."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.exports import export_search
from generator.exports.search import PATH
from generator.insight import Insight, derive
from generator.model import Status, Survey
from tests.builders import paper, survey, topic


def script(given_survey: Survey, insight: Insight | None = None) -> str:
    files = export_search(given_survey, insight or derive(given_survey))
    assert set(files) == {PATH}
    return files[PATH].decode()


def index(given_survey: Survey, insight: Insight | None = None) -> list[dict[str, str]]:
    """The entries, each by the names of its fields."""
    text = script(given_survey, insight).removeprefix("window.surveySearchIndex=").removesuffix(";\n")
    data: dict[str, Any] = json.loads(text)
    assert data["fields"] == ["title", "text", "context", "url", "kind"]
    return [dict(zip(data["fields"], entry, strict=True)) for entry in data["entries"]]


def test_an_empty_survey_has_an_empty_index() -> None:
    assert index(survey()) == []


def test_the_index_is_one_assignment_on_one_line() -> None:
    text = script(survey(paper("p", abstract="a\nb")))
    assert text.startswith("window.surveySearchIndex={")
    assert text.endswith("};\n")
    assert text.count("\n") == 1


def test_a_paper_is_found_by_what_its_page_shows() -> None:
    topics = (topic("area"), topic("caches", "area", title="Caches"))
    given_survey = survey(
        paper(
            "p",
            title="2times less",
            abstract="In O(n^2).",
            summary="Short.",
            kind="method",
            topics=("caches",),
            published="2024-05",
        ),
        topics=topics,
    )
    assert index(given_survey)[-1] == {
        "title": "2× less",
        "text": "Short. In O(n2).",
        "context": "method · Caches · 2024",
        "url": "papers/p.html",
        "kind": "paper",
    }


def test_a_paper_with_hardly_a_fact_has_no_context() -> None:
    entry = index(survey(paper("p", abstract="Text.", topics=("ghost",))))[0]
    assert (entry["text"], entry["context"]) == ("Text.", "")


def test_an_excluded_paper_is_marked() -> None:
    assert index(survey(paper("p", status=Status.EXCLUDED)))[0]["kind"] == "excluded"


def test_topics_stand_before_papers() -> None:
    entries = index(survey(paper("p"), topics=(topic("area"), topic("caches", "area"))))
    assert [(entry["kind"], entry["url"]) for entry in entries] == [
        ("topic", "topics/area.html"),
        ("topic", "topics/caches.html"),
        ("paper", "papers/p.html"),
    ]


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "</SCRIPT >", "<\\/", "</"])
def test_no_text_can_end_a_script_element(text: str) -> None:
    given_survey = survey(paper("p", title=f"x {text}", abstract=text), topics=(topic("t", title=text, summary=text),))
    assert "</" not in script(given_survey)
    assert index(given_survey)[-1]["title"] == f"x {text}"


def test_the_real_index_holds_every_paper_and_topic(real_survey: Survey, real_insight: Insight) -> None:
    urls = {entry["url"] for entry in index(real_survey, real_insight)}
    assert urls == {f"papers/{key}.html" for key in real_survey.paper} | {
        f"topics/{key}.html" for key in real_survey.topic
    }
    assert "</" not in script(real_survey, real_insight)


@given(st.text(min_size=1))
@settings(deadline=None, max_examples=60)
def test_any_abstract_can_be_indexed(abstract: str) -> None:
    given_survey = survey(paper("p", abstract=abstract, summary="S."))
    assert "</" not in script(given_survey)
    assert index(given_survey)[0]["text"].startswith("S.")
