"""What is written is read again, and what cannot be read is missed, while everything else still answers."""

from collections import defaultdict

import pytest
from hypothesis import given, settings
from livingsurvey.search.documents import IndexedDocument, Thing
from livingsurvey.search.engine import Engine
from livingsurvey.search.form import FORM, NAMED, SAME
from livingsurvey.search.index_reader import MOST_PARTS, BrokenIndexError, IndexReader
from livingsurvey.search.packing import as_json, read_script, script
from livingsurvey.search.words import LanguageWords

from tests.search.gardens import FIELDS, document, documents, files, keys, reader_of

WORDS = LanguageWords("en")
PEOPLE = [Thing("Ada Green", ("Ada Green", "A. Green"), "people/ada-green.html", "writes", 2)]
PAPERS = [
    document("a", "Roses in beds", authors=["Ada Green"], abstract="Peat.", date="2022"),
    document("b", "Weeds", abstract="Roses and weeds.", date="2023"),
]
WRITTEN = files(PAPERS, {"people": PEOPLE})


def in_order(given_: list[IndexedDocument]) -> list[IndexedDocument]:
    """Documents by their numbers."""
    return sorted(given_, key=lambda one: (one.date, one.key))


@given(documents())
@settings(deadline=None, max_examples=50)
def test_records_texts_conditions_and_identifiers_are_read(given_: list[IndexedDocument]) -> None:
    reader = reader_of(files(given_))
    assert reader.count == len(given_)
    for number, one in enumerate(in_order(given_)):
        assert reader.row("d", number) == [one.key, *one.record]
        assert reader.row("t", number) == one.shown
        for what in ("code", "results"):
            assert ((number, 0) in reader.pairs(f"has:{what}")) is (what in one.has)
        for known in one.ids:
            assert reader.pairs(SAME + known) == [(number, 0)]
        for row, value in enumerate(one.names["author"]):
            stems = [token.word.stem for token in WORDS.split(value)]
            marks = [(number, 2 * row + (n == len(stems) - 1)) for n in range(len(stems))]
            assert all(mark in reader.pairs(f"author:{stem}") for stem, mark in zip(stems, marks, strict=True))
    assert reader.missing == set()


@given(documents())
@settings(deadline=None, max_examples=50)
def test_the_documents_and_places_of_each_stem_are_read(given_: list[IndexedDocument]) -> None:
    reader = reader_of(files(given_))
    titled, held, words = defaultdict(set), defaultdict(set), set()
    for number, one in enumerate(in_order(given_)):
        for name in one.texts:
            for token in (token for text in one.said(name) for token in WORDS.split(text) if not token.word.small):
                held[token.word.stem].add(number)
                words.add(token.word.word)
                if name == "title":
                    titled[token.word.stem].add(number)
    for stem, numbers in held.items():
        found = reader.postings(stem)
        assert found is not None
        assert found.documents == sorted(numbers)
        assert all(impact & 127 > 0 for impact in found.impacts)
        marked = {n for n, impact in zip(found.documents, found.impacts, strict=True) if impact > 127}
        assert titled[stem] <= marked
        places = reader.places(stem, found.documents, numbers)
        assert all(some == sorted(set(some)) for some in places.values())
    assert all(reader.occurrences(word) for word in words)
    assert words <= {word for word, _ in reader.beginning("w", "")} or not words


def test_places_are_counted_from_the_beginning_of_each_field() -> None:
    reader = reader_of(WRITTEN)
    roses = reader.postings("rose")
    assert roses is not None
    assert (roses.documents, [impact > 127 for impact in roses.impacts]) == ([0, 1], [True, False])
    both = reader.places("rose", roses.documents, [0, 1])
    assert (both[0], len(both[1])) == ([0], 1)
    assert both[1][0] > 100
    assert reader.places("rose", roses.documents, [1]) == {1: both[1]}
    assert reader.places("none", [0], [0]) == {}


def test_things_are_read() -> None:
    reader = reader_of(WRITTEN)
    assert reader.groups == [("people", 1)]
    assert reader.row("n", 0) == ["Ada Green", "people/ada-green.html", "writes", 2]
    assert reader.pairs(f"{NAMED}green") == [(0, 0), (0, 1)]


def test_what_is_not_there_is_nothing() -> None:
    reader = reader_of(WRITTEN)
    assert (reader.postings("moss"), reader.pairs("author:moss"), reader.names("moss")) == (None, [], [])
    assert (reader.get("p", ""), reader.occurrences("moss"), reader.row("n", 1)) == (None, 0, None)
    assert reader.missing == {"n0"} - {"n0"}


def test_words_are_found_by_how_they_begin() -> None:
    many = [document("many", " ".join(f"a{n:05}" for n in range(30_000))), document("one", "bed beds rose")]
    reader = reader_of(files(many))
    assert [word for word, _ in reader.beginning("w", "bed")] == ["bed", "beds"]
    assert reader.beginning("w", "a") == []
    assert len(reader.beginning("w", "a", 10 * MOST_PARTS)) == 30_000
    assert reader.around("w", "a0") == []
    assert {word[:3] for word, _ in reader.around("w", "a0123")} == {"a01"}
    assert [word for word, _ in reader.around("r", "deb")] == ["deb"]


@pytest.mark.parametrize(
    ("beginning", "words"),
    [
        ("bed", ["beds", "bed"]),  # most frequent first
        ("be", ["beds", "bed"]),
        ("b", []),  # a single letter begins too many
        ("beds", ["beds"]),
        ("peat", ["peat"]),
        ("pea", ["peat"]),
        ("ox", []),  # begins nothing but itself
        ("玫", ["玫瑰"]),
        ("m", []),
        ("mo", ["mos1", "mos2", "mos3", "mos4", "mos5"]),
    ],
)
def test_words_go_on_from_a_beginning_with_the_most_frequent_first(beginning: str, words: list[str]) -> None:
    moss = " ".join(f"mos{n}" for n in range(1, 10))
    reader = reader_of(files([document("one", f"bed beds beds peat ox 玫瑰 {moss}")]))
    assert reader.continuations(beginning) == words


def test_each_part_is_loaded_once() -> None:
    loaded = []

    def _load(name: str) -> bytes:
        loaded.append(name)
        return WRITTEN[name]

    engine = Engine(IndexReader(_load))
    assert keys(engine, "roses ") == keys(engine, "roses ") == ["a", "b"]
    assert len(loaded) == len(set(loaded))


def broken(text: bytes, how: str) -> bytes:
    """A part that cannot be used."""
    name, epoch, data = read_script(text)
    return {
        "cut": text[: len(text) // 2],
        "page": b"<!doctype html><title>Not found</title>",
        "foreign": script(name, "another", data),
        "misnamed": script("x1", epoch, data),
        "other": script(name, epoch, b"\xff\xff\xff"),
        "short": script(name, epoch, data[:-1]),
    }[how]


@pytest.mark.parametrize("how", ["cut", "page", "foreign", "misnamed", "other", "short"])
@pytest.mark.parametrize("name", sorted(set(WRITTEN) - {"index"}))
def test_a_broken_part_is_missed_and_everything_else_answers(name: str, how: str) -> None:
    reader = reader_of({**WRITTEN, name: broken(WRITTEN[name], how)})
    engine = Engine(reader)
    for query in ("roses", "ro", "wedes ", "author:green", '"roses in beds"'):
        engine.search(query)
    rows = [reader.row(space, 0) for space in "dtn"]
    assert reader.missing == {name}
    assert (len([row for row in rows if row is None]) == 1) is (name[0] in "dtn")


@pytest.mark.parametrize("name", sorted(set(WRITTEN) - {"index"}))
def test_a_part_that_is_not_there_is_missed(name: str) -> None:
    reader = reader_of({key: text for key, text in WRITTEN.items() if key != name})
    Engine(reader).search("rosse beds")
    for space in "dtn":
        reader.row(space, 0)
    assert reader.missing <= {name}


@pytest.mark.parametrize(
    "first",
    [
        b"",
        b"<!doctype html>",
        WRITTEN["d0"],
        script("index", "e", b"[]"),
        script("index", "e", b"{"),
        script("index", "e", as_json({"form": FORM})),
        script("index", "e", as_json({"form": FORM, "language": "en", "documents": 0})),
    ],
)
def test_a_broken_first_part_is_an_error(first: bytes) -> None:
    with pytest.raises(BrokenIndexError, match=r"^The search index cannot be read: "):
        reader_of({**WRITTEN, "index": first})


def test_no_first_part_is_an_error() -> None:
    with pytest.raises(BrokenIndexError):
        reader_of({})


def test_an_index_of_another_form_is_an_error() -> None:
    with pytest.raises(BrokenIndexError, match=rf"^The search index is of form 99, not of {FORM}$"):
        reader_of({"index": script("index", "e", as_json({"form": 99}))})


def test_fields_that_are_searched_are_those_that_were_given() -> None:
    assert set(FIELDS) >= set(PAPERS[0].texts)
