"""What readers say of a candidate is a reading of something, although it has no file yet."""

from dataclasses import replace
from pathlib import Path

from livingsurvey.checks.run import check
from livingsurvey.model import Reading
from livingsurvey.store.survey_reader import Loaded

from tests.commands.candidates import candidate, learned

SAID = Reading("new-reef", "status", "unsure", "ada", "2026-11-24", file="content/readings/ada.jsonl", line=1)


def found(tmp_path: Path, *readings: Reading) -> list[str]:
    survey = replace(learned(candidate()), readings=readings)
    return [one.message for one in check(tmp_path, Loaded(survey, ())) if one.rule == "reading-of-nothing"]


def test_a_candidate_may_be_read(tmp_path: Path) -> None:
    assert found(tmp_path, SAID) == []
    assert found(tmp_path, replace(SAID, paper="no-reef")) == ["there is no paper «no-reef»."]
