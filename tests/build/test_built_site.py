"""The built site: where it is, whether it is fresh, and what it offers."""

import os
from datetime import date
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.build.built_site import OFFERS, Built, built_site, offer, offer_file, size_text
from livingsurvey.build.mkdocs_site import BuildError

from tests.build.sites import BARE_MKDOCS_YML, site_folder

PAGE = '<p class="offer" data-offer="zip">No zip.</p>\n<p class="offer" data-offer="pdf">No\nPDF.</p>'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A survey whose sources are of yesterday."""
    folder = site_folder(tmp_path / "survey")
    for path in (folder, *folder.rglob("*")):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    return folder


@pytest.fixture
def fresh(root: Path, monkeypatch: pytest.MonkeyPatch) -> Built:
    """Its site, built after that; the generator is older still."""
    monkeypatch.setattr("livingsurvey.__file__", str(root / "content" / "survey.yml"))
    monkeypatch.setattr("livingsurvey.store.theme_files.THEME", root / "overrides")
    (root / "site").mkdir()
    (root / "site/index.html").write_text("home")
    os.utime(root / "site/index.html", (1_100_000_000, 1_100_000_000))
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


def test_a_site_is_fresh_until_a_source_changes(root: Path, fresh: Built) -> None:
    assert fresh.is_fresh(root)
    for path in ("content/papers/one.md", "overrides/main.html", "mkdocs.yml"):
        os.utime(root / path, (1_200_000_000, 1_200_000_000))
        assert not fresh.is_fresh(root)
        os.utime(root / path, (1_000_000_000, 1_000_000_000))
    assert fresh.is_fresh(root)


def test_a_site_is_stale_when_a_source_is_taken_out(root: Path, fresh: Built) -> None:
    (root / "content/papers/one.md").unlink()
    assert not fresh.is_fresh(root)


def test_a_missing_site_is_not_fresh(root: Path, fresh: Built) -> None:
    (fresh.folder / "index.html").unlink()
    assert not fresh.is_fresh(root)


def test_a_link_that_leads_nowhere_does_not_matter(root: Path, fresh: Built) -> None:
    (root / "content/.#lock").symlink_to("nowhere")
    os.utime(root / "content", (1_000_000_000, 1_000_000_000))
    assert fresh.is_fresh(root)


@pytest.mark.parametrize(
    ("home", "changed"),
    [('<section class="new" data-new="2026-01-20" hidden>', date(2026, 1, 20)), ("<h1>Home</h1>", None)],
)
def test_the_first_page_says_when_the_content_changed(fresh: Built, home: str, changed: date | None) -> None:
    (fresh.folder / "index.html").write_text(home)
    assert fresh.changed == changed


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
