"""Rendering every page of the site: each set of pages is a module with one function."""

from collections.abc import Callable, Mapping
from functools import partial

from livingsurvey.analysis.derive import Analysis
from livingsurvey.analysis.index_entries import IndexEntry
from livingsurvey.extensions import joined
from livingsurvey.model import Extensions, HandPage, Paper, RuleDoc, Survey, Term, Topic
from livingsurvey.model.digests import digest_of
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
from livingsurvey.site.metadata import Heads
from livingsurvey.site.page import Making, Page
from livingsurvey.site.page_set import PageSet, pages_of
from livingsurvey.site.paper.paper_pages import list_pages, paper_pages
from livingsurvey.site.reader.reader_pages import reader_pages
from livingsurvey.site.recorded import Reads, as_bytes
from livingsurvey.site.redirects.redirect_pages import redirect_pages
from livingsurvey.site.reference.fields_page import field_pages
from livingsurvey.site.reference.rules_page import rules_pages
from livingsurvey.site.renderer import Renderer
from livingsurvey.site.results.results_pages import result_pages
from livingsurvey.site.statements.statement_pages import statement_pages
from livingsurvey.site.topic.topic_pages import topic_pages
from livingsurvey.site.works.compared_pages import compared_pages

_MAKERS: tuple[Callable[[Renderer], Mapping[str, Page | Making]], ...] = (
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


#: What a page may be given for it to be known whether it is the same.
_GIVEN = (Paper, Topic, HandPage, Term, IndexEntry, str)


class SitePages:
    """All pages of a survey: they are named at once, and each is made when it is asked for."""

    def __init__(
        self, survey: Survey, analysis: Analysis, rules: tuple[RuleDoc, ...] = (), messages: Messages | None = None
    ) -> None:
        """Name all pages.

        Args:
            survey: what is published.
            analysis: what was derived of it.
            rules: what the rules say of themselves, for the page about them.
            messages: the words of the interface, English if none are given.

        Raises:
            ExtensionError: when an extension fails, or its page has no path of its own.
        """
        self.reads = Reads()
        renderer = Renderer(survey, analysis, rules, messages, self.reads)
        sets = joined(SETS, survey.extensions.of(PageSet))
        parts = {"the sets of pages": pages_of(sets, SETS, renderer)}
        parts["the pages of papers"] = dict(paper_pages(renderer, survey.papers))
        self._pages = joined_files(parts.items())
        self._extended = survey.extensions != Extensions()
        self._heads = Heads(renderer.survey, renderer.analysis, self.reads)

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of all pages below the docs folder."""
        return tuple(self._pages)

    def page(self, path: str) -> Page | str:
        """Make a page."""
        page = self._pages[path]
        return self._heads.added(path, page() if callable(page) else page)

    def given(self, path: str) -> str | None:
        """Return what tells apart that which a page is given, besides what it reads; ``None`` where it is given much.

        A page that is given the same, and would read the same (``reads``), is the same.
        """
        page = self._pages[path]
        if self._extended or not isinstance(page, partial):
            return None
        given = [*page.args[1:], *page.keywords.values()]
        plain = all(isinstance(one, _GIVEN) or _is_few(one) for one in given)
        made_by = f"{page.func.__module__}.{page.func.__qualname__} {[*page.keywords]}"
        return digest_of(made_by.encode(), *map(as_bytes, given)) if plain else None

    def text(self, path: str) -> str:
        """Make the file of a page: Markdown with front matter."""
        page = self.page(path)
        return page if isinstance(page, str) else page.text()


def _is_few(given: object) -> bool:
    """Whether this is a list of terms."""
    return isinstance(given, list) and all(isinstance(one, Term) for one in given)


def render_pages(
    survey: Survey, analysis: Analysis, rules: tuple[RuleDoc, ...] = (), messages: Messages | None = None
) -> dict[str, str]:
    """Render all pages: path below the docs folder -> Markdown with front matter. Arguments as for SitePages."""
    pages = SitePages(survey, analysis, rules, messages)
    return {path: pages.text(path) for path in pages.paths}
