"""Pages stay light, however many papers there are."""

import re
from pathlib import Path

import pytest
from livingsurvey.model import Survey
from playwright.sync_api import Browser, expect

from tests.browser.sites import Origin, general_config
from tests.build.sites import built_site
from tests.builders import survey_folder

PAGE = 40_000
#: What each author beyond twenty adds: a page names each in its byline, in tags for catalogues and to be cited.
AUTHOR = 200
INDEX = 2_500_000
FIRST_VISIT = 600_000
#: What a search loads before its first answer, with the engine, and what each further one adds.
FIRST_ANSWER, ANSWER = 150_000, 200_000
#: Parts of the index that come after the answer: papers are named before their texts are there.
TEXTS = re.compile(r"/data/search/t\d+\.js")


def paper_pages(site: Path) -> list[Path]:
    """The built pages of papers."""
    return [path for path in (site / "papers").glob("*.html") if path.name != "index.html"]


def test_every_page_of_a_paper_is_small(site: Path, real_survey: Survey) -> None:
    sizes = {path.stem: path.stat().st_size for path in paper_pages(site)}
    assert len(sizes) > 500
    most = {paper.key: PAGE + AUTHOR * max(0, len(paper.authors) - 20) for paper in real_survey.papers}
    assert {key: size for key, size in sizes.items() if size > most[key]} == {}


def test_the_search_index_is_small(site: Path) -> None:
    files = [site / "assets/search-index.js", *(site / "data/search").iterdir()]
    assert sum(file.stat().st_size for file in files) < INDEX


def test_a_first_visit_is_small_and_without_the_index(server: Origin, browser: Browser) -> None:
    page = browser.new_page()
    sizes = {}
    page.on("response", lambda response: sizes.update({response.url: len(response.body())}))
    page.goto(server.page("paper"), wait_until="networkidle")
    page.close()
    assert len(sizes) > 5
    assert not any(name in url for name in ("search", "explore-data", "snowball") for url in sizes)
    assert sum(sizes.values()) < FIRST_VISIT


@pytest.mark.parametrize("asked", ["speculative decoding", "webthinkr", "Kaplan et al. 2020", "kv"])
def test_a_search_loads_little_before_its_answer(server: Origin, browser: Browser, asked: str) -> None:
    page = browser.new_page()
    sizes: dict[str, int] = {}
    page.goto(server.page("paper"), wait_until="networkidle")
    # Not fonts and icons of the page, which a browser loads when it likes.
    scripts = re.compile(r"\.js(?:\?|$)")
    page.on("response", lambda got: sizes.update({got.url: len(got.body())} if scripts.search(got.url) else {}))
    page.locator("#search-input").fill(asked)
    expect(page.locator(".search__snippet").first).not_to_be_empty()
    page.wait_for_load_state("networkidle")
    needed = {url: size for url, size in sizes.items() if not TEXTS.search(url)}
    assert 20_000 < sum(needed.values()) < FIRST_ANSWER, needed
    for query in ("heavy hitter oracle", "quantizaton of large langage models", "author:kaplan scaling", "router"):
        before = sum(sizes.values())
        page.locator("#search-input").fill(query)
        expect(page.locator(".search__all")).to_contain_text("Explore")
        page.wait_for_load_state("networkidle")
        assert sum(sizes.values()) - before < ANSWER, query
    page.close()
    assert not any("explore-data" in url for url in sizes)


def word(number: int) -> str:
    """A word that no other paper has."""
    letters = "".join(chr(ord("a") + int(digit)) for digit in f"{number:03}")
    return f"zz{letters}zz"


def build(root: Path, count: int) -> Path:
    """Build a survey of ``count`` papers of one topic that have nothing else in common; return the site."""
    papers = {
        f"paper-{number:03}": (
            f"---\nkey: paper-{number:03}\ntitle: {word(number).title()}\nstatus: included\nkind: method\n"
            f"topics: [one]\nsummary: About {word(number)}.\nabstract: |-\n  {word(number)} and {word(number)}.\n---\n"
        )
        for number in range(count)
    }
    survey_folder(
        root,
        papers,
        topics__area="---\nkey: area\ntitle: Area\nsummary: All of it.\n---\n",
        topics__one="---\nkey: one\ntitle: One\nparent: area\nsummary: Some of it.\n---\n",
        pages__about="---\ntitle: About\n---\nText.\n",
    )
    (root / "mkdocs.yml").write_text(general_config())
    return built_site(root)


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a survey of three papers."""
    return build(tmp_path_factory.mktemp("few"), 3)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a survey of sixty papers."""
    return build(tmp_path_factory.mktemp("many"), 60)


@pytest.mark.parametrize("page", ["papers/paper-001.html", "about.html", "404.html"])
def test_a_page_is_the_same_among_three_papers_and_among_sixty(few: Path, many: Path, page: str) -> None:
    assert (few / page).read_text() == (many / page).read_text()
