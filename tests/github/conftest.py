"""A GitHub for each test."""

from collections.abc import Iterator

import pytest

from tests.github.github import GitHub, running


@pytest.fixture
def github() -> Iterator[GitHub]:
    """A GitHub on this machine."""
    with running() as made:
        yield made
