"""The paper that an included candidate becomes, and what an undecided paper gains by being decided."""

from collections.abc import Mapping, Sequence
from typing import Any

from livingsurvey.analysis.screening_answers import ReaderAnswer, ScreeningAnswers
from livingsurvey.model import Claim, Paper, Provenance, ScreeningCandidate, ScreeningDraft, Status, Survey
from livingsurvey.model.errors import InvalidKeyError
from livingsurvey.model.identity import is_key

#: The facts that a search states.
_FACTS = ("authors", "published", "venue", "arxiv", "doi", "code", "links", "publication")
_MOST_CLAIMS = 8  # of a paper


def included_paper(survey: Survey, candidate: ScreeningCandidate, decisive: Sequence[ReaderAnswer]) -> Paper:
    """The paper of a candidate that readers have included: what the search states, and what they say.

    Args:
        survey: with their readings and drafts.
        candidate: that is included.
        decisive: the answers that decide, the last one last.

    Raises:
        InvalidKeyError: when its key cannot name a file.
    """
    if not is_key(candidate.key):
        raise InvalidKeyError(f"«{candidate.key}» cannot be the name of a paper's file; give the candidate another key")
    facts = {name: value for name in ("title", "abstract", *_FACTS) if (value := getattr(candidate, name))}
    origin = next((found.url for found in candidate.found if found.url), None)
    origins = dict.fromkeys(facts, origin) | {name: one.url for one in candidate.found for name in one.states}
    provenance = {name: Provenance(url=origins[name]) for name in facts if origins[name]}
    paper = Paper(key=candidate.key, **{"abstract": "", **facts}, provenance=provenance)
    return with_decision(survey, paper, decisive)


def with_decision(survey: Survey, paper: Paper, decisive: Sequence[ReaderAnswer]) -> Paper:
    """A paper with the status that readers agree on; an included one with all that they say of it.

    Args:
        survey: with their readings and drafts.
        paper: that had no status.
        decisive: the answers that decide, the last one last.
    """
    last = decisive[-1]
    if last.status == Status.EXCLUDED:
        return paper.model_copy(update={"status": Status.EXCLUDED, "reason": last.reason})
    drafts = _drafts(survey, paper.key, decisive)
    fields = ScreeningAnswers(survey).agreed_fields(_told(survey, paper.key, decisive))
    update: dict[str, Any] = {"status": Status.INCLUDED, "fields": {**paper.fields, **_in_order(survey, fields)}}
    topics = dict.fromkeys([last.topic, *(key for one in drafts for key in one.topics)])
    update["topics"] = tuple(filter(None, topics)) or paper.topics
    update["summary"] = next((one.summary for one in reversed(drafts) if one.summary), paper.summary)
    update["claims"] = _claims([*paper.claims, *(claim for one in drafts for claim in one.claims)])
    return paper.model_copy(update=update)


def _told(survey: Survey, key: str, decisive: Sequence[ReaderAnswer]) -> Sequence[ReaderAnswer]:
    """The answers whose fields count: where one settles the status, those of all who included it, too."""
    if not decisive[-1].settles:
        return decisive
    others = ScreeningAnswers(survey).latest(key).values()
    return [*(one for one in others if one.status == Status.INCLUDED), *decisive]


def _drafts(survey: Survey, key: str, decisive: Sequence[ReaderAnswer]) -> list[ScreeningDraft]:
    """What those wrote who included it, the reader who decided last."""
    readers = [one.reader for one in _told(survey, key, decisive)]
    of_readers: Mapping[str, ScreeningDraft] = {one.reader: one for one in survey.drafts if one.key == key}
    return [of_readers[reader] for reader in dict.fromkeys(readers) if reader in of_readers]


def _claims(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Claims without those that two readers made of the same figure."""
    found = {(one.quote, one.change.value, one.change.form): one for one in claims}
    return tuple(found.values())[:_MOST_CLAIMS]


def _in_order(survey: Survey, fields: Mapping[str, Any]) -> dict[str, Any]:
    return {one.id: fields[one.id] for one in survey.fields.of("paper") if one.id in fields}
