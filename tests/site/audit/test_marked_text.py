"""Sentences marked in a text: nothing is lost, and what several claims quote is marked for all of them."""

from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.site.audit.marked_text import MarkedPiece, excerpt, marked

LINE = "It is fast. It is small and cheap. That is all."


def test_a_sentence_is_a_piece_of_its_own() -> None:
    assert marked(LINE, {1: "It is small and cheap."}) == [
        MarkedPiece("It is fast. "),
        MarkedPiece("It is small and cheap.", (1,), (1,)),
        MarkedPiece(" That is all."),
    ]


def test_claims_that_quote_the_same_share_a_piece() -> None:
    pieces = [piece for piece in marked(LINE, {1: "It is fast.", 3: "It is fast."}) if piece.claims]
    assert pieces == [MarkedPiece("It is fast.", (1, 3), (1, 3))]


def test_an_excerpt_has_what_claims_quote_and_says_where_something_is_left_out() -> None:
    assert [piece.text for piece in excerpt(marked(LINE, {1: "It is small and cheap."}))] == [
        "… ",
        "It is small and cheap.",
        " …",
    ]
    neighbours = excerpt(marked(LINE, {1: "It is fast.", 2: "It is small and cheap."}))
    assert [piece.text for piece in neighbours] == ["It is fast.", " ", "It is small and cheap.", " …"]
    assert excerpt(marked(LINE, {})) == []


def test_quotations_may_overlap() -> None:
    pieces = marked(LINE, {1: "It is fast. It is small", 2: "It is small and cheap."})
    assert [(piece.text, piece.claims, piece.ends) for piece in pieces[:3]] == [
        ("It is fast. ", (1,), ()),
        ("It is small", (1, 2), (1,)),
        (" and cheap.", (2,), (2,)),
    ]


def test_what_is_not_in_the_line_marks_nothing() -> None:
    assert marked(LINE, {1: "It is slow.", 2: ""}) == [MarkedPiece(LINE)]


def test_marks_are_around_text_and_not_around_spaces() -> None:
    assert MarkedPiece(" a b ", (1,)).parts == (" ", "a b", " ")
    assert MarkedPiece("  ", (1,)).parts == ("  ", "", "")


@given(st.text(alphabet="ab ."), st.dictionaries(st.integers(1, 4), st.text(alphabet="ab .", max_size=5)))
def test_the_pieces_are_the_line(line: str, quotes: dict[int, str]) -> None:
    pieces = marked(line, quotes)
    assert "".join(piece.text for piece in pieces) == line
    assert all("".join(piece.parts) == piece.text for piece in pieces)
    for number, quote in quotes.items():
        said = "".join(piece.text for piece in pieces if number in piece.claims)
        assert said == (quote if quote in line else "")
        assert sum(number in piece.ends for piece in pieces if piece.claims) == bool(quote and quote in line)
