"""The citation formats there are. Another one is a module and a line here, or an extension."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from livingsurvey.citations.biblatex_writer import biblatex_entry
from livingsurvey.citations.bibliography_entry import BibliographyEntry, FileHeader
from livingsurvey.citations.bibtex_writer import bibtex_entry, bibtex_file
from livingsurvey.citations.csl_json_writer import csl_entry, csl_file
from livingsurvey.citations.csv_table import csv_entry, csv_file
from livingsurvey.citations.markdown_list import markdown_entry, markdown_file
from livingsurvey.citations.rendered_citation import LABELS, citation_list, citation_writer
from livingsurvey.citations.ris_writer import ris_entry, ris_file
from livingsurvey.extensions import joined, naming
from livingsurvey.model import Extensions


@dataclass(frozen=True, slots=True)
class CitationFormat:
    """A format.

    ``id``, ``label``, ``extension`` and ``media_type`` name it and its files, in scripts too; ``entry`` writes one
    paper, ``file`` joins what it wrote below a header.
    """

    id: str
    label: str
    extension: str
    media_type: str
    entry: Callable[[BibliographyEntry], str]
    file: Callable[[list[str], FileHeader], str]


FORMATS = (
    CitationFormat("bibtex", "BibTeX", "bib", "application/x-bibtex", bibtex_entry, bibtex_file),
    CitationFormat("biblatex", "BibLaTeX", "biblatex.bib", "application/x-bibtex", biblatex_entry, bibtex_file),
    CitationFormat("ris", "RIS", "ris", "application/x-research-info-systems", ris_entry, ris_file),
    CitationFormat("csl", "CSL-JSON", "csl.json", "application/json", csl_entry, csl_file),
    CitationFormat("csv", "CSV", "csv", "text/csv", csv_entry, csv_file),
    CitationFormat("markdown", "Markdown", "md", "text/markdown", markdown_entry, markdown_file),
)

#: Citations in words, for people: lists of them are made where a reader asks for one.
STYLES = tuple(
    CitationFormat(name, label, f"{name}.txt", "text/plain", citation_writer(name), citation_list)
    for name, label in LABELS.items()
)


def formats_of(extensions: Extensions) -> tuple[CitationFormat, ...]:
    """The citation formats that a survey offers: the built-in ones, and those of its extensions.

    Raises:
        ExtensionError: when two have the same id.
    """
    added = [one for one in extensions.of(CitationFormat) if one not in FORMATS]
    careful = [replace(one, entry=naming(one.id)(one.entry), file=naming(one.id)(one.file)) for one in added]
    return tuple(joined(FORMATS, careful).values())
