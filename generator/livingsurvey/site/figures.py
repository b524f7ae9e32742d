"""The figure of a claim in words, so that nobody has to guess which way it goes: ``1.8× less memory``."""

from functools import cache, lru_cache

from livingsurvey.analysis.figures import direction, measure_of
from livingsurvey.analysis.published_latex import typeset_latex
from livingsurvey.analysis.typeset import typeset
from livingsurvey.model import Change, Claim, Survey
from livingsurvey.model.markup import plain_text
from livingsurvey.site.messages import Messages
from livingsurvey.site.words import number

_BOUNDS = {
    "up to": "change.up_to",
    "at least": "change.at_least",
    "about": "change.about",
    "average": "change.average",
    "more than": "change.more_than",
    "less than": "change.less_than",
}
#: The forms whose numbers have signs, unless words say which way they go.
_SIGNED = ("change", "points", "percent")
_NO_BREAK = "\u00a0"


def figure_text(messages: Messages, survey: Survey, claim: Claim, says_way: bool = True) -> str:
    """Write a figure with its direction and bound: ``3.67× faster, at most``, ``+15 points``, ``O(n) memory``.

    Args:
        messages: the words of the interface.
        survey: whose vocabulary has the words of what is measured.
        claim: the claim; the number is written as it is stored.
        says_way: whether it is known which way the figure goes; else it is named without less or more: ``3× memory``.
    """
    change = claim.change
    words = _words(messages, survey, claim) if says_way else change.words or _measured(survey, claim)
    if change.form == "growth":
        figure = _growth(messages, change, words)
    else:
        figure = " ".join(filter(None, (_amount(messages, change, bool(words)), words)))
    if change.bound:
        figure = messages.t(_BOUNDS[change.bound], figure=figure)
    return messages.t("change.percent", figure=figure) if change.form == "percent" else figure


def _amount(messages: Messages, change: Change, worded: bool) -> str:
    """The number with its unit; with its sign where no words say which way it goes."""
    if change.form == "orders":
        key = "change.orders" if change.value is not None else "change.uncounted_orders"
        return messages.t(key, number=_without_sign(change), count=2 if len(change.ends) > 1 else change.value or 2)
    in_words = change.form == "factor" or (change.form in _SIGNED and worded and _one_way(change))
    amount = _without_sign(change) if in_words else _with_sign(change)
    return f"{amount}{'' if change.form == 'factor' else _NO_BREAK}{change.unit}"


def _growth(messages: Messages, change: Change, words: str | None) -> str:
    """The formula and of what it is: ``O(n) memory instead of O(n²)``."""
    to, before = (_formula(text) if text else "" for text in (change.to, change.instead_of))
    grown = f"{to} {words}" if words else to
    return messages.t("change.growth", to=grown, instead_of=before) if before else grown


@lru_cache(maxsize=1 << 10)
def _formula(text: str) -> str:
    """A formula as text, whether the abstract has it in LaTeX or a capture lost its signs."""
    return plain_text(typeset_latex(text) if "$" in text else typeset(text))


@cache
def _english() -> Messages:
    """The words of data, whatever the language of the pages."""
    return Messages()


def figure_in_data(survey: Survey, claim: Claim) -> str:
    """The figure as files for other programs have it: in English, with plain spaces."""
    return figure_text(_english(), survey, claim).replace(_NO_BREAK, " ")


def _words(messages: Messages, survey: Survey, claim: Claim) -> str | None:
    """What is behind the number: the claim's own words, else those of its measure."""
    change = claim.change
    if change.words or change.form in ("points", "percent", "level"):
        return change.words
    term = measure_of(survey, claim)
    name = term.name if term else survey.group_word(claim)
    if change.form == "growth":
        return name
    if change.form == "share":
        return messages.t("change.share", name=name) if name and change.unit == "%" else name
    if not _one_way(change):
        return name
    if (way := direction(survey, claim)) is None:
        return messages.t("change.better")
    if term and term.words:
        return term.words.going(way, times=change.form in ("factor", "orders"))
    return messages.t(f"change.{way}", name=name).strip()


def _measured(survey: Survey, claim: Claim) -> str | None:
    """What a claim measures, by its name."""
    term = measure_of(survey, claim)
    return term.name if term else survey.group_word(claim)


def _one_way(change: Change) -> bool:
    """Whether both ends of a range have the same sign, so that words can say it."""
    return len({end >= 0 for end in change.ends if end}) < 2


def _without_sign(change: Change) -> str:
    return "–".join(number(abs(end)) for end in change.ends)


def _with_sign(change: Change) -> str:
    """A number with its sign, a difference with its plus; the dash of a range is apart from signs."""
    plus = "+" if change.form in _SIGNED else ""
    texts = [(plus if end > 0 else "") + number(end).replace("-", "−") for end in change.ends]
    return (" – " if any(text[0] in "+−" for text in texts) else "–").join(texts)
