"""Survey + analysis -> {path: Markdown}. Pure: no files, no clock, no network."""

from typing import TYPE_CHECKING

from livingsurvey.lazy import offered

if TYPE_CHECKING:
    from livingsurvey.site.api import *  # noqa: F403

__getattr__ = offered(__name__, __file__)
