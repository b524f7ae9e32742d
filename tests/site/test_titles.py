"""Titles with formulas: typeset wherever they are shown as HTML, plain text where there can be no markup."""

import re

import pytest

from tests.builders import paper, survey, topic
from tests.theme.frames import shown

TITLE = r"Search for $t\bar{t}$ pairs at $\sqrt{s}=13$ TeV, <script> tags and $5"
PLAIN = "Search for tt̄ pairs at √s=13 TeV, <script> tags and $5"
SAMPLE = survey(
    paper("p", title=TITLE, topics=["caches"], authors=["Eva Lind"], published="2022"),
    paper("q", title="Other", topics=["caches"], published="2021"),
    topics=[topic("area"), topic("caches", parent="area")],
)


@pytest.mark.parametrize("path", ["papers/p.md", "papers/index.md", "topics/caches.md", "years/2022.md"])
def test_a_formula_in_a_title_is_typeset_wherever_the_title_is_shown(path: str) -> None:
    page = re.sub(r"<pre\b.*?</pre>", "", shown(SAMPLE, path), flags=re.DOTALL)  # BibTeX has its source
    assert "<msqrt><mi>s</mi></msqrt>" in page
    assert "tags and $5" in page
    assert "<script> tags" not in page
    assert r"$\sqrt" not in page


def test_a_title_is_plain_where_there_can_be_no_markup() -> None:
    page = shown(SAMPLE, "papers/p.md")
    escaped = PLAIN.replace("<", "&lt;").replace(">", "&gt;")
    assert f"<title>{escaped} · Survey</title>" in page
    assert f'<meta property="og:title" content="{escaped}">' in page


def test_a_formula_that_cannot_be_set_is_shown_as_its_source() -> None:
    sample = survey(paper("p", title=r"On $\unknown{x}$ and $a \not= b$"))
    page = shown(sample, "papers/p.md")
    assert r"$\unknown{x}$" in page
    assert "<mo>≠</mo>" in page
