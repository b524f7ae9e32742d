"""The page over all papers: search, filters, list and table. What it shows is made in the browser.

Its first view is in the page already, so that there is something to read while the browser is at it.
"""

from livingsurvey.model import Paper, Status, Survey
from livingsurvey.site.renderer import Renderer
from livingsurvey.site.words import byline

#: In the order in which they are loaded: `citation-files`, which makes files of papers, before what offers it.
_PARTS = ("-state", "-filter", "-list", "-rows", "-facets", "-export", "")
_FIRST = 8  # papers: as many as a tall window shows
SCRIPTS = ["citation-files", "reading", *(f"explore{part}" for part in _PARTS)]


def explore_pages(renderer: Renderer) -> dict[str, str]:
    """Render the page."""
    shown = [paper for paper in renderer.survey.papers if paper.status != Status.EXCLUDED]
    first = sorted(sorted(shown, key=lambda p: p.title.casefold()), key=_published, reverse=True)[:_FIRST]
    papers = [(paper, _facts(renderer.survey, paper)) for paper in first]
    return {"explore.md": renderer.page("explore/explore.md.j2", scripts=SCRIPTS, shown=len(shown), first=papers)}


def _published(paper: Paper) -> str:
    return paper.published or ""


def _facts(survey: Survey, paper: Paper) -> list[str]:
    """What stands below a title, after the kind; a year that the venue names is not told twice."""
    venue, year = paper.venue or "", str(paper.year or "")
    return [fact for fact in (byline(paper), venue, "" if year in venue else year) if fact]
