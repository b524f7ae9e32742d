"""Relations between papers: those that curators have read, and each naming of a work that a machine finds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.analysis.relations import find_relations, naming_sentence, relations_by_paper
from livingsurvey.model import Paper, PaperRelation, Survey, Term
from livingsurvey.model.markup import Plain

from tests.builders import paper, survey

WORKS = (
    Term(id="cut", name="Cut", definition="D.", synonyms=("CUT-1",), paper="first"),
    Term(id="grow", name="Grow", definition="D."),
    Term(id="gone", name="Gone", definition="D.", paper="nowhere"),
)


def related(**fields: str) -> PaperRelation:
    """A relation of the second paper to the first."""
    return PaperRelation.model_validate(
        {"from": "second", "to": "first", "kind": "refines", "quote": "We refine Cut.", **fields}
    )


def made(*papers: Paper, relations: tuple[PaperRelation, ...] = ()) -> Survey:
    return survey(*papers, relations=relations, vocabulary={"methods": WORKS})


def found(subject: Survey) -> list[tuple[str, str, str, str]]:
    """Each relation with its words as they are."""
    relations = find_relations(subject, lambda _, text: (Plain(text),))
    return [
        (one.source, one.kind, one.to, "".join(p.text for p in one.quote if isinstance(p, Plain))) for one in relations
    ]


FIRST, SECOND = paper("first"), paper("second", abstract="Much is cut. We refine Cut. It grows.")


def test_what_curators_have_read_is_shown_with_its_words() -> None:
    assert found(made(FIRST, SECOND, relations=(related(),))) == [("second", "refines", "first", "We refine Cut.")]


def test_a_term_that_another_paper_introduced_is_a_naming_with_the_sentence_that_names_it() -> None:
    naming = SECOND.model_copy(update={"fields": {"methods": ("Cut", "Grow", "Gone", "Other")}})
    assert found(made(FIRST, naming)) == [("second", "names", "first", "We refine Cut.")]


def test_a_naming_is_not_said_of_papers_whose_relation_was_read_nor_of_a_paper_itself() -> None:
    naming = SECOND.model_copy(update={"fields": {"methods": ("Cut",)}})
    own = FIRST.model_copy(update={"fields": {"methods": ("Cut",)}})
    assert [kind for _, kind, _, _ in found(made(own, naming, relations=(related(),)))] == ["refines"]


def test_what_is_excluded_or_missing_is_related_to_nothing() -> None:
    excluded = FIRST.model_copy(update={"status": "excluded"})
    naming = SECOND.model_copy(update={"fields": {"methods": ("Cut",)}})
    assert found(made(excluded, naming, relations=(related(), related(to="nowhere"), related(to="second")))) == []


def test_a_paper_has_the_relations_that_it_has_a_part_in() -> None:
    (one,) = find_relations(made(FIRST, SECOND, relations=(related(),)), lambda *_: ())
    assert relations_by_paper([one]) == {"first": (one,), "second": (one,)}


@pytest.mark.parametrize(
    ("abstract", "sentence"),
    [
        ("Much is cut. Unlike Cut, it grows! We win.", "Unlike Cut, it grows!"),
        ("It beats CUT-1 (by far).", "It beats CUT-1 (by far)."),
        ("Cutting is old. Cut-2 is not it.", "Second: a paper on Cut"),
        ("Cuts only.", "Second: a paper on Cut"),
    ],
)
def test_the_first_sentence_with_the_name_is_found_and_else_the_title(abstract: str, sentence: str) -> None:
    named = paper("second", title="Second: a paper on Cut", abstract=abstract)
    expected = sentence if "Cut-2" not in abstract else "Cut-2 is not it."
    assert naming_sentence(named, ("Cut", "CUT-1")) == expected


def test_a_name_that_is_nowhere_has_no_sentence() -> None:
    assert naming_sentence(paper("second", abstract="It is cut."), ("Cut",)) is None


@given(st.text(max_size=200), st.text(min_size=1, max_size=8))
def test_any_sentence_found_is_of_the_paper(text: str, name: str) -> None:
    subject = paper("a", abstract=text)
    sentence = naming_sentence(subject, (name,))
    assert sentence is None or (name in sentence and (sentence in " ".join(text.split()) or sentence == subject.title))
