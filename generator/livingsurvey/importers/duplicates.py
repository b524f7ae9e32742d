"""Whether a paper is in the survey already."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from livingsurvey.model import Paper, normalise_title

_NEAR = 0.8  # share of the words that two titles have in common, of all words in both
_FEWEST = 4  # words: shorter titles resemble each other by chance


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A paper of the survey, and ``why`` it seems to be the same; ``certain`` unless only the titles resemble."""

    paper: Paper
    why: str
    certain: bool


def find_duplicates(
    papers: Iterable[Paper], title: str = "", arxiv: str | None = None, doi: str | None = None
) -> list[Duplicate]:
    """Papers with the same arXiv id, DOI or title, then those with nearly the same title.

    Args:
        papers: those of the survey.
        title: of the paper that is looked for.
        arxiv: its arXiv id, if it is known.
        doi: its DOI, if it is known.
    """
    certain, near = [], []
    for paper in papers:
        if reason := _same(paper, title, arxiv, doi):
            certain.append(Duplicate(paper, reason, True))
        elif title and _share(paper.title, title) >= _NEAR:
            near.append(Duplicate(paper, "nearly the same title", False))
    return certain + near


def _same(paper: Paper, title: str, arxiv: str | None, doi: str | None) -> str | None:
    if arxiv and paper.arxiv == arxiv:
        return f"the same arXiv id {arxiv}"
    if doi and paper.doi and paper.doi.casefold() == doi.casefold():
        return f"the same DOI {doi}"
    if (name := normalise_title(title)) and normalise_title(paper.title) == name:
        return "the same title"
    return None


def _share(one: str, other: str) -> float:
    words, others = (set(re.findall(r"\w+", text.casefold())) for text in (one, other))
    return len(words & others) / len(words | others) if min(len(words), len(others)) >= _FEWEST else 0.0
