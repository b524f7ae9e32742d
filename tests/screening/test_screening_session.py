"""The survey while it is screened: what others write is noticed, and nothing of theirs is written over."""

from datetime import date
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from livingsurvey.commands.decide_candidates import CandidateAnswer, decided, undone
from livingsurvey.model import Survey
from livingsurvey.screening import ScreeningSession, screening_session
from livingsurvey.screening.content_stamps import stamp_of, stamps_of
from livingsurvey.screening.screening_session import StaleEditError, UnreadableContentError
from livingsurvey.store.survey_edit import SurveyEdit

from tests.commands.folders import held, tree
from tests.screening.folders import DAY, screened_folder


def session_of(root: Path) -> ScreeningSession:
    return ScreeningSession(root, lambda: date.fromisoformat(DAY))


def exclude(key: str) -> Any:
    answer = CandidateAnswer(key, "Ada", DAY, "excluded", "off-topic")
    return lambda survey: decided(survey, [answer])


def test_a_file_that_is_saved_while_an_edit_is_made_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = session_of(screened_folder(tmp_path))
    before = tree(tmp_path)
    file = tmp_path / "content/searches/candidates.jsonl"

    made = screening_session.file_changes

    def _late(root: Path, survey: Survey, edit: SurveyEdit) -> Any:
        changes = made(root, survey, edit)
        file.write_text(file.read_text().replace("Delta of caches", "Somebody's"))
        return changes

    monkeypatch.setattr(screening_session, "file_changes", _late)
    with pytest.raises(StaleEditError, match="changed meanwhile"):
        session.edit(exclude("gamma"))
    monkeypatch.undo()
    after = tree(tmp_path)
    assert {name for name in after if after[name] != before.get(name)} == {"searches/candidates.jsonl"}
    session.edit(exclude("gamma"))
    assert held(tmp_path).candidate["delta"].title == "Somebody's"
    assert not held(tmp_path).candidate["gamma"].waits


def test_what_is_decided_ranks_the_rest_and_taking_it_back_does_so_again(tmp_path: Path) -> None:
    session = session_of(screened_folder(tmp_path))
    assessor, first = session.assessor, session.ranked
    session.edit(exclude("gamma"))
    assert session.ranked == {key: one for key, one in first.items() if key != "gamma"}  # as before, for the moment
    session.catch_up()
    assert session.ranked.keys() == first.keys() - {"gamma"}
    assert session.ranked["delta"] != first["delta"]
    session.edit(lambda survey: undone(survey, "gamma", "Ada"))
    assert session.ranked == first
    assert session.assessor is assessor  # nothing was learned anew
    (tmp_path / "content/searches/candidates.jsonl").write_text("")
    session.refresh()
    assert session.assessor is not assessor
    assert session.ranked.keys() == {"beta"}


def test_the_next_ranking_is_made_while_others_decide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = session_of(screened_folder(tmp_path))
    first, ranked, seen = session.ranked, session.assessor.ranked, list[Any]()

    def _meanwhile(decisions: Any) -> Any:
        if not seen:
            seen.append(decisions)
            other = Thread(target=lambda: session.edit(exclude("delta")))  # the lock is free for another thread
            other.start()
            other.join(60)
            seen.append(other.is_alive())
        return ranked(decisions)

    monkeypatch.setattr(session.assessor, "ranked", _meanwhile)
    session.edit(exclude("gamma"))
    session.catch_up()
    assert seen == [{"gamma": False}, False]
    assert session.ranked.keys() == first.keys() - {"gamma", "delta"}
    session.catch_up()
    assert session.ranked == {one.key: one for one in ranked({"gamma": False, "delta": False})}


def test_a_survey_with_unreadable_files_is_not_screened(tmp_path: Path) -> None:
    root = screened_folder(tmp_path)
    (root / "content/searches/candidates.jsonl").write_text("{}\n")
    with pytest.raises(UnreadableContentError, match=r"candidates\.jsonl"):
        session_of(root)


def test_stamps_know_every_file_and_follow_no_link(tmp_path: Path) -> None:
    root = screened_folder(tmp_path)
    (root / "content/elsewhere").symlink_to(tmp_path)
    found = stamps_of(root)
    assert len(found) == len(tree(root)) + 1
    for file, stamp in found.items():
        assert stamp_of(Path(file)) == stamp
    assert stamp_of(root / "nothing") is None
