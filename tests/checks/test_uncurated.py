"""What is to do where nobody has curated yet is told once, and everything else file by file."""

import pytest
from livingsurvey.checks.rule import RULES
from livingsurvey.checks.uncurated import summarised
from livingsurvey.model import Finding, Severity, Status, Survey

from tests.builders import paper, survey, topic


def of(rule: str, subject: Survey) -> list[str]:
    """The files of a rule's findings, summed up."""
    return [finding.file for finding in summarised(subject, RULES[rule](subject))]


def loud(count: int, **fields: str) -> Survey:
    """Papers whose titles are all capitals."""
    return survey(*(paper(f"p{n}", title=f"ALL OF IT LOUD {n}", **fields) for n in range(count)))


@pytest.mark.parametrize(("count", "told"), [(1, 1), (5, 5), (6, 1), (300, 1)])
def test_advice_on_many_papers_is_one_finding(count: int, told: int) -> None:
    assert len(of("title-form", loud(count))) == told


@pytest.mark.parametrize("fields", [{"summary": "It is."}, {"notes": "Read it."}], ids=str)
def test_papers_that_somebody_has_curated_are_told_one_by_one(fields: dict[str, str]) -> None:
    assert len(of("title-form", loud(9, **fields))) == 9


def test_what_many_papers_lack_that_were_included_at_once_is_one_finding_for_each_rule() -> None:
    subject = survey(*(paper(f"p{n}", status=Status.INCLUDED) for n in range(40)))
    found = list(summarised(subject, RULES["included-incomplete"](subject)))
    assert all("39 others" in one.message for one in found)
    assert len({one.message for one in found}) == len(found) <= 4  # one for each field


def test_topics_without_prose_are_summed_up_too() -> None:
    subject = survey(topics=(topic("area"), *(topic(f"t{n}", "area") for n in range(51))))
    assert len(of("topic-size", subject)) == 1


def test_warnings_are_told_file_by_file() -> None:
    subject = survey(*(paper(f"p{n}", authors=("Lovelace, Ada",)) for n in range(9)))
    assert len(of("author-form", subject)) == 9


def test_without_a_survey_everything_stays() -> None:
    found = [Finding(f"{n}.md", 1, 1, "r", "m.", severity=Severity.ADVICE) for n in range(9)]
    assert list(summarised(None, found)) == found
