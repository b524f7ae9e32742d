"""The page of all papers: what it says before, and without, its scripts."""

from pathlib import Path

import pytest

from generator.model import Survey
from generator.pages.explore import SCRIPTS
from tests.builders import REPOSITORY, paper, survey, topic
from tests.pages.samples import rendered


def page(given: Survey) -> str:
    """The page of all papers of a survey."""
    return rendered(given)["explore.md"]


def test_the_scripts_it_names_are_there() -> None:
    folder = REPOSITORY / "overrides" / "assets" / "js"
    assert [name for name in SCRIPTS if not Path(folder, f"{name}.js").is_file()] == []
    assert f"scripts: [{', '.join(SCRIPTS)}]" in page(survey(paper("p")))


def test_without_scripts_it_leads_to_the_lists() -> None:
    text = page(survey(paper("p"), topics=(topic("area"),)))
    assert "All 1 paper can be read without it: [from A to Z](papers/index.md), or [by topic](topics/index.md)." in text


def test_a_survey_without_topics_is_not_led_to_them() -> None:
    assert "by topic" not in page(survey(paper("p")))


@pytest.mark.parametrize("word", ["onclick", "style=", "<script"])
def test_nothing_in_it_needs_an_exception_from_a_content_policy(word: str) -> None:
    assert word not in page(survey(paper("p")))
