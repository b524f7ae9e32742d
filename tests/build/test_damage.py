"""Whatever becomes of what a build left behind, the next one comes to the same as one from nothing."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from livingsurvey.build.pipeline import build

from tests.build.changing import built, cold, differences
from tests.build.sites import edit, site_folder

Damage = Callable[[Path], None]


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0x55
    path.write_bytes(data)


def lengthen(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\0")


def folder(path: Path) -> None:
    path.unlink()
    (path / "deep").mkdir(parents=True)
    (path / "deep/file.md").write_text("Something else.")


def link(path: Path) -> None:
    path.rename(elsewhere := path.with_name(f"{path.name}.elsewhere"))
    path.symlink_to(elsewhere.name)


def dead_link(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


def remove(path: Path) -> None:
    path.unlink()


DAMAGES = (truncate, empty, flip, lengthen, folder, link, dead_link, remove)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A survey that was built twice, so that a site before the last one is kept."""
    root = site_folder(tmp_path_factory.mktemp("base") / "survey")
    build(root)
    edit(root, "one", "The abstract of one.", "The abstract of one, in other words.")
    build(root)
    return root


@pytest.fixture(scope="module")
def fresh(base: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What the survey comes to from nothing, after another change."""
    copy = tmp_path_factory.mktemp("changed") / "survey"
    shutil.copytree(base, copy, ignore=shutil.ignore_patterns("build", "site"))
    change(copy)
    return cold(copy, copy.parent / "fresh")


def change(root: Path) -> None:
    """Change a paper between the damage and the next build."""
    edit(root, "two", "The abstract of two.", "The abstract of two, in other words.")


@pytest.fixture
def root(base: Path, tmp_path: Path) -> Path:
    """A copy of the built survey, with all times."""
    return Path(shutil.copytree(base, tmp_path / "survey", symlinks=True))


def files_of(root: Path, pattern: str) -> list[Path]:
    return [path for path in sorted(root.glob(pattern)) if path.is_file() and not path.is_symlink()]


KEPT = (
    "build/site-record.json",
    "build/site.json",
    "build/pages.json",
    "build/cards.json",
    "build/history.json",
    "build/cache/*.json",
    "build/cache/*/*",
    "build/cards/*",
    "build/site-before/record.json",
)
MADE = ("build/docs/papers/*", "build/docs/data/*", "build/site-before/site/papers/*", "site/papers/*", "site/*")


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("patterns", [KEPT, MADE], ids=["kept", "made"])
def test_damaged_files_count_as_none(
    root: Path, fresh: dict[str, bytes], patterns: tuple[str, ...], damage: Damage
) -> None:
    damaged = [path for pattern in patterns for path in files_of(root, pattern) if path.stat().st_size]
    assert damaged
    for path in damaged:
        damage(path)
    change(root)
    assert differences(built(root), fresh) == []
    assert differences(built(root), fresh) == []


@pytest.mark.parametrize("damage", [folder, link, dead_link])
@pytest.mark.parametrize(
    "place",
    [
        "build/docs",
        "build/cache",
        "build/cards",
        "build/site-before",
        "build/site-before/site",
        "site",
        "site/papers",
        "build/docs/papers",
        "build/docs/data",
    ],
)
def test_a_folder_may_have_become_something_else(
    root: Path, fresh: dict[str, bytes], place: str, damage: Damage
) -> None:
    path, elsewhere = root / place, root.parent / "elsewhere"
    path.rename(elsewhere)
    if damage is folder:
        path.write_text("A file.")
    else:
        path.symlink_to(elsewhere if damage is link else "nowhere")
    before = {one: one.read_bytes() for one in elsewhere.rglob("*") if one.is_file()}
    change(root)
    assert differences(built(root), fresh) == []
    if place not in ("build/docs", "build/cache", "build/cards"):  # which one may have somewhere else
        assert {one: one.read_bytes() for one in elsewhere.rglob("*") if one.is_file()} == before
    assert differences(built(root), fresh) == []


def test_what_was_added_goes(root: Path, fresh: dict[str, bytes]) -> None:
    for place in ("site", "build/docs", "build/site-before/site"):
        for name in ("added.html", "added.md", "papers/added.html", "deep/er/added.js"):
            (root / place / name).parent.mkdir(parents=True, exist_ok=True)
            (root / place / name).write_text("Added.")
        (root / place / "link").symlink_to("papers")
        (root / place / "hollow").mkdir()
    change(root)
    assert differences(built(root), fresh) == []


@pytest.mark.parametrize(
    "place", ["build", "site", "build/docs", "build/site-before", "site/papers", "build/docs/data"]
)
def test_what_is_missing_is_made(root: Path, fresh: dict[str, bytes], place: str) -> None:
    shutil.rmtree(root / place)
    change(root)
    assert differences(built(root), fresh) == []


def test_a_record_of_another_site_makes_no_difference(root: Path, fresh: dict[str, bytes], tmp_path: Path) -> None:
    other = site_folder(tmp_path / "other")
    edit(other, "one", "The abstract of one.", "Something else.")
    build(other)
    for name in ("build/site-record.json", "build/cache/citations.json"):
        shutil.copy(other / name, root / name)
    shutil.copy(other / "build/site-record.json", root / "build/site-before/record.json")
    change(root)
    assert differences(built(root), fresh) == []


@pytest.mark.parametrize("rounded", [10**9, 2 * 10**9])
def test_a_site_that_was_carried_over_is_used(root: Path, fresh: dict[str, bytes], rounded: int) -> None:
    for path in (*root.glob("site/**/*"), *root.glob("build/**/*")):
        written = path.stat().st_mtime_ns // rounded * rounded
        os.utime(path, ns=(written, written))
    kept = {(root / place / "papers/three.html").stat().st_ino for place in ("site", "build/site-before/site")}
    change(root)
    assert differences(built(root), fresh) == []
    assert (root / "site/papers/three.html").stat().st_ino in kept


def test_a_file_that_was_changed_keeping_its_size_is_made_again(root: Path, fresh: dict[str, bytes]) -> None:
    page = root / "site/papers/three.html"
    page.write_bytes(page.read_bytes().replace(b"abstract", b"ABSTRACT"))
    change(root)
    assert differences(built(root), fresh) == []
