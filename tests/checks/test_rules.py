"""Each rule of the collection fires where it should, at the right line, and nowhere else."""

from pathlib import Path

import pytest

from generator.catalogue import load
from generator.checks import RULES, check
from generator.model import Finding, HandPage, Severity, Survey
from tests.builders import paper, seen, source, survey, topic
from tests.checks.cases import CASES, CLEAN, Case, folder


def findings(root: Path) -> tuple[Finding, ...]:
    """What the checks find below ``root``."""
    return check(root, load(root))


def fired(rule: str, subject: Survey) -> list[Finding]:
    """What one rule finds."""
    return list(RULES[rule](subject))


def test_no_rule_fires_on_a_clean_survey(tmp_path: Path) -> None:
    assert findings(folder(tmp_path, CLEAN)) == ()


def test_no_rule_fires_on_an_empty_survey(tmp_path: Path) -> None:
    assert findings(folder(tmp_path, {})) == ()


def test_the_real_survey_breaks_no_rule_that_stops_a_build(real_survey: Survey) -> None:
    found = [found for rule in RULES.values() for found in rule(real_survey)]
    assert [str(f) for f in found if f.severity == Severity.ERROR] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule} {case.names}")
def test_a_rule_fires_in_the_right_file_at_the_right_line(tmp_path: Path, case: Case) -> None:
    found = [f for f in findings(folder(tmp_path, CLEAN | {case.file: case.text})) if f.rule == case.rule]
    assert [(f.file, f.line) for f in found] == [(f"content/{case.file}", case.line)]
    assert case.names in found[0].message
    assert found[0].fix
    assert "\n" not in str(found[0])


def test_every_registered_rule_has_a_case() -> None:
    assert {case.rule for case in CASES} == set(RULES)


@pytest.mark.parametrize("name", RULES)
def test_a_rule_says_what_is_wrong_in_the_first_line_of_its_docstring(name: str) -> None:
    first, *rest = (RULES[name].__doc__ or "").strip().splitlines()
    assert first.endswith(".")
    assert not rest or rest[0] == ""


@pytest.mark.parametrize("name", RULES)
def test_a_rule_reports_under_its_own_name(tmp_path: Path, name: str) -> None:
    case = next(case for case in CASES if case.rule == name)
    subject = load(folder(tmp_path, CLEAN | {case.file: case.text})).survey
    assert subject is not None
    assert {found.rule for found in fired(name, subject)} == {name}


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
        "[m](method.md) [a](index.md) [b](sources.md) [c](papers/index.md) [d](topics/index.md)",
        "[a](papers/p.md) [b](papers/p.md#abstract) [c](../papers/p.md)",
        "[a](https://a.example/x.md) [b](http://a.example/x.md) [c](#part) [d](/root.md)",
        "[a](data/survey.json) [b](mail.txt) (absent.md) [absent.md]",
        "[@p] and [@p; @p], a@b.example, [@Not a citation]",
    ],
)
def test_links_that_lead_somewhere_or_leave_the_site_are_left_alone(text: str) -> None:
    assert fired("dead-link", survey(paper("p"), pages=(HandPage(key="about", title="A", body=text),))) == []


def test_each_dead_link_of_a_text_is_reported() -> None:
    found = fired("dead-link", survey(paper("p", notes="[@x; @y] [a](z.md) [b](papers/z.md)")))
    assert [f.message for f in found] == [
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


def test_a_paper_to_start_with_may_be_in_any_topic() -> None:
    start = [{"key": "p", "why": "It is first."}]
    assert fired("unknown-start", survey(paper("p"), topics=(topic("a"), topic("t", "a", start_here=start)))) == []
