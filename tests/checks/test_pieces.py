"""Every short text of the settings, topics and statements is a piece that rules of text look at, at its place."""

from collections.abc import Iterator
from typing import Any

import pytest
from livingsurvey.checks.pieces import curated_text
from livingsurvey.checks.rule import RULES
from livingsurvey.model import Scope, Settings, StartHere, Statements, Survey
from livingsurvey.model.decisions import Constraint, Decisions, NamedSearch
from livingsurvey.model.survey import Editor, Example, RuleSetting

from tests.builders import open_question, survey, topic

EXAMPLE = Example(title="Title of it", papers=("a",), why="Why it is")
SETTINGS = Settings(
    name="Name of it",
    tagline="Tagline of it",
    description="Description of it",
    editors=(Editor(name="Ada"),),
    scope=Scope(statement="Statement of it", included=(EXAMPLE,), excluded=(EXAMPLE,), borderline=(EXAMPLE,)),
    reading="Reading of it",
    limits=("Limit of it",),
    searches=(NamedSearch(key="a", name="Search of it", where={"kind": ("method",)}),),
    decisions=Decisions(constraints=(Constraint(id="a", question="Question of it", where={"kind": ("method",)}),)),
    rules={"topic-size": RuleSetting(level="off", reason="Reason of it")},
)
TOPIC = topic("t", "a", next_door="Next door of it", start_here=(StartHere(key="a", why="Why of it"),))
STATEMENT = open_question("p", "Quoted", question="Question of all", why="Why of all")


def full(settings: Settings = SETTINGS) -> Survey:
    """A survey with a text of each kind."""
    return survey(topics=(TOPIC,), settings=settings, statements=Statements(questions=(STATEMENT,)))


def sentences(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text of plain data that has two words, with the way to it: keys and ids have one."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, part in pairs:
        yield from sentences(part, (*path, step))
    if isinstance(value, str) and " " in value:
        yield path, value


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("content/survey.yml", SETTINGS.model_dump(mode="json")),
        ("content/topics/t.md", TOPIC.model_dump(mode="json")),
        ("content/statements/questions.yml", [STATEMENT.model_dump(mode="json")]),
    ],
    ids=["settings", "topic", "statement"],
)
def test_each_text_is_a_piece_at_its_place(file: str, data: Any) -> None:
    pieces = {piece.path: piece.text for piece in curated_text(full()) if piece.file == file}
    assert dict(sentences(data)).items() <= pieces.items()


@pytest.mark.parametrize("part", ["title", "why"])
def test_rules_of_text_read_worked_examples(part: str) -> None:
    example = EXAMPLE.model_copy(update={part: "Caf\u00c3\u00a9 and \u202e"})
    scope = SETTINGS.scope.model_copy(update={"borderline": (example,)})
    broken = full(SETTINGS.model_copy(update={"scope": scope}))
    for name in ("broken-characters", "hidden-characters"):
        assert [found.path for found in RULES[name](broken)] == [("scope", "borderline", 0, part)]
