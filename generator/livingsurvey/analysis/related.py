"""Related papers and the reason for each.

Method: TF-IDF weights over title, abstract and curated fields, cosine similarity over each paper's most distinctive
terms. Since a paper keeps at most ``_TERMS`` terms and a term at most ``_PAPERS`` papers, the work grows linearly with
the number of papers.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_array

from livingsurvey.analysis.tfidf import WORD, TermWeights, count_terms, unit_rows
from livingsurvey.model import Paper, Status, Survey
from livingsurvey.model.formulas import plain_formulas

_TERMS = 40  # distinctive terms kept of a paper
_PAPERS = 120  # papers kept of a term: those it weighs most in
_CLOSE = 0.11  # similarity below which two papers are not called related
_MOST = 6  # related papers shown
_REASON_TERMS = 3  # shared terms shown as the reason


class Reason(NamedTuple):
    """Why a paper is related: it is ``named`` or ``names`` the other one, or they share ``terms`` or a ``topic``."""

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
    papers = survey.papers
    shared = _similar(_texts(papers)).close if len(papers) > 1 else {}
    surfaces = _surfaces(papers)
    return {
        paper.key: tuple(_ranked(survey, paper, shared.get(n, {}), names, surfaces)) for n, paper in enumerate(papers)
    }


def nearest(survey: Survey) -> tuple[dict[int, float], ...]:
    """For each paper (by position) the papers nearest to it with their similarity, however small.

    What :func:`relate` has computed for the same papers is not computed again.
    """
    papers = survey.papers
    return _similar(_texts(papers)).near if len(papers) > 1 else tuple({} for _ in papers)


def _texts(papers: Sequence[Paper]) -> tuple[str, ...]:
    return tuple(_text(paper) for paper in papers)


def _text(paper: Paper) -> str:
    curated = [paper.summary or "", *paper.topics, *_names(paper)]
    return " . ".join([title := plain_formulas(paper.title), title, paper.abstract, *curated])


def _names(paper: Paper) -> Iterator[str]:
    """What the paper names in those of the survey's own fields that may hold several."""
    return (name for value in paper.fields.values() if isinstance(value, tuple) for name in value)


@dataclass(frozen=True, slots=True)
class _Shared:
    score: float
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Similar:
    """By position: the close texts with score and shared terms, and the nearest ones with their score."""

    close: dict[int, dict[int, _Shared]]
    near: tuple[dict[int, float], ...]


@lru_cache(maxsize=1)  # most edits a server sees change no text that counts here
def _similar(texts: tuple[str, ...]) -> _Similar:
    """For each text its close ones with score and strongest shared terms, and its nearest."""
    weights, terms = _distinctive(texts)
    scores = (weights @ weights.T).tocsr()
    rows = [dict(zip(*(part.tolist() for part in _row(weights, row)), strict=True)) for row in range(len(texts))]
    close: dict[int, dict[int, _Shared]] = defaultdict(dict)
    near: tuple[dict[int, float], ...] = tuple({} for _ in texts)
    for row in range(len(texts)):
        columns, values = _row(scores, row)
        for position in np.argsort(-values, kind="stable")[: 2 * _MOST + 1].tolist():
            column = int(columns[position])
            if column != row:
                near[row][column] = float(values[position])
            if column != row and values[position] >= _CLOSE:
                shared = close[column].get(row) if column < row else None  # the pair may be known from its other side
                close[row][column] = shared or _Shared(
                    float(values[position]), _shared_terms(rows[row], rows[column], terms)
                )
    return _Similar(close, near)


def _row(matrix: Any, row: int) -> tuple[Any, Any]:
    """The columns of a row's entries, and their values."""
    span = slice(matrix.indptr[row], matrix.indptr[row + 1])
    return matrix.indices[span], matrix.data[span]


def _distinctive(texts: Sequence[str]) -> tuple[csr_array, list[str]]:
    """TF-IDF weights, pruned to the distinctive ones: a sparse matrix (texts x terms), rows of length 1."""
    counts = [count_terms(text) for text in texts]
    most = max(2, len(texts) // 10) if len(texts) > 50 else len(texts)
    weights = TermWeights(counts, 2, most)
    pruned = _keep_largest(_keep_largest(weights.matrix(counts), _TERMS).T.tocsr(), _PAPERS).T.tocsr()
    return unit_rows(pruned), weights.terms


def _keep_largest(matrix: Any, most: int) -> Any:
    """Keep the ``most`` largest entries of each row of a sparse matrix."""
    matrix = matrix.tocsr().copy()
    for row in range(matrix.shape[0]):
        start, end = matrix.indptr[row], matrix.indptr[row + 1]
        if end - start > most:
            values = matrix.data[start:end]
            values[np.argsort(-values, kind="stable")[most:]] = 0
    matrix.eliminate_zeros()
    return matrix


def _shared_terms(here: dict[int, float], there: dict[int, float], terms: list[str]) -> tuple[str, ...]:
    """The terms that contribute most to the similarity of two papers, each said once."""
    order = sorted(here.keys() & there.keys(), key=lambda i: (-here[i] * there[i], terms[i]))
    chosen: list[str] = []
    said: set[str] = set()
    for term in (terms[i] for i in order):
        if said.isdisjoint(words := term.split()) and len(chosen) < _REASON_TERMS:
            chosen.append(term)
            said.update(words)
    return tuple(chosen)


def _surfaces(papers: Sequence[Paper]) -> dict[str, str]:
    """How a word is most often written: ``kv`` -> ``KV``."""
    counts = Counter(WORD.findall(" ".join(paper.abstract for paper in papers)))
    return {word.lower(): word for word, _ in reversed(counts.most_common())}


def _ranked(
    survey: Survey,
    paper: Paper,
    close: Mapping[int, _Shared],
    names: Mapping[str, tuple[str, ...]],
    surfaces: Mapping[str, str],
) -> list[Related]:
    scored = {survey.papers[n].key: shared for n, shared in close.items()}
    named = {*names.get(paper.key, ()), *(key for key in scored if paper.key in names.get(key, ()))}
    candidates = {key: _strength(scored.get(key), key in named) for key in {*scored, *named}}
    order = sorted(candidates, key=lambda key: (-candidates[key], key))
    suggested = [survey.paper[key] for key in order if survey.paper[key].status != Status.EXCLUDED]
    return [
        Related(other.key, tuple(_reasons(survey, paper, other, scored.get(other.key), names, surfaces)))
        for other in suggested[:_MOST]
    ]


def _strength(shared: _Shared | None, named: bool) -> float:
    return (shared.score if shared else 0.0) + (0.5 if named else 0.0)


def _reasons(
    survey: Survey,
    paper: Paper,
    other: Paper,
    shared: _Shared | None,
    names: Mapping[str, tuple[str, ...]],
    surfaces: Mapping[str, str],
) -> list[Reason]:
    reasons = []
    if other.key in names.get(paper.key, ()):
        reasons.append(Reason("named"))
    if paper.key in names.get(other.key, ()):
        reasons.append(Reason("names"))
    if shared and shared.terms:
        written = (" ".join(surfaces.get(word, word) for word in term.split()) for term in shared.terms)
        reasons.append(Reason("terms", tuple(written)))
    same = [survey.topic[key].title for key in paper.topics if key in other.topics and key in survey.topic]
    return reasons + [Reason("topic", (title,)) for title in same[:1]]
