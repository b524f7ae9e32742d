"""The nouns of a survey. Imported by every stage, imports none of them.

What the package offers is listed in ``model.api`` and imported when it is first asked for: a command that finds nothing
to do need not wait for it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from livingsurvey.model.api import *  # noqa: F403


def __getattr__(name: str) -> Any:
    """Import what is asked for by name.

    Raises:
        AttributeError: when the package offers nothing of this name.
    """
    return getattr(import_module("livingsurvey.model.api"), name)
