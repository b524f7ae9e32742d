"""The abstracts for the search: one script, loaded when the search box is first used.

With the facts of :mod:`generator.exports.explore`, which are in the same order, it is all that is searched.
"""

from generator.exports.scripts import script
from generator.insight import Insight
from generator.model import Survey
from generator.model.markup import plain_text

PATH = "assets/search-index.js"


def export_search(survey: Survey, insight: Insight) -> dict[str, bytes]:
    """Return the abstracts as shown, in the order of papers."""
    return {PATH: script("data.abstracts", [plain_text(insight.abstract[paper.key]) for paper in survey.papers])}
