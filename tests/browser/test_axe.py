"""Axe finds nothing wrong with any kind of page: at a desk in light, and on a phone in dark."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visit
from tests.browser.sites import PAGES, Origin

#: How a page is looked at, each time with all rules. Which parts it has depends on the width, and which colours on the
#: theme; that each colour stands out in both is shown by ``test_theme.py``.
SCREENS: dict[str, dict[str, Any]] = {
    "desk": {},
    "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
}
#: Pages of the curated site that show what the real pages of their kind may not have: claims, banners, hostile text.
CURATED = ["papers/alphacache", "papers/hostile", "papers/soups", "topics/caches", "topics/empty", "sources", "method"]

#: What shows that a page's script has made its rows, of which there may be hundreds that it makes bit by bit.
ROWS = "[...document.querySelectorAll('.explore__list > *')]"
READY = {
    "results": "() => document.querySelector('#filters[data-ready]')",
    "explore": f"() => {ROWS}.some(row => row.ariaPosInSet === row.ariaSetSize)",
}

screen = pytest.mark.parametrize("screen", SCREENS)


@pytest.fixture(scope="session")
def axe() -> str:
    """The checker as a script, with all its rules, best practice among them."""
    return str(Axe().axe_script)


def violations(axe: str, page: Page) -> list[str]:
    """What axe objects to: rule, place, and how to mend it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe)
    found = page.evaluate("async () => (await axe.run({resultTypes: ['violations']})).violations")
    return [f"{rule['id']}: {node['target']} {node['failureSummary']}" for rule in found for node in rule["nodes"]]


#: Axe takes a minute for a table of hundreds of rows, which one template or script has made all alike. What is made of
#: the same elements, with the same attributes and colours, and text in the same places, stays twice, as do the cells of
#: tables of a kind; of what differs in a list, no more than ten stay.
SHORTEN = """() => {
  const named = /^(class|type|role|aria-(current|expanded|hidden|pressed|sort))$/;
  const kinds = new Map();
  const kind = (element) => {
    if (!kinds.has(element)) {
      const attributes = [...element.attributes].map(({name, value}) => `${name}=${named.test(name) ? value : !value}`);
      const seen = element.checkVisibility();
      const {color, backgroundColor} = seen ? getComputedStyle(element) : {};
      const empty = !element.textContent.trim();
      const inner = [...new Set([...element.children].map(kind))];
      kinds.set(element, [element.tagName, ...attributes, empty, seen, color, backgroundColor, ...inner].join());
    }
    return kinds.get(element);
  };
  const thin = (parts) => {
    const seen = {};
    for (const part of [...parts].filter(part => !part.matches(':is(h1, h2, h3, h4, h5, h6, nav, section, aside)'))) {
      seen[kind(part)] = (seen[kind(part)] ?? 0) + 1;
      if (seen[kind(part)] > 2) part.remove();
    }
  };
  const shorten = (parts, most) => [...parts].slice(most).forEach(part => part.remove());
  const cells = {};
  const thinRows = (table) => {
    for (const row of table.querySelectorAll('tbody tr')) {
      const names = [...row.cells].map((cell) => `${table.className} ${kind(cell)}`);
      if (names.every((name) => cells[name] > 1)) row.remove();
      else for (const name of names) cells[name] = (cells[name] ?? 0) + 1;
    }
  };
  kind(document.body);
  for (const table of document.querySelectorAll('table')) {
    thinRows(table);
    thin(table.tBodies);
    shorten(table.tBodies, 4);
  }
  for (const list of document.querySelectorAll('tbody, ol, ul, dl, select, svg g, article, article div')) {
    thin(list.children);
    if (!list.matches('article, div')) shorten(list.children, 10);
  }
}"""


def expect_none(axe: str, page: Page) -> None:
    """Axe finds nothing wrong with a page as it is, less what it has many of."""
    page.evaluate(SHORTEN)
    assert violations(axe, page) == []


@screen
@pytest.mark.parametrize("kind", [*PAGES, "404"])
def test_a_page_of_the_real_site(server: Origin, visit: Visit, axe: str, kind: str, screen: str) -> None:
    address = server / "404.html" if kind == "404" else server.page(kind)
    page = visit(address, reduced_motion="reduce", **SCREENS[screen])
    page.wait_for_function(READY.get(kind, "() => true"))
    expect_none(axe, page)


@screen
@pytest.mark.parametrize("path", CURATED)
def test_a_page_of_the_curated_site(curated_server: Origin, visit: Visit, axe: str, path: str, screen: str) -> None:
    expect_none(axe, visit(curated_server / f"{path}.html", reduced_motion="reduce", **SCREENS[screen]))


@screen
def test_open_search_results(server: Origin, visit: Visit, axe: str, screen: str) -> None:
    page = visit(server.page("about"), reduced_motion="reduce", **SCREENS[screen])
    page.locator("#search-input").fill("kv cache")
    page.locator(".search__link").first.wait_for()
    expect_none(axe, page)


@screen
def test_open_search_help(curated_server: Origin, visit: Visit, axe: str, screen: str) -> None:
    page = visit(curated_server.paper("alphacache"), reduced_motion="reduce", **SCREENS[screen])
    page.get_by_role("button", name="Search help").click()
    page.get_by_role("group", name="Search help").get_by_text("benchmark:").wait_for()
    expect_none(axe, page)


def open_menus(page: Page) -> None:
    """The menu, and each menu in it; by keyboard, or there may be a card of what is below the mouse then."""
    if page.get_by_role("button", name="Menu").is_visible():
        page.get_by_role("button", name="Menu").press("Enter")
    for summary in page.locator("header .menu > summary").all():
        summary.press("Enter")


def open_facets(page: Page) -> None:
    """All filters of the list, with one chosen and one excluded."""
    page.locator("[data-facet=kind] [type=checkbox]").first.wait_for(state="attached")
    page.evaluate("for (const part of document.querySelectorAll('.explore details')) part.open = true")
    page.locator("[data-facet=kind] [type=checkbox]").first.check()
    page.locator("[data-facet=year] [data-not]").first.click()


def open_pane(page: Page) -> None:
    """The bar of the selection, with what it exports."""
    page.locator("tr .pick input").first.check()
    bar = page.get_by_role("region", name="Selected papers")
    bar.get_by_role("button", name="Export").click()
    expect(bar.locator("pre")).to_contain_text("@")


def open_quotations(page: Page) -> None:
    """Each quotation of a table of results."""
    for summary in page.locator("details.quote summary").all():
        summary.click()
    page.locator("details.quote q").first.wait_for()


#: What opens on a page, and the page on which a test opens it.
OPENED: dict[str, tuple[str, Callable[[Page], None]]] = {
    "menus": ("about", open_menus),
    "facets": ("explore", open_facets),
    "pane": ("topic", open_pane),
    "quotations": ("topic", open_quotations),
}


@pytest.mark.parametrize("screen", [*SCREENS, "forced"])
@pytest.mark.parametrize("opened", OPENED)
def test_what_opens(curated_server: Origin, visit: Visit, axe: str, opened: str, screen: str) -> None:
    kind, open_it = OPENED[opened]
    options = SCREENS.get(screen, {"forced_colors": "active"})
    page = visit(curated_server.page(kind), clean=True, reduced_motion="reduce", **options)
    open_it(page)
    expect_none(axe, page)


@pytest.mark.parametrize("kind", ["home", "explore", "paper", "results", "compare", "gap-map", "map", "trends"])
def test_forced_colours(curated_server: Origin, visit: Visit, axe: str, kind: str) -> None:
    expect_none(axe, visit(curated_server.page(kind), reduced_motion="reduce", forced_colors="active"))


def test_axe_notices_what_is_wrong(browser: Browser, axe: str) -> None:
    page = browser.new_page()
    page.set_content("<html><body><img src='x.png'><p style='color: #ccc; background: #fff'>Pale</p></body></html>")
    rules = {found.partition(":")[0] for found in violations(axe, page)}
    page.close()
    assert {"html-has-lang", "image-alt", "color-contrast"} <= rules
