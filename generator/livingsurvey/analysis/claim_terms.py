"""Which term a field of a claim has, by the words around its figure.

Method: naive Bayes over words (Lewis, "Naive (Bayes) at forty", 1998). Names, synonyms and definitions of terms count as
words that were seen with them, so that a survey without claims has proposals, too.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from livingsurvey.model import Term

_NAMED, _DEFINED = 3.0, 1.0  # occurrences that a word of a name or of a definition counts for
_SMOOTHING = 0.3
_WORD = re.compile(r"[^\W\d_]{3,}")


class TermGuesser:
    """The words of each term of a field.

    Args:
        terms: those that a claim may have.
        known: of claims, the id of the term, and the weights of the words around the figure.
    """

    def __init__(self, terms: Iterable[Term], known: Iterable[tuple[str, Mapping[str, float]]]) -> None:
        self._words: dict[str, Counter[str]] = {}
        for term in terms:
            if term.deprecated_to is None:
                self._words[term.id] = _own_words(term)
        self._claims: Counter[str] = Counter()
        for term_id, weights in known:
            if term_id in self._words:
                self._claims[term_id] += 1
                for word, weight in weights.items():
                    self._words[term_id][word] += weight  # type: ignore[assignment]
        vocabulary = {word for words in self._words.values() for word in words}
        self._scores: dict[str, dict[str, float]] = defaultdict(dict)
        for term_id, words in self._words.items():
            total = math.log(sum(words.values()) + _SMOOTHING * len(vocabulary) or 1.0)
            for word in vocabulary:
                self._scores[word][term_id] = math.log(words[word] + _SMOOTHING) - total
        several = sum(self._claims.values()) + len(self._words)
        self._prior = {term_id: math.log((self._claims[term_id] + 1) / several) for term_id in self._words}

    def guess(self, weights: Mapping[str, float]) -> tuple[str | None, float]:
        """The likeliest term by the words around a figure, by their weights, and how likely it is."""
        scores = dict(self._prior)
        for word, weight in sorted(weights.items()):
            for term_id, score in self._scores.get(word, {}).items():
                scores[term_id] += weight * score
        if not scores:
            return None, 0.0
        best = max(sorted(scores), key=lambda term_id: scores[term_id])
        return best, 1 / sum(math.exp(max(-50.0, score - scores[best])) for score in scores.values())


def _own_words(term: Term) -> Counter[str]:
    words: Counter[str] = Counter()
    for text, weight in ((term.name, _NAMED), *((name, _NAMED) for name in term.synonyms), (term.definition, _DEFINED)):
        for word in _WORD.findall(text.lower()):
            words[stem(word)] += weight  # type: ignore[assignment]
    return words


def stem(word: str) -> str:
    """A word without the commonest endings of English, so that forms of one word count as one."""
    for ending in ("ing", "ion", "ies", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
