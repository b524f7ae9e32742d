"""The pages of papers: one each, and all of them from A to Z."""

from collections.abc import Iterable
from itertools import groupby

from livingsurvey.citations.bibliography_entry import entry_of
from livingsurvey.citations.bibtex_writer import bibtex_entry
from livingsurvey.model import Paper, Status, paths
from livingsurvey.model.markup import plain_text
from livingsurvey.site.entries.people_pages import listed
from livingsurvey.site.escape import literal
from livingsurvey.site.links import lookups
from livingsurvey.site.renderer import Renderer

_DESCRIPTION = 200  # characters of a page's description, for search engines and previews
_AUTHORS = 15  # authors shown at once


def paper_pages(renderer: Renderer, papers: Iterable[Paper]) -> dict[str, str]:
    """Render the pages of the given papers."""
    return {paths.paper_source(paper.key): _paper(renderer, paper) for paper in papers}


def list_pages(renderer: Renderer) -> dict[str, str]:
    """Render the list of all papers."""
    letters = _by_letter(renderer.survey.papers)
    return {"papers/index.md": renderer.page("paper/papers.md.j2", letters=letters)}


def _paper(renderer: Renderer, paper: Paper) -> str:
    survey = renderer.survey
    title = plain_text(renderer.analysis.title[paper.key])
    description = paper.summary or plain_text(renderer.analysis.abstract[paper.key])
    people = [renderer.anchors.person(name) for name in paper.authors]
    shown = len(people) if len(paper.authors) <= _AUTHORS + 1 else _AUTHORS
    return renderer.page(
        "paper/paper.md.j2",
        paper=paper,
        description=_shorten(description),
        topics=[survey.topic[key] for key in paper.topics if key in survey.topic],
        sources={source.id: source for source in survey.sources},
        excluded=paper.status == Status.EXCLUDED,
        bibtex=literal(bibtex_entry(entry_of(survey, renderer.analysis, paper))),
        first_authors=listed(people[:shown]),
        more_authors=listed(people[shown:]),
        more=len(people) - shown,
        lookups=lookups(paper, title),
        **renderer.links.corrections(paper.path, paper.key, title),
    )


def _shorten(text: str) -> str:
    return text if len(text) <= _DESCRIPTION else text[:_DESCRIPTION].rsplit(" ", 1)[0] + " …"


def _by_letter(papers: tuple[Paper, ...]) -> list[tuple[str, list[Paper]]]:
    """Papers in the order of their titles, grouped by first letter; digits and signs under ``#``."""

    def _letter(paper: Paper) -> str:
        return paper.key[0].upper() if paper.key[0].isalpha() else "#"

    ordered = sorted(papers, key=lambda paper: (_letter(paper), paper.key))
    return [(first, list(group)) for first, group in groupby(ordered, key=_letter)]
