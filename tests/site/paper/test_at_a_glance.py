"""What decides between papers is at the top of the page of each, with the words that say so, and nowhere else again."""

from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from livingsurvey.analysis import derive
from livingsurvey.model import Constraint, Decisions, Survey
from livingsurvey.site.paper.at_a_glance import at_a_glance, said_at_a_glance
from livingsurvey.site.paper.field_facts import field_facts
from livingsurvey.site.renderer import Renderer

from tests.builders import SETTINGS, paper, survey
from tests.theme.frames import FRAMES, Frame, article, shown

TIME = Constraint(id="fast", question="Time is short", where={"measure": ("time",)})
DECISIONS = Decisions(columns=("methods", "kind", "ghost"), quotations={"methods": "evidence"}, constraints=(TIME,))


def made(decisions: Decisions | None = DECISIONS, taxonomy: tuple[str, ...] = ("models",), **fields: Any) -> Survey:
    settings = SETTINGS.model_copy(update={"decisions": decisions, "taxonomy": taxonomy})
    return replace(survey(paper("p", **fields)), settings=settings)


def glance(subject: Survey) -> dict[str, Any]:
    return at_a_glance(Renderer(subject, derive(subject)), subject.paper["p"])


def test_it_has_the_fields_that_papers_are_compared_by_with_their_words() -> None:
    said = glance(made(methods=("diving",), models="not stated", evidence="We dive.", benchmarks=("B",)))
    assert [fact["label"] for fact in said["glance"]] == ["Methods"]
    assert said["glance"][0]["quote"] == "We dive."
    assert said["glance_unsaid"] == "model"


def test_what_it_says_is_not_said_again() -> None:
    subject = made(methods=("diving",), models=("M",), benchmarks=("B",), evidence="We dive.")
    renderer = Renderer(subject, derive(subject))
    assert said_at_a_glance(renderer) == {"methods", "models", "evidence"}
    rest = field_facts(renderer, subject.paper["p"], but=said_at_a_glance(renderer))
    assert [fact.label for fact in rest] == ["Benchmarks"]


@pytest.mark.parametrize("subject", [made(), made(None, (), methods=("diving",))])
def test_without_values_or_without_comparisons_there_is_none(subject: Survey) -> None:
    assert glance(subject) == {"glance": [], "glance_unsaid": None}
    assert 'class="glance"' not in article(shown(subject, "papers/p.md", FRAMES[0]))


@pytest.mark.parametrize("frame", FRAMES)
def test_it_is_above_the_first_section_and_text(frame: Frame) -> None:
    html = article(shown(made(methods=("<b>diving",), evidence="We <i>dive."), "papers/p.md", frame))
    assert html.index('class="reading"') < html.index('class="glance"') < html.index("<aside") < html.index("<h2 id=")
    assert "<b>" not in html and "<i>dive" not in html
    assert "We <i>dive." in unescape(html)
