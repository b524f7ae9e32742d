"""What documents and things put under the keys of an index."""

import json

from livingsurvey.search.documents import Field, IndexedDocument, Thing
from livingsurvey.search.form import JOINED, NAMED, SAME
from livingsurvey.search.index_content import IndexContent
from livingsurvey.search.packing import order, read_number
from livingsurvey.search.thing_names import ThingNames
from livingsurvey.search.words import LanguageWords

FIELDS = {"title": Field(4, placed=True), "text": Field(1)}


def content_of(documents: list[IndexedDocument], things: list[Thing] | None = None) -> IndexContent:
    """What these put under keys."""
    words = LanguageWords("en")
    content = IndexContent(words, FIELDS, ThingNames(words, ()))
    content.add_documents(documents)
    content.add_things(things or [])
    return content


def held(content: IndexContent, space: str) -> dict[str, bytes]:
    """What is under the keys of a space."""
    entries = content.spaces()[space]
    assert entries == sorted(entries, key=lambda entry: order(entry[0]))
    return dict(entries)


ONE = IndexedDocument("one", "2023", {"title": "The raised-beds", "text": "Roses, roses"}, {"author": ["Ada Green"]},
                      ["code"], ["2301.00001"])  # fmt: skip


def test_each_kind_of_key_has_its_mark() -> None:
    keys = set(held(content_of([ONE], [Thing("Loam", ("Loam soil",), "loam")]), "p"))
    assert keys == {
        "rais", "bed", "raisedb", f"raisedb{JOINED}", "rose", "author:ada", "author:green", "has:code",
        f"{SAME}2301.00001", f"{NAMED}loam", f"{NAMED}soil",
    }  # fmt: skip


def test_words_are_counted_forwards_and_backwards() -> None:
    content = content_of([ONE], [Thing("Loam", ("Loam",), "loam")])
    counts = {word: read_number(count, 0)[0] for word, count in held(content, "w").items()}
    assert counts == {"raised": 1, "beds": 1, "raisedb": 1, "roses": 2, "ada": 1, "green": 1, "loam": 1}
    assert held(content, "r") == {word[::-1]: count for word, count in held(content, "w").items()}


def test_short_beginnings_have_the_most_frequent_words_that_begin_so() -> None:
    found = {beginning: json.loads(words) for beginning, words in held(content_of([ONE]), "c").items()}
    assert found["ro"] == found["ros"] == ["roses"]
    assert found["rai"] == ["raised", "raisedb"]
    assert not {"r", "rose", "the"} & found.keys()
    assert {len(beginning) for beginning in found} == {2, 3}


def test_places_are_those_of_fields_that_are_placed() -> None:
    assert set(held(content_of([ONE]), "q")) == {"rais", "bed", "raisedb"}


def test_a_word_counts_more_in_the_title_and_less_in_a_document_that_counts_less() -> None:
    texts = {"title": "Roses", "text": "Peat peat"}
    whole = held(content_of([IndexedDocument("a", "", texts)]), "p")
    less = held(content_of([IndexedDocument("a", "", texts, share=0.5)]), "p")
    assert [whole[stem][-1] for stem in ("rose", "peat")] == [128 + round(127 * 4 / 9), round(127 * 2 / 7)]
    assert [less[stem][-1] for stem in ("rose", "peat")] == [128 + round(127 * 2 / 9), round(127 / 7)]


def test_things_are_sorted_by_their_shortest_names() -> None:
    things = [
        Thing("b", ("A rose bed", "Bed"), "b", count=1),
        Thing("a", ("Rose beds",), "a", count=9),
        Thing("c", ("Rose",), "c", count=2),
        Thing("d", ("Weed",), "d", count=2),
    ]
    assert [thing.name for thing in content_of([]).sorted_things(things)] == ["c", "d", "b", "a"]
    assert content_of([]).sorted_things([Thing("nameless", (), "e")]) == [Thing("nameless", (), "e")]
