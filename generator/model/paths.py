"""Where each page stands in the site. Addresses are paths from the site's root."""

from generator.model.paper import Paper
from generator.model.survey import Topic


def paper_source(key: str) -> str:
    """The Markdown file of a paper's page."""
    return f"papers/{key}.md"


def topic_source(key: str) -> str:
    """The Markdown file of a topic's or area's page."""
    return f"topics/{key}.md"


def address_of(source: str) -> str:
    """The built page's address for a Markdown file."""
    return source.removesuffix(".md") + ".html"


def paper_url(paper: Paper) -> str:
    """A paper's address in the built site."""
    return address_of(paper_source(paper.key))


def topic_url(topic: Topic) -> str:
    """A topic's address in the built site."""
    return address_of(topic_source(topic.key))
