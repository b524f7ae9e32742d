"""Rendering every page of the site: each set of pages is a module with one function."""

from collections.abc import Callable, Iterable

from generator.insight import Insight
from generator.model import Paper, RuleDoc, Survey
from generator.pages.data import data_pages
from generator.pages.entries import entry_pages
from generator.pages.explore import explore_pages
from generator.pages.fields import field_pages
from generator.pages.frame import frame_pages
from generator.pages.gaps import gap_pages
from generator.pages.heads import add_heads
from generator.pages.maps import map_pages
from generator.pages.moved import moved_pages
from generator.pages.papers import list_pages, paper_pages
from generator.pages.renderer import Renderer
from generator.pages.results import result_pages
from generator.pages.returning import returning_pages
from generator.pages.rules import rules_pages
from generator.pages.topics import topic_pages
from generator.pages.trends import trend_pages

#: All sets of pages but those of single papers.
SETS: tuple[Callable[[Renderer], dict[str, str]], ...] = (
    frame_pages,
    explore_pages,
    topic_pages,
    list_pages,
    field_pages,
    entry_pages,
    result_pages,
    gap_pages,
    map_pages,
    trend_pages,
    data_pages,
    returning_pages,
    moved_pages,
    rules_pages,
)


def render_pages(survey: Survey, insight: Insight) -> dict[str, str]:
    """Render all pages: path below the docs folder -> Markdown with front matter."""
    return render_frame(survey, insight) | render_papers(survey, insight, survey.papers)


def render_papers(survey: Survey, insight: Insight, papers: Iterable[Paper]) -> dict[str, str]:
    """Render the pages of the given papers."""
    return add_heads(survey, insight, paper_pages(Renderer(survey, insight), papers))


def render_frame(survey: Survey, insight: Insight, rules: tuple[RuleDoc, ...] = ()) -> dict[str, str]:
    """Render all pages but those of papers. ``rules`` is what the rules say of themselves."""
    renderer = Renderer(survey, insight, rules)
    pages = {path: text for make in SETS for path, text in make(renderer).items()}
    return add_heads(survey, insight, pages)
