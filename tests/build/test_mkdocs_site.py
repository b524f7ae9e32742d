"""Building the site: strictly, and in one step or not at all."""

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from livingsurvey.build.mkdocs_site import build_site, replace_folder, site_sources
from livingsurvey.build.pipeline import BuildError, generate

from tests.build.sites import BARE_MKDOCS_YML, KEYS, contents, edit, site_folder

OLD = {"index.html": b"old", "deep/er.html": b"old too"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small survey with an old site that is not its own."""
    folder = site_folder(tmp_path / "survey")
    for name, data in OLD.items():
        (folder / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "site" / name).write_bytes(data)
    return folder


def leftovers(root: Path) -> list[str]:
    return [path.name for path in root.iterdir() if path.name.startswith(".")]


def test_the_site_holds_a_page_for_every_paper_and_the_data(tmp_path: Path) -> None:
    root = site_folder(tmp_path / "survey", real_frame=True)
    assert build_site(root) == root / "site"
    files = contents(root / "site")
    assert {"index.html", "404.html", "about.html", "sources.html", "topics/caches.html"} <= set(files)
    assert {f"papers/{key}.html" for key in KEYS} <= set(files)
    assert {"data/survey.json", "data/survey.schema.json", "assets/search-index.js"} <= set(files)
    assert b"The abstract of one." in files["papers/one.html"]
    assert leftovers(root) == []


def test_the_new_site_takes_the_place_of_the_old_one_whole(root: Path) -> None:
    build_site(root)
    assert "deep/er.html" not in contents(root / "site")
    assert leftovers(root) == []


def test_the_old_site_stays_whole_until_the_new_one_is_complete(root: Path) -> None:
    seen: list[dict[str, bytes]] = []
    build_site(root, progress=lambda done: seen.append(contents(root / "site")))
    assert seen
    assert all(files == OLD for files in seen)
    assert contents(root / "site") != OLD


def test_progress_counts_every_page(root: Path) -> None:
    counts: list[int] = []
    build_site(root, progress=counts.append)
    pages = len(list((root / "build" / "docs").rglob("*.md")))
    begun = counts.count(0)  # before there is any page
    assert counts == [0] * begun + list(range(1, pages + 1))


def dead_link(root: Path) -> None:
    (root / "hook.py").write_text(
        "def on_page_markdown(markdown, **_):\n    return f'{markdown}\\n\\n[x](nowhere.md)'\n"
    )
    (root / "mkdocs.yml").write_text(f"{BARE_MKDOCS_YML}hooks: [hook.py]\n")


def mend(root: Path) -> None:
    (root / "mkdocs.yml").write_text(BARE_MKDOCS_YML)


def dead_navigation(root: Path) -> None:
    (root / "mkdocs.yml").write_text(BARE_MKDOCS_YML.replace("papers/index.md", "nowhere.md"))


def bad_survey(root: Path) -> None:
    (root / "content" / "survey.yml").write_text("name: [")


def bad_frame(root: Path) -> None:
    (root / "overrides" / "main.html").write_text("{% block %")


def bad_settings(root: Path) -> None:
    (root / "mkdocs.yml").write_text("site_name: [")


def no_settings(root: Path) -> None:
    (root / "mkdocs.yml").unlink()


def unknown_plugin(root: Path) -> None:
    (root / "mkdocs.yml").write_text(BARE_MKDOCS_YML.replace("[survey]", "[survey, ghost]"))


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (dead_link, "nowhere.md"),
        (dead_navigation, "nowhere.md"),
        (bad_survey, "content/survey.yml"),
        (bad_frame, "expected token"),
        (bad_settings, "error parsing the configuration"),
        (no_settings, "mkdocs.yml"),
        (unknown_plugin, "ghost"),
    ],
)
def test_a_failed_build_tells_why_and_leaves_the_old_site_byte_for_byte(
    root: Path, spoil: Callable[[Path], None], told: str
) -> None:
    spoil(root)
    with pytest.raises(BuildError) as failure:
        build_site(root)
    assert told in str(failure.value)
    assert contents(root / "site") == OLD
    assert leftovers(root) == []


def test_a_failed_first_build_leaves_no_site(tmp_path: Path) -> None:
    root = site_folder(tmp_path / "survey")
    dead_link(root)
    with pytest.raises(BuildError):
        build_site(root)
    assert not (root / "site").exists()


def test_a_mended_survey_is_built_after_a_failure(root: Path) -> None:
    dead_link(root)
    with pytest.raises(BuildError):
        build_site(root)
    mend(root)
    build_site(root)
    assert "papers/one.html" in contents(root / "site")


def test_a_paper_that_cannot_be_read_is_left_out_of_the_site(root: Path) -> None:
    edit(root, "one", "title:", "tytle:")
    build_site(root)
    assert {"papers/two.html", "papers/three.html"} <= set(contents(root / "site"))
    assert "papers/one.html" not in contents(root / "site")


@pytest.mark.parametrize("spoil", [lambda root: None, dead_link], ids=["good", "bad"])
def test_a_build_leaves_no_log_handlers_behind(root: Path, spoil: Callable[[Path], None]) -> None:
    before = list(logging.getLogger("mkdocs").handlers)
    spoil(root)
    try:
        build_site(root)
    except BuildError:
        assert spoil is dead_link
    assert logging.getLogger("mkdocs").handlers == before


@pytest.mark.parametrize("place", ["public", "public/html"])
def test_the_site_can_stand_elsewhere(root: Path, place: str) -> None:
    (root / "mkdocs.yml").write_text(f"{BARE_MKDOCS_YML}site_dir: {place}\n")
    assert build_site(root) == root / place
    assert (root / place / "papers" / "one.html").is_file()
    assert contents(root / "site") == OLD


def test_a_folder_replaces_another_whole(tmp_path: Path) -> None:
    for name in ("staging/new", "target"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / f"{Path(name).name}.txt").write_text(name)
    replace_folder(tmp_path / "staging" / "new", tmp_path / "target")
    assert contents(tmp_path / "target") == {"new.txt": b"staging/new"}
    assert list((tmp_path / "staging").iterdir()) == []


def test_a_folder_may_replace_nothing(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    replace_folder(tmp_path / "new", tmp_path / "target")
    assert (tmp_path / "target").is_dir()
    assert not (tmp_path / "new").exists()


def test_a_site_is_made_from_settings_theme_and_hooks_but_not_from_libraries(root: Path, tmp_path: Path) -> None:
    (root / "hook.py").write_text("")
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme/paper.html").write_text("")
    settings = BARE_MKDOCS_YML.replace("custom_dir: overrides", f"custom_dir: {tmp_path / 'theme'}")
    assert settings != BARE_MKDOCS_YML
    (root / "mkdocs.yml").write_text(f"{settings}hooks: [hook.py]\n")
    assert site_sources(root) == ("mkdocs.yml", str(tmp_path / "theme"), "hook.py")


def test_settings_that_are_inherited_are_among_what_a_site_is_made_from(root: Path) -> None:
    own = root / "mkdocs.yml"
    (root / "shared.yml").write_text(own.read_text())
    own.write_text("INHERIT: shared.yml\nsite_name: Another name\n")
    assert "shared.yml" in site_sources(root)


def test_settings_that_cannot_be_used_name_no_sources(root: Path) -> None:
    bad_settings(root)
    with pytest.raises(BuildError, match="configuration"):
        site_sources(root)


def test_warnings_of_mkdocs_stop_a_strict_build_only(root: Path) -> None:
    dead_navigation(root)
    pages = generate(root)
    build_site(root, pages, strict=False)
    assert ["nowhere.md" in line for line in pages.warnings] == [True]
    with pytest.raises(BuildError, match=r"nowhere\.md"):
        build_site(root, pages)
