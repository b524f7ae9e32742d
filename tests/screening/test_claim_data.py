"""A claim that is proposed reads as the site will write it, and says what is not known of it."""

from typing import Any

import pytest
from livingsurvey.analysis.claim_mentions import mentions_in
from livingsurvey.analysis.proposed_claims import ProposedClaim
from livingsurvey.model import Survey, Term
from livingsurvey.screening.claim_data import claims_data
from livingsurvey.site.messages import Messages

from tests.builders import claim, survey

MEASURES = (Term(id="memory", name="memory", definition="D.", better="less"),)
MADE: Survey = survey(vocabulary={"measures": MEASURES})


def data(abstract: str, **fields: Any) -> dict[str, Any]:
    """What the page is told of the first figure of an abstract."""
    (mention, *_) = mentions_in(abstract)
    change = {"form": "factor", "value": 3, "unit": "×", **fields.pop("change", {})}
    made = claim(quote=abstract, change=change, **fields)
    found = ProposedClaim(made, mention.start, mention.end, mention.figure.number, 0.9)
    (only,) = claims_data(Messages(), MADE, abstract, [found])
    return only


@pytest.mark.parametrize(
    ("abstract", "words", "read_as"),
    [
        ("It needs 3x less memory than before.", "3× less memory", ""),
        ("It improves memory by 3x.", "3× less memory", ""),
        ("Its memory is 3x that of the teacher.", "3× memory", "3× less memory"),
        ("It needs 3x more memory than before.", "3× memory", "3× less memory"),
    ],
)
def test_less_or_more_is_said_only_where_the_sentence_says_it(abstract: str, words: str, read_as: str) -> None:
    found = data(abstract, measure="memory")
    assert (found["words"], found["read_as"]) == (words, read_as)


def test_a_number_with_a_sign_and_a_direction_that_is_given_are_known() -> None:
    change = {"form": "change", "value": -40, "unit": "%"}
    signed = data("Its memory is 40% of old.", measure="memory", change=change)
    given = data("Its memory is 3x that of the teacher.", measure="memory", change={"direction": "more"})
    assert (signed["words"], signed["read_as"]) == ("40\u00a0% less memory", "")
    assert (given["words"], given["read_as"]) == ("3× more memory", "")


def test_the_values_of_its_fields_are_named_and_what_is_missing() -> None:
    assert data("It needs 3x less memory.", measure="memory")["terms"] == [{"label": "Measure", "value": "memory"}]
    bare = data("It needs 3x less.", measure=None)
    assert (bare["words"], bare["terms"], bare["missing"]) == ("3×", [], ["Measure"])


def test_the_claim_is_as_a_file_writes_it() -> None:
    found = data("It needs 3x less memory.", measure="memory")
    assert found["claim"] == {
        "quote": "It needs 3x less memory.",
        "measure": "memory",
        "change": {"form": "factor", "value": 3.0, "unit": "×"},
    }
