"""Pages of topics and areas: what they say in Markdown, and what the theme shows around it."""

import re
from html import unescape
from typing import Any

import pytest
from livingsurvey.model import Claim, StartHere, Survey, Term, Topic
from mkdocs.utils.meta import get_data

from tests.builders import claim as claim_of
from tests.builders import paper, survey, topic
from tests.site.engines import Parsed
from tests.site.evidenced import found, holding, surveyed
from tests.site.samples import rendered, small
from tests.theme.frames import FRAMES, Frame, article, jinja_frame, shown

KINDS = {"kinds": tuple(Term(id=name, name=f"{name} paper", definition="D.") for name in ("method", "tool"))}
KINDS["kinds"] += (Term(id="review", name="review", definition="D.", overview=True),)
STARTS = (StartHere(key="a", why="It *began* this."), StartHere(key="ghost", why="No paper."))


def made(*papers: Any, **fields: Any) -> Survey:
    """A survey of one topic in an area, with another beside it."""
    subject = Topic(**{"key": "topic", "title": "The Topic", "parent": "area", "summary": "What it is.", **fields})
    topics = (topic("area", prose="All of it."), subject, topic("other", "area"))
    placed = papers or (paper("a", title="Alpha", topics=("topic",)),)
    return survey(*placed, topics=topics, vocabulary=KINDS)


def page_of(subject: Survey, key: str = "topic", frame: Frame = jinja_frame) -> str:
    """A topic's page as its reader gets it."""
    return article(shown(subject, f"topics/{key}.md", frame))


def markdown_of(subject: Survey, path: str = "topics/topic.md") -> tuple[str, dict[str, Any]]:
    """The page's Markdown and its front matter."""
    body, meta = get_data(rendered(subject)[path])
    return body, meta


def test_a_topic_is_markdown_that_a_person_could_have_written() -> None:
    body, _ = markdown_of(made(start_here=STARTS, next_door="Others are elsewhere.", prose="A *story*."))
    assert body.strip() == (
        "# The Topic\n\nWhat it is.\n{ .lead }\n\nOthers are elsewhere.\n{ .next-door }\n\n"
        "## Start here\n\n1. [Alpha](../papers/a.md) — It \\*began\\* this.\n\n"
        "## Overview { #overview }\n\nA *story*."
    )


@pytest.mark.parametrize("frame", FRAMES)
def test_counts_are_below_the_first_lines_and_the_tables_below_the_text(frame: Frame) -> None:
    alpha = paper("a", title="Alpha", topics=("topic",), kind="review")
    html = page_of(made(alpha, start_here=STARTS, next_door="Elsewhere.", prose="A story."), frame=frame)
    order = [
        "The Topic</h1>",
        "What it is.",
        "Elsewhere.",
        "1 paper",
        "Explore this paper",
        "Export",
        "Start here",
        "At a glance",
        "Overview",
        "A story.",
        "All papers of",
    ]
    places = [html.index(text) for text in order]
    assert places == sorted(places)


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("prose", ["1. one\n2. two", "## A heading\n\nText.", "- [x](about.md)", ""])
def test_all_of_the_text_is_shown_whatever_it_begins_with(prose: str, frame: Frame) -> None:
    html = page_of(made(prose=prose), frame=frame)
    assert Parsed(html).text.count("What it is.") == 1
    assert all(word in html for word in re.findall(r"[A-Za-z]{3,}", prose.replace("about.md", "")))


def test_what_to_read_first_is_named_by_present_and_former_keys() -> None:
    known = paper("a", title="Alpha", topics=("topic",), aliases=("old", "older"))
    html = page_of(made(known, start_here=STARTS))
    assert '<p class="progress"></p>\n<ol class="path" data-keys="a">' in html
    assert '<span data-key="a" data-aliases="old older" hidden></span>' in html


def test_a_topic_that_says_nothing_to_read_first_has_no_path() -> None:
    assert 'class="path"' not in page_of(made(prose="1. one"))


def test_counts_of_terms_lead_to_their_papers() -> None:
    papers = [paper(f"p{n}", topics=("topic",), kind=kind) for n, kind in enumerate(["tool", "method", "tool", None])]
    html = page_of(made(*papers))
    counts = re.search(r'<p class="counts">(.*?)</p>', html)
    assert counts is not None
    assert Parsed(counts[1]).text == "4 papers: tool paper 2, method paper 1"
    assert 'href="../explore.html?topic=topic&amp;kind=tool"' in counts[1]


def test_topics_that_share_papers_are_related() -> None:
    papers = (paper("a", topics=("topic", "other")), paper("b", topics=("other", "topic", "ghost")))
    _, meta = markdown_of(made(*papers))
    assert meta["related"] == [{"label": "Other", "url": "../topics/other.html", "count": 2}]
    assert "Related topics" not in page_of(made())


def test_files_to_export_are_offered_in_every_format() -> None:
    html = page_of(made())
    assert re.findall(r'href="\.\./(data/topics/topic\.[\w.]+)" download', html) == [
        f"data/topics/topic.{end}" for end in ("bib", "biblatex.bib", "ris", "csl.json", "csv", "md.txt")
    ]


def test_a_topic_without_papers_says_so_and_has_no_tables() -> None:
    html = page_of(made(), "other")
    assert "0 papers" in html
    assert "<table" not in html
    assert "All papers of this topic" not in html


def test_references_are_the_papers_that_the_prose_cites_with_formulas() -> None:
    cited = paper(
        "a", title="H_2O: A cache", authors=("Ada Lovelace",), arxiv="2405.00001", venue="ICML", topics=("topic",)
    )
    html = page_of(made(cited, prose="See [@a]."))
    section = re.search(r'<section class="references".*?</section>', html, re.DOTALL)
    assert section is not None
    assert "<em>H<sub>2</sub>O: A cache</em>" in section[0]
    assert "Ada Lovelace. H2O: A cache. ICML. arXiv:2405.00001" in " ".join(Parsed(section[0]).text.split())


def test_an_area_lists_its_topics_in_markdown_and_has_no_table_of_papers() -> None:
    body, meta = markdown_of(made(start_here=STARTS), "topics/area.md")
    assert "| [The Topic](../topics/topic.md) | What it is. | 1 |" in body
    assert meta["reading_paths"] == [{"url": "topic.html", "keys": ["a"]}]
    assert "papers" not in meta


def test_the_list_of_topics_has_all_by_area() -> None:
    body, meta = markdown_of(small(), "topics/index.md")
    assert re.findall(r"^## \[(.*?)\]", body, re.MULTILINE) == ["Serving"]
    assert re.findall(r"^\| \[(.*?)\]", body, re.MULTILINE) == ["Caches", "Batching"]
    assert meta["reading_paths"] == [{"url": "caches.html", "keys": ["full-paper"]}]


@pytest.mark.parametrize("frame", FRAMES)
def test_paths_are_hidden_until_a_script_puts_them_beside_their_topics(frame: Frame) -> None:
    html = article(shown(small(), "topics/index.md", frame))
    assert '<span data-path="full-paper" data-topic="caches.html" hidden></span>' in html
    assert 'href="../topics/caches.md"' in html


def test_without_topics_the_list_says_where_they_are_written() -> None:
    assert "content/topics" in markdown_of(survey(), "topics/index.md")[0]


def claim(measure: str = "latency") -> Claim:
    """A claim of half as much."""
    return claim_of(quote="Half.", measure=measure, change={"form": "change", "value": -50, "unit": "%"})


def facts_of(subject: Survey) -> dict[str, str]:
    """What the page says at a glance, by its labels, as text."""
    pairs = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page_of(subject), re.DOTALL)
    return {label: Parsed(value).text for label, value in pairs}


def test_at_a_glance_are_overviews_people_what_is_named_and_what_is_reported() -> None:
    authors = ("Ada Lovelace", "Alan Turing")
    papers = (
        paper("a", title="Alpha", topics=("topic",), kind="review", authors=authors, methods=("eviction",)),
        paper("b", topics=("topic",), authors=authors[:1], methods=("eviction", "reuse"), claims=(claim(),)),
    )
    assert facts_of(made(*papers)) == {
        "Surveys and reviews": "Alpha",
        "People": "Ada Lovelace 2",
        "Methods": "eviction 2",
        "Reported results": "latency 1",
    }


def test_what_only_one_paper_has_is_not_named() -> None:
    assert facts_of(made(paper("a", topics=("topic",), authors=("Ada Lovelace",), methods=("eviction",)))) == {}


def test_papers_are_explored_compared_and_followed_from_the_head() -> None:
    papers = [paper(f"p{n}", topics=("topic",)) for n in range(12)]
    starts = (StartHere(key="p11", why="First."),)
    _, meta = markdown_of(made(*papers, start_here=starts))
    assert meta["explore"] == {"label": "Explore these 12", "url": "../explore.html?topic=topic"}
    address = meta["compare"]["url"]
    assert address.startswith("../compare.html#papers=p11,p")  # what to read first comes first
    assert address.count(",") == 7
    assert "compare" not in markdown_of(made())[1]  # one paper alone


def test_results_of_the_topics_own_measure_come_first() -> None:
    claims = [claim(measure=measure) for measure in ("latency", "memory", "memory")]
    _, meta = markdown_of(made(paper("a", topics=("topic",), claims=tuple(claims))))
    assert [row["group"] for row in meta["results"]] == ["memory", "memory", "latency"]


@pytest.mark.parametrize("frame", FRAMES)
def test_the_outline_has_every_section_in_its_order(frame: Frame) -> None:
    papers = [
        paper(f"p{n}", topics=("topic", "other"), kind="review", published=f"202{n}-05", claims=(claim(),))
        for n in range(2)
    ]
    html = shown(made(*papers, start_here=(StartHere(key="p0", why="W."),), prose="Text.\n\n## More\n\nText."),
                 "topics/topic.md", frame)  # fmt: skip
    outline = re.search(r'<nav class="outline".*?</nav>', html, re.DOTALL)
    assert outline
    found = re.findall(r'<a href="#([\w-]+)">', outline[0])
    assert found == re.findall(r'<h2 id="([\w-]+)"', article(html))[: len(found)]
    after = ["key-numbers", "timeline", "results", "papers", "related-topics"]
    assert found == ["start-here", "glance", "overview", "more", *after]


def test_an_area_is_drawn_with_its_topics_and_what_their_papers_name() -> None:
    papers = [paper(f"p{n}", topics=("topic",), methods=("eviction",), published="2024") for n in range(3)]
    html = page_of(made(*papers), "area")
    figure = re.search(r'<figure class="taxonomy">.*?</figure>', html, re.DOTALL)
    assert figure
    text = " ".join(Parsed(figure[0]).text.split())
    assert "Area The Topic 3 papers eviction 3" in text
    assert "Other 0 papers" in text
    assert [lane["name"]["label"] for lane in markdown_of(made(*papers), "topics/area.md")[1]["timeline"]["lanes"]] == [
        "The Topic",
        "Other",
    ]


@pytest.mark.parametrize("frame", FRAMES)
def test_key_numbers_are_between_text_and_timeline(frame: Frame) -> None:
    given = surveyed(
        holding("a", found(value=2, against="a net", way="dived")), holding("b", found(value=5, bound="up to"))
    )
    html = article(shown(given, "topics/caches.md", frame))
    order = [
        "Key numbers</h2>",
        "2–5×",
        "exact:\u00a01, at most:\u00a01",
        "2 papers",
        "baseline: a net",
        'id="timeline"',
    ]
    html = unescape(html[html.index("Key numbers</h2>") :])
    assert [html.index(part) for part in order] == sorted(html.index(part) for part in order)
    assert 'href="../papers/a.html#claim-1"' in html
    assert 'href="../results.html#topic=caches&measure=memory&form=factor"' in html
    assert "Way: dived for" in html


def test_a_topic_whose_results_do_not_compare_has_no_key_numbers() -> None:
    given = surveyed(holding("a", found()), holding("b", found("latency")))
    assert "key-numbers" not in shown(given, "topics/caches.md", jinja_frame)
