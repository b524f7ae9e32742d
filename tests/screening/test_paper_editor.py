"""Editing a paper as values: what rules find in it, what would change, and what is written."""

from typing import Any

import pytest
from livingsurvey.checks.one_paper import OnePaperCheck
from livingsurvey.checks.run import examine
from livingsurvey.importers.stated_facts import StatedFacts
from livingsurvey.model import Survey
from livingsurvey.store.survey_reader import Loaded

from tests.builders import REPOSITORY
from tests.commands.folders import held, tree
from tests.screening.conftest import Page

READING = '{"paper": "alpha", "field": "kind", "value": "method", "reader": "first", "date": "2026-01-01"}\n'


def alpha(page: Page, **values: Any) -> dict[str, Any]:
    """What the page sends of the paper alpha, with some values changed."""
    shown = page.get("/api/paper?key=alpha")
    return {"key": "alpha", "values": {**shown["values"], **values}}


def save(page: Page, **values: Any) -> Any:
    """What the server says to saving alpha with some values changed."""
    shown = page.get("/api/paper?key=alpha")
    return page.done("/api/paper/save", **alpha(page, **values), digest=shown["digest"], reader="Ada", note="I looked.")


def test_a_paper_is_shown_as_its_file_writes_it(page: Page) -> None:
    shown = page.get("/api/paper?key=alpha")
    assert shown["values"]["topics"] == ["caches", "decoding"]
    assert shown["values"]["claims"][0] == {
        "quote": "It is 2x faster",
        "measure": "latency",
        "change": {"form": "factor", "value": 2.0, "unit": "×"},
    }
    forms = {(form["of"], form["id"]): form for form in shown["forms"]}
    assert {value for owner, value in forms if owner == "paper"} == set(shown["values"])
    assert [one["value"] for one in forms["paper", "status"]["choices"]] == ["included", "excluded"]
    assert [one["value"] for one in forms["paper", "reason"]["choices"]] == ["off-topic", "no-paper"]
    assert "level" in [one["value"] for one in forms["claim", "change.form"]["choices"]]
    assert forms["paper", "kind"]["required"] is True
    assert forms["paper", "methods"]["several"] is True


def test_what_is_as_before_changes_nothing(page: Page) -> None:
    before = tree(page.root)
    assert page.done("/api/paper/check", **alpha(page))["diff"] == ""
    assert save(page)["written"] == []
    assert tree(page.root) == before


def test_a_change_is_shown_before_it_is_saved(page: Page) -> None:
    before = tree(page.root)
    checked = page.done("/api/paper/check", **alpha(page, venue="A Journal 2024"))
    assert "+venue: A Journal 2024" in checked["diff"]
    assert tree(page.root) == before
    assert save(page, venue="A Journal 2024")["written"] == ["content/papers/alpha.md"]
    text = (page.root / "content/papers/alpha.md").read_text()
    assert "venue: A Journal 2024" in text
    assert "# the first of its kind" in text
    assert 'code: [ "https://example.org/a" ]   # two spaces, three spaces' in text


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"published": "20th of May"}, "published"),
        ({"kind": ["a", "b"]}, "kind"),
        ({"claims": [{"quote": "It is 2x faster", "change": {"form": "factor"}}]}, "claims.0.change"),
        ({"title": None}, "title"),
        ({"claims": "none"}, "claims"),
        ({"abstract": "Another."}, "abstract"),
        ({"key": "other"}, "key"),
    ],
)
def test_what_no_file_can_hold_is_an_error_at_its_field(page: Page, values: dict[str, Any], field: str) -> None:
    before = tree(page.root)
    (finding,) = page.done("/api/paper/check", **alpha(page, **values))["findings"]
    assert (finding["level"], finding["field"]) == ("error", field)
    assert finding["message"]
    assert save(page, **values)["written"] == []
    assert tree(page.root) == before


def test_rules_look_on_and_errors_are_not_saved(page: Page) -> None:
    claims = page.get("/api/paper?key=alpha")["values"]["claims"]
    claims[0]["quote"] = "It is 2x better"
    findings = page.done("/api/paper/check", **alpha(page, claims=claims))["findings"]
    assert ("error", "quote-not-in-abstract", "claims.0.quote") in [
        (one["level"], one["rule"], one["field"]) for one in findings
    ]
    before = tree(page.root)
    assert save(page, claims=claims)["written"] == []
    assert tree(page.root) == before


def test_what_readers_found_otherwise_is_settled(page: Page) -> None:
    (page.root / "content/readings").mkdir()
    (page.root / "content/readings/first.jsonl").write_text(READING)
    findings = page.done("/api/paper/check", **alpha(page, kind="survey"))["findings"]
    assert "not-as-read" not in [one["rule"] for one in findings]
    assert save(page, kind="survey")["written"] == ["content/papers/alpha.md", "content/readings/ada.jsonl"]
    (line,) = [one for one in held(page.root).readings if one.settles]
    assert (line.field, line.value, line.reader, line.note) == ("kind", "survey", "Ada", "I looked.")


def test_a_fact_that_a_source_states_is_marked_as_corrected(page: Page) -> None:
    save(page, arxiv="2405.00002")
    origin = held(page.root).paper["alpha"].provenance["arxiv"]
    assert (origin.url, origin.corrected) == ("https://example.org/answer", "I looked.")


def test_a_file_that_was_changed_meanwhile_is_not_overwritten(page: Page) -> None:
    shown, sent = page.get("/api/paper?key=alpha"), alpha(page, venue="A Journal 2024")
    file = page.root / "content/papers/alpha.md"
    file.write_text(file.read_text().replace("It does something.", "It does more."))
    answer = page.post("/api/paper/save", **sent, digest=shown["digest"], reader="Ada")
    assert answer.status == 409
    assert "It does more." in file.read_text()
    assert "A Journal" not in file.read_text()


def test_the_check_of_one_paper_finds_what_the_whole_check_finds(real_survey: Survey) -> None:
    found: dict[str, set[tuple[str, str, int]]] = {}
    for one in examine(REPOSITORY, Loaded(real_survey, ())):
        finding = one.finding
        found.setdefault(finding.file, set()).add((finding.rule, finding.message, finding.line))
    check = OnePaperCheck(real_survey, StatedFacts(REPOSITORY, real_survey))
    some = {paper.path: paper for paper in real_survey.papers[::90]}
    some |= {paper.path: paper for paper in real_survey.papers if paper.path in found}
    for file, paper in list(some.items())[:12]:
        own = check.findings(paper, (REPOSITORY / file).read_bytes())
        assert {(one.rule, one.message, one.line) for one in own} == found.get(file, set()), file


def test_errors_that_a_change_brings_elsewhere_are_found(real_survey: Survey) -> None:
    quoted = next(one for statement in real_survey.statements for one in statement.support)
    before = real_survey.paper[quoted.paper]
    after = before.model_copy(update={"abstract": "Nothing of that.", "published_abstract": None})
    found = OnePaperCheck(real_survey).errors_elsewhere(before, after)
    assert {one.severity for one in found} == {"error"}
    assert all(one.file != before.path for one in found)
