"""Searching titles and abstracts, by keyboard and by mouse, on a server and from a folder."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import DESKTOP, EVERYWHERE, Visit
from tests.browser.engine import HOLD, HOLD_TEXTS, LACK
from tests.browser.sites import HOSTILE_TITLE, HOSTILE_TOPIC, PAGES, Origin

INDEX = "**/assets/search-index.js*"
PLACES = "links => links.map(link => link.getBoundingClientRect().top)"


@pytest.fixture
def page(origin: Origin, visit: Visit) -> Page:
    """A page of the real site with an empty, unfocused search box; the index is read once for many tests."""
    page = visit(origin / "about.html", stay=True)
    page.evaluate("survey.search.loadEngine().then(() => true)")
    page.locator("#search-input").fill("")
    page.evaluate("document.activeElement.blur()")
    return page


def search(page: Page, query: str) -> Locator:
    """Type a query; the links of its results."""
    page.locator("#search-input").fill(query)
    expect(page.locator(".search__status")).to_be_visible()
    return page.locator(".search__link")


def group(page: Page, name: str) -> Locator:
    """The links of a group of results."""
    return panel(page).get_by_role("list", name=name, exact=True).get_by_role("link")


def panel(page: Page) -> Locator:
    """What opens below the search box."""
    return page.locator(".search__panel")


@pytest.mark.parametrize(
    ("query", "title"),
    [
        pytest.param("heavy hitter oracle", "H₂O: Heavy-Hitter Oracle", id="words-of-the-title"),
        pytest.param("HEAVY Oracle", "H₂O: Heavy-Hitter Oracle", id="any-case"),
        pytest.param("near-perfect passkey retrieval 370M", "Stuffed Mamba", id="words-of-the-abstract"),
        pytest.param("float8_e4m3", "Addition is All You Need", id="a-name-with-an-underscore"),
        pytest.param("webthinkr", "WebThinker", id="a-letter-missing"),
        pytest.param("speculatve decodng", "Speculative Decoding", id="two-words-misspelt"),
        pytest.param("webthin", "WebThinker", id="the-beginning-of-a-word"),
        pytest.param("large language monkey", "Large Language Monkeys", id="singular-for-plural"),
        pytest.param("densing laws", "Densing Law of LLMs", id="plural-for-singular"),
        pytest.param("speculative-decoding", "Speculative Decoding", id="a-hyphen-for-a-space"),
        pytest.param("kaplan scaling laws", "Scaling Laws for Neural Language Models", id="an-author-and-words"),
        pytest.param("slice gpt", "SliceGPT", id="a-space-within-a-name"),
        pytest.param("chatbot arena routing preference", "RouteLLM", id="a-name-the-title-lacks"),
        pytest.param("4bit resnet", "Pareto-Optimal Quantized ResNet Is Mostly 4-bit", id="one-word-for-a-hyphen"),
        pytest.param("author:kaplan year:2020", "Scaling Laws for Neural Language Models", id="author-and-year"),
        pytest.param("Kaplan et al. (2020)", "Scaling Laws for Neural Language Models", id="a-citation"),
        pytest.param('has:results "heavy-hitter oracle"', "H₂O: Heavy-Hitter Oracle", id="words-in-a-row"),
    ],
)
def test_a_paper_is_found_first_by(page: Page, query: str, title: str) -> None:
    expect(search(page, query).first).to_contain_text(title)


@pytest.mark.parametrize("query", ["kv-cache", "KV-Cache", "kv caches", "kv-caches"])
def test_spellings_of_kv_cache_find_the_same(page: Page, query: str) -> None:
    titles = sorted(search(page, "kv cache").all_text_contents())
    assert "H₂O: Heavy-Hitter Oracle for Efficient Generative Inference of Large Language Models" in titles
    search(page, "nothing-at-all-zzz")
    expect(panel(page)).to_contain_text("Nothing found")
    found = search(page, query)
    expect(found).to_have_count(len(titles))
    assert sorted(found.all_text_contents()) == titles


@pytest.mark.parametrize(
    ("query", "title", "context"),
    [
        ("broth", "A History of Soups", "excluded"),
        ("alphacache", "AlphaCache: Keeping the KV Cache Small", "method · Caches · 2024"),
    ],
)
def test_a_result_says_what_it_is(curated: Origin, visit: Visit, query: str, title: str, context: str) -> None:
    page = visit(curated.page("about"))
    search(page, query)
    found = page.locator(".search__item").first
    expect(found.locator(".search__link")).to_have_text(title)
    expect(found.locator(".search__context")).to_have_text(context)


def test_the_words_found_are_marked(page: Page) -> None:
    search(page, "passkey retrieval")
    marks = page.locator(".search__item").first.locator("mark")
    expect(marks.first).to_have_text(re.compile("passkey|retrieval", re.IGNORECASE))


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("kv cache", r"\d+ results"),
        ("heavy hitter oracle", r"\d+ results, 1 with every word"),
        ("webthinkr", "1 result"),
    ],
)
def test_the_number_of_results_is_announced(page: Page, query: str, said: str) -> None:
    search(page, query)
    expect(page.locator(".search__status")).to_have_text(re.compile(f"^{said}$"))


def test_a_topic_that_is_named_is_offered_above_the_results(curated: Origin, visit: Visit) -> None:
    page = visit(curated.page("about"))
    search(page, "choosing a model")
    group(page, "Topics").get_by_text("Routers").click()
    expect(page.locator("h1")).to_have_text("Routers")


def test_topics_people_terms_and_papers_are_groups_in_this_order(curated: Origin, visit: Visit) -> None:
    page = visit(curated.page("about"))
    search(page, "eviction")
    expect(panel(page).locator(".search__head")).to_have_text(["Terms", "Papers"])
    search(page, "hopper")
    expect(panel(page).locator(".search__head")).to_have_text(["People", "Papers"])
    search(page, "serving")
    expect(panel(page).locator(".search__head").first).to_have_text("Topics")


@pytest.mark.parametrize(
    ("query", "name", "heading"), [("hopper", "People", "Grace Hopper"), ("evict", "Terms", "eviction")]
)
def test_people_and_terms_lead_to_their_pages(
    curated: Origin, visit: Visit, query: str, name: str, heading: str
) -> None:
    page = visit(curated.page("about"))
    search(page, query)
    expect(panel(page).locator(".search__row")).to_contain_text("2")
    group(page, name).first.click()
    expect(page.locator("h1")).to_have_text(heading)


@pytest.mark.parametrize(
    "pasted",
    [
        "2405.00001",
        "arXiv:2405.00001v2 [cs.LG]",
        "https://arxiv.org/pdf/2405.00001v1",
        "10.1000/alpha",
        "https://doi.org/10.1000/ALPHA?utm_source=mail",
        "https://github.com/example/alphacache",
        "https://survey.example/papers/alphacache.html#abstract",
    ],
)
def test_what_is_pasted_finds_its_paper_at_once_and_enter_opens_it(curated: Origin, visit: Visit, pasted: str) -> None:
    page = visit(curated.page("about"))
    expect(search(page, pasted)).to_have_text(["AlphaCache: Keeping the KV Cache Small"])
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("AlphaCache")


def test_an_identifier_of_no_paper_here_is_told(curated: Origin, visit: Visit) -> None:
    page = visit(curated.page("about"))
    expect(search(page, "2405.99999")).to_have_count(0)
    expect(page.locator(".search__status")).to_have_text("No paper in this survey has this identifier or address.")


@pytest.mark.parametrize("query", ["kv cache", "webthinker"])
def test_the_last_line_leads_to_all_results_on_the_page_of_all_papers(page: Page, query: str) -> None:
    search(page, query)
    last = panel(page).get_by_role("link", name=re.compile(r"^All \d+ results? in Explore$"))
    count = last.inner_text().split()[1]
    last.click()
    expect(page.locator("h1")).to_have_text("Explore")
    page.locator("[data-ready=search]").wait_for()
    expect(page.locator("[data-query]")).to_have_value(query)
    expect(page.locator("[data-count]")).to_have_text(re.compile(f"^{count} papers? of"))


def test_of_many_results_the_first_thirty_are_shown(page: Page) -> None:
    expect(search(page, "models")).to_have_count(30)
    expect(page.locator(".search__status")).to_have_text(re.compile(r"^\d+ results, the first 30 shown$"))


def test_nothing_found_is_said_so(page: Page) -> None:
    expect(search(page, "zzzzqqqq")).to_have_count(0)
    expect(page.locator(".search__status")).to_have_text("Nothing found. Try fewer or other words.")


def test_a_single_letter_is_not_searched_for(page: Page) -> None:
    search(page, "models")
    page.locator("#search-input").fill("m")
    expect(panel(page)).to_be_hidden()


@pytest.mark.parametrize(
    "query", ["<img src=x onerror=alert(1)>", "--", "()", "\\\\", "$&", "a" * 500, "constructor __proto__"]
)
def test_any_query_is_only_text(page: Page, query: str) -> None:
    search(page, query)
    expect(panel(page).locator("img")).to_have_count(0)


def test_hostile_text_in_results_stays_text(curated: Origin, visit: Visit) -> None:
    page = visit(curated.page("home"))
    expect(search(page, "zorbing").first).to_have_text(HOSTILE_TITLE)
    expect(page.locator(".search__snippet").first).to_contain_text("</p></script><script>alert(3)</script>")
    expect(panel(page).locator(":is(img, script, b, u, i)")).to_have_count(0)


def test_a_hostile_topic_in_results_stays_text(curated: Origin, visit: Visit) -> None:
    page = visit(curated.page("home"))
    search(page, "oddity")
    expect(page.locator(".search__context").first).to_have_text(f"survey · {HOSTILE_TOPIC}")
    expect(panel(page).locator(":is(img, b)")).to_have_count(0)


@EVERYWHERE["origin"]
def test_a_page_finds_and_opens_a_paper(origin: Origin, visit: Visit) -> None:
    page = visit(origin.page("topic"))
    search(page, "webthinker").first.click()
    expect(page.locator("h1")).to_contain_text("WebThinker")


@pytest.mark.parametrize("kind", [kind for kind in PAGES if kind not in ("about", "explore")])
def test_every_kind_of_page_finds_and_opens_a_paper(curated: Origin, visit: Visit, kind: str) -> None:
    page = visit(curated.page(kind))
    search(page, "alphacache").first.click()
    expect(page.locator("h1")).to_contain_text("AlphaCache")


def test_enter_opens_the_full_list(page: Page) -> None:
    search(page, "heavy hitter oracle")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Explore")
    expect(page.locator("[data-query]")).to_have_value("heavy hitter oracle")


def test_enter_before_anything_is_found_opens_the_list_too(origin: Origin, visit: Visit) -> None:
    page = visit(origin / "about.html", fresh=True)
    page.route("**/assets/search-*.js", lambda route: None)  # never comes
    page.locator("#search-input").fill("oracle")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Explore")
    expect(page.locator("[data-query]")).to_have_value("oracle")


def test_enter_opens_the_result_chosen_with_arrows(page: Page) -> None:
    search(page, "kv cache")
    term = group(page, "Terms").nth(1).inner_text()
    for key in ("ArrowDown", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("h1")).to_have_text(term)


def test_enter_without_results_stays_on_the_page(page: Page) -> None:
    search(page, "zzzzqqqq")
    address = page.url
    page.keyboard.press("Enter")
    expect(page.locator(".search__status")).to_be_visible()
    expect(page).to_have_url(address)


def test_arrows_go_through_all_groups_and_back_to_the_box(page: Page) -> None:
    papers = search(page, "kv cache")
    terms = group(page, "Terms")
    for _ in range(terms.count()):
        page.keyboard.press("ArrowDown")
    expect(terms.last).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(papers.first).to_be_focused()
    for _ in range(terms.count() + 1):
        page.keyboard.press("ArrowUp")
    expect(page.locator("#search-input")).to_be_focused()


def test_arrows_stop_at_the_last_result(page: Page) -> None:
    papers = search(page, "passkey retrieval")
    expect(papers).to_have_count(30)  # more than the first, which come alone
    stops = page.locator(".search__go")
    for _ in range(stops.count() + 2):
        page.keyboard.press("ArrowDown")
    expect(stops.last).to_be_focused()


def test_escape_in_the_box_closes_the_results(page: Page) -> None:
    search(page, "kv cache")
    page.keyboard.press("Escape")
    expect(panel(page)).to_be_hidden()
    expect(page.locator("#search-input")).to_be_focused()


def test_escape_on_a_result_closes_the_results_and_returns_to_the_box(page: Page) -> None:
    search(page, "kv cache")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator("#search-input")).to_be_focused()
    page.evaluate("new Promise(done => setTimeout(done, 50))")  # results come after the box is focused
    expect(panel(page)).to_be_hidden()


def test_results_close_when_focus_leaves_them(page: Page) -> None:
    search(page, "kv cache")
    page.mouse.click(20, DESKTOP["height"] - 20)
    expect(panel(page)).to_be_hidden()


def test_results_open_again_when_the_box_is_focused(page: Page) -> None:
    search(page, "kv cache")
    page.mouse.click(20, DESKTOP["height"] - 20)
    page.locator("#search-input").click()
    expect(panel(page)).to_be_visible()


def test_the_box_has_a_label(page: Page) -> None:
    expect(page.get_by_role("searchbox", name="Search titles and abstracts")).to_be_visible()


def test_a_missing_page_far_below_still_searches(server: Origin, browser: Browser) -> None:
    page = browser.new_page()  # not watched: the browser itself complains of the missing page
    page.goto(server / "papers/some/where/none.html")
    search(page, "webthinker").first.click()
    expect(page.locator("h1")).to_contain_text("WebThinker")
    page.close()


def test_an_index_that_does_not_load_is_told_and_tried_again(server: Origin, browser: Browser) -> None:
    page = browser.new_page()  # not watched: the failure is meant
    page.route(INDEX, lambda route: route.abort())
    page.goto(server / "about.html")
    page.locator("#search-input").fill("webthinker")
    expect(panel(page)).to_have_text("The search index could not be loaded: assets/search-index.js")
    page.unroute(INDEX)
    expect(search(page, "webthinke").first).to_contain_text("WebThinker")
    page.close()


def test_without_the_first_part_of_the_index_one_line_says_so(server: Origin, browser: Browser) -> None:
    page = browser.new_page()  # not watched: the failure is meant
    page.route(INDEX, lambda route: route.fulfill(status=404, content_type="text/html", body="<p>none</p>"))
    page.goto(server / "about.html")
    search(page, "webthinker")
    expect(panel(page).locator("p")).to_have_count(1)
    expect(page.locator("[data-search] [role=status]")).to_have_text(re.compile("^The search index could not be"))
    page.close()


@pytest.mark.parametrize("answer", ["404", "page"])
def test_without_a_part_of_the_index_what_is_there_is_found_and_the_part_is_asked_for_again(
    server: Origin, browser: Browser, answer: str
) -> None:
    """Without places of words; some hosts answer what is missing with a page."""
    page = browser.new_page()  # not watched: the failure is meant
    page.goto(server / "about.html")
    status = 404 if answer == "404" else 200
    page.route("**/data/search/q*.js*", lambda route: route.fulfill(status=status, body="<p>none</p>"))
    expect(search(page, "heavy hitter oracle").first).to_contain_text("Heavy-Hitter Oracle")
    lacking = panel(page).locator(".search__partial")
    expect(lacking).to_have_text("Part of the search index could not be loaded: results may be missing.")
    expect(page.locator("[data-search] [role=status]")).to_have_text(re.compile("^Part of the search index"))
    page.unroute("**/data/search/q*.js*")
    expect(search(page, "heavy hitter oracles").first).to_contain_text("Heavy-Hitter Oracle")
    expect(lacking).to_have_count(0)
    page.close()


def test_the_number_of_results_is_said_in_a_region_that_is_there_before(page: Page) -> None:
    said = page.locator("[data-search] [role=status]")
    expect(said).to_have_count(1)
    said.evaluate("region => { region.dataset.mine = 'yes'; }")
    search(page, "webthinkr")
    expect(said).to_have_text("1 result")
    expect(said).to_have_attribute("data-mine", "yes")
    assert panel(page).locator("[role=status], [aria-live]").count() == 0
    page.keyboard.press("Escape")
    expect(said).to_have_text("")


def test_papers_are_there_before_their_texts_and_stay_where_they_are(server: Origin, visit: Visit) -> None:
    page = visit(server / "about.html", fresh=True)
    page.evaluate(HOLD_TEXTS)
    found = search(page, "decoding")
    expect(found).to_have_count(30)
    before = found.evaluate_all(PLACES)
    assert page.evaluate("asked.map(ids => ids.length)") == [6]
    expect(page.locator(".search__snippet mark")).to_have_count(0)
    page.evaluate("held.pop()()")
    expect(page.locator(".search__item").nth(5).locator(".search__snippet")).not_to_be_empty()
    assert found.evaluate_all(PLACES) == before
    expect(page.locator(".search__item").nth(29).locator(".search__snippet")).to_be_empty()
    found.nth(29).scroll_into_view_if_needed()
    page.wait_for_function("() => asked.flat().length > 6 && held.length")
    page.evaluate("for (const go of held) go()")
    expect(page.locator(".search__item").nth(29).locator(".search__snippet")).not_to_be_empty()
    assert page.evaluate("new Set(asked.flat()).size === asked.flat().length")


def test_of_two_answers_the_newest_counts_whichever_comes_first(curated_server: Origin, visit: Visit) -> None:
    page = visit(curated_server / "about.html", fresh=True)
    page.evaluate(HOLD)
    page.locator("#search-input").fill("betaroute")
    page.locator("#search-input").fill("alphacache")
    page.wait_for_function("() => held.length === 2")
    expect(panel(page)).to_be_hidden()
    page.evaluate("held.pop()()")
    expect(page.locator(".search__link").first).to_contain_text("AlphaCache")
    page.evaluate("held.pop()()")
    page.evaluate("new Promise(done => setTimeout(done, 50))")
    expect(page.locator(".search__link").first).to_contain_text("AlphaCache")


@pytest.mark.parametrize("leave", ["Tab Tab", "Control+a Delete"])
def test_an_answer_nobody_waits_for_opens_nothing(curated_server: Origin, visit: Visit, leave: str) -> None:
    page = visit(curated_server / "about.html", fresh=True)
    page.evaluate(HOLD)
    page.locator("#search-input").fill("alphacache")
    page.wait_for_function("() => held.length === 1")
    for key in leave.split():
        page.keyboard.press(key)
    page.evaluate("held.pop()()")
    page.evaluate("new Promise(done => setTimeout(done, 50))")
    expect(panel(page)).to_be_hidden()


def test_a_part_of_the_index_that_is_missing_is_told(curated_server: Origin, visit: Visit) -> None:
    page = visit(curated_server / "about.html", fresh=True)
    page.evaluate(LACK)
    expect(search(page, "alphacache").first).to_be_visible()
    told = "Part of the search index could not be loaded: results may be missing."
    expect(panel(page).locator(".search__partial")).to_have_text(told)
    expect(page.locator("[data-search] [role=status]")).to_have_text(re.compile(rf"^{re.escape(told)} \d+ results?"))


def test_excluded_papers_among_those_shown_are_asked_for_on_the_page_of_all(curated: Origin, visit: Visit) -> None:
    page = visit(curated.page("about"))
    search(page, "broth")
    last = panel(page).locator(".search__all a")
    expect(last).to_have_attribute("href", re.compile(r"explore\.html#q=broth&status=any$"))
    search(page, "alphacache")
    expect(last).to_have_attribute("href", re.compile(r"explore\.html#q=alphacache$"))


def test_help_opens_at_the_box_by_keyboard_and_closes(page: Page) -> None:
    button = page.get_by_role("button", name="Search help")
    page.locator("#search-input").focus()
    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    help_text = page.get_by_role("group", name="Search help")
    expect(help_text).to_contain_text("year:2023..2025")
    expect(help_text).to_contain_text("benchmark:…")
    expect(button).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(help_text).to_be_hidden()
    expect(button).to_be_focused()
    button.click()
    expect(help_text).to_be_visible()
    page.mouse.click(20, DESKTOP["height"] - 20)
    expect(help_text).to_be_hidden()


def test_back_from_a_paper_the_query_is_there_again(origin: Origin, visit: Visit) -> None:
    page = visit(origin / "about.html", fresh=True)
    search(page, "webthinker").first.click()
    expect(page.locator("h1")).to_contain_text("WebThinker")
    expect(page.locator("#search-input")).to_have_value("")
    page.go_back()
    expect(page.locator("#search-input")).to_have_value("webthinker")


@pytest.mark.parametrize("query", ["модели", "языковые МОДЕЛИ"])
def test_words_are_marked_in_any_script(page: Page, query: str) -> None:
    marked = page.evaluate(
        """query => {
          const {words: {Words}, engine: {Sought}} = shardSearch, words = new Words('en', word => word);
          const stems = new Set(words.split(query).map(token => token.word.stem));
          const box = document.createElement('p');
          box.append(survey.marks.marked('Большие языковые модели и 大规模模型', new Sought(words, stems)));
          return [...box.querySelectorAll('mark')].map(mark => mark.textContent);
        }""",
        query,
    )
    assert marked == ["языковые", "модели"][-len(query.split()) :]
