"""Texts seen in three ways: by the words that tell what they are about, by all their words, and by their subjects.

Terms are words and pairs of neighbours, weighed by TF-IDF as in ``analysis.tfidf``; here they are counted in arrays,
because there are thousands of texts and every pair of words counts. The title counts twice. Subjects are latent
semantic analysis (Deerwester and others, 1990) by randomised subspace iteration (Halko, Martinsson and Tropp, 2011),
with the same result every time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from livingsurvey.analysis.text_terms import STOP_WORDS, WORD
from livingsurvey.analysis.tfidf import unit_rows

_COMMON = 0.95  # share of the texts above which a term distinguishes nothing
_RARE = 2  # texts that must have a term for it to count
_FEW = 10  # texts up to which every term counts
_SUBJECTS, _MORE, _ROUNDS, _SEED = 100, 10, 4, 20_240_501

Array = Any  # of numbers; NumPy's own types say no more here


@dataclass(frozen=True, slots=True)
class TextViews:
    """Each text as a row of length 1, or of zeros, in three ways.

    Attributes:
        telling: by words that are no stop words, and pairs of them; rare ones weigh more.
        whole: by all words and pairs; how rare they are counts less, so that how something is said counts too.
        subjects: by the subjects that telling words make together.
        terms: how each of the telling terms is written.
    """

    telling: csr_array
    whole: csr_array
    subjects: Array
    terms: tuple[str, ...]


def text_views(texts: Sequence[tuple[str, str]]) -> TextViews:
    """See texts in three ways.

    Args:
        texts: titles and abstracts.
    """
    words = _Words(texts)
    telling, keys = words.weighed(np.array([form.lower() not in STOP_WORDS for form in words.forms], dtype=bool), 1.0)
    whole, _ = words.weighed(np.ones(len(words.forms), dtype=bool), 0.5)
    return TextViews(telling, whole, _subjects(telling), tuple(words.written(key) for key in keys.tolist()))


class _Words:
    """All words of all texts, one after the other, as numbers; ``forms`` is how each is written most often."""

    def __init__(self, texts: Sequence[tuple[str, str]]) -> None:
        self._texts = len(texts)
        forms: dict[str, int] = {}
        found, rows = [], []
        for row, (title, abstract) in enumerate(texts):
            for part in (title, title, abstract):
                words = [forms.setdefault(word, len(forms)) for word in WORD.findall(part)]
                found += [*words, -1]
                rows += [row] * (len(words) + 1)
        numbers = np.array(found, dtype=np.int64)
        self._rows = np.array(rows, dtype=np.int64)
        self.forms, same = _usual_forms(forms, numbers)
        self._words = np.where(numbers < 0, -1, same[numbers])

    def weighed(self, counting: Array, sharpness: float) -> tuple[csr_array, Array]:
        """The weights of words and pairs (texts x terms), rows of length 1, and a key of each term.

        Args:
            counting: for each form whether it counts.
            sharpness: the power of a term's rarity that counts.
        """
        words, known = self._words, len(self.forms)
        counts = (words >= 0) & np.append(counting, False)[words]
        paired = np.flatnonzero(counts[:-1] & counts[1:])
        keys = np.concatenate([words[counts], known + words[paired] * known + words[paired + 1]])
        rows = np.concatenate([self._rows[counts], self._rows[paired]])
        terms, term = np.unique(keys, return_inverse=True)
        cells, numbers = np.unique(term * self._texts + rows, return_counts=True)
        having = np.bincount(cells // max(self._texts, 1), minlength=len(terms))
        few = self._texts <= _FEW
        kept = np.flatnonzero((having >= (1 if few else _RARE)) & (few | (having <= _COMMON * self._texts)))
        return self._matrix(cells, numbers, having, kept, sharpness), terms[kept]

    def _matrix(self, cells: Array, numbers: Array, having: Array, kept: Array, sharpness: float) -> csr_array:
        column = np.full(len(having), -1)
        column[kept] = np.arange(len(kept))
        term = cells // max(self._texts, 1)
        use = column[term] >= 0
        rarity = (np.log((1 + self._texts) / (1 + having[term[use]])) + 1) ** sharpness
        values = ((1 + np.log(numbers[use])) * rarity).astype(np.float32)
        places = (cells[use] % max(self._texts, 1), column[term[use]])
        return unit_rows(csr_array((values, places), shape=(self._texts, len(kept)))).astype(np.float32)

    def written(self, key: int) -> str:
        """How a term is written."""
        known = len(self.forms)
        return self.forms[key] if key < known else " ".join(self.forms[n] for n in divmod(key - known, known))


def _usual_forms(forms: dict[str, int], numbers: Array) -> tuple[list[str], Array]:
    """How each word is written most often, in lower case if as often; and for each form the number of its word."""
    often = np.bincount(numbers[numbers >= 0], minlength=len(forms))
    usual: dict[str, str] = {}
    for form in sorted(forms):  # capital letters come first
        word = form.lower()
        if word not in usual or often[forms[form]] >= often[forms[usual[word]]]:
            usual[word] = form
    place = {word: n for n, word in enumerate(usual)}
    return list(usual.values()), np.array([place[form.lower()] for form in forms] or [0], dtype=np.int64)


def _subjects(texts: csr_array) -> Array:
    most = min(_SUBJECTS, *texts.shape)
    basis = np.random.default_rng(_SEED).standard_normal((texts.shape[0], min(most + _MORE, texts.shape[0])))
    turned = texts.T.tocsr()
    for _ in range(_ROUNDS):
        basis = np.linalg.qr(texts @ (turned @ basis.astype(np.float32)))[0]
    inner = turned @ basis.astype(np.float32)
    sizes, axes = np.linalg.eigh((inner.T @ inner).astype(float))
    places = (basis @ axes[:, ::-1][:, :most]) * np.sqrt(np.maximum(sizes[::-1][:most], 0))
    lengths = np.linalg.norm(places, axis=1, keepdims=True)
    return places / np.where(lengths > 1e-6, lengths, 1)


def strongest_terms(rows: csr_array, weights: Array, most: int) -> list[list[tuple[int, float]]]:
    """Of each row the terms that add or take most, the strongest first: their columns, and what each adds.

    Args:
        rows: texts x terms.
        weights: of each term.
        most: terms of a row.
    """
    shares = rows.data * weights[rows.indices]
    row = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    some = np.flatnonzero(shares)
    strength = np.abs(shares[some])
    order = some[np.argsort(row[some] - strength / (strength.max(initial=0) + 1), kind="stable")]
    starts = np.searchsorted(row[order], np.arange(rows.shape[0] + 1))
    best = [order[start : min(start + most, end)] for start, end in pairwise(starts)]
    return [list(zip(rows.indices[b].tolist(), shares[b].tolist(), strict=True)) for b in best]
