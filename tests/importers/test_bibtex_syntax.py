"""Blocks of BibTeX as people write and break them: what is read, what is told, and in what time."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.importers.bibtex_reader import parse_bibtex
from livingsurvey.importers.bibtex_syntax import blocks, with_strings

GOOD = "@article{z, title={Behind it}}\n"


def values(text: str) -> list[dict[str, str]]:
    """The fields of each entry that can be read."""
    return [fields for _, fields in with_strings(list(blocks(text)))]


def problems(text: str) -> list[tuple[int, str]]:
    """The line of each block that cannot be read, and why."""
    return [(block.line, block.problem) for block in blocks(text) if block.problem]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("{a {b} c}", "a {b} c"),
        ('"a {"} b"', 'a {"} b'),
        ('"{A "quoted, twice" word}"', '{A "quoted, twice" word}'),
        (r"{a \{ b}", r"a \{ b"),
        (r"{C:\}", "C:\\"),
        ('"one } two"', "one } two"),
        ("12", "12"),
        ('one # "b" # two', "A  bC "),
        ("later", "Below"),
        ("unknown", "unknown"),
        ('10 # "~" # jan', "10~jan"),
        ("{a @ b, c = d}", "a @ b, c = d"),
        ("", ""),
    ],
)
def test_values_are_put_together_with_all_their_blanks(value: str, text: str) -> None:
    strings = '@string{one = "A "}\n@STRING(two = {C })\n'
    found = values(f"{strings}@misc{{k, x = {value}, y = 1}}\n@string{{later = {{Below}}}}\n").pop()
    assert found == {"x": text.replace("A  b", "A b"), "y": "1"}


def test_a_string_that_is_defined_anew_counts_from_there_on() -> None:
    text = "@string{a={1}} @misc{k,x=a} @string{a={2}} @misc{l,x=A # a}"
    assert values(text) == [{"x": "1"}, {"x": "22"}]


@pytest.mark.parametrize(
    "free",
    [
        *("@Comment a free remark", "@comment{jabref-meta: a:{b};}", "@comment{@article{b, title={Old}}}"),
        *('@preamble{ "\\newcommand{\\x}{y}" # {z} }', "% @article{b, title={Out}}", "Text, me@example.org (home)"),
        *("@comment{never closed", "# A heading", ""),
    ],
)
def test_what_is_no_entry_is_passed_over(free: str) -> None:
    text = f"{GOOD}{free}\n{GOOD}"
    assert values(text) == [{"title": "Behind it"}] * 2
    assert problems(text) == []


@pytest.mark.parametrize(
    ("entry", "fields"),
    [
        ("@article(k, title={A (b)})", {"title": "A (b)"}),
        ("@article{k, title={A} year=2000}", {"title": "A", "year": "2000"}),
        ("@article{k,, title={A},,}", {"title": "A"}),
        ("@article{k\n title={A}}", {"title": "A"}),
        ("@article{title={A}}", {"title": "A"}),
        ("@ARTICLE {k,\n% a comment\n TITLE = {A}, % another\n year=2000}", {"title": "A", "year": "2000"}),
        ("@misc{k, title={A}, title={B}}", {"title": "A"}),
    ],
)
def test_entries_are_read_leniently(entry: str, fields: dict[str, str]) -> None:
    assert values(entry) == [fields]
    assert problems(entry) == []


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ("@article{b, title={no end,\n author={x}", "brace is never closed"),
        ('@article{b, title="no end,\n author={x}', "quote is never closed"),
        ("@article{b title={no comma}}", "«=» should stand at «b title={no comma}}»"),
        ("@article{b, title}", "should stand at «title}»"),
        ("@article{b, =x}", "should stand at «=x}»"),
        ("@article key, title={no brace}", "begins no entry"),
        ("@article{b, title={A}},\n  author={X}\n}", "closes too early"),
    ],
)
def test_a_broken_block_costs_only_itself_and_says_why(broken: str, why: str) -> None:
    text = f"{GOOD}{broken}\n{GOOD}"
    found = problems(text)
    assert found and found[0][0] in (2, 3)
    assert why in found[0][1]
    assert values(text)[0] == values(text)[-1] == {"title": "Behind it"}


def test_lines_are_counted_with_every_kind_of_line_end() -> None:
    for end in ("\n", "\r\n", "\r"):
        listing = parse_bibtex(end.join(["% x", "@misc{a,", "title={One x}}", "@misc{b, title={Two x}}"]).encode(), "x")
        assert [(record.cite_key, record.line) for record in listing.records] == [("a", 2), ("b", 4)]


_NESTED = r"{\'" * 30 + "e" + "}" * 30
_HOSTILE = {
    "braces": "@article{a, title={" + "{" * 100_000,
    "accents": "@article{a, title={"
    + r"{\'" * 30
    + "e"
    + "}" * 30
    + "}, author={"
    + r"{\'" * 30
    + "e"
    + "}" * 30
    + "}}",
    "pieces": "@article{a, title={x}" + " # b" * 10_000 + "}",
    "strings": "".join(f"@string{{s{n} = s{n - 1} # s{n - 1}}}\n" for n in range(1, 5_000)) + "@misc{a, title=s4999}",
    "laughs": "@string{s={" + "x" * 9_000 + "}}\n@misc{a, title={T x}" + ", f=s # s" * 10_000 + "}",
    "comments": "@comment{\n" * 20_000,
    "unclosed": '@a{b,c="' * 20_000,
    "lines": "@a{b,c={\n" * 10_000,
    "loop": "".join(f"@misc{{k{n}, title={{T{n}}}, crossref={{k{(n + 1) % 500}}}}}\n" for n in range(500)),
    "shared": "".join(f"@xdata{{k{n}, xdata={{{','.join(f'k{m}' for m in range(60))}}}}}\n" for n in range(60))
    + "@misc{a, title={T x}, xdata={k1}}",
    "names": "@misc{a, title={T x}, author={" + "and " * 30_000 + "}}",
    "commas": "@misc{a, title={T x}, author={" + ", " * 30_000 + "}, editor={" + "{a b}" * 20_000 + "}}",
}


@pytest.mark.parametrize("name", _HOSTILE)
def test_hostile_files_take_time_in_proportion_to_their_size(name: str) -> None:
    begun = time.process_time()
    listing = parse_bibtex(_HOSTILE[name].encode(), "x.bib")
    assert time.process_time() - begun < 5
    assert listing.records or listing.failures or name == "comments"


_PIECES = st.sampled_from(
    ["@misc{k, ", "title={A b}", ", ", "}", "{", '"', "#", "=", "\n", "@string{", "a", "\\", "@", "%"]
)


@given(st.lists(_PIECES, max_size=30).map("".join) | st.text(max_size=80))
def test_no_text_raises_and_a_good_entry_in_a_line_of_its_own_is_always_read(text: str) -> None:
    read = parse_bibtex(f"{text}\n{GOOD}".encode("utf-8", "replace"), "x.bib")
    closed = "@comment" not in text.lower() and "%" not in text.rpartition("\n")[2]
    assert not closed or any(record.title.endswith("Behind it") for record in read.records)
