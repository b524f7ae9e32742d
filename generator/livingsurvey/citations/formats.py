"""The citation formats there are. Another one is a module and a line here, or an extension."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from livingsurvey.citations.bibliography_entry import Entry, Head
from livingsurvey.citations.bibtex import bibtex_entry, bibtex_file
from livingsurvey.citations.csl_json import csl_entry, csl_file
from livingsurvey.citations.csv_table import csv_entry, csv_file
from livingsurvey.citations.markdown_list import markdown_entry, markdown_file
from livingsurvey.citations.ris import ris_entry, ris_file
from livingsurvey.extensions import joined, naming
from livingsurvey.model import Extensions


@dataclass(frozen=True, slots=True)
class Format:
    """A format: ``entry`` writes one paper, ``file`` joins what it wrote below a head."""

    id: str
    label: str
    extension: str
    entry: Callable[[Entry], str]
    file: Callable[[list[str], Head], str]


FORMATS = (
    Format("bibtex", "BibTeX", "bib", bibtex_entry, bibtex_file),
    Format("ris", "RIS", "ris", ris_entry, ris_file),
    Format("csl", "CSL-JSON", "csl.json", csl_entry, csl_file),
    Format("csv", "CSV", "csv", csv_entry, csv_file),
    Format("markdown", "Markdown", "md", markdown_entry, markdown_file),
)


def formats_of(extensions: Extensions) -> tuple[Format, ...]:
    """The citation formats that a survey offers: the built-in ones, and those of its extensions.

    Raises:
        ExtensionError: when two have the same id.
    """
    added = [one for one in extensions.of(Format) if one not in FORMATS]
    careful = [replace(one, entry=naming(one.id)(one.entry), file=naming(one.id)(one.file)) for one in added]
    return tuple(joined(FORMATS, careful).values())
