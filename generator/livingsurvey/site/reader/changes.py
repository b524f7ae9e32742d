"""When each paper was added and changed, for pages that greet a reader who comes back.

A script, since a page opened from a folder may load scripts but not fetch data.
"""

from livingsurvey.analysis import Analysis
from livingsurvey.model import Survey
from livingsurvey.site.data.scripts import script

PATH = "assets/changes.js"


def export_changes(survey: Survey, analysis: Analysis) -> dict[str, bytes]:
    """Return the day of the last change to the content, and two days for each paper: added, and last changed."""
    papers = {
        key: [dates.added.date().isoformat(), dates.changed.date().isoformat()]
        for key, dates in sorted(survey.history.items())
    }
    data = {"generated": survey.changed.isoformat() if survey.changed else None, "papers": papers}
    return {PATH: script("data.changes", data)}
