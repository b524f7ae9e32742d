# ruff: noqa: E501
"""The site's own scripts over hostile data, addresses, storage and files: nothing runs, and nothing breaks."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.hostile.conftest import Eyes
from tests.hostile.inert import TEXTS, line, mark
from tests.hostile.readers import expect_bibtex, expect_csv, expect_json, expect_ris

READY = "[data-explore][data-ready=search]"
FRAGMENTS = {
    "image": "q=<img src=x onerror=pwned()>",
    "image-encoded": "q=%3Cimg%20src%3Dx%20onerror%3Dpwned()%3E",
    "script": "q=</script><script>pwned()</script>",
    "javascript": "q=javascript:pwned()",
    "template": "q={{constructor.constructor('pwned()')()}}",
    "expression": "q=(((((.*)+)+)+$)[",
    "prototype-words": "q=__proto__ constructor toString hasOwnProperty",
    "long": "q=" + "a " * 3000,
    "long-word": "q=" + "w" * 20000,
    "lone-surrogate": "q=%ED%A0%80%FF",
    "null": "q=%00&topic=%00",
    "sort-prototype": "sort=__proto__",
    "sort-constructor": "sort=constructor",
    "sort-text": "sort=toString&q=script",
    "columns-prototype": "view=table&columns=__proto__,constructor,toString",
    "columns-script": "view=table&columns=<img src=x onerror=pwned()>",
    "view": "view=__proto__",
    "facet-prototype": "__proto__=x&constructor=x&toString=x&hasOwnProperty=x",
    "facet-polluted": "__proto__[polluted]=1&constructor.prototype.polluted=1&__proto__.polluted=1",
    "facet-not": "not.__proto__=x&not.constructor=x&not.=x&not.not.topic=x",
    "value-prototype": "topic=__proto__&kind=constructor&year=toString&venue=__proto__&status=__proto__",
    "value-script": "topic=<script>pwned()</script>&not.kind=<img src=x onerror=pwned()>",
    "value-real": "topic=constructor",
    "many": "&".join(f"topic={n}" for n in range(2000)),
    "anchor": "<img src=x onerror=pwned()>",
    "measure": "measure=constructor&form=__proto__&bound=toString&kind=__proto__&order=desc",
    "results-sort": "sort=constructor&order=__proto__",
    "topic-colons": "topic=a:b:__proto__&area=constructor",
}
MARKS = {
    "prototype": '{"version": 1, "list": ["__proto__", "constructor", "toString"], "read": ["__proto__"]}',
    "polluting": '{"version": 1, "__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}, "list": []}',
    "script": '{"version": 1, "list": ["<img src=x onerror=pwned()>", "a\\" onclick=\\"pwned()"], "read": []}',
    "paths": '{"version": 1, "list": ["../../x", "javascript:pwned()", "//evil.example"], "read": []}',
    "objects": '{"version": 1, "list": [{"toString": "x"}, [], null, 1, true, {}], "read": {}}',
    "no-list": '{"version": 1, "list": {"length": 1000000000}, "read": "text-1"}',
    "deep": "[" * 20000,
    "version": '{"version": "__proto__", "list": ["text-1"]}',
    "not-json": "<script>pwned()</script>",
    "huge": json.dumps({"version": 1, "list": [f"a{n}" for n in range(30000)], "read": []}),
    "null": "null",
}


@pytest.mark.parametrize("fragment", FRAGMENTS.values(), ids=list(FRAGMENTS))
def test_a_hostile_address_of_explore_does_nothing(eyes: Eyes, fragment: str) -> None:
    eyes.page.goto("about:blank")
    page = eyes.visit(f"explore.html#{fragment}")
    page.wait_for_selector("[data-explore][data-ready]", state="attached")
    page.evaluate("() => { location.hash = ''; }")
    eyes.expect_nothing()
    assert page.evaluate("({}).polluted") is None


#: Goes to another place on a page; its scripts hear of it at once.
GO = """place => {
  history.replaceState(null, '', `#${place}`);
  dispatchEvent(new HashChangeEvent('hashchange'));
}"""


@pytest.mark.parametrize("loaded", ["value-script", "prototype-words", "sort-constructor"])
def test_a_hostile_address_of_results_does_nothing(eyes: Eyes, loaded: str) -> None:
    """The page reads an address when it is loaded as it does when it changes, and takes a second to load."""
    eyes.page.goto("about:blank")
    page = eyes.visit(f"results.html#{FRAGMENTS[loaded]}")
    page.wait_for_selector("#filters[data-ready]", state="attached")
    eyes.expect_nothing()
    for name, fragment in list(FRAGMENTS.items()) if loaded == "value-script" else []:
        page.evaluate(GO, fragment)
        eyes.expect_nothing()
        assert page.evaluate("({}).polluted") is None, name


@pytest.mark.parametrize("name", ["script", "image", "prototype", "constructor", "javascript", "template"])
def test_the_search_of_every_page_shows_text(eyes: Eyes, name: str) -> None:
    page = eyes.visit("about.html")
    page.locator("#search-input").fill(f"{TEXTS[name]} {mark(name)}")
    page.wait_for_selector(".search__link")
    expect(page.locator("#search-panel")).to_contain_text(mark(name))
    eyes.expect_nothing()


def test_explore_shows_text_in_every_view(eyes: Eyes) -> None:
    page = eyes.visit("explore.html#status=any")
    page.dispatch_event("[data-query]", "focus")
    page.wait_for_selector(READY, state="attached")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.evaluate("document.querySelectorAll('.facet__more').forEach((one) => one.click())")
    eyes.expect_nothing()
    page.locator(".facet[data-facet=venue] input[type=checkbox]").first.click()  # what is checked moves to the top
    expect(page.locator(".chip").first).to_contain_text("Venue: ")
    page.locator(".facet[data-facet=method] .facet__not").first.click()
    eyes.expect_nothing()
    page.evaluate("document.querySelector('[data-view=table]').click()")
    page.evaluate("document.querySelectorAll('[data-columns] input:not(:checked)').forEach((one) => one.click())")
    eyes.expect_nothing()


EXPORT = "([id, said]) => survey.citations.text(survey.data.papers.papers.map((row) => row[0]), id, said)"
CATCH = """() => new Promise((done) => {
  URL.createObjectURL = (blob) => { blob.text().then(done); return "#"; };
  document.getElementById("export-results").click();
})"""


def test_what_is_exported_is_neutral(eyes: Eyes, hostile_root: Path) -> None:
    """With a search that is hostile too, since it is told in the head of the file."""
    count = len(list((hostile_root / "content/papers").glob("*.md")))
    page = eyes.visit("explore.html")
    page.dispatch_event("[data-query]", "focus")
    page.wait_for_selector(READY, state="attached")
    page.evaluate("survey.dom.loadScript('assets/js/citation-files.js')")
    for told in ("all", f"{line('bibtex')} ;=1+1 </script> \n@article{{a,\r\nER  - "):
        expect_bibtex(page.evaluate(EXPORT, ["bibtex", told]), count)
        expect_ris(page.evaluate(EXPORT, ["ris", told]), count)
        expect_csv(page.evaluate(EXPORT, ["csv", told]), count)
        assert len(expect_json(page.evaluate(EXPORT, ["csl", told]))) == count
    eyes.expect_nothing()


def test_results_are_text_and_their_table_is_neutral(eyes: Eyes) -> None:
    page = eyes.visit("results.html")
    page.wait_for_selector("#filters[data-ready]", state="attached")
    expect_csv(page.evaluate(CATCH), len(TEXTS), clean=False)
    page.locator("#filter-q").fill("pwned")
    eyes.expect_nothing()
    assert "native code" not in (page.locator("article").text_content() or "")


def test_the_map_shows_text(eyes: Eyes) -> None:
    page = eyes.visit("map.html")
    for number in range(0, 40, 10):
        page.locator("svg.map .marks a").nth(number).focus()
        expect(page.locator(".map-card")).not_to_be_empty()
    eyes.expect_nothing()


@pytest.mark.parametrize("text", MARKS.values(), ids=list(MARKS))
def test_hostile_marks_in_storage_do_nothing(eyes: Eyes, text: str) -> None:
    page = eyes.visit("reading-list.html")
    slot = page.evaluate("'survey-reading:' + document.querySelector('meta[name=application-name]').content")
    page.evaluate("([slot, text]) => localStorage.setItem(slot, text)", [slot, text])
    page.evaluate("localStorage.setItem(" + json.dumps("survey-theme") + ", '\"><script>pwned()</script>')")
    page.reload()
    page.wait_for_selector(".saved-list", state="attached")
    eyes.expect_nothing()
    eyes.visit("papers/text-0.html").locator(".mark-button").first.click()
    eyes.expect_nothing()
    page.evaluate("localStorage.clear()")


@pytest.mark.parametrize("text", MARKS.values(), ids=list(MARKS))
def test_a_hostile_list_that_is_imported_does_nothing(eyes: Eyes, tmp_path: Path, text: str) -> None:
    page = eyes.visit("reading-list.html")
    file = tmp_path / "list.json"
    file.write_text(text)
    page.get_by_label("Import a list").set_input_files(file)
    expect(page.locator("#saved-papers [role=status]")).not_to_be_empty()
    eyes.expect_nothing()
    page.evaluate("localStorage.clear()")


def test_the_cite_box_shows_every_format_as_text(eyes: Eyes) -> None:
    for number, name in enumerate(TEXTS):
        if name not in ("script-end", "bibtex", "latex", "json-script"):
            continue
        page = eyes.visit(f"papers/text-{number}.html")
        for label in ("BibLaTeX", "RIS", "CSL-JSON", "Markdown", "APA", "Vancouver"):
            page.locator("[data-cite] select").select_option(label=label)
            expect(page.locator("[data-cite] code")).to_contain_text(mark(name))
        eyes.expect_nothing()


def test_a_hostile_visit_in_storage_does_nothing(eyes: Eyes) -> None:
    page = eyes.visit("index.html")
    slot = page.evaluate("'survey-visit:' + document.querySelector('meta[name=application-name]').content")
    for visit in (
        '{"seen": "2000-01-01", "shown": "2000-01-01", "at": 1, "last": "<img src=x onerror=pwned()>"}',
        '{"seen": ["2000-01-01"], "shown": "2000-01-01", "at": 1e300, "last": {}}',
        '{"__proto__": {"seen": "2000-01-01"}}',
    ):
        page.evaluate("([slot, text]) => localStorage.setItem(slot, text)", [slot, visit])
        page.reload()
        page.wait_for_load_state("networkidle")
        eyes.expect_nothing()
    page.evaluate("localStorage.clear()")
