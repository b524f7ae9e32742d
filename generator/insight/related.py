"""Related papers and the reason for each.

Method: TF-IDF weights over title, abstract and curated fields (Salton and Buckley, "Term-weighting
approaches in automatic text retrieval", 1988; scikit-learn's implementation), cosine similarity over
each paper's most distinctive terms. Since a paper keeps at most ``_TERMS`` terms and a term at most
``_PAPERS`` papers, the work grows linearly with the number of papers.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from generator.model import Paper, Status, Survey

_TERMS = 40  # distinctive terms kept of a paper
_PAPERS = 120  # papers kept of a term: those it weighs most in
_CLOSE = 0.11  # similarity below which two papers are not called related
_MOST = 6  # related papers shown
_REASON_TERMS = 3  # shared terms shown as the reason

_WORD = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9]+")
_STOP = frozenset(
    [
        "al",
        "et",
        "eg",
        "ie",
        "vs",
        "based",
        "using",
        "use",
        "used",
        "show",
        "shows",
        "shown",
        "propose",
        "proposed",
        "paper",
        "work",
    ]
)


@dataclass(frozen=True, slots=True)
class Related:
    """A related paper and why: ``reasons`` are short phrases, never empty."""

    key: str
    reasons: tuple[str, ...]


def relate(survey: Survey, names: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[Related, ...]]:
    """Find the papers closest to each, at most six, fewer where fewer are close.

    Args:
        survey: the papers. Excluded ones are never suggested to a reader.
        names: for each key, the keys of papers whose name its text holds.
    """
    papers = survey.papers
    shared = _similar(papers) if len(papers) > 1 else {}
    surfaces = _surfaces(papers)
    return {
        paper.key: tuple(_ranked(survey, paper, shared.get(n, {}), names, surfaces)) for n, paper in enumerate(papers)
    }


def _text(paper: Paper) -> str:
    curated = [paper.summary or "", *paper.topics, *paper.benchmarks, *paper.models, *paper.methods]
    return " . ".join([paper.title, paper.title, paper.abstract, *curated])


@dataclass(frozen=True, slots=True)
class _Shared:
    score: float
    terms: tuple[str, ...]


def _similar(papers: Sequence[Paper]) -> dict[int, dict[int, "_Shared"]]:
    """For each paper (by position) its close ones with score and strongest shared terms."""
    weights, terms = _distinctive(papers)
    scores = (weights @ weights.T).tocsr()
    close: dict[int, dict[int, _Shared]] = defaultdict(dict)
    for row in range(len(papers)):
        columns, values = _row(scores, row)
        for position in np.argsort(-values, kind="stable")[: 2 * _MOST + 1]:
            column = int(columns[position])
            if column != row and values[position] >= _CLOSE:
                close[row][column] = _Shared(float(values[position]), _shared_terms(weights, row, column, terms))
    return close


def _row(matrix: Any, row: int) -> tuple[Any, Any]:
    span = slice(matrix.indptr[row], matrix.indptr[row + 1])
    return matrix.indices[span], matrix.data[span]


def _distinctive(papers: Sequence[Paper]) -> tuple[Any, list[str]]:
    """TF-IDF weights, pruned to the distinctive ones: a sparse matrix (papers x terms), rows of length 1."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, TfidfVectorizer  # a slow import
    from sklearn.preprocessing import normalize

    stop = ENGLISH_STOP_WORDS | _STOP
    vectorizer = TfidfVectorizer(
        analyzer=lambda text: _terms_of(text, stop),
        sublinear_tf=True,
        min_df=2 if len(papers) > 2 else 1,
        max_df=0.1 if len(papers) > 50 else 1.0,
        dtype=np.float32,
    )
    try:
        weights = vectorizer.fit_transform([_text(paper) for paper in papers])
    except ValueError:  # no term is left: the collection is too small or too uniform
        from scipy.sparse import csr_matrix

        return csr_matrix((len(papers), 1), dtype=np.float32), [""]
    pruned = _keep_largest(_keep_largest(weights, _TERMS).T.tocsr(), _PAPERS).T.tocsr()
    return normalize(pruned), vectorizer.get_feature_names_out().tolist()


def _terms_of(text: str, stop: frozenset[str]) -> list[str]:
    words = ["" if word in stop else word for word in _WORD.findall(text.lower())]
    kept = [word for word in words if word]
    pairs = [f"{a} {b}" for a, b in pairwise(words) if a and b]
    return kept + pairs


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


def _shared_terms(weights: Any, row: int, column: int, terms: list[str]) -> tuple[str, ...]:
    """The terms that contribute most to the similarity of two papers, each said once."""
    here = dict(zip(*(part.tolist() for part in _row(weights, row)), strict=True))
    there = dict(zip(*(part.tolist() for part in _row(weights, column)), strict=True))
    order = sorted((i for i in here if i in there), key=lambda i: (-here[i] * there[i], terms[i]))
    chosen: list[str] = []
    for term in (terms[i] for i in order):
        if not any(set(term.split()) & set(other.split()) for other in chosen):
            chosen.append(term)
    return tuple(chosen[:_REASON_TERMS])


def _surfaces(papers: Sequence[Paper]) -> dict[str, str]:
    """How a word is most often written: ``kv`` -> ``KV``."""
    counts = Counter(_WORD.findall(" ".join(paper.abstract for paper in papers)))
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
) -> list[str]:
    reasons = []
    if other.key in names.get(paper.key, ()):
        reasons.append("named in this paper's abstract")
    if paper.key in names.get(other.key, ()):
        reasons.append("names this paper")
    if shared and shared.terms:
        written = (" ".join(surfaces.get(word, word) for word in term.split()) for term in shared.terms)
        reasons.append("shares " + ", ".join(f"“{term}”" for term in written))
    same = [survey.topic[key].title for key in paper.topics if key in other.topics and key in survey.topic]
    return reasons + [f"same topic: {title}" for title in same[:1]]
