"""Finding titles that are nearly the same, in about linear time.

Only titles that share a rare word, or two rare words in a row, are compared at all. Words that are in many
titles say nothing, so the work per title has a bound.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations, pairwise

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+")
_RARE = 8  # titles: what is in more of them is not looked up
_SHARED = 6  # one in so many keys must be in common
_SHORTEST = 3  # words: shorter titles are names, and names resemble one another


def similar_titles(titles: list[str], percent: int = 93) -> Iterator[tuple[int, int]]:
    """The pairs of titles, by their places, that share ``percent`` of their letters, as written or in order."""
    words = [_WORD.findall(title.casefold()) for title in titles]
    pairs = sorted(candidates(words))
    if pairs:
        from rapidfuzz.fuzz import ratio

        plain = [" ".join(title) for title in words]
        ordered = [" ".join(sorted(title)) for title in words]
        numbers = [_NUMBER.findall(text) for text in ordered]
        for one, other in pairs:
            if numbers[one] == numbers[other] and any(
                ratio(texts[one], texts[other], score_cutoff=percent) for texts in (plain, ordered)
            ):
                yield one, other


def candidates(titles: list[list[str]]) -> set[tuple[int, int]]:
    """The pairs of titles, each as its words, that are worth a comparison: they share a fair part of what is rare."""
    holders: dict[str, list[int]] = defaultdict(list)
    keys: dict[int, int] = {}
    among = Counter(word for words in titles for word in set(words))
    for number, words in enumerate(titles):
        if len(words) >= _SHORTEST:
            own = set(_keys(words, among))
            keys[number] = len(own)
            for key in own:
                holders[key].append(number)
    groups = (numbers for numbers in holders.values() if 1 < len(numbers) <= _RARE)
    shared = Counter(pair for numbers in groups for pair in combinations(numbers, 2))
    return {pair for pair, count in shared.items() if count * _SHARED >= min(keys[pair[0]], keys[pair[1]])}


def _keys(words: list[str], among: Counter[str]) -> Iterator[str]:
    """A title's rare words, and every two in a row of the others, in either order."""
    for word in words:
        if among[word] <= _RARE:
            yield word
    for one, other in pairwise(words):
        if among[one] > _RARE and among[other] > _RARE:
            yield f"{one} {other}" if one < other else f"{other} {one}"
