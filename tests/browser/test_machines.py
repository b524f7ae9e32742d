"""In a real browser: structured data can be read and is not run, and the page about the data leads to its files."""

import re
from pathlib import Path

import pytest

from tests.browser.conftest import Visit
from tests.browser.sites import PAGES, Origin


@pytest.mark.parametrize("kind", ["home", "topic", "paper", "method"])
def test_structured_data_can_be_read_in_the_page(curated: Origin, visit: Visit, kind: str) -> None:
    page = visit(curated.page(kind), stay=True)
    texts = page.locator('script[type="application/ld+json"]').all_text_contents()
    assert len(texts) == (kind != "method")
    found = page.evaluate(
        "texts => texts.flatMap(text => JSON.parse(text)['@graph'].map(node => node['@type']))", texts
    )
    wanted = {
        "home": ["CollectionPage", "Dataset"],
        # Where the site is nobody knows here, and the places of a breadcrumb need whole addresses.
        "topic": ["CollectionPage"],
        "paper": ["ScholarlyArticle"],
    }
    assert found == wanted.get(kind, [])
    assert kind in PAGES


def test_the_page_about_the_data_leads_to_every_file(server: Origin, visit: Visit) -> None:
    page = visit(server / "data/index.html")
    addresses = page.locator("article table a").evaluate_all("links => links.map(link => link.href)")
    assert len(addresses) >= 8
    for address in addresses:
        assert page.request.get(address).status == 200


def test_the_dates_of_papers_are_a_script_that_any_page_can_load(curated: Origin, visit: Visit) -> None:
    page = visit(curated.page("home"), stay=True)
    page.add_script_tag(url=curated / "assets/changes.js")
    assert page.evaluate("Object.keys(survey.data.changes)") == ["generated", "papers", "claims", "feeds"]


def test_no_page_is_wider_than_a_phone(server: Origin, visit: Visit) -> None:
    page = visit(server / "data/index.html", viewport={"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_every_page_is_offered_as_its_markdown(curated_root: Path) -> None:
    site = curated_root / "site"
    pages = [path for path in site.rglob("*.html") if path.name != "404.html"]
    texts = {path: path.read_text() for path in pages}
    own = {path: text for path, text in texts.items() if 'http-equiv="refresh"' not in text}
    assert len(own) > 40
    for path, text in own.items():
        found = re.search(r'<a href="([^"]+)" type="text/markdown">View as Markdown</a>', text)
        assert found and (path.parent / found[1]).is_file(), path
