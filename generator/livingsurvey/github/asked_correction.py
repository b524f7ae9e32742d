"""The answers of the form for corrections: one field of a paper or of a topic, or parts of one claim."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from typing import Any, NamedTuple, TypeVar

from livingsurvey.commands.diff.diff_markdown import inert
from livingsurvey.commands.edit_readings import following, settling
from livingsurvey.github.declined import ProposalDeclinedError, valid
from livingsurvey.model import Claim, FieldType, Paper, Survey, SurveyField, Topic
from livingsurvey.model.corrections import CORRECTABLE, corrected
from livingsurvey.model.fields import FieldValue, parse_number, parse_value

_CLAIM = re.compile(r"claim ([1-9])", re.IGNORECASE)
_TOPIC = re.compile(r"(?:.*/)?topics/([a-z0-9-]+)(?:\.html)?[/#?]?\s*\Z")
_NUMBERS = frozenset(["change.value", "change.low"])
_Owner = TypeVar("_Owner", Paper, Topic)


class AskedCorrection(NamedTuple):
    """A correction: the survey with it, what of what it corrects, the file, and the names of the fields there."""

    survey: Survey
    what: str
    key: str
    file: str
    names: frozenset[str]


def asked_correction(survey: Survey, fields: dict[str, str], issue: int, today: date) -> AskedCorrection:
    """Correct a paper or a topic as the answers ask.

    Args:
        survey: as it is.
        fields: the answers of the form.
        issue: the number of the issue, which is the reason where the answers give none.
        today: the date of the reading that settles what was read otherwise.

    Raises:
        ProposalDeclinedError: when they name nothing that the survey has, or what they say is not valid.
    """
    name = fields["field"].strip()
    found = _TOPIC.match(fields["paper"].strip())
    topic = survey.topic.get(found[1]) if found else None
    if topic is not None:
        changed = _changed(survey, topic, name, fields["value"])
        topics = tuple(changed if one.key == topic.key else one for one in survey.topics)
        return AskedCorrection(replace(survey, topics=topics), name, topic.key, topic.path, frozenset([name]))
    return _of_paper(survey, named_paper(survey, fields["paper"]), name, fields, (issue, today))


def _of_paper(
    survey: Survey, paper: Paper, name: str, fields: dict[str, str], asked: tuple[int, date]
) -> AskedCorrection:
    claim = _CLAIM.fullmatch(name)
    parts = dict(_parts(fields["value"])) if claim else {}
    changed = (
        _with_claim(survey, paper, int(claim[1]), parts) if claim else _changed(survey, paper, name, fields["value"])
    )
    # Where a source states it, a correction says why.
    (issue, today), reason = asked, " ".join(fields["source"].split())
    if name in paper.provenance or (paper.seen and getattr(paper, name, None)):
        changed = corrected(changed, name, reason or f"proposed in #{issue}")
    papers = tuple(changed if one.key == paper.key else one for one in survey.papers)
    after = replace(survey, papers=papers, readings=following(survey, paper, changed))
    settled = settling(after, paper.key, f"issue #{issue}", today.isoformat(), reason)
    names = frozenset(part.rpartition(".")[2] for part in parts) if claim else frozenset([name])
    after = replace(after, readings=(*after.readings, *settled))
    return AskedCorrection(after, name, paper.key, paper.path, names)


def _changed(survey: Survey, owner: _Owner, name: str, text: str) -> _Owner:
    """The paper or topic with another value of one field."""
    kind = type(owner).__name__.lower()
    declared = survey.fields.by_id.get((kind, name))
    if name not in CORRECTABLE[kind] and declared is None:
        raise ProposalDeclinedError("This cannot be changed by itself; a curator will read it.")
    several = declared.by_name if declared else isinstance(getattr(owner, name), tuple)
    value = _lines(text) if several else " ".join(text.split())
    if not value:
        raise ProposalDeclinedError("The answers do not say what it should be; a curator will read them.")
    update = {name: value} if declared is None else {"fields": owner.fields | {name: _parsed(declared, value)}}
    return _other_than(owner, valid(type(owner), owner.model_dump() | update), name)


def _with_claim(survey: Survey, paper: Paper, number: int, parts: dict[str, str]) -> Paper:
    """The paper with another value of some parts of one claim."""
    if number > len(paper.claims):
        raise ProposalDeclinedError(f"{paper.key} has no claim {number}; a curator will read this.")
    claims = list(paper.claims)
    data = claims[number - 1].model_dump()
    for name, text in parts.items():
        _put(survey, data, name, text)
    claims[number - 1] = valid(Claim, data)
    return _other_than(paper, valid(Paper, paper.model_dump() | {"claims": claims}), f"claim {number}")


def _put(survey: Survey, data: dict[str, Any], name: str, text: str) -> None:
    """Set a part of a claim; an empty text takes it away."""
    declared = survey.fields.by_id.get(("claim", name))
    if declared is None and name not in CORRECTABLE["claim"]:
        raise ProposalDeclinedError(f"A claim has no «{inert(name[:40])}»; a curator will read this.")
    within, part = (
        (data["fields"], name) if declared else (data["change"] if "." in name else data, name.split(".")[-1])
    )
    within.pop(part, None)
    if declared and text:
        within[part] = _parsed(declared, text.split("; ") if declared.type == FieldType.TERMS else text)
    elif text:
        within[part] = _number(text) if name in _NUMBERS else text


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """The parts of a claim, a line each: ``change.value: 3.7``."""
    for line in _lines(text):
        name, colon, value = line.partition(":")
        if not colon:
            raise ProposalDeclinedError("Write a line for each part of the claim, such as change.value: 3.7")
        yield name.strip(), value.strip()


def _other_than(before: _Owner, after: _Owner, name: str) -> _Owner:
    if before == after:
        raise ProposalDeclinedError(f"The survey says so already: the {name} of {before.key}.")
    return after


def _parsed(field: SurveyField, value: str | list[str]) -> FieldValue:
    try:
        return parse_value(field, value)
    except ValueError as error:
        raise ProposalDeclinedError(f"That is not valid. {inert(str(error))}") from error


def _number(text: str) -> float:
    try:
        return parse_number(text)
    except ValueError as error:
        raise ProposalDeclinedError(f"That is not valid. {inert(str(error))}") from error


def _lines(text: str) -> list[str]:
    """One entry a line, with or without the hyphens of a list."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return [line.removeprefix("- ") for line in lines if line]


def named_paper(survey: Survey, text: str) -> Paper:
    """The paper that a key, an old key or the address of a page names.

    Raises:
        ProposalDeclinedError: when the survey has none.
    """
    last = re.search(r"([a-z0-9-]+)(?:\.html)?[/#?]?\s*\Z", text.strip())
    key = last[1] if last else ""
    renamed = {alias: paper for paper in survey.papers for alias in paper.aliases}
    paper = survey.paper.get(key) or renamed.get(key)
    if paper is None:
        said = f"The survey has no paper «{inert(text.strip()[:200])}».{_meant(key, survey.paper)}"
        raise ProposalDeclinedError(f"{said} Name it by the last part of its page's address.")
    return paper


def _meant(key: str, known: Iterable[str]) -> str:
    near = get_close_matches(key, known, n=3)
    return f" Did you mean {' or '.join(near)}?" if near else ""
