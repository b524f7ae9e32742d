"""The abstracts for the search: one script, loaded when the search box is first used.

With the facts of :mod:`livingsurvey.site.explore.explore_data`, in the same order, it is all that is searched.
"""

from livingsurvey.analysis import Analysis
from livingsurvey.model import Survey
from livingsurvey.model.markup import plain_text
from livingsurvey.site.data.scripts import script

PATH = "assets/search-index.js"


def export_search(survey: Survey, analysis: Analysis) -> dict[str, bytes]:
    """Return the abstracts as shown, in the order of papers."""
    return {PATH: script("data.abstracts", [plain_text(analysis.abstract[paper.key]) for paper in survey.papers])}
