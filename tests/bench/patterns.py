"""What made papers take over from a real one: sentences that must stay together, and the others by topic."""

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from livingsurvey.analysis.sentences import sentence_spans
from livingsurvey.analysis.works import is_named
from livingsurvey.model import Paper, Survey, Term

_FIELD = re.compile(r"^(\w+):", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A real paper as others can be made after it.

    ``blocks`` are the lines of each field in its file; ``kept`` the sentences that its claims, quotations and named
    works rest on; ``names`` the works that these name; ``length`` the number of all sentences.
    """

    paper: Paper
    blocks: dict[str, str]
    kept: list[str]
    names: list[str]
    length: int

    @property
    def topic(self) -> str:
        """The primary one; nothing of an excluded paper."""
        return next(iter(self.paper.topics), "")


class Patterns:
    """All patterns of a survey, and what is left of its sentences, topic by topic.

    Args:
        root: of the survey.
        survey: as it was read.
    """

    def __init__(self, root: Path, survey: Survey) -> None:
        works = {term.name: term for term in survey.vocabulary["works"]}
        self._spare: dict[str, list[str]] = defaultdict(list)
        self.all = [self._pattern(root, paper, works) for paper in survey.papers]

    def _pattern(self, root: Path, paper: Paper, works: dict[str, Term]) -> Pattern:
        kept, spare = _kept(paper, works)
        text = (root / paper.path).read_text()
        names = [name for name in paper.terms("names") if any(_names(paper, one, works[name]) for one in kept)]
        pattern = Pattern(paper, _blocks(text), kept, names, len(kept) + len(spare))
        self._spare[pattern.topic] += spare
        return pattern

    def sentences(self, chance: random.Random, topic: str, count: int) -> list[str]:
        """So many sentences of papers of a topic, each once."""
        spare = self._spare[topic]
        return chance.sample(spare, min(count, len(spare)))


def _blocks(text: str) -> dict[str, str]:
    """The lines of each field of a file's front matter."""
    front = text.split("---\n")[1]
    starts = [(match[1], match.start()) for match in _FIELD.finditer(front)]
    ends = [start for _, start in starts[1:]] + [len(front)]
    return {name: front[start:end] for (name, start), end in zip(starts, ends, strict=True)}


def _kept(paper: Paper, works: dict[str, Term]) -> tuple[list[str], list[str]]:
    """The pieces of a paper's abstract that something rests on, and its other sentences."""
    wanted = [*(claim.quote for claim in paper.claims), *paper.terms("quality_sentence")]
    terms = [works[name] for name in paper.terms("names")]
    kept: list[str] = []
    spare: list[str] = []
    for text in (paper.abstract, paper.published_abstract or ""):
        quotes = [quote for quote in wanted if not any(quote in piece for piece in kept)]
        for piece, is_needed in _pieces(text, quotes):
            if is_needed or (text is paper.abstract and any(_names(paper, piece, term) for term in terms)):
                kept.append(piece)
            elif text is paper.abstract:
                spare.append(piece)
    return kept, spare


def _names(paper: Paper, sentence: str, term: Term) -> bool:
    bare = paper.model_copy(update={"title": "", "abstract": sentence, "published_abstract": None})
    return is_named(bare, term)


def _pieces(text: str, quotes: list[str]) -> Iterator[tuple[str, bool]]:
    """The sentences of a text, those joined that one quotation is of; and whether one is of them."""
    spans = [(text.find(quote), text.find(quote) + len(quote)) for quote in quotes if quote in text]
    start = None
    for begin, end in sentence_spans(text):
        start = begin if start is None else start
        if not any(first < end < last for first, last in spans):
            is_quoted = any(first < end and start < last for first, last in spans)
            yield " ".join(text[start:end].split("\n")), is_quoted
            start = None
