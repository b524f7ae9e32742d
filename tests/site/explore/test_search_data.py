"""The abstracts for the search: a script that can end no script element, in the order of papers."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.analysis import derive
from livingsurvey.analysis.derive import Analysis
from livingsurvey.model import Survey
from livingsurvey.site.explore.search_data import PATH, export_search

from tests.builders import paper, survey


def script(given_survey: Survey, analysis: Analysis | None = None) -> str:
    """The text of the script."""
    files = export_search(given_survey, analysis or derive(given_survey))
    assert set(files) == {PATH}
    return files[PATH].decode()


def abstracts(given_survey: Survey, analysis: Analysis | None = None) -> list[str]:
    """The abstracts, read back."""
    text = (
        script(given_survey, analysis).removeprefix("((window.survey??={}).data??={}).abstracts=").removesuffix(";\n")
    )
    read: list[str] = json.loads(text)
    return read


def test_an_empty_survey_has_no_abstracts() -> None:
    assert abstracts(survey()) == []


def test_the_script_is_one_assignment_on_one_line() -> None:
    text = script(survey(paper("p", abstract="a\nb")))
    assert text.startswith("((window.survey??={}).data??={}).abstracts=[")
    assert text.endswith("];\n")
    assert text.count("\n") == 1


def test_abstracts_are_as_shown_and_in_the_order_of_papers() -> None:
    assert abstracts(survey(paper("a", abstract="In O(n^2)."), paper("b", abstract="Text."))) == ["In O(n²).", "Text."]


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "</SCRIPT >", "<\\/", "</"])
def test_no_text_can_end_a_script_element(text: str) -> None:
    given_survey = survey(paper("p", abstract=text))
    assert "</" not in script(given_survey)
    assert abstracts(given_survey) == [text]


def test_the_real_script_holds_every_abstract(real_survey: Survey, real_insight: Analysis) -> None:
    assert len(abstracts(real_survey, real_insight)) == len(real_survey.papers)
    assert "</" not in script(real_survey, real_insight)


@given(st.text(min_size=1))
@settings(deadline=None, max_examples=60)
def test_any_abstract_can_be_held(abstract: str) -> None:
    given_survey = survey(paper("p", abstract=abstract))
    assert "</" not in script(given_survey)
    assert len(abstracts(given_survey)) == 1
