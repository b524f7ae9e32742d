"""Where sentences end."""

from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.analysis.sentences import abstract_sentences, prose_sentences, sentence_spans

WORDS = st.text(alphabet="ab .!?A@[*$(\n", max_size=60)


def test_prose_may_go_on_with_a_citation_or_emphasis() -> None:
    assert list(prose_sentences("It is fast. @a-paper keeps it.\n\n*Not* so.")) == [
        "It is fast.",
        "@a-paper keeps it.",
        "*Not* so.",
    ]
    assert list(prose_sentences("It is 3.7 times faster, e.g. here.")) == ["It is 3.7 times faster, e.g. here."]


def test_an_abstract_may_go_on_with_a_number_or_a_formula() -> None:
    text = r"It is fast. 3 layers are enough. $O(n)$ is kept. (It costs. \alpha)"
    assert abstract_sentences(text) == [
        "It is fast.",
        "3 layers are enough.",
        "$O(n)$ is kept.",
        "(It costs.",
        r"\alpha)",
    ]


@given(WORDS)
def test_no_word_is_lost(text: str) -> None:
    assert "".join("".join(abstract_sentences(text)).split()) == "".join(text.split())
    assert "".join("".join(prose_sentences(text)).split()) == "".join(text.split())


def test_a_sentence_goes_over_an_abbreviation_but_not_over_a_line() -> None:
    text = "It beats others (e.g. GPT-4) and Smith et al. 2019 by far. It is new.\nIt is \n  so."
    assert [text[start:end] for start, end in sentence_spans(text)] == [
        "It beats others (e.g. GPT-4) and Smith et al. 2019 by far.",
        "It is new.",
        "It is",
        "so.",
    ]


@given(WORDS)
def test_spans_are_in_order_and_lose_no_word(text: str) -> None:
    spans = sentence_spans(text)
    assert "".join("".join(text[start:end] for start, end in spans).split()) == "".join(text.split())
    assert [*sum(spans, ())] == sorted(sum(spans, ()))
