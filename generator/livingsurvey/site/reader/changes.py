"""When each paper was added and changed, for pages that greet a reader who comes back.

A script, since a page opened from a folder may load scripts but not fetch data.
"""

from livingsurvey.analysis import Analysis
from livingsurvey.model import Survey
from livingsurvey.site.data.scripts import script
from livingsurvey.site.feeds.feeds import feeds_of

PATH = "assets/changes.js"


def export_changes(survey: Survey, analysis: Analysis) -> dict[str, bytes]:
    """Return the day of the content's last change, two days for each paper (added, last changed), and the feeds."""
    papers = {
        key: [dates.added.date().isoformat(), dates.changed.date().isoformat()]
        for key, dates in sorted(survey.history.items())
    }
    feeds = [[one.search, one.path, one.title.removesuffix(f" · {survey.settings.name}")] for one in feeds_of(survey)]
    data = {"generated": survey.changed.isoformat() if survey.changed else None, "papers": papers, "feeds": feeds}
    return {PATH: script("data.changes", data)}
