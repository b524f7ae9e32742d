"""Versions of an abstract that disagree: sentences of the captured and the published text whose figures differ."""

import re
from functools import lru_cache
from typing import NamedTuple

from livingsurvey.analysis.published_latex import typeset_latex
from livingsurvey.analysis.sentences import abstract_sentences
from livingsurvey.analysis.typeset import typeset
from livingsurvey.model import Claim, Paper
from livingsurvey.model.figures import NUMBER_IN_TEXT, states
from livingsurvey.model.markup import Inline, plain_text

#: A number that is no part of a name (GPT-4, recall@10), of a formula or of a mark such as [1].
_NUMBER = re.compile(rf"(?<![\w/.@^{{\[,-])(?:{NUMBER_IN_TEXT})(?![,\d]*[\]}}])")
#: Exponents, which a capture may have beside their base instead.
_RAISED = str.maketrans(
    {**dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹", (f" {n}" for n in range(10)), strict=True)), "^": " ", "{": " ", "}": " "}
)
_DIGITS = re.compile(NUMBER_IN_TEXT)
_WORD = re.compile(r"[a-z]{3,}")
_ADDRESS = re.compile(r"https?://\S+")
#: How alike two sentences must be to be versions of one: the share of their words that both have.
_ALIKE = 0.4


class DisagreeingVersions(NamedTuple):
    """A sentence in two versions, and the figures that only one of them has."""

    captured: str
    published: str
    only_captured: tuple[str, ...]
    only_published: tuple[str, ...]


def disagreements(paper: Paper) -> tuple[DisagreeingVersions, ...]:
    """The sentences whose figures differ between a paper's captured and its published abstract, in their order.

    A figure counts as differing where the other text has it nowhere, in digits or in words. How numbers are typeset
    (``1,000``, ``$2\\times$``) makes no difference, nor does a sentence that only one of the texts has.

    Args:
        paper: the paper; one without a published abstract has none.
    """
    if not paper.published_abstract or paper.published_abstract == paper.abstract:
        return ()
    return _compared(paper.abstract, paper.published_abstract)


def disagrees(paper: Paper, claim: Claim) -> bool:
    """Return whether a claim's sentence is one of those whose versions disagree in one of the claim's figures."""
    return any(
        _has(claim.quote, side) and any(states(number, end) for number in figures for end in claim.change.ends)
        for found in disagreements(paper)
        for side, figures in ((found.captured, found.only_captured), (found.published, found.only_published))
    )


def _has(quote: str, sentence: str) -> bool:
    """Whether a sentence has the words of a quotation, whatever is typeset in it."""
    words = set(_WORD.findall(_plain(typeset_latex(quote)).lower()))
    return len(words & set(_WORD.findall(sentence.lower()))) >= 0.8 * len(words)


@lru_cache(maxsize=1 << 16)  # pages of several kinds list the claims of each paper
def _compared(captured: str, published: str) -> tuple[DisagreeingVersions, ...]:
    if set(_DIGITS.findall(captured)) == set(_DIGITS.findall(published)):
        return ()  # so is nearly every pair, and typesetting takes most of the time
    before, after = _plain(typeset(captured)), _plain(typeset_latex(published))
    ours, theirs = abstract_sentences(before), abstract_sentences(after)
    found = []
    for sentence in ours:
        other = max(theirs, key=lambda one: _likeness(sentence, one), default="")
        if sentence == other or _likeness(sentence, other) < _ALIKE:
            continue
        lost, new = _lacking(sentence, after), _lacking(other, before)
        if lost or new:
            found.append(DisagreeingVersions(sentence, other, lost, new))
    return tuple(found)


def _plain(text: Inline) -> str:
    """A text on one line, without addresses."""
    return _ADDRESS.sub("", " ".join(plain_text(text).split()).replace("{,}", ","))


def _lacking(sentence: str, text: str) -> tuple[str, ...]:
    """The figures of a sentence that a text does not state."""
    numbers = dict.fromkeys(_NUMBER.findall(sentence))
    level = text.translate(_RAISED)
    return tuple(number for number in numbers if not states(level, float(number.replace(",", ""))))


def _likeness(one: str, other: str) -> float:
    """The share of the words of two sentences that both have."""
    ours, theirs = set(_WORD.findall(one.lower())), set(_WORD.findall(other.lower()))
    return len(ours & theirs) / max(1, len(ours | theirs))
