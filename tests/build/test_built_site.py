"""The built site: where it is, whether it is fresh, and what it offers."""

from datetime import date
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.build.built_site import OFFERS, Built, built_site, offer, offer_file, size_text
from livingsurvey.build.pipeline import BuildError, build

from tests.build.sites import BARE_MKDOCS_YML, edit, site_folder

PAGE = '<p class="offer" data-offer="zip">No zip.</p>\n<p class="offer" data-offer="pdf">No\nPDF.</p>'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small survey."""
    return site_folder(tmp_path / "survey")


@pytest.fixture
def built(root: Path) -> Built:
    """Its site, built."""
    build(root)
    return built_site(root)


def test_a_site_stands_where_the_settings_say(root: Path) -> None:
    assert built_site(root) == Built(root / "site", "Test Survey")
    (root / "mkdocs.yml").write_text(f"{BARE_MKDOCS_YML}site_dir: public/html\n")
    assert built_site(root).folder == root / "public/html"


def test_settings_that_cannot_be_used_are_told(root: Path) -> None:
    (root / "mkdocs.yml").write_text("site_name: [")
    with pytest.raises(BuildError, match="configuration"):
        built_site(root)


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Test Survey", "test-survey"), ("Études, 2nd ed.", "etudes-2nd-ed"), ("!!!", "survey"), ("con", "con-2")],
)
def test_a_name_becomes_one_for_files(name: str, slug: str) -> None:
    assert Built(Path(), name).slug == slug


def test_a_site_is_current_until_a_source_changes(root: Path, built: Built) -> None:
    assert built.is_current(root)
    edit(root, "one", "title: One", "title: Uno")
    assert not built.is_current(root)


def test_what_was_put_into_a_site_since_does_not_matter(root: Path, built: Built) -> None:
    (built.folder / "survey.pdf").write_bytes(b"x")
    assert built.is_current(root)


def test_a_missing_site_is_not_current(root: Path, built: Built) -> None:
    (built.folder / "index.html").unlink()
    assert not built.is_current(root)


@pytest.mark.parametrize(
    ("home", "changed"),
    [('<section class="new" data-new="2026-01-20" hidden>', date(2026, 1, 20)), ("<h1>Home</h1>", None)],
)
def test_the_first_page_says_when_the_content_changed(tmp_path: Path, home: str, changed: date | None) -> None:
    (tmp_path / "index.html").write_text(home)
    assert Built(tmp_path, "Name").changed == changed


def test_an_offer_takes_its_place_and_no_other() -> None:
    once = offer(PAGE, "zip", r'<a href="\1.zip">It</a>')
    assert once == PAGE.replace("No zip.", r'<a href="\1.zip">It</a>')
    assert offer(once, "zip", "No zip.") == PAGE
    assert offer(PAGE, "pdf", "It.").endswith('data-offer="pdf">It.</p>')
    assert offer("no such place", "zip", "It.") == "no such place"


def test_a_file_in_the_site_is_offered_and_one_elsewhere_is_not(tmp_path: Path) -> None:
    (tmp_path / OFFERS).write_text(PAGE)
    for folder in ("site", "other"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.zip").write_bytes(b"x" * 2_000_000)
    site = tmp_path / "site"
    offer_file(site, site / "a.zip", "zip", "A & B")  # a site without the page offers nothing
    (site / OFFERS).write_text(PAGE)
    offer_file(site, tmp_path / "other/a.zip", "zip", "A & B")
    assert (site / OFFERS).read_text() == PAGE
    offer_file(site, site / "a.zip", "zip", "A & B", "Unpack it.")
    assert '<a href="a.zip" download>A &amp; B</a> (2.0 MB). Unpack it.</p>' in (site / OFFERS).read_text()


@pytest.mark.parametrize(
    ("size", "text"), [(0, "1 KB"), (99_499, "99 KB"), (100_000, "0.1 MB"), (10_515_339, "10.5 MB")]
)
def test_sizes_are_said_as_people_say_them(size: int, text: str) -> None:
    assert size_text(size) == text


@given(st.text())
def test_any_text_is_offered_as_text(text: str) -> None:
    assert offer(offer(PAGE, "zip", escape(text)), "zip", "No zip.") == PAGE
