"""The figures of claims in words: each says which way it goes."""

from typing import Any

import pytest
from livingsurvey.model import Claim, FieldTable, FigureWords, Survey, Term
from livingsurvey.site.figures import figure_text
from livingsurvey.site.messages import Messages

from tests import builders
from tests.builders import survey

TIME = FigureWords(less="less time", more="more time", times_less="faster", times_more="slower")
MEASURES = (
    Term(id="memory", name="memory", definition="D.", better="less"),
    Term(id="latency", name="latency", definition="D.", better="less", words=TIME),
    Term(
        id="yield",
        name="yield",
        definition="D.",
        better="more",
        words=FigureWords(less="lower yield", more="higher yield"),
    ),
    Term(id="depth", name="depth", definition="D."),
)
MADE: Survey = survey(vocabulary={"measures": MEASURES})
UNITS = {
    "factor": "×",
    "change": "%",
    "points": "points",
    "share": "% of baseline",
    "level": "GB",
    "percent": "%",
    "orders": "orders of magnitude",
}


def claim(measure: str, form: str, value: float | None, **change: Any) -> Claim:
    """A claim with the usual unit of its form."""
    change = {"form": form, "value": value, "unit": UNITS.get(form), **change}
    return builders.claim(quote="Q.", measure=measure, change=change)


def text(made: Claim, subject: Survey = MADE) -> str:
    """The figure, with plain spaces."""
    return figure_text(Messages(), subject, made).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (claim("memory", "factor", 1.8), "1.8× less memory"),
        (claim("latency", "factor", 3.67, bound="up to"), "3.67× faster, at most"),
        (claim("latency", "factor", 4, low=2), "2–4× faster"),
        (claim("yield", "factor", 3, bound="at least"), "3× higher yield, or more"),
        (claim("memory", "factor", 8, direction="more"), "8× more memory"),
        (claim("latency", "factor", 1.1, direction="more"), "1.1× slower"),
        (claim("depth", "factor", 2, direction="less"), "2× less depth"),
        (claim("memory", "factor", 30, words="fewer calls", bound="about"), "about 30× fewer calls"),
        (claim("memory", "change", -85, bound="at least"), "85 % less memory, or more"),
        (claim("latency", "change", -40, bound="up to"), "40 % less time, at most"),
        (claim("latency", "change", 40), "40 % more time"),
        (claim("yield", "change", -15, low=-5), "5–15 % lower yield"),
        (claim("yield", "change", 15, low=0), "0–15 % higher yield"),
        (claim("yield", "change", 39, words="higher nDCG"), "39 % higher nDCG"),
        (claim("yield", "change", 5, low=-2), "−2 – +5 % yield"),
        (claim("yield", "points", 15), "+15 points"),
        (claim("yield", "points", 8.9, low=1.4, bound="up to"), "+1.4 – +8.9 points, at most"),
        (claim("yield", "points", -1.1), "−1.1 points"),
        (claim("memory", "points", -2.3, unit="GB", words="less memory"), "2.3 GB less memory"),
        (claim("memory", "share", 3.2), "3.2 % of baseline memory"),
        (claim("memory", "share", 3.2, unit="%"), "3.2 % of the memory"),
        (claim("memory", "share", 6, low=4, words="cost"), "4–6 % of baseline cost"),
        (claim("memory", "level", 12, bound="up to"), "12 GB, at most"),
        (claim("memory", "level", -5, low=-3), "−3 – −5 GB"),
        (claim("memory", "level", 120_000, unit="GPU-hours", bound="about"), "about 120\u202f000 GPU-hours"),
        (claim("yield", "percent", 10), "+10 % (relative or points not stated)"),
        (claim("yield", "percent", -3, low=-1, bound="up to"), "−1 – −3 %, at most (relative or points not stated)"),
        (
            claim("yield", "percent", -10, words="lower BLEU", bound="less than"),
            "less than 10 % lower BLEU (relative or points not stated)",
        ),
        (claim("latency", "orders", 2), "2 orders of magnitude faster"),
        (claim("latency", "orders", 1, direction="more"), "1 order of magnitude slower"),
        (claim("memory", "orders", 3, low=2, bound="up to"), "2–3 orders of magnitude less memory, at most"),
        (claim("memory", "orders", None), "orders of magnitude less memory"),
        (claim("memory", "growth", None, unit=None, to="O(n log n)"), "O(n log n) memory"),
        (claim("memory", "growth", None, unit=None, to="O(n)", words="steps"), "O(n) steps"),
        (
            claim("memory", "growth", None, unit=None, to="O(n)", instead_of="$\\mathcal{O}(n^2)$"),
            "O(n) memory instead of O(n²)",
        ),
        (claim("latency", "factor", 2, bound="average"), "2× faster, on average"),
        (claim("latency", "factor", 2, bound="more than"), "more than 2× faster"),
        (claim("yield", "level", 95, unit="%", words="accuracy"), "95 % accuracy"),
    ],
)
def test_a_figure_says_its_direction_range_and_bound(made: Claim, said: str) -> None:
    assert text(made) == said


def test_a_factor_of_which_nobody_says_the_direction_is_better_as_all_factors_are() -> None:
    assert text(claim("depth", "factor", 2)) == "2× better"
    assert text(claim("unheard-of", "factor", 2)) == "2× better"


def test_a_survey_without_measures_writes_less_and_more() -> None:
    bare = survey(fields=FieldTable())
    said = [text(claim("memory", form, value), bare) for form, value in (("change", -40), ("share", 3), ("points", 2))]
    assert said == ["40 % less", "3 % of baseline", "+2 points"]


def test_the_number_is_not_parted_from_its_unit() -> None:
    assert figure_text(Messages(), MADE, claim("memory", "change", -40)) == "40\u00a0% less memory"


def test_no_figure_of_the_real_survey_is_ambiguous(real_survey: Survey) -> None:
    by_itself = ("level", "share", "growth")  # what these state is clear without a direction
    for paper in real_survey.papers:
        for one in paper.claims:
            said = figure_text(Messages(), real_survey, one)
            assert "better" not in said.split() or one.change.words, (paper.key, said)
            assert one.change.form in by_itself or said[0] in "+−" or len(said.split()) > 1, (paper.key, said)
