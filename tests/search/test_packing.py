"""Bytes of an index: what is packed is unpacked, and what is broken is told."""

import zlib
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.search.packing import (
    as_json,
    in_order,
    number,
    numbers,
    order,
    part_name,
    parts,
    read_number,
    read_script,
    read_table,
    script,
    table,
)

VALUES = st.integers(0, 2**53 - 1)
TABLES = st.dictionaries(st.text(st.characters(codec="utf-8")), st.binary(max_size=40))
#: Sorted entries, as an index has them, of which each has a size of its own.
ENTRIES = [(f"word{n:05}", bytes(n % 97)) for n in range(6000)]
WHOLE = script("p1", "e", b"roses")


@given(st.lists(VALUES))
def test_numbers_are_read_as_they_were_written(values: list[int]) -> None:
    written = b"".join(map(number, values))
    assert numbers(b"??" + written, 2, len(values)) == (values, 2 + len(written))


@pytest.mark.parametrize(("value", "size"), [(0, 1), (127, 1), (128, 2), (16_383, 2), (16_384, 3)])
def test_small_numbers_are_short(value: int, size: int) -> None:
    assert len(number(value)) == size


@pytest.mark.parametrize("data", [b"", b"\x80", b"\xff\xff"])
def test_a_number_without_an_end_is_an_error(data: bytes) -> None:
    with pytest.raises(IndexError):
        read_number(data, 0)


@given(TABLES)
def test_tables_are_read_as_they_were_written(held: dict[str, bytes]) -> None:
    entries = sorted(held.items(), key=lambda entry: order(entry[0]))
    assert list(read_table(table(entries)).items()) == entries


@given(TABLES, st.data())
def test_a_table_that_is_cut_off_or_goes_on_is_none(held: dict[str, bytes], data: st.DataObject) -> None:
    written = table(list(held.items()))
    cut = data.draw(st.integers(0, len(written) - 1))
    for broken in (written[:cut], written + b"more"):
        with pytest.raises(ValueError):
            read_table(broken)


def test_keys_are_sorted_as_scripts_sort_them() -> None:
    assert in_order(["\uffee", "😀", "z"]) == ["z", "😀", "\uffee"]


@given(st.lists(st.text()))
def test_the_order_of_keys_is_that_of_their_code_units(keys: list[str]) -> None:
    assert in_order(keys) == sorted(keys, key=order)


@given(st.binary())
def test_scripts_are_read_as_they_were_written(data: bytes) -> None:
    written = script("p0af", "00ff", data)
    assert written.startswith(b'shardSearch.take("p0af","00ff","') and written.endswith(b'");\n')
    assert read_script(written) == ("p0af", "00ff", data)


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"<!doctype html><title>Not found</title>",
        WHOLE[:-6],
        WHOLE.replace(b"take", b"give"),
        WHOLE.replace(b'"e",', b""),
        WHOLE.replace(b'"e",', b'"e",1,'),
        b'shardSearch.take("p1","e","!!!!");',
        b'shardSearch.take("p1","e","AAAA");',
        b'shardSearch.take("p1","e",7,"")',
        b'shardSearch.take("\xff","e","")',
        b'shardSearch.take{"")',
    ],
)
def test_what_is_no_script_of_an_index_is_told(broken: bytes) -> None:
    with pytest.raises(ValueError, match="not a part of a search index"):
        read_script(broken)


def test_lists_are_short_and_keep_their_signs() -> None:
    assert as_json(["Łódź", 1]) == '["Łódź",1]'.encode()


def test_entries_are_cut_in_order_into_parts_of_some_size() -> None:
    made = list(parts(ENTRIES))
    assert list(chain.from_iterable(made)) == ENTRIES
    sizes = [sum(len(key) + len(payload) for key, payload in part) for part in made]
    assert all(3_000 < size <= 14_000 for size in sizes[:-1])
    assert len({part_name("p", part[0][0]) for part in made}) == len(made)
    assert list(parts([])) == []


def test_what_is_large_is_a_part_by_itself() -> None:
    entries = [("a", b"1"), ("b", bytes(20_000)), ("c", b"1")]
    assert [[key for key, _ in part] for part in parts(entries)] == [["a"], ["b"], ["c"]]


@pytest.mark.parametrize("place", [0, 1, 2500, 5999])
def test_an_edit_of_one_entry_changes_few_parts(place: int) -> None:
    before = {part[0][0]: table(part) for part in parts(ENTRIES)}
    for instead in ([], [(ENTRIES[place][0], b"longer" * 20)], [ENTRIES[place], (ENTRIES[place][0] + "a", b"new")]):
        after = {part[0][0]: table(part) for part in parts([*ENTRIES[:place], *instead, *ENTRIES[place + 1 :]])}
        assert len(before) > 20
        assert len(before.items() ^ after.items()) <= 8


def test_no_two_parts_have_one_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zlib, "crc32", lambda data: len(data) * 31)
    entries = [(f"{n:04}" + "x" * (n // 300), bytes(40)) for n in range(1200)]
    made = list(parts(entries))
    assert list(chain.from_iterable(made)) == entries
    assert len({part_name("p", part[0][0]) for part in made}) == len(made) == 4
