"""Papers as bibliographies want them: one entry, and a file of many, in each citation format."""

from typing import TYPE_CHECKING

from livingsurvey.lazy import offered

if TYPE_CHECKING:
    from livingsurvey.citations.api import *  # noqa: F403

__getattr__ = offered(__name__, __file__)
