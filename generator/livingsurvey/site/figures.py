"""The figure of a claim in words, so that nobody has to guess which way it goes: ``1.8× less memory``."""

from functools import cache

from livingsurvey.analysis.figures import direction, measure_of
from livingsurvey.model import Change, Claim, Survey
from livingsurvey.site.messages import Messages
from livingsurvey.site.words import number

_BOUNDS = {"up to": "change.up_to", "at least": "change.at_least", "about": "change.about"}
_NO_BREAK = "\u00a0"


def figure_text(messages: Messages, survey: Survey, claim: Claim) -> str:
    """Write a figure with its direction and bound: ``3.67× faster, at most``, ``+15 points``, ``12 GB``.

    Args:
        messages: the words of the interface.
        survey: whose vocabulary has the words of what is measured.
        claim: the claim; the number is written as it is stored.
    """
    change, words = claim.change, _words(messages, survey, claim)
    in_words = change.form == "factor" or (change.form in ("change", "points") and words and _one_way(change))
    amount = _without_sign(change) if in_words else _with_sign(change)
    space = "" if change.form == "factor" else _NO_BREAK
    figure = " ".join(filter(None, (f"{amount}{space}{change.unit}", words)))
    return messages.t(_BOUNDS[change.bound], figure=figure) if change.bound else figure


@cache
def _english() -> Messages:
    """The words of data, whatever the language of the pages."""
    return Messages()


def figure_in_data(survey: Survey, claim: Claim) -> str:
    """The figure as files for other programs have it: in English, with plain spaces."""
    return figure_text(_english(), survey, claim).replace(_NO_BREAK, " ")


def _words(messages: Messages, survey: Survey, claim: Claim) -> str | None:
    """What is behind the number: the claim's own words, else those of its measure."""
    change, term, way = claim.change, measure_of(survey, claim), direction(survey, claim)
    name = term.name if term else survey.group_word(claim)
    if change.words or change.form in ("points", "level"):
        return change.words
    if change.form == "share" or not _one_way(change):
        return name
    if way is None:
        return messages.t("change.better")
    if term and term.words:
        return term.words.going(way, times=change.form == "factor")
    return messages.t(f"change.{way}", name=name).strip()


def _one_way(change: Change) -> bool:
    """Whether both ends of a range have the same sign, so that words can say it."""
    return change.low is None or change.low * change.value >= 0


def _ends(change: Change) -> list[float]:
    return [end for end in (change.low, change.value) if end is not None]


def _without_sign(change: Change) -> str:
    return "–".join(number(abs(end)) for end in _ends(change))


def _with_sign(change: Change) -> str:
    """A number with its sign, a difference with its plus; the dash of a range is apart from signs."""
    plus = "+" if change.form in ("change", "points") else ""
    texts = [(plus if end > 0 else "") + number(end).replace("-", "−") for end in _ends(change)]
    return (" – " if any(text[0] in "+−" for text in texts) else "–").join(texts)
