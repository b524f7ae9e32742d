"""What a value could be, and who has it."""

from livingsurvey.analysis.labels import labels_of, value_of
from livingsurvey.model import Term

from tests.builders import paper, survey

KINDS = (
    Term(id="survey", name="survey", definition="A review.", synonyms=("overview",)),
    Term(id="old", name="old", definition="No more.", deprecated_to="survey"),
)
HELD = survey(vocabulary={"kinds": KINDS})


def test_terms_in_use_are_labels_with_all_their_names() -> None:
    labels = labels_of(HELD, "kinds", ["survey", None, "survey"])
    assert labels.names == ["survey"]
    assert labels.definitions == ["survey . overview . A review."]
    assert labels.shares(3).tolist() == [[1], [0], [1]]


def test_not_stated_is_a_label_where_a_paper_has_it() -> None:
    assert labels_of(HELD, "kinds", ["not stated"]).names == ["survey", "not stated"]


def test_an_unknown_vocabulary_has_no_labels() -> None:
    assert labels_of(HELD, "colours", [None]).shares(1).shape == (1, 0)


def test_what_a_paper_has_may_be_not_stated_or_nothing() -> None:
    given = ("survey", "not stated", None)
    assert [value_of(paper("p", kind=kind) if kind else paper("p"), "kind") for kind in given] == [*given]
