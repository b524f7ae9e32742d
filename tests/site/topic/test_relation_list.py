"""What papers say of each other: arrows within a timeline, a list below it, and lines on the papers' pages."""

import re
from html import unescape
from typing import Any

import pytest
from livingsurvey.analysis import derive
from livingsurvey.model import PaperRelation, Survey, Term
from livingsurvey.site.renderer import Renderer
from livingsurvey.site.topic.relation_list import relation_list
from livingsurvey.site.topic.timeline import topic_timeline
from mkdocs.utils.meta import get_data

from tests.builders import paper, survey, topic
from tests.site.samples import rendered
from tests.theme.frames import FRAMES, Frame, article, shown

WORKS = {"methods": (Term(id="alpha", name="Alpha", definition="D.", paper="a"),)}


def said(source: str, to: str, kind: str = "refines", quote: str = "") -> PaperRelation:
    return PaperRelation.model_validate(
        {"from": source, "to": to, "kind": kind, "quote": quote or f"<b>{source}</b> says."}
    )


def made(*relations: PaperRelation, **fields: Any) -> Survey:
    """Two papers of a topic and one of another."""
    papers = (
        paper("a", title="Alpha: first", topics=("topic",), published="2023-01"),
        paper("b", title="Beta: second", topics=("topic",), published="2024-06", **fields),
        paper("c", title="Gamma: third", topics=("other",), published="2024-12"),
    )
    topics = (topic("area"), topic("topic", "area"), topic("other", "area"))
    return survey(*papers, topics=topics, relations=relations, vocabulary=WORKS)


def timeline(subject: Survey) -> dict[str, Any]:
    renderer, papers = Renderer(subject, derive(subject)), subject.papers_of["topic"]
    found: dict[str, Any] = topic_timeline(renderer, subject.topic["topic"], papers)["timeline"]
    return found


def listed(subject: Survey, key: str = "topic") -> dict[str, list[str]]:
    """The lines of both lists."""
    data = relation_list(Renderer(subject, derive(subject)), subject.papers_of[key])
    line = lambda row: f"{row['id']} {row['source']['label']} {row['verb']} {row['to']['label']}"  # noqa: E731
    return {name: [line(row) for row in rows] for name, rows in data.items()}


def test_without_relations_there_is_nothing() -> None:
    assert listed(made()) == {"relations": [], "namings": []}
    assert "arrows" not in timeline(made())
    assert "relation" not in article(shown(made(), "topics/topic.md", FRAMES[0]))


def test_papers_of_one_topic_have_an_arrow_and_those_of_several_a_line_in_each_list() -> None:
    subject = made(said("b", "a", "disputes"), said("c", "a", "builds-on"))
    (arrow,) = timeline(subject)["arrows"]
    assert (arrow["id"], arrow["kind"]) == ("relation-2", "disputes")
    assert arrow["title"] == "Beta disputes Alpha: “<b>b</b> says.”"
    assert listed(subject)["relations"] == ["relation-1 Gamma builds on Alpha", "relation-2 Beta disputes Alpha"]
    assert listed(subject, "other")["relations"] == ["relation-1 Gamma builds on Alpha"]
    assert timeline(subject)["caption"].endswith("that its abstract speaks of. Dotted: disputes.")


def test_who_names_whom_is_listed_and_not_drawn() -> None:
    subject = made(methods=("Alpha",), abstract="It beats Alpha. It wins.")
    assert "arrows" not in timeline(subject)
    assert listed(subject) == {"relations": [], "namings": ["relation-1 Beta names Alpha"]}


@pytest.mark.parametrize("frame", FRAMES)
def test_an_arrow_leads_to_its_sentence_below_the_figure(frame: Frame) -> None:
    html = article(shown(made(said("b", "a")), "topics/topic.md", frame))
    assert '<a href="#relation-1" class="arrow refines"><title>Beta refines Alpha: “&lt;b&gt;' in html
    item = re.search(r'<li id="relation-1".*?</li>', html, re.DOTALL)
    assert item and "<b>" not in item[0]
    assert '<q dir="auto"><b>b</b> says.</q>' in unescape(item[0])
    assert html.index("</figure>", html.index("timeline-figure")) < item.start()


def test_each_paper_says_how_it_is_related_to_the_other() -> None:
    pages = rendered(made(said("b", "a", quote="It is *better*.")))
    of, by = (get_data(pages[f"papers/{key}.md"])[0] for key in "ba")
    assert "- Refines [Alpha: first](../papers/a.md): “It is \\*better\\*.”" in of
    assert "- Refined by [Beta: second](../papers/b.md): “It is \\*better\\*.”" in by
    assert "#relations" not in get_data(pages["papers/c.md"])[0]
