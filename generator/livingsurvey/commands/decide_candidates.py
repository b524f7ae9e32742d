"""Deciding on candidates and on papers without a status: what readers answer, what it comes to, and taking it back.

Each answer is kept as readings. When as many readers agree as the survey asks for, or one settles where they differ, it
is decided: an included candidate becomes a paper's file, an excluded one keeps its reason in its own line, and a paper
is decided in its own file.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from livingsurvey.analysis.screening_answers import ReaderAnswer, ScreeningAnswers, ScreeningOutcome, answers_in
from livingsurvey.commands.answer_faults import CandidateAnswer, faults_of
from livingsurvey.commands.included_paper import included_paper, with_decision
from livingsurvey.model import (
    CandidateDecision,
    Paper,
    Reading,
    ScreeningCandidate,
    ScreeningDraft,
    Status,
    Survey,
)
from livingsurvey.model.fields import FieldValue, parse_value
from livingsurvey.model.identity import slug
from livingsurvey.store.readings_file import FOLDER
from livingsurvey.store.survey_edit import EditRefusedError, SurveyEdit, refuse

__all__ = ["CandidateAnswer", "decided", "last_answer", "readings_file_of", "undone"]


def decided(survey: Survey, answers: Sequence[CandidateAnswer]) -> SurveyEdit:
    """Take down what readers answer, and decide what is decided by it.

    Args:
        survey: with candidates, papers without a status, and the readings so far.
        answers: in the order in which they were given.

    Returns:
        The survey with readings, decisions and papers; the messages say what included papers still lack.

    Raises:
        EditRefusedError: with all that speaks against any of the answers; nothing is taken down then.
    """
    refuse(fault for answer in answers for fault in faults_of(survey, answer))
    twice = len({(one.key, one.reader) for one in answers}) < len(answers)
    refuse(["A reader answers twice on one candidate; send one answer after the other."] if twice else [])
    # The order of files is that in which they are read again: who decides last must not depend on who is asked.
    readings = sorted((*survey.readings, *(line for one in answers for line in _readings(survey, one))), key=_file)
    survey = replace(survey, readings=tuple(readings), drafts=_with_drafts(survey.drafts, answers))
    known, messages = ScreeningAnswers(survey), list[str]()
    for key in dict.fromkeys(one.key for one in answers):
        survey, said = _with_outcome(survey, key, known.outcome(key))
        messages += said
    return SurveyEdit(survey, messages=tuple(messages))


def readings_file_of(reader: str) -> str:
    """The file of the readings of a reader, whose name may be of any script."""
    return f"{FOLDER}/{slug(reader.strip())}.jsonl"


def _readings(survey: Survey, answer: CandidateAnswer) -> Iterator[Reading]:
    """The readings that state an answer: its status first."""
    values: dict[str, FieldValue] = {"status": str(answer.status)}
    values |= {"reason": answer.reason} if answer.status == "excluded" else {}
    values |= {"topic": answer.topics[0]} if answer.status == "included" and answer.topics else {}
    if answer.status == "included":
        fields = {field.id: field for field in survey.fields.of("paper")}
        values |= {name: parse_value(fields[name], value) for name, value in answer.fields.items()}
    file, reader = readings_file_of(answer.reader), answer.reader.strip()
    for name, value in values.items():
        note = answer.note.strip() if name == "status" else ""
        yield Reading(answer.key, name, value, reader, answer.date, note=note, settles=answer.settles, file=file)


def _file(reading: Reading) -> str:
    return reading.file


def _with_drafts(drafts: Iterable[ScreeningDraft], answers: Iterable[CandidateAnswer]) -> tuple[ScreeningDraft, ...]:
    """The drafts with those of answers behind them, of which the last one of a reader counts.

    Once a reader has a draft of a work, each further answer of theirs has one, if an empty one: whoever takes the last
    answer back takes back the last draft, and the one before it counts again.
    """
    found = list(drafts)
    for one in map(_draft, answers):
        says = one.topics or one.summary or one.claims
        if says or any((other.key, other.reader) == (one.key, one.reader) for other in found):
            found.append(one)
    return tuple(found)


def _without_draft(drafts: Sequence[ScreeningDraft], key: str, reader: str) -> tuple[ScreeningDraft, ...]:
    """The drafts without the last one of a reader on a work."""
    last = max((n for n, one in enumerate(drafts) if (one.key, one.reader) == (key, reader)), default=len(drafts))
    return (*drafts[:last], *drafts[last + 1 :])


def _draft(answer: CandidateAnswer) -> ScreeningDraft:
    """What no reading holds of an answer: further topics, the summary, the claims."""
    reader = answer.reader.strip()
    if answer.status != "included":
        return ScreeningDraft(key=answer.key, reader=reader)
    topics = answer.topics if len(answer.topics) > 1 else ()
    summary = answer.summary.strip() or None
    return ScreeningDraft(key=answer.key, reader=reader, topics=topics, summary=summary, claims=answer.claims)


def _with_outcome(survey: Survey, key: str, outcome: ScreeningOutcome) -> tuple[Survey, list[str]]:
    """The survey in which a candidate or paper is decided, if it is; and what is to be said about it."""
    if not outcome.decisive:
        return survey, []
    paper, last = survey.paper.get(key), outcome.decisive[-1]
    candidate = survey.candidate.get(key)
    if paper is not None:
        made: Paper | None = with_decision(survey, paper, outcome.decisive)
    else:
        included = last.status == Status.INCLUDED
        made = included_paper(survey, survey.candidate[key], outcome.decisive) if included else None
    if candidate:
        survey = _with_candidate(survey, candidate.model_copy(update={"decision": _decision(outcome.decisive)}))
    survey = _with_paper(survey, made) if made else survey
    return survey, _lacking(survey, made) if made and made.status == Status.INCLUDED else []


def _decision(decisive: Sequence[ReaderAnswer]) -> CandidateDecision:
    last = decisive[-1]
    by = ", ".join(one.reader for one in decisive)
    return CandidateDecision(status=Status(last.status), reason=last.reason or None, by=by, date=last.date)


def _lacking(survey: Survey, paper: Paper) -> list[str]:
    missing = survey.missing(paper)
    return [f"{paper.path} still needs: {', '.join(missing)}."] if missing else []


def _with_candidate(survey: Survey, after: ScreeningCandidate) -> Survey:
    found = tuple(after if one.key == after.key else one for one in survey.candidates)
    return replace(survey, candidates=found)


def _with_paper(survey: Survey, after: Paper) -> Survey:
    others = [one for one in survey.papers if one.key != after.key]
    return replace(survey, papers=tuple(sorted([*others, after], key=lambda one: f"{one.key}.md")))


def last_answer(survey: Survey, reader: str, key: str = "") -> ReaderAnswer | None:
    """The last answer of a reader, as the lines of the reader's file have it; ``None`` where there is none.

    Args:
        survey: with its readings.
        reader: whose answer.
        key: of the candidate or paper; without it, the last of all.
    """
    file = readings_file_of(reader)
    own = (one for one in survey.readings if one.file == file and one.reader == reader.strip())
    answers = [one for one in answers_in(own) if key in ("", one.key)]
    return answers[-1] if answers else None


def undone(survey: Survey, key: str, reader: str) -> SurveyEdit:
    """Take back a reader's last answer on a candidate or paper: its readings, and what was decided by it.

    Args:
        survey: with the answer.
        key: of the candidate or paper.
        reader: whose answer it was.

    Raises:
        EditRefusedError: when there is no such answer, or the paper's file was edited since it was decided.
    """
    answer = last_answer(survey, reader, key)
    if answer is None:
        raise EditRefusedError(f"{reader[:100]} has answered nothing on {key[:100]!a}.")
    if holder := next((paper for paper in survey.papers if key in paper.aliases), None):
        raise EditRefusedError(f"{key} is {holder.path} now; change its status there.", file=holder.path)
    gone = {(one.file, one.line, one.field) for one in answer.readings}
    kept = tuple(one for one in survey.readings if (one.file, one.line, one.field) not in gone)
    after = replace(survey, readings=kept, drafts=_without_draft(survey.drafts, key, answer.reader))
    before, now = _deciding(survey, key), _deciding(after, key)
    if before == now:
        return SurveyEdit(_made_again(after, survey, key, before))
    after = _open_again(after, survey, key, before) if before else after
    if _waits(after, key):
        after, _ = _with_outcome(after, key, ScreeningAnswers(after).outcome(key))
    return SurveyEdit(after)


def _deciding(survey: Survey, key: str) -> tuple[ReaderAnswer, ...]:
    """The answers that decide, or have decided when fewer readers were needed than now."""
    known, candidate = ScreeningAnswers(survey), survey.candidate.get(key)
    decisive = known.outcome(key).decisive
    if decisive or candidate is None or candidate.decision is None:
        return decisive
    return tuple(one for one in known.latest(key).values() if one.status == candidate.decision.status)


def _waits(survey: Survey, key: str) -> bool:
    candidate, paper = survey.candidate.get(key), survey.paper.get(key)
    return paper.status is None if paper else candidate is not None and candidate.waits


def _made_again(after: Survey, before: Survey, key: str, decisive: Sequence[ReaderAnswer]) -> Survey:
    """The survey whose paper has only what is still answered; one that was edited since is left as it is."""
    candidate, paper = before.candidate.get(key), before.paper.get(key)
    if not decisive or not candidate or not paper or paper != included_paper(before, candidate, decisive):
        return after
    return _with_paper(after, included_paper(after, candidate, decisive))


def _open_again(after: Survey, before: Survey, key: str, decisive: Sequence[ReaderAnswer]) -> Survey:
    """The survey in which a candidate waits again, or a paper has no status."""
    candidate, paper = before.candidate.get(key), before.paper.get(key)
    if candidate and candidate.decision:
        after = _with_candidate(after, candidate.model_copy(update={"decision": None}))
        if paper is None:
            return after
        if paper != included_paper(before, candidate, decisive):
            raise EditRefusedError(f"{paper.path} was edited since; change its status there.", file=paper.path)
        return replace(after, papers=tuple(_without(after.papers, key)))
    if paper and paper.status == decisive[-1].status:
        return _with_paper(after, paper.model_copy(update={"status": None, "reason": None}))
    return after


def _without(papers: Iterable[Paper], key: str) -> Iterator[Paper]:
    return (paper for paper in papers if paper.key != key)
