"""A report as a comment: complete, and nothing in it acts."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.commands.diff.diff_markdown import inert, to_markdown
from livingsurvey.commands.diff.diff_report import (
    CountChange,
    DiffEntry,
    DiffReport,
    FieldChange,
    NewFinding,
    PageChange,
)
from markdown_it import MarkdownIt

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![x](https://e.example/x.png)",
    "[x](javascript:alert(1))",
    "[x]: https://e.example",
    "https://e.example/phish",
    "www.e.example",
    "@everyone and @owner/team",
    "fixes #1, GH-1, owner/survey#1",
    "a@b.example",
    "# heading",
    "- [ ] task",
    "| a | b |",
    "```\n~~~",
    "$x$ and $$y$$",
    "<!-- hidden",
    "> quote",
    "1. list",
    "*bold* __under__ ~~gone~~ `code`",
    "a\u202eb\u200bc",
    "&lt;b&gt; &#64;x",
    ":smile:",
    "---",
    "line\nbreak\r\n\r\npara",
]

full = DiffReport(
    base="main",
    counts=(CountChange(name="papers", before=1, after=2), CountChange(name="topics", before=3, after=3)),
    added=(DiffEntry(key="new", title="New one"),),
    removed=(DiffEntry(key="old", title="Old one"),),
    renamed=(DiffEntry(key="now", title="Now", was="then"),),
    moved=(DiffEntry(key="m", title="Moved", fields=(FieldChange(field="topic", before="A", after="B"),)),),
    changed=(DiffEntry(key="c", title="Changed", fields=(FieldChange(field="venue", before="", after="ICML"),)),),
    topics=(DiffEntry(key="t", title="Topic", was="added"),),
    pages=(PageChange(path="papers/c.md", lines=("-–", "+ICML")),),
    findings=(NewFinding(file="content/papers/c.md", line=3, rule="bad-doi", message="Wrong.", fix="Mend it."),),
    fixed=2,
    total={"added": 5, "findings": 1},
)


def shown(markdown: str) -> str:
    """The HTML of a comment, by a parser with GitHub's extensions for tables."""
    return MarkdownIt("gfm-like", {"linkify": False, "html": True}).render(markdown)


def test_everything_is_told() -> None:
    text = to_markdown(full)
    for part in (
        "compared with main",
        "| papers | 1 | 2 |",
        "New findings: 1",
        "**bad-doi**",
        "line 3",
        "2 earlier findings",
        "Papers added: 5",
        "and 4 more",
        "Papers removed: 1",
        "was then",
        "**venue**",
        "*empty*",
        "ICML",
        "+ICML",
    ):
        assert part in text, part
    assert "| topics |" not in text


def test_nothing_to_tell_is_told() -> None:
    text = to_markdown(DiffReport(base="main"))
    assert "stay as they are" in text
    assert "No new findings" in text


@pytest.mark.parametrize("text", HOSTILE, ids=repr)
def test_hostile_text_is_shown_as_text(text: str) -> None:
    html = shown(f"- {inert(text)}")
    assert re.sub(r"</?(ul|li)>|\n", "", html).count("<") == 0
    assert not re.search(r"@\w|#\d|://|GH-", html.replace("&#64;", "@"))


@pytest.mark.parametrize("text", HOSTILE, ids=repr)
def test_a_hostile_report_has_the_marks_of_a_harmless_one(text: str) -> None:
    def report(told: str) -> str:
        entry = DiffEntry(key=told, title=told, was=told, fields=(FieldChange(field=told, before=told, after=told),))
        finding = NewFinding(file=told, line=1, rule=told, message=told, fix=told)
        page = PageChange(path=told, lines=(f"+{told}",))
        count = CountChange(name=told, before=1, after=2)
        made = DiffReport(
            base=told, counts=(count,), added=(entry,), topics=(entry,), findings=(finding,), pages=(page,)
        )
        return shown(to_markdown(made))

    tags = re.compile(r"<[^>]*>")
    assert tags.findall(report(text)) == tags.findall(report("harmless"))


@given(st.text())
def test_any_text_is_inert(text: str) -> None:
    html = shown(f"x {inert(text)} x")
    assert re.findall(r"<[^>]*>", html) == ["<p>", "</p>"]


def test_a_long_report_is_cut_at_a_line() -> None:
    entry = DiffEntry(key="k" * 100, title="t" * 1000)
    text = to_markdown(DiffReport(base="main", added=(entry,) * 200))
    assert len(text) < 65_536
    assert re.search(r"The rest was cut: [\d,]+ of [\d,]+ characters\.\*\* `survey diff` .*\n\Z", text)
    whole = to_markdown(DiffReport(base="main", added=(entry,) * 200), longest=None)
    assert whole.count("k" * 100) == 200
    assert "The rest" not in whole
