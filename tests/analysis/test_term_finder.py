"""Terms are found by their names: whole words, the longest first, and never by chance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.analysis.term_finder import Finder, make_finder
from livingsurvey.model import Term, slug

from tests.builders import survey


def term(name: str, *synonyms: str) -> Term:
    """A term with an id made of its name."""
    return Term(id=slug(name), name=name, definition="D.", synonyms=synonyms)


def finder(*terms: Term) -> Finder:
    """A finder of these methods."""
    return make_finder(survey(vocabulary={"methods": terms}), ("methods",))


def found(text: str, *terms: Term) -> list[str]:
    """The stretches of the text that name one of the terms."""
    return [text[hit.start : hit.end] for hit in finder(*terms).find(text)]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("GSM8K", "On GSM8K, it wins.", ["GSM8K"]),
        ("GSM8K", "(GSM8K)", ["GSM8K"]),
        ("A* search", "an A* search.", ["A* search"]),
        ("Tree search", "Tree search and tree search", ["Tree search", "tree search"]),
        ("τ-Bench", "on τ-Bench", ["τ-Bench"]),
        ("BERT", "BERT’s size, BERT.", ["BERT", "BERT"]),
        ("BERT", "bert, BERT-large, DistilBERT, Distil-BERT, BERTs", []),
        ("Qwen2", "Qwen2.5", []),
        ("accuracy", "accuracy and Accuracy", []),
        ("Adam", "Adam and adam", ["Adam"]),
    ],
)
def test_a_name_is_found_as_a_whole_word(name: str, text: str, expected: list[str]) -> None:
    assert found(text, term(name)) == expected


def test_the_longest_name_is_found() -> None:
    terms = (term("SWE-bench"), term("SWE-bench Verified"))
    assert found("SWE-bench Verified, SWE-bench", *terms) == ["SWE-bench Verified", "SWE-bench"]


def test_names_do_not_overlap() -> None:
    assert found("deep tree search loop", term("deep tree"), term("tree search")) == ["deep tree"]


def test_a_term_is_found_by_its_synonyms_and_told_with_its_vocabulary() -> None:
    (hit,) = finder(term("Mixture of experts", "MoE")).find("an MoE model")
    assert (hit.vocabulary, hit.term.id, hit.start, hit.end) == ("methods", "mixture-of-experts", 3, 6)


def test_a_capital_alone_does_not_make_a_common_word_a_name() -> None:
    assert found("Batching and batching", term("Batching", "batching")) == []


def test_nothing_is_found_without_terms() -> None:
    assert found("GSM8K") == []


NAMES = ("A* search", "GSM8K", "Tree search", "SWE-bench", "SWE-bench Verified", "τ-Bench", "ReLU")


@given(st.lists(st.sampled_from([*NAMES, " ", "-", ".", "x", "İ", "\n", "*"]), max_size=20).map("".join))
def test_hits_stand_in_order_apart_and_are_names(text: str) -> None:
    end = 0
    for hit in finder(*map(term, NAMES)).find(text):
        assert end <= hit.start < hit.end
        assert text[hit.start : hit.end].lower() == hit.term.name.lower()
        end = hit.end
