"""Rendering every page of the site: each set of pages is a module with one function."""

from collections.abc import Callable, Iterable, Mapping

from livingsurvey.analysis.derive import Analysis
from livingsurvey.extensions import joined
from livingsurvey.model import Paper, RuleDoc, Survey
from livingsurvey.model.site_names import joined_files
from livingsurvey.site.audit.audit_pages import audit_pages
from livingsurvey.site.compare.compare_pages import compare_pages
from livingsurvey.site.correct.correct_pages import correct_pages
from livingsurvey.site.data.data_page import data_pages
from livingsurvey.site.entries.entry_pages import entry_pages
from livingsurvey.site.explore.explore_pages import explore_pages
from livingsurvey.site.home.site_pages import frame_pages
from livingsurvey.site.incoming.incoming_pages import incoming_pages
from livingsurvey.site.maps.gap_map import gap_pages
from livingsurvey.site.maps.map_pages import map_pages
from livingsurvey.site.maps.trends_pages import trend_pages
from livingsurvey.site.messages import Messages
from livingsurvey.site.metadata import add_heads
from livingsurvey.site.page import Page
from livingsurvey.site.page_set import PageSet, rendered
from livingsurvey.site.paper.paper_pages import list_pages, paper_pages
from livingsurvey.site.reader.reader_pages import reader_pages
from livingsurvey.site.redirects.redirect_pages import redirect_pages
from livingsurvey.site.reference.fields_page import field_pages
from livingsurvey.site.reference.rules_page import rules_pages
from livingsurvey.site.renderer import Renderer
from livingsurvey.site.results.results_pages import result_pages
from livingsurvey.site.statements.statement_pages import statement_pages
from livingsurvey.site.topic.topic_pages import topic_pages
from livingsurvey.site.works.compared_pages import compared_pages

_MAKERS: tuple[Callable[[Renderer], Mapping[str, Page | str]], ...] = (
    frame_pages,
    incoming_pages,
    explore_pages,
    topic_pages,
    list_pages,
    field_pages,
    entry_pages,
    result_pages,
    statement_pages,
    compare_pages,
    compared_pages,
    gap_pages,
    map_pages,
    trend_pages,
    data_pages,
    reader_pages,
    correct_pages,
    audit_pages,
    redirect_pages,
    rules_pages,
)
#: All sets of pages but those of single papers.
SETS: tuple[PageSet, ...] = tuple(PageSet(make.__name__.replace("_", "-"), make) for make in _MAKERS)


def render_pages(survey: Survey, analysis: Analysis, messages: Messages | None = None) -> dict[str, str]:
    """Render all pages: path below the docs folder -> Markdown with front matter."""
    frame = render_frame(survey, analysis, messages=messages)
    papers = render_papers(survey, analysis, survey.papers, messages)
    return joined_files([("the sets of pages", frame), ("the pages of papers", papers)])


def render_papers(
    survey: Survey, analysis: Analysis, papers: Iterable[Paper], messages: Messages | None = None
) -> dict[str, str]:
    """Render the pages of the given papers."""
    return add_heads(survey, analysis, paper_pages(Renderer(survey, analysis, messages=messages), papers))


def render_frame(
    survey: Survey, analysis: Analysis, rules: tuple[RuleDoc, ...] = (), messages: Messages | None = None
) -> dict[str, str]:
    """Render all pages but those of papers. ``rules`` is what the rules say of themselves."""
    renderer = Renderer(survey, analysis, rules, messages)
    sets = joined(SETS, survey.extensions.of(PageSet))
    return add_heads(survey, analysis, rendered(sets, SETS, renderer))
