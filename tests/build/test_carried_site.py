"""What the workflows keep of a build is enough for the next one, on another machine, to make only what differs."""

import os
import shutil
from pathlib import Path

import pytest
import yaml
from livingsurvey.build.pipeline import build

from tests.build.made_pages import noting_pages
from tests.build.sites import contents, edit, site_folder
from tests.builders import REPOSITORY

WORKFLOWS = REPOSITORY / ".github/workflows"


def kept_paths(name: str) -> set[str]:
    """What a workflow keeps, or takes from what was kept."""
    (job, *_) = yaml.safe_load((WORKFLOWS / f"{name}.yml").read_text())["jobs"].values()
    (kept,) = {step["with"]["path"] for step in job["steps"] if "actions/cache" in step.get("uses", "")}
    return set(kept.split())


def carry(root: Path, other: Path) -> None:
    """Carry what is kept to another survey, with other times, as an archive may have them."""
    for pattern in kept_paths("preview"):
        for path in root.glob(pattern):
            copy = other / path.relative_to(root)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copytree(path, copy, copy_function=shutil.copyfile) if path.is_dir() else shutil.copyfile(path, copy)
    for path in (other / "site").rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that are made from now on."""
    return noting_pages(monkeypatch)


@pytest.fixture
def carried(tmp_path: Path) -> Path:
    """A survey that has not been built here, with what another machine has kept of building it."""
    built, other = (site_folder(tmp_path / name) for name in ("built", "other"))
    build(built)
    carry(built, other)
    return other


def test_all_workflows_keep_the_same() -> None:
    assert kept_paths("preview") == kept_paths("publish")


def test_only_what_differs_is_made_of_what_another_machine_has_built(carried: Path, made: list[str]) -> None:
    build(carried)
    assert made == []
    edit(carried, "two", "The abstract of two", "Another abstract")
    build(carried)
    assert "papers/two.md" in made
    assert "papers/one.md" not in made
    fresh = site_folder(carried.parent / "fresh")
    edit(fresh, "two", "The abstract of two", "Another abstract")
    build(fresh)
    assert contents(carried / "site") == contents(fresh / "site")


def test_that_only_some_extensions_may_run_makes_no_page_anew(
    carried: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SURVEY_TRUSTED", "0" * 40)
    build(carried)
    assert made == []


def test_a_page_that_was_changed_on_the_way_is_made_anew(carried: Path, made: list[str]) -> None:
    page = carried / "site/papers/one.html"
    right = page.read_bytes()
    page.write_bytes(right.replace(b"One", b"Two"))
    build(carried)
    assert made == ["papers/one.md"]
    assert page.read_bytes() == right
