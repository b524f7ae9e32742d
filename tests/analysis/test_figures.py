"""Which way figures go, which way is better, and which are ranked together."""

from typing import Any

import pytest
from livingsurvey.analysis.figures import better_way, direction, rank, ranks_of, scales_of
from livingsurvey.model import Claim, FieldTable, Survey, Term

from tests import builders
from tests.builders import survey

MEASURES = (
    Term(id="cost", name="cost", definition="D.", better="less"),
    Term(id="yield", name="yield", definition="D.", better="more"),
    Term(id="depth", name="depth", definition="D."),
)
MADE: Survey = survey(vocabulary={"measures": MEASURES})


def claim(measure: str = "cost", form: str = "factor", value: float = 2, **change: Any) -> Claim:
    """A claim; its unit depends on its form."""
    unit = "×" if form == "factor" else "%"
    return builders.claim(quote="Q.", measure=measure, change={"form": form, "value": value, "unit": unit, **change})


@pytest.mark.parametrize(
    ("made", "better", "way"),
    [
        (claim(), "less", "less"),
        (claim("yield"), "more", "more"),
        (claim("depth"), None, None),
        (claim("depth", better="less"), "less", "less"),
        (claim("unheard-of"), None, None),
        (claim(direction="more"), "less", "more"),
        (claim(better="more"), "more", "more"),
        (claim("depth", direction="less"), None, "less"),
        (claim(form="change", value=-40), "less", "less"),
        (claim(form="change", value=40), "less", "more"),
        (claim("yield", form="points", value=-3), "more", "less"),
        (claim(form="share", value=20), "less", "less"),
        (claim(form="share", value=120), "less", "more"),
        (claim(form="level", value=20), "less", None),
    ],
)
def test_a_figure_goes_the_better_way_unless_it_says_otherwise(
    made: Claim, better: str | None, way: str | None
) -> None:
    assert (better_way(MADE, made), direction(MADE, made)) == (better, way)


def test_a_survey_that_groups_claims_by_nothing_knows_no_direction() -> None:
    bare = survey(fields=FieldTable())
    assert (better_way(bare, claim()), direction(bare, claim())) == (None, None)
    assert rank(bare, claim()).worth == 2


def best_first(*claims: Claim) -> list[float]:
    """The values in the order of a table that is sorted by change."""
    scale = scales_of([rank(MADE, one) for one in claims])
    return [
        one.change.value for one in sorted(claims, key=lambda one: (scale[rank(MADE, one)], -rank(MADE, one).worth))
    ]


def test_the_best_is_first_whichever_way_is_better() -> None:
    assert best_first(*(claim(value=n) for n in (3, 9, 5))) == [9, 5, 3]
    assert best_first(*(claim("yield", value=n) for n in (3, 9, 5))) == [9, 5, 3]
    assert best_first(*(claim(form="change", value=n) for n in (-40, 10, -90))) == [-90, -40, 10]
    assert best_first(*(claim("yield", form="change", value=n) for n in (-40, 10, -90))) == [10, -40, -90]
    assert best_first(*(claim(form="share", value=n) for n in (20, 5))) == [5, 20]
    assert best_first(*(claim("yield", form="share", value=n) for n in (20, 5))) == [20, 5]
    assert best_first(*(claim("yield", form="level", value=n, better="less") for n in (7, 2))) == [2, 7]


def test_a_factor_that_loses_is_worse_than_any_that_wins() -> None:
    assert best_first(claim(value=3, direction="more"), claim(value=2), claim(value=9, direction="more")) == [2, 3, 9]


def test_figures_of_another_measure_form_unit_or_quantity_are_not_ranked_together() -> None:
    claims = (
        *(claim(), claim("yield"), claim(form="change", value=-5), claim(form="share", value=5)),
        *(claim(form="level"), claim(form="level", unit="GB"), claim(words="fewer calls")),
    )
    assert len({rank(MADE, one).scale for one in claims}) == len(claims)


def test_scales_are_numbered_by_measure_then_form() -> None:
    claims = [claim("depth"), claim("yield"), claim(form="level"), claim()]
    scale = scales_of(ranks_of(MADE, claims))
    assert [scale[rank(MADE, one)] for one in claims] == [3, 2, 1, 0]
