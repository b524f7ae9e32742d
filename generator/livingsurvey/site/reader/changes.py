"""When each paper was added and changed, for pages that greet a reader who comes back.

A script, since a page opened from a folder may load scripts but not fetch data.
"""

from collections.abc import Iterable

from livingsurvey.analysis import Analysis
from livingsurvey.model import Claim, Survey
from livingsurvey.model.claim_change import ClaimChange
from livingsurvey.site.data.scripts import script
from livingsurvey.site.feeds.feeds import feeds_of
from livingsurvey.site.figures import figure_in_data

PATH = "assets/changes.js"


def export_changes(survey: Survey, analysis: Analysis) -> dict[str, bytes]:
    """Return the day of the content's last change, two days for each paper (added, last changed), and the feeds.

    Of claims that were changed there are the day and the figure before and after; what was not there is empty.
    """
    papers = {
        key: [dates.added.date().isoformat(), dates.changed.date().isoformat()]
        for key, dates in sorted(survey.history.items())
    }
    feeds = [[one.search, one.path, one.title.removesuffix(f" · {survey.settings.name}")] for one in feeds_of(survey)]
    day = survey.changed.isoformat() if survey.changed else None
    claims = {key: said for key, found in sorted(survey.claim_changes.items()) if (said := _said(survey, found))}
    return {PATH: script("data.changes", {"generated": day, "papers": papers, "claims": claims, "feeds": feeds})}


def _said(survey: Survey, changes: Iterable[ClaimChange]) -> list[list[str]]:
    """The changes that say something else to a reader: another figure, sentence or baseline."""
    return [
        [one.on.isoformat(), *(figure_in_data(survey, claim) if claim else "" for claim in one[1:])]
        for one in changes
        if _seen(survey, one.before) != _seen(survey, one.after)
    ]


def _seen(survey: Survey, claim: Claim | None) -> tuple[str | None, ...]:
    return (figure_in_data(survey, claim), claim.quote, claim.against) if claim else ()
