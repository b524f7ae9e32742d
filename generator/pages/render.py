"""Rendering every page of the site through its template."""

from collections import Counter
from functools import cache
from itertools import groupby
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from generator.insight import Insight
from generator.model import HandPage, Kind, Paper, Status, Survey, Topic
from generator.model.markup import plain_text
from generator.pages import escape, paths, words
from generator.pages.prose import Prose

_DESCRIPTION = 200  # characters of a page's description, for search engines and previews


@cache
def _environment() -> Environment:
    """The template environment: whatever a template prints goes through :func:`escape.to_markdown`."""
    environment = Environment(
        loader=PackageLoader("generator.pages"),
        autoescape=True,
        finalize=escape.to_markdown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"href": escape.address, "yaml": escape.front_matter, "plain": plain_text}
    environment.globals |= {"words": words, "plural": words.plural, "paths": paths}
    return environment


def render_pages(survey: Survey, insight: Insight) -> dict[str, str]:
    """Render all pages: path below the docs folder -> Markdown with front matter."""
    renderer = _Renderer(survey, insight)
    pages = {
        "index.md": renderer.page("home.md.j2"),
        "topics/index.md": renderer.page("topics.md.j2"),
        "papers/index.md": renderer.page("papers.md.j2", letters=_by_letter(survey.papers)),
        "sources.md": renderer.page("sources.md.j2", found=_found(survey)),
    }
    pages |= {f"{page.key}.md": renderer.hand_page(page) for page in survey.pages}
    pages |= {paths.topic_source(topic.key): renderer.topic(topic) for topic in survey.topics}
    pages |= {paths.paper_source(paper.key): renderer.paper(paper) for paper in survey.papers}
    return pages


class _Renderer:
    """Holds what all templates need."""

    def __init__(self, survey: Survey, insight: Insight) -> None:
        self._survey = survey
        self._insight = insight
        self._prose = Prose(self._resolve)
        self._environment = _environment()
        self._shared = {"survey": survey, "insight": insight, "prose": self._prose.render}

    def page(self, template: str, **context: Any) -> str:
        """Render one template."""
        return self._environment.get_template(template).render(self._shared | context)

    def hand_page(self, page: HandPage) -> str:
        """Render a page written by hand."""
        return self.page("hand.md.j2", page=page)

    def topic(self, topic: Topic) -> str:
        """Render a topic's page, or an area's."""
        papers = self._survey.papers_of[topic.key]
        template = "topic.md.j2" if topic.parent else "area.md.j2"
        return self.page(template, topic=topic, papers=papers, kinds=_kinds(papers), years=_years(papers))

    def paper(self, paper: Paper) -> str:
        """Render a paper's page."""
        description = paper.summary or plain_text(self._insight.abstract[paper.key])
        return self.page(
            "paper.md.j2",
            paper=paper,
            description=_shorten(description),
            topics=[self._survey.topic[key] for key in paper.topics if key in self._survey.topic],
            sources={source.id: source for source in self._survey.sources},
            excluded=paper.status == Status.EXCLUDED,
        )

    def _resolve(self, key: str) -> tuple[str, str] | None:
        paper = self._survey.paper.get(key)
        return (plain_text(self._insight.title[key]), paths.paper_url(paper)) if paper else None


def _shorten(text: str) -> str:
    return text if len(text) <= _DESCRIPTION else text[:_DESCRIPTION].rsplit(" ", 1)[0] + " …"


def _by_letter(papers: tuple[Paper, ...]) -> list[tuple[str, list[Paper]]]:
    """Papers in the order of their titles, grouped by first letter; digits and signs under ``#``."""

    def letter(paper: Paper) -> str:
        return paper.key[0].upper() if paper.key[0].isalpha() else "#"

    ordered = sorted(papers, key=lambda paper: (letter(paper), paper.key))
    return [(first, list(group)) for first, group in groupby(ordered, key=letter)]


def _kinds(papers: tuple[Paper, ...]) -> list[tuple[Kind, int]]:
    return Counter(paper.kind for paper in papers if paper.kind).most_common()


def _years(papers: tuple[Paper, ...]) -> list[tuple[int, int]]:
    return sorted(Counter(paper.year for paper in papers if paper.year).items())


def _found(survey: Survey) -> dict[str, tuple[int, int]]:
    """For each source id: records in it, and papers seen nowhere else."""
    records = Counter(seen.source for paper in survey.papers for seen in paper.seen)
    only = Counter(next(iter(ids)) for p in survey.papers if len(ids := {seen.source for seen in p.seen}) == 1)
    return {source.id: (records[source.id], only[source.id]) for source in survey.sources}
