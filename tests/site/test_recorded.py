"""What a page reads of a survey is noted, and told from what it would read now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.site.recorded import Read, Reads, as_bytes, once

from tests.builders import paper


@dataclass(frozen=True)
class Book:
    """A value like a survey."""

    title: str
    years: Mapping[str, int]
    pairs: Mapping[tuple[str, str], str]
    inner: Mapping[str, Mapping[str, int]]
    names: frozenset[str]

    @cached_property
    def longest(self) -> str:
        """What is worked out."""
        return max(self.years)


BOOK = Book("Tales", {"one": 1, "two": 2}, {("a", "b"): "ab"}, {"x": {"y": 1}}, frozenset({"a", "b"}))


def read_by(read: Callable[[Book], object]) -> set[Read]:
    """What a function reads of a book."""
    reads = Reads()
    noting = reads.of("book", BOOK)
    with reads.recording() as found:
        read(noting)
    return found


KEYS = {("book.years", "one"), ("book.years", "two")}
CASES: dict[str, tuple[Callable[[Book], object], set[Read]]] = {
    "nothing": (lambda book: book.years and None, {("book.years", "")}),
    "field": (lambda book: book.title, {("book.title", "")}),
    "property": (lambda book: book.longest, {("book.longest", "")}),
    "key": (lambda book: book.years["one"], {("book.years", "one")}),
    "key-of-two": (lambda book: book.pairs["a", "b"], {("book.pairs", "a\0b")}),
    "get": (lambda book: book.years.get("three", 3), {("book.years", "three")}),
    "in": (lambda book: "three" in book.years, {("book.years", "three")}),
    "all": (lambda book: list(book.years), {("book.years", "")}),
    "values": (lambda book: sum(book.years.values()), {("book.years", "")}),
    "copy": (lambda book: {**book.years}, {("book.years", ""), *KEYS}),
    "joined": (lambda book: dict(book.years) | {"x": 1}, {("book.years", ""), *KEYS}),
    "same": (lambda book: book.years == {}, {("book.years", "")}),
    "inner": (lambda book: book.inner["x"]["y"], {("book.inner\1x", "y")}),
    "in-set": (lambda book: "a" in book.names, {("book.names", "a")}),
    "set": (lambda book: sorted(book.names), {("book.names", "")}),
    "set-size": (lambda book: len(book.names), {("book.names", "")}),
    "set-joined": (lambda book: book.names | {"c"}, {("book.names", "")}),
    "set-subset": (lambda book: book.names <= {"a", "b", "c"}, {("book.names", "")}),
    "set-other": (lambda book: book.names != {"a", "b"}, {("book.names", "")}),
    "set-apart": (lambda book: book.names.isdisjoint({"c"}), {("book.names", "c")}),
    "other": (lambda book: book.years != {"one": 1, "two": 2}, {("book.years", "")}),
    "backwards": (lambda book: list(reversed(book.pairs)), {("book.pairs", "")}),
    "set-without": (lambda book: book.names - {"a"}, {("book.names", "")}),
}


@pytest.mark.parametrize("case", CASES)
def test_each_access_is_noted_by_name_and_key(case: str) -> None:
    read, noted = CASES[case]
    assert read_by(read) == noted


@pytest.mark.parametrize("case", CASES)
def test_what_is_noted_gives_what_would_be_read_otherwise(case: str) -> None:
    read, _ = CASES[case]
    noting = Reads().of("book", BOOK)
    assert read(noting) == read(BOOK)


def changed(read: Callable[[Book], object], other: Book) -> bool:
    """Whether what a function read of one book is told to be different in another."""
    found, now, then = read_by(read), Reads(), Reads()
    now.of("book", other)
    then.of("book", BOOK)
    return any(now.digest(one) != then.digest(one) for one in found)


@pytest.mark.parametrize(
    ("case", "other", "is_other"),
    [
        ("field", {"title": "Other"}, True),
        ("field", {"years": {}}, False),
        ("property", {"years": {"zoo": 1}}, True),
        ("key", {"years": {"one": 1, "two": 5, "three": 3}}, False),
        ("key", {"years": {"one": 5, "two": 2}}, True),
        ("key", {"years": {}}, True),
        ("key-of-two", {"pairs": {("a", "b"): "ba"}}, True),
        ("key-of-two", {"pairs": {("a", "b"): "ab", ("a", "c"): ""}}, False),
        ("get", {"years": {"three": 3}}, True),
        ("get", {"years": {}}, False),
        ("in", {"years": {"three": None}}, True),
        ("all", {"years": {"two": 2, "one": 1}}, True),
        ("inner", {"inner": {"x": {"y": 2}}}, True),
        ("inner", {"inner": {"x": {"y": 1, "z": 1}, "w": {}}}, False),
        ("inner", {"inner": {}}, True),
        ("in-set", {"names": frozenset("abc")}, False),
        ("in-set", {"names": frozenset("b")}, True),
        ("set-size", {"names": frozenset("abc")}, True),
    ],
)
def test_only_what_was_read_makes_a_difference(case: str, other: dict[str, object], is_other: bool) -> None:
    assert changed(CASES[case][0], replace(BOOK, **other)) is is_other  # type: ignore[arg-type]


def test_what_is_not_there_any_more_is_different_from_what_was() -> None:
    reads = Reads()
    reads.of("book", BOOK)
    assert reads.digest(("book.title", "")) not in {reads.digest(("book.gone", "")), reads.digest(("gone", ""))}
    gone = {reads.digest((name, "one")) for name in ("book.gone", "gone")}
    assert reads.digest(("book.years", "one")) not in gone


def test_whoever_records_around_another_gets_its_reads_too() -> None:
    reads = Reads()
    book = reads.of("book", BOOK)
    with reads.recording() as outer:
        with reads.recording() as inner:
            assert book.title
        assert book.years["one"]
    assert inner == {("book.title", "")}
    assert outer == {("book.title", ""), ("book.years", "one")}
    assert book.longest  # nobody records
    assert len(outer) == 2


def test_what_is_remembered_is_worked_out_once_and_noted_for_each() -> None:
    reads, calls = Reads(), list[str]()
    book = reads.of("book", BOOK)

    @reads.remembered
    def year(key: str) -> int:
        calls.append(key)
        return book.years[key]

    for _ in range(2):
        with reads.recording() as found:
            assert year("one") == 1
        assert found == {("book.years", "one")}
    assert calls == ["one"]


def test_a_named_value_is_noted_by_its_name_alone() -> None:
    reads = Reads()
    book = reads.of("book", BOOK)
    total = reads.named("total", lambda: sum(book.years.values()))
    with reads.recording() as found:
        assert total() == 3
    assert found == {("total", "")}
    other = Reads()
    other.named("total", lambda: 4)
    assert other.digest(("total", "")) != reads.digest(("total", ""))


def test_a_field_may_be_told_by_something_else() -> None:
    one, other = Reads(), Reads()
    one.of("book", BOOK, title=lambda: 1)
    other.of("book", replace(BOOK, title="Other"), title=lambda: 1)
    assert one.digest(("book.title", "")) == other.digest(("book.title", ""))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3) | st.floats(allow_nan=False),
    lambda inner: (
        st.lists(inner, max_size=3).map(tuple)
        | st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=2), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(VALUES, VALUES)
def test_values_are_the_same_bytes_only_if_they_are_written_the_same(one: object, other: object) -> None:
    assert (as_bytes(one) == as_bytes(other)) is (as_lists(one) == as_lists(other))


def as_lists(value: object) -> str:
    """A value as it is written, with lists for tuples."""
    if isinstance(value, dict):
        return repr({key: as_lists(inner) for key, inner in value.items()})
    return f"[{','.join(map(as_lists, value))}]" if isinstance(value, list | tuple) else f"{value!r};"


def test_the_order_of_a_set_makes_no_difference_and_half_a_sign_has_bytes() -> None:
    assert as_bytes(frozenset(["a", "b", "c"])) == as_bytes({"c", "b", "a"})
    assert as_bytes("\ud800") != as_bytes("\ud801")
    assert as_bytes(paper("a")) == as_bytes(paper("a")) != as_bytes(paper("b"))


def test_what_is_made_when_it_is_asked_for_is_made_once() -> None:
    made: list[int] = []
    get = once(lambda: made.append(1))
    assert made == []
    assert (get(), get(), made) == (None, None, [1])


@dataclass(frozen=True)
class Facts:
    """Something to read."""

    by_key: dict[Any, Any] = field(default_factory=dict)
    nested: dict[Any, dict[Any, Any]] = field(default_factory=dict)
    keys: frozenset[str] = frozenset()
    text: str = ""


def reads_of(facts: Facts, read: Any) -> tuple[Reads, set[Read]]:
    """What is noted while something reads."""
    reads = Reads()
    noting = reads.of("facts", facts)
    with reads.recording() as found:
        read(noting)
    return reads, found


def asked(facts: Facts) -> None:
    """Ask for what is not there."""
    with pytest.raises(KeyError):
        facts.by_key["new"]


@pytest.mark.parametrize(
    ("read", "before", "after"),
    [
        (lambda facts: facts.text, Facts(text="a"), Facts(text="b")),
        (lambda facts: facts.by_key["a"], Facts({"a": 1}), Facts({"a": 2})),
        (lambda facts: facts.by_key[2024], Facts({2024: 1}), Facts({2024: 2})),
        (lambda facts: facts.by_key.get(2024), Facts({}), Facts({2024: None})),
        (lambda facts: facts.by_key["a", "b"], Facts({("a", "b"): 1}), Facts({("a", "b"): 2})),
        (asked, Facts({}), Facts({"new": 1})),
        (lambda facts: facts.nested["a"]["b"], Facts(nested={"a": {"b": 1}}), Facts(nested={"a": {"b": 2}})),
        (lambda facts: facts.nested["a.b"]["c"], Facts(nested={"a.b": {"c": 1}}), Facts(nested={"a.b": {"c": 2}})),
        (lambda facts: facts.nested[1][2], Facts(nested={1: {2: 1}}), Facts(nested={1: {2: 2}})),
        (lambda facts: facts.nested["a"].get("b"), Facts(nested={"a": {}}), Facts(nested={"a": {"b": None}})),
        (lambda facts: list(facts.by_key), Facts({"a": 1, "b": 2}), Facts({"b": 2, "a": 1})),
        (lambda facts: facts.by_key != {}, Facts({"a": 1}), Facts({"a": 2})),
        (lambda facts: [*reversed(facts.by_key)], Facts({"a": 1}), Facts({"b": 1})),
        (lambda facts: facts.by_key.copy(), Facts({"a": 1}), Facts({"a": 2})),
        (lambda facts: {**facts.by_key}, Facts({"a": 1}), Facts({"a": 2})),
        (lambda facts: "a" in facts.keys, Facts(), Facts(keys=frozenset("a"))),
        (lambda facts: set(facts.keys), Facts(), Facts(keys=frozenset("a"))),
        (lambda facts: {*facts.keys}, Facts(), Facts(keys=frozenset("a"))),
        (lambda facts: {"a"} & facts.keys, Facts(), Facts(keys=frozenset("a"))),
        (lambda facts: {"a"} - facts.keys, Facts(), Facts(keys=frozenset("a"))),
        (lambda facts: {"a"} <= facts.keys, Facts(), Facts(keys=frozenset("a"))),
        (lambda facts: facts.keys | {"b"}, Facts(), Facts(keys=frozenset("a"))),
    ],
)
def test_a_read_of_something_else_has_another_digest(read: Any, before: Facts, after: Facts) -> None:
    was, noted = reads_of(before, read)
    now, _ = reads_of(after, lambda facts: None)
    assert noted
    assert any(was.digest(one) != now.digest(one) for one in noted)
    same, _ = reads_of(before, lambda facts: None)
    assert all(was.digest(one) == same.digest(one) for one in noted)


def test_what_is_not_read_is_not_noted() -> None:
    _, noted = reads_of(Facts({"a": 1, "b": 2}, text="t"), lambda facts: facts.by_key["a"])
    assert noted == {("facts.by_key", "a")}


def test_a_set_stays_one() -> None:
    found: list[Any] = []
    reads_of(Facts(keys=frozenset("ab")), lambda facts: found.append((facts.keys & {"a"}, len(facts.keys))))
    assert found == [({"a"}, 2)]
