"""Names that may have been meant by one that is not known."""

from collections.abc import Iterable
from functools import lru_cache

_LIKE = 62  # percent of letters in common, below which a name is another one
_APART = 15  # percent by which another name is less like it than the first, and not meant
_MOST = 3  # names that are listed
_FEW = 10  # names that can all be listed


def nearest(name: str, known: Iterable[str]) -> list[str]:
    """The known names that are most like a name, at most three, the most alike first.

    Args:
        name: what somebody wrote.
        known: what there is.
    """
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extract

    names, plain = _prepared(tuple(known))
    found = extract(_plain(name), plain, scorer=ratio, score_cutoff=_LIKE, limit=_MOST)
    return [names[place] for _, score, place in found if score >= found[0][1] - _APART]


@lru_cache(maxsize=8)  # thousands of names may be looked for among thousands
def _prepared(known: tuple[str, ...]) -> tuple[list[str], list[str]]:
    names = sorted(set(known))
    return names, [_plain(name) for name in names]


def did_you_mean(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """Say what may have been meant: the names most like it, or all there are where they are few.

    Args:
        name: what somebody wrote.
        known: what there is.
        otherwise: what to say where no name is like it and there are too many, or none, to list them.
    """
    known = list(dict.fromkeys(known))
    if near := nearest(name, known):
        return f"Did you mean {either(near)}?"
    return f"Choose one of: {', '.join(known)}." if 0 < len(known) < _FEW else otherwise


def either(names: list[str]) -> str:
    """Names with «or» before the last."""
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _plain(name: str) -> str:
    return name.casefold().replace("_", "-").replace(" ", "-")
