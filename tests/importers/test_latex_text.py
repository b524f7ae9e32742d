"""LaTeX as bibliographies have it, read as text."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.importers.latex_text import to_text, unknown_macros


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\texttt{pytool}: fast \mbox{DNA} \textup{in vivo} tests", "pytool: fast DNA in vivo tests"),
        (r"\emph{nested \textbf{deep {case {X}}}}", "nested deep case X"),
        (r"{\bf Bold} and {\it italic} \rm upright", "Bold and italic upright"),
        (r"\textsc{Small}, \textsl{slanted}, \underline{lined}, \hbox{a b}", "Small, slanted, lined, a b"),
        (r"\textcolor{red}{seen} \href{https://b.org}{shown}", "seen shown"),
        (r"\url{https://a.org/a\_b~c\%20d--e}", "https://a.org/a_b~c%20d--e"),
        (r"\verb|x_y\z{| done", r"x_y\z{ done"),
        (r"\lowercase{DE} \MakeUppercase{ab}", "de AB"),
        (r"1\textsuperscript{st} CO\textsubscript{2}, x\textsuperscript{γ/δ}", "1ˢᵗ CO₂, xγ/δ"),
        (r"Oxides: \ce{H2O}, \ce{SO4^2-} at \SI{13}{TeV}", "Oxides: H₂O, SO₄²⁻ at 13 TeV"),
        (r"\texorpdfstring{$\beta$}{beta}-decay", r"$\beta$-decay"),
        (r"\begin{itemize}\item A \item B\end{itemize}", "A B"),
    ],
)
def test_a_text_macro_keeps_its_argument(latex: str, text: str) -> None:
    assert to_text(latex) == text


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"Super\-conductivity\/ in films", "Superconductivity in films"),
        (r"p {\textless} 0.05, {\textgreater}2, \textgreater{} 3", "p < 0.05, >2, > 3"),
        (r"A \& B, 5\%, \$3, \#1, a\_b \{x\}", "A & B, 5%, $3, #1, a_b {x}"),
        (r"\textbackslash{}x \textasciitilde{} \~{} \^{}", r"\x ~ ~ ^"),
        (r"J.\,K. Smith; a\;b\ c~d -- e --- f ``q''", "J. K. Smith; a b c d – e — f “q”"),
        (r"\S 5, \pounds 3, \textregistered{}, \copyright{}, 5\,\textmu m, 3\textdegree C", "§5, £3, ®, ©, 5 µm, 3°C"),
        (r"\textquoteleft a\textquoteright{} and\slash or \dots{}", "‘a’ and/or …"),
        (r"Stra\ss e, S\o ren, \AA rhus, {\L}\'od\'z, \ae{} \dh{} \th{} \ng{}", "Straße, Søren, Århus, Łódź, æ ð þ ŋ"),
        ("50% and `code` of O'Brien's", "50% and `code` of O'Brien's"),
    ],
)
def test_a_sign_becomes_the_sign(latex: str, text: str) -> None:
    assert to_text(latex) == text


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"M{\"u}ller M\"{u}ller M\"uller M{\"{u}}ller", "Müller Müller Müller Müller"),
        (r"\'{\i} \'\i {\'\i} na\"{\i}ve \u{\i}", "í íí naïve ĭ"),
        (r"\v{S} \v S \H o \c{c} \k{a} \u g \r a \d{t} \b{b} \.z \=a \~n \^o \`e", "Š Š ő ç ą ğ å ṭ ḇ ż ā ñ ô è"),
        (r"\'{\'{e}}", "é\u0301"),
        (r"\t{oo}", "o͡o"),
    ],
)
def test_accents_are_set_on_their_letter(latex: str, text: str) -> None:
    assert to_text(latex) == text


@pytest.mark.parametrize(
    ("latex", "text", "unknown"),
    [
        (r"\foo{bar} baz", "bar baz", ["foo"]),
        (r"\ImitAL is, \ImitAL{} too", "ImitAL is, ImitAL too", ["ImitAL"]),
        (r"\pt and \foo[opt]{x}{y}", "pt and xy", ["pt", "foo"]),
        (r"$\foo{x}$ \emph{known}", r"$\foo{x}$ known", []),
    ],
)
def test_an_unknown_macro_keeps_its_text_and_is_named(latex: str, text: str, unknown: list[str]) -> None:
    assert (to_text(latex), unknown_macros(latex)) == (text, unknown)


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"Search for $t\bar{t}$ pairs at $\sqrt{s}=13$ TeV", None),
        (r"of \(x_{i}\) and $ \sqrt{s} $", None),
        (r"{$\alpha$}-decay in \textbf{a $x_{1}$ field}", r"$\alpha$-decay in a $x_{1}$ field"),
        (r"\ensuremath{\alpha_{x}} decay", r"$\alpha_{x}$ decay"),
        ("costs $5 and $6, or {US} $7", "costs $5 and $6, or US $7"),
        ("The <script> tag considered harmful", None),
    ],
)
def test_formulas_stay_as_they_are_and_prices_prices(latex: str, text: str | None) -> None:
    assert to_text(latex) == (latex if text is None else text)


@given(
    st.text(max_size=80)
    | st.lists(st.sampled_from([*"\\{}$~`'\"^&%x ", r"\emph", r"\'", r"\v", r"\ce{", "é"])).map("".join)
)
@settings(deadline=None)
def test_any_text_is_read_and_keeps_its_plain_words(text: str) -> None:
    read = to_text(f"start {text}")
    assert read.startswith("start")
    assert isinstance(unknown_macros(text), list)


@given(st.lists(st.from_regex(r"[\w.,:;()'-]{1,12}", fullmatch=True)).map(" ".join))
def test_plain_text_is_itself(text: str) -> None:
    once = to_text(text)
    assert to_text(once) == once
    assert re.findall(r"\w", once) == re.findall(r"\w", text)


@pytest.mark.parametrize("nested", [r"{\'", r"\'{", "{", r"\textbf{", r"\ce{", r"\frac{", r"\foo", "$", r"\("])
def test_deep_or_long_nesting_is_read_at_once(nested: str) -> None:
    assert to_text(f"start {nested * 5000} end").startswith("start")


def test_thirty_nested_accents_are_read() -> None:
    assert to_text(r"{\'" * 30 + "e" + "}" * 30).startswith("é")
