"""Proposing for a new paper what a curator decides: topics, fields, the reason if it is excluded, related papers.

Everything is learnt from what curators decided and defined (``topic_ranking``, ``field_ranking``), and each proposal
names the papers that speak for it. Nothing is decided here: a curator decides.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from livingsurvey.analysis.field_ranking import FieldRanking, Read
from livingsurvey.analysis.labels import Labels, labels_of, value_of
from livingsurvey.analysis.term_finder import Finder, make_finder
from livingsurvey.analysis.text_signs import SignWeights
from livingsurvey.analysis.text_terms import count_terms
from livingsurvey.analysis.tfidf import TermWeights, unit_rows
from livingsurvey.analysis.topic_ranking import Texts, TopicRanking
from livingsurvey.model import REASONS, FieldType, Status, Survey

_COMMON = 0.3  # share of the texts above which a term distinguishes nothing
_TELLING = 0.1  # share of the papers above which a shared word says nothing about two of them
_SMALL = 50  # texts; of fewer than these, no term is common
_SHOWN, _WITNESSES = 3, 3  # proposals, and papers that support each
_LEAST = 0.02  # similarity below which nothing is proposed
_NEAREST, _SHARED = 5, 3  # neighbours, and what each is said to share
_BATCH = 200  # texts at once
_ADDRESS = re.compile(r"https?://\S+")

Matrix = Any  # a dense matrix of numbers


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A paper of the survey, how close it is, from 0 to 1, and what both texts name or say: terms first, then words."""

    key: str
    similarity: float
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What could be the value, how close the text is to it, the closest papers that have it, and how likely it is."""

    value: str
    similarity: float
    because: tuple[Neighbour, ...]
    probability: float = 0.0


@dataclass(frozen=True, slots=True)
class Proposals:
    """What is proposed for one text, the best first.

    Attributes:
        topics: by key.
        fields: for each field of one term, its terms by id.
        named: for each field of several terms, the names of those that the text names.
        reasons: by id, for the case that the paper is excluded.
        neighbours: the closest papers that are not excluded.
    """

    topics: tuple[Proposal, ...] = ()
    fields: Mapping[str, tuple[Proposal, ...]] = field(default_factory=dict)
    named: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reasons: tuple[Proposal, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()


class Proposer:
    """What is known of a survey's curated papers, ready to be asked about any number of texts."""

    def __init__(self, survey: Survey) -> None:
        kept = [p for p in survey.papers if p.status != Status.EXCLUDED and (p.topics or p.fields)]
        excluded = [p for p in survey.papers if p.status == Status.EXCLUDED]
        self._papers, self._kept = [*kept, *excluded], len(kept)
        self._row = {paper.key: n for n, paper in enumerate(self._papers)}
        self._learn_topics(survey)
        self._learn_fields(survey)
        several = [f for f in survey.fields.of("paper") if f.by_name and f.vocabulary]
        self._finders = {f.id: make_finder(survey, [f.vocabulary or ""]) for f in several}
        self._named = [{name for f in several for name in paper.terms(f.id)} for paper in kept]

    def _learn_topics(self, survey: Survey) -> None:
        topics = [topic for topic in survey.topics if topic.parent or not survey.areas]
        texts = [(paper.title, paper.abstract) for paper in self._papers[: self._kept]]
        definitions = [f"{topic.title} . {topic.title} . {topic.summary}" for topic in topics]
        counts = [_subject(*text) for text in texts]
        defined = [count_terms(text, singular=True) for text in definitions]
        many = len(counts) + len(defined) > _SMALL
        limits = (2, _COMMON * (len(counts) + len(defined))) if many else (1, len(counts) + len(defined))
        self._weights = TermWeights([*counts, *defined], *limits)
        self._texts = self._weighed(counts, [title for title, _ in texts])
        self._columns = self._texts.rows.T.tocsr()
        having = np.bincount(self._texts.rows.indices, minlength=len(self._weights.terms))
        self._telling = having <= (max(2, _TELLING * len(texts)) if many else len(texts))
        numbers = {topic.key: n for n, topic in enumerate(topics)}
        given = [[numbers[key] for key in paper.topics if key in numbers] for paper in self._papers[: self._kept]]
        members = [np.array([r for r, has in enumerate(given) if n in has], dtype=int) for n in range(len(topics))]
        self._topics = Labels(list(numbers), definitions, members)
        areas = list(dict.fromkeys(topic.parent or topic.key for topic in topics))
        area = [areas.index(topic.parent or topic.key) for topic in topics]
        rows = unit_rows(self._weights.matrix(defined))
        self._topic_ranking = TopicRanking(self._texts, given, rows, area)

    def _learn_fields(self, survey: Survey) -> None:
        single = {f.id: f.vocabulary or "" for f in survey.fields.of("paper") if f.type == FieldType.TERM}
        values = {name: [value_of(paper, name) for paper in self._papers] for name in single}
        values[REASONS] = [paper.reason if paper.status == Status.EXCLUDED else None for paper in self._papers]
        texts = [(paper.title, _ADDRESS.sub(" ", paper.abstract)) for paper in self._papers]
        vocabularies = {**single, REASONS: REASONS}
        self._labels = {name: labels_of(survey, vocabularies[name], found) for name, found in values.items()}
        self._signs = SignWeights(texts, [text for one in self._labels.values() for text in one.definitions])
        shares = [one.shares(len(self._papers)) for one in self._labels.values()]
        defined = [self._signs.rows([("", text) for text in one.definitions]) for one in self._labels.values()]
        likely = [self._topic_ranking.probabilities(self._texts, np.arange(self._kept))]
        if self._kept < len(self._papers):
            likely += [self._topic_ranking.probabilities(self._read(texts[self._kept :]))]
        self._field_ranking = FieldRanking(Read(self._signs.learnt, np.vstack(likely)), shares, defined)

    def propose(self, title: str, abstract: str, leave_out: str | None = None) -> Proposals:
        """Propose for one text.

        Args:
            title: of the paper.
            abstract: of the paper; empty where it is not known.
            leave_out: the key of a paper of the survey that must not support itself.
        """
        own = self._row.get(leave_out or "")
        return self._propose([(title, abstract)], None if own is None else np.array([own]))[0]

    def propose_all(self, texts: Sequence[tuple[str, str]]) -> list[Proposals]:
        """Propose for many texts.

        Args:
            texts: title and abstract of each.
        """
        batches = (texts[start : start + _BATCH] for start in range(0, len(texts), _BATCH))
        return [proposals for batch in batches for proposals in self._propose(batch, None)]

    def _propose(self, texts: Sequence[tuple[str, str]], own: Any) -> list[Proposals]:
        read = self._read(texts)
        signs = self._signs.rows([(title, _ADDRESS.sub(" ", abstract)) for title, abstract in texts])
        near = (read.rows @ self._columns).toarray()
        kept = own if own is not None and own[0] < self._kept else None
        if kept is not None:
            near[0, kept] = 0
        topics = self._topic_ranking.probabilities(read, kept)
        fields = self._field_ranking.probabilities(Read(signs, topics), own)
        ranked = [(topics, self._topic_ranking.similarity(read, kept))]
        ranked += zip(fields, self._field_ranking.similarity(signs, own), strict=True)
        return [
            self._of_one(text, read.rows[[n]], near[n], [(likely[n], close[n]) for likely, close in ranked])
            for n, text in enumerate(texts)
        ]

    def _of_one(
        self, text: tuple[str, str], row: Any, near: Matrix, ranked: Sequence[tuple[Matrix, Matrix]]
    ) -> Proposals:
        named = {name: _names_in(finder, text) for name, finder in self._finders.items()}
        if not row.nnz:
            return Proposals(fields={name: () for name in self._labels if name != REASONS}, named=named)
        topics, *fields = (
            self._ranked(labels, near, *scores)
            for labels, scores in zip((self._topics, *self._labels.values()), ranked, strict=True)
        )
        found = dict(zip(self._labels, fields, strict=True))
        reasons = found.pop(REASONS)
        return Proposals(topics, found, named, reasons, self._related(row, near, named))

    def _ranked(self, labels: Labels, near: Matrix, likely: Matrix, close: Matrix) -> tuple[Proposal, ...]:
        order = [n for n in np.argsort(-likely, kind="stable")[:_SHOWN] if close[n] >= _LEAST]
        return tuple(
            Proposal(
                labels.names[n],
                float(close[n]),
                tuple(self._neighbours(near, labels.members[n], _WITNESSES)),
                float(likely[n]),
            )
            for n in order
        )

    def _neighbours(self, near: Matrix, rows: Matrix, most: int) -> list[Neighbour]:
        rows = rows[rows < self._kept]
        best = rows[np.lexsort((rows, -near[rows]))[:most]]
        return [Neighbour(self._papers[n].key, float(near[n])) for n in best if near[n] >= _LEAST]

    def _related(self, row: Any, near: Matrix, named: Mapping[str, tuple[str, ...]]) -> tuple[Neighbour, ...]:
        names = [name for found in named.values() for name in found]
        closest = self._neighbours(near, np.arange(self._kept), _NEAREST)
        return tuple(Neighbour(one.key, one.similarity, self._shared(row, one.key, names)) for one in closest)

    def _shared(self, row: Any, key: str, names: Sequence[str]) -> tuple[str, ...]:
        """What a text shares with a paper: terms that both name, then the words that make them alike, each once."""
        other = self._row[key]
        both = (row * self._texts.rows[[other]]).tocoo()
        order = sorted(zip(-both.data, both.coords[-1], strict=True))
        words = [self._weights.terms[column] for _, column in order if self._telling[column]]
        chosen = [name for name in dict.fromkeys(names) if name in self._named[other]]
        said = {word for name in chosen for word in name.lower().split()}
        for term in words:
            if said.isdisjoint(term.split()):
                chosen.append(term)
                said.update(term.split())
        return tuple(chosen[:_SHARED])

    def _read(self, texts: Sequence[tuple[str, str]]) -> Texts:
        return self._weighed([_subject(*text) for text in texts], [title for title, _ in texts])

    def _weighed(self, counts: Sequence[Mapping[str, int]], titles: Sequence[str]) -> Texts:
        of_titles = self._weights.matrix([count_terms(title, singular=True) for title in titles])
        return Texts(unit_rows(self._weights.matrix(counts)), unit_rows(of_titles))


def _subject(title: str, abstract: str) -> Mapping[str, int]:
    """What a text is about; the words of its title count twice."""
    return count_terms(f"{title} . {title} . {_ADDRESS.sub(' ', abstract)}", singular=True)


def _names_in(finder: Finder, text: tuple[str, str]) -> tuple[str, ...]:
    title, abstract = text
    return tuple(dict.fromkeys(match.term.name for match in finder.find(f"{title}\n{abstract}")))
