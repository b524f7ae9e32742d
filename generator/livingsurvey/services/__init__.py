"""Asking arXiv, Crossref, OpenAlex and others for one paper, or for what is new. Nothing else uses a network."""

from typing import TYPE_CHECKING

from livingsurvey.lazy import offered

if TYPE_CHECKING:
    from livingsurvey.services.api import *  # noqa: F403

__getattr__ = offered(__name__, __file__)
