"""Levels and limits: each survey may set its own, and says why."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from livingsurvey.checks import RULES, all_rules, check, rules_of
from livingsurvey.checks.guard import Said, Side, guard
from livingsurvey.checks.rule import ADVICE, ERROR, WARNING, meant, rule
from livingsurvey.cli.app import app
from livingsurvey.model import RuleSetting, Severity, Survey
from livingsurvey.model.rule import limit_text
from livingsurvey.store import load
from pydantic import ValidationError
from typer.testing import CliRunner

from tests.builders import SETTINGS, SURVEY_YML, paper, paper_file, survey, survey_folder, topic

UNSAFE = {"deceptive-link", "unsafe-link", "script-in-text"}


def having(subject: Survey, **rules: dict[str, Any]) -> Survey:
    """The survey with settings of rules, ``_`` in their names for ``-``."""
    made = {name.replace("_", "-"): RuleSetting(**setting) for name, setting in rules.items()}
    return replace(subject, settings=SETTINGS.model_copy(update={"rules": made}))


SMALL = survey(paper("p", topics=("t",), summary="word " * 31), topics=(topic("a"), topic("t", "a")))


def found(subject: Survey, rule: str) -> list[tuple[Severity, str]]:
    """Level and message of what a survey's own version of a rule finds."""
    known = rules_of(subject)
    return [(one.severity, one.message) for one in known[rule](subject)] if rule in known else []


def test_a_limit_can_be_set() -> None:
    assert found(SMALL, "topic-size") == [("advice", "«t» holds 1 papers; 4 to 40 make a topic.")]
    assert found(having(SMALL, topic_size={"limits": {"papers": [1, 2]}}), "topic-size") == []
    assert found(having(SMALL, topic_size={"limits": {"papers": [2, 3]}}), "topic-size") == [
        ("advice", "«t» holds 1 papers; 2 to 3 make a topic.")
    ]


def test_one_limit_is_set_and_the_others_stay() -> None:
    set_to = having(SMALL, topic_prose={"limits": {"words": ["0", "9"]}})
    assert rules_of(set_to)["topic-prose"].doc.limits == RULES["topic-prose"].doc.limits | {"words": (0, 9)}
    assert rules_of(SMALL)["topic-prose"] is RULES["topic-prose"]


def test_a_level_can_be_raised_without_a_reason_and_lowered_with_one() -> None:
    assert found(having(SMALL, summary_form={"level": "error"}), "summary-form")[0][0] == "error"
    lowered = having(SMALL, dead_link={"level": "advice", "reason": "R."})
    assert rules_of(lowered)["dead-link"].doc.severity == ADVICE


def test_a_rule_that_is_off_is_not_applied_but_still_known() -> None:
    off = having(SMALL, summary_form={"level": "off", "reason": "R."})
    assert "summary-form" not in rules_of(off) and "summary-form" in all_rules(off)


@pytest.mark.parametrize(
    ("name", "setting"),
    [
        ("summary_form", {"level": "off"}),
        ("unsafe_link", {"level": "off", "reason": "R."}),
        ("schema", {"level": "warning", "reason": "R."}),
        ("topic_size", {"limits": {"papers": 3}}),
        ("topic_size", {"limits": {"papers": [9, 3]}}),
        ("topic_size", {"limits": {"paper": [3, 9]}}),
        ("no_such_rule", {"level": "error"}),
    ],
)
def test_a_setting_that_is_wrong_has_no_effect_and_is_a_warning(name: str, setting: dict[str, Any]) -> None:
    subject = having(SMALL, **{name: setting})
    assert {id: rule.doc for id, rule in rules_of(subject).items()} == {id: rule.doc for id, rule in RULES.items()}
    assert [level for level, _ in found(subject, "rule-setting")] == ["warning"]


@pytest.mark.parametrize(
    "setting", [{"level": "fatal"}, {"limits": {"papers": "few"}}, {"limits": {"papers": [1]}}, {"x": 1}]
)
def test_a_setting_of_another_form_cannot_be_read(setting: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        RuleSetting(**setting)


@pytest.mark.parametrize(
    ("name", "said"),
    [("topic-sise", "Did you mean topic-size"), ("qqqq", "Remove it."), ("paper", "Did you mean papers")],
)
def test_a_name_that_is_not_known_is_answered_with_the_nearest(name: str, said: str) -> None:
    assert meant(name, ["papers"] if name == "paper" else RULES).startswith(said)


def test_few_choices_are_all_named() -> None:
    assert meant("zzz", ["least", "most"]) == "Choose one of: least, most."


def test_every_limit_is_a_number_or_a_range_that_its_rule_takes() -> None:
    limited = {id: rule.doc.limits for id, rule in RULES.items() if rule.doc.limits}
    assert limited["topic-size"] == {"papers": (4, 40)}
    assert limited["topic-prose"] == {
        "words": (150, 400),
        "long_words": (700, 1200),
        "long": 0,
        "area_words": (100, 250),
        "start_here": (2, 5),
    }
    assert limited["summary-form"]["words"] == 30
    assert len(limited) >= 10
    assert all(
        isinstance(limit, int) or limit[0] < limit[1] for limits in limited.values() for limit in limits.values()
    )


@pytest.mark.parametrize(("limit", "text"), [(30, "30"), ((4, 40), "4 to 40")])
def test_a_limit_in_words(limit: int | tuple[int, int], text: str) -> None:
    assert limit_text(limit) == text


def test_what_is_unsafe_is_an_error_that_says_so_and_cannot_be_lowered() -> None:
    unsafe = {id for id, rule in RULES.items() if rule.doc.unsafe}
    assert unsafe == UNSAFE
    assert {RULES[id].doc.severity for id in unsafe} == {ERROR}
    assert not any(RULES[id].doc.adjustable for id in unsafe)
    subject = survey(paper("p", notes="[a](javascript:alert(1))"))
    assert [one.unsafe for one in RULES["unsafe-link"](subject)] == [True]
    assert [one.unsafe for one in RULES["summary-form"](SMALL)] == [False]


def test_every_level_is_used() -> None:
    assert {rule.doc.severity for rule in RULES.values()} == {ERROR, WARNING, ADVICE}


def test_making_a_rule_registers_nothing() -> None:
    before = dict(RULES)

    @rule(ADVICE, limits={"most": 3})
    def my_rule(context: Any, most: int) -> Any:
        """It is so."""
        return iter(())

    assert (my_rule.id, my_rule.doc.limits) == ("my-rule", {"most": 3})
    assert before == RULES


def test_a_change_cannot_switch_off_the_rules_that_watch_it() -> None:
    off = {"papers_dropped": {"level": "off", "reason": "R."}}
    base = survey(*(paper(f"p{n}") for n in range(3)))
    found = guard(Side(base), Side(having(survey(), **off)), Said())
    assert {one.rule for one in found} == {"papers-dropped", "rule-lowered"}
    assert guard(Side(having(base, **off)), Side(having(survey(), **off)), Said()) == ()


def run(root: Path, *words: str) -> int:
    """The exit code of a check."""
    return CliRunner().invoke(app, ["check", "-C", str(root), *words]).exit_code


@pytest.mark.parametrize(
    ("fields", "codes"),
    [("", (0, 0)), (f"summary: {'word ' * 30}word\n", (0, 1)), ("venue: A  V\n", (1, 1)), ("topics: [lost]\n", (1, 1))],
    ids=["nothing", "advice", "warning", "error"],
)
def test_advice_alone_fails_only_a_strict_check(tmp_path: Path, fields: str, codes: tuple[int, int]) -> None:
    root = survey_folder(tmp_path, {"a": paper_file("a", fields)})
    assert (run(root), run(root, "--strict")) == codes


def test_settings_are_read_from_the_file_and_explained_with_their_limits(tmp_path: Path) -> None:
    root = survey_folder(tmp_path, {"a": paper_file("a", f"summary: {'word ' * 30}word\n")})
    text = "rules: {summary-form: {level: warning, limits: {words: 31}}}\n"
    (root / "content/survey.yml").write_text(SURVEY_YML + text)
    assert check(root, load(root)) == ()
    shown = CliRunner().invoke(app, ["check", "-C", str(root), "--explain", "summary-form"]).output
    assert "summary-form (warning; is fixed by hand)" in shown
    assert "Limits: words: 31; copied: 8" in shown
