"""Readings follow what is renamed: terms and topics in their lines, papers by their former keys."""

import json
from pathlib import Path
from typing import Any

import pytest
from livingsurvey.checks.context import Context
from livingsurvey.checks.rule import RULES
from livingsurvey.commands import edit_papers, edit_terms, edit_topics
from livingsurvey.store.survey_edit import SurveyEdit

from tests.commands.folders import do, folder, held

FILE = "content/readings/first.jsonl"
ROWS: list[dict[str, Any]] = [
    {"paper": "alpha", "field": "kind", "value": "method", "reader": "first", "date": "2026-11-29", "note": "é"},
    {"paper": "alpha", "field": "topic", "value": "caches", "reader": "first", "date": "2026-11-29"},
    {"paper": "alpha", "field": "methods", "value": ["Adam", "KV cache"], "reader": "first", "date": "2026-11-29"},
    {
        "paper": "alpha",
        "claim": "It is 2x",
        "field": "measure",
        "value": "latency",
        "reader": "first",
        "date": "2026-11-29",
    },
]


def read(root: Path) -> Path:
    """The survey of the tests of commands, with readings of one paper."""
    path = folder(root) / FILE
    path.parent.mkdir()
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS))
    return root


def found(root: Path) -> list[str]:
    """What the rules of readings find."""
    rules = [rule for rule in RULES.values() if rule.doc.subject == "readings"]
    return [one.message for rule in rules for one in rule.search(Context(held(root), root))]


def edits(root: Path) -> dict[str, SurveyEdit]:
    """Edits after which the readings must be right."""
    survey = held(root)
    return {
        "id": edit_terms.rename(survey, "kinds", "method", "A method", "a-method"),
        "of claims": edit_terms.rename(survey, "measures", "latency", "Delay", "delay"),
        "merged ids": edit_terms.merge(survey, "kinds", "method", "survey"),
        "name": edit_terms.rename(survey, "methods", "adam", "Adam, the optimizer", "adam-optimizer"),
        "merged names": edit_terms.merge(survey, "methods", "adam", "adamw"),
        "topic": edit_topics.rename(survey, "caches", "memory"),
        "merged topics": edit_topics.merge(survey, "caches", "decoding"),
        "paper": edit_papers.rename(survey, "alpha", "omega"),
        "merged papers": edit_papers.merge(survey, "beta", "alpha"),
    }


@pytest.mark.parametrize("name", ["id", "of claims", "merged ids", "name", "merged names", "topic", "merged topics",
                                  "paper", "merged papers"])  # fmt: skip
def test_readings_are_right_after_an_edit(tmp_path: Path, name: str) -> None:
    root = read(tmp_path)
    assert found(root) == []
    before = (root / FILE).read_text().splitlines()
    changed = do(root, edits(root)[name])
    after = (root / FILE).read_text().splitlines()
    assert found(root) == []
    assert sum(old != new for old, new in zip(before, after, strict=True)) == (FILE in changed)


def test_a_renamed_term_changes_its_reading_alone(tmp_path: Path) -> None:
    root = read(tmp_path)
    do(root, edits(root)["id"])
    rows = [ROWS[0] | {"value": "a-method"}, *ROWS[1:]]
    assert (root / FILE).read_text() == "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def test_readings_of_a_paper_that_was_merged_into_one_without_any_are_of_that_one(tmp_path: Path) -> None:
    root = read(tmp_path)
    do(root, edit_papers.merge(held(root), "alpha", "beta"))
    settlements = Context(held(root)).readings.settlements  # the claim is gone, since it is not in the other abstract
    assert [(one.paper, one.field) for one in settlements] == [("beta", name) for name in ("topic", "kind", "methods")]
