"""Running text as typed pieces."""

import pytest
from livingsurvey.model.markup import Anchor, Inline, Plain, Sub, Sup, plain_text


@pytest.mark.parametrize(
    ("inline", "text"),
    [
        ((), ""),
        ((Plain("H"), Sub("2"), Plain("O")), "H₂O"),
        ((Plain("x"), Sup("2")), "x²"),
        ((Plain("see "), Anchor("https://a.example/", "this"), Plain(".")), "see this."),
        ((Plain("<b>&amp;[@key]"),), "<b>&amp;[@key]"),
    ],
)
def test_plain_text_is_what_a_reader_sees(inline: Inline, text: str) -> None:
    assert plain_text(inline) == text


def test_pieces_of_different_kinds_with_the_same_text_differ() -> None:
    assert len({Plain("2"), Sub("2"), Sup("2")}) == 3
