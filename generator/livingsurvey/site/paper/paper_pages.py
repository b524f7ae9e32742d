"""The pages of papers: one each, and all of them from A to Z."""

from collections.abc import Iterable
from functools import partial
from itertools import groupby
from typing import Any

from livingsurvey.analysis.versions import disagreements
from livingsurvey.citations.bibliography_entry import entry_of
from livingsurvey.citations.bibtex_writer import bibtex_entry
from livingsurvey.model import NOT_STATED, Correction, Link, Paper, Seen, Status, paths
from livingsurvey.model.markup import plain_text
from livingsurvey.site import words
from livingsurvey.site.audit.audit_of_paper import audit_of
from livingsurvey.site.links import lookups
from livingsurvey.site.page import Lines, Page, Pages
from livingsurvey.site.page_links import PageLink
from livingsurvey.site.paper.at_a_glance import at_a_glance, said_at_a_glance
from livingsurvey.site.paper.field_facts import evidence, field_facts, unsaid_by_all
from livingsurvey.site.paper.paper_relations import paper_relations
from livingsurvey.site.paper.publication import (
    byline,
    date_text,
    place_in_venue,
    publication_facts,
    publisher_of,
)
from livingsurvey.site.renderer import Renderer
from livingsurvey.site.shown import has_map
from livingsurvey.site.statements.statement_pages import statements_on
from livingsurvey.site.works.landmarks import named_by, names

_DESCRIPTION = 200  # characters of a page's description, for search engines and previews


def paper_pages(renderer: Renderer, papers: Iterable[Paper]) -> Pages:
    """The pages of the given papers."""
    return {paths.paper_source(paper.key): partial(_paper, renderer, paper) for paper in papers}


def list_pages(renderer: Renderer) -> Pages:
    """The list of all papers."""
    return {"papers/index.md": partial(_list, renderer.without_summaries)}


def _list(renderer: Renderer) -> Page:
    t, papers = renderer.messages.t, sorted(renderer.survey.papers, key=lambda paper: (_letter(paper), paper.key))
    meta = {
        "title": t("papers.title"),
        "description": t("papers.description"),
        "page_template": "papers.html",
        "page_kind": "papers",
        "papers": [
            renderer.page_links.paper(paper.key).data()
            | {"letter": _letter(paper), "year": paper.year, "excluded": paper.status == Status.EXCLUDED or None}
            for paper in papers
        ],
    }
    return Page(meta, renderer.markdown("paper/papers.md.j2"))


def _letter(paper: Paper) -> str:
    """What a paper is listed under: the first letter of its key; digits and signs under ``0``."""
    return paper.key[0] if paper.key[0].isalpha() else "0"


def _paper(renderer: Renderer, paper: Paper) -> Page:
    by, unsaid = byline(renderer, paper), unsaid_by_all(renderer, paper.claims)
    body = renderer.markdown(
        "paper/paper.md.j2",
        paper=paper,
        excluded=paper.status == Status.EXCLUDED,
        byline=by,
        place=place_in_venue(renderer.messages, paper),
        publisher=publisher_of(paper),
        relations=list(paper_relations(renderer, paper)),
        evidence=partial(evidence, renderer, unsaid=unsaid),
        unsaid=[renderer.messages.in_sentence(name) for name in unsaid],
        not_stated_value=NOT_STATED,
        versions=disagreements(paper),
        named_by=named_by(renderer, paper),
        names=names(renderer, paper),
        statements=statements_on(renderer, paper.key),
        audit=audit_of(renderer, paper),
    )
    folded = {"more_authors": _folded(by.more), "more_authors_count": len(by.more) or None}
    return Page(_head(renderer, paper) | folded | _around(renderer, paper), body)


def _folded(people: list[PageLink]) -> list[dict[str, Any]]:
    """The names that are folded; those that lead nowhere are one text, since there may be thousands."""
    runs = groupby(people, key=lambda link: bool(link.url))
    return [
        one
        for linked, links in runs
        for one in (_data(links) if linked else [{"label": ", ".join(str(link.label) for link in links)}])
    ]


def _head(renderer: Renderer, paper: Paper) -> dict[str, Any]:
    analysis = renderer.analysis
    return {
        "title": plain_text(analysis.title[paper.key]),
        "description": _shorten(paper.summary or plain_text(analysis.abstract[paper.key])),
        "page_template": "paper.html",
        "page_kind": "paper",
        "scripts": ["citation-files", "cite-box", "reading"],
        "styles": ["entries", "cite", "reading", "audit"],
        "key": paper.key,
        "aliases": paper.aliases,
    }


def _around(renderer: Renderer, paper: Paper) -> dict[str, Any]:
    """What the theme shows around the text: each value is a link, a list of links, or a few named values."""
    links, title = renderer.page_links, plain_text(renderer.analysis.title[paper.key])
    entry = entry_of(renderer.survey, renderer.analysis, paper)
    previous, following = renderer.analysis.neighbours[paper.key]
    return {
        "trail": _data(_trail(renderer, paper)),
        "links": [_link(renderer, paper, link) for link in renderer.analysis.links[paper.key]],
        "publication": publication_facts(renderer, paper),
        "keywords": paper.publication.keyword if paper.publication else (),
        "lookups": _data(PageLink(*service) for service in lookups(paper, title).items()),
        "topics": _data(map(links.topic, known_topics(renderer, paper))),
        "on_map": _on_map(renderer, paper),
        "fields": [fact.data() for fact in field_facts(renderer, paper, but=said_at_a_glance(renderer))],
        **at_a_glance(renderer, paper),
        "bibtex": Lines(bibtex_entry(entry)),
        "citation_file": f"../{paths.paper_citation(paper.key)}",
        "sources": [_seen(renderer, seen) for seen in paper.seen],
        "corrections": [_correction(renderer, one) for one in renderer.survey.corrections_of(paper)],
        "dates": _dates(renderer, paper),
        "correct": f"../{paths.correct_url(paper=paper.key)}",
        "previous": links.paper(previous).data() if previous else {},
        "next": links.paper(following).data() if following else {},
    }


def _link(renderer: Renderer, paper: Paper, link: Link) -> dict[str, Any]:
    """A link of a paper; what curators have not named themselves is named in the language of the survey."""
    messages, visited = renderer.messages, paper.publication.accessed if paper.publication else None
    label = messages.t("table.code_link") if link.url in paper.code else link.label
    said = messages.t("paper.visited", date=date_text(messages, visited)) if visited and link in paper.links else None
    return PageLink(label, link.url).data() | {"visited": said}


def _on_map(renderer: Renderer, paper: Paper) -> dict[str, Any] | None:
    """Where the paper is on the map, if it is there."""
    if paper.key not in renderer.analysis.places or not has_map(renderer.analysis):
        return None
    return PageLink(renderer.messages.t("paper.on_map"), paths.map_url(paper)).data()


def _data(links: Iterable[PageLink]) -> list[dict[str, Any]]:
    return [link.data() for link in links]


def known_topics(renderer: Renderer, paper: Paper) -> list[str]:
    """The keys of a paper's topics that the survey has, the primary one first."""
    return [key for key in paper.topics if key in renderer.survey.topic]


def _trail(renderer: Renderer, paper: Paper) -> list[PageLink]:
    """The way to the paper: from the first page by its primary topic."""
    t, links = renderer.messages.t, renderer.page_links
    above: list[PageLink] = [PageLink(t("trail.home"), "index.html")]
    if not (topics := known_topics(renderer, paper)):
        return [*above, PageLink(t("trail.papers"), "papers/index.html")]
    area = renderer.survey.topic[topics[0]].parent
    return [*above, *([links.topic(area)] if area in renderer.survey.topic else []), links.topic(topics[0])]


def _seen(renderer: Renderer, seen: Seen) -> dict[str, Any]:
    source = next((source for source in renderer.survey.sources if source.id == seen.source), None)
    name = PageLink(words.source_name(source), f"sources.html#{source.id}") if source else PageLink(seen.source)
    return name.data() | {"rank": seen.rank, "line": seen.line}


def _correction(renderer: Renderer, correction: Correction) -> dict[str, str]:
    """A corrected fact: what it is called, why it was corrected, and what the source says."""
    values = {"label": words.field_name(renderer.messages, correction.field), "reason": correction.reason}
    return values | ({"stated": _shorten(correction.stated)} if correction.stated else {})


def _dates(renderer: Renderer, paper: Paper) -> dict[str, str]:
    """When the paper was added and last changed, where version control says it."""
    dates = renderer.survey.history.get(paper.key)
    if dates is None:
        return {}
    added, changed = dates.added.date().isoformat(), dates.changed.date().isoformat()
    return {"added": added} if added == changed else {"added": added, "changed": changed}


def _shorten(text: str) -> str:
    return text if len(text) <= _DESCRIPTION else text[:_DESCRIPTION].rsplit(" ", 1)[0] + " …"
