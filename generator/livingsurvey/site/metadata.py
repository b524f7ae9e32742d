"""What the head of a page says to programs: bibliographic tags, structured data, its image and its feed.

Plain data in the front matter, which the frame around the pages prints: ``citation`` (names and contents of
``meta`` elements), ``structured`` (JSON-LD, written so that it can end no script element), ``image``, ``feed``
and ``changed``.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from livingsurvey.analysis.derive import Analysis
from livingsurvey.citations.venues import read_venue
from livingsurvey.model import Paper, Survey, Topic, paths
from livingsurvey.model.base import doi_address
from livingsurvey.model.licences import licence_of
from livingsurvey.model.markup import plain_text
from livingsurvey.site.data.data_files import data_files
from livingsurvey.site.escape import script_json
from livingsurvey.site.page import Page, front_matter
from livingsurvey.site.publication_tags import publication_tags, schema_type, venue_tag
from livingsurvey.site.recorded import Reads

_CONTEXT = "https://schema.org"
_AUTHORS = 100  # of a paper with more, programs get the first
_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
_Node = dict[str, Any]
_Value = tuple[str, Any]


class Heads:
    """What is added to the front matter of pages, for one survey."""

    def __init__(self, survey: Survey, analysis: Analysis, reads: Reads) -> None:
        self._survey = survey
        self._insight = analysis
        self._with_feed = reads.named("with a feed", self._places_of_latest)

    def _places_of_latest(self) -> frozenset[str]:
        return frozenset(key for paper in self._survey.latest for key in self._places(paper))

    def added(self, path: str, page: Page | str) -> Page | str:
        """Return a page, by its path, with its metadata for programs."""
        if isinstance(page, Page):
            return replace(page, meta=page.meta | self.of(path))
        return page.replace("\n---\n", f"\n{front_matter(self.of(path))}---\n", 1)  # not yet made as a Page

    def of(self, path: str) -> dict[str, Any]:
        """What is added to the front matter of a page, by its Markdown file."""
        folder, _, name = path.removesuffix(".md").rpartition("/")
        page = paths.address_of(path)
        if path == "index.md":
            return dict(self._home(page))
        if folder == "papers" and name in self._survey.paper:
            return dict(self._paper(page, self._survey.paper[name]))
        if folder == "topics" and name in self._survey.topic:
            return dict(self._topic(page, self._survey.topic[name]))
        return {"image": paths.card_path()}

    def _home(self, page: str) -> Iterator[_Value]:
        survey, settings = self._survey, self._survey.settings
        yield "image", paths.card_path()
        if survey.latest:
            yield "feed", paths.feed_path()
        data: _Node = {"@type": "Dataset", "name": settings.name, "description": settings.description}
        data |= self._at("url", "data/index.html") | {"isAccessibleForFree": True}
        data["license"] = licence_of(settings.licence).url or settings.licence
        if settings.editors:
            data["creator"] = [{"@type": "Person", "name": editor.name} for editor in settings.editors]
        if survey.changed:
            data["dateModified"] = survey.changed.isoformat()
        if settings.site_url:
            data["distribution"] = [
                {"@type": "DataDownload", **self._at("contentUrl", file.path), "encodingFormat": file.media_type}
                for file in data_files(survey.fields)
                if file.media_type
            ]
        count = survey.counts.included if survey.counts.decided else survey.counts.papers
        yield _structured(self._collection(page, settings.name, count), data)

    def _topic(self, page: str, topic: Topic) -> Iterator[_Value]:
        yield "image", paths.card_path(topic.key)
        if topic.key in self._with_feed():
            yield "feed", paths.feed_path(topic.key)
        count = len(self._survey.papers_of[topic.key])
        trail = [("Topics", "topics/index.html"), *self._above(topic), (topic.title, page)]
        yield _structured(self._collection(page, topic.title, count), *self._trail(trail))

    def _paper(self, page: str, paper: Paper) -> Iterator[_Value]:
        survey = self._survey
        topic = survey.topic.get(paper.primary_topic or "")
        yield "image", paths.card_path(topic.key if topic else None)
        if dates := survey.history.get(paper.key):
            yield "changed", dates.changed.date().isoformat()
        title, abstract = plain_text(self._insight.title[paper.key]), plain_text(self._insight.abstract[paper.key])
        yield "citation", [[name, text] for name, text in citation_tags(paper, title, abstract)]
        places = [*self._above(topic), (topic.title, paths.topic_url(topic))] if topic else []
        trail = [*(places or [("All papers", "papers/index.html")]), (title, page)]
        yield _structured(self._article(page, paper, title), *self._trail(trail))

    def _article(self, page: str, paper: Paper, title: str) -> _Node:
        """The paper itself, which is not the page about it; what the page's other metadata say is not there again."""
        article: _Node = {"@type": schema_type(paper), "name": title}
        article |= self._at("mainEntityOfPage", page)
        if paper.authors:
            article["author"] = [{"@type": "Person", "name": name} for name in paper.authors[:_AUTHORS]]
        if paper.published:
            article["datePublished"] = paper.published
        if paper.venue:
            journal = read_venue(paper.venue).kind == "journal"
            article["isPartOf"] = {"@type": "Periodical" if journal else "CreativeWork", "name": paper.venue}
        if same := [url for url in (_arxiv(paper), _doi(paper)) if url]:
            article["sameAs"] = same
        return article

    def _collection(self, page: str, name: str, count: int) -> _Node:
        return {
            "@type": "CollectionPage",
            "name": name,
            **self._at("url", page),
            "mainEntity": {"@type": "ItemList", "numberOfItems": count},
        }

    def _trail(self, places: list[tuple[str, str]]) -> Iterator[_Node]:
        if not self._survey.settings.site_url:
            return
        steps = [("Home", "index.html"), *places]
        items = [
            {"@type": "ListItem", "position": number, "name": name, **self._at("item", path)}
            for number, (name, path) in enumerate(steps, start=1)
        ]
        yield {"@type": "BreadcrumbList", "itemListElement": items}

    def _above(self, topic: Topic) -> list[tuple[str, str]]:
        area = self._survey.topic.get(topic.parent or "")
        return [(area.title, paths.topic_url(area))] if area else []

    def _places(self, paper: Paper) -> set[str]:
        topics = [self._survey.topic[key] for key in paper.topics if key in self._survey.topic]
        return {key for topic in topics for key in (topic.key, topic.parent) if key}

    def _at(self, name: str, path: str) -> _Node:
        """The address of a file of the site; nothing where the site's is not known, since programs need it whole."""
        site = self._survey.settings.site_url
        return {name: paths.absolute(site, path)} if site else {}


def citation_tags(paper: Paper, title: str, abstract: str) -> Iterator[tuple[str, str]]:
    """The paper's bibliographic tags, as Google Scholar and Zotero read them (Highwire Press).

    Zotero takes the item's address from ``citation_public_url``, and would take the page's own description
    for the abstract where ``citation_abstract`` is missing. A venue is named only where it is clear what it is.
    """
    yield "citation_title", title
    for name in paper.authors[:_AUTHORS]:
        yield "citation_author", name
    yield from _dates(paper)
    if paper.venue and (tag := venue_tag(paper) or _venue_tag(paper.venue)):
        yield tag, paper.venue
    if paper.publication:
        yield from publication_tags(paper.publication)
    if paper.doi:
        yield "citation_doi", paper.doi
    if paper.arxiv:
        yield "citation_arxiv_id", paper.arxiv
        yield "citation_pdf_url", f"https://arxiv.org/pdf/{paper.arxiv}"
    if url := _arxiv(paper) or _doi(paper):
        yield "citation_abstract_html_url", url
        yield "citation_public_url", url
    yield "citation_abstract", abstract


def _venue_tag(venue: str) -> str | None:
    kind = read_venue(venue).kind
    return f"citation_{kind}_title" if kind in ("journal", "conference") else None


def _dates(paper: Paper) -> Iterator[tuple[str, str]]:
    """When the paper was published. Where its venue names another year than it came out in, both are given."""
    year = _YEAR.search(paper.venue) if paper.venue else None
    published = paper.published.replace("-", "/") if paper.published else None
    if year and year[0] != (published or "")[:4]:
        yield "citation_publication_date", year[0]
        if published:
            yield "citation_online_date", published
    elif published:
        yield "citation_publication_date", published


def _arxiv(paper: Paper) -> str | None:
    return f"https://arxiv.org/abs/{paper.arxiv}" if paper.arxiv else None


def _doi(paper: Paper) -> str | None:
    return doi_address(paper.doi) if paper.doi else None


def _structured(*nodes: _Node) -> _Value:
    """JSON-LD for a data block, as one text of front matter."""
    return "structured", script_json({"@context": _CONTEXT, "@graph": nodes})
