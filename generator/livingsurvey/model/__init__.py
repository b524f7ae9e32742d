"""The nouns of a survey. Imported by every stage, imports none of them.

What the package offers is listed in ``model.api`` and imported when it is first asked for: a command that finds nothing
to do need not wait for it.
"""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from livingsurvey.model.api import *  # noqa: F403


def __getattr__(name: str) -> Any:
    """Import what is asked for by name.

    A module of the package is left to Python, which looks for one when the name is not found here.

    Raises:
        AttributeError: when the package offers nothing of this name.
    """
    if (Path(__file__).parent / f"{name}.py").is_file():
        raise AttributeError(name)
    return getattr(import_module("livingsurvey.model.api"), name)
