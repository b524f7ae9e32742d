"""The works that prose cites, as a list of references: for print, where a link leads nowhere."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from livingsurvey.model import Paper, Reference
from livingsurvey.model.base import doi_address
from livingsurvey.model.citations import cited_keys
from livingsurvey.model.markup import Inline, Plain
from livingsurvey.site import words
from livingsurvey.site.inline_data import inline_data
from livingsurvey.site.page_links import PageLink
from livingsurvey.site.prose import Cited, cited_works
from livingsurvey.site.renderer import Renderer

_AUTHORS = 20  # of a work with more, a list of references names the first


class ListedWork(NamedTuple):
    """A work in a list of references; ``numbers`` are names of identifiers, each with its address."""

    key: str
    label: str
    authors: tuple[str, ...]
    title: Inline
    where: str
    numbers: tuple[tuple[str, str], ...]
    topics: tuple[str, ...]


def references(renderer: Renderer, text: str) -> list[dict[str, Any]]:
    """The works that a text cites as the theme lists them, under the names that the text calls them by."""
    cited = cited_works(cited_keys(text), renderer.cited)
    return [_data(renderer, one) for one in _listed(renderer, cited.items())]


def reference_list(renderer: Renderer, keys: Iterable[str]) -> list[ListedWork]:
    """Papers and other works that can be cited, in the order of the names that prose calls them by."""
    return _listed(renderer, [(key, work) for key in keys if (work := renderer.cited(key))])


def _listed(renderer: Renderer, cited: Iterable[tuple[str, Cited]]) -> list[ListedWork]:
    works = [_work(renderer, key, work.label) for key, work in cited]
    return sorted(works, key=lambda work: (work.label.casefold(), work.key))


def _work(renderer: Renderer, key: str, label: str) -> ListedWork:
    if paper := renderer.survey.paper.get(key):
        where = ", ".join(filter(None, (paper.venue, paper.published)))
        title = renderer.analysis.title[key]
        return ListedWork(key, label, paper.authors, title, where, _numbers(paper), paper.topics)
    reference = renderer.survey.landmark[key][1].reference or Reference(title=label)
    title, year = (Plain(reference.title),), str(reference.year or "")
    return ListedWork(key, label, reference.authors, title, year, _numbers(reference), ())


def _numbers(work: Paper | Reference) -> tuple[tuple[str, str], ...]:
    arxiv = (f"arXiv:{work.arxiv}", f"https://arxiv.org/abs/{work.arxiv}") if work.arxiv else None
    doi = (f"doi:{work.doi}", doi_address(work.doi)) if work.doi else None
    return tuple(filter(None, (arxiv, doi)))


def _data(renderer: Renderer, work: ListedWork) -> dict[str, Any]:
    return {
        "name": work.label if work.label[-1] in "….?!" else f"{work.label}.",
        "authors": words.authors_of(renderer.messages, work.authors, _AUTHORS),
        "title": inline_data(work.title),
        "where": work.where,
        "links": [PageLink(name, address).data() for name, address in work.numbers],
    }
