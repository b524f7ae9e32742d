"""Where each page is in the site. Addresses are paths from the site's root."""

from functools import lru_cache
from urllib.parse import quote_plus

from livingsurvey.model.paper import Paper
from livingsurvey.model.statements import Statement
from livingsurvey.model.survey import Topic


def paper_source(key: str) -> str:
    """The Markdown file of a paper's page."""
    return f"papers/{key}.md"


def claim_source(paper: str, number: int) -> str:
    """The place of a claim, counted from 1, in the Markdown file of its paper's page."""
    return f"{paper_source(paper)}#claim-{number}"


def topic_source(key: str) -> str:
    """The Markdown file of a topic's or area's page."""
    return f"topics/{key}.md"


def address_of(source: str) -> str:
    """The built page's address for a Markdown file."""
    return source.removesuffix(".md") + ".html"


def paper_url(paper: Paper) -> str:
    """A paper's address in the built site."""
    return address_of(paper_source(paper.key))


def map_url(paper: Paper) -> str:
    """The address of the map of papers, at the mark of one."""
    return f"map.html#paper={paper.key}"


def topic_url(topic: Topic) -> str:
    """A topic's address in the built site."""
    return address_of(topic_source(topic.key))


def term_source(vocabulary: str, term: str) -> str:
    """The Markdown file of the page of a vocabulary's entry."""
    return f"{vocabulary}/{term}.md"


def person_source(key: str) -> str:
    """The Markdown file of an author's page."""
    return f"people/{key}.md"


def venue_source(key: str) -> str:
    """The Markdown file of a venue's page."""
    return f"venues/{key}.md"


def paper_citation(key: str) -> str:
    """The BibTeX file of a paper."""
    return f"data/papers/{key}.bib"


def citations(name: str, extension: str) -> str:
    """The citation file of all papers (``papers``) or of a topic (``topics/KEY``).

    One in Markdown ends in ``.md.txt``: the builder would take it for a page.
    """
    return f"data/{name}.{extension}" + (".txt" if extension == "md" else "")


def statement_anchor(statement: Statement) -> str:
    """The anchor of a statement on the page of its kind: ``statement-layers-differ``."""
    return f"statement-{statement.id}"


def statement_url(statement: Statement) -> str:
    """The address of a statement: ``consensus.html#statement-layers-differ``."""
    return f"{statement.kind}.html#{statement_anchor(statement)}"


def entry_url(kind: str, key: str) -> str:
    """The address of the page of an entry of any set: ``entry_url("venues", "icml-2024")``."""
    return f"{kind}/{key}.html"


def explore_url(**filters: str | int) -> str:
    """The address of the page of all papers, narrowed: ``explore_url(topic="x")`` is ``explore.html?topic=x``.

    Filters are named as the facets of that page; a value is a key of a topic, an id of a term, or a year.
    They are a query, which checkers of links let pass, where a fragment would have to be a place on the page.
    """
    return "explore.html?" + "&".join(f"{name}={_quoted(str(value))}" for name, value in filters.items())


@lru_cache(maxsize=1 << 12)  # the same few keys are in thousands of addresses
def _quoted(value: str) -> str:
    return quote_plus(value)


def correct_url(**target: str | int) -> str:
    """The address of the page for corrections: ``correct_url(paper="x", claim=1)`` is ``correct.html?paper=x&claim=1``.

    A query, as of the page of all papers; the page understands the same as a fragment.
    """
    return "correct.html?" + "&".join(f"{name}={_quoted(str(value))}" for name, value in target.items())


def audit_url(paper: str, claim: int) -> str:
    """The place on a paper's page that follows the number of a claim back to its source; claims count from 1."""
    return f"{address_of(paper_source(paper))}#audit-{claim}"


def absolute(site_url: str | None, path: str) -> str | None:
    """The whole web address of ``path``, or ``None`` where the address of the site is not known."""
    return f"{site_url.rstrip('/')}/{path}" if site_url else None


def relative(path: str, page: str) -> str:
    """The way from a page to ``path``, both given from the site's root."""
    return "../" * page.count("/") + path


def reference(site_url: str | None, path: str, page: str) -> str:
    """A reference to ``path`` from a page: its whole address where that is known, else the way to it."""
    return absolute(site_url, path) or relative(path, page)


def feed_path(topic: str | None = None) -> str:
    """The feed of a topic, or of all papers, without its ending."""
    return f"feeds/{topic or 'all'}"


def search_feed_path(search: str) -> str:
    """The feed of a search that the survey names, without its ending; no topic's key has a dot."""
    return f"feeds/search.{search}"


def card_path(topic: str | None = None) -> str:
    """The image of a topic, or for the whole survey, where a link to its page is shared."""
    return f"assets/cards/topics/{topic}.png" if topic else "assets/cards/home.png"
