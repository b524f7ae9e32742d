"""Shares of a site, made by several machines and joined, are the same site to the byte."""

import shutil
from pathlib import Path

import pytest
from livingsurvey.build.outcome import BuildError
from livingsurvey.build.pipeline import build
from livingsurvey.build.shares import ALL, SHARES, share_of
from livingsurvey.build.stamps import unchanged_site

from tests.build.made_pages import noting_pages
from tests.build.sites import contents, edit, site_folder

KEPT = ("build/docs", "build/shares", "site")


def join(root: Path, shares: list[Path]) -> None:
    for share in shares:
        for folder in KEPT:
            shutil.copytree(share / folder, root / folder, dirs_exist_ok=True, copy_function=shutil.copyfile)


@pytest.fixture
def shares(tmp_path: Path) -> list[Path]:
    """The same survey on three machines, each of which has made its share."""
    roots = [site_folder(tmp_path / name) for name in ("first", "second", "third")]
    for number, root in enumerate(roots, 1):
        build(root, share=share_of(f"{number}/3"))
    return roots


def test_joined_shares_are_the_site_of_one_machine_and_no_page_is_made_again(
    shares: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, alone = site_folder(tmp_path / "joined"), site_folder(tmp_path / "alone")
    join(root, shares)
    made = noting_pages(monkeypatch)
    build(root)
    assert made == []
    assert not (root / SHARES).exists()
    build(alone)
    for folder in ("site", "build/docs"):
        assert contents(root / folder) == contents(alone / folder)


def test_each_share_has_pages_of_its_own(shares: list[Path]) -> None:
    pages = [{path for path in contents(root / "build/docs") if path.endswith(".md")} for root in shares]
    assert all(pages)
    assert sum(map(len, pages)) == len(set().union(*pages))


def test_a_share_that_is_missing_is_made(shares: list[Path], tmp_path: Path) -> None:
    root, alone = site_folder(tmp_path / "joined"), site_folder(tmp_path / "alone")
    join(root, shares[1:])
    build(root)
    build(alone)
    assert contents(root / "site") == contents(alone / "site")


def test_shares_of_what_has_been_edited_since_are_made_anew(shares: list[Path], tmp_path: Path) -> None:
    root, alone = site_folder(tmp_path / "joined"), site_folder(tmp_path / "alone")
    join(root, shares)
    for folder in (root, alone):
        edit(folder, "two", "The abstract of two", "Another abstract")
        build(folder)
    assert contents(root / "site") == contents(alone / "site")


def test_a_share_of_a_site_is_not_taken_for_the_site(shares: list[Path]) -> None:
    assert unchanged_site(shares[0]) is None


def test_a_site_with_hooks_cannot_be_made_in_shares(tmp_path: Path) -> None:
    root = site_folder(tmp_path / "survey")
    (root / "hook.py").write_text("def on_page_markdown(markdown, **_):\n    return markdown\n")
    with (root / "mkdocs.yml").open("a") as settings:
        settings.write("hooks: [hook.py]\n")
    with pytest.raises(BuildError, match="cannot be made in shares"):
        build(root, share=share_of("1/2"))


@pytest.mark.parametrize("text", ["0/2", "3/2", "1", "1/0", "a/b", "1/2/3"])
def test_what_is_no_share_is_refused(text: str) -> None:
    with pytest.raises(BuildError, match="A share is written as 1/4"):
        share_of(text)


def test_without_a_share_all_pages_are_made() -> None:
    assert share_of("") == ALL
    assert list(range(7))[share_of("2/3")] == [1, 4]
