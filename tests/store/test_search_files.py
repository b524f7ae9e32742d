"""Lines of searches and readings: only those that differ are written anew, and none is lost."""

from dataclasses import replace
from pathlib import Path

import pytest
from livingsurvey.model import Survey
from livingsurvey.model.searches import ScreeningDraft
from livingsurvey.store.search_files import CANDIDATES_FILE, DRAFTS_FILE, lines_change, read_drafts, written_line
from livingsurvey.store.survey_changes import changes_of, file_changes
from livingsurvey.store.survey_edit import EditRefusedError, SurveyEdit
from livingsurvey.store.transaction import apply

from tests.commands.folders import held
from tests.screening.folders import candidate, screened_folder, screened_survey

DRAFT = ScreeningDraft(key="gamma", reader="Ada", summary="It caches.")
LINE = '{"paper": "alpha", "field": "kind", "value": "method", "reader": "%s", "date": "2026"}'


def written(root: Path, survey: Survey) -> Survey:
    """The survey as it is read after it has been written."""
    apply(root, file_changes(root, held(root), SurveyEdit(survey)))
    return held(root)


def test_other_lines_stay_as_they_are(tmp_path: Path) -> None:
    root = screened_folder(tmp_path)
    file = root / CANDIDATES_FILE
    lines = file.read_text().splitlines()
    file.write_text("\n\n".join([lines[0].replace(", ", " ,  "), *lines[1:]]) + "\n")
    survey = held(root)
    after = (survey.candidates[0], candidate("delta", title="Another title"), survey.candidates[2])
    (change,) = lines_change(root, CANDIDATES_FILE, survey.candidates, after)
    assert (change.after or b"").decode().splitlines() == [
        lines[0].replace(", ", " ,  "),
        written_line(after[1]),
        lines[2],
    ]


def test_signs_that_end_a_line_elsewhere_end_none_here(tmp_path: Path) -> None:
    root = screened_folder(tmp_path)
    survey = held(root)
    odd = candidate("odd", abstract="One\u2028two\x85three")
    survey = written(root, replace(survey, candidates=(*survey.candidates, odd)))
    assert written(root, replace(survey, candidates=survey.candidates[1:])).candidates[-1] == odd


def test_a_file_that_says_something_else_is_not_written_over(tmp_path: Path) -> None:
    survey = screened_survey(tmp_path)
    (tmp_path / CANDIDATES_FILE).write_text("")
    with pytest.raises(EditRefusedError, match="changed meanwhile"):
        lines_change(tmp_path, CANDIDATES_FILE, survey.candidates, survey.candidates[1:])


def test_drafts_are_read_and_a_file_without_any_goes(tmp_path: Path) -> None:
    root = screened_folder(tmp_path)
    survey = written(root, replace(held(root), drafts=(DRAFT,)))
    assert survey.drafts == (DRAFT,)
    assert written(root, replace(survey, drafts=())).drafts == ()
    assert not (root / DRAFTS_FILE).exists()


def test_a_draft_that_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    file = tmp_path / "drafts.jsonl"
    file.write_text(f'{written_line(DRAFT)}\n{{"key": "gamma"}}\n')
    drafts, (finding,) = read_drafts(file)
    assert drafts == (DRAFT,)
    assert (finding.file, finding.line) == (DRAFTS_FILE, 2)


def test_readings_are_added_changed_and_removed_by_their_lines(tmp_path: Path) -> None:
    root = screened_folder(tmp_path)
    (root / "content/readings").mkdir()
    file = root / "content/readings/all.jsonl"
    file.write_text("\n".join([LINE % "a", "", LINE % "b", LINE % "c"]) + "\n")
    survey = held(root)
    a, b, c = survey.readings
    new = replace(a, reader="d", line=0)
    readings = (a, replace(c, value="survey"), new)
    survey = written(root, replace(survey, readings=readings))
    assert [(one.reader, one.value, one.line) for one in survey.readings] == [
        ("a", "method", 1), ("c", "survey", 3), ("d", "method", 4)
    ]  # fmt: skip
    assert b not in survey.readings
    assert written(root, replace(survey, readings=())).readings == ()
    assert not file.exists()


def test_the_whole_survey_is_verified_where_asked_for(tmp_path: Path) -> None:
    root = screened_folder(tmp_path)
    survey = held(root)
    edit = SurveyEdit(replace(survey, candidates=survey.candidates[1:], drafts=(DRAFT,)))
    assert changes_of(root, survey, edit) == file_changes(root, survey, edit)
