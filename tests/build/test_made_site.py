"""A site that is kept up to date: the same bytes as one built anew, and only what is different is made."""

from functools import partial
from pathlib import Path

import pytest
from livingsurvey.build.made_site import MadeSite
from livingsurvey.build.mkdocs_site import settings_as_left
from livingsurvey.build.outcome import Generated
from livingsurvey.build.pipeline import read_content
from livingsurvey.build.site_record import SiteRecord
from mkdocs.exceptions import Abort

from tests.build.sites import contents, edit, site_contents, site_folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small survey."""
    return site_folder(tmp_path / "survey")


def made(root: Path) -> MadeSite:
    return MadeSite(root, root / "site", root / "before", SiteRecord())


def make(site: MadeSite, root: Path, strict: bool = False) -> SiteRecord:
    pages = Generated(made=False)
    read_content(root, pages)
    settings = partial(settings_as_left, root, strict, pages)
    return site.make(pages, settings, settings(), root / "new")


def inodes(root: Path) -> dict[str, int]:
    return {path.relative_to(root).as_posix(): path.stat().st_ino for path in root.rglob("*.html")}


def test_only_what_is_different_is_made_and_all_of_it_is_as_if_built_anew(root: Path, tmp_path: Path) -> None:
    site = made(root)
    make(site, root)
    assert site.is_all_new
    before, was = inodes(root / "site"), contents(root / "site")
    edit(root, "one", "The abstract of one.", "Other words.")
    record = make(site, root)
    assert not site.is_all_new
    after, now = inodes(root / "site"), contents(root / "site")
    different = {name for name in before if was[name] != now[name]}
    assert {name for name in before if before[name] != after[name]} == different
    assert "papers/one.html" in different
    assert not {"about.html", "topics/index.html"} & different
    assert set(record.files) == set(contents(root / "site"))
    make(made(root), root)
    kept = site_contents(root / "site")
    other = site_folder(tmp_path / "other")
    edit(other, "one", "The abstract of one.", "Other words.")
    make(made(other), other)
    assert site_contents(other / "site") == kept


def test_a_site_that_is_gone_is_all_new(root: Path) -> None:
    site = made(root)
    make(site, root)
    (root / "site").rename(root / "elsewhere")
    make(site, root)
    assert site.is_all_new


def test_a_strict_build_stops_at_a_menu_that_leads_nowhere_and_leaves_the_site(root: Path) -> None:
    site = made(root)
    make(site, root)
    before = contents(root / "site")
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("papers/index.md", "nowhere.md"))
    with pytest.raises(Abort, match="Aborted with 1 warnings in strict mode!"):
        make(site, root, strict=True)
    assert contents(root / "site") == before
