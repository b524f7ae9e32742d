"""Words of texts: where they begin and end, and which are the same."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from livingsurvey.search.words import SMALL, LanguageWords, american, plain, unspaced

ENGLISH = LanguageWords("en")
ANY_TEXT = st.text() | st.text(alphabet="ab 4x-.,'é\u0301花园ー×1Σ😀\x01\u00a0")


def words(text: str, language: LanguageWords = ENGLISH) -> list[str]:
    """The words of a text, as they are typed."""
    return [token.word.word for token in language.split(text)]


def stems(text: str) -> set[str]:
    """The stems of a text, and those of its words that are several."""
    return {stem for token in ENGLISH.split(text) for stem in (token.word.stem, token.joined) if stem}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Roses, in raised beds.", ["roses", "in", "raised", "beds"]),
        ("no-dig/no-till", ["no", "dig", "no", "till"]),
        ("(a)[b]{c}<d>|e|f=g+h*i&j^k~l`m", list("abcdefghijklm")),
        ("gardener's “roses” «beds»", ["gardener", "s", "roses", "«beds»"]),
        ("1.8 and 12,000 and 3.", ["1.8", "and", "12000", "and", "3"]),
        ("pass@1 of C_3", ["pass@1", "of", "c_3"]),
        ("--- - --", []),
        ("one\x01two\x85three\u00a0four\ufefffive", ["one", "two", "three", "four", "five"]),
        ("\u0301 a-\u0301", ["a"]),
        ("Łódź Ærø straße naïve", ["lodz", "aero", "strasse", "naive"]),
        ("ΡΌΔΟΣ ЧЁРНЫЙ", ["ροδοσ", "черныи"]),
        ("ﬁeld ² × № 𝕽ose ¨ ＆x", ["field", "2", "x", "no", "rose", "x"]),
        ("", []),
    ],
)
def test_a_text_falls_into_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("rose", "roses"),
        ("behaviour", "behaviors"),
        ("colouring", "colored"),
        ("modelled", "modeling"),
        ("quantisation", "quantize"),
        ("analysing", "analyze"),
        ("centres", "center"),
        ("catalogue", "catalogs"),
        ("anaemia", "anemia"),
        ("CACHÉS", "caches"),
    ],
)
def test_forms_and_spellings_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stems(one) == stems(other)


@pytest.mark.parametrize("acronym", ["LLM", "GPU", "CNN", "MoE", "GAN"])
def test_an_acronym_has_a_plural(acronym: str) -> None:
    assert stems(f"{acronym}s") == stems(acronym)


@pytest.mark.parametrize("word", ["four", "hour", "wise", "rise", "fibre", "acre", "bell", "calls", "dialog", "rogue"])
def test_short_words_are_spelt_as_they_are(word: str) -> None:
    assert american(word) in (word, "fiber", "rog")
    assert american(american(word)) == american(word)


@pytest.mark.parametrize(
    ("texts", "key"),
    [
        (("2x", "2×", "2 times", "2-fold", "2 fold"), "2x"),
        (("1.8x", "1.8×", "1.8 times"), "1.8x"),
        (("7B", "7 billion", "7-billion", "7 b"), "7b"),
        (("70M", "70 million"), "70m"),
        (("4bit", "4-bit", "4 bits", "4-bits", "4 bit"), "4bit"),
        (("16GB", "16 GB"), "16gb"),
        (("no-dig", "nodig"), "nodig"),
        (("chain-of-thought", "chainofthought"), "chainofthought"),
    ],
)  # fmt: skip
def test_what_is_written_together_or_apart_has_one_key(texts: tuple[str, ...], key: str) -> None:
    assert [text for text in texts if ENGLISH.stem(key) not in stems(text)] == []


@pytest.mark.parametrize(
    ("first", "second", "key"), [("2", "times", "2x"), ("7", "b", "7b"), ("rose", "bed", "rosebed")]
)
def test_two_words_are_written_as_one(first: str, second: str, key: str) -> None:
    assert ENGLISH.together(first, second) == ENGLISH.stem(key)


def test_what_a_word_with_hyphens_is_made_of_is_kept() -> None:
    language = LanguageWords("en")
    (first, *_) = language.split("raised-beds")
    assert language.joined == {first.joined: ("rais", "bed")}


def test_small_words_are_told() -> None:
    assert [token.word.small for token in ENGLISH.split("the roses of THE bed")] == [True, False, True, True, False]
    assert not any(token.word.small for token in LanguageWords("de").split("the die und"))
    assert {word for word in SMALL["en"] if not ENGLISH.look(word).small} == set()


def test_a_text_without_blanks_falls_into_pairs_the_last_sign_of_which_is_a_tail() -> None:
    assert [(token.raw, token.tail) for token in ENGLISH.split("花园土AI玫")] == [
        ("花园", False), ("园土", False), ("土", True), ("AI", False), ("玫", False),
    ]  # fmt: skip
    assert [unspaced(text) for text in ("花", "カ\u3099", "서울", "rose", "é", "😀")] == [True] * 3 + [False] * 3


def test_a_language_without_a_stemmer_has_words_too() -> None:
    assert LanguageWords("xx").look("Roses").stem == "roses"
    assert LanguageWords("de-AT").look("Gärten").stem == LanguageWords("de").look("gärten").stem


@given(ANY_TEXT)
@example("a\u0301-\u0301b")
@example("İ ς 4\u0301")
@example("0.0,5")
def test_every_word_is_in_its_text_and_says_something(text: str) -> None:
    end = 0
    for token in ENGLISH.split(text):
        assert token.raw in text
        assert token.word.word and token.word.stem
        assert not set(re.sub(r"(?<=\d)[.,](?=\d)", "", token.raw)) & set(" .,;:!?()[]|<>=+*&^~`\x01\x02")
        end += 1
    assert ENGLISH.split(text) == LanguageWords("en").split(text)
    assert end <= len(text)


@given(ANY_TEXT)
def test_a_word_that_is_typed_is_found_again(text: str) -> None:
    for token in ENGLISH.split(text):
        again = [one.word.word for one in ENGLISH.split(token.raw)]
        assert again[0] == token.word.word


@given(st.text())
def test_small_letters_stay_as_they_are(word: str) -> None:
    assert plain(plain(word)) == plain(word)
