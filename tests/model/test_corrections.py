"""Marking a fact of a paper as a curator's correction."""

import pytest
from livingsurvey.model import STATED_FIELDS, Paper, Provenance, corrected, corrections_in

from tests.builders import paper

PLACE = Provenance(file="a.csv", line=2)


@pytest.mark.parametrize("name", [*sorted(STATED_FIELDS), "publication.page"])
def test_a_correction_keeps_the_place_and_says_why(name: str) -> None:
    before = paper("a", provenance={name: PLACE, "other": PLACE})
    after = corrected(before, name, "the first page")
    marked = Provenance(file="a.csv", line=2, corrected="the first page")
    assert after.provenance == {name: marked, "other": PLACE}
    assert corrections_in(after) == {name: "the first page"}
    assert after.model_copy(update={"provenance": before.provenance}) == before


def test_a_correction_of_what_is_from_nowhere_stands_alone() -> None:
    assert corrected(paper("a"), "venue", "Why.").provenance == {"venue": Provenance(corrected="Why.")}


@pytest.mark.parametrize("name", sorted({"status", "topics", "summary", "notes", "kind"}))
def test_what_no_source_states_needs_no_note(name: str) -> None:
    assert corrected(paper("a"), name, "Why.") == paper("a")


@pytest.mark.parametrize("reason", ["", "  ", "two\nlines"])
def test_a_reason_is_one_line(reason: str) -> None:
    with pytest.raises(ValueError, match="corrected"):
        corrected(paper("a"), "venue", reason)


def test_the_fields_that_sources_state_are_fields_of_a_paper() -> None:
    assert set(Paper.model_fields) >= STATED_FIELDS
