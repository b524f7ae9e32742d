"""Texts as arrays: what they have, and where, is what one finds word by word."""

from collections import Counter
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.search.text_rows import TextReader
from livingsurvey.search.thing_names import ThingNames
from livingsurvey.search.words import LanguageWords

WORDS = LanguageWords("en")
NAMES = ThingNames(WORDS, [("Drip irrigation", "DI"), ("the raised bed", "plot"), ("mixture of earths", "MoE")])
PARTS = (
    "drip irrigation DI di raised beds raised-beds bed the The of earths mixture MoE MoEs plot 7 billion 2 times x 2x "
    "4-bit ´ 玫瑰花园 東京rose l'eau 1,000 3.5 b behaviour -- a-b-c über"
).split()
TEXTS = st.lists(st.lists(st.sampled_from(PARTS), max_size=9).map(" ".join) | st.text(max_size=20), max_size=6)


class Found(NamedTuple):
    """What texts have: each key with its text and place, how many words count, the last places, and what is said."""

    rows: list[tuple[str, int, int]]
    stems: list[int]
    ends: list[int]
    said: Counter[str]


def one_by_one(texts: list[str]) -> Found:
    """What texts have, found word by word."""
    found = Found([], [], [], Counter())
    for n, text in enumerate(texts):
        tokens = WORDS.split(text)
        kept = [(token, place) for place, token in enumerate(tokens) if not token.word.small]
        stems = [token.word.stem for token, _ in kept]
        rows = [(token.word.stem, n, place) for token, place in kept]
        rows += [(token.joined, n, place) for place, token in enumerate(tokens) if token.joined]
        found.ends.append(max((place for _, _, place in rows), default=0))
        names = [(thing, n, -1) for at, (token, _) in enumerate(kept) for thing in NAMES.named(stems[at:], token.raw)]
        found.rows.extend(rows + names)
        found.stems.append(len(stems))
        found.said.update([token.word.word for token, _ in kept] + [token.joined for token in tokens if token.joined])
    return found


def at_once(reader: TextReader, texts: list[str]) -> Found:
    """The same as arrays."""
    read = reader.read(texts)
    names = list(reader.numbers)
    keys = [names[key] for key in read.key.tolist()]
    rows = list(zip(keys, read.text.tolist(), read.place.tolist(), strict=True))
    said = Counter(names[number] for number in read.said.tolist())
    return Found(rows, read.stems.tolist(), read.ends.tolist(), said)


@given(TEXTS)
def test_all_that_texts_have_is_found(texts: list[str]) -> None:
    expected, found = one_by_one(texts), at_once(TextReader(WORDS, NAMES), texts)
    assert (sorted(found.rows), *found[1:]) == (sorted(expected.rows), *expected[1:])


@given(TEXTS)
def test_rows_are_in_the_order_of_texts_and_places(texts: list[str]) -> None:
    read = TextReader(WORDS, NAMES).read(texts)
    placed = [(text, place) for text, place in zip(read.text.tolist(), read.place.tolist(), strict=True) if place >= 0]
    assert (read.text.tolist(), placed) == (sorted(read.text.tolist()), sorted(placed))


@given(TEXTS, TEXTS)
def test_what_was_read_before_makes_no_difference(before: list[str], texts: list[str]) -> None:
    reader = TextReader(WORDS, NAMES)
    reader.read(before)
    assert at_once(reader, texts) == at_once(TextReader(WORDS, NAMES), texts)


def test_a_number_and_its_unit_are_one_word_within_a_text_only() -> None:
    rows = at_once(TextReader(WORDS, NAMES), ["of 7 billion", "7", "billion"]).rows
    assert ("7b", 0, 1) in rows
    assert [key for key, *_ in rows].count("7b") == 1
