"""Where papers, their claims and topics use the terms of vocabularies: found once for all rules."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from livingsurvey.model import REASONS, Claim, Paper, Survey, SurveyField, Topic


class TermUse(NamedTuple):
    """A use of a term: the file, the way to it in the file, and the word that is there."""

    file: str
    path: tuple[str | int, ...]
    word: str


def term_uses(survey: Survey) -> dict[str, tuple[TermUse, ...]]:
    """Every use of each vocabulary that is used, by the order of its fields, and then of files."""
    found: defaultdict[tuple[str, str], list[TermUse]] = defaultdict(list)
    fields = {key: field for key, field in survey.fields.by_id.items() if field.has_terms}
    for topic in survey.topics:
        _add(found, fields, "topic", topic, topic.path, ())
    for paper in survey.papers:
        if paper.fields:
            _add(found, fields, "paper", paper, paper.path, ())
        for n, claim in enumerate(paper.claims):
            _add(found, fields, "claim", claim, paper.path, ("claims", n))
    uses = {name: list(_of_fields(found, fields)) for name, fields in survey.fields.vocabularies.items()}
    reasons = [TermUse(paper.path, ("reason",), paper.reason) for paper in survey.papers if paper.reason]
    uses[REASONS] = [*reasons, *uses.get(REASONS, ())]
    return {name: tuple(own) for name, own in uses.items() if own}


def _of_fields(found: Mapping[tuple[str, str], list[TermUse]], fields: tuple[SurveyField, ...]) -> Iterator[TermUse]:
    return (use for field in fields for use in found.get((field.of, field.id), ()))


def _add(
    found: Mapping[tuple[str, str], list[TermUse]],
    fields: Mapping[tuple[str, str], SurveyField],
    kind: str,
    owner: Paper | Claim | Topic,
    file: str,
    path: tuple[str | int, ...],
) -> None:
    for name in owner.fields:
        if field := fields.get((kind, name)):
            for n, word in enumerate(owner.terms(name)):
                place = (*path, name, n) if field.by_name else (*path, name)
                found[kind, name].append(TermUse(file, place, word))
