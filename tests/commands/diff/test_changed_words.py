"""Texts word by word: whatever changed is told in full, and nothing acts."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.commands.diff.changed_words import changed_words, without_common_ends
from livingsurvey.commands.diff.diff_markdown import to_markdown
from livingsurvey.commands.diff.diff_report import DiffEntry, DiffReport, FieldChange

TEXTS = st.lists(st.sampled_from(["a", "b", "c", "d.", "é", "<x>"]), max_size=80).map(" ".join)


def shown(before: str, after: str) -> str:
    """A change of a field as a reader of the report sees it."""
    entry = DiffEntry(key="p", title="P", fields=(FieldChange(field="notes", before=before, after=after),))
    return to_markdown(DiffReport(base="main", changed=(entry,))).partition("**notes**: ")[2]


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_the_parts(before: str, after: str) -> None:
    parts = list(changed_words(before, after))
    assert all(part.words for part in parts)
    for text, kinds in ((before, ("same", "skipped", "gone")), (after, ("same", "skipped", "new"))):
        assert [word for part in parts if part.kind in kinds for word in part.words] == text.split()


@given(TEXTS, TEXTS)
def test_leaving_out_what_is_common_hides_no_change(before: str, after: str) -> None:
    padded = [f"{'x ' * 1500}{text} {'y ' * 1500}" for text in (before, after)]
    changes = [
        [(part.kind, part.words) for part in changed_words(*pair) if part.kind in ("gone", "new")]
        for pair in (padded, without_common_ends(*padded))
    ]
    assert changes[0] == changes[1]
    assert all(len(text) < 1000 for text in without_common_ends(*padded))


def test_a_change_at_the_end_of_a_long_text_is_shown() -> None:
    words = [f"w{n}" for n in range(5000)]
    text = shown(" ".join(words), " ".join([*words[:-1], "last"]))
    assert "<del>w4999</del> <ins>last</ins>" in text
    assert "words …]" in text
    assert len(text) < 500


def test_long_texts_are_told_in_full() -> None:
    old, new = (" ".join(f"{name}{n}" for n in range(3000)) for name in ("old", "new"))
    text = shown(old, new)
    assert f"<del>{old}</del>" in text and f"<ins>{new}</ins>" in text


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("", "ICML", "*empty* → ICML"),
        ("ICML", "", "ICML → *empty*"),
        ("ICML", "ICML 2024", "ICML → ICML 2024"),
        ("a b " * 20, "a  b " * 20, "*white space only*"),
        ("A fast bee", "A fa\u200bst bee", "‹U+200B›"),
        ("x " * 40 + "end", "x " * 40 + "\u202eend", "‹U+202E›end"),
        ("x " * 40 + "end", "x " * 40 + "<!-- end", "<ins>&#60;&#33;--</ins>"),
    ],
)
def test_a_change_is_shown_as_it_is_read_best(before: str, after: str, told: str) -> None:
    assert told in shown(before, after)


def test_texts_that_repeat_themselves_take_no_time() -> None:
    began = time.process_time()
    for one, other in (("a b " * 20_000, "b a " * 20_000), ("a " * 7_000 + "c", "b " + "a " * 7_900)):
        assert list(changed_words(one, other))
        assert without_common_ends(one, other)
    assert time.process_time() - began < 5


@given(st.text(), st.text())
def test_nothing_in_a_change_acts(before: str, after: str) -> None:
    text = shown("x " * 30 + before, "x " * 30 + after)
    assert set(re.findall(r"<[^>]*>", text)) <= {"<del>", "</del>", "<ins>", "</ins>"}
