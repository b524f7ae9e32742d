"""Candidates keep right when papers and reasons are renamed or merged."""

from dataclasses import replace

import pytest
from livingsurvey.checks.rule import RULES
from livingsurvey.commands import edit_papers, edit_terms
from livingsurvey.commands.curation_status import curation_status
from livingsurvey.model import CandidateDecision, FoundAt, ScreeningCandidate, Status, Survey, Term
from livingsurvey.store.survey_edit import EditRefusedError

from tests.builders import paper, survey

FOUND = (FoundAt(search="weekly", date="2026-05-31"),)
INCLUDED = CandidateDecision(status=Status.INCLUDED, by="Ada", date="2026-06-01")
EXCLUDED = CandidateDecision(status=Status.EXCLUDED, reason="off-topic", by="Ada", date="2026-06-01")
CANDIDATES = (
    ScreeningCandidate(key="one", title="One", found=FOUND, decision=INCLUDED),
    ScreeningCandidate(key="two", title="Two", found=FOUND, decision=EXCLUDED),
    ScreeningCandidate(key="three", title="Three", found=FOUND),
)
REASONS = {"reasons": (Term(id="off-topic", name="Off topic", definition="D."),)}
SUBJECT = survey(paper("one", status=Status.INCLUDED), paper("other"), candidates=CANDIDATES, vocabulary=REASONS)


def found(subject: Survey, rule: str) -> list[str]:
    """What a rule finds."""
    return [one.message for one in RULES[rule](subject)]


def test_an_included_candidate_is_its_paper_when_that_is_renamed_or_merged() -> None:
    for edit in (edit_papers.rename(SUBJECT, "one", "new"), edit_papers.merge(SUBJECT, "one", "other")):
        assert edit.survey.candidates == CANDIDATES
        assert found(edit.survey, "candidate-without-paper") == []
    gone = replace(SUBJECT, papers=SUBJECT.papers[1:])
    assert found(gone, "candidate-without-paper") == ["«one» is included, and there is no such paper."]


def test_no_paper_gets_the_key_of_a_candidate() -> None:
    with pytest.raises(EditRefusedError, match="The key three is that of a candidate"):
        edit_papers.rename(SUBJECT, "one", "three")


def test_a_decision_follows_the_new_id_of_its_reason() -> None:
    after = edit_terms.rename(SUBJECT, "reasons", "off-topic", "Out of scope", "out-of-scope").survey
    assert after.candidate["two"].decision == EXCLUDED.model_copy(update={"reason": "out-of-scope"})
    assert found(after, "candidate-reason") == []
    assert (after.candidate["one"], after.candidate["three"]) == (CANDIDATES[0], CANDIDATES[2])


def test_a_reason_of_a_candidate_is_used() -> None:
    assert edit_terms.unused(SUBJECT, "reasons") == []
    assert len(edit_terms.unused(replace(SUBJECT, candidates=()), "reasons")) == 1


def test_the_status_counts_what_waits() -> None:
    assert curation_status(SUBJECT, None, 12).waiting == 1
