"""What is known of each candidate before anybody decides: its rank, what is proposed, and why. None of it decides."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from livingsurvey.analysis.proposals import Proposals, Proposer
from livingsurvey.analysis.proposed_claims import ClaimProposer, ProposedClaim
from livingsurvey.analysis.ranking import RankedText, Ranker
from livingsurvey.model import Paper, ScreeningCandidate, Status, Survey

#: What waits for a decision: a candidate, or a paper of the survey without a status.
Undecided = ScreeningCandidate | Paper


@dataclass(frozen=True, slots=True)
class Assessment:
    """A candidate that waits: the calibrated ``probability`` that it is included, and the ``words`` that made it.

    Words and phrases come with their weight, those with the greatest first; a positive one speaks for inclusion.
    """

    key: str
    probability: float
    words: tuple[tuple[str, float], ...]


class Assessor:
    """All that is learned from a survey's own decisions, ready to be asked about what waits.

    Learning takes seconds: ranks, proposals and claims are each learned once, when they are asked for first.

    Args:
        survey: its papers, and its candidates, decided or not.
    """

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        decided: list[tuple[str, RankedText]] = [(p.key, _text(p, p.status)) for p in survey.papers]
        for one in survey.candidates:
            if one.key not in survey.paper:
                decided.append((one.key, _text(one, one.decision.status if one.decision else None)))
        self._keys = [key for key, _ in decided]
        self._row = {key: row for row, key in enumerate(self._keys)}
        self._texts = [text for _, text in decided]

    def ranked(self, decisions: Mapping[str, bool] | None = None) -> tuple[Assessment, ...]:
        """What waits, the most promising first.

        Args:
            decisions: what has been decided since the survey was read, by key: whether it is included.
        """
        given = {self._row[key]: included for key, included in (decisions or {}).items() if key in self._row}
        return tuple(Assessment(self._keys[one.row], one.probability, one.words) for one in self._ranker.rank(given))

    def proposals(self, candidate: Undecided) -> Proposals:
        """What is proposed for one of them: topics, terms of fields, reasons for exclusion, related papers."""
        return self._proposer.propose(candidate.title, candidate.abstract, candidate.key)

    def claims(self, candidate: Undecided) -> tuple[ProposedClaim, ...]:
        """The results that its abstract seems to state."""
        return self._claim_proposer.propose(candidate.abstract)

    def learn(self) -> None:
        """Learn all of it now, before anything is asked for."""
        _ = self._ranker, self._proposer, self._claim_proposer

    @cached_property
    def _ranker(self) -> Ranker:
        return Ranker(self._texts, self._survey.settings.scope.statement)

    @cached_property
    def _proposer(self) -> Proposer:
        return Proposer(self._survey)

    @cached_property
    def _claim_proposer(self) -> ClaimProposer:
        return ClaimProposer(self._survey)


def waiting(survey: Survey) -> Iterable[Undecided]:
    """Candidates that wait for a decision, and papers that have none, each in the order of the survey."""
    yield from (one for one in survey.candidates if one.waits and one.key not in survey.paper)
    yield from (paper for paper in survey.papers if paper.status is None)


def _text(one: Undecided, status: Status | None) -> RankedText:
    return RankedText(one.title, one.abstract, None if status is None else status == Status.INCLUDED)
