"""The drawing of who compares with whom: who is in it, where, and how few lines cross."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.site.works.compared_figure import PAPERS, WORKS, draw

KEYS = st.text("abcdefgh", min_size=1, max_size=2)


def test_works_and_papers_are_joined() -> None:
    drawing = draw({"x": ["a", "b"], "y": ["b"]})
    assert drawing
    assert [(edge.work, edge.paper) for edge in drawing.edges] == [("x", "a"), ("x", "b"), ("y", "b")]
    assert [placed.key for placed in drawing.works] == ["x", "y"]
    assert [placed.key for placed in drawing.papers] == ["a", "b"]


def test_nothing_is_drawn_where_nobody_names_two() -> None:
    assert draw({"x": ["a"], "y": ["b"]}) is None
    assert draw({}) is None


def test_what_is_joined_is_put_side_by_side() -> None:
    named = {"x": ["a", "b"], "y": ["c", "d"], "z": ["b", "a"]}
    drawing = draw(named)
    assert drawing
    order = [placed.key for placed in drawing.works]
    assert abs(order.index("x") - order.index("z")) == 1


def test_of_many_the_first_works_and_the_papers_that_name_most_are_drawn() -> None:
    many = {f"w{n}": [f"p{n}-{m}" for m in range(9)] + ["all"] for n in range(3 * WORKS)}
    drawing = draw(many)
    assert drawing
    assert len(drawing.works) == WORKS
    assert len(drawing.papers) == PAPERS
    assert "all" in {placed.key for placed in drawing.papers}
    assert {edge.work for edge in drawing.edges} <= {f"w{n}" for n in range(WORKS)}


@given(st.dictionaries(KEYS, st.lists(KEYS, unique=True, max_size=6), max_size=8))
def test_every_line_is_between_two_that_are_drawn_and_no_two_share_a_place(named: dict[str, list[str]]) -> None:
    drawing = draw(named)
    if drawing is None:
        return
    assert drawing == draw(named)
    works, papers = ({placed.key for placed in side} for side in (drawing.works, drawing.papers))
    assert all(edge.work in works and edge.paper in papers for edge in drawing.edges)
    assert {edge.work for edge in drawing.edges} == works
    assert {edge.paper for edge in drawing.edges} == papers
    for side in (drawing.works, drawing.papers):
        assert all(abs(one.y - other.y) >= 14 for one, other in combinations(side, 2))
        assert all(0 < placed.y < drawing.height for placed in side)
