"""Survey -> what nobody should type: shown abstracts, links, mentions, related papers, reading order."""

from livingsurvey.analysis.derive import Analysis, derive, of_papers
from livingsurvey.analysis.related import Related

__all__ = ["Analysis", "Related", "derive", "of_papers"]
