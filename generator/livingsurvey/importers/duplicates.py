"""Whether a paper is in the survey already."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from livingsurvey.importers.same_work import Verdict, judge
from livingsurvey.importers.work import Work, work_of
from livingsurvey.model import Paper

_NEAR = 0.8  # share of the words that two titles have in common, of all words in both
_LABELS = {"arxiv": "arXiv id", "doi": "DOI", "pmid": "PubMed number", "pmcid": "number in PubMed Central"}
_FEWEST = 4  # words: shorter titles resemble each other by chance


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A paper of the survey, and ``why`` it seems to be the same; ``certain`` unless a person must decide."""

    paper: Paper
    why: str
    certain: bool


def find_duplicates(papers: Iterable[Paper], title: str, facts: Mapping[str, Any]) -> list[Duplicate]:
    """Papers that are the same work, then those that may be: with the same or nearly the same title.

    Args:
        papers: those of the survey.
        title: of the paper that is looked for, if it is known.
        facts: what is known of it besides, by the paper's fields.
    """
    certain, near = [], []
    wanted = Work(title, "", facts)
    for paper in papers:
        same, why = _compared(paper, wanted)
        if same:
            certain.append(Duplicate(paper, why, True))
        elif why:
            near.append(Duplicate(paper, why, False))
    return certain + near


def _compared(paper: Paper, wanted: Work) -> tuple[bool, str]:
    """Whether a paper is the same work, and why it is or may be."""
    known = work_of(paper)
    shared = next((kind for kind, value in wanted.ids.items() if known.ids.get(kind) == value), "")
    if shared:
        return True, f"the same {_LABELS[shared]} {wanted.ids[shared]}"
    if not wanted.key:
        return False, ""
    judgement = judge(known, wanted)
    if known.key == wanted.key:  # of a title alone, as people type it, nothing could ever tell the two apart
        return judgement.verdict == Verdict.SAME or not any(wanted.facts.values()), "the same title"
    if judgement.verdict != Verdict.APART or _share(known.title, wanted.title) >= _NEAR:
        return False, "nearly the same title"
    return False, ""


def _share(one: str, other: str) -> float:
    words, others = (set(re.findall(r"\w+", text.casefold())) for text in (one, other))
    return len(words & others) / len(words | others) if min(len(words), len(others)) >= _FEWEST else 0.0
