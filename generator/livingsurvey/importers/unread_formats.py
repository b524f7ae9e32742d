"""Files that are not read, by what they are, and how to export what is read instead."""

import re
from pathlib import PurePath

_KINDS = {
    "enl ens enlx enlp": "an EndNote library. In EndNote choose File > Export, and as output style RefMan (RIS)",
    "sqlite db": "a database. In Zotero choose File > Export Library, in Mendeley File > Export, and there RIS",
    "pdf": "a PDF. Collect what it cites in a reference manager such as Zotero, and export it as RIS or BibTeX",
    "doc docx odt rtf pages": "a text document. Export the references as RIS or BibTeX from the program that has them;"
    " AnyStyle turns a list in prose into BibTeX",
    "xls xlsx ods numbers": "a spreadsheet. Save it as CSV (UTF-8), with a head line: title, authors, year, venue, doi",
    "htm html mht": "a web page. Export RIS, BibTeX or CSV where the page offers that; else collect it with Zotero",
    "zip gz 7z rar tar": "an archive. Unpack it, and import the files in it",
    "rdf": "RDF that is not Zotero's. Export it as RIS, BibTeX or CSL-JSON",
    "tex bbl": "LaTeX. Import the .bib file that it uses",
    "json": "JSON of a shape that is not known. Export CSL-JSON, or write one object a line: title, authors, year, doi",
    "xml": "XML that is not PubMed's, EndNote's, arXiv's or MODS. Export it as RIS or BibTeX",
    "nbib": "a PubMed file without records. In PubMed choose Send to > Citation manager",
    "ciw": "a Web of Science file without records. Choose Export > Plain text file, and there Full Record",
    "ctv6 ctv5": "a Citavi project. In Citavi choose File > Export, and there RIS or BibTeX",
    "bibtexml yaml yml": "a list in a format that is not read. Export it as BibTeX, RIS or CSL-JSON",
    "png jpg jpeg gif tif tiff heic": "a picture. Export the references as RIS or BibTeX",
    "txt": "text in no known format. Export RIS, BibTeX, .nbib or CSV; AnyStyle turns a list in prose into BibTeX",
}
_BY_SUFFIX = {suffix: said for suffixes, said in _KINDS.items() for suffix in suffixes.split()}
_STARTS = (
    (rb"SQLite format 3", "sqlite"),
    (rb"%PDF-", "pdf"),
    (rb"\{\\rtf", "rtf"),
    (rb"PK\x03\x04.{0,200}(?:word/|docx)", "docx"),
    (rb"PK\x03\x04.{0,200}xl/", "xlsx"),
    (rb"PK\x03\x04", "zip"),
    (rb"\xd0\xcf\x11\xe0", "doc"),
    (rb"\s*<(?:!doctype html|html)", "html"),
    (rb"\s*<(?:\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<?rdf:", "rdf"),
    (rb"\s*<\?xml", "xml"),
    (rb"\s*\\(?:documentclass|begin)", "tex"),
    (rb"\s*[\[{]", "json"),
)


def what_it_is(name: str, data: bytes) -> str:
    """What a file is that cannot be read, and how to export its references; nothing where nobody can tell.

    Args:
        name: of the file.
        data: its bytes.
    """
    suffix = PurePath(name).suffix.lower().lstrip(".")
    start = data[:1000].removeprefix(b"\xef\xbb\xbf")
    if not data.strip():
        return "It is empty. Export it again."
    by_content = next((kind for begin, kind in _STARTS if re.match(begin, start, re.IGNORECASE | re.DOTALL)), "")
    kind = suffix if suffix in _BY_SUFFIX and suffix not in ("txt", "xml", "json", "zip") else by_content or suffix
    return f"It is {_BY_SUFFIX[kind]}." if kind in _BY_SUFFIX else ""
