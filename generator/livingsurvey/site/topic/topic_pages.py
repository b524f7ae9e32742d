"""The pages of topics and areas, and the list of them."""

from collections import Counter
from collections.abc import Iterable
from functools import partial
from typing import Any

from livingsurvey.analysis.results import group_order
from livingsurvey.citations.citation_formats import FORMATS
from livingsurvey.model import Paper, StartHere, Survey, Topic, paths
from livingsurvey.site.page import Page, Pages
from livingsurvey.site.page_links import PageLink
from livingsurvey.site.references import references
from livingsurvey.site.renderer import Renderer
from livingsurvey.site.statements.statement_pages import statements_in_area, statements_of_topic
from livingsurvey.site.tables import ShownClaim, claim_table, paper_table
from livingsurvey.site.topic.decisions import decision_table
from livingsurvey.site.topic.key_numbers import key_number_card
from livingsurvey.site.topic.relation_list import relation_list
from livingsurvey.site.topic.taxonomy import taxonomy
from livingsurvey.site.topic.timeline import Lane, lanes_timeline, topic_timeline
from livingsurvey.site.topic.topic_facts import actions, facts, kinds, most_named, own_first
from livingsurvey.site.works.landmarks import absent_start, landmarks


def topic_pages(renderer: Renderer) -> Pages:
    """The page of each topic and area, and the list of all."""
    pages: Pages = {"topics/index.md": partial(_list, renderer.without_summaries)}
    return pages | {paths.topic_source(topic.key): partial(_topic, renderer, topic) for topic in renderer.survey.topics}


def claims_of(renderer: Renderer, papers: tuple[Paper, ...]) -> list[ShownClaim]:
    """Every claim of the papers with its quotation as shown, by group: the one that most are in first."""
    rows = [
        (paper, claim, quote)
        for paper in papers
        for claim, quote in zip(paper.claims, renderer.analysis.quotes[paper.key], strict=True)
    ]
    place = group_order(renderer.survey)
    return own_first(renderer, sorted(rows, key=lambda row: place(row[1])))


def _list(renderer: Renderer) -> Page:
    t = renderer.messages.t
    meta = {
        "title": t("topics.title"),
        "description": t("topics.description"),
        "page_template": "text.html",
        "page_kind": "topics",
        "scripts": ["reading"],
        "styles": ["reading"],
        "reading_paths": _reading_paths(renderer.survey, renderer.survey.topics),
        "empty": not renderer.survey.topics or None,
    }
    return Page(meta, renderer.markdown("topic/topics.md.j2"))


def _topic(renderer: Renderer, topic: Topic) -> Page:
    starts = _starts(renderer.survey, topic)
    papers = renderer.survey.papers_of[topic.key]
    decided = decision_table(renderer, topic, papers)
    shown = {
        "decides": bool(decided or topic.advice),
        "absent": absent_start(renderer, papers) if topic.parent else None,
        "statements": statements_of_topic(renderer, topic) if topic.parent else {},
        "in_area": [] if topic.parent else statements_in_area(renderer, topic),
    }
    body = renderer.markdown("topic/topic.md.j2", topic=topic, starts=starts, **shown)
    data = _topic_data(renderer, topic, papers) if topic.parent else _area_data(renderer, topic)
    around = {
        "count": renderer.messages.t("count.papers", count=len(papers)),
        **actions(renderer, topic, papers),
        "terms": kinds(renderer, topic, papers),
        "start_here": _start_here(renderer.survey, starts),
    }
    correct = {"correct": f"../{paths.correct_url(topic=topic.key)}"}
    return Page(_head(renderer, topic) | around | decided | data | correct, body)


def _head(renderer: Renderer, topic: Topic) -> dict[str, Any]:
    t = renderer.messages.t
    above = [topic.parent] if topic.parent in renderer.survey.topic else []
    trail = [PageLink(t("trail.home"), "index.html"), PageLink(t("topics.title"), "topics/index.html")]
    return {
        "title": topic.title,
        "description": topic.summary,
        "page_template": "topic.html",
        "page_kind": "topic" if topic.parent else "area",
        "scripts": ["tables", "reading", "save-figure"] if topic.parent else ["reading", "save-figure"],
        "styles": ["entries", "cite", "reading", "topic", "decisions"],
        "trail": [link.data() for link in (*trail, *map(renderer.page_links.topic, above))],
    }


def _area_data(renderer: Renderer, area: Topic) -> dict[str, Any]:
    topics = renderer.survey.topics_of[area.key]
    links, papers_of = renderer.page_links, renderer.survey.papers_of
    lanes = [Lane(links.topic(topic.key), papers_of[topic.key], {"topic": topic.key}) for topic in topics]
    return {
        "reading_paths": _reading_paths(renderer.survey, topics),
        **(
            taxonomy(renderer, area, papers_of[area.key])
            or {"taxonomy": [_branch(renderer, topic) for topic in topics]}
        ),
        **lanes_timeline(renderer, lanes, renderer.messages.t("timeline.topics", area=area.title)),
    }


def _branch(renderer: Renderer, topic: Topic) -> dict[str, Any]:
    """A topic in the figure of its area: how many papers it has, and what these name most."""
    papers = renderer.survey.papers_of[topic.key]
    link = renderer.page_links.topic(topic.key).data()
    return link | {"count": len(papers), "terms": most_named(renderer, papers)}


def _topic_data(renderer: Renderer, topic: Topic, papers: tuple[Paper, ...]) -> dict[str, Any]:
    """What the theme shows below the text of a topic, from its papers."""
    t = renderer.messages.t
    claims = claims_of(renderer, papers)
    files = [(form.label, paths.citations(f"topics/{topic.key}", form.extension)) for form in FORMATS]
    return {
        "facts": facts(renderer, papers, claims, topic),
        "citation_files": [PageLink(label, file).data() for label, file in files],
        **key_number_card(renderer, topic, papers),
        "landmarks": landmarks(renderer, papers),
        **topic_timeline(renderer, topic, papers),
        **relation_list(renderer, papers),
        "related": _related(renderer, topic),
        "references": references(renderer, "\n\n".join(topic.texts)),
        **claim_table(renderer, claims, t("topic.results_of", topic=topic.title)),
        **paper_table(renderer, papers, t("topic.papers_of", topic=topic.title)),
    }


def _related(renderer: Renderer, topic: Topic) -> list[dict[str, Any]]:
    """The topics that share papers with this one, and how many, those that share most first."""
    survey = renderer.survey
    counts = Counter(key for paper in survey.papers_of[topic.key] for key in paper.topics if key in survey.topic)
    del counts[topic.key]
    return [renderer.page_links.topic(key).data() | {"count": count} for key, count in counts.most_common()]


def _starts(survey: Survey, topic: Topic) -> list[StartHere]:
    return [start for start in topic.start_here if start.key in survey.paper]


def _start_here(survey: Survey, starts: Iterable[StartHere]) -> list[dict[str, Any]]:
    """What to read first, by present and former keys, for the reader's marks."""
    return [{"key": start.key, "aliases": survey.paper[start.key].aliases} for start in starts]


def _reading_paths(survey: Survey, topics: Iterable[Topic]) -> list[dict[str, Any]]:
    """What each topic says to read first, so that a script can show how much of it is read."""
    starts = ((topic, _starts(survey, topic)) for topic in topics)
    return [{"url": f"{topic.key}.html", "keys": [start.key for start in found]} for topic, found in starts if found]
