"""The page for corrections: two clicks from any paper, topic and number, and then a change that the tools take."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from livingsurvey.github import ProposalDeclinedError, propose, read_answers
from livingsurvey.github.propose_change import Add
from livingsurvey.model import Survey
from livingsurvey.store import load
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import EVERYWHERE, Visit
from tests.browser.sites import Origin
from tests.browser.test_axe import violations
from tests.github.test_form_answers import body, event

REPOSITORY = "https://code.example/owner/survey"
QUOTE = "We reduce memory by 40% against a full cache on long documents, at no loss that we could measure."
#: The survey's page, as one that has a repository and an address for letters.
KNOWN = f"""async () => {{
  Object.assign(survey.data.correct, {{ repository: '{REPOSITORY}', branch: 'main', contact: 'ada@example.org' }});
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}}"""


def page_of(visit: Visit, origin: Origin, fragment: str, known: bool = True) -> Page:
    """The page for corrections at a place, ready to be filled in."""
    page = visit(origin / f"correct.html#{fragment}", fresh=True, permissions=["clipboard-read", "clipboard-write"])
    page.locator("#correction[data-ready]").wait_for()
    if known:
        page.evaluate(KNOWN)
    return page


def said(page: Page) -> Locator:
    """What the page says of the change as a whole."""
    return page.locator("#correction").get_by_role("status")


def fill(page: Page, label: str, text: str) -> None:
    """Type or choose a value."""
    control = page.locator("#correction").get_by_label(label, exact=True)
    if control.evaluate("element => element.tagName") == "SELECT":
        control.select_option(text)
    else:
        control.fill(text)


def issue(page: Page) -> dict[str, str]:
    """The fields that the issue's address fills in."""
    address = page.get_by_role("link", name="Open the filled-in issue").get_attribute("href") or ""
    assert address.startswith(f"{REPOSITORY}/issues/new?")
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


@pytest.fixture
def root(curated_root: Path, tmp_path: Path) -> Path:
    """The survey's content, which the test may change."""
    shutil.copytree(curated_root / "content", tmp_path / "content")
    shutil.copy(curated_root / "mkdocs.yml", tmp_path)
    return tmp_path


def taken(root: Path, fields: dict[str, str]) -> Survey:
    """The survey after the issue's answers were taken, as the workflow takes them."""
    survey = load(root).survey
    assert survey is not None
    answers = read_answers(event("correction", body("correction", fields)))
    nothing: Any = None
    add: Add = nothing
    propose(root, survey, answers, add, date(2027, 1, 1))
    changed = load(root).survey
    assert changed is not None
    return changed


def _from_paper(page: Page) -> None:
    page.get_by_role("link", name="Correct this").click()


def _from_claim(page: Page) -> None:
    page.get_by_role("link", name="This is wrong").first.click()


def _from_row(page: Page) -> None:
    row = page.locator("tr[data-claim]", has_text="AlphaCache").first
    row.get_by_text("Show quotation").first.click()
    row.get_by_role("link", name="This is wrong").first.click()


@pytest.mark.parametrize(
    ("path", "go", "title", "chosen"),
    [
        ("papers/alphacache.html", _from_paper, "AlphaCache: Keeping the KV Cache Small", ""),
        ("papers/alphacache.html", _from_claim, "AlphaCache: Keeping the KV Cache Small", "claim 1"),
        ("topics/caches.html", _from_paper, "Caches", ""),
        ("topics/caches.html", _from_row, "AlphaCache: Keeping the KV Cache Small", "claim 1"),
        ("results.html", _from_row, "AlphaCache: Keeping the KV Cache Small", "claim 1"),
        ("results.html#measure=peak-memory", _from_row, "AlphaCache: Keeping the KV Cache Small", "claim 1"),
    ],
)
@EVERYWHERE["curated"]
def test_two_clicks_lead_to_what_is_wrong(
    curated: Origin, visit: Visit, path: str, go: Callable[[Page], None], title: str, chosen: str
) -> None:
    page = visit(curated / path, fresh=True)
    go(page)
    expect(page.locator("#correction h2")).to_have_text(title)
    expect(page.get_by_label("What is wrong?")).to_have_value(chosen)


def test_a_paper_is_found_by_words_or_its_address(curated: Origin, visit: Visit) -> None:
    page = page_of(visit, curated, "")
    box = page.get_by_label("Which paper or topic?")
    box.fill("zzz")
    expect(said(page)).to_contain_text("Nothing found")
    box.fill("lovelace alpha")
    expect(page.locator(".correction__found a")).to_have_count(1)
    box.fill(f"{curated.base}topics/caches.html?x#y")
    page.get_by_role("link", name="Caches", exact=True).click()
    expect(page.locator("#correction h2")).to_have_text("Caches")
    page.get_by_role("link", name="Correct another paper or topic").click()
    expect(box).to_be_visible()


def test_an_unknown_paper_is_said_and_a_box_finds_another(curated: Origin, visit: Visit) -> None:
    page = page_of(visit, curated, "topic=nowhere")
    expect(page.locator("#correction")).to_contain_text("The survey has no «nowhere»")
    expect(page.get_by_label("Which paper or topic?")).to_be_visible()
    page = page_of(visit, curated, "paper=../../x&field=<b>")
    expect(page.get_by_label("Which paper or topic?")).to_be_visible()


#: A change on the page, and what the survey then says.
CHANGES: dict[str, tuple[str, dict[str, str], Callable[[Survey], object], object]] = {
    "a text": (
        "paper=alphacache&field=venue",
        {"What it should say": "A Journal of Serving", "Where it says so, or why": "its first page: «in A & B»"},
        lambda s: (s.paper["alphacache"].venue, s.paper["alphacache"].provenance["venue"].corrected),
        ("A Journal of Serving", "its first page: «in A & B»"),
    ),
    "a list": (
        "paper=alphacache&field=authors",
        {"What it should say": "Ada Lovelace\nGrace Hopper\nKurt Gödel", "Where it says so, or why": "page 1"},
        lambda s: s.paper["alphacache"].authors,
        ("Ada Lovelace", "Grace Hopper", "Kurt Gödel"),
    ),
    "a term": (
        "paper=wide&field=kind",
        {"What it should say": "method"},
        lambda s: s.paper["wide"].fields["kind"],
        "method",
    ),
    "a part of a claim": (
        "paper=alphacache&claim=1",
        {"Baseline": "no cache", "Setting": ""},
        lambda s: (s.paper["alphacache"].claims[0].against, s.paper["alphacache"].claims[0].on),
        ("no cache", None),
    ),
    "a topic": (
        "topic=caches&field=next_door",
        {"What it should say": "Routers are elsewhere."},
        lambda s: s.topic["caches"].next_door,
        "Routers are elsewhere.",
    ),
}


@pytest.mark.parametrize("case", CHANGES)
def test_the_issue_that_the_page_fills_in_is_taken(curated: Origin, visit: Visit, root: Path, case: str) -> None:
    fragment, typed, read, expected = CHANGES[case]
    page = page_of(visit, curated, fragment)
    for label, text in typed.items():
        fill(page, label, text)
    expect(said(page)).to_contain_text("The checks find nothing wrong.")
    fields = issue(page)
    assert fields.pop("template") == "correct.yml"
    assert read(taken(root, fields)) == expected


@pytest.mark.parametrize("case", CHANGES)
def test_the_lines_that_are_copied_are_those_of_the_file(curated: Origin, visit: Visit, root: Path, case: str) -> None:
    fragment, typed, read, expected = CHANGES[case]
    page = page_of(visit, curated, fragment, known=False)
    for label, text in typed.items():
        fill(page, label, text)
    page.get_by_role("button", name="Copy the change").click()
    expect(said(page)).to_have_text("Copied")
    text = page.locator(".correction__text").inner_text()
    assert page.evaluate("navigator.clipboard.readText()").strip() == text.strip()
    file = next(line for line in text.splitlines() if line.startswith("File: ")).removeprefix("File: ")
    lines = yaml.load(text.partition(":\n\n")[2].partition("\n\n")[0], yaml.BaseLoader)
    front, _, rest = (root / file).read_text().removeprefix("---\n").partition("\n---\n")
    before = yaml.load(front, yaml.BaseLoader)
    (root / file).write_text(f"---\n{yaml.safe_dump(before | lines, allow_unicode=True)}---\n{rest}")
    changed = load(root)
    assert changed.survey is not None and changed.findings == ()
    assert read(changed.survey) == expected


#: What is typed in a field, and whether page and survey take it. All are changes.
VALUES = [
    ("alphacache", "title", "AlphaCache: Another Title", True),
    ("alphacache", "title", "", False),
    ("alphacache", "published", "2024-02-29", True),
    ("alphacache", "published", "2023-02-29", False),
    ("alphacache", "published", "2024-13", False),
    ("alphacache", "published", "0000", False),
    ("alphacache", "published", "May 2024", False),
    ("alphacache", "arxiv", "2405.00002", True),
    ("alphacache", "arxiv", "CS/9901001", False),
    ("alphacache", "arxiv", "arXiv:2405.00002", False),
    ("alphacache", "doi", "10.1000/beta(1)<2>", True),
    ("alphacache", "doi", "https://doi.org/10.1000/beta", False),
    ("alphacache", "code", "https://example.org/a\nhttps://example.org/b", True),
    ("alphacache", "code", "https://example.org/a\njavascript:alert(1)", False),
    ("alphacache", "code", "https://example.org/" + "a" * 2000, False),
    ("alphacache", "topics", "routers\ncaches", True),
    ("alphacache", "topics", "caches\nnowhere", False),
    ("alphacache", "kind", "theory", False),
    ("alphacache", "methods", "Early exit", True),
    ("alphacache", "methods", "Early exit\nMagic", False),
]
CLAIMS = [
    ({"change.value": "-40", "against": "no cache"}, True),
    ({"change.value": "-41"}, False),
    ({"change.value": "forty"}, False),
    ({"change.value": ""}, False),
    ({"change.form": "factor"}, False),
    ({"change.form": "factor", "change.value": "40", "change.unit": "×"}, True),
    ({"change.form": "factor", "change.value": "40", "change.unit": "times"}, False),
    ({"change.form": "share", "change.value": "-40"}, False),
    ({"change.form": "guess"}, False),
    ({"change.low": "-50"}, False),
    ({"change.direction": "more"}, False),
    ({"change.bound": "about"}, True),
    ({"change.bound": "average"}, True),
    ({"change.form": "percent"}, True),
    ({"change.form": "percent", "change.unit": "points"}, False),
    ({"change.form": "orders", "change.unit": "orders of magnitude", "change.value": ""}, False),
    ({"change.form": "orders", "change.unit": "orders of magnitude", "change.value": "2"}, False),
    ({"change.form": "growth", "change.value": "", "change.unit": "", "change.to": "memory"}, True),
    ({"change.form": "growth", "change.value": "", "change.unit": "", "change.to": "O(n)"}, False),
    ({"change.form": "growth", "change.value": "", "change.unit": ""}, False),
    ({"change.form": "growth", "change.to": "memory"}, False),
    ({"change.to": "memory"}, False),
    ({"against": "not stated"}, True),
    ({"quote": "We reduce memory by 40%"}, True),
    ({"quote": "we reduce memory by 40%"}, False),
    ({"quote": "Decoding keeps every key and value."}, False),
    ({"quote": ""}, False),
    ({"measure": "height"}, False),
]
VERDICT = """([key, name, text]) => {
  const { data } = survey, field = data.correct.fields.paper.find(one => one.id === name);
  return survey.checks.faultsOf(field, text, data.correct, []);
}"""
CLAIM_VERDICT = """parts => {
  const { correct, paper } = survey.data;
  const all = { ...paper.claims[0], ...parts };
  return [...survey.checks.claimFaults(correct.fields.claim, all, correct, paper.texts).values()].flat();
}"""


def _takes(root: Path, field: str, value: str) -> bool:
    try:
        taken(root, {"paper": "alphacache", "field": field, "value": value, "source": "page 1"})
    except ProposalDeclinedError:
        return False
    return True


@pytest.mark.parametrize(("key", "field", "text", "fits"), VALUES)
def test_page_and_survey_agree_on_a_value(
    curated: Origin, visit: Visit, root: Path, key: str, field: str, text: str, fits: bool
) -> None:
    page = visit(curated / f"correct.html#paper={key}", stay=True)
    page.locator("#correction[data-ready]").wait_for()
    assert (page.evaluate(VERDICT, [key, field, text]) == []) is fits
    assert _takes(root, field, text) is fits


@pytest.mark.parametrize(("parts", "fits"), CLAIMS, ids=lambda value: json.dumps(value))
def test_page_and_survey_agree_on_a_claim(
    curated: Origin, visit: Visit, root: Path, parts: dict[str, str], fits: bool
) -> None:
    for prose in root.glob("content/*/*.md"):  # what it says of the figure would have to change with it
        prose.write_text(prose.read_text().replace("40 % less memory", "less memory"))
    page = visit(curated / "correct.html#paper=alphacache", stay=True)
    page.locator("#correction[data-ready]").wait_for()
    assert (page.evaluate(CLAIM_VERDICT, parts) == []) is fits
    assert _takes(root, "claim 1", "\n".join(f"{name}: {value}" for name, value in parts.items())) is fits


def test_what_does_not_fit_is_said_at_its_field_at_once(curated: Origin, visit: Visit) -> None:
    page = page_of(visit, curated, "paper=alphacache&claim=1")
    expect(said(page)).to_have_text("Change what is wrong to go on.")
    fill(page, "Quotation", f"{QUOTE} Not at all.")
    quote = page.locator("#correction").get_by_label("Quotation", exact=True)
    expect(quote).to_have_attribute("aria-invalid", "true")
    expect(quote).to_have_accessible_description("These words are not in the abstract, letter by letter.")
    expect(said(page)).to_contain_text("One remark above")
    expect(page.get_by_role("button", name="Copy the change")).to_have_count(0)


def test_a_fact_that_a_source_states_is_corrected_with_a_reason(curated: Origin, visit: Visit) -> None:
    page = page_of(visit, curated, "paper=alphacache&field=published")
    fill(page, "What it should say", "2024-05-02")
    expect(said(page)).to_contain_text("Say where it says so")
    fill(page, "Where it says so, or why", "page 1")
    expect(page.get_by_role("link", name="Open the file in the web editor")).to_have_attribute(
        "href", f"{REPOSITORY}/edit/main/content/papers/alphacache.md"
    )
    mail = page.get_by_role("link", name="Send by e-mail").get_attribute("href") or ""
    assert mail.startswith("mailto:ada@example.org?subject=Correction")
    assert 'published: "2024-05-02"' in parse_qs(urlsplit(mail).query)["body"][0]


def test_a_term_is_added_from_the_list(curated: Origin, visit: Visit) -> None:
    page = page_of(visit, curated, "paper=alphacache&field=methods", known=False)
    page.get_by_label("Add from the list …").select_option("Early exit")
    expect(page.get_by_label("What it should say")).to_have_value("eviction\nEarly exit")
    expect(page.get_by_role("link", name="Open the filled-in issue")).to_have_count(0)
    expect(page.get_by_role("link", name="Send by e-mail")).to_have_count(0)
    expect(page.get_by_role("button", name="Copy the change")).to_be_visible()


def test_what_is_to_be_removed_or_is_no_field_a_curator_reads(curated: Origin, visit: Visit, root: Path) -> None:
    page = page_of(visit, curated, "paper=alphacache&field=doi")
    fill(page, "What it should say", "")
    fill(page, "Where it says so, or why", "there is none")
    fields = issue(page)
    assert (fields["field"], fields["value"]) == ("Something else", "Remove the doi: 10.1000/alpha")
    fill(page, "What is wrong?", "else")
    fill(page, "What is wrong, and what should it say?", "The first result is of another paper.")
    fields = issue(page)
    with pytest.raises(ProposalDeclinedError, match="curator"):
        taken(root, fields)


def test_a_change_that_is_too_long_for_an_address_is_copied(curated: Origin, visit: Visit) -> None:
    page = page_of(visit, curated, "paper=alphacache&field=authors")
    fill(page, "What it should say", "\n".join(f"Äda Lövelace {n}" for n in range(600)))
    fill(page, "Where it says so, or why", "page 1")
    assert set(issue(page)) == {"template", "paper", "field"}
    expect(page.locator("#correction")).to_contain_text("too long for an address")
    expect(page.get_by_role("link", name="Send by e-mail")).to_have_count(0)


def test_without_scripts_it_says_which_file_to_edit(curated: Origin, visit: Visit) -> None:
    page = visit(curated / "correct.html", java_script_enabled=False)
    expect(page.locator("article")).to_contain_text("content/papers/KEY.md")
    expect(page.locator("article").get_by_role("link", name="Fields", exact=True)).to_be_visible()
    expect(page.locator("article :is(input, select, textarea, button)")).to_have_count(0)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    "fragment", ["", "paper=alphacache&claim=1", "paper=hostile&field=topics", "topic=odd&field=title"]
)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    curated_server: Origin, visit: Visit, fragment: str, width: int
) -> None:
    page = visit(curated_server / f"correct.html#{fragment}", fresh=True, viewport={"width": width, "height": 844})
    page.locator("#correction[data-ready]").wait_for()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert violations(str(Axe().axe_script), page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
