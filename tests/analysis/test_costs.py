"""Which results state a cost: those of the terms that the survey names, unless they say that it got worse."""

import pytest
from livingsurvey.analysis.costs import cost_claims
from livingsurvey.model import Claim, Term

from tests.builders import SETTINGS, claim, paper, survey

TERMS = {
    "measures": (
        Term(id="time", name="time", definition="D.", better="less"),
        Term(id="score", name="score", definition="D.", better="more"),
        Term(id="size", name="size", definition="D."),
    )
}


def result(measure: str = "time", form: str = "factor", value: float = 2, **change: str) -> Claim:
    """A claim."""
    unit = {"factor": "×", "level": "s"}.get(form, "%")
    return claim(quote="Q.", measure=measure, change={"form": form, "value": value, "unit": unit, **change})


def costs(*claims: Claim, **named: tuple[str, ...]) -> list[Claim]:
    """Those of the claims that state a cost."""
    subject = survey(vocabulary=TERMS, settings=SETTINGS.model_copy(update={"costs": named}))
    return cost_claims(subject, paper("a", claims=claims))


def test_results_of_the_named_terms_count_in_their_order() -> None:
    every = [result("score"), result("size"), result("time")]
    assert costs(*every, measure=("time", "size")) == every[1:]
    assert costs(*every) == every


@pytest.mark.parametrize(
    ("given", "counts"),
    [
        (result(), True),
        (result(direction="more"), False),
        (result(form="change", value=-40), True),
        (result(form="change", value=40), False),
        (result(form="change", value=40, better="more"), True),
        (result(form="share", value=60), True),
        (result(form="share", value=160), False),
        (result(form="level", value=3), True),
        (result("size", "change", 40), True),
    ],
)
def test_what_got_worse_is_no_saving(given: Claim, counts: bool) -> None:
    assert bool(costs(given)) is counts
