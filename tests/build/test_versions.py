"""Versions in addresses: each script and style has that of its own content, and a page only those that it loads."""

from pathlib import Path

import pytest
from livingsurvey.build.mkdocs_site import build_site, settings_of
from livingsurvey.build.versions import SITE, AssetVersions, missing_assets
from livingsurvey.store.theme_files import THEME

from tests.build.sites import contents, site_folder
from tests.builders import MKDOCS_YML


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small survey with the theme around its pages, and files of its own in place of some of the theme."""
    folder = site_folder(tmp_path / "survey", real_frame=True)
    (folder / "own").mkdir()
    settings = MKDOCS_YML.replace("name: survey", "name: survey\n  custom_dir: own")
    (folder / "mkdocs.yml").write_text(settings)
    return folder


def own(root: Path, path: str, text: str) -> None:
    (root / "own" / path).parent.mkdir(parents=True, exist_ok=True)
    (root / "own" / path).write_text(text)


def versions(root: Path) -> AssetVersions:
    return AssetVersions(settings_of(root), ["dom", "outline"], b"messages")


def test_a_file_has_another_version_only_where_it_is_another(root: Path) -> None:
    paths = ["assets/css/survey.css", "assets/css/audit.css", "assets/css/entries.audit.css"]
    before = [versions(root)[path] for path in paths]
    assert len(set(before)) == 3
    own(root, "assets/css/audit.css", (THEME / "assets/css/audit.css").read_text())
    assert [versions(root)[path] for path in paths] == before
    own(root, "assets/css/audit.css", "p {}")
    after = [versions(root)[path] for path in paths]
    assert [one == other for one, other in zip(before, after, strict=True)] == [True, False, False]


@pytest.mark.parametrize(
    ("path", "is_other"),
    [("assets/js/dom.js", True), ("assets/search/query.js", True), ("assets/js/gap-map.js", False)],
    ids=["joined", "loaded-later", "of-one-page"],
)
def test_the_script_of_all_pages_has_the_version_of_all_that_it_loads(root: Path, path: str, is_other: bool) -> None:
    before = versions(root)[SITE]
    assert before != AssetVersions(settings_of(root), ["dom", "outline"], b"other messages")[SITE]
    assert (THEME / path).is_file()
    own(root, path, "// another\n")
    assert (versions(root)[SITE] != before) is is_other


def test_another_style_makes_other_pages_only_of_those_that_load_it(root: Path) -> None:
    own(root, "assets/css/audit.css", "p {}")
    build_site(root)
    before = contents(root / "site")
    own(root, "assets/css/audit.css", "b {}")
    build_site(root)
    after = contents(root / "site")
    other = {name for name in before if before[name] != after[name] and name.endswith(".html")}
    assert other == {name for name, page in before.items() if name.endswith(".html") and b"audit.css" in page}
    assert {"papers/one.html", "audit.html"} <= other
    assert "index.html" not in other
    assert before.keys() == after.keys()


def test_assets_that_a_site_lacks_are_named(root: Path) -> None:
    build_site(root)
    config = settings_of(root)
    assert missing_assets(config) == []
    (root / "site/assets/css/audit.css").unlink()
    assert missing_assets(config) == ["assets/css/audit.css"]
