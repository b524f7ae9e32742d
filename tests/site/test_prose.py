"""Curators' Markdown: HTML is off, links are safe, citations lead to papers."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.site.prose import Cited, Defined, Prose

from tests.site.engines import Parsed, site_html

PAPERS = {
    "cited": Cited("Cited <b>work</b>", "Cited <b>work</b> & more", "In <i>short</i>.", "papers/cited.html"),
    "other": Cited("Another", "Another paper", "", "papers/other.html"),
}
PROSE = Prose(PAPERS.get)


def rendered(text: str, to_root: str = "../") -> str:
    return str(PROSE.render(text, to_root)).strip()


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("Plain & simple.", "<p>Plain &amp; simple.</p>"),
        ("*a* **b** `c`", "<p><em>a</em> <strong>b</strong> <code>c</code></p>"),
        ("one\n\ntwo", "<p>one</p>\n<p>two</p>"),
        ("one\ntwo", "<p>one\ntwo</p>"),
        ("one\\\ntwo", "<p>one<br />\ntwo</p>"),
        ("one  \ntwo", "<p>one<br />\ntwo</p>"),
        ("```\nx = 1    # one\n```", "<pre><code>x = 1    # one\n</code></pre>"),
        ("## Head", "<h2>Head</h2>"),
        ("> quoted", "<blockquote>\n<p>quoted</p>\n</blockquote>"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("```\na < b\n```", "<pre><code>a &lt; b\n</code></pre>"),
    ],
)
def test_markdown_is_rendered(text: str, html: str) -> None:
    assert rendered(text) == html


def test_a_table_is_rendered() -> None:
    parsed = Parsed(rendered("| a | b |\n|:--|--:|\n| 1 | *2* |"))
    assert parsed.tags == ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td", "em"]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<b>bold</b>",
        "text <img src=x onerror=alert(1)>",
        "<!-- comment -->",
        "<div>\n\n*x*\n\n</div>",
        "<?php x ?>",
        "<![CDATA[x]]>",
    ],
)
def test_html_shows_as_text(text: str) -> None:
    parsed = Parsed(rendered(text))
    assert set(parsed.tags) <= {"p", "em"}
    assert parsed.text.startswith(text.partition("\n")[0])


@pytest.mark.parametrize(
    "target",
    [
        *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "<javascript:alert(1)>", "&#106;avascript:alert(1)"),
        *("vbscript:x", "file:///etc/passwd", "data:text/html,x", "javascript&colon;alert(1)"),
    ],
)
@pytest.mark.parametrize("form", ["[x]({})", "[x]\n\n[x]: {}", "<{}>", "![x]({})"])
def test_a_link_that_runs_something_is_no_link(form: str, target: str) -> None:
    parsed = Parsed(rendered(form.format(target)))
    assert not {"a", "img"} & set(parsed.tags)


def test_a_link_that_leaves_the_site_says_so() -> None:
    assert rendered("[x](https://a.org/b)") == '<p><a href="https://a.org/b" rel="external noopener">x</a></p>'


@pytest.mark.parametrize(
    ("target", "to_root", "href"),
    [
        ("about.md", "", "about.html"),
        ("about.md", "../", "../about.html"),
        ("papers/a.md", "../", "../papers/a.html"),
        ("../papers/a.md", "../", "../papers/a.html"),
        ("papers/a.md#part-2", "", "papers/a.html#part-2"),
        ("#part", "../", "#part"),
        ("https://a.org/readme.md", "../", "https://a.org/readme.md"),
        ("/a.md", "../", "/a.md"),
        ("mailto:me@a.org", "../", "mailto:me@a.org"),
    ],
)
def test_a_link_to_a_pages_source_becomes_one_to_the_page(target: str, to_root: str, href: str) -> None:
    assert dict(Parsed(rendered(f"[x]({target})", to_root)).attributes)["href"] == href


def test_a_citation_leads_to_the_papers_page_and_shows_its_facts_as_text() -> None:
    parsed = Parsed(rendered("See [@cited]."))
    assert set(parsed.tags) == {"p", "span", "a", "b"}
    assert parsed.text == "See (Cited <b>work</b>Cited <b>work</b> & more In <i>short</i>.)."
    assert ("href", "../papers/cited.html") in parsed.attributes


def test_each_citation_is_described_by_a_card_of_its_own() -> None:
    attributes = Parsed(rendered("[@cited] [@cited] [@other]")).attributes
    described = [value for name, value in attributes if name == "aria-describedby"]
    assert described == [value for name, value in attributes if name == "id"]
    assert len(set(described)) == 3


@pytest.mark.parametrize("text", ["[@cited; @other]", "[@cited;@other]"])
def test_a_citation_may_name_several_papers(text: str) -> None:
    attributes = Parsed(rendered(text, "")).attributes
    assert [value for name, value in attributes if name == "href"] == ["papers/cited.html", "papers/other.html"]


def test_a_citation_of_no_paper_is_shown_as_missing() -> None:
    html = rendered("[@ghost; @other]", "")
    assert '<span class="missing">ghost</span>' in html
    assert Parsed(html).tags.count("a") == 1


@pytest.mark.parametrize("text", ["`[@cited]`", "\\[@cited]", "[@cited", "[@Cited]", "[@]", "me@cited", "    [@cited]"])
def test_what_only_resembles_a_citation_stays_text(text: str) -> None:
    assert "cite" not in dict(Parsed(rendered(text)).attributes).values()


def test_a_citation_works_in_a_table_a_list_and_a_heading() -> None:
    html = rendered("# [@other]\n\n- [@other]\n\n| a |\n|---|\n| [@other] |")
    assert [value for name, value in Parsed(html).attributes if name == "href"] == ["../papers/other.html"] * 3


@pytest.mark.parametrize(
    "text", ["a\n\n\n\nb", "```\na\n\n\nb\n   \nc\n```", "- a\n\n      x\n\n      y\n- b", "\n\na\n\n"]
)
def test_the_html_holds_no_blank_line_that_would_end_its_block(text: str) -> None:
    assert not re.search(r"\n[ \t]*\n", rendered(text))


@pytest.mark.parametrize(
    "text", ["user\u202egnp.exe \0\u200b", "- a\n  user\u202egnp.exe", "```\n  \u202egnp\x02\n```"]
)
def test_invisible_characters_are_dropped_wherever_they_stand(text: str) -> None:
    assert not {"\u202e", "\0", "\u200b", "\x02", "\ufffd"} & set(rendered(text))


@pytest.mark.parametrize(
    "text", ["a\n{: onclick=alert(1) }", "## a {: onclick=alert(1) }", "- a {: onclick=alert(1) }"]
)
def test_an_attribute_list_in_prose_sets_no_attribute_on_the_site(text: str) -> None:
    parsed = Parsed(site_html(f'<div markdown="1">\n\n{rendered(text)}\n\n</div>\n'))
    assert "onclick" not in dict(parsed.attributes)
    assert "onclick" in parsed.text


def test_a_table_of_contents_in_prose_stays_text_on_the_site() -> None:
    assert Parsed(site_html(f'<div markdown="1">\n\n{rendered("[TOC]")}\n\n</div>\n')).text == "[TOC]"


BLOCKS = st.sampled_from(
    [
        *(
            "a",
            "*b*",
            "**c",
            "`d`",
            "<b>",
            "</div>",
            "<script>",
            "&amp;",
            "[x](y.md)",
            "[@cited]",
            "[@ghost]",
            "\n",
            "\n\n",
        ),
        *(
            "- ",
            "1. ",
            "> ",
            "# ",
            "    ",
            "```\n",
            "| a | b |\n|--|--|\n",
            "|",
            "---",
            "{: .x}",
            "[TOC]",
            "\\",
            "\x02",
            "_",
        ),
    ]
)
TAGS = {
    "p",
    "em",
    "strong",
    "b",
    "code",
    "pre",
    "a",
    "span",
    "ul",
    "ol",
    "li",
    "blockquote",
    "hr",
    "br",
    "h1",
    "h2",
    "img",
}
TABLE = {"table", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {"class", "href", "rel", "title", "src", "alt", "start", "style", "id", "role", "aria-describedby"}


@given(st.text(max_size=80) | st.lists(BLOCKS, max_size=15).map("".join))
@settings(deadline=None, max_examples=150)
def test_any_prose_gives_only_elements_of_prose(text: str) -> None:
    parsed = Parsed(rendered(text))
    assert set(parsed.tags) <= TAGS | TABLE
    assert {name for name, _ in parsed.attributes} <= ATTRIBUTES


@given(st.lists(BLOCKS, max_size=15).map("".join))
@settings(deadline=None, max_examples=100)
def test_the_sites_engine_passes_prose_through_unchanged(text: str) -> None:
    html = rendered(text)
    within = Parsed(site_html(f'<div markdown="1">\n\n## Note\n\n{html}\n\n</div>\n'))
    assert within.tags[2:] == Parsed(html).tags
    assert "".join(within.text.split()) == "Note" + "".join(Parsed(html).text.split())


TERM = Defined("Tree <search>", "Has *branches* & leaves.", "methods/tree-search.html")
DEEP = Defined("Deep tree", "D.", "methods/deep-tree.html")


def find_terms(text: str) -> list[tuple[int, int, Defined]]:
    """Where a text says "tree search" or "deep tree", in order."""
    names = {"tree search": TERM, "deep tree": DEEP}
    return [(m.start(), m.end(), names[m[0]]) for m in re.finditer("tree search|deep tree", text)]


DEFINING = Prose(PAPERS.get, find_terms)


def defined(text: str) -> Parsed:
    return Parsed(str(DEFINING.render(text, "../")))


def test_the_first_mention_of_a_term_leads_to_its_page_and_shows_its_definition_as_text() -> None:
    html = str(DEFINING.render("A tree search, a tree search.", "../")).strip()
    assert html == (
        '<p>A <span class="cite term"><a href="../methods/tree-search.html" aria-describedby="cite-1">tree search</a>'
        '<span class="cite-card" role="tooltip" id="cite-1"><b>Tree &lt;search&gt;</b> Has *branches* &amp; leaves.'
        "</span></span>, a tree search.</p>"
    )


@pytest.mark.parametrize(
    "text",
    ["# tree search", "tree search\n===", "`tree search`", "    tree search", "[a tree search](a.md)", "[@cited]"],
)
def test_a_term_is_left_alone_in_headings_code_links_and_citations(text: str) -> None:
    assert ("class", "cite term") not in defined(text).attributes


@pytest.mark.parametrize("text", ["- tree search", "*tree search*", "> tree search", "| a |\n|--|\n| tree search |"])
def test_a_term_is_told_in_lists_emphasis_quotes_and_tables(text: str) -> None:
    assert ("class", "cite term") in defined(text).attributes


def test_a_term_is_told_after_a_mention_in_a_heading() -> None:
    assert defined("# tree search\n\ntree search").attributes.count(("class", "cite term")) == 1


def test_cards_of_terms_and_citations_have_ids_of_their_own() -> None:
    ids = [value for name, value in defined("tree search [@cited] deep tree").attributes if name == "id"]
    assert ids == ["cite-1", "cite-2", "cite-3"]


def without_cards(html: str) -> str:
    return re.sub(r'<span class="cite-card".*?</span>', "", html)


@given(st.lists(BLOCKS | st.sampled_from(["tree search", "deep tree", " "]), max_size=15).map("".join))
@settings(deadline=None, max_examples=150)
def test_telling_terms_changes_no_text(text: str) -> None:
    with_terms, plain = str(DEFINING.render(text, "")), rendered(text, "")
    assert Parsed(without_cards(with_terms)).text == Parsed(without_cards(plain)).text
