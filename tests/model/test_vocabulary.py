"""Vocabularies: what a term must hold, and how the survey finds one by any of its names."""

from typing import Any

import pytest
from livingsurvey.model import Survey, Term
from pydantic import ValidationError

from tests.builders import survey

PLAIN = {"id": "key-value-cache", "name": "key-value cache", "definition": "What attention keeps."}
LATENCY = Term(id="latency", name="Latency", definition="Time to answer.", synonyms=("delay",))
MEMORY = Term(id="memory", name="Memory", definition="Bytes.", parent="cost", deprecated_to="storage")


def with_terms(*terms: Term, name: str = "measures") -> Survey:
    """A survey with one vocabulary."""
    return survey(vocabulary={name: terms})


def test_a_term_needs_an_id_a_name_and_a_definition_and_nothing_else() -> None:
    term = Term.model_validate(PLAIN)
    assert (term.synonyms, term.parent, term.deprecated_to) == ((), None, None)


@pytest.mark.parametrize("field", ["id", "name", "definition"])
@pytest.mark.parametrize("value", ["", None, "two\nlines", ["a"]])
def test_each_of_them_is_one_line_of_text(field: str, value: Any) -> None:
    with pytest.raises(ValidationError, match=field):
        Term.model_validate({**PLAIN, field: value})


@pytest.mark.parametrize("value", ["Key", "a b", "a_b", "-a", "a-", "ä", "a--b"])
@pytest.mark.parametrize("field", ["id", "parent", "deprecated_to"])
def test_ids_are_lower_case_words_joined_by_hyphens(field: str, value: str) -> None:
    with pytest.raises(ValidationError, match=field):
        Term.model_validate({**PLAIN, field: value})


@pytest.mark.parametrize("field", ["synonyms", "parent", "deprecated_to"])
def test_an_empty_entry_means_none(field: str) -> None:
    assert Term.model_validate({**PLAIN, field: None}) == Term.model_validate(PLAIN)


def test_one_synonym_is_a_list_too() -> None:
    with pytest.raises(ValidationError, match="synonyms"):
        Term.model_validate({**PLAIN, "synonyms": "KV cache"})


def test_an_unknown_field_is_an_error() -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        Term.model_validate({**PLAIN, "synonym": ["KV cache"]})


def test_a_term_cannot_be_changed() -> None:
    term: Any = Term.model_validate(PLAIN)
    with pytest.raises(ValidationError, match="frozen"):
        term.name = "other"


@pytest.mark.parametrize("name", ["latency", "Latency"])
def test_a_term_is_found_by_id_and_by_name(name: str) -> None:
    assert with_terms(LATENCY, MEMORY).term["measures"][name] is LATENCY


@pytest.mark.parametrize("name", ["delay", "LATENCY", ""])
def test_a_term_is_not_found_by_anything_else(name: str) -> None:
    assert name not in with_terms(LATENCY).term["measures"]


def test_an_id_comes_before_a_name_that_is_the_same() -> None:
    other = Term(id="other", name="latency", definition="D.")
    assert with_terms(LATENCY, other).term["measures"]["latency"] is LATENCY


@pytest.mark.parametrize(
    ("name", "shown"), [("latency", "Latency"), ("Latency", "Latency"), ("speed", "speed"), (None, None), ("", "")]
)
def test_a_term_is_called_by_its_name_and_an_unknown_one_as_it_is(name: str | None, shown: str | None) -> None:
    assert with_terms(LATENCY).word("measures", name) == shown


@pytest.mark.parametrize("vocabulary", ["kinds", "unheard-of"])
def test_without_a_vocabulary_every_term_is_called_as_it_is(vocabulary: str) -> None:
    assert with_terms(LATENCY).word(vocabulary, "latency") == "latency"


def test_a_survey_without_vocabularies_has_no_terms() -> None:
    assert survey().term == {}
