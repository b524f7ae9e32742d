"""Shared fixtures: the real survey, read and built once a session, and a small one to break."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from generator.catalogue import load
from generator.insight import Insight, derive
from generator.model import Survey
from generator.publish.generate import generate
from generator.publish.site import build_site
from tests.builders import REPOSITORY

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# The same examples every time, so that a change is judged by what it changes.
# HYPOTHESIS_PROFILE=explore looks for others.
settings.register_profile("fixed", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fixed"))


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """One browser for all tests of a process: there can be no second."""
    from tests.browser.launch import launched

    with launched() as started:
        yield started


@pytest.fixture(scope="session")
def real_survey() -> Survey:
    """The survey of this repository."""
    loaded = load(REPOSITORY)
    assert loaded.findings == ()
    assert loaded.survey is not None
    return loaded.survey


@pytest.fixture(scope="session")
def real_insight(real_survey: Survey) -> Insight:
    """What is derived from the real survey."""
    return derive(real_survey)


@pytest.fixture(scope="session")
def real_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the real survey's sources, generated and built once."""
    root = tmp_path_factory.mktemp("real")
    for name in ("content", "overrides"):
        shutil.copytree(REPOSITORY / name, root / name)
    shutil.copy(REPOSITORY / "mkdocs.yml", root)
    assert generate(root).findings == ()
    build_site(root)
    return root


@pytest.fixture(scope="session")
def site(real_copy: Path) -> Path:
    """The built site of the real survey."""
    return real_copy / "site"
