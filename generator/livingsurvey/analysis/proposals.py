"""Proposing topics and a kind for a new paper, each with the papers that support it.

Method: TF-IDF vectors of titles and abstracts; a topic's centre is the sum of its papers' vectors and of its own
definition, which counts as two papers (Rocchio, "Relevance feedback in information retrieval", 1971). A text
is close to a topic as far as it points the way of that centre. Nothing is decided here: a curator decides.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from livingsurvey.analysis.tfidf import TermWeights, count_terms, unit_rows
from livingsurvey.model import FieldType, Status, Survey

_DEFINITION = 2.0  # papers that a definition counts for
_FURTHER = 0.5  # what a paper counts for in a topic that is not its primary one
_COMMON = 0.3  # share of the texts above which a term distinguishes nothing
_SHOWN, _WITNESSES = 3, 3  # proposals, and papers that support each
_LEAST = 0.02  # similarity below which nothing is proposed
_NEAREST = 5
_ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A paper of the survey and how close it is, from 0 to 1."""

    key: str
    similarity: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """A topic's key or a term's id, how close the text is to it, and the closest papers that have it."""

    value: str
    similarity: float
    because: tuple[Neighbour, ...]


@dataclass(frozen=True, slots=True)
class Proposals:
    """What is proposed for one text, the best first: ``topics``, terms of ``fields`` by id; its ``neighbours``."""

    topics: tuple[Proposal, ...] = ()
    fields: Mapping[str, tuple[Proposal, ...]] = field(default_factory=dict)
    neighbours: tuple[Neighbour, ...] = ()


class Proposer:
    """What is known of a survey's curated papers, ready to be asked about any number of texts."""

    def __init__(self, survey: Survey) -> None:
        self._papers = [p for p in survey.papers if p.status != Status.EXCLUDED and (p.topics or p.fields)]
        self._row = {paper.key: n for n, paper in enumerate(self._papers)}
        topics = {t.key: f"{t.title} . {t.title} . {t.summary}" for t in survey.topics if t.parent or not survey.areas}
        single = [f for f in survey.fields.of("paper") if f.type == FieldType.TERM]
        classes = {f.id: _definitions(survey, f.vocabulary or "") for f in single}
        terms = [text for definitions in classes.values() for text in definitions.values()]
        texts = [_text(paper.title, paper.abstract) for paper in self._papers]
        counts = [count_terms(text) for text in (*texts, *topics.values(), *terms)]
        many = len(counts) > 50
        self._weights = TermWeights(counts, *((2, _COMMON * len(counts)) if many else (1, len(counts))))
        vectors = unit_rows(self._weights.matrix(counts))
        self._vectors, defined = vectors[: len(texts)], vectors[len(texts) :]
        self._topics = _Centres(list(topics), [p.topics for p in self._papers], self._vectors, defined[: len(topics)])
        self._fields: dict[str, _Centres] = {}
        start = len(topics)
        for name, definitions in classes.items():
            end = start + len(definitions)
            given = [paper.terms(name) for paper in self._papers]
            self._fields[name] = _Centres(list(definitions), given, self._vectors, defined[start:end])
            start = end

    def propose(self, title: str, abstract: str, leave_out: str | None = None) -> Proposals:
        """Propose topics, and terms of the fields of which a paper has one, for a text.

        Args:
            title: of the paper.
            abstract: of the paper.
            leave_out: the key of a paper of the survey that must not support itself.
        """
        vector = self._vector(_text(title, abstract))
        left = self._row.get(leave_out or "", -1)
        close = np.asarray((self._vectors @ vector.T).todense()).ravel() if self._papers else np.zeros(0)
        if left >= 0:
            close[left] = 0
        return Proposals(
            topics=self._ranked(self._topics, vector, close, left),
            fields={name: self._ranked(centres, vector, close, left) for name, centres in self._fields.items()},
            neighbours=self._nearest(close, range(len(self._papers)), _NEAREST),
        )

    def _ranked(self, centres: "_Centres", vector: Any, close: Any, left: int) -> tuple[Proposal, ...]:
        scores = centres.scores(vector, left)
        order = sorted(range(len(scores)), key=lambda n: (-scores[n], centres.labels[n]))[:_SHOWN]
        return tuple(
            Proposal(centres.labels[n], float(scores[n]), self._nearest(close, centres.members(n), _WITNESSES))
            for n in order
            if scores[n] >= _LEAST
        )

    def _nearest(self, close: Any, rows: Sequence[int], most: int) -> tuple[Neighbour, ...]:
        order = sorted((n for n in rows if close[n] >= _LEAST), key=lambda n: (-close[n], self._papers[n].key))
        return tuple(Neighbour(self._papers[n].key, float(close[n])) for n in order[:most])

    def _vector(self, text: str) -> Any:
        return unit_rows(self._weights.matrix([count_terms(text)]))


class _Centres:
    """The centres of all topics, or of all terms of a field."""

    def __init__(self, labels: list[str], of_papers: Sequence[Sequence[str]], vectors: Any, defined: Any) -> None:
        self.labels = labels
        number = {label: n for n, label in enumerate(labels)}
        entries = [
            (number[label], row, 1.0 if nth == 0 else _FURTHER)
            for row, given in enumerate(of_papers)
            for nth, label in enumerate(given)
            if label in number
        ]
        rows, columns, weights = np.array(entries, dtype=float).reshape(-1, 3).T
        shape = (len(labels), len(of_papers))
        self._shares = csr_array((weights, (rows.astype(int), columns.astype(int))), shape=shape)
        self._vectors = vectors
        self._centres = (self._shares @ vectors + defined * _DEFINITION) if labels else None

    def members(self, label: int) -> list[int]:
        """The rows of the papers that have a label."""
        start, end = self._shares.indptr[label], self._shares.indptr[label + 1]
        return [int(row) for row in self._shares.indices[start:end]]

    def scores(self, vector: Any, left: int) -> Any:
        """How close a text is to each centre, the paper in row ``left`` (if any) taken out of all of them."""
        if self._centres is None:
            return np.zeros(0)
        centres = self._centres
        if left >= 0:
            share = self._shares[:, [left]]
            centres = centres - share @ self._vectors[[left], :]
        length = np.sqrt(np.asarray(centres.multiply(centres).sum(axis=1)).ravel())
        close = np.asarray((centres @ vector.T).todense()).ravel()
        return close / np.where(length > 1e-9, length, 1)


def _definitions(survey: Survey, vocabulary: str) -> dict[str, str]:
    return {term.id: f"{term.name} . {term.definition}" for term in survey.vocabulary.get(vocabulary, ())}


def _text(title: str, abstract: str) -> str:
    return f"{title} . {title} . {_ADDRESS.sub(' ', abstract)}"
