"""The abstracts as really published: what becomes of their formulas, prices, styles and accents."""

import json
import re

import pytest
from livingsurvey.analysis.derive import Analysis
from livingsurvey.analysis.published_latex import typeset_latex
from livingsurvey.model import Survey
from livingsurvey.model.markup import Inline, Math, MathNode, Piece, Plain, Sub, Sup, plain_text

from tests.builders import REPOSITORY

LINES = (REPOSITORY / "content/facts/abstracts.jsonl").read_text().splitlines()
PUBLISHED = [text for line in LINES if (text := json.loads(line)["published_abstract"])]
ALL = "\n".join(PUBLISHED)

#: The elements and attributes that a formula may be made of.
ELEMENTS = {
    *("mrow", "mi", "mn", "mo", "mtext", "mspace", "mstyle", "msqrt", "mroot", "mfrac", "mtable", "mtr", "mtd"),
    *("msup", "msub", "msubsup", "mover", "munder", "munderover"),
}
ATTRIBUTES = {"mathvariant", "stretchy", "width", "accent", "linethickness"}

WORDS = [
    (r"$1.22\times$", "1.22×"),
    (r"$3.7 \times$", "3.7×"),
    (r"\(\times\)", "×"),
    (r"$\approx$13B", "≈13B"),
    (r"$\sim$4.4 million", "∼4.4 million"),
    (r"$90\%$", "90%"),
    ("$0.0002$%", "0.0002%"),
    ("$3$SUM", "3SUM"),
    (r"$\rightarrow$", "→"),
    (r"$\bullet$", "•"),
    (r"$\infty$", "∞"),
    (r"$\textbf{Lion}$", "Lion"),
    (r"$\textit{fine-tuning}$", "fine-tuning"),
    (r"$\textit{zero-shot}$", "zero-shot"),
    ("$PPD$", "PPD"),
    (r"B\v{a}il\'ing", "Bǎilíng"),
    (r"Erd\H{o}s", "Erdős"),
    (r"\HyperRouter", "HyperRouter"),
]
SCRIPTS = [("$^2$", Sup("2")), ("$_2$", Sub("2"))]
FORMULAS = [
    (r"$5-10\times$", "5−10×"),
    ("$x_t$", "xₜ"),
    ("$O(n^2)$", "O(n²)"),
    (r"$O(\epsilon^{-5})$", "O(ϵ⁻⁵)"),
    (r"$\Omega(\sqrt[3]{\log n})$", "Ω(∛(log n))"),
    (r"$\frac{2}{3}$", "2/3"),
    ("$|p|$", "|p|"),
    ("$K>1$", "K>1"),
    (r"$\widetilde{\mathcal{O}}( n + \sqrt{n}L\varepsilon^{-1})$", "Õ(n+√n Lε⁻¹)"),
    (r"$D^{-1} \exp(QK^\top) V$", "D⁻¹ exp(QK^⊤)V"),
    (r"$M\in \mathbb{R}^{m\times n}$", "M∈ℝ^(m×n)"),
    (r"$\mathcal{C}_{\Phi\circ \Psi} > \mathcal{C}_\Psi$", "C_(Φ∘Ψ)>C_Ψ"),
    (r"$\hbox{LLM}\otimes\hbox{KG}$", "LLM⊗KG"),
    (r"$\{g(1),g(2),\ldots,g(J)\}$", "{g(1),g(2),…,g(J)}"),
    (r"$\mathop{\rm polylog}(\Delta)$", "polylog(Δ)"),
    (r"${\bf Ax}={\bf b}$", "Ax=b"),
    (
        r"$O(\frac{m\epsilon^{-3}\mathbb{I}(I \textless m)}{I\sqrt{I}}+\frac{m\epsilon^{-3}}{I\sqrt{B}})$",
        "O((mϵ⁻³𝕀(I<m))/(I√I)+mϵ⁻³/(I√B))",
    ),
]
PRICES = ["around $250, and an average of $306", "approximately $1.52 million USD", "($1.33M) and Mistral ($0.70M)"]
MORE_PRICES = ["$250", "$5 to $10", "US$250", "from $1,000 to $2,000", "$0.002 per $1M", "a $20K GPU, not a $2K one"]


def nodes(pieces: Inline) -> list[MathNode]:
    """Every element of every formula."""

    def below(node: MathNode) -> list[MathNode]:
        return [node, *(inner for child in node.children for inner in below(child))]

    return [node for piece in pieces if isinstance(piece, Math) for node in below(piece.root)]


@pytest.mark.parametrize("source", [source for source, _ in (*WORDS, *SCRIPTS, *FORMULAS)] + PRICES)
def test_these_examples_are_real(source: str) -> None:
    assert source in ALL


@pytest.mark.parametrize(("source", "shown"), WORDS)
def test_what_needs_no_mathematics_becomes_words(source: str, shown: str) -> None:
    pieces = typeset_latex(f"It is {source}, they say.")
    assert plain_text(pieces) == f"It is {shown}, they say."
    assert {type(piece) for piece in pieces} == {Plain}


@pytest.mark.parametrize(("source", "script"), SCRIPTS)
def test_a_script_alone_becomes_one(source: str, script: Piece) -> None:
    assert typeset_latex(f"X{source}Y") == (Plain("X"), script, Plain("Y"))


@pytest.mark.parametrize(("source", "text"), FORMULAS)
def test_a_formula_becomes_mathematics_and_keeps_its_source(source: str, text: str) -> None:
    before, formula, after = typeset_latex(f"In {source} steps.")
    assert (before, after) == (Plain("In "), Plain(" steps."))
    assert isinstance(formula, Math)
    assert (formula.tex, formula.text) == (source.strip("$"), text)


@pytest.mark.parametrize("text", PRICES + MORE_PRICES)
def test_prices_stay_prices(text: str) -> None:
    pieces = typeset_latex(text)
    assert plain_text(pieces) == text
    assert nodes(pieces) == []


@pytest.mark.parametrize(
    "text", [r"\cite{sht23}", r"\unheard{words}", r"\begin{itemize} \item a", r"\input{/etc/passwd}"]
)
def test_a_command_that_is_not_known_stands_as_it_is(text: str) -> None:
    assert plain_text(typeset_latex(f"As {text} says.")) == f"As {text} says."


@pytest.mark.parametrize(
    "text",
    [r"$\frac{a}{b$", r"$x^{2$", r"$\unheard{x}$", r"$\left($", r"$\begin{matrix} a$", "$x", "x$", r"\(x"],
)
def test_a_formula_that_is_not_balanced_or_not_known_stands_as_it_is(text: str) -> None:
    assert plain_text(typeset_latex(f"As {text} says.")) == f"As {text} says."


@pytest.mark.parametrize(
    "text",
    [
        r"\href{javascript:alert(1)}{click}",
        r"$\href{javascript:alert(1)}{x}$",
        r"\url{javascript:alert(1)}",
        r"$\url{javascript:alert(1)}$",
        r"$\text{<script>alert(1)</script>}$",
        r"$\text{<img src=x onerror=alert(1)>}$",
        "$<script>alert(1)</script>$",
        r"$\style{background:url(javascript:alert(1))}{x}$",
        r"$\class{banner}{x}$ $\cssId{excluded}{x}$",
        r"$\htmlData{onclick=alert(1)}{x}$",
        r"$\mathbf{<annotation-xml encoding='text/html'>x</annotation-xml>}$",
        r"$\text{</mtext></math><script>}$",
        r"$\def\x{\x}\x$",
        r"$\let\a=\b \input{x} \write18{ls}$",
    ],
)
def test_hostile_tex_is_inert(text: str) -> None:
    pieces = typeset_latex(text)
    assert {type(piece) for piece in pieces} <= {Plain, Math, Sub, Sup}
    assert {node.tag for node in nodes(pieces)} <= ELEMENTS
    assert {name for node in nodes(pieces) for name, _ in node.attributes} <= ATTRIBUTES


def test_every_published_abstract_is_made_of_known_pieces() -> None:
    made = [node for text in PUBLISHED for node in nodes(typeset_latex(text))]
    assert {node.tag for node in made} <= ELEMENTS
    assert {name for node in made for name, _ in node.attributes} <= ATTRIBUTES


def test_no_formula_style_or_escape_is_left_in_the_words_of_any_published_abstract() -> None:
    plain = [piece.text for text in PUBLISHED for piece in typeset_latex(text) if isinstance(piece, Plain)]
    left = re.compile(r".{0,20}(?:\$(?!\d)|\\[()]|\\times|\\text|\\emph|\\[%$&]|[_^]\{).{0,20}")
    assert [match[0] for text in plain for match in left.finditer(text)] == []


def test_hardly_any_command_is_left_in_what_is_shown() -> None:
    plain = [piece.text for text in PUBLISHED for piece in typeset_latex(text) if isinstance(piece, Plain)]
    left = re.findall(r"\\[A-Za-z]+", "".join(plain))
    assert set(left) <= {r"\cite", r"\underline"}
    assert len(left) <= 3


def test_formulas_are_found_in_many_of_them() -> None:
    assert sum(any(isinstance(piece, Math) for piece in typeset_latex(text)) for text in PUBLISHED) > 30


def test_what_is_shown_of_a_paper_with_a_published_abstract_is_that_abstract(
    real_survey: Survey, real_insight: Analysis
) -> None:
    held = [paper for paper in real_survey.papers if paper.published_abstract]
    assert held
    wrong = [p.key for p in held if real_insight.abstract[p.key] != typeset_latex(p.published_abstract or "")]
    assert wrong == []
