"""Taking papers along in a browser: exactly the selection, copied or saved, from a server and from a folder."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from livingsurvey.analysis.derive import Analysis
from livingsurvey.citations.bibliography_entry import FileHeader, entry_of
from livingsurvey.citations.citation_formats import FORMATS, STYLES
from livingsurvey.model import Place, Survey
from playwright.sync_api import Page, expect

from tests.browser.conftest import EVERYWHERE, Visit
from tests.browser.sites import Origin

GRANTED = ["clipboard-read", "clipboard-write"]
QUERY = '=q @article{x,\n</script>"<b>"&topic=caches'


def opened(visit: Visit, origin: Origin) -> Page:
    """A paper's page, whose script offers to take any papers along."""
    return visit(origin.page("paper"))


def made(page: Page, keys: list[str], form: str, description: str = QUERY) -> str:
    """What the page makes of these papers."""
    text: str = page.evaluate("([k, f, d]) => survey.citations.text(k, f, d)", [keys, form, description])
    return text


def today(page: Page) -> str:
    """The reader's date."""
    told: str = page.evaluate("new Date().toLocaleDateString('sv-SE')")
    return told


def saved(page: Page, act: Any) -> tuple[str, bytes]:
    """Name and bytes of the file that an act saves."""
    with page.expect_download() as waiting:
        act()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def test_the_formats_are_those_of_the_generator(visit: Visit, server: Origin) -> None:
    told = opened(visit, server).evaluate("survey.citations.formats")
    assert told == [{"id": form.id, "label": form.label, "extension": form.extension} for form in FORMATS]
    told = opened(visit, server).evaluate("survey.citations.styles")
    assert told == [{"id": form.id, "label": form.label, "extension": form.extension} for form in STYLES]


@pytest.mark.parametrize("form", (*FORMATS, *STYLES), ids=lambda form: form.id)
def test_any_selection_is_joined_as_the_generator_joins_it(
    visit: Visit, origin: Origin, form: Any, real_insight: Analysis
) -> None:
    page = opened(visit, origin)
    survey: Survey = origin.survey
    papers = [survey.papers[n] for n in (400, 3, 534, 250, 3)]
    texts = [form.entry(entry_of(survey, real_insight, paper)) for paper in papers]
    fields = tuple(field.id for field in survey.fields.shown(Place.EXPORT))
    head = FileHeader(survey.settings.name, QUERY, len(papers), today(page), survey.settings.licence, fields)
    assert made(page, [paper.key for paper in papers], form.id) == form.file(texts, head)


@EVERYWHERE["origin"]
def test_the_whole_survey_can_be_taken_along(visit: Visit, origin: Origin) -> None:
    keys = [paper.key for paper in reversed(origin.survey.papers)]
    page = opened(visit, origin)
    rows = list(csv.DictReader(io.StringIO(made(page, keys, "csv"), newline="")))
    assert [row["key"] for row in rows] == keys
    assert len(json.loads(made(page, keys, "csl"))) == len(keys)


def test_nothing_selected_gives_a_file_without_papers(visit: Visit, server: Origin) -> None:
    assert json.loads(made(opened(visit, server), [], "csl")) == []


@pytest.mark.parametrize("key", ["no-such-paper", "constructor", "__proto__", ""])
def test_a_key_that_the_survey_has_not_is_refused(visit: Visit, server: Origin, key: str) -> None:
    page = opened(visit, server)
    told = page.evaluate("k => survey.citations.text([k], 'ris', 'x').then(() => '', e => e.message)", key)
    assert told == f"No paper of this survey: {key}"


def test_a_few_papers_load_one_chunk(visit: Visit, server: Origin) -> None:
    page = visit(server.page("paper"), fresh=True)
    made(page, [server.survey.papers[0].key, server.survey.papers[1].key], "ris")
    loaded = page.evaluate("Object.keys(survey.data.citations.entries)")
    assert loaded == ["ris-0"]


def test_a_file_is_saved_under_a_name_that_tells_what_it_holds(visit: Visit, origin: Origin) -> None:
    page = opened(visit, origin)
    key = origin.survey.papers[0].key
    name, data = saved(page, lambda: page.evaluate("k => survey.citations.save([k], 'csv', 'KV cache: 2024')", key))
    assert name.endswith(f"-kv-cache-2024-{today(page)}.csv")
    assert data.decode("utf-8-sig").startswith("key,")
    assert data.startswith(b"\xef\xbb\xbf")


def test_the_cite_box_shows_copies_and_saves_each_format(visit: Visit, origin: Origin) -> None:
    page = visit(origin.page("paper"), fresh=True)
    box = page.locator("[data-cite]")
    expect(box.locator("pre")).to_be_hidden()
    choice = box.get_by_label("Format")
    for label, start in (("RIS", "TY  - "), ("CSL-JSON", '{"id": '), ("BibLaTeX", "@"), ("APA", ""), ("BibTeX", "@")):
        choice.select_option(label=label)
        expect(box.locator("summary")).to_have_text(label)
        assert box.locator("code").inner_text().startswith(start)
    name, data = saved(page, lambda: box.get_by_role("button", name="Download").click())
    assert name.endswith(".bib")
    shown = box.locator("code").text_content()
    assert data.decode().split("\n\n")[1] == f"{shown}\n"  # the page ends its last line otherwise


def test_a_citation_in_words_is_copied_as_the_generator_renders_it(
    visit: Visit, origin: Origin, real_insight: Analysis
) -> None:
    page = visit(origin.page("paper"), fresh=True, permissions=GRANTED)
    box = page.locator("[data-cite]")
    paper = origin.survey.paper[box.get_attribute("data-cite") or ""]
    for style in STYLES:
        box.get_by_label("Format").select_option(style.id)
        expect(box.locator("code")).to_have_text(style.entry(entry_of(origin.survey, real_insight, paper)))
        box.get_by_role("button", name="Copy").click()
        expect(box.get_by_role("status")).to_have_text(f"Copied as {style.label}.")
        assert page.evaluate("navigator.clipboard.readText()") == box.locator("code").text_content()


@EVERYWHERE["origin"]
@pytest.mark.parametrize("secure", [True, False], ids=["clipboard", "selection"])
def test_copying_works_with_and_without_a_clipboard(visit: Visit, origin: Origin, secure: bool) -> None:
    page = visit(origin.page("paper"), fresh=True, **({"permissions": GRANTED} if secure else {}))
    if not secure:
        page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.evaluate(
        "document.addEventListener('copy', () => { window.wasCopied = String(document.activeElement.value) })"
    )
    box = page.locator("[data-cite]")
    box.get_by_role("button", name="Copy").click()
    expect(box.get_by_role("status")).to_have_text("Copied as BibTeX.")
    copied = page.evaluate("navigator.clipboard.readText()" if secure else "window.wasCopied")
    assert copied == box.locator("code").text_content()


def test_without_scripts_the_entry_and_its_file_are_there(visit: Visit, origin: Origin) -> None:
    page = visit(origin.page("paper"), java_script_enabled=False)
    box = page.locator("[data-cite]")
    expect(box.get_by_role("button")).to_have_count(0)
    box.locator("summary").click()
    expect(box.locator("code")).to_be_visible()
    assert "\n  title = {" in (box.locator("code").text_content() or "")
    href = box.get_by_role("link", name="BibTeX file").get_attribute("href") or ""
    assert href.startswith("../data/papers/")


def test_a_topic_leads_to_its_files(visit: Visit, server: Origin, site: Path) -> None:
    page = visit(server.page("topic"))
    links = page.locator(".actions a[download]")
    assert links.all_text_contents() == [form.label for form in FORMATS]
    hrefs = [links.nth(n).get_attribute("href") or "" for n in range(len(FORMATS))]
    assert [href for href in hrefs if not (site / "topics" / href).is_file()] == []
