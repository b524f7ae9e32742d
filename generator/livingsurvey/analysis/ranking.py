"""Ranking texts by how likely they are to be included, learned from those that are decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from livingsurvey.analysis.tfidf import TermWeights, count_terms, unit_rows


@dataclass(frozen=True, slots=True)
class RankedText:
    """A text to learn from, or to rank where ``included`` says nothing."""

    title: str
    abstract: str
    included: bool | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """An undecided text: its ``row`` among those given, and how probable it is that it would be included."""

    row: int
    probability: float
    words: tuple[tuple[str, float], ...]


class Ranker:
    """Learned from decisions.

    Args:
        texts: decided and undecided.
    """

    def __init__(self, texts: Sequence[RankedText]) -> None:
        counts = [count_terms(f"{text.title} . {text.title} . {text.abstract}") for text in texts]
        self._weights = TermWeights(counts, 1, max(1, len(counts)))
        self._rows = unit_rows(self._weights.matrix(counts)) if counts else None
        self._included = [text.included for text in texts]

    def rank(self, decisions: Mapping[int, bool] | None = None) -> tuple[Ranked, ...]:
        """The undecided texts, the most promising first.

        Args:
            decisions: of texts by row, which add to those given before.
        """
        known = {row: one for row, one in enumerate(self._included) if one is not None} | dict(decisions or {})
        rest = [row for row in range(len(self._included)) if row not in known]
        if self._rows is None or not rest:
            return ()
        sides = [[row for row, one in known.items() if one is side] for side in (True, False)]
        centres = [np.asarray(self._rows[side].sum(axis=0)).ravel() / max(1, len(side)) for side in sides]
        weight = centres[0] - centres[1]
        scores = self._rows[rest] @ weight
        order = sorted(range(len(rest)), key=lambda n: (-scores[n], rest[n]))
        return tuple(
            Ranked(rest[n], float(1 / (1 + np.exp(-10 * scores[n]))), self._words(rest[n], weight)) for n in order
        )

    def _words(self, row: int, weight: "np.ndarray") -> tuple[tuple[str, float], ...]:
        cells = self._rows[[row]].tocoo() if self._rows is not None else None
        found = (
            []
            if cells is None
            else [(int(c), float(v * weight[c])) for c, v in zip(cells.col, cells.data, strict=True)]
        )
        found.sort(key=lambda one: (-abs(one[1]), one[0]))
        return tuple((self._weights.terms[column], value) for column, value in found[:8])
