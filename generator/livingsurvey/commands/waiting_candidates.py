"""The candidates that wait, ranked, each with what is proposed for it: what reports and issues are made of."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from livingsurvey.analysis.assessments import Assessment, Assessor
from livingsurvey.analysis.proposals import Proposals
from livingsurvey.importers.known_works import KnownWorks
from livingsurvey.model import REASONS, Paper, ScreeningCandidate, Survey
from livingsurvey.model.base import doi_address

_LIKELY = ((0.9, "very likely"), (0.7, "likely"), (0.4, "possibly"), (0.15, "unlikely"))
_HALF = 0.5  # what is less likely than not is proposed for exclusion
_WORDS, _OTHERS, _SENTENCES = 6, 2, 3


@dataclass(frozen=True, slots=True)
class ProposedEntry:
    """A topic or a reason of the survey that is proposed: its ``id``, and the ``name`` that people see."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class ProposedTerms:
    """What is proposed for a ``field`` of which a paper has one term, the best first; some fields are ``required``."""

    field: str
    label: str
    required: bool
    terms: tuple[ProposedEntry, ...]


@dataclass(frozen=True, slots=True)
class ResembledWork:
    """A paper or another candidate that a candidate may be: its ``key`` and ``title``, and ``why``."""

    key: str
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class WaitingCandidate:
    """A candidate that waits: its ``rank`` from 1, how ``probable`` its inclusion is, and what is proposed for it.

    Attributes:
        candidate: what is known of the work.
        rank: among all that wait, the most promising first.
        probability: that it is included, from 0 to 1; ``None`` while nothing is decided from which it could be learned.
        words: those that speak for inclusion or against it, the heaviest first, with their weights.
        topics: the proposed one first, then others that are near.
        reasons: every reason for exclusion, the proposed one first.
        terms: for each field of which a paper has one term, those that are proposed.
        sentences: those of the abstract that look like results.
        resembled: other works that it may be.
    """

    candidate: ScreeningCandidate
    rank: int
    probability: float | None
    words: tuple[tuple[str, float], ...]
    topics: tuple[ProposedEntry, ...]
    reasons: tuple[ProposedEntry, ...]
    terms: tuple[ProposedTerms, ...]
    sentences: tuple[str, ...]
    resembled: tuple[ResembledWork, ...] = ()

    @property
    def likelihood(self) -> str:
        """The probability in words and as a number."""
        if self.probability is None:
            return "not known yet"
        said = next((words for least, words in _LIKELY if self.probability >= least), "very unlikely")
        # A calibrated probability is never certain, however it is rounded.
        return f"{said} ({min(99, max(1, round(self.probability * 100)))} %)"

    @property
    def address(self) -> str:
        """Where to read the work, at arXiv or by its DOI; empty where neither is known.

        No other address is made a link: what a stranger chose may lead anywhere, and GitHub tells whom it leads to.
        """
        one = self.candidate
        return f"https://arxiv.org/abs/{one.arxiv}" if one.arxiv else doi_address(one.doi) if one.doi else ""

    @property
    def authors(self) -> str:
        """Up to two names, the first alone with «et al.» where there are more; empty where none is known."""
        names = self.candidate.authors
        return f"{names[0]} et al." if len(names) > 2 else " and ".join(names)

    @property
    def proposed(self) -> str:
        """What is proposed: to include it in a topic, or to exclude it for a reason; nothing before it is learned."""
        if self.probability is None:
            return "nothing before some are decided"
        if self.probability < _HALF:
            return f"exclude: {self.reasons[0].name}" if self.reasons else "exclude"
        return f"include in {self.topics[0].name}" if self.topics else "include"


def waiting_candidates(
    survey: Survey, most: int | None = None, besides: Collection[str] = ()
) -> tuple[WaitingCandidate, ...]:
    """The candidates of a survey that wait for a decision, the most promising first.

    Args:
        survey: with its candidates.
        most: how many are described; all without it.
        besides: keys of others that are described, wherever they rank.
    """
    if not any(one.waits for one in survey.candidates):
        return ()
    assessor, works = Assessor(survey), KnownWorks(survey)
    open_ones = {one.key: one for one in survey.candidates if one.waits and one.key not in survey.paper}
    ranked = enumerate((one for one in assessor.ranked() if one.key in open_ones), start=1)
    return tuple(
        _waiting(survey, assessor, works, open_ones[found.key], rank, found)
        for rank, found in ranked
        if most is None or rank <= most or found.key in besides
    )


def _waiting(
    survey: Survey, assessor: Assessor, works: KnownWorks, candidate: ScreeningCandidate, rank: int, found: Assessment
) -> WaitingCandidate:
    proposals = assessor.proposals(candidate)
    topics = [survey.topic[one.value] for one in proposals.topics if one.value in survey.topic]
    is_learned = any(one.status for one in survey.papers) or any(one.decision for one in survey.candidates)
    sentences = (candidate.abstract[one.start : one.end].strip() for one in assessor.claims(candidate))
    return WaitingCandidate(
        candidate,
        rank,
        found.probability if is_learned else None,
        found.words[:_WORDS] if is_learned else (),
        tuple(ProposedEntry(topic.key, topic.title) for topic in topics[: 1 + _OTHERS]),
        _reasons(survey, proposals),
        tuple(_terms(survey, proposals)),
        tuple(dict.fromkeys(filter(None, sentences)))[:_SENTENCES],
        resembled_works(survey, works, candidate),
    )


def resembled_works(survey: Survey, works: KnownWorks, one: Paper | ScreeningCandidate) -> tuple[ResembledWork, ...]:
    """Which works of a survey another one may be, so that a person compares them.

    Args:
        survey: with its papers and candidates.
        works: all of them.
        one: what waits for a decision.
    """
    found = ((key, survey.paper.get(key) or survey.candidate.get(key), why) for key, why in works.resembled(one))
    return tuple(ResembledWork(key, known.title, why) for key, known, why in found if known)


def _reasons(survey: Survey, proposals: Proposals) -> tuple[ProposedEntry, ...]:
    """All reasons of the survey, those that are proposed first."""
    order = {one.value: n for n, one in enumerate(proposals.reasons)}
    usable = (term for term in survey.vocabulary.get(REASONS, ()) if not term.deprecated_to)
    known = sorted(usable, key=lambda term: order.get(term.id, len(order)))
    return tuple(ProposedEntry(term.id, term.name) for term in known)


def _terms(survey: Survey, proposals: Proposals) -> Iterator[ProposedTerms]:
    """Of each field of which a paper has one term, those that are proposed."""
    for field in survey.fields.of("paper"):
        names = {one.id: one.name for one in survey.vocabulary.get(field.vocabulary or "", ()) if not one.deprecated_to}
        values = [one.value for one in proposals.fields.get(field.id, ()) if one.value in names]
        if values:
            terms = tuple(ProposedEntry(value, names[value]) for value in values[: 1 + _OTHERS])
            yield ProposedTerms(field.id, field.label, field.required, terms)
