"""What speaks against an answer of a reader who screens: nothing that the survey does not know is written."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from livingsurvey.model import NOT_STATED, REASONS, Claim, FieldType, Paper, ScreeningCandidate, Survey, SurveyField
from livingsurvey.model.base import DATE, KEY
from livingsurvey.model.fields import FieldValue, parse_value, words_of
from livingsurvey.model.nearest import did_you_mean
from livingsurvey.model.reading import UNSURE
from livingsurvey.model.text import HIDDEN

_MOST_CLAIMS = 8  # of a paper
_LONGEST = {"reader": 100, "summary": 1000, "note": 2000}  # characters on one line


@dataclass(frozen=True, slots=True)
class CandidateAnswer:
    """What one reader says of one candidate, or of a paper of the survey that has no status.

    ``date`` is that of the day, given by the caller. ``topics`` are keys, the primary one first, ``fields`` values of
    the survey's own fields. One that ``settles`` was made in view of the others' answers, and decides.
    """

    key: str
    reader: str
    date: str
    status: Literal["included", "excluded", "unsure"]
    reason: str = ""
    topics: tuple[str, ...] = ()
    fields: Mapping[str, FieldValue] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()
    summary: str = ""
    note: str = ""
    settles: bool = False


def faults_of(survey: Survey, answer: CandidateAnswer) -> Iterator[str]:
    """What speaks against an answer, a sentence each.

    Args:
        survey: whose topics, reasons, fields and vocabularies are known.
        answer: of a reader.
    """
    one = survey.candidate.get(answer.key) or survey.paper.get(answer.key)
    if one is None:
        yield f"Nothing waits under the key {answer.key[:100]!a}. {did_you_mean(answer.key, survey.candidate)}".strip()
        return
    yield _decided(survey, answer.key)
    yield from _texts(answer)
    if answer.status not in ("included", "excluded", UNSURE):
        yield f"{str(answer.status)[:40]!a} is no status: write included, excluded or unsure."
    yield from _reasons(survey, answer)
    yield from _topics(survey, answer)
    for name, value in answer.fields.items():
        yield _field(survey, name, value)
    yield from _claims(one, answer)


def _decided(survey: Survey, key: str) -> str:
    """Who has decided already, if anybody has."""
    candidate, paper = survey.candidate.get(key), survey.paper.get(key)
    if paper and paper.status:
        return f"{key} is {paper.status} already, in {paper.path}; correct that file."
    if candidate and candidate.decision:
        said = candidate.decision
        return f"{key} was {said.status} on {said.date} by {said.by}; take that back first."
    return ""


def _texts(answer: CandidateAnswer) -> Iterator[str]:
    if not answer.reader.strip():
        yield "Say who answers: the name of a reader."
    for name, most in _LONGEST.items():
        text = getattr(answer, name)
        if "\n" in text or "\r" in text or HIDDEN.search(text):
            yield f"The {name} holds a line break or a sign that nobody sees; write one line."
        elif len(text) > most:
            yield f"The {name} has {len(text):,} characters; write at most {most:,}."
    if not _is_date(answer.date):
        yield f"{answer.date[:40]!a} is no date; write it as 2024-05-17."


def _is_date(text: str) -> bool:
    try:
        return bool(re.fullmatch(DATE, text)) and bool(date(*[*map(int, text.split("-")), 1, 1][:3]))
    except ValueError:
        return False


def _reasons(survey: Survey, answer: CandidateAnswer) -> Iterator[str]:
    reasons = [term.id for term in survey.vocabulary.get(REASONS, ())]
    if answer.status != "excluded":
        yield "A reason belongs to what is excluded." if answer.reason and answer.status == "included" else ""
    elif not answer.reason:
        yield f"Say why it is excluded: {', '.join(reasons) or 'a reason'}."
    elif not re.fullmatch(KEY, answer.reason) or (reasons and answer.reason not in reasons):
        yield f"{answer.reason[:60]!a} is no reason. {did_you_mean(answer.reason, reasons)}".strip()


def _topics(survey: Survey, answer: CandidateAnswer) -> Iterator[str]:
    known = [topic.key for topic in survey.topics if topic.parent or not survey.areas]
    if answer.status == "included" and known and not answer.topics:
        yield "Say which topic it belongs to."
    for key in answer.topics:
        if key not in known:
            yield f"There is no topic {key[:100]!a}. {did_you_mean(key, known)}".strip()
    if len(set(answer.topics)) < len(answer.topics):
        yield "A topic is named twice."


def _field(survey: Survey, name: str, value: FieldValue) -> str:
    """What is wrong with the value of a declared field; empty where nothing is."""
    field = survey.fields.by_id.get(("paper", name))
    if field is None:
        known = [one.id for one in survey.fields.of("paper")]
        return f"Papers have no field {name[:40]!a}. {did_you_mean(name, known)}".strip()
    try:
        parsed = parse_value(field, value)
    except ValueError as error:
        return f"{field.label}: {error}."
    return _unknown_term(survey, field, parsed) or _hidden(field, parsed)


def _unknown_term(survey: Survey, field: SurveyField, value: FieldValue) -> str:
    terms = survey.vocabulary.get(field.vocabulary or "", ())
    names = [n for term in terms for n in ((term.name, *term.synonyms) if field.by_name else (term.id,))]
    for word in words_of(value) if field.type == FieldType.TERM else ():
        if word not in names and word != NOT_STATED:
            return f"{field.label}: {word[:60]!a} is no term of it. {did_you_mean(word, names)}".strip()
    return ""


def _hidden(field: SurveyField, value: FieldValue) -> str:
    odd = any(HIDDEN.search(word) or len(word) > _LONGEST["note"] for word in words_of(value))
    return f"{field.label}: a value is too long, or holds a sign that nobody sees." if odd else ""


def _claims(one: Paper | ScreeningCandidate, answer: CandidateAnswer) -> Iterator[str]:
    if len(answer.claims) > _MOST_CLAIMS:
        yield f"A paper has at most {_MOST_CLAIMS} claims."
    for claim in answer.claims:
        if claim.quote not in one.abstract:
            yield f"«{claim.quote[:60]}» is not in the abstract; quote it word for word."
