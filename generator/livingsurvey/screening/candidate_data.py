"""What the page of screening is told of one candidate, of conflicts, and of papers that are looked for."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from livingsurvey.analysis.addresses import links_of
from livingsurvey.analysis.assessments import Assessment, Undecided
from livingsurvey.analysis.proposals import Neighbour, Proposal, Proposals
from livingsurvey.analysis.screening_answers import ReaderAnswer
from livingsurvey.commands.waiting_candidates import resembled_works
from livingsurvey.model import REASONS, Paper, Survey
from livingsurvey.model.base import doi_address
from livingsurvey.screening.claim_data import claims_data
from livingsurvey.screening.screening_session import ScreeningSession
from livingsurvey.screening.screening_state import Data, kind_of
from livingsurvey.store.survey_edit import EditRefusedError

_FOUND = 20  # papers that are offered for words of their title


def candidate_data(session: ScreeningSession, key: str, reader: str) -> Data:
    """All that the page shows of one candidate or undecided paper.

    Args:
        session: the survey while it is screened.
        key: of what waits, or was decided.
        reader: who asks; the answers of others are shown once this reader has answered.

    Raises:
        EditRefusedError: when there is nothing of that key.
    """
    survey = session.survey
    one = session.waiting.get(key) or survey.candidate.get(key) or survey.paper.get(key)
    if one is None:
        raise EditRefusedError(f"There is nothing under the key {key[:100]!a}.")
    assessed = session.ranked.get(key)
    proposals = session.assessor.proposals(one)
    return {
        **_facts(one),
        "probability": round(assessed.probability, 4) if assessed else None,
        "words": [[word, round(weight, 4)] for word, weight in assessed.words] if assessed else [],
        "marks": list(_marks(one.abstract, assessed)) if assessed else [],
        "proposals": _proposals(survey, proposals),
        "claims": list(claims_data(session.messages, survey, one.abstract, session.assessor.claims(one))),
        "related": [_related(survey, near) for near in proposals.neighbours if near.key in survey.paper],
        "resembled": [
            {**asdict(work), "kind": "paper" if work.key in survey.paper else "candidate"}
            for work in resembled_works(survey, session.works, one)
        ],
        "found": _found(survey, key),
        "readings": [answer_data(answer) for answer in _shown_answers(session, key, reader)],
    }


def _facts(one: Undecided) -> Data:
    return {
        "key": one.key,
        "kind": kind_of(one),
        "title": one.title,
        "authors": list(one.authors),
        "published": one.published,
        "venue": one.venue,
        "arxiv": one.arxiv,
        "doi": one.doi,
        "links": _links(one),
        "abstract": one.abstract,
    }


def _links(one: Undecided) -> list[Data]:
    if isinstance(one, Paper):
        return [link.model_dump() for link in links_of(one, ())]
    found = {f"https://arxiv.org/abs/{one.arxiv}": "arXiv"} if one.arxiv else {}
    found |= {doi_address(one.doi): "DOI"} if one.doi else {}
    found |= dict.fromkeys(one.code, "code") | {link.url: link.label for link in one.links}
    return [{"label": label, "url": url} for url, label in found.items()]


def _marks(abstract: str, assessed: Assessment) -> Iterator[Data]:
    """Where the words are in the abstract that made its rank, none within another."""
    taken: list[tuple[int, int]] = []
    for word, weight in sorted(assessed.words, key=lambda each: -len(each[0])):
        spaced = r"\W+".join(map(re.escape, word.split()))
        for found in re.finditer(rf"(?<!\w){spaced}(?!\w)", abstract, re.IGNORECASE) if spaced else ():
            if all(found.end() <= start or found.start() >= end for start, end in taken):
                taken.append(found.span())
                yield {"start": found.start(), "end": found.end(), "weight": round(weight, 4)}


def _proposals(survey: Survey, proposals: Proposals) -> Data:
    topics = {topic.key: topic.title for topic in survey.topics}
    reasons = {term.id: term.name for term in survey.vocabulary.get(REASONS, ())}
    fields = {}
    for name, found in proposals.fields.items():
        field = survey.fields.by_id.get(("paper", name))
        words = survey.term.get((field.vocabulary if field else None) or "", {})
        titles = {one.value: words[one.value].name for one in found if one.value in words}
        fields[name] = [_proposal(survey, one, titles) for one in found]
    return {
        "topics": [_proposal(survey, one, topics) for one in proposals.topics],
        "reasons": [_proposal(survey, one, reasons) for one in proposals.reasons],
        "fields": fields,
        "named": {name: list(names) for name, names in proposals.named.items()},
    }


def _proposal(survey: Survey, one: Proposal, titles: dict[str, str]) -> Data:
    because = [near for near in one.because if near.key in survey.paper]
    return {
        "value": one.value,
        "title": titles.get(one.value, one.value),
        "probability": round(one.probability, 4),
        "because": [{"key": near.key, "title": survey.paper[near.key].title} for near in because],
    }


def _related(survey: Survey, near: Neighbour) -> Data:
    return {"key": near.key, "title": survey.paper[near.key].title, "shared": list(near.shared)}


def _found(survey: Survey, key: str) -> list[Data]:
    candidate = survey.candidate.get(key)
    return [found.model_dump(mode="json", exclude_none=True) for found in candidate.found] if candidate else []


def _shown_answers(session: ScreeningSession, key: str, reader: str) -> Iterable[ReaderAnswer]:
    """Answers that a reader may see: their own, and those of others once they have answered."""
    given = session.answers.latest(key)
    return given.values() if reader in given else ()


def answer_data(answer: ReaderAnswer) -> Data:
    """One reader's answer, as the page shows it."""
    return {
        "reader": answer.reader,
        "status": answer.status,
        "reason": answer.reason,
        "topic": answer.topic,
        "note": answer.note,
        "date": answer.date,
        "fields": answer.fields,
    }


def conflicts_data(session: ScreeningSession) -> list[Data]:
    """What waits to be settled: with the answers of all readers."""
    rows = []
    for key in session.conflicts:
        one, answers = session.waiting[key], session.answers.latest(key).values()
        given = [answer_data(answer) for answer in answers]
        rows.append({"key": key, "title": one.title, "abstract": one.abstract, "answers": given})
    return rows


def papers_data(survey: Survey, query: str) -> list[Data]:
    """Papers whose title or key holds all words of a query, at most twenty."""
    words = query.casefold().split()
    found = (p for p in survey.papers if all(word in f"{p.title} {p.key}".casefold() for word in words))
    return [{"key": paper.key, "title": paper.title} for paper, _ in zip(found, range(_FOUND), strict=False)]
