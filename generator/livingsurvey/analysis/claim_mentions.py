"""The figures of an abstract with their sentences, and which of them the claims of a paper state."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from livingsurvey.analysis.abstract_figures import AbstractFigure, abstract_figures, coordinated
from livingsurvey.analysis.figure_changes import Words
from livingsurvey.analysis.flat_text import flat_text
from livingsurvey.analysis.sentences import sentence_spans
from livingsurvey.model import Claim, Paper

_SMALL = {ord(letter): letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}  # of which none changes its length
_NO_FORMULA = re.compile(r"[\s$]|\\[()]")
_WORD = re.compile(r"[^\W\d_]{2,}|%|×")


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure with its sentence.

    ``start`` and ``end`` are the sentence's in the abstract, ``words`` the sentence without LaTeX; ``own`` has the
    figure itself, ``listed`` the whole list that it is in. ``place`` is from 0, the first sentence, to 1, the last;
    ``nth`` is its place among the ``figures`` of its sentence, from 0.
    """

    figure: AbstractFigure
    start: int
    end: int
    own: Words
    listed: Words
    place: float
    nth: int
    figures: int

    def near(self, most: int = 60) -> list[str]:
        """The words around the figure, as many signs to each side."""
        behind = self.listed.sentence[self.listed.end : self.listed.end + most]
        return _WORD.findall(self.listed.before[-most:]) + _WORD.findall(behind)

    def all_words(self) -> list[str]:
        """The words of the sentence."""
        return _WORD.findall(self.own.sentence)


def mentions_in(abstract: str) -> list[Mention]:
    """The figures of an abstract, in its order, each with its sentence; none that goes over the end of one."""
    flat = flat_text(abstract).translate(_SMALL)
    figures = abstract_figures(abstract, flat_text(abstract))
    lists = coordinated(figures, flat)
    spans = sentence_spans(abstract)
    found: list[Mention] = []
    at = 0
    for number, (start, end) in enumerate(spans):
        within: list[tuple[AbstractFigure, tuple[int, int]]] = []
        while at < len(figures) and figures[at].start < end:
            if start <= figures[at].start and figures[at].end <= end:
                within.append((figures[at], lists[at]))
            at += 1
        place = number / max(1, len(spans) - 1)
        for nth, (figure, (first, last)) in enumerate(within):
            own = Words(flat[start:end], figure.start - start, figure.end - start)
            listed = Words(own.sentence, max(first, start) - start, min(last, end) - start)
            found.append(Mention(figure, start, end, own, listed, place, nth, len(within)))
    return found


def text_of(paper: Paper) -> str:
    """The text of a paper that claims are proposed from: as published where it is known, else as captured."""
    return paper.published_abstract or paper.abstract


def stated_by(paper: Paper, mentions: list[Mention]) -> Iterator[tuple[Claim, int]]:
    """The claims of a paper, each with the place of the figure that states it, where one does."""
    text = text_of(paper)
    for claim in paper.claims:
        at = text.find(claim.quote)
        for number, mention in enumerate(mentions):
            if 0 <= at <= mention.figure.number[0] < at + len(claim.quote) and _is_figure_of(claim, mention.figure):
                yield claim, number
                break


def _is_figure_of(claim: Claim, figure: AbstractFigure) -> bool:
    change = claim.change
    if change.form == "growth" or figure.kind == "growth":
        return figure.formula is not None and bare_formula(figure.formula) == bare_formula(change.to or "")
    if change.value is None or figure.value is None:
        return change.form == figure.kind and change.value == figure.value
    return (abs(change.value), abs(change.low or 0)) == (abs(figure.value), abs(figure.low or 0))


def bare_formula(formula: str) -> str:
    """A formula without spaces and without what marks it as one."""
    return _NO_FORMULA.sub("", formula)
