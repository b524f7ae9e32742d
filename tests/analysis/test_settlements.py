"""What readings come to: who agrees, who decides, and what follows a paper or a term under another name."""

from typing import Any

import pytest
from livingsurvey.analysis.settlements import Readings, Settlement, is_left_out, value_in
from livingsurvey.model import Reading, Term

from tests.builders import claim, paper, survey

SENTENCE = "It is 2 to 3 times faster and 3 times smaller."


def reading(value: Any = "method", reader: str = "first", date: str = "2026-11-29", **fields: Any) -> Reading:
    """A reading of the kind of ``a-paper``."""
    return Reading(**{"paper": "a-paper", "field": "kind", "value": value, "reader": reader, "date": date} | fields)


def settled(*readings: Reading, **fields: Any) -> tuple[Settlement, ...]:
    """What readings of a survey with one paper come to."""
    return Readings(survey(paper(**fields), readings=readings)).settlements


def test_readers_who_agree_settle_a_value() -> None:
    (one,) = settled(reading(), reading(reader="second"))
    assert one.agree and one.settled and one.settled.value == "method"
    assert [each.reader for each in one.independent] == ["first", "second"]


def test_readers_who_differ_settle_nothing() -> None:
    (one,) = settled(reading(), reading("survey", "second"))
    assert not one.agree and one.settled is None


def test_who_settles_decides_whatever_the_others_say() -> None:
    (one,) = settled(reading(), reading(reader="second"), reading("survey", "Ada", settles=True))
    assert one.agree and one.settled and one.settled.value == "survey"
    assert len(one.independent) == 2


def test_the_last_that_settles_decides() -> None:
    late = reading("review", "Ada", "2026-12", settles=True)
    (one,) = settled(late, reading("survey", "Bob", "2026-11", settles=True))
    assert one.deciding is late


def test_of_two_readings_by_one_reader_the_later_counts() -> None:
    early, late = reading("survey", date="2026-11-01"), reading("method", date="2026-11-02")
    (one,) = settled(late, early)
    assert one.independent == (late,) and one.repeated == (early,)
    assert one.readings == (early, late)


def test_of_one_date_the_lower_line_counts() -> None:
    (one,) = settled(reading("survey", line=1), reading("method", line=2))
    assert [each.line for each in one.independent] == [2]


def test_readings_follow_a_paper_that_has_another_key() -> None:
    (one,) = settled(reading(paper="its-old-key"), reading(reader="second"), aliases=["its-old-key"])
    assert one.paper == "a-paper" and [each.reader for each in one.independent] == ["second"]
    (one,) = settled(reading(paper="its-old-key"), aliases=["its-old-key"])
    assert one.independent[0].paper == "its-old-key"


def test_readings_of_no_paper_come_to_nothing() -> None:
    assert settled(reading(paper="absent")) == ()


def test_a_reading_of_a_claim_is_of_each_claim_that_quotes_its_words() -> None:
    claims = [claim(quote=SENTENCE, measure=m, change=c) for m, c in (
        ("latency", {"form": "factor", "value": 3, "low": 2, "unit": "×"}),
        ("memory", {"form": "factor", "value": 4, "unit": "×"}),
    )]  # fmt: skip
    of_all = reading("latency", field="measure", claim="3 times smaller")
    of_one = reading("memory", field="measure", claim="It is 2 to 3", figure=4)
    assert [one.claim for one in settled(of_all, claims=claims)] == [1, 2]
    assert [one.claim for one in settled(of_one, claims=claims)] == [2]
    assert settled(reading(field="measure", claim="of no claim"), claims=claims) == ()


def test_two_claims_of_one_sentence_and_figure_are_read_in_their_order() -> None:
    change = {"form": "factor", "value": 3, "unit": "×"}
    claims = [claim(quote=SENTENCE, measure=m, change=change) for m in ("latency", "memory")]
    readings = [reading(m, r, field="measure", claim=SENTENCE) for r in ("a", "b") for m in ("latency", "memory")]
    found = settled(*readings, claims=claims)
    assert [(one.claim, one.settled and one.settled.value) for one in found] == [(1, "latency"), (2, "memory")]


def test_lists_agree_in_any_order_and_under_any_name_of_a_term() -> None:
    terms = (Term(id="kv", name="KV cache", definition="D.", synonyms=("key-value cache",)),)
    readings = (
        reading(("KV cache", "LoRA"), field="methods"),
        reading(("LoRA", "key-value cache"), "second", field="methods"),
    )
    (one,) = Readings(survey(paper(), readings=readings, vocabulary={"methods": terms})).settlements
    assert one.agree


def test_a_term_that_was_replaced_is_the_one_that_replaced_it() -> None:
    terms = (
        Term(id="old", name="Old", definition="D.", deprecated_to="new"),
        Term(id="new", name="New", definition="D."),
    )
    subject = survey(paper(), readings=(reading("old"), reading("new", "second")), vocabulary={"kinds": terms})
    assert Readings(subject).settlements[0].agree


def test_an_empty_list_is_the_same_as_one_that_is_not_stated() -> None:
    (one,) = settled(reading((), field="methods"), reading("not stated", "second", field="methods"))
    assert one.agree


@pytest.mark.parametrize(
    ("field", "value"),
    [("status", "excluded"), ("reason", "off-topic"), ("topic", "first"), ("kind", "method"), ("models", None)],
)
def test_a_value_is_found_in_the_paper(field: str, value: str | None) -> None:
    subject = paper(status="excluded", reason="off-topic", topics=["first", "second"], kind="method")
    assert value_in(subject, 0, field) == value


@pytest.mark.parametrize(
    ("status", "field", "left_out"),
    [
        ("excluded", "kind", True),
        ("excluded", "topic", True),
        ("excluded", "reason", False),
        ("included", "reason", True),
        ("included", "kind", False),
        (None, "kind", False),
    ],
)
def test_screening_explains_what_a_paper_lacks(status: str | None, field: str, left_out: bool) -> None:
    (one,) = settled(reading("a", field=field))
    assert is_left_out(paper(status=status), one) == left_out


def test_what_a_paper_has_is_never_left_out() -> None:
    (one,) = settled(reading())
    assert not is_left_out(paper(status="excluded", kind="survey"), one)


def test_the_order_is_that_of_papers_claims_and_fields() -> None:
    found = settled(*(reading("x", field=name) for name in ("measure", "models", "topic", "kind", "status")))
    assert [one.field for one in found] == ["status", "topic", "kind", "models", "measure"]


def test_a_reader_who_is_unsure_of_a_status_decides_nothing() -> None:
    lines = tuple(
        Reading("a-paper", "status", value, name, "2026") for name, value in (("A", "unsure"), ("B", "included"))
    )
    (one,) = Readings(survey(paper(), readings=lines)).settlements
    assert (len(one.readings), [r.reader for r in one.independent]) == (2, ["B"])
    assert one.settled is lines[1]
    (alone,) = Readings(survey(paper(), readings=lines[:1])).settlements
    assert (alone.independent, alone.settled, alone.agree) == ((), None, False)


def test_being_unsure_settles_nothing() -> None:
    line = Reading("a-paper", "status", "unsure", "A", "2026", settles=True)
    (one,) = Readings(survey(paper(), readings=(line,))).settlements
    assert one.deciding is None
