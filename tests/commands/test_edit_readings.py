"""A change of a paper and its readings: claims that are worded anew keep theirs, and a correction settles."""

from dataclasses import replace
from pathlib import Path

import pytest
from livingsurvey.commands.edit_readings import following, settling
from livingsurvey.model import Reading
from livingsurvey.store.readings_file import CORRECTIONS, line_of, readings_in
from livingsurvey.store.survey_edit import SurveyEdit

from tests.builders import FIELDS, claim, paper, survey
from tests.commands.folders import do, folder, held

FACTOR = {"form": "factor", "value": 2, "unit": "×"}
BEFORE = paper("a", kind="method", claims=[claim(quote="It is 2 times faster.", measure="latency", change=FACTOR)])


def reading(**given: object) -> Reading:
    """A reading of the kind of the paper."""
    base = {"paper": "a", "field": "kind", "value": "method", "reader": "first", "date": "2026"}
    return Reading(**base | given)  # type: ignore[arg-type]


def test_readings_of_a_claim_follow_its_new_words_and_number() -> None:
    change = FACTOR | {"value": 3}
    after = paper("a", claims=[claim(quote="It is 3 times faster.", measure="latency", change=change)])
    of_claim = reading(field="measure", claim="2 times faster", figure=2)
    of_other = reading(paper="b", field="measure", claim="2 times faster")
    readings = following(survey(BEFORE, readings=(reading(), of_claim, of_other)), BEFORE, after)
    assert readings[0] == reading() and readings[2] == of_other
    assert (readings[1].claim, readings[1].figure) == ("It is 3 times faster.", 3)


def test_readings_of_a_claim_whose_words_are_still_there_stay() -> None:
    after = paper("a", claims=[claim(quote="It is 2 times faster.", measure="memory", change=FACTOR)])
    given = (reading(field="measure", claim="2 times"), reading(field="measure", claim="of no claim"))
    assert following(survey(BEFORE, readings=given), BEFORE, after) == given
    assert following(survey(BEFORE, readings=given), BEFORE, paper("a")) == given


@pytest.mark.parametrize(
    ("readings", "settled"),
    [
        ((), []),
        ((reading(), reading(reader="second")), []),
        ((reading(value="survey"), reading(value="survey", reader="second")), ["method"]),
        ((reading(value="survey"), reading(reader="second")), []),
        ((reading(), reading(value="survey", settles=True)), ["method"]),
        ((reading(field="models", value=("A",)),), []),
    ],
    ids=["unread", "agreeing", "otherwise", "open", "settled-otherwise", "empty"],
)
def test_what_the_file_says_otherwise_than_its_readings_is_settled(
    readings: tuple[Reading, ...], settled: list[str]
) -> None:
    made = settling(survey(BEFORE, readings=readings), "a", "issue #7", "2026-11-30", "It says so.")
    assert [one.value for one in made] == settled
    parts = [(one.settles, one.reader, one.note, one.file) for one in made]
    assert parts == [(True, "issue #7", "It says so.", CORRECTIONS)] * len(settled)


def test_a_claim_is_settled_by_its_quotation_and_figure() -> None:
    subject = survey(BEFORE, readings=(reading(field="measure", value="memory", claim="2 times"),))
    (made,) = settling(subject, "a", "Ada", "2026", "")
    assert (made.value, made.claim, made.figure) == ("latency", "It is 2 times faster.", 2)


def test_a_reading_is_read_as_it_was_written() -> None:
    made = reading(value=("A", "B"), field="methods", note="é", settles=True)
    assert readings_in(line_of(made), CORRECTIONS, FIELDS)[0] == (made,)
    assert line_of(reading()) == (
        '{"paper": "a", "field": "kind", "value": "method", "reader": "first", "date": "2026"}'
    )


PRESENT = line_of(reading(paper="beta"))


@pytest.mark.parametrize("present", [None, "", PRESENT, f"{PRESENT}\n\n"])
def test_a_reading_is_added_below_those_that_are_there(tmp_path: Path, present: str | None) -> None:
    root = folder(tmp_path)
    path = root / CORRECTIONS
    if present is not None:
        path.parent.mkdir()
        path.write_text(present)
    before = held(root)
    added = reading(paper="alpha", file=CORRECTIONS)
    do(root, SurveyEdit(replace(before, readings=(*before.readings, added))))
    assert path.read_text().splitlines() == [*([PRESENT] if present else []), line_of(added)]
    assert path.read_text().endswith("}\n")
