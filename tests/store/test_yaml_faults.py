"""What makes a file unreadable is named, at the line where somebody has to mend it."""

import re
from collections import Counter
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.model import Finding, Paper
from livingsurvey.store.documents import parse_document
from livingsurvey.store.yaml_faults import fault_in
from livingsurvey.store.yaml_text import YamlTextError, parse

from tests.builders import FIELDS
from tests.store.broken_papers import PAPER, SLIPS, Slip

#: What only parsers and programmers say.
JARGON = re.compile(
    r"mapping values|scalar|\btoken\b|simple key|block (?:mapping|sequence|collection)|flow (?:mapping|sequence)"
    r"|parsing|[Ii]nput should|pattern|tuple|None|dict|\^\[|\[a-z|NoneType"
)


def read(text: str) -> tuple[Paper | None, list[Finding]]:
    """Read the text of a paper's file."""
    return parse_document(text, "a.md", Paper, "a", "notes", FIELDS)


def test_the_typical_paper_can_be_read() -> None:
    assert read(PAPER)[1] == []


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{slip.old[:20]!r} {slip.new[:30]!r}")
def test_a_slip_is_named_at_its_line_with_what_to_do(slip: Slip) -> None:
    assert slip.old in PAPER
    built, (found,) = read(PAPER.replace(slip.old, slip.new, 1))
    assert built is None
    assert (found.line, found.column, found.rule) == (slip.line, slip.column, slip.rule)
    assert found.message.startswith(slip.words) and found.fix.startswith(slip.fix)
    assert not JARGON.search(f"{found.message} {found.fix}")


@pytest.mark.parametrize("value", ["no", "yes", "1.10", "010", "0x1f", "2024-12-05", "12:30", "on", "'it''s'"])
def test_what_other_readers_take_for_something_else_stays_text(value: str) -> None:
    built, found = read(PAPER.replace("A survey on online learning", value))
    assert found == [] and built and built.title == value.strip("'").replace("''", "'")


def test_a_key_that_is_there_twice_is_told_with_both_lines() -> None:
    _, (found,) = read(PAPER.replace("reason:", "venue: V\nreason:"))
    assert (found.line, found.message) == (17, "«venue» appears twice, first in line 8.")


def test_one_marker_of_a_conflict_in_prose_is_text() -> None:
    assert read(f"{PAPER}\nHeading\n=======\n")[1] == []


def one_sign_changed() -> list[tuple[str, set[int]]]:
    """The typical paper with a sign left out or put in, at every place, and the lines that this changes."""
    made = []
    for place in range(len(PAPER)):
        line = PAPER.count("\n", 0, place) + 1
        made.append((PAPER[:place] + PAPER[place + 1 :], {line}))
        for sign in "x: '-[\n"[place % 7]:
            made.append((PAPER[:place] + sign + PAPER[place:], {line, line + 1} if sign == "\n" else {line}))
    return made


def test_one_sign_too_few_or_too_many_is_one_finding_and_nearly_always_at_its_line() -> None:
    told: Counter[str] = Counter()
    for text, lines in one_sign_changed():
        built, found = read(text)
        if built is None:
            told["all"] += 1
            told["once"] += len(found) == 1
            told["exact"] += found[0].line in lines
            told["near"] += min(abs(found[0].line - line) for line in lines) <= 1
        else:
            assert found == []
    assert told["all"] > 500
    assert told["exact"] >= 0.95 * told["all"]
    assert told["near"] >= 0.99 * told["all"]
    assert told["once"] >= 0.99 * told["all"]


@given(st.text(alphabet="ab:-[]{}'\"#|>&*!?,\\\n \t%@`<=\x00\x85\u2028", max_size=60))
@settings(deadline=None, max_examples=150)
def test_any_text_that_is_no_yaml_has_a_fault_within_it(text: str) -> None:
    try:
        parse(text)
    except YamlTextError as error:
        fault = fault_in(text, error, above=1)
        assert 1 < fault.line <= len(re.split(r"[\n\x85\u2028\u2029]", text)) + 2
        assert fault.column >= 1 and fault.message and fault.fix and not JARGON.search(fault.message)


@pytest.mark.parametrize(
    "text",
    ["a: ['" + "'" * 200_000, "-" * 200_000 + "x", "a: 'b\n" * 40_000, "a:" * 100_000, "x: @\n" + "b: c\n" * 9_000],
)
def test_a_fault_of_a_large_file_is_found_at_once(text: str) -> None:
    begin = process_time()
    assert read(f"---\n{text}\n---\n")[1]
    assert process_time() - begin < 3


def test_no_more_than_a_hundred_wrong_values_are_told_one_by_one() -> None:
    _, found = read("---\ntitle: T\nabstract: x\n" + "".join(f"k{n}: x\n" for n in range(2_000)) + "---\n")
    assert len(found) == 101
    assert any("1900 more values are wrong" in one.message for one in found)
