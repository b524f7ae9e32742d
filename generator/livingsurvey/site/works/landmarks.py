"""Works that papers name, as pages show them: where each was published, and who names it in which sentence."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from livingsurvey.analysis.works import NamedWork, Naming, naming_sentence
from livingsurvey.model import Paper, Reference, paths
from livingsurvey.model.base import doi_address
from livingsurvey.model.markup import Inline
from livingsurvey.site import words
from livingsurvey.site.messages import Messages
from livingsurvey.site.page_links import PageLink
from livingsurvey.site.renderer import Renderer

_LEAST = 2  # abstracts of a topic that name a work which is said to be absent where the reader starts
_AUTHORS = 3  # of a reference with more, the first is named

#: Named values for the theme's template.
_Data = dict[str, Any]


class ShownNaming(NamedTuple):
    """A paper that names a work, by its link, and the sentence that does."""

    paper: PageLink
    sentence: Inline


class ShownWork(NamedTuple):
    """A work as its page shows it: the paper of this survey that introduces it, or where it was published."""

    paper: PageLink | None
    reference: Reference | None
    authors: str
    links: list[PageLink]
    source: PageLink | None
    namings: list[ShownNaming]


def reference_label(messages: Messages, reference: Reference) -> str:
    """How a work elsewhere is cited, as prose cites it: by its authors and year, else by its title."""
    who, year = words.cited_as(messages, reference.authors, reference.year, reference.title)
    return f"{who} {year}".strip()


def reference_links(reference: Reference) -> list[PageLink]:
    """Where a work elsewhere can be read: at arXiv, and by its DOI."""
    arxiv = (
        [PageLink(f"arXiv:{reference.arxiv}", f"https://arxiv.org/abs/{reference.arxiv}")] if reference.arxiv else []
    )
    return arxiv + ([PageLink(f"doi:{reference.doi}", doi_address(reference.doi))] if reference.doi else [])


def source_link(renderer: Renderer, reference: Reference) -> PageLink | None:
    """The public copy that states a reference."""
    if not reference.source:
        return None
    host = (urlsplit(reference.source).hostname or "").removeprefix("www.")
    return PageLink(renderer.messages.t("works.stated_at", host=host), reference.source)


def work_link(renderer: Renderer, work: NamedWork) -> PageLink:
    """The page of a work, or its name where its vocabulary has no pages."""
    return renderer.page_links.term(work.vocabulary, work.term.id)


def landmarks(renderer: Renderer, papers: Sequence[Paper]) -> list[_Data]:
    """The works that some papers name and that are not in this collection, those that most name first."""
    named = [work for work in renderer.analysis.works.named_by(papers) if work.absent]
    return [_landmark(renderer, work) for work in named]


def _landmark(renderer: Renderer, work: NamedWork) -> _Data:
    data: _Data = work_link(renderer, work).data() | {"count": len(work.namings)}
    reference = work.term.reference
    if reference is None:
        return data
    source = source_link(renderer, reference)
    return data | {
        "cited": reference_label(renderer.messages, reference),
        "links": [link.data() for link in reference_links(reference)],
        "source": source.data() if source else None,
    }


def absent_start(renderer: Renderer, papers: Sequence[Paper]) -> tuple[PageLink, str, int] | None:
    """The work that most of some papers name, where it is not in this collection: its link, label, and by how many.

    Nothing where fewer than two name it, or where nobody has looked up where it was published.
    """
    named = renderer.analysis.works.named_by(papers)
    first = next((work for work in named if work.term.reference and len(work.namings) >= _LEAST), None)
    if first is None or first.term.reference is None:
        return None
    return work_link(renderer, first), reference_label(renderer.messages, first.term.reference), len(first.namings)


def shown_work(renderer: Renderer, work: NamedWork, most: int) -> ShownWork:
    """A work as its page shows it, with at most so many of the papers that name it."""
    reference, key = work.term.reference, work.term.paper
    authors = reference.authors if reference else ()
    named = ", ".join(authors) if len(authors) <= _AUTHORS else renderer.messages.t("js.paper.et_al", name=authors[0])
    return ShownWork(
        renderer.page_links.paper(key) if key in renderer.survey.paper and key else None,
        reference,
        named,
        reference_links(reference) if reference else [],
        source_link(renderer, reference) if reference else None,
        [shown_naming(renderer, naming) for naming in work.namings[:most]],
    )


def shown_naming(renderer: Renderer, naming: Naming) -> ShownNaming:
    """A paper that names a work, under the name that prose gives it."""
    paper = renderer.survey.paper[naming.paper]
    return ShownNaming(PageLink(words.dated_label(paper), paths.paper_url(paper), paper.summary or ""), naming.sentence)


def named_by(renderer: Renderer, paper: Paper) -> list[ShownNaming]:
    """The papers that name a paper or a work that it introduces, newest first, each with the sentence that does."""
    survey, analysis = renderer.survey, renderer.analysis
    works = analysis.works.introduced.get(paper.key, ())
    found = {naming.paper: naming for work in works for naming in work.namings}
    for key in analysis.named_by[paper.key]:
        found.setdefault(key, Naming(key, naming_sentence(survey.paper[key], paper)))
    return [shown_naming(renderer, found[key]) for key in _newest(renderer, list(found))]


def names(renderer: Renderer, paper: Paper) -> list[ShownNaming]:
    """The papers of this survey that a paper names, by their titles or by works that they introduce."""
    survey, analysis = renderer.survey, renderer.analysis
    works = [work for work in analysis.works.named_by([paper]) if work.term.paper]
    found = {work.term.paper or "": work.namings[0].sentence for work in works}
    for key in analysis.names[paper.key]:
        found.setdefault(key, naming_sentence(paper, survey.paper[key]))
    return [shown_naming(renderer, Naming(key, found[key])) for key in _newest(renderer, list(found))]


def _newest(renderer: Renderer, keys: list[str]) -> list[str]:
    paper = renderer.survey.paper
    known = sorted(key for key in keys if key in paper)
    return sorted(known, key=lambda key: paper[key].published or "", reverse=True)
