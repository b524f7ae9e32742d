"""Papers as a tree: every value of a paper, in the order of vocabularies, and no more leaves than there is room for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.analysis.branches import Branch, folded, grow, tree_levels
from livingsurvey.model import Paper, Survey, Term

from tests.builders import FIELDS, SETTINGS, claim, paper, survey

TERMS = {
    "kinds": tuple(Term(id=name, name=name.title(), definition="D.") for name in ("theory", "method", "tool")),
    "methods": tuple(Term(id=name.lower(), name=name, definition="D.") for name in ("Cut", "Grow")),
    "measures": (
        Term(id="time", name="time", definition="D.", better="less"),
        Term(id="score", name="score", definition="D.", better="more"),
    ),
}
LEVELS = {field.id: field for field in FIELDS.fields}


def claimed(measure: str, **change: object) -> dict[str, object]:
    """A claim by what it measures."""
    figure = {"form": "factor", "value": 2, "unit": "×", **change}
    return {"quote": "It is 2 times better.", "measure": measure, "change": figure}


def made(*papers: Paper, **settings: object) -> Survey:
    return survey(*papers, vocabulary=TERMS, settings=SETTINGS.model_copy(update=settings))


def outline(branches: tuple[Branch, ...]) -> dict[str, object]:
    """The tree as nested names; a leaf has the keys of its papers."""
    name = lambda branch: f"+{branch.folded}" if branch.folded else str(branch.value)  # noqa: E731
    return {name(b): outline(b.branches) if b.branches else [paper.key for paper in b.papers] for b in branches}


def test_levels_are_the_fields_with_terms_that_the_survey_names_and_any_paper_has() -> None:
    subject = made(taxonomy=("measure", "ghost", "evidence", "kind", "methods"))
    papers = (paper("a", kind="tool", evidence="The abstract of a"), paper("b", claims=(claimed("time"),)))
    assert [field.id for field in tree_levels(subject, papers)] == ["measure", "kind"]
    assert [field.id for field in tree_levels(subject, papers[:1])] == ["kind"]
    assert tree_levels(subject, ()) == ()


def test_branches_are_in_the_order_of_the_vocabulary_and_what_is_not_stated_is_last() -> None:
    papers = (
        paper("a", kind="tool", methods=("Cut", "Grow")),
        paper("b", kind="theory", methods="not stated"),
        paper("c", kind="own"),
        paper("d"),
    )
    tree = grow(made(*papers), papers, (LEVELS["kind"], LEVELS["methods"]))
    assert outline(tree) == {
        "theory": {"None": ["b"]},
        "tool": {"cut": ["a"], "grow": ["a"]},
        "own": {"None": ["c"]},
        "None": {"None": ["d"]},
    }


def test_of_results_only_costs_count_that_got_no_worse() -> None:
    papers = (
        paper("a", claims=(claimed("time"), claimed("score"))),
        paper("b", claims=(claimed("time", direction="more"),)),
        paper("c", claims=(claimed("score"),)),
        paper("d", claims=(claimed("time", form="level", unit="s"),)),
    )
    subject = made(*papers, costs={"measure": ("time",)})
    assert outline(grow(subject, papers, (LEVELS["measure"],))) == {"time": ["a", "d"], "None": ["b", "c"]}
    every = outline(grow(made(*papers), papers, (LEVELS["measure"],)))
    assert every == {"time": ["a", "d"], "score": ["a", "c"], "None": ["b"]}


def test_small_leaves_of_a_branch_become_one() -> None:
    papers = (
        *(paper(f"a{n}", kind="tool", methods=("Cut",)) for n in range(3)),
        paper("b", kind="tool", methods=("Grow",)),
        paper("c", kind="tool"),
        paper("d", kind="theory"),
    )
    tree = grow(made(*papers), papers, (LEVELS["kind"], LEVELS["methods"]))
    assert folded(tree, 4) == tree
    assert outline(folded(tree, 3)) == {
        "theory": {"None": ["d"]},
        "tool": {"cut": ["a0", "a1", "a2"], "+2": ["b", "c"]},
    }


def test_more_branches_than_leaves_may_be_are_one_at_the_end() -> None:
    papers = tuple(paper(f"p{n}", kind=f"kind-{n}") for n in range(6))
    tree = grow(made(*papers), papers, (LEVELS["kind"],))
    assert outline(folded(tree, 3)) == {"kind-0": ["p0"], "kind-1": ["p1"], "+4": ["p2", "p3", "p4", "p5"]}


PAPERS = st.lists(
    st.tuples(
        st.sampled_from([None, "theory", "method", "tool"]),
        st.lists(st.sampled_from(["Cut", "Grow", "Other"]), max_size=3),
    ),
    max_size=12,
)


@given(PAPERS, st.integers(1, 8))
def test_no_paper_is_lost_and_no_tree_too_large(given_papers: list[tuple[str | None, list[str]]], most: int) -> None:
    papers = tuple(paper(f"p{n}", kind=k, methods=tuple(names)) for n, (k, names) in enumerate(given_papers))
    tree = grow(made(*papers), papers, (LEVELS["kind"], LEVELS["methods"]))
    for shown in (tree, folded(tree, most)):
        leaves = [leaf for branch in shown for leaf in branch.leaves]
        assert {one.key for leaf in leaves for one in leaf.papers} == {one.key for one in papers}
        assert all(len({one.key for one in leaf.papers}) == len(leaf.papers) for leaf in leaves)
    assert sum(len(branch.leaves) for branch in folded(tree, most)) <= max(most, 1)


@pytest.mark.parametrize("levels", [(), (LEVELS["kind"],)])
def test_of_no_papers_there_is_no_tree(levels: tuple[object, ...]) -> None:
    assert grow(made(), (), levels) == ()  # type: ignore[arg-type]


def test_values_of_one_result_belong_together() -> None:
    one = paper("a", claims=(claim(**claimed("time")), claim(**claimed("score"))), methods=("Cut",))
    tree = grow(made(one), (one,), (LEVELS["measure"], LEVELS["methods"]))
    assert outline(tree) == {"time": {"cut": ["a"]}, "score": {"cut": ["a"]}}
