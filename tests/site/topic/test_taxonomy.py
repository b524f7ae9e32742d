"""The figure of an area: every paper is in it by name, nothing leaves the drawing, and the list says the same."""

import re
from html import unescape
from itertools import pairwise
from typing import Any

import pytest
from livingsurvey.analysis import derive
from livingsurvey.model import Paper, Survey, Term
from livingsurvey.site.renderer import Renderer
from livingsurvey.site.topic.taxonomy import taxonomy

from tests.builders import SETTINGS, paper, survey, topic
from tests.theme.frames import FRAMES, Frame, article, shown

TERMS = {
    "kinds": tuple(Term(id=name, name=name.title(), definition=f"All {name}s.") for name in ("method", "tool")),
    "methods": tuple(Term(id=name.lower(), name=name, definition="D.") for name in ("Cut", "Grow")),
}


def placed(key: str, **fields: Any) -> Paper:
    return paper(key, topics=("topic",), **fields)


def made(*papers: Paper, levels: tuple[str, ...] = ("kind", "methods")) -> Survey:
    settings = SETTINGS.model_copy(update={"taxonomy": levels})
    return survey(*papers, topics=(topic("area"), topic("topic", "area")), vocabulary=TERMS, settings=settings)


def tree(subject: Survey) -> dict[str, Any]:
    """The figure of the area; empty where there is none."""
    renderer = Renderer(subject, derive(subject))
    found: dict[str, Any] = taxonomy(renderer, subject.topic["area"], subject.papers_of["area"]).get("tree", {})
    return found


def names(branches: list[dict[str, Any]]) -> dict[str, Any]:
    """The list as nested names."""
    return {
        f"{one['label']} {one['count']}": names(one["branches"])
        if "branches" in one
        else [p["label"] for p in one["papers"]]
        for one in branches
    }


ALPHA = placed("a", title="Alpha: a first", kind="tool", methods=("Cut", "Grow"))


def test_a_paper_with_several_values_is_in_each_branch() -> None:
    figure = tree(made(ALPHA, placed("b", title="Beta: b")))
    assert names(figure["branches"]) == {
        "Tool 1": {"Cut 1": ["Alpha"], "Grow 1": ["Alpha"]},
        "not stated 1": {"not stated 1": ["Beta"]},
    }
    assert [head["label"] for head in figure["heads"]] == ["Kind", "Method", "Papers"]
    assert figure["caption"].startswith("Papers on Area, by kind, method. A paper with several values")


def test_a_branch_leads_to_its_papers_as_far_as_explore_can_narrow_to_them() -> None:
    figure = tree(made(ALPHA, placed("b", title="Beta: b", methods=("Cut",))))
    urls = {node["label"]: node.get("url") for node in figure["nodes"]}
    assert urls["Tool"] == "../explore.html?area=area&kind=tool"
    assert urls["Grow"] == "../explore.html?area=area&kind=tool&method=grow"
    assert urls["not stated"] is None
    assert figure["branches"][1]["branches"][0].get("url") is None


@pytest.mark.parametrize("subject", [made(ALPHA, levels=()), made(ALPHA, levels=("ghost",)), made()])
def test_without_levels_or_papers_there_is_no_figure(subject: Survey) -> None:
    assert tree(subject) == {}


def test_everything_is_within_the_drawing_and_rows_do_not_overlap() -> None:
    papers = [
        placed(
            f"p{n}",
            title=f"{'Long ' * (n % 3)}Name{n}: x",
            kind=("tool", "method")[n % 2],
            methods=("Cut", "Grow")[: n % 3],
        )
        for n in range(60)
    ]
    figure = tree(made(*papers))
    assert all(0 < row["y"] < figure["height"] for row in (*figure["rows"], *figure["nodes"]))
    lines = [row["y"] for row in figure["rows"]]
    assert all(after - before >= 16 for before, after in pairwise(lines))
    wide = [sum(6.3 * (len(one["label"]) + 3) for one in row["papers"]) for row in figure["rows"]]
    assert all(row["x"] + width <= figure["width"] + 6.3 * 12 for row, width in zip(figure["rows"], wide, strict=True))
    assert any(one["label"].endswith(" more") for row in figure["rows"] for one in row["papers"])
    listed = {p["label"] for one in figure["branches"] for leaf in one["branches"] for p in leaf["papers"]}
    assert len(listed) == 60


def test_a_figure_has_forty_rows_at_most_and_says_what_it_takes_together() -> None:
    papers = [placed(f"p{n}", kind=f"kind-{n % 50}") for n in range(60)]
    figure = tree(made(*papers, levels=("kind",)))
    assert len(figure["rows"]) == 40
    assert figure["nodes"][-1]["label"] == "11 smaller groups"
    assert figure["caption"].endswith("The smallest groups are taken together.")


@pytest.mark.parametrize("frame", FRAMES)
def test_the_page_of_an_area_shows_it_in_place_of_the_list_of_topics(frame: Frame) -> None:
    subject = made(ALPHA, placed("b", title="<b>Beta</b>: b"))
    html = article(shown(subject, "topics/area.md", frame))
    figure = re.search(r'<figure class="tree-figure">.*?</figure>', html, re.DOTALL)
    assert figure and "<b>" not in figure[0]
    assert '<figure class="taxonomy">' not in html
    assert '<a href="../papers/a.html"><title>Alpha: a first</title>Alpha</a>' in unescape(figure[0])
    drawing, listed = unescape(figure[0]).split('<div class="tree-list"')
    for part in (drawing, listed):
        assert (">Cut</a>" in part and "<b>Beta</b>" in part and "All tools." in part) or part is listed
    assert '<figure class="taxonomy">' in article(shown(made(ALPHA, levels=()), "topics/area.md", frame))
