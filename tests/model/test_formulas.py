"""Formulas: set right or not at all, and readable as plain text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.model.formulas import find_formulas, formula, plain_formula, plain_formulas
from livingsurvey.model.identity import derive_key, normalise_title


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"a \not= b", "a≠b"),
        (r"x \not\in A \not\subset B", "x∉A⊄B"),
        (r"\not{E}_T > 100", "E̸_T>100"),
        (r"\not\!\!E", "E̸"),
        (r"\slashed{p}", "p̸"),
        (r"\cancel{E}", "E̸"),
        (r"\binom{n}{k}", "(n choose k)"),
        (r"A \xrightarrow{f} B", "A →ᶠ B"),
        (r"\SI{13}{TeV}", "13 TeV"),
        (r"\qty{1.5e-3}{\kilo\metre\per\second\squared}", "1.5×10⁻³ km/s²"),
        (r"\num{2e5}", "2×10⁵"),
        (r"\ce{2H2 + O2 -> 2H2O}", "2H₂ + O₂ → 2H₂O"),
        (r"\ce{Fe^{3+}}", "Fe³⁺"),
        (r"\mathrm{missing energy}", "missing energy"),
        (r"\text{if } x", "if x"),
        (r"\operatorname{rank} A", "rank A"),
        (r"\mathbb{R}^n", "ℝⁿ"),
        (r"\overline{AB}", "ĀB̄"),
        (r"\hat{y}\tilde{x}\bar{\nu}_e", "ŷx̃ν̄ₑ"),
        (r"\left( \frac{a+b}{2} \right)^{1/2}", "((a+b)/2)^(1/2)"),
        (r"\sqrt{s}L + \sqrt[3]{x}", "√s L+∛x"),
        (r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", "(a, b; c, d)"),
        ("10,000", "10,000"),
        (r"90^\circ", "90°"),
        (r"{\bf 1}_{n^2}", "1_(n²)"),
    ],
)
def test_a_formula_is_readable_as_plain_text(tex: str, text: str) -> None:
    found = formula(tex)
    assert found
    assert found.text == text


@pytest.mark.parametrize(
    "tex",
    [
        r"\unknown{x}",
        r"\cancel{a+b}",
        r"\ce{complicated $x$}",
        r"\SI{13}{\parsnips}",
        r"\prescript{a}{b}{C}",
        r"\boxed{x}",
        r"x^2^3",
        r"\frac{a",
        r"\text{<b>}",
        r"\sqrt{" * 200 + "}" * 200,
    ],
)
def test_what_cannot_be_set_right_stays_its_source(tex: str) -> None:
    assert formula(tex) is None
    assert plain_formula(tex) == tex


def test_formulas_of_a_text_become_plain_and_prices_stay() -> None:
    title = r"Search for $t\bar{t}$ pairs at $\sqrt{s}=13$ TeV with \(\gamma\) rays, for $5 and $6"
    assert plain_formulas(title) == "Search for tt̄ pairs at √s=13 TeV with γ rays, for $5 and $6"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (r"at $ \sqrt{s} $ = 13", 1),
        (r"the $\mathrm{b\bar{b}}$4q state", 1),
        ("$5 and $6", 0),
        ("$5M and US$", 0),
        ("a lone $ sign", 0),
        (r"\$x\$", 0),
    ],
)
def test_a_formula_is_told_from_money(text: str, count: int) -> None:
    assert len(list(find_formulas(text))) == count


def test_a_title_is_the_same_with_and_without_latex() -> None:
    assert normalise_title(r"The $t\bar{t}$ pairs at $\sqrt{s}=13$") == normalise_title("The tt̄ pairs at √s=13")
    assert derive_key(r"Decays of $B^0\to \mathrm{J}/\psi$ pairs", ()) == "decays-of-b0-j-psi-pairs"


@given(
    st.text(max_size=40)
    | st.lists(st.sampled_from([r"\frac", "{", "}", "^", "_", "x", r"\not", r"\ce{", "$", r"\("])).map("".join)
)
@settings(deadline=None)
def test_any_tex_is_set_or_stays(tex: str) -> None:
    assert plain_formula(tex) or not tex.strip() or formula(tex) is None
    assert isinstance(plain_formulas(f"a ${tex}$ b"), str)


@pytest.mark.parametrize("text", ["$" + r"\a" * 50_000, r"\(" * 50_000, "$ x " * 50_000, "$a" + r"\$" * 50_000])
def test_a_long_text_without_formulas_is_searched_at_once(text: str) -> None:
    assert plain_formulas(text) == text
