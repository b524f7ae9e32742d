"""The figures of an abstract with their sentences, and which of them the claims of a paper state."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from livingsurvey.analysis.abstract_figures import abstract_figures, coordinated
from livingsurvey.analysis.figure_changes import WordsAround
from livingsurvey.analysis.figure_span import AbstractFigure
from livingsurvey.analysis.flat_text import flat_text
from livingsurvey.analysis.sentences import sentence_spans
from livingsurvey.model import Claim, Paper

_SMALL = {ord(letter): letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}  # of which none changes its length
_NO_FORMULA = re.compile(r"[\s$]|\\[()]")
_LONGEST, _FIGURES = 20_000, 200  # characters and figures of an abstract that are read; none has as many
_SENTENCE = 2_000  # characters of a sentence; what is longer is none
_FAR = 90  # signs to each side in which a figure's own words are
_PHRASE_END = re.compile(
    r"[;.]\s|,\s(?!and\s)|\b(?:while|but|whereas|with|without|compared|than|over)\b"
    r"|\band\s(?:reduc|increas|improv|decreas|achiev|cut|sav|lower|boost)"
)
_WORD = re.compile(r"[^\W\d_]{2,}|%|×")


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure with its sentence.

    ``start`` and ``end`` are the sentence's in the abstract, ``words`` the sentence without LaTeX; ``own`` has the
    figure itself, ``listed`` the whole list that it is in. ``place`` is from 0, the first sentence, to 1, the last;
    ``nth`` is its place among the ``figures`` of its sentence, from 0; ``room`` is where in the
    sentence the figure before its list ends and the one behind it begins.
    """

    figure: AbstractFigure
    start: int
    end: int
    own: WordsAround
    listed: WordsAround
    place: float
    nth: int
    figures: int
    room: tuple[int, int]

    @property
    def phrase(self) -> str:
        """The words that are the figure's own: back to the figure before it, and on to the end of its phrase."""
        sentence, (first, last) = self.own.sentence, self.room
        front, behind = (
            sentence[max(first, self.listed.start - _FAR) : self.listed.start],
            sentence[self.listed.end : last],
        )
        ends = _PHRASE_END.search(behind)
        return f"{front} {behind[: min(_FAR, ends.start() if ends else _FAR)]}"


@lru_cache(maxsize=1 << 12)  # whoever learns anew, as after each decision, finds all other texts here
def mentions_in(abstract: str) -> tuple[Mention, ...]:
    """The figures of an abstract, in its order, each with its sentence; none that goes over the end of one."""
    abstract = abstract[:_LONGEST]
    plain = flat_text(abstract)
    figures, flat = abstract_figures(abstract, plain)[:_FIGURES], plain.translate(_SMALL)
    lists = coordinated(figures, flat)
    spans = [(start, end) for start, end in sentence_spans(abstract) if end - start <= _SENTENCE]
    found: list[Mention] = []
    at = 0
    for number, (start, end) in enumerate(spans):
        within: list[tuple[AbstractFigure, tuple[int, int]]] = []
        while at < len(figures) and figures[at].start < end:
            if start <= figures[at].start and figures[at].end <= end:
                within.append((figures[at], lists[at]))
            at += 1
        place = number / (len(spans) - 1) if len(spans) > 1 else 1.0
        for nth, (figure, (first, last)) in enumerate(within):
            own = WordsAround(flat[start:end], figure.start - start, figure.end - start)
            listed = WordsAround(own.sentence, max(first, start) - start, min(last, end) - start)
            room = _room(within, (first, last), (start, end))
            found.append(Mention(figure, start, end, own, listed, place, nth, len(within), room))
    return tuple(found)


def _room(
    within: list[tuple[AbstractFigure, tuple[int, int]]], listed: tuple[int, int], sentence: tuple[int, int]
) -> tuple[int, int]:
    ends = [figure.end for figure, _ in within if figure.end <= listed[0]]
    starts = [figure.start for figure, _ in within if figure.start >= listed[1]]
    return max(ends, default=sentence[0]) - sentence[0], min(starts, default=sentence[1]) - sentence[0]


def text_of(paper: Paper) -> str:
    """The text of a paper that claims are proposed from: as published where it is known, else as captured."""
    return paper.published_abstract or paper.abstract


def stated_by(paper: Paper, mentions: Sequence[Mention]) -> Iterator[tuple[Claim, int]]:
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
