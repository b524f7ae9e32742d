"""Published abstracts in LaTeX: what is shown, and that nothing but mathematics comes of a formula."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.analysis.published_latex import typeset_latex
from livingsurvey.model.markup import Anchor, Inline, Math, MathNode, Piece, Plain, Sub, Sup, plain_text

MATHEMATICS = {
    *("mrow", "mi", "mn", "mo", "mtext", "mspace", "mstyle", "msqrt", "mroot", "mfrac", "mtable", "mtr", "mtd"),
    *("msup", "msub", "msubsup", "mover", "munder", "munderover"),
}


ATTRIBUTES = {"mathvariant", "stretchy", "width", "accent", "linethickness"}


def nodes(node: MathNode) -> list[MathNode]:
    """A node and all below it."""
    return [node, *(below for child in node.children for below in nodes(child))]


def formulas(pieces: Inline) -> list[Math]:
    return [piece for piece in pieces if isinstance(piece, Math)]


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        (r"up to $2.5\times$ faster", "up to 2.5× faster"),
        (r"up to 10$\times$ faster", "up to 10× faster"),
        (r"by $50\%$ or 50\%", "by 50% or 50%"),
        (r"from $-1.5$ to $3$", "from −1.5 to 3"),
        (r"a \textbf{bold \emph{and} plain} word", "a bold and plain word"),
        (r"a fully {\it single-loop} manner", "a fully single-loop manner"),
        (r"gains of \HyperRouter compared", "gains of HyperRouter compared"),
        (r"spelled B\v{a}il\'ing", "spelled Bǎilíng"),
        (r"concentration [Erd\H{o}s, 1945]", "concentration [Erdős, 1945]"),
        (r"choices (\eg parallel)", "choices (e.g. parallel)"),
        (r"read, think, act \ldots", "read, think, act …"),
        (r"a price of \$5", "a price of $5"),
        ("called ``self-play''", "called “self-play”"),
        (r"data $\rightarrow$ model", "data → model"),
    ],
)
def test_words_are_shown_without_their_commands(published: str, shown: str) -> None:
    assert plain_text(typeset_latex(published)) == shown


@pytest.mark.parametrize(
    "published",
    ["", "costs $5 and $6 each", "$0.70M of $1.33M", "a lone $ sign", "$ spaced $", "<think> and *stars*", "x < y & z"],
)
def test_what_is_no_latex_stays_as_it_stands(published: str) -> None:
    assert plain_text(typeset_latex(published)) == published
    assert formulas(typeset_latex(published)) == []


@pytest.mark.parametrize(
    ("published", "pieces"),
    [
        ("MoE$^2$ runs", (Plain("MoE"), Sup("2"), Plain(" runs"))),
        ("H$_2$O", (Plain("H"), Sub("2"), Plain("O"))),
        (r"\url{https://a.org/b_c}.", (Anchor("https://a.org/b_c", "https://a.org/b_c"), Plain("."))),
    ],
)
def test_scripts_and_addresses_are_set_as_such(published: str, pieces: Inline) -> None:
    assert typeset_latex(published) == pieces


@pytest.mark.parametrize(
    ("published", "tex", "text"),
    [
        ("in $O(n^2)$ time", "O(n^2)", "O(n²)"),
        (r"of \(x_i\) here", "x_i", "xᵢ"),
        (r"$$\frac{a}{b}$$", r"\frac{a}{b}", "a/b"),
        (r"$\hbox{LLM}\otimes\hbox{KG}$", r"\hbox{LLM}\otimes\hbox{KG}", "LLM⊗KG"),
    ],
)
def test_a_formula_keeps_its_source_and_its_text(published: str, tex: str, text: str) -> None:
    (formula,) = formulas(typeset_latex(published))
    assert (formula.tex, formula.text) == (tex, text)


def test_a_formula_is_mathematics_inside_running_text() -> None:
    before, formula, after = typeset_latex("in $O(n^2)$ time")
    assert (before, after) == (Plain("in "), Plain(" time"))
    assert isinstance(formula, Math)
    assert "msup" in [node.tag for node in nodes(formula.root)]


@pytest.mark.parametrize("published", [r"$\unknowncommand{x}$", r"$\frac{a$", r"$x^{2$", r"$\left($", r"$\text{<b>}$"])
def test_what_cannot_be_converted_is_shown_as_it_stands(published: str) -> None:
    assert plain_text(typeset_latex(published)) == published


@pytest.mark.parametrize(
    "published",
    [r"$\href{javascript:alert(1)}{y}$", r"$\style{color:red}{y}$", r"$\class{x}{y}$", r"$<script>z</script>$"],
)
def test_nothing_but_mathematics_comes_of_a_formula(published: str) -> None:
    found = [node for formula in formulas(typeset_latex(published)) for node in nodes(formula.root)]
    assert {node.tag for node in found} <= MATHEMATICS
    assert {name for node in found for name, _ in node.attributes} <= {
        "mathvariant",
        "stretchy",
        "width",
        "accent",
        "linethickness",
    }


TEX = st.sampled_from(
    [
        *(
            "$",
            "$$",
            "\\(",
            "\\)",
            "{",
            "}",
            "^",
            "_",
            "\\frac",
            "\\sqrt",
            "\\times",
            "\\text",
            "\\mathbf",
            "\\left(",
            "&",
        ),
        *(
            "\\begin{matrix}",
            "\\end{matrix}",
            "\\\\",
            "\\textbf{",
            "\\href{",
            "\\v",
            "\\H",
            "x",
            "2",
            " ",
            "<",
            ">",
            "é",
            "%",
        ),
    ]
)


@given(st.text(max_size=60) | st.lists(TEX, max_size=25).map("".join))
@settings(deadline=None, max_examples=150)
def test_any_text_at_all_can_be_typeset(published: str) -> None:
    pieces = typeset_latex(published)
    assert all(isinstance(piece, Piece) for piece in pieces)
    assert {node.tag for formula in formulas(pieces) for node in nodes(formula.root)} <= MATHEMATICS
