"""Each rule of the collection fires where it should, at the right place, and nowhere else; each fix mends."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from livingsurvey.checks.rule import RULES
from livingsurvey.checks.run import check
from livingsurvey.commands.fix_findings import fixes
from livingsurvey.model import (
    Dates,
    Finding,
    HandPage,
    OpenQuestion,
    Paper,
    QuotedPaper,
    Reference,
    Severity,
    Statements,
    Survey,
    Term,
)
from livingsurvey.store import load
from livingsurvey.store.transaction import apply

from tests.builders import paper, seen, source, survey, topic
from tests.checks.cases import CASES, CLEAN, Case, beside, folder

TODAY = date(2026, 1, 1)
#: Rules that look at a change, not at a survey; they are tested with the guard.
OF_CHANGES = {
    *("papers-dropped", "papers-merged", "papers-excluded", "content-dropped", "field-emptied", "field-cut"),
    *("capture-changed", "rule-lowered", "taken-away", "extension-changed", "fact-rewritten"),
}
#: A rule that needs the dates of version control; it has a test of its own.
OF_HISTORY = {"question-to-check"}
#: A sentence of documentation in which nothing is to be filled in.
SENTENCE = re.compile(r"[A-Z].{10,}[.…]\Z", re.DOTALL)


def findings(root: Path) -> tuple[Finding, ...]:
    """What the checks find below ``root``."""
    return check(root, load(root), TODAY)


def fired(rule: str, subject: Survey) -> list[Finding]:
    """What one rule finds."""
    return list(RULES[rule](subject))


def broken(root: Path, case: Case) -> Path:
    """A survey with one file that breaks a rule."""
    return folder(root, beside(case) | {case.file: case.text})


def name(case: Case) -> str:
    """What to call a case."""
    return f"{case.rule} {case.names!a}"


def test_no_rule_fires_on_a_clean_survey(tmp_path: Path) -> None:
    assert [str(found) for found in findings(folder(tmp_path, CLEAN))] == []


def test_no_rule_fires_on_an_empty_survey(tmp_path: Path) -> None:
    assert findings(folder(tmp_path, {})) == ()


def test_there_are_more_than_eighty_rules() -> None:
    assert len(RULES) > 80


def test_the_real_survey_breaks_no_rule_that_stops_a_build(real_survey: Survey) -> None:
    found = [found for rule in RULES.values() for found in rule(real_survey)]
    assert [str(f) for f in found if f.severity == Severity.ERROR] == []


@pytest.mark.parametrize("case", CASES, ids=name)
def test_a_rule_fires_in_the_right_file_at_the_right_place(tmp_path: Path, case: Case) -> None:
    (found,) = [found for found in findings(broken(tmp_path, case)) if found.rule == case.rule]
    assert found.file == f"content/{case.file}"
    if isinstance(case.at, int):
        assert found.line == case.at
    else:
        line = case.text.split("\n")[found.line - 1]
        assert f"{line}\n"[found.column - 1 :].startswith(case.at)
    assert case.names in found.message
    assert found.fix
    assert "\n" not in str(found)
    assert found.fixable == (case.mended is not None)


MENDED = [case for case in CASES if case.mended]


@pytest.mark.parametrize("case", MENDED, ids=name)
def test_a_fix_mends_what_was_found_and_touches_nothing_else(tmp_path: Path, case: Case) -> None:
    root = broken(tmp_path, case)
    before = findings(root)
    files = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    mended = fixes(root, load(root), TODAY)
    assert {path: path.read_bytes() for path in files} == files  # nothing is written before it is asked for
    apply(root, mended)
    path = root / "content" / case.file
    assert case.mended
    assert path.read_bytes().decode() == case.text.replace(*case.mended)
    assert [file for file, data in files.items() if file.read_bytes() != data] == [path]
    after = findings(root)
    assert case.rule not in {found.rule for found in after}
    assert {(f.rule, f.file) for f in after} <= {(f.rule, f.file) for f in before}
    assert fixes(root, load(root), TODAY) == []


def test_every_registered_rule_has_a_case() -> None:
    assert {case.rule for case in CASES} == set(RULES) - OF_CHANGES - OF_HISTORY


def test_every_rule_that_says_it_mends_has_a_case_that_is_mended() -> None:
    mending = {id for id, rule in RULES.items() if rule.doc.fixable}
    assert mending - {case.rule for case in MENDED} == set()
    assert {case.rule for case in MENDED} == mending


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_says_what_it_finds_why_it_matters_and_how_to_mend_it(rule: str) -> None:
    doc = RULES[rule].doc
    assert [part for part in (doc.what, doc.why, doc.fix) if not SENTENCE.match(part)] == []
    assert doc.wrong and doc.right and doc.wrong != doc.right
    assert doc.id == rule
    assert "\n" not in doc.what


@pytest.mark.parametrize("rule", sorted(set(RULES) - OF_CHANGES - OF_HISTORY))
def test_a_rule_reports_under_its_own_name_and_level(tmp_path: Path, rule: str) -> None:
    case = next(case for case in CASES if case.rule == rule)
    (found,) = [found for found in findings(broken(tmp_path, case)) if found.rule == rule]
    assert found.severity == RULES[rule].doc.severity


def test_every_topic_of_a_paper_that_does_not_exist_is_reported() -> None:
    found = fired("unknown-topic", survey(paper("p", topics=("x", "y", "z"))))
    assert [f.message for f in found] == [f"there is no topic «{key}»." for key in "xyz"]


def test_a_topic_cannot_be_its_own_area() -> None:
    assert [f.file for f in fired("unknown-topic", survey(topics=(topic("t", "t"),)))] == ["content/topics/t.md"]


@pytest.mark.parametrize("key", ["con", "prn", "aux", "nul", "com1", "lpt9", "index"])
def test_names_that_a_system_or_the_site_reserves_are_no_keys(key: str) -> None:
    assert [f.file for f in fired("bad-key", survey(paper(key)))] == [f"content/papers/{key}.md"]


def test_a_title_that_stands_three_times_is_reported_for_each_but_the_first() -> None:
    found = fired("duplicate-title", survey(*(paper(key, title="Same") for key in ("a", "b", "c"))))
    assert [f.file for f in found] == ["content/papers/b.md", "content/papers/c.md"]
    assert all("content/papers/a.md" in f.fix for f in found)


@pytest.mark.parametrize("title", ["Same Title", "SAME: title", "same-title", "Same\u00a0title.", "Ｓame title"])
def test_titles_are_compared_by_letters_and_digits_alone(title: str) -> None:
    assert len(fired("duplicate-title", survey(paper("a", title="Same title"), paper("b", title=title)))) == 1


@pytest.mark.parametrize("title", ["Same title 2", "Same titles", "Samе title"])
def test_titles_that_differ_in_a_letter_or_a_digit_are_two(title: str) -> None:
    assert fired("duplicate-title", survey(paper("a", title="Same title"), paper("b", title=title))) == []


@pytest.mark.parametrize(
    "text",
    [
        "[m](method.md) [a](index.md) [b](sources.md) [c](papers/index.md) [d](topics/index.md) [r](rules.md)",
        "[a](papers/p.md) [b](papers/p.md#abstract) [c](../papers/p.md) [d](people/ada.md) [e](kinds/index.md)",
        "[a](https://a.org/x.md) [b](http://a.org/x.md) [c](#part) [d](/root.md)",
        "[a](data/survey.json) [b](mail.txt) (absent.md) [absent.md]",
        "`[a](absent.md)` and ``[b](absent.md) ` ``",
        "```\n[a](absent.md) and [@absent]\n```\n",
        "[@p] and [@p; @p], a@b.org, [@Not a citation], `[@absent]`",
    ],
)
def test_links_that_lead_somewhere_or_leave_the_site_are_left_alone(text: str) -> None:
    subject = survey(paper("p"), pages=(HandPage(key="about", title="A", body=text),))
    assert [*fired("dead-link", subject), *fired("unknown-citation", subject)] == []


def test_each_dead_link_of_a_text_is_reported() -> None:
    subject = survey(paper("p", notes="[@x; @y] [a](z.md) [b](papers/z.md)"))
    assert [f.message for f in [*fired("unknown-citation", subject), *fired("dead-link", subject)]] == [
        "[@x] cites no paper.",
        "[@y] cites no paper.",
        "there is no page «z.md».",
        "there is no page «papers/z.md».",
    ]


def test_an_unknown_source_is_reported_once_a_paper() -> None:
    subject = survey(paper("p", seen=(seen(1, 1), seen(2, 2), seen(3, 3, "lost"))), sources=(source("other"),))
    found = fired("unknown-source", subject)
    assert [f.message for f in found] == ["there is no source «capture».", "there is no source «lost»."]


def test_a_listed_source_is_known() -> None:
    assert fired("unknown-source", survey(paper("p", seen=(seen(),)), sources=(source(),))) == []


def test_a_paper_to_start_with_may_be_in_any_topic_that_is_an_area() -> None:
    start = [{"key": "p", "why": "It is first."}]
    subject = survey(paper("p", topics=("t",)), topics=(topic("a", start_here=start), topic("t", "a")))
    assert [*fired("unknown-start", subject), *fired("start-outside", subject)] == []


def test_papers_that_arrive_after_a_question_was_looked_at_are_counted() -> None:
    subject = survey(*map(asked, ("old", "same", "new", "newer")), topics=(topic("a"), topic("t", "a")))
    days = {"old": 1, "same": 2, "new": 3, "newer": 4}
    history = {key: Dates(*[datetime(2025, 3, day, tzinfo=UTC)] * 2) for key, day in days.items()}
    subject = replace(subject, history=history, statements=Statements(questions=(question("2025-03-02"),)))
    (found,) = fired("question-to-check", subject)
    assert found.message == "check again: 2 papers arrived since «2025-03-02», new first."
    assert fired("question-to-check", replace(subject, history={})) == []
    known = replace(subject, statements=Statements(questions=(question("2025-03-04"),)))
    assert fired("question-to-check", known) == []


def asked(key: str) -> Paper:
    """A paper of a topic that has a question."""
    return paper(key, topics=("t",), status="included")


def question(checked: str) -> OpenQuestion:
    """A question that was looked at on a day."""
    quoted = QuotedPaper(paper="old", quote="The abstract of old")
    return OpenQuestion(
        id="q", topics=("t",), question="Why?", why="So.", support=(quoted,), asked="2025-03-01", checked=checked
    )


def test_a_name_that_two_papers_share_says_nothing_of_a_work() -> None:
    twice = [paper(key, title=f"ReefScan: {key}") for key in ("a", "b")]
    works = {"methods": (Term(id="reefscan", name="ReefScan", definition="D."), elsewhere("reef", "Reef"))}
    assert fired("work-in-collection", survey(*twice, vocabulary=works)) == []
    (found,) = fired("work-in-collection", survey(twice[0], vocabulary=works))
    assert found.fix == "Write «paper: a», without a reference."


def test_two_works_with_one_id_are_one_finding() -> None:
    works = {"methods": (elsewhere("reef", "Reef"),), "models": (elsewhere("reef", "Reef 2"),)}
    assert [found.file for found in fired("ambiguous-citation", survey(vocabulary=works))] == [
        "content/vocabulary/models.yml"
    ]


def elsewhere(key: str, name: str) -> Term:
    """A work that is in no survey."""
    return Term(id=key, name=name, definition="D.", reference=Reference(title="Elsewhere", source="https://a.org"))
