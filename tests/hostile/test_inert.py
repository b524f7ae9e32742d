# ruff: noqa: E501
"""A site made of hostile text: nothing of it runs, asks for anything or becomes part of a page."""

import re
from pathlib import Path

import pytest
from livingsurvey.build.pipeline import DOCS

from tests.hostile.conftest import AUDIT, Eyes
from tests.hostile.inert import BLOCKS, TEXTS, mark

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')

#: A page of each kind, and those that take the most from content.
PAGES = (
    "index.html explore.html topics/index.html topics/area-0.html topics/topic-0.html topics/topic-7.html papers/index.html "
    "browse.html kinds/index.html kinds/kinds-0.html measures/index.html measures/measures-1.html "
    "benchmarks/index.html models/index.html methods/index.html methods/methods-2.html people/index.html venues/index.html "
    "years/index.html consensus.html disagreements.html questions.html compared.html results.html gap-map.html map.html trends.html method.html sources.html data/index.html "
    "fields.html rules.html download.html reading-list.html about.html 404.html papers/constructor.html"
).split()


def _pages(root: Path) -> list[Path]:
    return sorted((root / "site").rglob("*.html"))


def test_there_are_cases_enough() -> None:
    assert len(TEXTS) + len(BLOCKS) >= 120
    assert len({mark(name) for name in TEXTS}) == len(TEXTS)


def test_no_built_page_holds_anything_but_its_own(eyes: Eyes, hostile_root: Path) -> None:
    """Every page, as a browser parses it."""
    eyes.visit("index.html")
    wrong = {}
    for page in _pages(hostile_root):
        parse = f"(text) => ({AUDIT})(new DOMParser().parseFromString(text, 'text/html'))"
        if told := eyes.page.evaluate(parse, page.read_text()):
            wrong[page.name] = told[:3]
    assert wrong == {}
    eyes.expect_nothing()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_each_kind_does_nothing_of_its_own(eyes: Eyes, hostile_root: Path, path: str) -> None:
    if not (hostile_root / "site" / path).is_file():
        pytest.fail(f"there is no page {path}")
    page = eyes.visit(path)
    page.wait_for_load_state("load")
    eyes.expect_nothing()


@pytest.mark.parametrize("number", range(len(TEXTS)), ids=list(TEXTS))
def test_a_text_is_shown_and_does_nothing(eyes: Eyes, number: int) -> None:
    page = eyes.visit(f"papers/text-{number}.html")
    name = list(TEXTS)[number]
    assert mark(name) in page.locator("h1").first.inner_text()
    for place in (".lead", ".abstract", ".byline"):
        assert mark(name) in (page.locator(place).first.text_content() or "")
    eyes.expect_nothing()


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_is_shown_and_does_nothing(eyes: Eyes, name: str) -> None:
    for path in (f"papers/block-{name}.html", f"block-{name}.html"):
        page = eyes.visit(path)
        if name not in ("comment", "nested"):  # what stands too deep is not shown
            assert mark(name) in (page.locator("article").text_content() or "")
        eyes.expect_nothing()


def test_a_site_opened_from_its_folder_does_nothing_either(eyes_on_folder: Eyes) -> None:
    for path in ("index.html", "explore.html", "results.html", "papers/text-0.html", "topics/topic-0.html", "map.html"):
        page = eyes_on_folder.visit(path)
        if path == "explore.html":
            page.dispatch_event("[data-query]", "focus")
            page.wait_for_selector("[data-explore][data-ready=search]", state="attached")
        eyes_on_folder.expect_nothing()


def test_every_page_has_the_same_strict_policy(hostile_root: Path) -> None:
    policies = [_POLICY.findall(page.read_text().partition("</head>")[0]) for page in _pages(hostile_root)]
    assert len({tuple(policy) for policy in policies}) == 1
    (policy,) = policies[0]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == rules["font-src"] == "'self'"
    assert rules["base-uri"] == "'none'"
    assert "unsafe-eval" not in policy and "*" not in policy and "http" not in policy


def test_the_policy_stands_before_anything_that_it_is_for(hostile_root: Path) -> None:
    for page in _pages(hostile_root):
        before = page.read_text().partition("Content-Security-Policy")[0]
        assert not re.search(r"<(?:script|link|style|img)\b", before)


def test_the_policy_stops_what_would_be_written_into_a_page(eyes: Eyes) -> None:
    """The spies would see it, were the policy not there: so nothing else of these tests passes by chance."""
    page = eyes.visit("index.html")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<b id=probe onclick=pwned()>x</b>')")
    page.evaluate("const s = document.createElement('script'); s.textContent = 'pwned()'; document.body.append(s)")
    page.locator("#probe").dispatch_event("click")
    assert page.evaluate("window.pwnedBy.filter((told) => told.startsWith('pwned'))") == []
    assert len(page.evaluate("window.pwnedBy.filter((told) => told.startsWith('policy'))")) == 2
    assert len(page.evaluate(f"({AUDIT})(document)")) == 2
    eyes.watch.complaints.clear()


def test_nothing_beside_content_and_output_was_written(hostile_root: Path) -> None:
    assert sorted(path.name for path in hostile_root.parent.iterdir()) == ["survey"]
    made = {path.name for path in hostile_root.iterdir()}
    assert made == {".git", ".gitignore", "build", "content", "mkdocs.yml", "site"}
    names = [path.relative_to(hostile_root) for top in (DOCS, "site") for path in (hostile_root / top).rglob("*")]
    assert all(re.fullmatch(r"[A-Za-z0-9._/-]+", str(name)) for name in names)
    assert not any(path.is_symlink() for path in (hostile_root / "site").rglob("*"))
