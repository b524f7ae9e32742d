"""Claims proposed for a new abstract: which figures a reader of this survey would take, each as a valid claim."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from livingsurvey.analysis.claim_mentions import Mention, mentions_in, stated_by, text_of
from livingsurvey.analysis.claim_terms import TermGuesser, words_of
from livingsurvey.analysis.figure_changes import change_of, form_of, way_of
from livingsurvey.analysis.figure_evidence import PRIOR, evidence_of
from livingsurvey.analysis.logistic import LogisticModel
from livingsurvey.model import Change, Claim, FieldType, Paper, Status, Survey
from livingsurvey.model.fields import FieldValue
from livingsurvey.model.figures import states, states_orders

_Any = TypeVar("_Any")

_MOST = 8  # claims of a paper
_FOLDS = 3
_FEW = 20  # claims below which the threshold is not learned
_UNLEARNED = 0.5  # probability from which a figure is proposed before that
_FAR = 0.3  # what a word of the sentence that is far from the figure counts for
_LIKELY = 0.2  # probability from which a term is proposed


@dataclass(frozen=True, slots=True)
class ProposedClaim:
    """A claim that a reader may want to make of an abstract.

    ``start`` and ``end`` are of its sentence in the abstract, ``figure`` where its number is; ``probability`` is that
    of a reader making the claim.
    """

    claim: Claim
    start: int
    end: int
    figure: tuple[int, int]
    probability: float


@dataclass(frozen=True, slots=True)
class _Read:
    """A paper that was read for claims: its figures, and the claims that state them, by place."""

    mentions: tuple[Mention, ...]
    claims: dict[int, Claim]
    count: int


class ClaimProposer:
    """What a survey's own claims say of which figures readers take, ready to be asked about any number of abstracts.

    Args:
        survey: its included papers, their claims and abstracts; its fields of claims and their vocabularies.
        leave_out: keys of papers to learn nothing from.
    """

    def __init__(self, survey: Survey, leave_out: frozenset[str] = frozenset()) -> None:
        papers = [paper for paper in survey.papers if paper.key not in leave_out and _was_read(survey, paper)]
        read = [_read(paper) for paper in papers]
        claims = [claim for paper in papers for claim in paper.claims]
        grouping = survey.fields.grouping
        self._grouping = grouping.id if grouping else ""
        self._better = {
            term.id: term.better for term in survey.vocabulary.get((grouping and grouping.vocabulary) or "", ())
        }
        self._guessers = {
            field.id: TermGuesser(survey.vocabulary.get(field.vocabulary or "", ()), _known(read, field.id))
            for field in survey.fields.of("claim")
            if field.type == FieldType.TERM
        }
        self._bounds = frozenset(claim.change.bound for claim in claims if claim.change.bound)
        self._relative = _relative(claims, self._grouping)
        self._model, self._threshold = self._learned(read)

    def _learned(self, read: Sequence[_Read]) -> tuple[LogisticModel, float]:
        """The model of which figures are taken, and the probability from which they are proposed."""
        rows = [[evidence_of(one, self._term(one)) for one in paper.mentions] for paper in read]
        answers = [[place in paper.claims for place in range(len(paper.mentions))] for paper in read]
        if sum(map(sum, answers)) < _FEW:
            return LogisticModel(PRIOR), _UNLEARNED
        scored: list[tuple[float, bool]] = []
        for fold in range(_FOLDS):
            others = [n for n in range(len(rows)) if n % _FOLDS != fold]
            model = LogisticModel(PRIOR, _flat([rows[n] for n in others]), _flat([answers[n] for n in others]))
            for n in range(fold, len(rows), _FOLDS):
                scored += [(model.probability(row), taken) for row, taken in zip(rows[n], answers[n], strict=True)]
        return LogisticModel(PRIOR, _flat(rows), _flat(answers)), _balanced(scored, sum(paper.count for paper in read))

    def propose(self, abstract: str) -> tuple[ProposedClaim, ...]:
        """Propose claims for an abstract: at most eight, the likeliest first.

        Args:
            abstract: captured or published text.
        """
        proposed: dict[tuple[object, ...], ProposedClaim] = {}
        for mention in mentions_in(abstract):
            probability = self._model.probability(evidence_of(mention, self._term(mention)))
            claim = self._claim(abstract, mention) if probability >= self._threshold else None
            if claim:
                one = ProposedClaim(claim, mention.start, mention.end, mention.figure.number, probability)
                same = (*sorted(claim.fields.items()), claim.change)  # two claims that state the same are refused
                proposed[same] = max(proposed.get(same, one), one, key=lambda other: other.probability)
        return tuple(sorted(proposed.values(), key=lambda one: -one.probability)[:_MOST])

    def _term(self, mention: Mention) -> str | None:
        """What a figure seems to measure."""
        guesser = self._guessers.get(self._grouping)
        return guesser.guess(_weights(mention))[0] if guesser else None

    def _claim(self, abstract: str, mention: Mention) -> Claim | None:
        """A figure as a claim; ``None`` where its sentence does not state it as claims must be stated."""
        weights = _weights(mention)
        guesses = {name: guesser.guess(weights) for name, guesser in self._guessers.items()}
        fields: dict[str, FieldValue] = {
            name: term for name, (term, likely) in guesses.items() if term and likely >= _LIKELY
        }
        term = guesses[self._grouping][0] if self._grouping in guesses else None
        better = self._better.get(term or "")
        relative = self._relative.get(term or "", better == "less")
        change = change_of(mention.figure, mention.own, mention.listed, better, self._bounds, relative=relative)
        quote = abstract[mention.start : mention.end]
        return Claim(quote=quote, fields=fields, change=change) if change and _is_stated(change, quote) else None


def _was_read(survey: Survey, paper: Paper) -> bool:
    """Whether somebody has read a paper for claims: it has some, or all else that the survey wants to know of it."""
    return paper.status == Status.INCLUDED and bool(paper.claims or not survey.missing(paper))


def _read(paper: Paper) -> _Read:
    mentions = mentions_in(text_of(paper))
    claims: dict[int, Claim] = {}
    for claim, place in stated_by(paper, mentions):
        claims.setdefault(place, claim)
    return _Read(mentions, claims, len(paper.claims))


def _known(read: Iterable[_Read], field: str) -> list[tuple[str, dict[str, float]]]:
    """The terms of claims, each with the words around its figure."""
    return [
        (term, _weights(paper.mentions[place]))
        for paper in read
        for place, claim in paper.claims.items()
        for term in claim.terms(field)
    ]


def _weights(mention: Mention) -> dict[str, float]:
    """The words of a figure's sentence: its own count in full."""
    weights = dict.fromkeys(sorted(words_of(mention.own.sentence)), _FAR)
    weights |= dict.fromkeys(sorted(words_of(mention.phrase)), 1.0)
    form, (way, _) = form_of(mention.figure, mention.listed), way_of(mention.listed)
    return weights | {f"form {form} {way}": 1.0, f"unit {mention.figure.unit.lower()}": 1.0}


def _relative(claims: Iterable[Claim], grouping: str) -> dict[str, bool]:
    """By term, whether percentages by which it differs are taken as relative more often than not."""
    counts = Counter(
        (term, claim.change.form)
        for claim in claims
        for term in claim.terms(grouping)
        if claim.change.form in ("change", "percent")
    )
    return {term: counts[term, "change"] >= counts[term, "percent"] for term, _ in counts}


def _balanced(scored: Sequence[tuple[float, bool]], claims: int) -> float:
    """The probability from which as many claims are proposed as readers made: as many are wrong as are missed."""
    ranked = sorted((probability for probability, _ in scored), reverse=True)
    return ranked[min(claims, len(ranked)) - 1]


def _is_stated(change: Change, quote: str) -> bool:
    """Whether a sentence states all of a change, by the rules of claims."""
    if change.form == "orders":
        return states_orders(quote, change.value)
    if change.to is not None:
        return change.to in quote
    return all(math.isfinite(end) and states(quote, end) for end in change.ends)


def _flat(lists: Iterable[Iterable[_Any]]) -> list[_Any]:
    return [one for some in lists for one in some]
