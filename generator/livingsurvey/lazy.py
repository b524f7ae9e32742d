"""Packages that import what they offer when it is first asked for, since not every command needs it."""

import sys
from collections.abc import Callable, Collection
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any


def offered(package: str, file: str, over: Collection[str] = ()) -> Callable[[str], Any]:
    """Make the ``__getattr__`` of a package that offers what its module ``api`` imports.

    A module of the package is left to Python, which looks for one when the name is not found here.

    Args:
        package: its full name.
        file: its ``__init__.py``.
        over: what it offers under the name of one of its modules, as the function ``derive`` of ``derive.py``.

    Returns:
        A function from a name to what the package offers, which raises ``AttributeError`` where it offers nothing.
    """
    if over:
        sys.modules[package].__class__ = _without(frozenset(over))

    def _imported(name: str) -> Any:
        if name not in over and Path(file).with_name(f"{name}.py").is_file():
            raise AttributeError(name)
        return getattr(import_module(f"{package}.api"), name)

    return _imported


def _without(names: frozenset[str]) -> type[ModuleType]:
    """A package whose modules of these names are no attributes of it: Python makes them so when it imports one."""

    class _Package(ModuleType):
        def __setattr__(self, name: str, value: Any) -> None:
            if not (name in names and isinstance(value, ModuleType)):
                super().__setattr__(name, value)

    return _Package
