"""Survey -> what nobody should type: shown abstracts, links, mentions, related papers, reading order."""

from generator.insight.derive import Insight, derive, renew
from generator.insight.related import Related

__all__ = ["Insight", "Related", "derive", "renew"]
