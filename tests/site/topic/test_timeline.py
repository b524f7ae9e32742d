"""Papers in time: in the lanes that most share, at their dates, with every year and every name that fits."""

import re
from html import unescape
from typing import Any

import pytest
from livingsurvey.analysis import derive
from livingsurvey.model import Paper, Survey, Term
from livingsurvey.site.page_links import PageLink
from livingsurvey.site.renderer import Renderer
from livingsurvey.site.topic.timeline import Lane, lanes_timeline, topic_timeline

from tests.builders import paper, survey, topic
from tests.site.engines import Parsed
from tests.theme.frames import FRAMES, Frame, article, shown

KINDS = {"kinds": tuple(Term(id=name, name=f"{name} paper", definition="D.") for name in ("method", "tool"))}


def placed(key: str, published: str | None = "2024-03", **fields: Any) -> Paper:
    """A paper of the topic."""
    return paper(key, topics=("topic",), published=published, **fields)


def made(*papers: Paper) -> Survey:
    return survey(*papers, topics=(topic("area"), topic("topic", "area")), vocabulary=KINDS)


def timeline(*papers: Paper) -> dict[str, Any]:
    """The timeline of the topic; empty where there is none."""
    subject = made(*papers)
    data = topic_timeline(Renderer(subject, derive(subject)), subject.topic["topic"], subject.papers_of["topic"])
    found: dict[str, Any] = data.get("timeline", {})
    return found


def lanes(figure: dict[str, Any]) -> dict[str, list[str]]:
    """The names in each lane."""
    return {lane["name"]["label"]: [mark["label"] for mark in lane["marks"]] for lane in figure["lanes"]}


def named(key: str, *methods: str, **fields: Any) -> Paper:
    return placed(key, title=f"{key.title()}: about it", methods=methods, **fields)


def test_a_paper_is_in_the_lane_that_most_share() -> None:
    papers = [named("a", "cut", "grow"), named("b", "cut"), named("c", "cut"), named("d", "grow"), named("e", "grow")]
    assert lanes(timeline(*papers, named("f", "rare"))) == {
        "cut": ["A", "B", "C"],
        "grow": ["D", "E"],
        "Others": ["F"],
    }


def test_where_less_than_half_share_a_term_lanes_are_what_is_said_first_of_a_paper() -> None:
    papers = [
        named("a", "cut", kind="method"),
        named("b", "cut", kind="tool"),
        *(named(k, kind="tool") for k in "cdef"),
    ]
    assert lanes(timeline(*papers)) == {"tool paper": ["B", "C", "D", "E", "F"], "method paper": ["A"]}


def test_where_nothing_divides_them_there_is_one_lane() -> None:
    assert lanes(timeline(named("a"), named("b"))) == {"All papers": ["A", "B"]}


@pytest.mark.parametrize("papers", [[], [placed("a")], [placed("a"), placed("b", None)]])
def test_of_less_than_two_dated_papers_there_is_nothing_to_see(papers: list[Paper]) -> None:
    assert timeline(*papers) == {}


def test_years_without_papers_are_counted_and_the_running_one_is_marked() -> None:
    figure = timeline(placed("a", "2021"), placed("b", "2024-06"))
    assert [(year["label"], year["count"], year.get("running")) for year in figure["years"]] == [
        ("2021", 1, None),
        ("2022", 0, None),
        ("2023", 0, None),
        ("2024", 1, True),
    ]
    assert figure["caption"].endswith("2024 is not over.")
    assert not timeline(placed("a", "2021"), placed("b", "2024-12"))["years"][-1]["running"]


def test_older_papers_share_the_first_year_and_undated_ones_are_counted() -> None:
    figure = timeline(placed("a", "1998-02"), placed("b", "2001"), placed("c", "2024-12"), placed("d", None))
    assert len(figure["years"]) == 10
    assert (figure["years"][0]["label"], figure["years"][0]["count"]) == ("–2015", 2)
    assert "1 paper without a date is not drawn." in figure["caption"]


def test_names_overlap_neither_each_other_nor_the_edges() -> None:
    papers = [named(f"paper{n:02}", published=f"20{20 + n % 5}-{1 + n % 12:02}") for n in range(40)]
    figure = timeline(*papers)
    spans: dict[int, list[tuple[float, float]]] = {}
    for mark in figure["lanes"][0]["marks"]:
        wide = 6.1 * len(mark["label"]) + 8
        left, right = (mark["x"] - wide, mark["x"]) if mark["before"] else (mark["x"], mark["x"] + wide)
        assert left >= 0
        assert right <= figure["width"]
        assert all(right <= other or left >= end for other, end in spans.setdefault(mark["y"], []))
        spans[mark["y"]].append((left, right))
    assert max(spans) < figure["height"]


def test_a_name_that_fits_nowhere_has_a_row_of_its_own() -> None:
    long = placed("long", title="W" * 300 + ": x", published="2024-06")
    (mark,) = [mark for mark in timeline(long, placed("b", "2024-06"))["lanes"][0]["marks"] if "W" in mark["label"]]
    assert len(mark["label"]) <= 28


@pytest.mark.parametrize(("count", "by_name"), [(150, True), (151, False)])
def test_very_many_papers_are_drawn_in_numbers(count: int, by_name: bool) -> None:
    methods = (("cut",), ("cut", "grow"), ("grow",))
    figure = timeline(*(named(f"p{n}", *methods[n % 3], published=f"202{n % 2}") for n in range(count)))
    lanes = {lane["name"]["label"]: lane["marks"] for lane in figure["lanes"]}
    if by_name:
        assert {name: len(marks) for name, marks in lanes.items()} == {"cut": 100, "grow": 50}
        assert "is in the one of most papers." in figure["caption"]
    else:  # where a number leads to, there are as many
        assert {name: [mark["count"] for mark in marks] for name, marks in lanes.items()} == {
            "cut": [51, 50],
            "grow": [50, 50],
        }
        assert lanes["cut"][0]["url"] == "../explore.html?topic=topic&method=cut&year=2020"
        assert "a paper with several counts in each." in figure["caption"]


def test_many_lanes_together_are_drawn_in_numbers_with_zeros() -> None:
    subject = made(placed("a", "2022"), placed("b", "2024-12"), placed("c", "2024-12"))
    papers = subject.papers_of["topic"]
    every = [Lane(PageLink("One", "x.html"), papers, {"topic": "topic"}), Lane(PageLink("None"), (), {"topic": "none"})]
    figure = lanes_timeline(Renderer(subject, derive(subject)), every, "Caption.", up="")["timeline"]
    first, second = ([mark["count"] for mark in lane["marks"]] for lane in figure["lanes"])
    assert (first, second) == ([1, 0, 2], [0, 0, 0])
    marks = figure["lanes"][0]["marks"]
    assert marks[2]["url"] == "explore.html?topic=topic&year=2024"
    assert marks[2]["r"] > marks[0]["r"]
    assert "r" not in marks[1]


@pytest.mark.parametrize(
    ("name", "left"), [("Short", 200), ("Speculative and parallel decoding", 237), ("W" * 90, 320)]
)
def test_names_of_lanes_have_the_room_that_the_longest_needs(name: str, left: int) -> None:
    subject = made(placed("a", "2022"), placed("b", "2024-12"))
    every = [Lane(PageLink(name, "x.html"), subject.papers_of["topic"], {}), Lane(PageLink("None"), (), {})]
    figure = lanes_timeline(Renderer(subject, derive(subject)), every, "Caption.", up="")["timeline"]
    assert figure["years"][0]["x"] == left


@pytest.mark.parametrize("frame", FRAMES)
def test_the_drawing_says_everything_in_words(frame: Frame) -> None:
    subject = made(placed("a", "2023", title="Alpha: a <b>first</b>"), placed("b", "2024-12", kind="tool"))
    html = article(shown(subject, "topics/topic.md", frame))
    figure = re.search(r'<figure class="timeline-figure.*?</figure>', html, re.DOTALL)
    assert figure
    assert "<b>" not in figure[0]
    assert '<a href="../papers/a.html"><title>Alpha: a <b>first</b> (2023)</title>' in unescape(figure[0])
    assert "1 paper" in Parsed(figure[0]).text
    area = unescape(article(shown(subject, "topics/area.md", frame)))
    assert "<title>Topic, 2023: 1 paper</title>" in area
    assert 'href="../explore.html?topic=topic&year=2023"' in area
