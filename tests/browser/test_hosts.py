"""What real hosts and browsers do to pages: odd addresses, refused changes of them, blocked files, other tabs."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from livingsurvey.build.mkdocs_site import build_site
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import DESKTOP
from tests.browser.sites import Origin
from tests.build.sites import site_folder
from tests.builders import paper_file
from tests.conftest import Once

COUNT = "[data-count]"
REFUSING = """(() => {
  let left = %d;
  for (const name of ["pushState", "replaceState"]) {
    const change = history[name].bind(history);
    history[name] = (...given) => {
      if (left-- > 0) throw new DOMException("Attempt to use history.%s() more than 100 times", "SecurityError");
      change(...given);
    };
  }
})();"""
#: A page over plain http: it has no clipboard.
PLAIN_HTTP = """Object.defineProperty(window, "isSecureContext", {value: false});
Object.defineProperty(Navigator.prototype, "clipboard", {value: undefined});"""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that was never here."""
    made = browser.new_context(viewport=DESKTOP)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page of its own."""
    return context.new_page()


def explore(page: Page, address: str) -> Page:
    """The page of all papers once its filters work."""
    page.goto(address)
    page.locator("[data-ready=facts]").wait_for()
    return page


def choose(page: Page) -> None:
    """Set a filter."""
    page.locator("[data-facet=kind] [data-value=survey]").check()
    expect(page.locator(".chip").first).to_have_text("Kind: survey×")


def address(page: Page, end: str) -> None:
    """The address has this end, once it is written."""
    expect(page).to_have_url(re.compile(re.escape(end) + "$"))


@pytest.mark.parametrize("path", ["explore.html", "/explore.html", "//explore.html"])
def test_slashes_that_hosts_merge_stop_no_list(server: Origin, page: Page, path: str) -> None:
    choose(explore(page, server / path))
    address(page, f"{path}#kind=survey")
    page.reload()
    expect(page.locator(".chip").first).to_have_text("Kind: survey×")


def test_a_browser_that_refuses_to_change_the_address_still_shows_what_is_asked(server: Origin, page: Page) -> None:
    page.add_init_script(REFUSING % (2, "pushState"))
    choose(explore(page, server / "explore.html"))
    page.locator("[data-sort]").select_option("title")
    expect(page.locator(COUNT)).to_have_text(re.compile(r"^\d+ papers of"))
    page.get_by_role("button", name="Table").click()
    expect(page.locator(".explore__table")).to_be_visible()
    address(page, "#kind=survey&sort=title&view=table")


def test_typing_changes_the_address_seldom(server: Origin, page: Page) -> None:
    explore(page, server / "explore.html")
    page.evaluate("""() => {
      window.changes = 0;
      for (const name of ["pushState", "replaceState"]) {
        const change = history[name].bind(history);
        history[name] = (...given) => { window.changes += 1; change(...given); };
      }
    }""")
    words = "a query that is rather long"
    page.locator("[data-query]").focus()
    page.evaluate(
        """words => {
          const input = document.querySelector("[data-query]");
          for (let n = 1; n <= words.length; n++) {
            input.value = words.slice(0, n);
            input.dispatchEvent(new Event("input"));
          }
        }""",
        words,
    )
    address(page, "#q=" + words.replace(" ", "+"))
    assert page.evaluate("changes") <= 2


@pytest.mark.parametrize("path", ["explore.html", "results.html"])
def test_skipping_to_the_content_keeps_what_the_address_says(server: Origin, page: Page, path: str) -> None:
    page.goto(server / f"{path}#kind=survey&measure=memory")
    skip = page.locator("a.skip-link")
    skip.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.matches('main, main *')")
    expect(page).to_have_url(re.compile("#kind=survey&measure=memory$"))
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('main'))")


def test_back_from_a_paper_comes_to_the_same_place_without_a_page_cache(server: Origin, page: Page) -> None:
    explore(page, server / "explore.html#sort=title")
    page.locator(".result").last.scroll_into_view_if_needed()
    page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
    page.wait_for_function("() => scrollY > 5000")
    seen = """() => {
      const row = [...document.querySelectorAll(".result")].find(one => one.getBoundingClientRect().bottom > 0);
      return [row.dataset.paper, Math.round(row.getBoundingClientRect().top / 8)];
    }"""
    before = page.evaluate(seen)
    page.add_init_script("addEventListener('unload', () => {})")  # which keeps browsers from keeping pages
    page.goto(server.paper(before[0]))
    page.go_back()
    page.locator("[data-ready=facts]").wait_for()
    page.wait_for_function(
        "key => document.querySelector(`[data-paper='${key}']`)?.getBoundingClientRect().top < 99", arg=before[0]
    )
    page.wait_for_timeout(200)
    assert page.evaluate(seen)[0] == before[0]
    expect(page.locator("[data-sort]")).to_have_value("title")


def test_back_from_a_paper_finds_the_query_of_the_header(server: Origin, page: Page) -> None:
    page.goto(server / "about.html")
    page.locator("#search-input").fill("speculative decoding")
    page.locator(".search__link").first.click()
    expect(page.locator(".page--paper")).to_be_visible()
    page.go_back()
    expect(page.locator("#search-input")).to_have_value("speculative decoding")
    expect(page.locator(".search__link").first).to_be_visible()


def test_the_theme_follows_another_tab_and_a_page_that_one_comes_back_to(
    server: Origin, context: BrowserContext
) -> None:
    first, second = context.new_page(), context.new_page()
    for page in (first, second):
        page.goto(server / "about.html")
    second.locator("[data-theme-toggle]").click()
    expect(first.locator("html")).to_have_attribute("data-theme", "dark")
    first.evaluate("localStorage.setItem('survey-theme', 'light'); dispatchEvent(new PageTransitionEvent('pageshow'))")
    expect(first.locator("html")).to_have_attribute("data-theme", "light")


def test_a_link_is_copied_on_plain_http(server: Origin, page: Page) -> None:
    page.add_init_script(PLAIN_HTTP)
    choose(explore(page, server / "explore.html"))
    page.locator("[data-link]").click()
    expect(page.locator("[data-link]")).to_have_text("Copied")
    page.locator("[data-query]").focus()
    page.keyboard.press("Control+v")
    expect(page.locator("[data-query]")).to_have_value(server / "explore.html#kind=survey")


@pytest.mark.parametrize("asked", ["", "#kind=survey", "?utm_source=news"])
def test_without_its_data_explore_has_the_first_papers_and_nothing_dead(server: Origin, page: Page, asked: str) -> None:
    page.route("**/assets/explore-data.js*", lambda route: route.abort())
    page.goto(server / f"explore.html{asked}")
    expect(page.locator("[data-note]")).to_contain_text("Search and filters could not be loaded")
    expect(page.locator(".result").first).to_be_visible()
    controls = ".explore :is(button, select, input:not([data-pick]), summary)"  # a selection needs no data
    expect(page.locator(controls).filter(visible=True)).to_have_count(0)


def test_without_its_data_the_page_of_results_has_its_rows_and_nothing_dead(server: Origin, page: Page) -> None:
    page.route("**/assets/results-data.js*", lambda route: route.abort())
    page.goto(server / "results.html")
    expect(page.locator("#filters")).to_contain_text("Filters and sorting could not be loaded")
    expect(page.locator("#filters :is(select, input, button)")).to_have_count(0)
    expect(page.locator(".results tbody tr").first).to_be_visible()


@pytest.mark.parametrize(
    "query", ["utm_source=x&utm_medium=mail", "fbclid=IwAR0&gclid=1", "mc_cid=1&ref=hn", "_gl=1*a"]
)
def test_what_others_add_to_a_link_is_no_view_and_no_complaint(server: Origin, page: Page, query: str) -> None:
    explore(page, server / f"explore.html?{query}")
    expect(page.locator("[data-note]")).to_be_hidden()
    assert page.locator("html.asks").count() == 0
    page.goto(server / f"explore.html?{query}&kind=survey&colour=red")
    expect(page.locator("[data-note]")).to_have_text("Not known here, and ignored: colour=red.")
    expect(page.locator(".chip").first).to_have_text("Kind: survey×")


def test_the_first_result_is_near_by_tab_and_so_are_the_filters(server: Origin, page: Page) -> None:
    explore(page, server / "explore.html")
    page.locator("[data-query]").focus()
    stops = []
    for _ in range(14):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.className"))
        if "result__title" in stops[-1]:
            break
    assert "result__title" in stops[-1]
    page.get_by_role("button", name="To the filters").press("Enter")
    assert page.evaluate("Boolean(document.activeElement.closest('[data-facets]'))")
    page.get_by_role("button", name="To the papers").press("Enter")
    expect(page.locator(".result__title").first).to_be_focused()


@pytest.mark.parametrize("view", ["list", "table"])
def test_the_browser_finds_every_row(server: Origin, page: Page, view: str) -> None:
    explore(page, server / f"explore.html#status=any&view={view}")
    titles = page.locator(".result__title")
    expect(titles).to_have_count(len(server.survey.papers))
    last = titles.last.text_content()
    page.locator("h1").click()
    assert page.evaluate("text => find(text, true)", last)
    expect(titles.last).to_be_in_viewport()


HEBREW, ARABIC = "שלום עולם: מאמר", "تقليل الذاكرة في النماذج"
RIGHT_TO_LEFT = paper_file("hebrew", extra=f"topics: [caches]\nsummary: {ARABIC}.\n").replace("Hebrew", f'"{HEBREW}"')
SIDES = """element => {
  const range = document.createRange();
  range.selectNodeContents(element);
  const text = range.getBoundingClientRect(), box = element.getBoundingClientRect();
  return [element.matches('[dir=auto], [dir=auto] *'), Math.round(box.right - text.right) < 9];
}"""


@pytest.fixture(scope="session")
def hebrew(once: Once) -> Path:
    """A site with a paper whose title and summary run from right to left."""

    def built(folder: Path) -> None:
        root = site_folder(folder / "survey", real_frame=True)
        (root / "content/papers/hebrew.md").write_text(RIGHT_TO_LEFT)
        build_site(root)

    return once("hebrew", built) / "survey/site"


@pytest.mark.parametrize(
    ("path", "where"),
    [
        ("papers/hebrew.html", "h1"),
        ("papers/hebrew.html", ".lead"),
        ("explore.html#q=hebrew", ".result__head"),
        ("explore.html#q=hebrew", ".result__summary"),
    ],
)
def test_a_text_from_right_to_left_begins_at_the_right(hebrew: Path, page: Page, path: str, where: str) -> None:
    page.goto(f"{hebrew.as_uri()}/{path}")
    found = page.locator(where).filter(has_text=re.compile(f"{HEBREW[:4]}|{ARABIC[:5]}")).first
    expect(found).to_be_visible()
    assert found.evaluate(SIDES) == [True, True]
