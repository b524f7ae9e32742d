"""Formulas on the page: MathML that says what was meant, inert whatever stands in it, in every engine."""

import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.analysis.derive import Analysis
from livingsurvey.analysis.published_latex import typeset_latex
from livingsurvey.model.markup import Inline, Math, MathNode
from livingsurvey.site.escape import clean, to_markdown

from tests.builders import REPOSITORY, paper, survey
from tests.site.engines import ENGINES, Parsed
from tests.site.samples import rendered

MATHEMATICS = {
    *("math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "mstyle", "msqrt", "mroot", "mfrac", "mtable", "mtr", "mtd"),
    *("msup", "msub", "msubsup", "mover", "munder", "munderover"),
}
ATTRIBUTES = {"alttext", "mathvariant", "stretchy", "width", "accent", "linethickness"}

#: Formulas in which every sign means something to Markdown, HTML or the site's own extensions.
SIGNS = [
    "$a * b * c$",
    "$x_1 y_2 z_3$",
    "$a < b > c$",
    "$|p| | |q|$",
    r"$\{a\}$",
    r"$a \& b$",
    r"$\text{[TOC]} + 1$",
    r"$\text{: x onclick=y} + 1$",
    r"$\text{*a* _b_ **c**} + 1$",
    r"$\text{&lt;b&gt;} + 1$",
    "$a`b`c$",
    r"$\text{[@key] [x](y)} + 1$",
    r"$1. + 2.$",
    "$- x$",
    r"$\# x$",
    r"$a \sim b ~ c$",
    "$x''$",
    r"$\text{漢 “q”} + 1$",
]


def shown(node: MathNode) -> str:
    """The text of a formula as the page holds it."""
    return clean(node.text) + "".join(map(shown, node.children))


def expected(pieces: Inline) -> str:
    """The text of what was typeset as the page should hold it."""
    return "".join(shown(piece.root) if isinstance(piece, Math) else clean(piece.text) for piece in pieces)


def squeezed(text: str) -> str:
    """Text without white space."""
    return "".join(text.split())


def abstract(engine: Any, published: str) -> Parsed:
    """The paragraph of a published abstract on its paper's page, taken apart."""
    return abstract_of(engine, rendered(survey(paper("p", published_abstract=published)))["papers/p.md"])


def abstract_of(engine: Any, page: str) -> Parsed:
    """The paragraph of the abstract on a paper's page, taken apart."""
    html: str = engine(re.split(r"^## Abstract { #abstract }$", page, flags=re.MULTILINE)[1].partition("\n\n##")[0])
    return Parsed(html.partition(">")[2].partition("</p>")[0].replace("{ .abstract }", ""))


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("formula", SIGNS)
def test_signs_in_a_formula_survive_every_engine(formula: str, engine: Any) -> None:
    published = f"Within {formula} and $n$, *so* it ends."
    pieces = typeset_latex(published)
    parsed = abstract(engine, published)
    assert sum(isinstance(piece, Math) for piece in pieces) == 2
    assert squeezed(parsed.text) == squeezed(expected(pieces))
    assert parsed.tags.count("math") == 2
    assert set(parsed.tags) <= MATHEMATICS


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("formula", SIGNS)
def test_a_formula_carries_its_source_for_those_who_do_not_see_it(formula: str, engine: Any) -> None:
    parsed = abstract(engine, f"Within {formula}.")
    assert [value for name, value in parsed.attributes if name == "alttext"] == [formula.strip("$")]


def test_a_formula_is_written_without_any_sign_that_markdown_knows() -> None:
    markdown = str(to_markdown(typeset_latex(r"In $a*b_1 < |c|$.")))
    assert markdown == (
        'In <math alttext="a&#42;b&#95;1 &lt; &#124;c&#124;"><mrow><mi>a</mi><mo>∗</mo>'
        '<msub><mi>b</mi><mn>1</mn></msub><mo>&lt;</mo><mo stretchy="false">&#124;</mo><mi>c</mi>'
        '<mo stretchy="false">&#124;</mo></mrow></math>.'
    )


def test_an_attribute_of_a_formula_cannot_be_left() -> None:
    hostile = Math('x" onload="y', MathNode("mrow", (("width", '1" onload="y'),), "<b>"), "x")
    parsed = Parsed(str(to_markdown((hostile,))))
    assert parsed.tags == ["span", "math", "mrow"]
    assert parsed.attributes == [("alttext", 'x" onload="y'), ("width", '1" onload="y')]
    assert parsed.text == "<b>"


def test_a_description_for_search_engines_holds_a_formulas_text() -> None:
    page = rendered(survey(paper("p", published_abstract="It takes $O(n^2)$ steps.")))["papers/p.md"]
    assert 'description: "It takes O(n²) steps."' in page


@pytest.mark.parametrize("engine", ENGINES)
def test_hostile_tex_runs_nothing_on_the_page(engine: Any) -> None:
    tex = [
        r"$\href{javascript:alert(1)}{x}$",
        r"$\text{<script>alert(1)</script>} + 1$",
        "$<img src=x onerror=alert(1)> + 1$",
        r"\href{javascript:alert(1)}{click}",
        r"\url{javascript:alert(1)}",
        r"$\text{</mtext></math><script>alert(1)</script>} + 1$",
        r"$\text{{: onclick=alert(1) }} + 1$",
    ]
    parsed = abstract(engine, f"Within {' and '.join(tex)} it ends.")
    assert set(parsed.tags) <= MATHEMATICS
    assert {name for name, _ in parsed.attributes} <= ATTRIBUTES
    assert parsed.text.endswith("it ends.")


TEX = st.sampled_from(
    [
        *"xyz123 $$$$*_<>&|{}[]#`~:;!-+=.'\"",
        r"\frac{a}{b}",
        r"\sqrt{x}",
        "^{2}",
        "_1",
        r"\text{",
        r"\{",
        r"\}",
        r"\\",
        "é",
    ]
)


@given(st.lists(TEX, max_size=30).map("".join))
@settings(deadline=None, max_examples=120)
def test_whatever_is_typeset_is_shown_to_the_letter_and_adds_no_other_element(published: str) -> None:
    pieces = typeset_latex(f"It is {published} so.")
    for engine in ENGINES:
        parsed = Parsed(engine(f'<div markdown="1">\n\n{to_markdown(pieces)}\n\n</div>\n'))
        assert set(parsed.tags) <= MATHEMATICS | {"div", "p", "sub", "sup", "a", "span"}
        assert {name for name, _ in parsed.attributes} <= ATTRIBUTES | {"class", "href", "rel", "markdown"}
        assert squeezed(parsed.text) == squeezed(expected(pieces))


@pytest.mark.parametrize("engine", ENGINES)
def test_every_formula_of_the_real_survey_reaches_its_page(
    real_insight: Analysis, engine: Any, real_pages: dict[str, str]
) -> None:
    keys = [key for key, pieces in real_insight.abstract.items() if any(isinstance(piece, Math) for piece in pieces)]
    assert keys
    for key in keys:
        parsed = abstract_of(engine, real_pages[f"papers/{key}.md"])
        assert squeezed(parsed.text) == squeezed(expected(real_insight.abstract[key])), key
        assert set(parsed.tags) <= MATHEMATICS | {"a", "sub", "sup", "span"}, key


def test_the_real_facts_hold_formulas_to_show() -> None:
    lines = (REPOSITORY / "content/facts/abstracts.jsonl").read_text().splitlines()
    assert sum("$" in (json.loads(line)["published_abstract"] or "") for line in lines) > 30
