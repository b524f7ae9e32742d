"""CSV by RFC 4180: for spreadsheets and data frames."""

import csv
import io
from collections.abc import Iterable

from livingsurvey.citations.bibliography_entry import BibliographyEntry, FileHeader
from livingsurvey.citations.plain_text import name_in_parts
from livingsurvey.model import Paper
from livingsurvey.model.text import clean, no_formula

#: Every column that is there for all surveys, and what it holds; several values are parted by semicolons. The fields
#: that a survey declares come after the summary.
COLUMNS = {
    "key": "the paper's key in the survey",
    "citation_key": "its key in the BibTeX files",
    "title": "the title, scripts as Unicode has them",
    "authors": "all authors, in order",
    "published": "YYYY, YYYY-MM or YYYY-MM-DD, as far as it is known",
    "year": "the year of that date",
    "venue": "where it appeared",
    "status": "included or excluded; empty before screening",
    "topics": "titles of its topics, the primary one first",
    "summary": "one sentence",
    "arxiv": "the address at arXiv",
    "doi": "the DOI",
    "code": "addresses of its code",
    "page": "the address of its page in the survey, where the survey has one",
    "type": "the type of work, as CSL names it",
    "genre": "a class within the type",
    "editors": "all editors, in order",
    "translators": "all translators, in order",
    "collaboration": "the group that the authors write for",
    "authors_omitted": "how many authors the source leaves out",
    "container_title_short": "the short form of the venue's name",
    "collection_title": "the series",
    "collection_number": "the number in the series",
    "publisher": "the publisher; of a thesis, the school",
    "publisher_place": "the place of the publisher",
    "institution": "the institution, where there is a publisher too",
    "volume": "the volume",
    "number_of_volumes": "of how many volumes it consists",
    "issue": "the issue of the journal",
    "pages": "the pages",
    "number": "the number of an article, a report or a standard",
    "chapter_number": "the chapter",
    "edition": "the edition",
    "event_title": "the conference",
    "event_place": "where the conference was held",
    "isbn": "the ISBN",
    "issn": "the ISSN",
    "pmid": "the number in PubMed",
    "pmcid": "the number in PubMed Central",
    "language": "the language",
    "original_date": "when the original was published",
    "accessed": "when the first link was visited",
    "keywords": "the keywords that the source states",
    "note": "what else the source says",
    "links": "other addresses",
    "selection": "what this file contains, the same in each row",
    "date": "as of when, the same in each row",
}


_FIELDS_AFTER = "summary"
#: The columns of what the bibliography states, and the names of those that do not have its own.
_STATED = tuple(COLUMNS)[tuple(COLUMNS).index("type") : tuple(COLUMNS).index("links")]
_OTHERWISE = {"pages": "page"}


def columns_of(fields: Iterable[str]) -> list[str]:
    """The heads of all columns, those of declared fields at their place."""
    names = list(COLUMNS)
    place = names.index(_FIELDS_AFTER) + 1
    return [*names[:place], *fields, *names[place:]]


def csv_entry(entry: BibliographyEntry) -> str:
    """Write one row, without the last two columns and the end of the line."""
    paper = entry.paper
    return row(
        (
            entry.key,
            entry.citation_key,
            entry.title_text,
            *(_people(paper, paper.authors), paper.published, str(paper.year or ""), paper.venue),
            *(paper.status, "; ".join(entry.topics), paper.summary),
            *entry.fields.values(),
            f"https://arxiv.org/abs/{paper.arxiv}" if paper.arxiv else "",
            *(paper.doi, "; ".join(paper.code), entry.page),
            *_stated(paper),
            "; ".join(link.url for link in paper.links),
        )
    )


def csv_file(rows: list[str], head: FileHeader) -> str:
    """Write the table. CSV has no comments; what is selected and when is in each row, so that tables can be joined."""
    last = row((f"{head.survey}: {head.selection}", head.date))
    return "".join(f"{line}\r\n" for line in (",".join(columns_of(head.fields)), *(f"{line},{last}" for line in rows)))


def _stated(paper: Paper) -> Iterable[str]:
    """The cells of what the bibliography states."""
    if not (stated := paper.publication):
        return [""] * len(_STATED)
    lists = {
        "editors": _people(paper, stated.editor),
        "translators": _people(paper, stated.translator),
        "keywords": "; ".join(stated.keyword),
    }
    return [lists[name] if name in lists else getattr(stated, _OTHERWISE.get(name, name)) or "" for name in _STATED]


def _people(paper: Paper, names: Iterable[str]) -> str:
    """Names as they are shown; where one cannot be taken apart from that, all with families' names first, as in RIS."""
    known, shown = paper.publication.names if paper.publication else {}, list(names)
    if any(name in known or " and " in name for name in shown):
        shown = [name_in_parts(paper.name_of(name)) for name in shown]
    return "; ".join(shown)


def row(values: Iterable[str | None]) -> str:
    """Write cells, none of which a spreadsheet will compute, as a row without its end."""
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow([_cell(value) if value else "" for value in values])
    return text.getvalue()


def _cell(value: str) -> str:
    return no_formula(clean(value).strip())
