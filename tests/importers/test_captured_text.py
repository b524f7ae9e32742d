"""Reading a capture's bytes: everything good is kept under its number, everything else is reported."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.importers.captured_text import MAX_BYTES, MAX_LINE, decoded, read_lines
from livingsurvey.model import Finding

BOM = b"\xef\xbb\xbf"


def kept(data: bytes) -> list[tuple[int, str]]:
    """The lines of data in which nothing may be wrong."""
    lines, failures = read_lines(data, "c.txt")
    assert failures == []
    return [(line.number, line.text) for line in lines]


def the_failure(data: bytes) -> Finding:
    """The one failure of data whose good lines, if any, are the first and the third of three."""
    lines, failures = read_lines(data, "c.txt")
    assert [(line.number, line.text) for line in lines] in ([], [(1, "before"), (3, "after")])
    assert len(failures) == 1
    return failures[0]


def test_lines_keep_their_numbers_across_blank_ones() -> None:
    assert kept(b"\none\n\n  \t\ntwo\n") == [(2, "one"), (5, "two")]


def test_space_around_a_line_is_dropped_and_within_it_kept() -> None:
    assert kept("  one \t two \u00a0\n".encode()) == [(1, "one \t two")]


def test_a_last_line_without_a_line_end_is_read() -> None:
    assert kept(b"one\ntwo") == [(1, "one"), (2, "two")]


def test_crlf_line_ends_are_accepted() -> None:
    assert kept(b"one\r\n\r\ntwo\r\n") == [(1, "one"), (3, "two")]


def test_a_byte_order_mark_is_not_part_of_the_first_line() -> None:
    assert kept(BOM + b"one\ntwo") == [(1, "one"), (2, "two")]


def test_text_of_any_script_is_read() -> None:
    text = "β-VAE für 中文 – “naïve” 😀"
    assert kept(text.encode()) == [(1, text)]


@pytest.mark.parametrize("data", [b"", b"\n", b" \r\n\t\n", BOM, BOM + b"\n\n"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    failure = the_failure(data)
    assert (failure.line, failure.message) == (0, "the file is empty.")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_and_utf_32_never_yield_text(encoding: str) -> None:
    lines, failures = read_lines("A title\nAn abstract\n".encode(encoding), "c.txt")
    assert lines == []
    assert failures


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_a_file_marked_as_utf_16_is_refused_as_a_whole(mark: bytes) -> None:
    failure = the_failure(mark + "A title".encode("utf-16-le"))
    assert (failure.line, failure.message, failure.fix) == (0, "the file is UTF-16.", "Save it as UTF-8.")


def test_a_line_in_another_encoding_is_reported_with_the_byte_that_shows_it() -> None:
    failure = the_failure(b"before\nna\xefve\nafter")
    assert (failure.file, failure.line) == ("c.txt", 2)
    assert "byte 3 (0xef) is not UTF-8" in failure.message


@pytest.mark.parametrize("sequence", [b"\xed\xa0\x80", b"\xc0\x80", b"\xe4\xb8", b"\xf5\x80\x80\x80", b"\xff"])
def test_a_malformed_sequence_is_reported(sequence: bytes) -> None:
    failure = the_failure(b"before\nx" + sequence + b"x\nafter")
    assert (failure.line, failure.rule) == (2, "capture-line")


@pytest.mark.parametrize(
    "control", ["\x00", "\x07", "\x0b", "\x1b[31m", "\x7f", "\r", "\x85", "\x9b", "\u2028", "\u2029"]
)
def test_a_control_character_or_foreign_line_end_within_a_line_is_reported(control: str) -> None:
    failure = the_failure(f"before\na{control}b\nafter".encode())
    assert failure.line == 2
    assert repr(control[0]) in failure.message


def test_a_line_longer_than_any_abstract_is_reported() -> None:
    failure = the_failure(b"before\n" + b"x" * (MAX_LINE + 1) + b"\nafter")
    assert failure.line == 2
    assert f"{MAX_LINE + 1:,} bytes" in failure.message


def test_a_line_of_the_greatest_length_is_read() -> None:
    assert kept(b"x" * MAX_LINE) == [(1, "x" * MAX_LINE)]


def test_every_bad_line_is_reported_and_every_good_line_kept() -> None:
    data = BOM + b"one\r\n\xff\r\n\r\nfour\r\nfi\x00ve\r\n" + b"x" * (MAX_LINE + 1) + b"\r\nseven\r\n"
    lines, failures = read_lines(data, "c.txt")
    assert [(line.number, line.text) for line in lines] == [(1, "one"), (4, "four"), (7, "seven")]
    assert [failure.line for failure in failures] == [2, 5, 6]


def test_every_failure_says_how_to_mend_it() -> None:
    for data in (b"", b"\xff\xfea", b"\xff", b"a\x00b", b"x" * (MAX_LINE + 1)):
        assert the_failure(data).fix


def test_fifty_megabytes_of_noise_are_refused_at_once() -> None:
    noise = bytes(range(256)) * 200_000
    start = process_time()
    failure = the_failure(noise)
    assert process_time() - start < 2
    assert (failure.line, failure.message) == (
        0,
        f"the file has 51,200,000 bytes; a capture has at most {MAX_BYTES:,}.",
    )


@given(
    st.binary(max_size=400) | st.lists(st.binary(max_size=30) | st.text(max_size=30).map(str.encode)).map(b"\n".join)
)
@settings(deadline=None, max_examples=150)
def test_whatever_the_bytes_each_line_is_kept_or_reported_or_blank(data: bytes) -> None:
    lines, failures = read_lines(data, "c.txt")
    if any(failure.line == 0 for failure in failures):
        assert (lines, len(failures)) == ([], 1)
        return
    good = {line.number: line.text for line in lines}
    bad = {failure.line for failure in failures}
    assert len(good) + len(bad) == len(lines) + len(failures)
    assert not good.keys() & bad
    for number, raw in enumerate(data.removeprefix(BOM).split(b"\n"), start=1):
        if number not in bad:
            assert raw.decode().strip() == good.get(number, "")


def test_lines_that_end_as_old_programs_end_them_are_lines() -> None:
    lines, failures = read_lines(b"one\rtwo\r", "a")
    assert [(line.number, line.text) for line in lines] == [(1, "one"), (2, "two")]
    assert not failures


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_text_of_two_or_four_bytes_a_sign_is_read(encoding: str) -> None:
    assert decoded("é\n".encode(encoding))[:2] == ("é\n", encoding.upper())
