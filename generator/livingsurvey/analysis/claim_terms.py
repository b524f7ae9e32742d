"""Which term a field of a claim has, by the words around its figure.

Method: multinomial logistic regression that begins with the words of names and definitions and moves as far as claims
bid it: each weight has a normal prior around what the vocabulary says (as in `logistic`). So a survey without claims
has proposals, too.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.special import logsumexp

from livingsurvey.analysis.logistic import OPTIONS, feature_matrix
from livingsurvey.analysis.text_terms import is_stop_word
from livingsurvey.model import Term

#: How much a word of a term's names and of its definition speaks for it (in the logarithm of odds), if no other has it.
_NAMED, _DEFINED = 4.0, 2.0
_WORD = re.compile(r"[^\W\d_]{2,}|[%×]")
_ALWAYS = "always"
_LEAST = 2  # claims that must have a word for it to count


class TermGuesser:
    """What the words around a figure say of the term of a field.

    Args:
        terms: those that a claim may have.
        known: of claims, the id of the term, and the words around the figure with their weights.
    """

    def __init__(self, terms: Iterable[Term], known: Iterable[tuple[str, Mapping[str, float]]] = ()) -> None:
        offered = [term for term in terms if term.deprecated_to is None]
        self._ids = [term.id for term in offered]
        number = {term_id: n for n, term_id in enumerate(self._ids)}
        examples = [(number[term_id], words) for term_id, words in known if term_id in number]
        begun = _prior(offered)
        counts = Counter(name for _, words in examples for name in words)
        names = {name for name, count in counts.items() if count >= _LEAST} | set(begun) | {_ALWAYS}
        self._column = {name: n for n, name in enumerate(sorted(names))}
        self._weights = np.zeros((len(names), len(offered)))
        for name, row in begun.items():
            self._weights[self._column[name]] = row
        if examples:
            self._learn([n for n, _ in examples], [{**words, _ALWAYS: 1.0} for _, words in examples])

    def _learn(self, answers: Sequence[int], rows: Sequence[Mapping[str, float]]) -> None:
        matrix, begun = feature_matrix(rows, self._column), self._weights
        turned = matrix.T.tocsr()
        right = np.zeros((len(rows), len(self._ids)))
        right[np.arange(len(rows)), answers] = 1

        @lru_cache(maxsize=1)  # many directions are asked for at one place
        def _shares_at(place: bytes) -> Any:
            return np.exp(_likely(np.frombuffer(place)))

        def _likely(flat: Any) -> Any:
            scores = matrix @ flat.reshape(begun.shape)
            return scores - logsumexp(scores, axis=1, keepdims=True)

        def _cost(flat: Any) -> float:
            return float(-(right * _likely(flat)).sum() + ((flat - begun.ravel()) ** 2).sum() / 2)

        def _slope(flat: Any) -> Any:
            return (turned @ (np.exp(_likely(flat)) - right)).ravel() + flat - begun.ravel()

        def _bend(flat: Any, along: Any) -> Any:
            shares, moved = _shares_at(flat.tobytes()), matrix @ along.reshape(begun.shape)
            return (turned @ (shares * (moved - (shares * moved).sum(axis=1, keepdims=True)))).ravel() + along

        found = minimize(_cost, begun.ravel(), jac=_slope, hessp=_bend, method="Newton-CG", options=OPTIONS)
        self._weights = found.x.reshape(begun.shape)

    def guess(self, words: Mapping[str, float]) -> tuple[str | None, float]:
        """The likeliest term by the words around a figure, by their weights, and how likely it is."""
        if not self._ids:
            return None, 0.0
        known = [(self._column[name], weight) for name, weight in words.items() if name in self._column]
        columns, weights = [self._column[_ALWAYS], *(n for n, _ in known)], [1.0, *(weight for _, weight in known)]
        scores = np.array(weights) @ self._weights[columns]
        best = int(scores.argmax())
        return self._ids[best], float(1 / np.exp(scores - scores[best]).sum())


def _prior(terms: Sequence[Term]) -> dict[str, Any]:
    """What each word of names and definitions speaks for each term; less where several have it."""
    named = [words_of(" ".join((term.name, *term.synonyms))) for term in terms]
    defined = [words_of(term.definition) for term in terms]
    having = Counter(word for names, others in zip(named, defined, strict=True) for word in names | others)
    prior = {word: np.zeros(len(terms)) for word in having}
    for n, (names, others) in enumerate(zip(named, defined, strict=True)):
        for word in names | others:
            prior[word][n] = (_NAMED if word in names else _DEFINED) / having[word]
    return prior


def words_of(text: str) -> set[str]:
    """The stems of the words of a text that tell something."""
    return {stem(word) for word in _WORD.findall(text.lower()) if not is_stop_word(word)}


@lru_cache(maxsize=1 << 14)
def stem(word: str) -> str:
    """A word without the commonest endings of English, so that forms of one word count as one."""
    for ending in ("ing", "ion", "ies", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
