"""The report of links: what it tells, what it remembers, and that no address in it is markup."""

from datetime import date
from pathlib import Path

import pytest
from livingsurvey.commands import check_links as links
from livingsurvey.services.visit_links import Outcome, Visit

from tests.builders import paper, survey
from tests.commands.folders import folder, held

DAY = date(2026, 3, 2)
LATER = date(2026, 3, 9)


def test_addresses_of_papers_and_prose_are_found_with_their_files(tmp_path: Path) -> None:
    root = folder(tmp_path)
    about = root / "content/pages/about.md"
    about.write_text(about.read_text() + "[A site](https://example.org/a), `https://not.example`.\n")
    assert links.addresses(held(root)) == {
        "https://example.org/a": ("content/papers/alpha.md", "content/pages/about.md"),
    }


def test_a_doi_is_a_link() -> None:
    assert list(links.addresses(survey(paper("a", doi="10.1145/1")))) == ["https://doi.org/10.1145/1"]


def test_what_has_answered_lately_is_left_out() -> None:
    known = links.renewed({}, [Visit("a", Outcome.OK, "answer 200"), Visit("b", Outcome.DEAD, "answer 404")], DAY)
    assert links.due("abc", known, LATER, 0) == ["a", "b", "c"]
    assert links.due("abc", known, LATER, 7) == ["a", "b", "c"]
    assert links.due("abc", known, LATER, 8) == ["b", "c"]


def test_what_tells_the_same_keeps_its_first_day() -> None:
    dead = [Visit("a", Outcome.DEAD, "answer 404")]
    known = links.renewed(links.renewed({}, dead, DAY), dead, LATER)
    assert (known["a"].day, known["a"].since) == (LATER, DAY)
    known = links.renewed(known, [Visit("a", Outcome.OK, "answer 200")], LATER)
    assert known["a"].since == LATER


def test_the_report_tells_what_is_to_do() -> None:
    visits = [
        Visit("https://a.org", Outcome.DEAD, "answer 404"),
        Visit("https://b.org", Outcome.REDIRECTED, "answer 301", "https://c.org/`@team`<b>\n# x"),
        Visit("https://d.org", Outcome.REFUSED, "answer 403"),
        Visit("https://e.org", Outcome.OK, "answer 200"),
    ]
    named = {visit.url: ("content/papers/a.md",) for visit in visits}
    text = links.report(named, links.renewed({}, visits, DAY))
    assert "4 external links: 1 ok, 1 redirected, 1 dead, 1 refused, 0 unsure." in text
    assert "- `https://a.org` (answer 404, since 2026-03-02) in `content/papers/a.md`" in text
    assert "- `https://b.org` → `https://c.org/@team<b>#x` (" in text
    assert "https://e.org" not in text


@pytest.mark.parametrize("outcome", [Outcome.OK, Outcome.REFUSED])
def test_there_is_no_report_when_there_is_nothing_to_do(outcome: Outcome) -> None:
    known = links.renewed({}, [Visit("a", outcome, "answer 200")], DAY)
    assert links.report({"a": ("x",)}, known) == ""


def test_what_is_known_is_kept(tmp_path: Path) -> None:
    visits = [Visit("a", Outcome.DEAD, "answer 404"), Visit("b", Outcome.REDIRECTED, "answer 301", "c")]
    known = links.renewed({}, visits, DAY)
    links.write_state(tmp_path, known)
    assert links.read_state(tmp_path) == known


@pytest.mark.parametrize("text", ["", "{", "[]", '{"a": 1}', '{"a": {"outcome": "what"}}', '{"a": {}}', "null"])
def test_a_broken_state_is_forgotten(tmp_path: Path, text: str) -> None:
    (tmp_path / "build").mkdir()
    (tmp_path / links.STATE).write_text(text)
    assert links.read_state(tmp_path) == {}


def test_no_network_is_not_taken_for_dead_links() -> None:
    gone = [Visit("a", Outcome.DEAD, "no such host"), Visit("b", Outcome.UNSURE, "no answer in time")]
    assert links.no_network(gone)
    assert not links.no_network([*gone, Visit("c", Outcome.DEAD, "answer 404")])
    assert not links.no_network([])
