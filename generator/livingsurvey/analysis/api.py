"""What the package offers to the other stages."""

from livingsurvey.analysis.derive import Analysis, derive, of_papers
from livingsurvey.analysis.related_papers import Related

__all__ = ["Analysis", "Related", "derive", "of_papers"]
