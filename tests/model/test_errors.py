"""All errors are one family, end alike, and are documented."""

import importlib
import pkgutil
import re

import livingsurvey
import pytest
from livingsurvey.model.errors import SurveyError

from tests.builders import REPOSITORY

_ROW = re.compile(r"^\| `(\w+)` \| `([\w.]+)` \| \S.*\|$", re.MULTILINE)


def _own_errors() -> set[type[BaseException]]:
    """Every exception class that a module of the package defines."""
    found: set[type[BaseException]] = set()
    for info in pkgutil.walk_packages(livingsurvey.__path__, "livingsurvey."):
        for value in vars(importlib.import_module(info.name)).values():
            if isinstance(value, type) and issubclass(value, BaseException) and value.__module__ == info.name:
                found.add(value)
    return found


def test_every_error_belongs_to_the_family_and_ends_in_error() -> None:
    assert [one for one in _own_errors() if not (issubclass(one, SurveyError) and one.__name__.endswith("Error"))] == []


def test_the_table_of_errors_lists_exactly_the_classes_there_are() -> None:
    table = (REPOSITORY / "generator" / "docs" / "errors.md").read_text()
    listed = {(name, f"livingsurvey.{module}") for name, module in _ROW.findall(table)}
    assert listed == {(one.__name__, one.__module__) for one in _own_errors() - {SurveyError}}


@pytest.mark.parametrize("given", [{}, {"file": "content/a.md", "line": 3, "column": 7}])
def test_an_error_carries_what_was_wrong(given: dict[str, object]) -> None:
    error = SurveyError("It is wrong.", **given)  # type: ignore[arg-type]
    said = {"file": "", "line": 0, "column": 0} | given
    assert str(error) == error.message == "It is wrong."
    assert {name: getattr(error, name) for name in said} == said
