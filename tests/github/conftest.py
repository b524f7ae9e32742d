"""A GitHub for each test, and the repository that it holds."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.github.github import GitHub, running
from tests.github.repository import repository


@pytest.fixture
def github() -> Iterator[GitHub]:
    """A GitHub on this machine."""
    with running(GitHub()) as made:
        yield made


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bare repository with a survey, which no test changes."""
    return repository(tmp_path_factory.mktemp("begun"))


@pytest.fixture
def origin(begun: Path, tmp_path: Path) -> Path:
    """A repository like it, for one test; clones stand beside it."""
    return Path(shutil.copytree(begun, tmp_path / "repositories" / "origin.git"))
