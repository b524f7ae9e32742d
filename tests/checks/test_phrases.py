"""Phrases that several pages share."""

import string

from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.checks.phrases import Phrase, is_any_repeated, repeated_phrases


def shared(*texts: str, names: tuple[str, ...] = (), length: int = 3, most: int = 1) -> list[tuple[str, str]]:
    """The phrases that some pages share, and the letters of these."""
    pages = dict(zip(string.ascii_lowercase, texts, strict=False))
    return [(one.text, "".join(one.pages)) for one in repeated_phrases(pages, names, length, most)]


def test_a_phrase_is_as_long_as_its_pages_share_it() -> None:
    assert shared("So it is what it is here.", "But it is what it\nis there.") == [("it is what it is", "ab")]
    assert shared("We see one two three.", "We see one two four.", "And one two three.") == [
        ("We see one two", "ab"),
        ("one two three", "ac"),
    ]


def test_what_few_pages_share_or_one_repeats_is_none() -> None:
    assert shared("one two three", "one two three", most=2) == []
    assert shared("one two three, one two three") == []
    assert shared("one two", "one two") == []


def test_a_sign_or_a_citation_parts_phrases() -> None:
    for sign in (".", ";", ":", " [@a-paper]", " @a-paper", "\n\n", " ("):
        assert shared(f"one two{sign} three", f"one two{sign} three") == []
    assert shared("one, two three", "one, two three") == [("one, two three", "ab")]


def test_quotations_code_and_names_are_nobodys_phrases() -> None:
    assert shared("“one two three”", "“one two three”") == []
    assert shared("`one two three`", "`one two three`") == []
    assert shared("[one](two-three-four.md)", "[one](two-three-four.md)") == []
    assert shared("One two three", "One two three", names=("One Two Three: Four",)) == []


def test_it_says_where_a_phrase_begins() -> None:
    text = "Not [@a-key] here, it is ours."
    found = repeated_phrases({"a": text, "b": "here, it is ours"}, (), 3, 1)
    assert list(found) == [Phrase("here, it is ours", ("a", "b"), 13)]


@given(st.lists(st.text("ab .@[]`\n", max_size=30), max_size=5))
@settings(deadline=None, max_examples=100)
def test_a_phrase_is_found_on_each_of_its_pages(texts: list[str]) -> None:
    pages = {str(n): text for n, text in enumerate(texts)}
    for phrase in repeated_phrases(pages, (), 2, 1):
        assert len(set(phrase.pages)) > 1
        assert " ".join(pages[phrase.pages[0]][phrase.start :].split()).startswith(phrase.text)


@given(st.lists(st.lists(st.sampled_from(["one", "two", ".", "Three"]), max_size=9).map(" ".join), max_size=4))
@settings(deadline=None)
def test_whether_anything_is_repeated_is_known_without_the_phrases(texts: list[str]) -> None:
    pages = dict(zip(string.ascii_lowercase, texts, strict=False))
    assert is_any_repeated(pages, 2, 1) is bool([*repeated_phrases(pages, (), 2, 1)])
