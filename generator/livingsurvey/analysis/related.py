"""Related papers and the reason for each: who names whom, and which papers are most alike (``similarity``)."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import islice, pairwise
from typing import NamedTuple

from livingsurvey.analysis.related_papers import Reason, Related
from livingsurvey.analysis.similarity import About, Similarity, traits_of
from livingsurvey.analysis.text_terms import WORD
from livingsurvey.model import Paper, Status, Survey
from livingsurvey.model.formulas import plain_formulas

_CLOSE = 0.14  # similarity from which a paper is suggested
_FAR = 0.04  # and the least for the first ``_LEAST`` of them, so that few papers lead nowhere
_LEAST, _MOST = 2, 6  # related papers shown
_NAMED = 0.5  # what counts that a paper names the other one
_SHARED = 3  # shared names or phrases shown as a reason
_AT_ONCE = 64  # papers for which reasons are found together

_WORDS = re.compile(f"({WORD.pattern})")  # which stay when a text is split at them
_SEPARATOR = re.compile(r"\W")
_PLAIN = re.compile(r"\w+")  # a word may hold a sign such as ×, and is then shown in small letters


class Comparison(NamedTuple):
    """What comparing the texts of all papers gives.

    Attributes:
        related: to each paper, by key.
        near: for each paper (by position) the papers nearest to it with their similarity, however small.
    """

    related: dict[str, tuple[Related, ...]]
    near: tuple[dict[int, float], ...]


def compare(survey: Survey, names: Mapping[str, tuple[str, ...]]) -> Comparison:
    """Find the papers closest to each, at most six, fewer where fewer are close; and the nearest ones for the map.

    Args:
        survey: the papers. Excluded ones are never suggested to a reader.
        names: for each key, the keys of papers whose name its text contains.
    """
    found = _Finder(survey, names)
    related: dict[str, tuple[Related, ...]] = {}
    firsts: list[dict[int, float]] = []
    near_ones = found.similarity.near()
    while some := list(islice(near_ones, _AT_ONCE)):
        related |= found.related(len(firsts), some)
        firsts += map(_first, some)
    return Comparison(related, tuple(firsts))


def relate(survey: Survey, names: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[Related, ...]]:
    """Find the papers closest to each, as :func:`compare` does."""
    return compare(survey, names).related


def nearest(survey: Survey) -> tuple[dict[int, float], ...]:
    """For each paper (by position) the papers nearest to it with their similarity, however small."""
    similarity = Similarity([traits_of(survey, paper) for paper in survey.papers])
    return tuple(map(_first, similarity.near()))


def _first(near: Mapping[int, float]) -> dict[int, float]:
    return dict(islice(near.items(), 2 * _MOST))


class _Finder:
    """Finds what is related to a paper, and says why."""

    def __init__(self, survey: Survey, names: Mapping[str, tuple[str, ...]]) -> None:
        self._papers = survey.papers
        self._topics = {topic.key: topic.title for topic in survey.topics}
        self._row = {paper.key: row for row, paper in enumerate(survey.papers)}
        self._names = [tuple(self._row[key] for key in names.get(paper.key, ())) for paper in survey.papers]
        self._named_by = _reversed(self._names)
        self._usable = [paper.status != Status.EXCLUDED for paper in survey.papers]
        traits = [traits_of(survey, paper) for paper in survey.papers]
        self.similarity = Similarity(traits)
        titles = (_words(plain_formulas(paper.title)) for paper in survey.papers)
        phrases = (map(" ".join, pairwise(_words(one.headline))) for one in traits)
        self._about = About(self.similarity, phrases, titles)
        self._terms = [_named_terms(paper) for paper in survey.papers]
        self._reason: dict[Reason, Reason] = {}  # each once: many papers are related for the same reasons

    def related(self, start: int, near: Sequence[Mapping[int, float]]) -> dict[str, tuple[Related, ...]]:
        """What is suggested to readers of some papers, by their keys, the most related first.

        Args:
            start: the position of the first of these papers.
            near: for each of them in turn, the papers nearest to it with their similarity, the nearest first.
        """
        suggested = [(row, self._suggested(row, one)) for row, one in enumerate(near, start)]
        shared = iter(self._shared([(row, other) for row, others in suggested for other in others]))
        found = {}
        for row, others in suggested:
            written = _Writing(self._papers[row])
            reasons = (self._reasons(row, other, next(shared), written) for other in others)
            whys = (tuple(self._reason.setdefault(one, one) for one in why) for why in reasons)
            found[self._papers[row].key] = tuple(
                Related(self._papers[other].key, why) for other, why in zip(others, whys, strict=True)
            )
        return found

    def _shared(self, pairs: Sequence[tuple[int, int]]) -> list[tuple[list[str], bool]]:
        """For each pair the terms to say that it shares, and whether it is about them; else any terms."""
        about = self._about.shared(pairs)
        rest = iter(self._about.shared_at_all([pair for pair, terms in zip(pairs, about, strict=True) if not terms]))
        return [(_each_word_once(terms or next(rest)), bool(terms)) for terms in about]

    def _suggested(self, row: int, near: Mapping[int, float]) -> list[int]:
        named = {*self._names[row], *(other for other in self._named_by[row] if other in near)}
        unnamed = (other for other in near if self._usable[other] and other not in named)
        score = {other: near[other] for other in islice(unnamed, _MOST)}
        score |= {other: near.get(other, 0) + _NAMED for other in named if self._usable[other]}
        order = sorted(score, key=lambda other: (-score[other], other))[:_MOST]
        return [other for n, other in enumerate(order) if score[other] >= (_FAR if n < _LEAST else _CLOSE)]

    def _reasons(self, row: int, other: int, shared: tuple[list[str], bool], written: "_Writing") -> Iterator[Reason]:
        if other in self._names[row]:
            yield Reason("named")
        if row in self._names[other]:
            yield Reason("names")
        there = self._papers[other].topics
        topics = [self._topics[key] for key in self._papers[row].topics if key in there and key in self._topics]
        if topics:
            yield Reason("topics", tuple(topics[:_SHARED]))
        if terms := [name for name in self._terms[row] if name in self._terms[other]]:
            yield Reason("terms", tuple(terms[:_SHARED]))
        words, is_about = shared
        if words and (is_about or not (topics or terms)):  # there is always a reason
            yield Reason("words", tuple(map(written.of, words)))


def _reversed(names: Sequence[Sequence[int]]) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in names]
    for row, named in enumerate(names):
        for other in named:
            found[other].append(row)
    return found


def _named_terms(paper: Paper) -> list[str]:
    """What the paper names in those of the survey's own fields that may hold several."""
    return [name for value in paper.fields.values() if isinstance(value, tuple) for name in value]


def _words(text: str) -> list[str]:
    return WORD.findall(text.lower())


def _each_word_once(terms: Iterable[str]) -> list[str]:
    """The first few terms that have no word in common."""
    said: set[str] = set()
    chosen: list[str] = []
    for term in terms:
        if said.isdisjoint(words := term.split()):
            chosen.append(term)
            if len(chosen) == _SHARED:
                break
            said.update(words)
    return chosen


class _Writing:
    """How a paper writes its words and phrases: ``kv cache`` -> ``KV-cache``. It is read when first asked.

    Args:
        paper: whose abstract and title are read.
    """

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._known: dict[str, str] = {}

    def of(self, term: str) -> str:
        """A term as the paper first writes it; as it is where the paper does not have it."""
        if (known := self._known.get(term)) is None:
            known = self._known[term] = self._found(*term.split(" ")) or term
        return known

    def _found(self, first: str, second: str = "") -> str | None:
        """One word, or two with a sign between them that is part of none."""
        words, between, small = self._read
        for at in _places(small, first):
            if not second:
                return words[at] if _PLAIN.fullmatch(first) else None
            if small[at + 1 : at + 2] == [second] and _SEPARATOR.fullmatch(between[at + 1]):
                said = f"{words[at]}{between[at + 1]}{words[at + 1]}"
                return said if _PLAIN.fullmatch(first + second) else None
        return None

    @cached_property
    def _read(self) -> tuple[list[str], list[str], list[str]]:
        """The words of abstract and title, what is before, between and behind them, and the words in small letters."""
        parts = _WORDS.split(f"{self._paper.abstract} {plain_formulas(self._paper.title)}")
        words = parts[1::2]
        return words, parts[::2], " ".join(words).lower().split(" ")


def _places(words: Sequence[str], word: str) -> Iterator[int]:
    """Where a word is among others."""
    at = -1
    with suppress(ValueError):  # which says that there is no further one
        while True:
            yield (at := words.index(word, at + 1))
