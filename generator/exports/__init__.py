"""Survey + insight -> {path: bytes}: the survey in forms other programs read."""

from collections.abc import Callable

from generator.exports.changes import export_changes
from generator.exports.citation import export_citation
from generator.exports.data import export_data
from generator.exports.explore import export_explore
from generator.exports.feeds import export_feeds
from generator.exports.hosts import export_hosts
from generator.exports.messages import export_messages
from generator.exports.parts import export_parts
from generator.exports.results import export_results
from generator.exports.robots import export_robots
from generator.exports.schemas import export_schemas
from generator.exports.search import export_search
from generator.exports.take import export_take
from generator.insight import Insight
from generator.model import Survey

#: Every form the survey is exported in.
EXPORTS: tuple[Callable[[Survey, Insight], dict[str, bytes]], ...] = (
    export_data,
    export_explore,
    export_search,
    export_schemas,
    export_take,
    export_results,
    export_parts,
    export_feeds,
    export_changes,
    export_citation,
    export_robots,
    export_hosts,
)


def export_all(survey: Survey, insight: Insight) -> dict[str, bytes]:
    """Return every exported file by its path below the site's root."""
    return {path: data for export in EXPORTS for path, data in export(survey, insight).items()}


__all__ = [
    "EXPORTS",
    "export_all",
    "export_data",
    "export_explore",
    "export_messages",
    "export_results",
    "export_schemas",
    "export_search",
    "export_take",
]
