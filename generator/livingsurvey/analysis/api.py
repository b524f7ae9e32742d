"""What the package offers to the other stages."""

from livingsurvey.analysis.derive import Analysis, derive, renew
from livingsurvey.analysis.related import Related

__all__ = ["Analysis", "Related", "derive", "renew"]
