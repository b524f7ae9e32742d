"""Data stays text: in paragraphs, cells, headings, attributes, addresses and front matter, in any engine."""

from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from livingsurvey.model import Status
from livingsurvey.model.markup import Anchor, Math, MathNode, Piece, Plain, Sub, Sup
from livingsurvey.model.text import clean
from livingsurvey.site.escape import (
    attribute,
    destination,
    escape,
    link,
    to_markdown,
    within_line,
)
from markupsafe import Markup

from tests.site.engines import ENGINES, Parsed, site_html

Engine = Callable[[str], str]

#: What means something to one engine or another.
SIGNS = [
    *("<script>alert(1)</script>", "<b", "</p>", "<!--", "-->", "<![CDATA[", "<?php", "&lt;", "&amp;", "&#60;", "&"),
    *("&#", "&#12"),
    *("*a*", "**", "_b_", "__", "`c`", "```", "~~~", "~~d~~", "[x](y)", "[x]", "![i](j)", "[x]: y", "<http://a.org>"),
    *("[@key]", "[^1]", "[TOC]", "|", "--|--", "|:--|", "---", "===", "***", "- ", "+ ", "1. ", "1) ", "> ", "#", "# "),
    *("{: #id .c onclick=x }", "{.c}", "{{", "{%", "!!! note", "::: div", ": ", "$x$", "\\", "\\(", "==m==", ":smile:"),
    *('"', "'", '" onload="x', "' x='", "javascript:x", "https://a.org", "www.a.org", "me@a.org", "\n", "\n\n", "\r\n"),
    *("\t", "    ", "  \n", " ", "\0", "\x02", "\x02klzzwxh:0001\x03", "\x03", "\x1b", "\u2028", "\u202e", "\u200b"),
    *("a", "B", "é", "漢", "𝔘", "4", "٣. ", "\u00a0", "\u3000", "\ufeff", "\uffff"),
]
TEXTS = st.text(max_size=60) | st.lists(st.sampled_from(SIGNS), max_size=12).map("".join)
engines = pytest.mark.parametrize("engine", ENGINES)
many = settings(deadline=None, max_examples=100)


@engines
@given(text=TEXTS)
@many
def test_any_text_in_a_paragraph_is_shown_as_it_is(engine: Engine, text: str) -> None:
    parsed = Parsed(engine(escape(text)))
    assert parsed.text == clean(text).strip()
    assert parsed.tags in ([], ["p"])


@engines
@given(text=TEXTS)
@many
def test_any_text_in_a_table_cell_is_shown_as_it_is(engine: Engine, text: str) -> None:
    head, _, body = engine(f"| A | B |\n|:--|:--|\n| {escape(text)} | |\n").partition("<tbody>")
    assert Parsed(head).tags == ["table", "thead", "tr", "th", "th"]
    assert Parsed(body).text == clean(text).strip()
    assert Parsed(body).tags == ["tr", "td", "td"]


@engines
@given(text=TEXTS)
@many
def test_any_text_in_a_heading_is_shown_as_it_is(engine: Engine, text: str) -> None:
    parsed = Parsed(engine(f"# {escape(text)}\n\nend\n"))
    assert parsed.text.removesuffix("end").strip() == clean(text).strip()
    assert [tag for tag in parsed.tags if tag != "p"] == ["h1"] or not clean(text).strip()
    assert {name for name, _ in parsed.attributes} <= {"id"}


@engines
@given(text=TEXTS)
@many
def test_any_text_in_a_list_item_is_shown_as_it_is(engine: Engine, text: str) -> None:
    parsed = Parsed(engine(f"- {escape(text)}\n- end\n"))
    assert parsed.text.removesuffix("end").strip() == clean(text).strip()
    assert parsed.tags == ["ul", "li", "li"]
    assert parsed.attributes == []


@engines
@given(text=TEXTS)
@many
def test_any_text_within_a_line_is_shown_as_it_is(engine: Engine, text: str) -> None:
    parsed = Parsed(engine(f"Begin {within_line(text)} end\n{{ .c }}\n"))
    assert parsed.text.removesuffix("{ .c }").strip() == f"Begin {clean(text)} end"
    assert parsed.tags == ["p"]


@engines
@given(text=TEXTS)
@many
def test_any_text_as_the_text_of_a_link_is_shown_as_it_is(engine: Engine, text: str) -> None:
    parsed = Parsed(engine(f"- {link('a.md', text)}"))
    assert parsed.text == clean(text).strip()
    assert parsed.tags == ["ul", "li", "a"]
    assert parsed.attributes == [("href", "a.md")]


@engines
@given(text=TEXTS)
@many
def test_any_text_as_the_title_of_a_link_is_shown_as_it_is(engine: Engine, text: str) -> None:
    parsed = Parsed(engine(f"Begin {link('a.md', 'x', text)} end"))
    assert parsed.text == "Begin x end"
    assert parsed.tags == ["p", "a"]
    shown = clean(text).strip()
    titles = [value for name, value in parsed.attributes if name == "title"]
    assert [" ".join((title or "").split()) for title in titles] == ([" ".join(shown.split())] if shown else [])


@engines
@given(text=TEXTS)
@many
def test_any_text_as_the_title_of_a_link_in_a_cell_is_shown_as_it_is(engine: Engine, text: str) -> None:
    parsed = Parsed(engine(f"| A | B |\n|:--|:--|\n| {link('a.md', text, text)} | {escape(text)} |\n"))
    assert parsed.tags == ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "a", "td"]


@engines
@given(TEXTS)
@many
def test_any_address_of_the_web_is_one_destination(engine: Engine, text: str) -> None:
    parsed = Parsed(engine(f"Begin {link('https://a.org/' + text, 'x')} end"))
    assert parsed.text == "Begin x end"
    ((name, value),) = parsed.attributes
    assert name == "href"
    assert (value or "").startswith("https://a.org/")


@given(TEXTS)
@many
def test_any_text_in_an_attribute_is_one_attribute(text: str) -> None:
    html = f'<i title="{attribute(text)}">x</i>'
    for shown in (html, site_html(f"before {html}"), site_html(f'<div markdown="1">\n\n{html}\n\n</div>')):
        parsed = Parsed(shown)
        assert parsed.attributes == [("title", clean(text))]
        assert set(parsed.tags) <= {"p", "i", "div"}


@given(TEXTS)
@many
def test_clean_text_is_one_line_and_stays_clean(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert len(clean(text).splitlines()) <= 1


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\r\n\tb", "a b"),
        ("a\u2028b\u2029c\x85d", "a b c d"),
        ("user\u202egnp.exe", "usergnp.exe"),
        ("a\u2066b\u2069c", "abc"),
        ("a\u061cb", "ab"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("nul\0 bell\x07 escape\x1b[31m", "nul bell escape[31m"),
        ("no\ufffecharacters\uffff", "nocharacters"),
        ("naïve 漢字 𝔘 €", "naïve 漢字 𝔘 €"),
        ("a\u00a0b", "a\u00a0b"),
    ],
)
def test_cleaning_drops_what_hides_or_reorders_text_and_keeps_the_rest(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("value", "markdown"),
    [
        (None, ""),
        (3, "3"),
        (0, "0"),
        (1.5, "1.5"),
        (Status.INCLUDED, "included"),
        ("<b>", "&lt;b>"),
        (Markup("<b>"), "<b>"),
        ((), ""),
        ((Plain("a_"), Sub("<"), Sup("*")), "a\\_<sub>&lt;</sub><sup>\\*</sup>"),
        ((Plain("at the end!"), Anchor("https://a.org", "x")), "at the end\\![x](https://a.org)"),
        ((Anchor("https://a.org", "https://a.org"), Plain(".")), "<https://a.org>."),
        ((Anchor("javascript:x", "x"),), "[x](#)"),
        ((Plain("&"), Plain("lt;")), "&amp;lt;"),
        (["<b>"], "\\['&lt;b>'\\]"),
        (
            (Math("x<|", MathNode("mrow", children=(MathNode("mi", (("width", '"'),), "<x>"), MathNode("mo"))), "x"),),
            '<span><math alttext="x&lt;&#124;"><mrow><mi width="&quot;">&lt;x&gt;</mi><mo></mo></mrow></math></span>',
        ),
    ],
)
def test_a_value_is_written_by_its_type_and_only_markup_passes(value: object, markdown: str) -> None:
    assert to_markdown(value) == markdown


PIECES = st.builds(Plain, TEXTS) | st.builds(Sub, TEXTS) | st.builds(Sup, TEXTS)


def _neighbours(pieces: tuple[Piece, ...]) -> list[list[Piece]]:
    """Plain pieces that stand together are one text: white space on both sides of a seam is one space."""
    groups: list[list[Piece]] = []
    for piece in pieces:
        if groups and isinstance(piece, Plain) and isinstance(groups[-1][-1], Plain):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


@engines
@given(pieces=st.lists(PIECES, max_size=6).map(tuple))
@example(pieces=(Plain("&#0"),))
@example(pieces=(Plain("\r"), Plain("\r")))
@many
def test_any_pieces_are_shown_as_they_are_with_scripts_as_the_only_markup(
    engine: Engine, pieces: tuple[Piece, ...]
) -> None:
    parsed = Parsed(engine(f"# title {to_markdown(pieces)}."))
    texts = ["".join(one.text for one in group) for group in _neighbours(pieces)]
    assert parsed.text == f"title {''.join(map(clean, texts))}."
    scripts = [type(piece).__name__.lower() for piece in pieces if not isinstance(piece, Plain)]
    assert parsed.tags == ["h1", *scripts]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "A title: with – dashes, (brackets) and 40 % (+15 points)",
            "snake_case_name",
            "R&D at AT&T",
            "x < 5 and y <6",
        ),
        *(
            "~10 to ~20 seconds",
            "issue #4",
            "-40 %",
            "12.5 of 3)",
            "5 > 4",
            "why! really? 'yes' \"no\"",
            "$5, a=b, a^2, x@y",
        ),
    ],
)
def test_what_means_nothing_in_its_place_is_written_as_it_is(text: str) -> None:
    assert escape(text) == text


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        *(("- a", "\\- a"), ("1. a", "1\\. a"), ("# a", "\\# a"), ("> a", "\\> a"), ("C#", "C\\#"), ("*a*", "\\*a\\*")),
        *(
            ("a | b", "a \\| b"),
            ("[x](y)", "\\[x\\](y)"),
            ("{: .x}", "\\{: .x}"),
            ("&lt;", "&amp;lt;"),
            ("<b>", "&lt;b>"),
        ),
    ],
)
def test_what_would_mean_something_is_written_so_that_it_reads_well(text: str, markdown: str) -> None:
    assert escape(text) == markdown


@pytest.mark.parametrize(
    ("url", "written"),
    [
        *(
            ("../a.md#b", "../a.md#b"),
            ("explore.md?topic=a:b", "explore.md?topic=a:b"),
            ("mailto:a@b.org", "mailto:a@b.org"),
        ),
        *(("https://a.org/b_(c)", "<https://a.org/b_(c)>"), ("https://a.org/?a&lt;", "https://a.org/?a&amp;lt;")),
        *(
            ("javascript:x", "#"),
            ("//a.org", "#"),
            ("data:text/html,x", "#"),
            (" javascript:x", "#"),
            ("java\nscript:x", "#"),
        ),
    ],
)
def test_a_destination_leads_to_the_web_or_within_the_site(url: str, written: str) -> None:
    assert destination(url) == written
