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
_SHORTEST = 3  # words: shorter titles are names, and names resemble one another


def similar_titles(titles: list[str], percent: int = 93) -> Iterator[tuple[int, int]]:
    """The pairs of titles, by their places, that share ``percent`` of their letters, as written or in order."""
    words = [_WORD.findall(title.casefold()) for title in titles]
    pairs = sorted(_candidates(words))
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


def _candidates(titles: list[list[str]]) -> set[tuple[int, int]]:
    holders: dict[str, list[int]] = defaultdict(list)
    among = Counter(word for words in titles for word in set(words))
    for number, words in enumerate(titles):
        if len(words) >= _SHORTEST:
            for key in set(_keys(words, among)):
                holders[key].append(number)
    return {pair for numbers in holders.values() if 1 < len(numbers) <= _RARE for pair in combinations(numbers, 2)}


def _keys(words: list[str], among: Counter[str]) -> Iterator[str]:
    """A title's rare words, and every two in a row of the others, in either order."""
    for word in words:
        if among[word] <= _RARE:
            yield word
    for one, other in pairwise(words):
        if among[one] > _RARE and among[other] > _RARE:
            yield f"{one} {other}" if one < other else f"{other} {one}"
