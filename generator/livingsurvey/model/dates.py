"""When papers were added and last changed, as version control records it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from livingsurvey.model.paper import Paper


class Dates(NamedTuple):
    """When something was added, and when it was last changed; both in UTC."""

    added: datetime
    changed: datetime


def dates_of(papers: Iterable[Paper], files: Mapping[str, Dates]) -> dict[str, Dates]:
    """Return the dates of papers by key, from those of files by path.

    A paper that has been renamed was added when its oldest name was. One that is not in version control
    has no dates.
    """
    found = {}
    for paper in papers:
        if (dates := files.get(paper.path)) is not None:
            former = (files.get(f"content/papers/{alias}.md") for alias in paper.aliases)
            added = min([dates.added, *(older.added for older in former if older)])
            found[paper.key] = Dates(added, dates.changed)
    return found
