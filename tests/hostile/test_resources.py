"""Hostile text costs a build little time: nothing grows with the square of its length."""

from pathlib import Path
from time import process_time

import pytest
from livingsurvey.analysis.published_latex import typeset_latex
from livingsurvey.analysis.typeset import shows_damage, typeset
from livingsurvey.checks.run import check
from livingsurvey.model.markup import Math
from livingsurvey.store import load

from tests.builders import survey_folder

_SIGNS = 100_000
_SECONDS = 8.0  # what is linear takes well below one; what is quadratic takes minutes
BEGINNINGS = {
    "brace": "{",
    "style": r"\textbf{",
    "style-of-a-group": r"{\bf ",
    "dollar": "$",
    "dollar-letter": "$a",
    "dollar-space": "$ a ",
    "round-formula": r"\(",
    "round-formula-letter": r"\(a",
    "display": "$$a",
    "address": "http://",
    "address-in-braces": "{{http://a.b/",
    "host": "www.a-",
    "url": r"\url{",
    "link": r"\href {",
    "subscript": "a_{",
    "superscript": "a^{",
    "quote": "`a ",
    "accent": r"\'",
    "backslash": "\\",
    "formulas": "$x_{1}+y$ ",
    "deep-formulas": "$" + "{" * 140 + "}" * 140 + "$ ",
    "primes": "$" + "a'" * 140 + "$ ",
    "times": "1 times ",
}


@pytest.mark.parametrize("beginning", BEGINNINGS.values(), ids=list(BEGINNINGS))
def test_signs_without_an_end_are_shown_in_time(beginning: str) -> None:
    text = beginning * (_SIGNS // len(beginning))
    start = process_time()
    for read in (typeset_latex, typeset, shows_damage):
        read(text)
    assert process_time() - start < _SECONDS


@pytest.mark.parametrize("opening", [r"{\bf", r"\textbf", r"\href", r"\v", "url{", "$a"])
def test_spaces_without_an_end_are_shown_in_time(opening: str) -> None:
    start = process_time()
    typeset_latex(opening + " " * _SIGNS)
    assert process_time() - start < _SECONDS


def test_styles_within_styles_are_taken_away_to_a_depth() -> None:
    assert typeset_latex(r"\textbf{" * 8 + "x" + "}" * 8)[0].text == "x"  # type: ignore[union-attr]
    deep = "".join(getattr(piece, "text", "") for piece in typeset_latex(r"\textbf{" * 20 + "x" + "}" * 20))
    assert deep.count("textbf") == 10


def test_a_text_has_only_so_many_formulas() -> None:
    pieces = typeset_latex("$x+y$ " * 1500)
    assert sum(isinstance(piece, Math) for piece in pieces) == 1000


def test_thousands_of_findings_in_one_file_are_told_in_time(tmp_path: Path) -> None:
    root = survey_folder(tmp_path)
    (root / "content/vocabulary").mkdir()
    terms = "".join(f"- {{id: a-{n}, name: <b>{n}, definition: '<script>'}}\n" for n in range(4000))
    (root / "content/vocabulary/methods.yml").write_text(terms)
    start = process_time()
    findings = check(root, load(root))
    assert process_time() - start < 10
    assert len(findings) >= 4000
