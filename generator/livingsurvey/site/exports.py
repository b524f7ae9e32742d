"""Survey + analysis -> {path: bytes}: the survey in forms other programs read."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import NamedTuple

from livingsurvey.analysis.derive import Analysis
from livingsurvey.model import Survey
from livingsurvey.model.digests import digest_of_texts
from livingsurvey.model.kept import KeptResults, NothingKept
from livingsurvey.model.site_names import joined_files
from livingsurvey.site.citation_files.citation_files import citation_files
from livingsurvey.site.citation_files.survey_citation import export_citation
from livingsurvey.site.compare.compare_data import export_compare
from livingsurvey.site.correct.correct_data import export_corrections
from livingsurvey.site.data.parts import export_parts
from livingsurvey.site.data.schemas import export_schemas
from livingsurvey.site.data.survey_data import export_data
from livingsurvey.site.explore.explore_data import export_explore
from livingsurvey.site.explore.search_data import export_search
from livingsurvey.site.feeds.feeds import export_feeds
from livingsurvey.site.hosting.hosts import export_hosts
from livingsurvey.site.hosting.robots import export_robots
from livingsurvey.site.messages import Messages
from livingsurvey.site.page_set import extension_data
from livingsurvey.site.reader.changes import export_changes
from livingsurvey.site.results.results_data import export_results
from livingsurvey.site.statements.statement_data import export_statements

#: Every form the survey is exported in, but for citations, those that are in words, too, and the search index.
EXPORTS: tuple[Callable[[Survey, Analysis], dict[str, bytes]], ...] = (
    export_data,
    export_explore,
    export_corrections,
    export_parts,
    export_statements,
    export_feeds,
    export_changes,
    export_citation,
    export_robots,
    export_hosts,
)

#: Those that are in words, too, which ``messages`` give.
WORDED: tuple[Callable[[Survey, Analysis, Messages | None], dict[str, bytes]], ...] = (export_results, export_compare)


#: Gives the parts of the search index, by path.
Search = Callable[[], dict[str, bytes]]


#: Files by path below the site's root, in parts that have a name.
Parts = Iterable[tuple[str, Mapping[str, bytes]]]


class Export(NamedTuple):
    """Some of the exported files: what they are called together, and what makes them, a part at a time."""

    name: str
    parts: Callable[[], Parts]

    def make(self) -> dict[str, bytes]:
        """Make all of its files."""
        return joined_files(self.parts())


def exports_of(
    survey: Survey,
    analysis: Analysis,
    messages: Messages | None = None,
    kept: Callable[[str], KeptResults] = lambda _: NothingKept(),
    search: Search | None = None,
) -> tuple[Export, ...]:
    """Name all that the tool exports, that first which takes longest: so several processes end at the same time.

    Args:
        survey: what to export.
        analysis: what is derived from it.
        messages: the words of the pages; English if none are given.
        kept: gives what keeps the results of an export, by its name.
        search: gives the search index, where somebody is at it already.
    """
    searched = _whole("export_search", search or partial(export_search, survey, analysis, messages))
    cited = Export("citation_files", partial(citation_files, survey, analysis, kept("citations")))
    schemas = _whole("export_schemas", partial(_schemas, survey, analysis, kept("schemas")))
    plain = (_whole(make.__name__, partial(make, survey, analysis)) for make in EXPORTS)
    worded = (_whole(make.__name__, partial(make, survey, analysis, messages)) for make in WORDED)
    return (searched, *worded, cited, *plain, schemas)


def _whole(name: str, make: Callable[[], Mapping[str, bytes]]) -> Export:
    """An export that is made at once."""
    return Export(name, lambda: [(name, make())])


def _schemas(survey: Survey, analysis: Analysis, kept: KeptResults) -> dict[str, bytes]:
    """The schemas, which take long to make, and are others only where the survey's own fields, terms or topics are."""
    topics = [(topic.key, topic.parent, topic.title, topic.summary) for topic in survey.topics]
    digest = digest_of_texts([repr(survey.fields), repr(survey.vocabulary), repr(topics)])
    found = kept.get("schemas", digest)
    if found is None:
        found = {path: content.decode() for path, content in export_schemas(survey, analysis).items()}
        kept.put("schemas", digest, found)
    return {path: text.encode() for path, text in found.items()}


def export_all(
    survey: Survey, analysis: Analysis, messages: Messages | None = None, search: Search | None = None
) -> dict[str, bytes]:
    """Return every exported file by its path below the site's root; arguments are as for :func:`exports_of`."""
    files = joined_files((one.name, one.make()) for one in exports_of(survey, analysis, messages, search=search))
    return files | extension_data(survey, analysis, files.keys())


__all__ = [
    "EXPORTS",
    "Export",
    "export_all",
    "export_data",
    "export_explore",
    "export_results",
    "export_schemas",
    "export_search",
    "exports_of",
]
