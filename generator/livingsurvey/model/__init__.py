"""The nouns of a survey. Imported by every stage, imports none of them."""

from typing import TYPE_CHECKING

from livingsurvey.lazy import offered

if TYPE_CHECKING:
    from livingsurvey.model.api import *  # noqa: F403

__getattr__ = offered(__name__, __file__)
