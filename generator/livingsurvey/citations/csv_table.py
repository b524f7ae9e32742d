"""CSV by RFC 4180: for spreadsheets and data frames."""

import csv
import io
from collections.abc import Iterable

from livingsurvey.citations.bibliography_entry import BibliographyEntry, FileHeader
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
    "selection": "what this file contains, the same in each row",
    "date": "as of when, the same in each row",
}


_FIELDS_AFTER = "summary"


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
            *("; ".join(paper.authors), paper.published, str(paper.year or ""), paper.venue),
            *(paper.status, "; ".join(entry.topics), paper.summary),
            *entry.fields.values(),
            f"https://arxiv.org/abs/{paper.arxiv}" if paper.arxiv else "",
            *(paper.doi, "; ".join(paper.code), entry.page),
        )
    )


def csv_file(rows: list[str], head: FileHeader) -> str:
    """Write the table. CSV has no comments; what is selected and when is in each row, so that tables can be joined."""
    last = row((f"{head.survey}: {head.selection}", head.date))
    return "".join(f"{line}\r\n" for line in (",".join(columns_of(head.fields)), *(f"{line},{last}" for line in rows)))


def row(values: Iterable[str | None]) -> str:
    """Write cells, none of which a spreadsheet will compute, as a row without its end."""
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow([_cell(value or "") for value in values])
    return text.getvalue()


def _cell(value: str) -> str:
    return no_formula(clean(value).strip())
