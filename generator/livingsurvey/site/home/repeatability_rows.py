"""How far readings agree, in words: the rows of the table on the page of the method, and its sentences."""

from typing import NamedTuple

from livingsurvey.analysis.repeatability import Repeatability
from livingsurvey.site import words
from livingsurvey.site.renderer import Renderer


class RepeatabilityRow(NamedTuple):
    """One field in the table; what is not defined for it is a dash."""

    label: str
    read: int
    agreed: int
    share: str
    kappa: str
    f1: str


def repeatability_rows(renderer: Renderer) -> list[RepeatabilityRow]:
    """The table, in the order of the fields; empty where nothing was read twice."""
    return [
        RepeatabilityRow(
            words.read_name(renderer.messages, renderer.survey, one.of, one.field),
            one.count,
            one.agreed,
            _percent(one.share),
            _decimals(one.kappa),
            _decimals(one.f1),
        )
        for one in renderer.analysis.repeatability
    ]


def repeatability_of_fields(renderer: Renderer) -> dict[tuple[str, str], str]:
    """A sentence on each field that was read twice, by what has it and name."""
    return {(one.of, one.field): _sentence(renderer, one) for one in renderer.analysis.repeatability}


def _sentence(renderer: Renderer, one: Repeatability) -> str:
    t = renderer.messages.t
    numbers = {"agreed": one.agreed, "count": one.count, "share": _percent(one.share)}
    if one.kappa is None:
        return t("method.read_alike", **numbers)
    return t("method.read_alike_kappa", **numbers, kappa=_decimals(one.kappa))


def differences(renderer: Renderer) -> tuple[int, int]:
    """How many values independent readers read otherwise, and how many of these have been settled."""
    differing = [
        one
        for ones in renderer.analysis.settlements.values()
        for one in ones
        if len(one.independent) > 1 and not one.agree
    ]
    return len(differing), sum(one.deciding is not None for one in differing)


def _percent(share: float) -> str:
    return f"{words.number(round(1000 * share) / 10)} %"


def _decimals(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
