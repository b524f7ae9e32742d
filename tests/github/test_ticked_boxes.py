"""Ticks are read from marks alone, whatever an editor or a person has made of the lines around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.github.ticked_boxes import Tick, box, by_candidate, keys_of, read_ticks

MARK = "<!-- candidate a-key include:a-topic -->"
TICK = Tick("a-key", "include:a-topic")


@pytest.mark.parametrize(
    "line",
    [
        f"- [x] include {MARK}",
        f"- [X] include {MARK}",
        f"* [x] include {MARK}",
        f"+ [x] {MARK}",
        f"12. [x] include {MARK}",
        f"   - [x] include {MARK}   ",
        f"> - [x] include {MARK}",
        "- [x]\tinclude <!-- candidate  a-key   include:a-topic  -->",
        f"- [x] <!-- candidate other unsure --> two marks {MARK}",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_ticked_box_is_read(line: str, end: str) -> None:
    assert read_ticks(f"Before{end}{line}{end}after") == (TICK,)


@pytest.mark.parametrize(
    "line",
    [
        f"- [ ] include {MARK}",
        f"- [] include {MARK}",
        f"- [y] include {MARK}",
        f"[x] include {MARK}",
        f"- [x] include {MARK} and more",
        f"- [x] include {MARK[:-4]}",
        "- [x] include",
        "- [x] include <!-- candidate a-key -->",
        "- [x] include <!-- candidate a-key merge:a-topic -->",
        "- [x] include <!-- candidate a-key include:A Topic -->",
        "- [x] include <!-- candidate ../a-key unsure -->",
        "- [x] include <!-- candidate a--key unsure -->",
        f"- [x] include <!-- candidate {'a' * 300} unsure -->",
        f"text - [x] include {MARK}",
    ],
)
def test_what_is_no_ticked_box_is_not_read(line: str) -> None:
    assert read_ticks(f"{line}\n") == ()


def test_marks_count_once_and_in_their_order() -> None:
    unsure = "- [x] later <!-- candidate b-key unsure -->"
    assert read_ticks("\n".join([unsure, f"- [x] a {MARK}", f"- [x] b {MARK}", f"- [ ] c {MARK}"])) == (
        Tick("b-key", "unsure"),
        TICK,
    )


@given(st.booleans(), st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=50))
def test_what_is_written_is_read_whatever_it_says(ticked: bool, text: str) -> None:
    line = box(TICK, text, ticked)
    assert read_ticks(line) == ((TICK,) if ticked else ())
    assert keys_of(line) == {"a-key"}


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    assert all(isinstance(tick, Tick) for tick in read_ticks(f"- [x] {text}"))


def test_a_huge_text_is_read_as_any_other() -> None:
    body = "\n".join([f"- [x] {'<!-- candidate ' * 20_000}", f"- [x] a {MARK}", "- [x] " * 20_000])
    assert read_ticks(body) == (TICK,)


def test_ticks_are_grouped_by_candidate() -> None:
    other = Tick("b-key", "exclude:no-reef")
    again = Tick("a-key", "unsure")
    assert by_candidate([TICK, other, again]) == {"a-key": [TICK, again], "b-key": [other]}
    assert (other.does, other.of, again.does, again.of) == ("exclude", "no-reef", "unsure", "")
