"""Reads, writes and edits ``content/``: files -> one immutable survey, and edits of it -> files.

What the package offers is listed in ``store.api`` and imported when it is first asked for: a command that finds nothing
to do need not wait for it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from livingsurvey.store.api import *  # noqa: F403


def __getattr__(name: str) -> Any:
    """Import what is asked for by name.

    Raises:
        AttributeError: when the package offers nothing of this name.
    """
    return getattr(import_module("livingsurvey.store.api"), name)
