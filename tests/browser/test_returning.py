"""What is new since the reader's last visit: told by the survey's own dates, once, and not lost by a reload."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from livingsurvey.store import load
from playwright.sync_api import Page, expect

from tests.browser.conftest import SCHEMES, Visit
from tests.browser.sites import Origin, origin_of
from tests.build.sites import built_site, site_folder

NAME = "Test Survey"
SLOT = f"survey-visit:{NAME}"
DAY = "2026-01-20"
CHANGED = "((window.survey??={}).data??={}).changes="
HOUR = 3_600_000
#: One paper came after the visit, one was changed after it, one did neither; one is of no survey.
CHANGES = {
    "one": ["2026-01-15", "2026-01-15"],
    "two": ["2025-12-01", "2026-01-20"],
    "three": ["2025-12-01", "2026-01-10"],
    "gone": ["2026-01-19", "2026-01-19"],
}
CLAIMS = {
    "two": [["2026-01-20", "2× less <b>memory</b>", "3× less memory"], ["2026-01-05", "9×", "8×"]],
    "one": [["2026-01-20", "", "4×"]],
}
PLAN = "every: 7\nsearches:\n  - {id: reefs, service: arxiv, query: coral}\n"
RUN = {"search": "reefs", "service": "arxiv", "address": "https://example.org/?q=coral", "date": "2026-01-19"}


@pytest.fixture(scope="session")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site whose content is under version control, with a file of changes."""
    root = site_folder(tmp_path_factory.mktemp("dated"), real_frame=True)
    (root / "content/watch.yml").write_text(PLAN)
    (root / "content/searches").mkdir()
    (root / "content/searches/runs.jsonl").write_text(f"{json.dumps(RUN)}\n")
    when = f"{DAY}T12:00:00Z"
    who = {f"GIT_{role}_{what}": "a@b.c" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environment = os.environ | who | {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    for command in (["init", "-q"], ["add", "content"], ["commit", "-qm", "Begin"]):
        subprocess.run(["git", *command], cwd=root, check=True, env=environment)
    site = built_site(root)
    changes = {"generated": DAY, "papers": CHANGES, "claims": CLAIMS}
    (site / "assets/changes.js").write_text(f"{CHANGED}{json.dumps(changes)};\n")
    return root


@pytest.fixture(scope="session", params=SCHEMES)
def dated_site(request: pytest.FixtureRequest, dated: Path) -> Iterator[Origin]:
    """The small site on a server and from its folder."""
    survey = load(dated).survey
    assert survey is not None
    with origin_of(request.param, dated / "site", survey) as made:
        yield made


def visit_of(page: Page) -> Any:
    """What the browser keeps of the last visit."""
    return json.loads(page.evaluate(f"localStorage.getItem({json.dumps(SLOT)})"))


def leave(page: Page, **visit: Any) -> None:
    """Leave the note of an earlier visit."""
    text = json.dumps({"seen": "2026-01-10", "shown": "2026-01-10", "at": 0, "last": None} | visit)
    page.evaluate(f"localStorage.setItem({json.dumps(SLOT)}, {json.dumps(text)})")


@pytest.fixture
def home(visit: Visit, dated_site: Origin) -> Page:
    """The first page, at a first visit."""
    return visit(dated_site / "index.html", clean=True)


def test_a_first_visit_is_told_nothing_and_loads_nothing(home: Page) -> None:
    expect(home.locator("[data-new]")).to_be_hidden()
    assert home.evaluate("typeof survey.data") == "undefined"
    assert visit_of(home)["seen"] == DAY


def test_a_later_visit_is_told_what_is_new_and_what_is_changed(home: Page, dated_site: Origin) -> None:
    leave(home)
    home.reload()
    new = home.get_by_role("region", name="New since your last visit")
    expect(new.locator(".counts")).to_have_text("1 new paper, 1 changed")
    expect(new.locator(".new__list > li > a")).to_have_text(["One", "Two"])
    expect(new.locator(".new__list > li > .tag")).to_have_text(["new", "changed"])
    new.get_by_role("link", name="One").click()
    expect(home).to_have_url(dated_site.paper("one"))


def test_results_that_were_corrected_since_are_told_as_text(home: Page) -> None:
    leave(home)
    home.reload()
    claims = home.locator(".new__claims li")
    expect(claims).to_have_text(["result corrected: 3× less memory, before: 2× less <b>memory</b>"])


@pytest.mark.parametrize("page", ["index.html", "method.html"])
def test_a_survey_that_is_overdue_by_its_own_schedule_says_so(visit: Visit, dated_site: Origin, page: str) -> None:
    shown = visit(dated_site / page)
    line = shown.locator("[data-due]")
    expect(line).to_contain_text("Last searched on 2026-01-19, next due 2026-01-26")
    expect(line).to_contain_text("Overdue: the next search was due on 2026-01-26.")


def test_a_reload_loses_nothing_and_the_next_visit_tells_it_no_more(home: Page) -> None:
    leave(home)
    for _ in range(3):
        home.reload()
        expect(home.get_by_role("region", name="New since your last visit")).to_be_visible()
    noted = visit_of(home)
    assert (noted["seen"], noted["shown"]) == ("2026-01-10", DAY)
    leave(home, **noted | {"at": noted["at"] - HOUR})
    home.reload()
    expect(home.locator("[data-new]")).to_be_hidden()
    assert visit_of(home)["seen"] == DAY


def test_what_is_marked_as_seen_is_told_no_more(home: Page) -> None:
    leave(home)
    home.reload()
    home.get_by_role("button", name="Mark all as seen").press("Enter")
    expect(home.locator("[data-new]")).to_be_hidden()
    expect(home.locator("h1")).to_be_focused()
    home.reload()
    expect(home.locator("[data-new]")).to_be_hidden()
    assert visit_of(home)["seen"] == DAY


@pytest.mark.parametrize(
    "text", ["", "null", "[]", '{"seen": 1}', '{"seen": "<b>", "shown": "2026-01-10", "at": 0}', '{"at": "x"}']
)
def test_a_note_that_cannot_be_read_is_a_first_visit(home: Page, text: str) -> None:
    home.evaluate(f"localStorage.setItem({json.dumps(SLOT)}, {json.dumps(text)})")
    home.reload()
    expect(home.locator("[data-new]")).to_be_hidden()
    assert visit_of(home)["seen"] == DAY


def test_many_new_papers_are_folded(visit: Visit, dated_site: Origin) -> None:
    home = visit(dated_site / "index.html", fresh=True)
    leave(home)
    many = {f"paper-{n:02}": ["2026-01-15", "2026-01-15"] for n in range(30)}
    facts = {
        "columns": ["key", "title", "summary", "topics", "published"],
        "papers": [[key, f"Title {key}", None, [], None] for key in many],
        "facets": [],
        "topics": [],
    }
    changes = f"{CHANGED}{json.dumps({'generated': DAY, 'papers': many})}"
    script = "text/javascript"
    home.route("**/assets/changes.js*", lambda route: route.fulfill(body=changes, content_type=script))
    data = f"((window.survey??={{}}).data??={{}}).papers={json.dumps(facts)}"
    home.route("**/assets/explore-data.js*", lambda route: route.fulfill(body=data, content_type=script))
    home.reload()
    new = home.get_by_role("region", name="New since your last visit")
    expect(new.locator(".counts")).to_have_text("30 new papers")
    expect(new.get_by_role("listitem")).to_have_count(10)
    new.get_by_text("20 more").click()
    expect(new.get_by_role("listitem")).to_have_count(30)


def test_without_version_control_there_is_nothing_to_fill(visit: Visit, curated: Origin) -> None:
    page = visit(curated / "index.html", clean=True)
    expect(page.locator("[data-new]")).to_have_count(0)
    assert page.evaluate(f"localStorage.getItem({json.dumps(SLOT)})") is None
