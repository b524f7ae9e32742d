"""The pages of topics and areas, and the list of them."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from livingsurvey.analysis.results import group_order
from livingsurvey.citations.citation_formats import FORMATS
from livingsurvey.model import Paper, StartHere, Survey, Topic, paths
from livingsurvey.model.base import doi_address
from livingsurvey.model.citations import cited_keys
from livingsurvey.site import words
from livingsurvey.site.inline_data import inline_data
from livingsurvey.site.page import Page
from livingsurvey.site.page_links import PageLink
from livingsurvey.site.renderer import Renderer
from livingsurvey.site.tables import ShownClaim, claim_table, paper_table

_REFERENCE_AUTHORS = 20  # of a paper with more, a list of references names the first


def topic_pages(renderer: Renderer) -> dict[str, Page]:
    """The page of each topic and area, and the list of all."""
    pages = {"topics/index.md": _list(renderer)}
    return pages | {paths.topic_source(topic.key): _topic(renderer, topic) for topic in renderer.survey.topics}


def claims_of(renderer: Renderer, papers: tuple[Paper, ...]) -> list[ShownClaim]:
    """Every claim of the papers with its quotation as shown, grouped as all results are."""
    rows = [
        (paper, claim, quote)
        for paper in papers
        for claim, quote in zip(paper.claims, renderer.analysis.quotes[paper.key], strict=True)
    ]
    place = group_order(renderer.survey)
    return sorted(rows, key=lambda row: place(row[1]))


def references(renderer: Renderer, topic: Topic) -> list[Paper]:
    """The papers that the topic's prose cites, by the names it calls them."""
    cited = [renderer.survey.paper[key] for key in cited_keys(topic.prose) if key in renderer.survey.paper]
    return sorted(cited, key=lambda paper: (words.citation_label(paper).casefold(), paper.key))


def _list(renderer: Renderer) -> Page:
    t = renderer.messages.t
    meta = {
        "title": t("topics.title"),
        "description": t("topics.description"),
        "template": "text.html",
        "page_kind": "topics",
        "scripts": ["reading"],
        "styles": ["reading"],
        "reading_paths": _reading_paths(renderer.survey, renderer.survey.topics),
        "empty": not renderer.survey.topics or None,
    }
    return Page(meta, renderer.markdown("topic/topics.md.j2"))


def _topic(renderer: Renderer, topic: Topic) -> Page:
    starts = _starts(renderer.survey, topic)
    body = renderer.markdown("topic/topic.md.j2", topic=topic, starts=starts)
    papers = renderer.survey.papers_of[topic.key]
    data = _topic_data(renderer, topic, papers) if topic.parent else _area_data(renderer, topic)
    around = {"bars": renderer.years.chart(papers, topic.title), "start_here": _start_here(renderer.survey, starts)}
    correct = {"correct": f"../{paths.correct_url(topic=topic.key)}"}
    return Page(_head(renderer, topic) | around | data | correct, body)


def _head(renderer: Renderer, topic: Topic) -> dict[str, Any]:
    t = renderer.messages.t
    above = [topic.parent] if topic.parent in renderer.survey.topic else []
    trail = [PageLink(t("trail.home"), "index.html"), PageLink(t("topics.title"), "topics/index.html")]
    return {
        "title": topic.title,
        "description": topic.summary,
        "template": "topic.html",
        "page_kind": "topic" if topic.parent else "area",
        "scripts": ["tables", "reading", "save-figure"] if topic.parent else ["reading", "save-figure"],
        "styles": ["entries", "cite", "reading"],
        "trail": [link.data() for link in (*trail, *map(renderer.page_links.topic, above))],
    }


def _area_data(renderer: Renderer, area: Topic) -> dict[str, Any]:
    return {"reading_paths": _reading_paths(renderer.survey, renderer.survey.topics_of[area.key])}


def _topic_data(renderer: Renderer, topic: Topic, papers: tuple[Paper, ...]) -> dict[str, Any]:
    """What the theme shows below the text of a topic, from its papers."""
    t = renderer.messages.t
    claims = claim_table(renderer, claims_of(renderer, papers), t("topic.results_of", topic=topic.title))
    table = paper_table(renderer, papers, t("topic.papers_of", topic=topic.title))
    files = [(form.label, paths.citations(f"topics/{topic.key}", form.extension)) for form in FORMATS]
    return {
        "count": t("count.papers", count=len(papers)),
        "terms": _terms(renderer, topic, papers),
        "citation_files": [PageLink(label, file).data() for label, file in files],
        "related": _related(renderer, topic),
        "references": [_reference(renderer, paper) for paper in references(renderer, topic)],
        **claims,
        **table,
    }


def _terms(renderer: Renderer, topic: Topic, papers: tuple[Paper, ...]) -> list[dict[str, Any]]:
    """How many papers have each term of the field that is said of a paper first, with where they are listed."""
    if not (field := renderer.survey.fields.heading):
        return []
    counts = Counter(name for paper in papers for name in paper.terms(field.id)).most_common()
    terms = [(renderer.links.term(field.vocabulary or "", name), name, count) for name, count in counts]
    return [
        PageLink(
            term.name if term else name,
            paths.explore_url(topic=topic.key, **{field.facet: term.id if term else name}),
        ).data()
        | {"count": count}
        for term, name, count in terms
    ]


def _related(renderer: Renderer, topic: Topic) -> list[dict[str, Any]]:
    """The topics that share papers with this one, and how many, those that share most first."""
    survey = renderer.survey
    counts = Counter(key for paper in survey.papers_of[topic.key] for key in paper.topics if key in survey.topic)
    del counts[topic.key]
    return [renderer.page_links.topic(key).data() | {"count": count} for key, count in counts.most_common()]


def _reference(renderer: Renderer, paper: Paper) -> dict[str, Any]:
    """A paper in a list of references, under the name that prose cites it by."""
    label = words.citation_label(paper)
    arxiv = [("arXiv", paper.arxiv, f"https://arxiv.org/abs/{paper.arxiv}")] if paper.arxiv else []
    addresses = arxiv + ([("doi", paper.doi, doi_address(paper.doi))] if paper.doi else [])
    return {
        "name": label if label[-1] in "….?!" else f"{label}.",
        "authors": words.authors_of(renderer.messages, paper, _REFERENCE_AUTHORS),
        "title": inline_data(renderer.analysis.title[paper.key]),
        "where": ", ".join(filter(None, (paper.venue, paper.published))),
        "links": [PageLink(f"{name}:{number}", address).data() for name, number, address in addresses],
    }


def _starts(survey: Survey, topic: Topic) -> list[StartHere]:
    return [start for start in topic.start_here if start.key in survey.paper]


def _start_here(survey: Survey, starts: Iterable[StartHere]) -> list[dict[str, Any]]:
    """What to read first, by present and former keys, for the reader's marks."""
    return [{"key": start.key, "aliases": survey.paper[start.key].aliases} for start in starts]


def _reading_paths(survey: Survey, topics: Iterable[Topic]) -> list[dict[str, Any]]:
    """What each topic says to read first, so that a script can show how much of it is read."""
    starts = ((topic, _starts(survey, topic)) for topic in topics)
    return [{"url": f"{topic.key}.html", "keys": [start.key for start in found]} for topic, found in starts if found]
