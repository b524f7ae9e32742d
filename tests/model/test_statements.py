"""What statements are: their forms, what they quote, and how they are changed."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.model import Consensus, Disagreement, OpenQuestion, Statement, Statements
from livingsurvey.model.statements import STATEMENT_KINDS, statement_file
from pydantic import ValidationError

QUOTES = tuple({"paper": key, "quote": f"Words of {key}."} for key in "abc")
AGREED = Consensus(id="one", topics=("t", "u"), statement="S.", support=QUOTES, dissent=QUOTES[:1], date="2025-01-02")
SIDES = tuple(quote | {"says": "So."} for quote in QUOTES[:2])
DISPUTED = Disagreement(id="two", topics=("t",), about="Whether it is so", sides=SIDES, why="W.", date="2025-01")
ASKED = OpenQuestion(
    id="three", topics=("u",), question="Why?", why="W.", support=QUOTES[2:], asked="2025-01-02", checked="2025-03-04"
)
ALL = Statements((AGREED,), (DISPUTED,), (ASKED,))


def test_a_statement_rests_on_every_paper_that_it_quotes_once() -> None:
    assert [statement.papers for statement in ALL] == [("a", "b", "c"), ("a", "b"), ("c",)]
    assert [name for name, _ in AGREED.quotations] == ["support"] * 3 + ["dissent"]


def test_a_statement_has_a_text_and_a_date() -> None:
    assert [(one.text, one.date) for one in ALL] == [
        ("S.", "2025-01-02"),
        ("Whether it is so", "2025-01"),
        ("Why?", "2025-03-04"),
    ]


def test_each_kind_is_the_name_of_its_file() -> None:
    assert {kind: ALL.of(kind) for kind in STATEMENT_KINDS} == {
        "consensus": (AGREED,),
        "disagreements": (DISPUTED,),
        "questions": (ASKED,),
    }
    assert statement_file("questions") == "content/statements/questions.yml"


def test_statements_are_changed_and_left_out_in_their_order() -> None:
    def _without_one(statement: Statement) -> Statement | None:
        return None if statement.id == "one" else statement.model_copy(update={"topics": ("x",)})

    assert [(one.id, one.topics) for one in ALL.changed(_without_one)] == [("two", ("x",)), ("three", ("x",))]
    assert ALL.changed(lambda one: one) == ALL


def test_a_survey_without_statements_is_false() -> None:
    assert not Statements()
    assert Statements(questions=(ASKED,))


@pytest.mark.parametrize("day", ["2025-02-30", "2025-13", "yesterday", "2025-1-2", "0000", "2025-01-02T03:04"])
def test_a_date_is_one_of_the_calendar(day: str) -> None:
    with pytest.raises(ValidationError):
        Consensus(**AGREED.model_dump() | {"date": day})


@given(st.dates())
def test_every_day_of_the_calendar_is_a_date(day: Any) -> None:
    assert Consensus(**AGREED.model_dump() | {"date": day.isoformat()}).date == day.isoformat()


@pytest.mark.parametrize(
    ("statement", "wrong"),
    [
        (AGREED, {"topics": []}),
        (AGREED, {"id": "No Key"}),
        (AGREED, {"because": "W."}),
        (DISPUTED, {"sides": QUOTES}),
        (ASKED, {"support": []}),
        (ASKED, {"question": "Two\nlines"}),
    ],
)
def test_what_is_no_statement_is_refused(statement: Statement, wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        type(statement)(**statement.model_dump() | wrong)
