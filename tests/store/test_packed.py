"""Models as plain data, and back: equal, and of nothing but this package's models."""

import marshal
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from livingsurvey.model import Finding, Severity, Survey
from livingsurvey.store.packed import Packing, Shape


@dataclass(frozen=True)
class Stranger:
    """A class that is no model of the package."""

    name: str = ""


def again(value: Any) -> Any:
    """A value after it was packed, written, read and unpacked."""
    packing = Packing()
    packing = Packing()
    read = marshal.loads(marshal.dumps(packing.pack(value)))
    return Packing(packing.shapes).unpack(read)


def test_everything_of_the_real_survey_comes_back_equal(real_survey: Survey) -> None:
    survey = real_survey
    for part in (survey.settings, survey.fields, survey.papers, survey.topics, survey.pages, survey.sources):
        assert again(part) == part
    for part in (survey.readings, survey.relations, survey.watch, survey.statements, dict(survey.vocabulary)):
        assert again(part) == part
    assert again(dict(survey.layout)) == survey.layout


def test_what_a_model_was_given_is_known_after_it(real_survey: Survey) -> None:
    for paper, back in zip(real_survey.papers, again(real_survey.papers), strict=True):
        assert back.model_fields_set == paper.model_fields_set
        assert back.model_dump() == paper.model_dump()
        assert hash(back.key) == hash(paper.key)


def test_a_copy_of_what_came_back_leaves_it_as_it_is(real_survey: Survey) -> None:
    one, other = again(tuple(real_survey.papers[:2]))
    before = set(one.model_fields_set), set(other.model_fields_set)
    copied = one.model_copy(update={"notes": "Another."})
    assert "notes" in copied.model_fields_set
    assert (one.model_fields_set, other.model_fields_set) == before


def test_findings_and_plain_values_come_back_of_their_types() -> None:
    found = Finding("a.md", 1, 2, "rule", "said «é».", "fix", Severity.ADVICE, path=("claims", 0))
    value = (None, True, 1, 1.5, "text", ("a", (found,)), {"name": found})
    back = again(value)
    assert back == value
    assert [type(one) for one in back] == [type(one) for one in value]
    assert (back[5][1][0].path, type(back[5][1][0].severity)) == (("claims", 0), Severity)


def test_equal_short_texts_are_one_text_afterwards() -> None:
    first, second = (Finding("a.md", 1, 1, "".join(["a", " rule"]), "m") for _ in range(2))
    assert first.rule is not second.rule
    one, other = again((first, second))
    assert one.rule is other.rule


@pytest.mark.parametrize("value", [[1], date(2024, 5, 1), b"bytes", {1: "a"}, Stranger(), {"a": {Severity.ADVICE}}])
def test_what_is_neither_plain_nor_a_model_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        Packing().pack(value)


@pytest.mark.parametrize(
    "kind",
    ["os:system", "builtins:eval", "livingsurvey.model.paper:date", "livingsurvey.model.paper:terms_in", "", "x",
     "livingsurvey.store.files:TreeChange", f"{__name__}:Stranger", "livingsurvey.model.nowhere:Paper"],
)  # fmt: skip
def test_shapes_of_anything_else_are_refused(kind: str) -> None:
    with pytest.raises((ValueError, ImportError)):
        Packing([Shape(kind, (), ())])
