"""Former addresses of papers: the browser goes on to the present page, from a server and from a folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from livingsurvey.store import load
from playwright.sync_api import Browser, expect

from tests.browser.conftest import SCHEMES
from tests.browser.sites import Origin, origin_of
from tests.build.sites import built_site, site_folder
from tests.builders import paper_file


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site with a paper that was renamed."""
    root = site_folder(tmp_path_factory.mktemp("moved"), real_frame=True)
    (root / "content/papers/now.md").write_text(paper_file("now", "aliases: [once]\n"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", "https://example.org/")
        built_site(root)
    return root


@pytest.fixture(params=SCHEMES)
def small(request: pytest.FixtureRequest, built: Path) -> Iterator[Origin]:
    """The site, on a server and from its folder."""
    survey = load(built).survey
    assert survey is not None
    with origin_of(request.param, built / "site", survey) as origin:
        yield origin


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_former_address_leads_to_the_present_one(browser: Browser, small: Origin, scripts: bool) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(small.paper("once"))
    page.wait_for_url(small.paper("now"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Now")
    context.close()


def test_a_former_address_is_in_no_search_and_no_site_map(built: Path) -> None:
    site = built / "site"
    assert '<meta name="robots" content="noindex">' in (site / "papers/once.html").read_text()
    scripts = {path.name: path.read_text() for path in (site / "assets").rglob("*.js")}
    assert any("papers/now" in text for text in scripts.values())
    assert [name for name, text in scripts.items() if "papers/once" in text] == []
    told = (site / "sitemap.xml").read_text()
    assert "papers/now.html" in told
    assert "papers/once" not in told
