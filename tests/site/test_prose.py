"""Curators' Markdown: HTML is off, links are safe, citations lead to papers."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.model.citations import citations_in
from livingsurvey.site.prose import Cited, Defined, ProseRenderer

from tests.site.engines import Parsed, commonmark_html, site_html

PAPERS = {
    "cited": Cited("Cited <b>work</b>", "Cited <b>work</b> & more", "In <i>short</i>.", "papers/cited.md"),
    "other": Cited("Another", "Another paper", "", "papers/other.md", "1843"),
}
PROSE = ProseRenderer(PAPERS.get)


def rendered(text: str, to_root: str = "../") -> str:
    """What the site makes of prose."""
    return site_html(PROSE.render(text, to_root))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("Plain & simple.", "<p>Plain &amp; simple.</p>"),
        ("*a* **b** `c`", "<p><em>a</em> <strong>b</strong> <code>c</code></p>"),
        ("one\n\ntwo", "<p>one</p>\n<p>two</p>"),
        ("one\ntwo", "<p>one\ntwo</p>"),
        ("*a **b***", "<p><em>a <strong>b</strong></em></p>"),
        ("a* *b", "<p>a* *b</p>"),
        ("one\\\ntwo", "<p>one<br />\ntwo</p>"),
        ("one  \ntwo", "<p>one<br />\ntwo</p>"),
        ("```\nx = 1    # one\n```", "<pre><code>x = 1    # one\n</code></pre>"),
        ("## Head", '<h2 id="head">Head</h2>'),
        ("> quoted", "<blockquote>\n<p>quoted</p>\n</blockquote>"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("- a\n  - b\n\n    c", "<ul>\n<li>a<ul>\n<li>\n<p>b</p>\n<p>c</p>\n</li>\n</ul>\n</li>\n</ul>"),
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


def test_a_link_may_have_a_title() -> None:
    assert rendered('[x](about.md "y & z")') == '<p><a href="../about.md" title="y &amp; z">x</a></p>'


@pytest.mark.parametrize("text", ["[x](https://a.org/b)", "<https://a.org/b>", "[x][y]\n\n[y]: https://a.org/b"])
def test_a_link_that_leaves_the_site_says_so(text: str) -> None:
    assert '<a href="https://a.org/b" rel="external noopener">' in rendered(text)


@pytest.mark.parametrize(
    ("target", "to_root", "href"),
    [
        ("about.md", "", "about.md"),
        ("about.md", "../", "../about.md"),
        ("papers/a.md", "../", "../papers/a.md"),
        ("../papers/a.md", "../", "../papers/a.md"),
        ("papers/a.md#part-2", "", "papers/a.md#part-2"),
        ("#part", "../", "#part"),
        ("https://a.org/readme.md", "../", "https://a.org/readme.md"),
        ("mailto:me@a.org", "../", "mailto:me@a.org"),
    ],
)
def test_a_link_to_a_pages_source_is_written_from_the_pages_folder(target: str, to_root: str, href: str) -> None:
    assert dict(Parsed(rendered(f"[x]({target})", to_root)).attributes)["href"] == href


def test_a_citation_leads_to_the_papers_page_and_says_what_it_is() -> None:
    parsed = Parsed(rendered("See [@cited]."))
    assert parsed.tags == ["p", "a"]
    assert parsed.text == "See (Cited <b>work</b>)."
    assert parsed.attributes == [
        ("href", "../papers/cited.md"),
        ("title", "Cited <b>work</b> & more."),  # its summary is on a card
    ]


def test_what_a_work_is_that_no_card_is_about_is_said_next_to_its_title() -> None:
    work = Cited("Ada", "Notes", "On engines.", "works/notes.md", "1843")
    parsed = Parsed(site_html(ProseRenderer({"notes": work}.get).render("See [@notes].", "../")))
    assert parsed.attributes == [("href", "../works/notes.md"), ("title", "Notes. On engines.")]


def test_prose_reads_well_as_markdown() -> None:
    text = "See [@other] and *this*:\n\n- one\n- two\n"
    assert PROSE.render(text, "") == (
        'See ([Another 1843](papers/other.md "Another paper.")) and *this*:\n\n-   one\n-   two'
    )


@pytest.mark.parametrize("text", ["[@cited; @other]", "[@cited;@other]"])
def test_a_citation_may_name_several_papers(text: str) -> None:
    attributes = Parsed(rendered(text, "")).attributes
    assert [value for name, value in attributes if name == "href"] == ["papers/cited.md", "papers/other.md"]


def test_a_citation_of_no_paper_is_its_key() -> None:
    parsed = Parsed(rendered("[@ghost-paper; @other]", ""))
    assert parsed.text == "(ghost-paper; Another 1843)"
    assert parsed.tags.count("a") == 1


@pytest.mark.parametrize("text", ["`[@cited]`", "\\[@cited]", "[@cited", "[@Cited]", "[@]", "me@cited", "    [@cited]"])
def test_what_only_resembles_a_citation_stays_text(text: str) -> None:
    assert "a" not in Parsed(rendered(text)).tags


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("@other shows it.", "Another (1843) shows it."),
        ("Says @other: *@other’s* and “@other”.", "Says Another (1843): Another (1843)’s and “Another (1843)”."),
        ("- @other\n\n> @other", "Another (1843) Another (1843)"),
        ("@ghost-paper says it.", "ghost-paper says it."),
    ],
)
def test_a_bare_key_is_a_noun_of_its_sentence(text: str, shown: str) -> None:
    assert " ".join(Parsed(rendered(text)).text.split()) == shown


@pytest.mark.parametrize(
    "text", ["`@other`", r"\@other", "me@other", "me@other.org", "[at @other](a.md)", "https://a.org/@other", "[@other"]
)
def test_a_bare_key_in_code_links_and_addresses_is_none(text: str) -> None:
    assert "(1843)" not in Parsed(rendered(text)).text
    assert Parsed(rendered(text)).text.replace("@", "").strip()


WORDS = st.sampled_from(["@other", "[@other]", "`@other`", "\\@other", "me@other", "*", "(", "text", ".", " ", "\n"])


@given(st.lists(WORDS, max_size=12).map("".join))
@settings(deadline=None, max_examples=200)
def test_what_is_shown_as_a_citation_is_what_is_read_as_one(text: str) -> None:
    text = f"It is {text}"
    html = site_html(ProseRenderer(lambda _: PAPERS["other"]).render(text, ""))
    links = [value for name, value in Parsed(html).attributes if name == "href"]
    assert len(links) == len(citations_in(" ".join(text.split())))


def test_a_citation_works_in_a_table_a_list_and_a_heading() -> None:
    html = rendered("# [@other]\n\n- [@other]\n\n| a |\n|---|\n| [@other] |")
    assert [value for name, value in Parsed(html).attributes if name == "href"] == ["../papers/other.md"] * 3


@pytest.mark.parametrize(
    "text", ["user\u202egnp.exe \0\u200b", "- a\n  user\u202egnp.exe", "```\n  \u202egnp\x02\n```"]
)
def test_invisible_characters_are_dropped_wherever_they_stand(text: str) -> None:
    assert not {"\u202e", "\0", "\u200b", "\x02", "\ufffd"} & set(rendered(text))


@pytest.mark.parametrize(
    "text", ["a\n{: onclick=alert(1) }", "## a {: onclick=alert(1) }", "- a {: onclick=alert(1) }"]
)
def test_an_attribute_list_in_prose_sets_no_attribute_on_the_site(text: str) -> None:
    parsed = Parsed(rendered(text))
    assert "onclick" not in dict(parsed.attributes)
    assert "onclick" in parsed.text


def test_a_table_of_contents_in_prose_stays_text_on_the_site() -> None:
    assert Parsed(rendered("[TOC]")).text == "[TOC]"


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
def test_a_second_engine_reads_only_elements_of_prose_too(text: str) -> None:
    parsed = Parsed(commonmark_html(PROSE.render(text, "../")))
    assert set(parsed.tags) <= TAGS | TABLE
    assert {name for name, _ in parsed.attributes} <= ATTRIBUTES


TERM = Defined("Tree <search>", "Has *branches* & leaves.", "methods/tree-search.md")
DEEP = Defined("Deep tree", "D.", "methods/deep-tree.md")


def find_terms(text: str) -> list[tuple[int, int, Defined]]:
    """Where a text says "tree search" or "deep tree", in order."""
    names = {"tree search": TERM, "deep tree": DEEP}
    return [(m.start(), m.end(), names[m[0]]) for m in re.finditer("tree search|deep tree", text)]


DEFINING = ProseRenderer(PAPERS.get, find_terms)


def defined(text: str) -> Parsed:
    return Parsed(site_html(DEFINING.render(text, "../")))


def test_the_first_mention_of_a_term_leads_to_its_page_and_says_its_definition() -> None:
    assert DEFINING.render("A tree search, a tree search.", "../") == (
        'A [tree search](../methods/tree-search.md "Tree &lt;search>: Has *branches* & leaves."), a tree search.'
    )


def test_a_term_by_its_own_name_says_the_definition_alone() -> None:
    assert DEFINING.render("A deep tree.", "") == 'A [deep tree](methods/deep-tree.md "D.").'


@pytest.mark.parametrize(
    "text",
    ["# tree search", "tree search\n===", "`tree search`", "    tree search", "[a tree search](a.md)", "[@cited]"],
)
def test_a_term_is_left_alone_in_headings_code_links_and_citations(text: str) -> None:
    assert "../methods/tree-search.md" not in dict(defined(text).attributes).values()


@pytest.mark.parametrize("text", ["- tree search", "*tree search*", "> tree search", "| a |\n|--|\n| tree search |"])
def test_a_term_is_told_in_lists_emphasis_quotes_and_tables(text: str) -> None:
    assert ("href", "../methods/tree-search.md") in defined(text).attributes


def test_a_term_is_told_after_a_mention_in_a_heading() -> None:
    assert defined("# tree search\n\ntree search").tags.count("a") == 1


@given(st.lists(BLOCKS | st.sampled_from(["tree search", "deep tree", " "]), max_size=15).map("".join))
@settings(deadline=None, max_examples=150)
def test_telling_terms_changes_no_text(text: str) -> None:
    assert Parsed(site_html(DEFINING.render(text, ""))).text == Parsed(rendered(text, "")).text


@pytest.mark.parametrize("text", ["*" * 20000 + "a" + "**_" * 5000, "**_" * 3000 + "a" + "_**" * 3000])
def test_emphasis_within_emphasis_without_end_is_shown_as_far_as_it_can_be_seen(text: str) -> None:
    assert "a" in PROSE.render(text, "")
