"""Reading a taxonomy from a file that a curator names, in whichever of the forms it is."""

import re
from pathlib import Path

from livingsurvey.importers.captured_text import MAX_BYTES, read_text
from livingsurvey.importers.records import Listing
from livingsurvey.importers.taxonomy import Taxonomy
from livingsurvey.importers.taxonomy_groups import read_collections, read_groups
from livingsurvey.importers.taxonomy_latex import read_latex
from livingsurvey.importers.taxonomy_markdown import read_markdown
from livingsurvey.store.files import read_plain

_LATEX = re.compile(r"\\(?:item|section|subsection|chapter|begin)\b")


def read_taxonomy(path: Path) -> Taxonomy:
    """Read a nested list or headings with citations, in LaTeX or Markdown, or the groups of a bibliography.

    What cannot be read is among the findings.

    Args:
        path: the file.

    Raises:
        OSError: when it cannot be read.
    """
    data = read_plain(path, MAX_BYTES)
    if path.suffix.lower() in (".rdf", ".xml"):
        return read_collections(data, path.name)
    listing = Listing()
    text = read_text(data, path.name, listing)
    taxonomy = _read(path.suffix.lower(), text, path.name)
    taxonomy.findings[:0] = [*listing.failures, *listing.remarks]
    return taxonomy


def _read(suffix: str, text: str, file: str) -> Taxonomy:
    if suffix in (".bib", ".bibtex"):
        return read_groups(text, file)
    is_latex = suffix in (".tex", ".ltx", ".latex") or (suffix not in (".md", ".markdown") and _LATEX.search(text))
    return read_latex(text, file) if is_latex else read_markdown(text, file)
