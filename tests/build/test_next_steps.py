"""What a maintainer is told to do next."""

from datetime import date
from pathlib import Path
from typing import Any

from livingsurvey.build.next_steps import next_steps
from livingsurvey.model import Finding, Severity, Survey
from livingsurvey.site.messages import Messages

from tests.builders import SETTINGS, paper, survey, survey_folder, topic

PUBLISHED = SETTINGS.model_copy(update={"site_url": "https://survey.example/"})
WRONG = Finding("content/papers/a.md", 1, 1, "rule", "It is wrong.", "Mend it.", Severity.ERROR)


def steps_of(root: Path, subject: Survey, *findings: Finding) -> list[dict[str, Any]]:
    return next_steps(root, subject, findings, Messages())


def state(steps: list[dict[str, Any]]) -> str:
    return "".join("x" if step["done"] else ">" if step["next"] else "." for step in steps)


def test_a_new_survey_begins_with_a_bibliography(tmp_path: Path) -> None:
    root = survey_folder(tmp_path)
    with (root / "content" / "survey.yml").open("a") as file:
        file.write("# to do: more\n")
    steps = steps_of(root, survey())
    assert state(steps) == ">......."
    assert steps[0]["commands"] == ["survey ingest FILE.bib"]
    assert steps[1]["commands"] == ["content/survey.yml"]


def test_what_is_half_done_says_how_far_it_is(tmp_path: Path) -> None:
    papers = (paper("a", status="included", topics=("one",)), paper("b"), paper("c", status="excluded", reason="x"))
    subject = survey(*papers, topics=(topic("area"), topic("one", "area")), changed=date(2025, 8, 7))
    steps = steps_of(survey_folder(tmp_path), subject, WRONG)
    assert state(steps) == "xxx>...."
    said = [step["so_far"] for step in steps]
    assert said[0] == "3 papers"
    assert said[3:7] == [
        "1 of 2 in a topic",
        "2 of 3 decided",
        "1 screened paper lacks a summary, a topic or a field",
        "1 error or warning",
    ]


def test_when_all_is_done_nothing_is_next(tmp_path: Path) -> None:
    done = paper("a", status="included", topics=("one",), summary="It helps.", kind="method")
    subject = survey(done, topics=(topic("area"), topic("one", "area")), changed=date(2025, 8, 7), settings=PUBLISHED)
    assert state(steps_of(survey_folder(tmp_path), subject)) == "xxxxxxxx"
