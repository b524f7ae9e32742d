"""Proposing topics and a kind for a new paper, each with the papers that speak for it.

Method: TF-IDF vectors of titles and abstracts; a topic's centre is the sum of its papers' vectors and of its own
definition, which counts as two papers (Rocchio, "Relevance feedback in information retrieval", 1971). A text
is close to a topic as far as it points the way of that centre. Nothing is decided here: a curator decides.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from livingsurvey.analysis.related import terms_of
from livingsurvey.model import Status, Survey

_DEFINITION = 2.0  # papers that a definition counts for
_FURTHER = 0.5  # what a paper counts for in a topic that is not its primary one
_COMMON = 0.3  # share of the texts above which a term tells nothing
_SHOWN, _WITNESSES = 3, 3  # proposals, and papers that speak for each
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
        classes = {
            f.id: _definitions(survey, f.vocabulary or "") for f in survey.fields.of("paper") if f.type == "term"
        }
        terms = [text for definitions in classes.values() for text in definitions.values()]
        texts = [_text(paper.title, paper.abstract) for paper in self._papers]
        self._weigh([*texts, *topics.values(), *terms])
        held, defined = self._vectors[: len(texts)], self._vectors[len(texts) :]
        self._held = held
        self._topics = _Centres(list(topics), [p.topics for p in self._papers], held, defined[: len(topics)])
        self._fields: dict[str, _Centres] = {}
        start = len(topics)
        for name, definitions in classes.items():
            given = [paper.terms(name) for paper in self._papers]
            end = start + len(definitions)
            self._fields[name] = _Centres(list(definitions), given, held, defined[start:end])
            start = end

    def propose(self, title: str, abstract: str, leave_out: str | None = None) -> Proposals:
        """Propose for a text; ``leave_out`` is a paper that must not speak for itself."""
        vector = self._vector(_text(title, abstract))
        left = self._row.get(leave_out or "", -1)
        close = np.asarray((self._held @ vector.T).todense()).ravel() if self._papers else np.zeros(0)
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

    def _weigh(self, texts: Sequence[str]) -> None:
        """Learn which terms there are and how rare each is; weigh the texts by it."""
        counts = [Counter(terms_of(text)) for text in texts]
        frequency = Counter(term for count in counts for term in count)
        many = len(texts) > 50
        kept = sorted(t for t, n in frequency.items() if not many or 2 <= n <= _COMMON * len(texts))
        self._column = {term: n for n, term in enumerate(kept)}
        self._rarity = np.log((1 + len(texts)) / (1 + np.array([frequency[term] for term in kept]))) + 1
        self._vectors = self._matrix(counts)

    def _vector(self, text: str) -> Any:
        return self._matrix([Counter(terms_of(text))])

    def _matrix(self, counts: Sequence[Mapping[str, int]]) -> Any:
        """Rows of length 1 (or 0), one for each text."""
        held = [(r, self._column[t], n) for r, c in enumerate(counts) for t, n in c.items() if t in self._column]
        rows, columns, numbers = np.array(held, dtype=np.int64).reshape(-1, 3).T
        values = (1 + np.log(np.maximum(numbers, 1))) * self._rarity[columns]
        length = np.sqrt(np.bincount(rows, values**2, minlength=len(counts)))
        return csr_array((values / length[rows], (rows, columns)), shape=(len(counts), len(self._column)))


class _Centres:
    """The centres of all topics, or of all terms of a field."""

    def __init__(self, labels: list[str], of_papers: Sequence[Sequence[str]], held: Any, defined: Any) -> None:
        self.labels = labels
        place = {label: n for n, label in enumerate(labels)}
        entries = [
            (place[label], row, 1.0 if nth == 0 else _FURTHER)
            for row, given in enumerate(of_papers)
            for nth, label in enumerate(given)
            if label in place
        ]
        rows, columns, weights = np.array(entries, dtype=float).reshape(-1, 3).T
        shape = (len(labels), len(of_papers))
        self._shares = csr_array((weights, (rows.astype(int), columns.astype(int))), shape=shape)
        self._held = held
        self._centres = (self._shares @ held + defined * _DEFINITION) if labels else None

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
            centres = centres - share @ self._held[[left], :]
        length = np.sqrt(np.asarray(centres.multiply(centres).sum(axis=1)).ravel())
        close = np.asarray((centres @ vector.T).todense()).ravel()
        return close / np.where(length > 1e-9, length, 1)


def _definitions(survey: Survey, vocabulary: str) -> dict[str, str]:
    return {term.id: f"{term.name} . {term.definition}" for term in survey.vocabulary.get(vocabulary, ())}


def _text(title: str, abstract: str) -> str:
    return f"{title} . {title} . {_ADDRESS.sub(' ', abstract)}"
