"""Markup that publishers leave in titles, as plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.importers.markup_text import markup_text


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        ("The <i>in vivo</i> effect of CO<sub>2</sub> &amp;amp; air", "The in vivo effect of CO₂ & air"),
        ("&lt;i&gt;Homo&lt;/i&gt; p53<sup>+</sup>", "Homo p53⁺"),
        ("Fe<SUB>2</SUB>O<jats:sub>3</jats:sub>, Acme<sup>TM</sup>", "Fe₂O₃, Acme™"),
        ("10<sup>&#8722;3/2</sup> of E<sub>γ,x</sub>", "10^(−3/2) of E_(γ,x)"),
        ('<span style="font-variant:small-caps;">N</span>-<em class="x">acetyl</em>', "N-acetyl"),
        ("<jats:p>One.</jats:p><jats:p>Two<br/>three</jats:p>", "One. Two three"),
        (
            '<mml:math xmlns:mml="a"><mml:msqrt><mml:mi>s</mml:mi></mml:msqrt><mml:mo>=</mml:mo><mml:mn>13</mml:mn>'
            "</mml:math> TeV",
            "√s=13 TeV",
        ),
        ("p &lt; 0.05&nbsp;and more", "p < 0.05 and more"),
    ],
)
def test_marked_text_becomes_plain(marked: str, text: str) -> None:
    assert markup_text(marked) == text


@pytest.mark.parametrize(
    "text",
    [
        "The <script> tag considered harmful",
        "a < b and c > d",
        "List<b> and Map<K, V>",
        "R&D at AT&T &copy",
        "The <b> of a page",
        "<!-- a comment -->",
    ],
)
def test_what_marks_nothing_up_is_part_of_the_text(text: str) -> None:
    assert markup_text(text) == text


def test_a_tag_written_as_text_stays() -> None:
    assert markup_text("On &amp;lt;script&amp;gt; in pages") == "On <script> in pages"


@given(
    st.text(max_size=80) | st.lists(st.sampled_from(["<i>", "</i>", "<sub>", "</sub>", "&amp;", "<", "x"])).map("".join)
)
def test_any_text_is_read_and_no_plain_letter_is_lost(text: str) -> None:
    read = markup_text(f"start {text} end")
    assert read.startswith("start")
    assert read.endswith("end")


def test_a_long_run_of_tags_is_read_quickly() -> None:
    assert markup_text("<sub>" * 20_000 + "x").endswith("x")
