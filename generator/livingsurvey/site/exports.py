"""Survey + analysis -> {path: bytes}: the survey in forms other programs read."""

from collections.abc import Callable
from functools import partial

from livingsurvey.analysis.derive import Analysis
from livingsurvey.model import Survey
from livingsurvey.model.site_names import joined_files
from livingsurvey.site.citation_files.citation_files import export_citation_files
from livingsurvey.site.citation_files.rendered_papers import Rendered
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

#: Every form the survey is exported in, but for those that are in words, too.
EXPORTS: tuple[Callable[[Survey, Analysis], dict[str, bytes]], ...] = (
    export_data,
    export_explore,
    export_search,
    export_schemas,
    export_citation_files,
    export_corrections,
    export_parts,
    export_statements,
    export_feeds,
    export_changes,
    export_citation,
    export_robots,
    export_hosts,
)


def export_all(
    survey: Survey, analysis: Analysis, messages: Messages | None = None, rendered: Rendered | None = None
) -> dict[str, bytes]:
    """Return every exported file by its path below the site's root.

    Args:
        survey: what to export.
        analysis: what is derived from it.
        messages: the words of the pages; English if none are given.
        rendered: all papers in all citation formats, in the order of the survey, where they have been written already.
    """
    cited = partial(export_citation_files, rendered=rendered)
    made = [(one.__name__, cited if one is export_citation_files else one) for one in EXPORTS]
    parts = [(name, export(survey, analysis)) for name, export in made]
    worded = [(export.__name__, export(survey, analysis, messages)) for export in (export_results, export_compare)]
    files = joined_files([*parts, *worded])
    return files | extension_data(survey, analysis, files.keys())


__all__ = [
    "EXPORTS",
    "export_all",
    "export_citation_files",
    "export_data",
    "export_explore",
    "export_results",
    "export_schemas",
    "export_search",
]
