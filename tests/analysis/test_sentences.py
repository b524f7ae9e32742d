"""Where sentences end."""

from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.analysis.sentences import abstract_sentences, prose_sentences

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
