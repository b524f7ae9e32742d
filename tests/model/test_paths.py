"""Addresses of pages."""

from livingsurvey.model import paths

from tests.builders import paper, topic


def test_a_papers_page_stands_among_the_papers() -> None:
    assert paths.paper_source("a") == "papers/a.md"
    assert paths.paper_url(paper("a")) == "papers/a.html"


def test_a_topics_page_stands_among_the_topics() -> None:
    assert paths.topic_source("a") == "topics/a.md"
    assert paths.topic_url(topic("a")) == "topics/a.html"


def test_an_address_ends_in_html_once() -> None:
    assert paths.address_of("papers/md.md") == "papers/md.html"


def test_entries_people_and_venues_have_folders_of_their_own() -> None:
    assert paths.term_source("models", "llama") == "models/llama.md"
    assert paths.person_source("ada-lovelace") == "people/ada-lovelace.md"
    assert paths.venue_source("icml") == "venues/icml.md"


def test_a_view_of_the_papers_is_an_address() -> None:
    assert paths.explore_url(topic="caches", year=2024) == "explore.html?topic=caches&year=2024"
    assert paths.explore_url(q="a&b c") == "explore.html?q=a%26b+c"
