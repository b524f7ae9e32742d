"""The bibliographic tags of what a bibliography states of a publication, as Google Scholar and Zotero read them."""

import re
from collections.abc import Iterator

from livingsurvey.model import Paper, Publication

_PAGES = re.compile(r"\s*([\w.:]+)\s*(?:[–—-]+\s*([\w.:]+))?")
#: The tag that names the venue, by the type of the work.
_VENUES = {
    "article-journal": "citation_journal_title",
    "article-magazine": "citation_journal_title",
    "article-newspaper": "citation_journal_title",
    "review": "citation_journal_title",
    "review-book": "citation_journal_title",
    "paper-conference": "citation_conference_title",
    "chapter": "citation_inbook_title",
    "entry-encyclopedia": "citation_inbook_title",
    "entry-dictionary": "citation_inbook_title",
}
#: The tag that names the publisher, where it is another kind of institution.
_PUBLISHERS = {"thesis": "citation_dissertation_institution", "report": "citation_technical_report_institution"}
#: What schema.org calls works that are no articles.
_SCHEMA = {
    "book": "Book",
    "chapter": "Chapter",
    "collection": "Book",
    "dataset": "Dataset",
    "map": "Map",
    "report": "Report",
    "software": "SoftwareSourceCode",
    "thesis": "Thesis",
    "webpage": "WebPage",
}


def venue_tag(paper: Paper) -> str | None:
    """The tag for a paper's venue, where the type of the work says which."""
    return _VENUES.get(paper.publication.type or "") if paper.publication else None


def schema_type(paper: Paper) -> str:
    """What schema.org calls a paper."""
    return _SCHEMA.get((paper.publication and paper.publication.type) or "", "ScholarlyArticle")


def publication_tags(stated: Publication) -> Iterator[tuple[str, str]]:
    """Names and contents of the tags; what is not stated has none."""
    first, last = _pages(stated.page)
    report = stated.number if stated.type == "report" else None
    tags = (
        ("citation_volume", stated.volume),
        ("citation_issue", stated.issue),
        ("citation_firstpage", first),
        ("citation_lastpage", last),
        ("citation_technical_report_number", report),
        (_PUBLISHERS.get(stated.type or "", "citation_publisher"), stated.publisher),
        ("citation_isbn", stated.isbn),
        ("citation_issn", stated.issn),
        ("citation_pmid", stated.pmid),
        ("citation_language", stated.language),
        *(("citation_keywords", word) for word in stated.keyword),
    )
    return ((name, text) for name, text in tags if text)


def _pages(page: str | None) -> tuple[str | None, str | None]:
    """The first and the last page of a range; of several ranges, those of the first."""
    found = _PAGES.match(page) if page else None
    return (found[1], found[2]) if found else (None, None)
