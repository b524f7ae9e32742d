"""Addresses of pages."""

from generator.model import paths
from tests.builders import paper, topic


def test_a_papers_page_stands_among_the_papers() -> None:
    assert paths.paper_source("a") == "papers/a.md"
    assert paths.paper_url(paper("a")) == "papers/a.html"


def test_a_topics_page_stands_among_the_topics() -> None:
    assert paths.topic_source("a") == "topics/a.md"
    assert paths.topic_url(topic("a")) == "topics/a.html"


def test_an_address_ends_in_html_once() -> None:
    assert paths.address_of("papers/md.md") == "papers/md.html"
