"""Links for Markdown and for front matter: the same address, as each needs it."""

from typing import Any

import pytest
from livingsurvey.analysis import derive
from livingsurvey.model.markup import Plain, Sup
from livingsurvey.site.page_links import PageLink, PageLinks
from livingsurvey.site.renderer import Renderer

from tests.builders import paper, survey
from tests.site.samples import HOSTILE, small


@pytest.mark.parametrize(
    ("link", "markdown", "data"),
    [
        (PageLink("A", "a/b.html"), "[A](../a/b.md)", {"label": "A", "url": "../a/b.html"}),
        (PageLink("A", "a.html#b", "C"), '[A](../a.md#b "C")', {"label": "A", "url": "../a.html#b", "about": "C"}),
        (PageLink("A", "a.html?b=c"), "[A](../a.md?b=c)", {"label": "A", "url": "../a.html?b=c"}),
        (
            PageLink("A", "https://a.org/x.html"),
            "[A](https://a.org/x.html)",
            {"label": "A", "url": "https://a.org/x.html"},
        ),
        (PageLink("A*"), "A\\*", {"label": "A*"}),
        (
            PageLink((Plain("n"), Sup("2")), "a.html"),
            "[n<sup>2</sup>](../a.md)",
            {"label": ["n", {"sup": "2"}], "url": "../a.html"},
        ),
    ],
)
def test_a_link_is_written_for_a_page_in_a_folder(link: PageLink, markdown: str, data: dict[str, Any]) -> None:
    assert link.markdown() == markdown
    assert link.data() == data


def test_a_link_is_written_for_a_page_at_the_root() -> None:
    assert PageLink("A", "a/b.html").markdown("") == "[A](a/b.md)"
    assert PageLink("A", "a/b.html").data("") == {"label": "A", "url": "a/b.html"}


def test_an_address_that_runs_something_leads_nowhere() -> None:
    assert PageLink("A", "https://a.org/'\"<>").markdown() == "[A](<https://a.org/'%22%3C%3E>)"
    assert "javascript" not in PageLink(HOSTILE, "a.html").markdown().partition("](../a")[2]


def links() -> PageLinks:
    return Renderer(small(), derive(small())).page_links


def test_a_term_leads_to_its_page_with_its_definition() -> None:
    assert links().term("kinds", "method") == PageLink("method", "kinds/method.html", "A new way.")


def test_what_is_in_no_vocabulary_is_text() -> None:
    assert links().term("models", "Llama") == PageLink("Llama")


def test_a_person_of_one_paper_is_found_in_the_index_and_of_more_on_a_page() -> None:
    given = survey(paper("a", authors=("Ada Lovelace", "Bo Li")), paper("b", authors=("Bo Li",)))
    people = Renderer(given, derive(given)).page_links
    assert people.person("Ada Lovelace").url == "people/index.html#letter-l"
    assert people.person("Bo Li").url == "people/bo-li.html"


def test_papers_topics_and_entries_lead_to_their_pages() -> None:
    assert links().paper("bare-paper").url == "papers/bare-paper.html"
    assert links().topic("caches") == PageLink("Caches", "topics/caches.html")
    assert links().entry("years", "2024") == PageLink("2024", "years/2024.html")
