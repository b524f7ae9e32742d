"""A name means one thing: no two public classes share one, and what a package exports exists and is documented."""

import ast
import importlib
import inspect
from collections import defaultdict

import pytest

from tests.builders import REPOSITORY

PACKAGE = REPOSITORY / "generator" / "livingsurvey"
MODULES = sorted(PACKAGE.rglob("*.py"))


def test_no_two_public_classes_share_a_name() -> None:
    places = defaultdict(list)
    for path in MODULES:
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(path.relative_to(PACKAGE).as_posix())
    assert {name: paths for name, paths in places.items() if len(paths) > 1} == {}


def _package_name(path: str) -> str:
    return ".".join(("livingsurvey", *path.split("/"))) if path != "." else "livingsurvey"


PACKAGES = sorted(_package_name(p.parent.relative_to(PACKAGE).as_posix()) for p in PACKAGE.rglob("__init__.py"))


@pytest.mark.parametrize("name", PACKAGES)
def test_what_a_package_exports_exists_and_is_documented(name: str) -> None:
    package = importlib.import_module(name)
    assert package.__doc__
    exported = getattr(package, "__all__", [])
    assert list(exported) == sorted(set(exported), key=exported.index)
    for one in exported:
        value = getattr(package, one)
        if inspect.isclass(value) or inspect.isfunction(value):
            assert value.__doc__, f"{name}.{one}"


@pytest.mark.parametrize(
    "name", ["store", "importers", "services", "analysis", "citations", "commands", "github", "cli"]
)
def test_every_package_says_what_it_exports(name: str) -> None:
    assert importlib.import_module(f"livingsurvey.{name}").__all__
