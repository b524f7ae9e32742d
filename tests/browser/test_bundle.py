"""The zip, unpacked anywhere and opened without a server: everything works, and nothing is missing."""

import shutil
import zipfile
from pathlib import Path

import pytest
from livingsurvey.build.built_site import OFFERS, built_site, offer_file
from livingsurvey.build.bundle import pack
from livingsurvey.model import Survey
from playwright.sync_api import Page, expect

from tests.browser.conftest import SCHEMES, Visit
from tests.browser.sites import PAGES, Origin, origin_of

LIMIT = 25_000_000


@pytest.fixture(scope="session")
def bundle(real_copy: Path, real_survey: Survey, tmp_path_factory: pytest.TempPathFactory) -> Origin:
    """The real site, packed and unpacked below a folder with spaces and umlauts."""
    folder = tmp_path_factory.mktemp("Größe und Übersicht (neu) #1 100%")
    built = built_site(real_copy)
    assert pack(built, folder / "all.zip") < LIMIT
    with zipfile.ZipFile(folder / "all.zip") as archive:
        archive.extractall(folder)
    assert sorted(path.name for path in folder.iterdir()) == ["all.zip", built.slug]
    return Origin(f"{(folder / built.slug).as_uri()}/", real_survey)


@pytest.mark.parametrize("kind", PAGES)
def test_every_kind_of_page_opens(visit: Visit, bundle: Origin, kind: str) -> None:
    page = visit(bundle.page(kind))  # any complaint of the console fails the test
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("h1")).to_have_count(1)
    assert page.title()
    assert page.evaluate("[...document.styleSheets].length") > 1
    assert page.evaluate("document.fonts.ready.then(() => [...document.fonts].some(f => f.status === 'loaded'))")


def search(page: Page, query: str) -> None:
    """Search and go to the first result."""
    page.get_by_role("searchbox").fill(query)
    first = page.locator(".search__link").first
    expect(first).to_be_visible()
    title = first.inner_text()
    first.click()
    expect(page.locator("h1")).to_have_text(title)


def test_search_works(visit: Visit, bundle: Origin) -> None:
    search(visit(bundle / "index.html", fresh=True), "speculative decoding")


def test_marks_are_kept_between_pages(visit: Visit, bundle: Origin) -> None:
    page = visit(bundle.page("paper"), fresh=True)
    title = page.locator("h1").inner_text()
    page.get_by_role("button", name="Save to reading list").click()
    page.goto(bundle / "reading-list.html")
    expect(page.locator(".saved__title")).to_have_text(title)


def test_the_bundle_does_not_offer_itself(visit: Visit, bundle: Origin) -> None:
    page = visit(bundle / OFFERS, fresh=True)
    expect(page.locator("[data-offer=zip]")).to_have_text("This is the bundle to read offline: the folder you are in.")
    expect(page.locator("[data-offer] a")).to_have_count(0)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_bundle_that_is_offered_can_be_downloaded(
    visit: Visit, curated_root: Path, curated_survey: Survey, tmp_path: Path, scheme: str
) -> None:
    root = tmp_path / "survey"
    shutil.copytree(curated_root, root)
    built = built_site(root)
    with origin_of(scheme, built.folder, curated_survey) as site:
        page = visit(site / OFFERS, fresh=True, accept_downloads=True)
        expect(page.locator("[data-offer] a")).to_have_count(0)
        target = built.folder / "a.zip"
        pack(built, target)
        offer_file(built.folder, target, "zip", "The whole site as one zip")
        page.reload()
        with page.expect_download() as download:
            page.get_by_role("link", name="The whole site as one zip").click()
        download.value.save_as(tmp_path / "a.zip")
    assert zipfile.is_zipfile(tmp_path / "a.zip")
