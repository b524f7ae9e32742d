"""Text as LaTeX: shown as it stands by two decoders, with matching braces and no command of its own."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.analysis.published_latex import typeset_latex
from livingsurvey.analysis.typeset import typeset
from livingsurvey.citations.latex_escape import latex_address, latex_text, latex_title
from livingsurvey.model.markup import Plain
from livingsurvey.model.text import clean
from pylatexenc.latex2text import LatexNodes2Text

from tests.citations.samples import HOSTILE


def decoded(latex: str) -> str:
    """What an independent reader of LaTeX shows."""
    known = latex.replace("{\\textbraceleft}", "\\{").replace("{\\textbraceright}", "\\}")
    shown = LatexNodes2Text(keep_comments=True).latex_to_text(known)
    return unicodedata.normalize("NFC", shown.replace("ˆ", "^").replace("ϕ", "φ"))


def depth_at_end(latex: str) -> int:
    """How many braces stay open, escaped ones counted, as BibTeX counts them; negative where one closes too much."""
    depth = 0
    for sign in latex:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return depth
    return depth


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("Mélange", r"M{\'e}lange"),
        ("François Přzybyła", r"Fran{\c{c}}ois P{\v{r}}zyby{\l}a"),
        ("Pınar Tözün", r"P{\i}nar T{\"o}z{\"u}n"),
        ("e\u0301", r"{\'e}"),
        ("ế", r"{\'{\^e}}"),
        ("2020–2024 — fin", "2020--2024 --- fin"),
        ('"Atlas" “two”', "``Atlas'' ``two''"),
        ("O’Keefe", "O'Keefe"),
        ("50 % & #1 $5 a_b", r"50 {\%} {\&} {\#}1 {\$}5 a{\_}b"),
        ("{a} \\b ~^<|>", r"{\textbraceleft}a{\textbraceright} {\textbackslash}b"
         r" {\textasciitilde}{\textasciicircum}{\textless}{$|$}{\textgreater}"),
        ("φ λ Φ ≤ ×", r"{$\phi$} {$\lambda$} {$\Phi$} {$\leq$} {$\times$}"),
        ("漢字", "漢字"),
        ("a\nb\u202e", "a b"),
    ],
)  # fmt: skip
def test_a_text_is_written_in_latex(text: str, latex: str) -> None:
    assert latex_text(text) == latex


@pytest.mark.parametrize(
    ("title", "latex"),
    [
        ("H_2O: Heavy-Hitter Oracle", "{H$_2$O}: Heavy-Hitter Oracle"),
        ("D^{2}MoE and MoE^2", "{D$^2$MoE} and {MoE$^2$}"),
        ("Mélange: GPU Heterogeneity", r"M{\'e}lange: {GPU} Heterogeneity"),
        ("φ-Decoding", r"{$\phi$}-Decoding"),
        ("Is LLM-Generated Code Good? A High-Standard", "Is {LLM}-Generated Code Good? A High-Standard"),
        ("GPT4 with Vitamin C", "{GPT4} with Vitamin {C}"),
        ("0.1% Extra", r"0.1{\%} Extra"),
        ("ÉCOLE", r"{{\'E}COLE}"),
        ("x^{a}", "{x$^a$}"),
    ],
)
def test_a_title_keeps_its_capitals_and_scripts(title: str, latex: str) -> None:
    assert latex_title(typeset(title)) == latex


def test_a_name_that_looks_like_a_word_is_protected_where_it_is_told() -> None:
    assert latex_title(typeset("A Fast Sinkhorn Algorithm"), {"Sinkhorn"}) == "A Fast {Sinkhorn} Algorithm"


@pytest.mark.parametrize(
    ("title", "latex"),
    [
        (r"An $O(n\log n)$ Bound", r"An {$O(n\log n)$} Bound"),
        (r"$\frac{1}{n^2}$ Rates", r"{$\frac{1}{n^2}$} Rates"),
        (r"$\alpha_{t}$-Divergence", r"{$\alpha_{t}$}-Divergence"),
    ],
)
def test_a_formula_in_a_title_stays_a_formula(title: str, latex: str) -> None:
    assert latex_title(typeset_latex(title)) == latex


@pytest.mark.parametrize(
    "formula", [r"\input{evil}", "^^5cinput evil", r"\def\x{y}", r"\write18{ls}", r"a\csname x\endcsname", "a%b", "a#b"]
)
def test_a_formula_that_could_do_more_than_be_set_is_text(formula: str) -> None:
    latex = latex_title(typeset_latex(f"A ${formula}$ B"))
    assert not re.search(r"\\(?:input|def|write|csname|endcsname)", latex)
    assert "^^" not in latex
    assert not re.search(r"(?<!\\)[%#]", latex)


@given(st.text(max_size=60))
@settings(max_examples=150)
def test_any_text_has_matching_braces_and_one_line(text: str) -> None:
    for latex in (latex_text(text), latex_title(typeset(text)), latex_title((Plain(text),))):
        assert depth_at_end(latex) == 0
        assert len(latex.splitlines()) <= 1


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_begins_no_command(text: str) -> None:
    for latex in (latex_text(text), latex_title(typeset_latex(text))):
        assert depth_at_end(latex) == 0
        assert not re.search(r"\\(?:input|end|def|write)\b", latex)


# What LaTeX joins into one sign, or sets otherwise, cannot come back as it was.
LETTERS = st.text(
    st.sampled_from("abcXYZ 019.,:;()[]/&%$#_{}\\^|+=*@éüñçøłßŁÅşğőęžÉ×≤φλΩ漢–…")
    | st.characters(categories=["Lu", "Ll"], max_codepoint=0x24F, exclude_characters="µ"),
    max_size=40,
)


@given(LETTERS)
@settings(max_examples=150)
def test_any_text_comes_back_from_an_independent_reader(text: str) -> None:
    shown = unicodedata.normalize("NFC", clean(text)).strip()
    assert decoded(latex_text(text)).split() == shown.split()


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://a.org/a_b?c=%20&d=~e#f", "https://a.org/a_b?c=%20&d=~e#f"),
        ("10.1000/a{b}c\\d", "10.1000/a%7Bb%7Dc%5Cd"),
        ("a b\nc", "a%20b%20c"),
    ],
)
def test_an_address_stays_as_it_is_but_for_what_ends_a_field(url: str, written: str) -> None:
    assert latex_address(url) == written
