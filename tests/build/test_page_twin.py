"""The Markdown next to a page: what is below the front matter, with formulas as text."""

import pytest
from livingsurvey.build.page_twin import body_of, twin_of


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("---\ntitle: A\n---\n\nText.\n", "Text.\n"),
        ("---\ntitle: A\n---\nText.\n\n---\n\nMore.\n", "Text.\n\n---\n\nMore.\n"),
        ("---\ntitle: A\n---\n", ""),
    ],
)
def test_the_body_is_what_is_below_the_front_matter(text: str, body: str) -> None:
    assert body_of(text) == body


def test_a_formula_is_text_and_the_rest_is_as_it_was() -> None:
    formula = '<span><math alttext="x^2 &lt; y"><msup><mi>x</mi></msup></math></span>'
    assert twin_of(f"*a* {formula} `b`\n{formula}") == "*a* x²&lt;y `b`\nx²&lt;y"
    assert twin_of('<math alttext="x">\n<mi>x</mi>\n</math>.') == "x."
    assert twin_of("No <b>formula</b>.") == "No <b>formula</b>."
