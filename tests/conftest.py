"""Shared fixtures: the real survey, read and built once a session, and a small one to break."""

import gc
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from hypothesis import settings
from hypothesis.internal.conjecture import providers
from livingsurvey.analysis import derive
from livingsurvey.analysis.derive import Analysis
from livingsurvey.model import Survey
from livingsurvey.site.render import render_pages
from livingsurvey.store import load

from tests.bench.process import SURVEY
from tests.builders import REPOSITORY

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# The same examples every time, so that a change is judged by what it changes.
# HYPOTHESIS_PROFILE=explore looks for others.
settings.register_profile("fixed", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fixed"))


# Of use to `jsonschema` for formats of addresses, which no test asks it to look at; it takes seconds to import.
sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]

# Modules and thousands of tests stay as long as a process: Python need not look through them for garbage each time.
gc.disable()


def pytest_configure() -> None:
    """Let builds in these processes begin no others: for so few pages, these take longer to begin than to work."""
    pytest.MonkeyPatch().setattr(os, "sched_getaffinity", lambda _: {0}, raising=False)
    # Hypothesis takes examples from modules that have been imported, too: they would depend on which tests came before.
    pytest.MonkeyPatch().setattr(providers, "is_local_module_file", lambda _: False)


def pytest_collection_finish() -> None:
    """From here on, look for garbage in what tests make."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    gc.enable()


#: What takes longest comes first, so that no process is left alone with it at the end.
LONGEST = ("tests/package", "tests/browser/test_axe.py", "tests/hostile", "tests/build", "tests/browser")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Order the tests; within a file they stay as they are written."""
    items.sort(
        key=lambda item: next((n for n, name in enumerate(LONGEST) if item.nodeid.startswith(name)), len(LONGEST))
    )


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
def real_insight(real_survey: Survey) -> Analysis:
    """What is derived from the real survey."""
    return derive(real_survey)


@pytest.fixture(scope="session")
def real_pages(real_survey: Survey, real_insight: Analysis) -> dict[str, str]:
    """All generated pages of the real survey, by path."""
    return render_pages(real_survey, real_insight)


#: Makes a folder by name with a function that fills it, once for all processes of a test run.
Once = Callable[[str, Callable[[Path], object]], Path]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Sites take long to build: the first process that asks for one makes it, the others wait and share it.

    Nothing may be changed in what is shared.
    """
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def made(name: str, fill: Callable[[Path], object]) -> Path:
        folder, done = shared / f"{name}-shared", shared / f"{name}-made"
        with FileLock(shared / f"{name}-lock"):
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)  # what a failure left
                folder.mkdir()
                fill(folder)
                done.touch()
        return folder

    return made


@pytest.fixture(scope="session")
def real_copy(once: Once) -> Path:
    """A copy of the real survey's sources, generated and built."""
    return once("real", _build_real)


def _build_real(root: Path) -> None:
    shutil.copytree(REPOSITORY / "content", root / "content")
    shutil.copy(REPOSITORY / "mkdocs.yml", root)
    # In a process of its own it may begin others, as these here may not; what is wrong it would say.
    said = subprocess.run([*SURVEY, "build", "--strict"], cwd=root, check=True, capture_output=True, text=True).stdout
    assert re.fullmatch(r"Built \d+ pages into site/; open site/index\.html\.", said.strip())


@pytest.fixture(scope="session")
def curated_root(once: Once) -> Path:
    """A small survey with every field filled, built."""
    from tests.browser.sites import build_curated

    return once("curated", build_curated)


@pytest.fixture(scope="session")
def site(real_copy: Path) -> Path:
    """The built site of the real survey."""
    return real_copy / "site"
