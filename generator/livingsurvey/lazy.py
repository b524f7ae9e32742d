"""Packages that import what they offer when it is first asked for, since not every command needs it."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any


def offered(package: str, file: str) -> Callable[[str], Any]:
    """Make the ``__getattr__`` of a package that offers what its module ``api`` imports.

    A module of the package is left to Python, which looks for one when the name is not found here.

    Args:
        package: its full name.
        file: its ``__init__.py``.

    Returns:
        A function from a name to what the package offers, which raises ``AttributeError`` where it offers nothing.
    """

    def _imported(name: str) -> Any:
        if Path(file).with_name(f"{name}.py").is_file():
            raise AttributeError(name)
        return getattr(import_module(f"{package}.api"), name)

    return _imported
