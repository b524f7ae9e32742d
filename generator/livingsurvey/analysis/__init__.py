"""Survey -> what nobody should type: shown abstracts, links, mentions, related papers, reading order."""

from typing import TYPE_CHECKING

from livingsurvey.lazy import offered

if TYPE_CHECKING:
    from livingsurvey.analysis.api import *  # noqa: F403

__getattr__ = offered(__name__, __file__, over=("derive",))
