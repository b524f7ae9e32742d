"""The key a paper is cited by in LaTeX: ``zhang2023h2o``, the same everywhere, never one for two papers."""

import re
from collections.abc import Iterable, Mapping
from itertools import count, product

from livingsurvey.model import Paper
from livingsurvey.model.identity import OTHER_SCRIPTS, to_ascii
from livingsurvey.model.markup import Inline, plain_text
from livingsurvey.model.names import parse_name

_INSIGNIFICANT = frozenset(
    """
    a about an and are as at be beyond by can do does for from how in into is it its not of on or over the to
    toward towards under via what when where which who why with without
    """.split()
)
_OTHERS = re.compile(r"[^a-z0-9]+")
_LONGEST = 30  # letters of a name or word
_SHORT = 3  # letters; a shorter first part of a compound says too little alone: "kv-cache", "s-lora"


def citation_keys(papers: Iterable[Paper], titles: Mapping[str, Inline]) -> dict[str, str]:
    """Derive each paper's citation key: first author's family name, year, first significant word of the title.

    Of several papers with the same, the oldest keeps it bare and those after it get b, c, …, so that a new
    paper seldom changes the key of one that is there. The year is that of ``published``, which stays when a
    paper appears at a venue.

    Args:
        papers: in any order.
        titles: the shown title of each paper, by key.
    """
    ordered = sorted(papers, key=lambda paper: (paper.published or "9999", paper.key))
    bare = {paper.key: _bare(paper, plain_text(titles[paper.key])) for paper in ordered}
    owner: dict[str, str] = {}
    for key, wanted in bare.items():
        owner.setdefault(wanted, key)
    keys = {key: wanted for wanted, key in owner.items()}
    taken = set(keys.values())
    following = {wanted: _suffixed(wanted) for wanted in taken}
    for key, wanted in bare.items():
        if key not in keys:
            keys[key] = next(candidate for candidate in following[wanted] if candidate not in taken)
            taken.add(keys[key])
    return keys


def _suffixed(wanted: str) -> Iterable[str]:
    """b, c, … z, aa, ab, …"""
    letters = "abcdefghijklmnopqrstuvwxyz"
    runs = ("".join(run) for length in count(1) for run in product(letters, repeat=length))
    next(runs)  # the bare key means a
    return (wanted + run for run in runs)


def _bare(paper: Paper, title: str) -> str:
    family = _letters(parse_name(paper.authors[0]).family) if paper.authors else ""
    year = str(paper.year or "")
    family, word = family[:_LONGEST], _significant(title)[:_LONGEST]
    if not (family or word):  # all is in another script than the Latin
        return _letters(paper.key)
    key = family + year + word if family else word + year
    return key if key[:1].isalpha() else f"p{key}" if key else _letters(paper.key)


def _significant(title: str) -> str:
    words = (word for word in title.split() if (letters := _letters(word)) and letters not in _INSIGNIFICANT)
    if (first := next(words, None)) is None:
        return _letters(title)
    parts = [letters for part in re.split(r"[-–/:]", first) if (letters := _letters(part))]
    parts = [part for part in parts if part not in _INSIGNIFICANT] or parts
    return parts[0] if len(parts[0]) >= _SHORT else "".join(parts[:2])


def _letters(text: str) -> str:
    return _OTHERS.sub("", (text if text.isascii() else to_ascii(OTHER_SCRIPTS.sub(" ", text))).lower())
