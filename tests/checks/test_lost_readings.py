"""Readings that a change takes away: what was read is kept as it was read."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.checks.guard import to_say
from livingsurvey.checks.lost_readings import lost_readings
from livingsurvey.model import FieldTable, Reading, Survey, Term

from tests.builders import FIELDS, claim, paper, survey, topic

FIRST = Reading("a", "kind", "method", "first", "2024-05-17")
OTHER = replace(FIRST, reader="second")
OF_TOPIC = replace(FIRST, field="topic", value="caches")
OF_NAMES = replace(FIRST, field="methods", value=("Adam", "Cache"))
OF_CLAIM = replace(FIRST, field="measure", value="latency", claim="2x faster")
READ = (FIRST, OTHER, OF_TOPIC, OF_NAMES, OF_CLAIM)
CLAIM = claim(quote="It is 2x faster.", measure="latency", change={"form": "factor", "value": 2, "unit": "×"})


def term(key: str, **fields: Any) -> Term:
    """A term with a definition of its own."""
    return Term(id=key, name=fields.pop("name", key.capitalize()), definition=f"What {key} is.", **fields)


VOCABULARY = {
    "kinds": (term("method"), term("survey")),
    "methods": (term("adam"), term("cache")),
    "measures": (term("latency"), term("memory")),
}


def read(*readings: Reading, **fields: Any) -> Survey:
    """A survey with readings of one paper."""
    parts: dict[str, Any] = {
        "papers": (paper("a", topics=("caches",), claims=[CLAIM]), paper("b")),
        "topics": (topic("area"), topic("caches", "area"), topic("others", "area")),
        "vocabulary": VOCABULARY,
    } | fields
    return survey(*parts.pop("papers"), readings=readings, **parts)


def lost(now: Survey) -> list[Reading]:
    """What a change of all readings loses."""
    return list(lost_readings(read(*READ), now))


@given(order=st.permutations(READ), more=st.lists(st.sampled_from(READ), max_size=3))
def test_readings_in_another_order_and_more_of_them_lose_none(order: Sequence[Reading], more: list[Reading]) -> None:
    assert lost(read(*order, *(replace(one, date="2025") for one in more))) == []


@given(left=st.sets(st.integers(0, len(READ) - 1)))
def test_each_that_is_gone_is_lost(left: set[int]) -> None:
    kept = [one for n, one in enumerate(READ) if n in left]
    assert lost(read(*kept)) == [one for n, one in enumerate(READ) if n not in left]


@given(st.sampled_from(READ), st.data())
def test_each_that_found_another_value_or_has_another_reader_or_day_is_lost(one: Reading, data: st.DataObject) -> None:
    values = {"kind": "survey", "topic": "others", "methods": ("Adam",), "measure": "memory"}
    changes = {"value": values[one.field], "reader": "third", "date": "2023", "settles": True}
    name = data.draw(st.sampled_from(sorted(changes)))
    after = [replace(old, **{name: changes[name]}) if old is one else old for old in READ]
    assert lost(read(*after)) == [one]


def test_two_of_the_same_are_two() -> None:
    assert list(lost_readings(read(FIRST, FIRST), read(FIRST))) == [FIRST]


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"paper": "former"}, {"papers": (paper("a", aliases=("former",), claims=[CLAIM]),)}),
        ({}, {"papers": (paper("new", aliases=("a",), claims=[CLAIM]),)}),
        ({"paper": "new"}, {"papers": (paper("new", aliases=("a",), claims=[CLAIM]),)}),
    ],
    ids=["by-a-former-key", "under-a-former-key", "by-the-new-key"],
)
def test_a_paper_may_have_another_key(change: dict[str, str], fields: dict[str, Any]) -> None:
    assert lost(read(*(replace(one, **change) for one in READ), **fields)) == []


def test_terms_and_topics_may_have_other_ids_where_the_old_ones_are_gone() -> None:
    vocabulary = {**VOCABULARY, "kinds": (term("way"), term("survey")), "measures": (term("delay"), term("memory"))}
    new = {"kind": "way", "topic": "stores", "measure": "delay"}
    readings = [replace(one, value=new.get(one.field, one.value)) for one in READ]
    topics = (topic("area"), topic("stores", "area"))
    assert lost(read(*readings, vocabulary=vocabulary, topics=topics)) == []
    assert lost(read(*readings)) == [one for one in READ if one.field in new]


def test_a_term_may_be_named_by_a_synonym_or_replaced() -> None:
    methods = (term("adam", name="Adam W", synonyms=("Adam",)), term("cache"))
    kinds = (term("method", deprecated_to="survey"), term("survey"))
    readings = [replace(one, value=("Adam W", "Cache")) if one is OF_NAMES else one for one in READ]
    readings = [replace(one, value="survey") if one.field == "kind" else one for one in readings]
    assert lost(read(*readings, vocabulary={**VOCABULARY, "methods": methods, "kinds": kinds})) == []


def test_what_is_about_something_that_is_gone_goes_with_it() -> None:
    assert lost(read(papers=(paper("b"),))) == []
    assert lost(read(FIRST, OTHER, OF_TOPIC, OF_NAMES, papers=(paper("a"),))) == []
    assert lost(read(OF_TOPIC, OF_NAMES, OF_CLAIM, fields=FieldTable(FIELDS.fields[1:]))) == []


def test_a_claim_may_be_quoted_by_other_words() -> None:
    assert lost(read(*READ[:-1], replace(OF_CLAIM, claim="It is 2x"))) == []


def test_the_message_of_a_change_says_how_many_readings_it_removes() -> None:
    assert to_say(read(*READ), read(*READ[2:])) == ["Removes: 2 readings"]
    assert to_say(read(*READ), read(*READ)) == []
