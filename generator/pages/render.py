"""Rendering every page of the site through its template."""

from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import groupby
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from generator.insight import Insight
from generator.model import Claim, HandPage, Paper, Status, Survey, Topic
from generator.model.markup import Inline, plain_text
from generator.pages import escape, paths, words
from generator.pages.prose import Cited, Prose

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
    return render_frame(survey, insight) | render_papers(survey, insight, survey.papers)


def render_papers(survey: Survey, insight: Insight, papers: Iterable[Paper]) -> dict[str, str]:
    """Render the pages of the given papers."""
    renderer = _Renderer(survey, insight)
    return {paths.paper_source(paper.key): renderer.paper(paper) for paper in papers}


def render_frame(survey: Survey, insight: Insight) -> dict[str, str]:
    """Render all pages but those of papers."""
    renderer = _Renderer(survey, insight)
    found, excluded = _found(survey), _excluded(survey)
    pages = {
        "index.md": renderer.page("home.md.j2", results=_results(survey.papers), years=_years_of_areas(survey)),
        "method.md": renderer.page("method.md.j2", found=found, excluded=excluded),
        "topics/index.md": renderer.page("topics.md.j2"),
        "papers/index.md": renderer.page("papers.md.j2", letters=_by_letter(survey.papers)),
        "sources.md": renderer.page("sources.md.j2", found=found),
    }
    pages |= {f"{page.key}.md": renderer.hand_page(page) for page in survey.pages}
    return pages | {paths.topic_source(topic.key): renderer.topic(topic) for topic in survey.topics}


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
        shown = {"topic": topic, "papers": papers, "kinds": _kinds(papers), "years": _years(papers)}
        return self.page(template, **shown, claims=self._claims(papers))

    def _claims(self, papers: tuple[Paper, ...]) -> list[tuple[Paper, Claim, Inline]]:
        """Every claim of the papers with its quote as shown, measure by measure, so that like stands by like."""
        rows = [
            (paper, claim, quote)
            for paper in papers
            for claim, quote in zip(paper.claims, self._insight.quotes[paper.key], strict=True)
        ]
        order = [term.id for term in self._survey.vocabulary.get("measures", ())]
        return sorted(rows, key=lambda row: order.index(row[1].measure) if row[1].measure in order else len(order))

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

    def _resolve(self, key: str) -> Cited | None:
        paper = self._survey.paper.get(key)
        if paper is None:
            return None
        title = plain_text(self._insight.title[key])
        return Cited(words.citation_label(paper), title, paper.summary or "", paths.paper_url(paper))


def _shorten(text: str) -> str:
    return text if len(text) <= _DESCRIPTION else text[:_DESCRIPTION].rsplit(" ", 1)[0] + " …"


def _by_letter(papers: tuple[Paper, ...]) -> list[tuple[str, list[Paper]]]:
    """Papers in the order of their titles, grouped by first letter; digits and signs under ``#``."""

    def _letter(paper: Paper) -> str:
        return paper.key[0].upper() if paper.key[0].isalpha() else "#"

    ordered = sorted(papers, key=lambda paper: (_letter(paper), paper.key))
    return [(first, list(group)) for first, group in groupby(ordered, key=_letter)]


def _kinds(papers: tuple[Paper, ...]) -> list[tuple[str, int]]:
    return Counter(paper.kind for paper in papers if paper.kind).most_common()


def _years(papers: tuple[Paper, ...]) -> list[tuple[int, int]]:
    return sorted(Counter(paper.year for paper in papers if paper.year).items())


def _results(papers: tuple[Paper, ...]) -> int:
    return sum(len(paper.claims) for paper in papers if paper.status != Status.EXCLUDED)


def _years_of_areas(survey: Survey) -> dict[str, list[tuple[int, int]]]:
    return {area.key: _years(survey.papers_of[area.key]) for area in survey.areas}


def _excluded(survey: Survey) -> list[tuple[str | None, list[Paper]]]:
    """Excluded papers by reason, in the order of the vocabulary."""
    reasons = {paper.reason: list[Paper]() for paper in survey.papers if paper.status == Status.EXCLUDED}
    for paper in survey.papers:
        if paper.status == Status.EXCLUDED:
            reasons[paper.reason].append(paper)
    order = [term.id for term in survey.vocabulary.get("reasons", ())]
    return sorted(reasons.items(), key=lambda item: order.index(item[0]) if item[0] in order else len(order))


def _found(survey: Survey) -> dict[str, tuple[int, int]]:
    """For each source id: records in it, and papers seen nowhere else."""
    records = Counter(seen.source for paper in survey.papers for seen in paper.seen)
    only = Counter(next(iter(ids)) for p in survey.papers if len(ids := {seen.source for seen in p.seen}) == 1)
    return {source.id: (records[source.id], only[source.id]) for source in survey.sources}
