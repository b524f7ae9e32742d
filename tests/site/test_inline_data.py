"""Running text in front matter, and what the theme makes of it in both template engines."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader
from livingsurvey.analysis.published_latex import typeset_latex
from livingsurvey.model.markup import Anchor, Inline, Math, MathNode, Plain, Sub, Sup
from livingsurvey.site.escape import to_markdown
from livingsurvey.site.inline_data import inline_data
from livingsurvey.store.theme_files import THEME

from tests.site.engines import Parsed, site_html
from tests.site.samples import HOSTILE
from tests.theme.frames import FRAMES, Frame, context_of

TEXT = st.text(st.sampled_from("ab <>&\"'{}|*_"), min_size=1, max_size=6)
PIECES = st.one_of(TEXT.map(Plain), TEXT.map(Sub), TEXT.map(Sup))
SOURCE = '{% import "partials/links.html" as links %}{{ links.text(value) }}'


def html_of(value: Any) -> str:
    """What the theme shows."""
    return Environment(loader=FileSystemLoader(THEME), autoescape=False).from_string(SOURCE).render(value=value)


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("A < b", "A < b"),
        ((), ""),
        ((Plain("A"), Plain("b")), "Ab"),
        ((Plain("O(n"), Sup("2"), Plain(")")), ["O(n", {"sup": "2"}, ")"]),
        ((Sub("2"),), [{"sub": "2"}]),
        ((Anchor("https://a.org", "a"),), [{"label": "a", "url": "https://a.org"}]),
    ],
)
def test_only_text_with_markup_is_a_list(text: str | Inline, data: Any) -> None:
    assert inline_data(text) == data


def test_a_formula_is_its_source_and_its_elements() -> None:
    root = MathNode("mrow", (), "", (MathNode("mi", (("mathvariant", "bold"),), "x"),))
    assert inline_data((Math("x", root, "x"),)) == [
        {"tex": "x", "math": {"tag": "mrow", "inside": [{"tag": "mi", "mathvariant": "bold", "text": "x"}]}}
    ]


@given(st.lists(PIECES, max_size=5))
@settings(deadline=None, max_examples=50)
def test_any_text_with_markup_is_shown_as_it_is(pieces: list[Plain | Sub | Sup]) -> None:
    found = Parsed(html_of(inline_data(tuple(pieces))))
    tags = {Sub: "sub", Sup: "sup"}
    assert found.tags == [tags[type(piece)] for piece in pieces if not isinstance(piece, Plain)]
    assert "".join(found.pieces) == "".join(piece.text for piece in pieces)


@pytest.mark.parametrize("latex", [r"$\sqrt{n}$ steps", r"at $\frac{a_1}{b}$", r"$\mathbf{x}^2$", "no formula"])
def test_a_formula_is_shown_as_mathml(latex: str) -> None:
    inline = typeset_latex(latex)
    found, wanted = Parsed(html_of(inline_data(inline))), Parsed(site_html(f"x {to_markdown(inline)}"))
    assert found.tags == [tag for tag in wanted.tags if tag not in ("p", "span")]
    assert (found.attributes, f"x {found.text}") == (wanted.attributes, wanted.text)


@pytest.mark.parametrize("frame", FRAMES)
def test_nothing_but_mathematics_can_come_of_a_formula(frame: Frame) -> None:
    formula = {"tex": HOSTILE, "math": {"tag": "script", "onclick": "x", "mathvariant": HOSTILE, "text": HOSTILE}}
    meta = {"related": [{"label": [formula]}]}
    parsed = Parsed(frame("topic.html", context_of(meta)))
    assert {"math", "mtext"} <= set(parsed.tags)
    assert "alert(1)" not in [name for name, _ in parsed.attributes]
    assert not [name for name, _ in parsed.attributes if name.startswith("on")]
