"""A change that gives a fact another value must say why, even where everything agrees again after it."""

from pathlib import Path

import pytest
from livingsurvey.checks.rewritten import rewritten_facts
from livingsurvey.cli.app import app
from livingsurvey.model import Paper, Provenance, Publication, corrected
from typer.testing import CliRunner

from tests.builders import paper, paper_file, seen, survey, survey_folder

PLACE = Provenance(file="f.jsonl", line=1)
MOVED = Provenance(file="new.jsonl", line=1)
BEFORE = paper(
    "one",
    title="One",
    venue="A",
    doi="10.1000/a",
    abstract="It is.",
    seen=(seen(),),
    publication=Publication(volume="1"),
    provenance={"venue": PLACE, "publication": PLACE},
)


def found(after: Paper, before: Paper = BEFORE) -> list[tuple[str, str]]:
    """The files and fields of what is found."""
    return [(one.file, str(one.path[-1])) for one in rewritten_facts(survey(before), survey(after))]


@pytest.mark.parametrize(
    ("update", "field"),
    [
        ({"venue": "B"}, "venue"),
        ({"venue": "B", "provenance": {"venue": MOVED}}, "venue"),
        ({"venue": "B", "provenance": {}}, "venue"),
        ({"venue": "B", "provenance": {"venue": Provenance(url="https://example.org/x")}}, "venue"),
        ({"abstract": "It is not."}, "abstract"),
        ({"abstract": "It is not.", "seen": (seen(2, 9, "new"),)}, "abstract"),
        ({"title": "Two"}, "title"),
        ({"publication": Publication(volume="2")}, "volume"),
        ({"venue": "B", "key": "other", "aliases": ("one",)}, "venue"),
    ],
)
def test_a_fact_with_another_value_is_told(update: dict[str, object], field: str) -> None:
    after = BEFORE.model_copy(update=update)
    assert found(after) == [(after.path, field)]


@pytest.mark.parametrize(
    "update",
    [{}, {"doi": "10.1000/b"}, {"summary": "New."}, {"code": ("https://example.org/a",)}, {"venue": None}],
)
def test_what_no_source_states_and_what_is_gone_is_left_to_others(update: dict[str, object]) -> None:
    assert found(BEFORE.model_copy(update=update)) == []


@pytest.mark.parametrize(("name", "value"), [("venue", "B"), ("abstract", "It is not."), ("title", "Two")])
def test_a_reason_lets_a_value_change_once(name: str, value: str) -> None:
    after = corrected(BEFORE.model_copy(update={name: value}), name, "the first page")
    assert found(after) == []
    again = after.model_copy(update={name: f"{value} more"})
    assert found(again, after) == [("content/papers/one.md", name)]
    assert found(corrected(again, name, "the second edition"), after) == []


def test_a_paper_that_took_in_another_one_keeps_its_own_facts() -> None:
    two = paper("two", title="Two", venue="B", provenance={"venue": PLACE})
    after = survey(two.model_copy(update={"aliases": ("one",)}))
    assert list(rewritten_facts(survey(BEFORE, two), after)) == []


def test_the_check_of_a_change_tells_it(tmp_path: Path) -> None:
    origin = "venue: {}\nprovenance: {{venue: {{url: 'https://example.org/a'}}}}\n"
    folders = [
        survey_folder(tmp_path / name, {"a": paper_file("a", origin.format(name))}) for name in ("before", "after")
    ]
    result = CliRunner().invoke(app, ["check", "--root", str(folders[1]), "--against", str(folders[0])])
    assert result.exit_code == 1
    assert "fact-rewritten" in result.output
