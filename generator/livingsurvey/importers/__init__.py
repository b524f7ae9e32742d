"""Captures and bibliographies -> paper files. Running it twice changes nothing."""

from typing import TYPE_CHECKING

from livingsurvey.lazy import offered

if TYPE_CHECKING:
    from livingsurvey.importers.api import *  # noqa: F403

__getattr__ = offered(__name__, __file__, over=("enrich", "ingest"))
