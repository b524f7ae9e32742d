"""The verbs on the real survey: few files change, and the doctor finds nothing that it had not."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from livingsurvey.checks.run import check
from livingsurvey.commands import edit_papers, edit_terms, edit_topics
from livingsurvey.model import Survey
from livingsurvey.store import load
from livingsurvey.store.survey_changes import changes_of
from livingsurvey.store.survey_edit import SurveyEdit
from livingsurvey.store.transaction import apply

from tests.builders import REPOSITORY

TODAY = date(2026, 11, 1)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the real survey's content."""
    shutil.copytree(REPOSITORY / "content", tmp_path / "content")
    return tmp_path


def _cited(survey: Survey) -> str:
    return survey.topics[-1].start_here[0].key


def _twins(survey: Survey) -> tuple[str, str]:
    """Two topics of one area."""
    area = next(area for area in survey.areas if len(survey.topics_of[area.key]) > 1)
    one, other = survey.topics_of[area.key][:2]
    return one.key, other.key


def _used(survey: Survey) -> tuple[str, str]:
    """Two methods that papers use."""
    names = {term.name for term in survey.vocabulary["methods"]}
    used = sorted({method for paper in survey.papers for method in paper.terms("methods")} & names)
    return used[0], used[-1]


VERBS: dict[str, tuple[Callable[[Survey], SurveyEdit], set[str]]] = {
    "rename": (lambda s: edit_papers.rename(s, _cited(s), "a-key-of-my-own"), set()),
    "rename-topic": (lambda s: edit_topics.rename(s, _twins(s)[0], "a-topic-of-my-own"), set()),
    "rename-term": (lambda s: edit_terms.rename(s, "methods", _used(s)[0], "A name of my own"), set()),
    "rename-id": (
        lambda s: edit_terms.rename(s, "kinds", s.vocabulary["kinds"][0].id, s.vocabulary["kinds"][0].name, "my-own"),
        set(),
    ),
    "merge-terms": (lambda s: edit_terms.merge(s, "methods", *_used(s)), set()),
    "deprecate": (lambda s: edit_terms.deprecate(s, "methods", *_used(s)), set()),
    "merge-topics": (lambda s: edit_topics.merge(s, *_twins(s)), {"placeholder", "topic-size", "topic-prose"}),
}


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_leaves_the_real_survey_in_order(root: Path, verb: str) -> None:
    loaded = load(root)
    assert loaded.survey is not None
    work, expected = VERBS[verb]
    before = {(found.rule, found.message) for found in check(root, loaded, TODAY)}
    files = {path: path.read_bytes() for path in (root / "content").rglob("*") if path.is_file()}
    changes = changes_of(root, loaded.survey, work(loaded.survey))
    apply(root, changes)
    found = {f.rule for f in check(root, load(root), TODAY) if (f.rule, f.message) not in before}
    assert found <= expected
    named = {root / file for change in changes for file in (change.file, change.moved_from) if file}
    differ = {path for path, data in files.items() if not path.is_file() or path.read_bytes() != data}
    assert differ <= named
    assert len(changes) < 60 or verb == "rename-id"
