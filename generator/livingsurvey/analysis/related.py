"""Related papers and the reason for each: who names whom, and which papers are most alike (``similarity``)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from livingsurvey.analysis.similarity import Similarity, Traits, traits_of
from livingsurvey.analysis.tfidf import WORD
from livingsurvey.model import Paper, Status, Survey
from livingsurvey.model.formulas import plain_formulas

_CLOSE = 0.14  # similarity from which a paper is suggested
_FAR = 0.04  # and the least for the first ``_LEAST`` of them, so that few papers lead nowhere
_LEAST, _MOST = 2, 6  # related papers shown
_NAMED = 0.5  # what counts that a paper names the other one
_SHARED = 3  # shared names or phrases shown as a reason


class Reason(NamedTuple):
    """Why a paper is related: one is ``named`` by or ``names`` the other, or they share what ``shared`` lists.

    Shared are ``topics`` (by title), ``terms`` that both name, and ``words`` of what they are about.
    """

    kind: str
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Related:
    """A related paper and why: ``reasons`` are never empty, the strongest first."""

    key: str
    reasons: tuple[Reason, ...]


def relate(survey: Survey, names: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[Related, ...]]:
    """Find the papers closest to each, at most six, fewer where fewer are close.

    Args:
        survey: the papers. Excluded ones are never suggested to a reader.
        names: for each key, the keys of papers whose name its text contains.
    """
    found = _Finder(survey, names)
    return {paper.key: tuple(found.related(row)) for row, paper in enumerate(survey.papers)}


def nearest(survey: Survey) -> tuple[dict[int, float], ...]:
    """For each paper (by position) the papers nearest to it with their similarity, however small.

    What :func:`relate` has computed for the same papers is not computed again.
    """
    return tuple(dict(list(near.items())[: 2 * _MOST]) for near in _similarity(survey).near)


def _similarity(survey: Survey) -> Similarity:
    return _similarity_of(tuple(traits_of(survey, paper) for paper in survey.papers))


@lru_cache(maxsize=1)  # most edits a server sees change nothing that counts here
def _similarity_of(traits: tuple[Traits, ...]) -> Similarity:
    return Similarity(traits)


class _Finder:
    """Finds what is related to a paper, and says why."""

    def __init__(self, survey: Survey, names: Mapping[str, tuple[str, ...]]) -> None:
        self._survey = survey
        self._names = names
        self._similarity = _similarity(survey)
        self._row = {paper.key: row for row, paper in enumerate(survey.papers)}

    def related(self, row: int) -> Iterator[Related]:
        """What is suggested to readers of the paper of this row, the most related first."""
        paper, written = self._survey.papers[row], _written(self._survey.papers[row])
        for other in self._suggested(row):
            yield Related(other.key, tuple(self._reasons(paper, other, written)))

    def _suggested(self, row: int) -> list[Paper]:
        near = self._similarity.near[row]
        score = {self._survey.papers[n].key: value for n, value in near.items()}
        paper = self._survey.papers[row]
        named = {*self._names.get(paper.key, ()), *(k for k in score if paper.key in self._names.get(k, ()))}
        score |= {key: score.get(key, 0) + _NAMED for key in named}
        order = sorted(score, key=lambda key: (-score[key], self._row[key]))
        usable = [key for key in order if self._survey.paper[key].status != Status.EXCLUDED][:_MOST]
        kept = (key for n, key in enumerate(usable) if score[key] >= (_FAR if n < _LEAST else _CLOSE))
        return [self._survey.paper[key] for key in kept]

    def _reasons(self, paper: Paper, other: Paper, written: Mapping[str, str]) -> Iterator[Reason]:
        if other.key in self._names.get(paper.key, ()):
            yield Reason("named")
        if paper.key in self._names.get(other.key, ()):
            yield Reason("names")
        topics = [
            self._survey.topic[key].title for key in paper.topics if key in other.topics and key in self._survey.topic
        ]
        if topics:
            yield Reason("topics", tuple(topics[:_SHARED]))
        if terms := [name for name in _named_terms(paper) if name in set(_named_terms(other))]:
            yield Reason("terms", tuple(terms[:_SHARED]))
        shared = self._similarity.shared_terms(self._row[paper.key], self._row[other.key])
        phrases = _phrases(shared, _Subject(self._survey, paper), _Subject(self._survey, other))
        if not phrases and not topics and not terms:
            phrases = _each_word_once(sorted(shared, key=lambda term: " " not in term))  # there is always a reason
        if phrases:
            yield Reason("words", tuple(written.get(term, term) for term in phrases))


def _named_terms(paper: Paper) -> list[str]:
    """What the paper names in those of the survey's own fields that may hold several."""
    return [name for value in paper.fields.values() if isinstance(value, tuple) for name in value]


class _Subject:
    """What a paper says that it is about: the words of its title, and the phrases of title and summary."""

    def __init__(self, survey: Survey, paper: Paper) -> None:
        traits = traits_of(survey, paper)
        self.words = set(WORD.findall(plain_formulas(paper.title).lower()))
        self.phrases = {" ".join(pair) for pair in pairwise(WORD.findall(traits.headline.lower()))}


def _phrases(shared: list[str], one: _Subject, two: _Subject) -> list[str]:
    """What to say of shared terms: phrases that either is about, words that both are about; each word once."""
    about = [term for term in shared if term in one.phrases | two.phrases]
    about += [term for term in shared if term in one.words & two.words]
    return _each_word_once(about)


def _each_word_once(terms: list[str]) -> list[str]:
    """The first few terms that have no word in common."""
    said: set[str] = set()
    chosen = []
    for term in terms:
        if said.isdisjoint(words := term.split()):
            chosen.append(term)
            said.update(words)
    return chosen[:_SHARED]


def _written(paper: Paper) -> dict[str, str]:
    """How the paper writes its words and phrases: ``kv cache`` -> ``KV-cache``."""
    text = f"{paper.abstract} {plain_formulas(paper.title)}"
    words = list(WORD.finditer(text))
    pairs = ((one, two) for one, two in pairwise(words) if two.start() - one.end() == 1)
    spans = [*((one.start(), two.end()) for one, two in pairs), *(word.span() for word in words)]
    return {re.sub(r"\W", " ", said := text[start:end]).lower(): said for start, end in reversed(spans)}
