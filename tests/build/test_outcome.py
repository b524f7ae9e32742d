"""What a build comes to: what is in its way, how it is summed up, and how long each stage took."""

import pytest
from livingsurvey.build.outcome import Generated, report, timed
from livingsurvey.model import Finding, Severity


def test_a_stage_is_announced_and_its_seconds_are_added_up() -> None:
    outcome, stages = Generated(), list[str]()
    for _ in range(2):
        with timed(outcome, "load", stages.append):
            assert stages[-1] == "load"
    assert stages == ["load", "load"]
    first = outcome.seconds["load"]
    with pytest.raises(ZeroDivisionError), timed(outcome, "load", stages.append):
        1 / 0  # noqa: B018
    assert outcome.seconds["load"] >= first > 0


def test_what_was_not_read_has_no_survey() -> None:
    assert Generated().survey is None


def test_only_errors_forbid_publishing() -> None:
    error = Finding("a", 1, 1, "r", "m")
    warning = Finding("a", 1, 1, "r", "m", severity=Severity.WARNING)
    assert Generated(findings=(error, warning)).errors == (error,)


@pytest.mark.parametrize(
    ("outcome", "lenient", "strict"),
    [
        (Generated(), None, None),
        (Generated((Finding("a", 1, 1, "r", "m", severity=Severity.WARNING),)), None, None),
        (Generated((Finding("a", 1, 1, "r", "m"),)), None, "has errors"),
        (Generated((Finding("a", 1, 1, "r", "m", unsafe=True),)), "unsafe", "unsafe"),
        (Generated(readable=False), "cannot be read", "cannot be read"),
    ],
)
def test_only_what_is_unsafe_or_unreadable_is_in_the_way_of_a_lenient_build(
    outcome: Generated, lenient: str | None, strict: str | None
) -> None:
    for is_strict, said in ((False, lenient), (True, strict)):
        obstacle = outcome.obstacle(is_strict)
        assert (obstacle is None) == (said is None)
        assert said is None or said in str(obstacle)


def test_a_report_gives_the_first_of_many_findings() -> None:
    errors = [Finding("a.md", line, 1, "r", "m") for line in range(1, 23)]
    warnings = [Finding("b.md", 1, 1, "r", "m", severity=Severity.WARNING)]
    lines = report((*errors, *warnings))
    assert lines[:2] == ["b.md:1:1: r: m", "a.md:1:1: r: m"]
    total = "22 errors, 1 warning: `survey check` lists all."
    assert lines[-2:] == ["… and 2 more.", f"{total} What the errors are about is left out of the site."]
    assert report((*errors, *warnings), built=False)[-1] == total
    advice = Finding("c.md", 1, 1, "r", "m", severity=Severity.ADVICE)
    assert report((advice,)) == ["1 piece of advice: `survey check` lists all."]
    assert report(()) == []
