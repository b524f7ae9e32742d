"""The formats a source may have. Adding one is adding an importer here, or in an extension."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import PurePath

from livingsurvey.extensions import joined, naming
from livingsurvey.importers.captured_text import decoded, read_lines
from livingsurvey.importers.records import Listing, TooManyEntriesError
from livingsurvey.model import Extensions

#: A parser takes the bytes of a source and the file's name for its failures.
Parser = Callable[[bytes, str], Listing]


def _in(place: str) -> Parser:
    """The parser of a module, which is imported when a file is parsed: a survey has sources of few formats."""
    module, _, name = place.partition(":")

    def _parse(data: bytes, file: str) -> Listing:
        listing: Listing = getattr(import_module(f"livingsurvey.importers.{module}"), name)(data, file)
        return listing

    return _parse


def _parse_text(data: bytes, file: str) -> Listing:
    from livingsurvey.importers.captured_listing import parse_listing

    lines, failures = read_lines(data, file)
    listing = parse_listing(lines, file)
    listing.failures[:0] = failures
    return listing


_XML = r"\A\s*(?:<[?!][^<]*>\s*)*"  # what an XML file may begin with
_HEAD = r"\A\s*+(?:[^\n]*[,;\t])?\"?(?:article |document )?(?:title|paper)\"?(?:[,;\t]|\s*$)|\APT\tA"
_DAILY = r"\A\s*[\[{][^]]*?\"(?:paper|upvotes|submittedOnDailyBy)\"\s*:"


def _lines(pattern: str) -> re.Pattern[str]:
    return re.compile(f"^{pattern}", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Importer:
    """A format that can be read.

    ``parse`` takes the bytes of a source and the file's name for its failures. A file is of this format if its name
    ends in one of the ``suffixes``, or if no other's suffix fits and ``content`` is found near its beginning.
    """

    id: str
    parse: Parser
    suffixes: tuple[str, ...] = ()
    content: re.Pattern[str] | None = None


def _bounded(parse: Parser) -> Parser:
    """The parser, which of a file with far too many entries returns the first ones and a failure."""

    def _parse(data: bytes, file: str) -> Listing:
        try:
            return parse(data, file)
        except TooManyEntriesError as error:
            return error.listing

    return _parse


#: The formats by id, in the order in which their content is looked for.
IMPORTERS: dict[str, Importer] = {
    one.id: replace(one, parse=_bounded(one.parse))
    for one in (
        Importer("bibtex", _in("bibtex_reader:parse_bibtex"), (".bib", ".bibtex"), _lines(r"[^\S\n]*+@\w+\s*+[{(]")),
        Importer("ris", _in("ris_reader:parse_ris"), (".ris",), _lines(r"\s?TY {1,2}-(?: |$)")),
        Importer("nbib", _in("nbib_reader:parse_nbib"), (".nbib",), _lines(r"PMID- ?\d")),
        Importer("wos", _in("wos_reader:parse_wos"), (".ciw", ".isi"), re.compile(r"\A\s*(?:FN |PT [A-Z]\n)")),
        Importer("refer", _in("refer_reader:parse_refer"), (".enw",), _lines(r"%[0AT] \S")),
        Importer("arxiv-atom", _in("arxiv_atom:parse_atom"), (".atom",), re.compile(_XML + r"<(?:\w+:)?feed\b")),
        Importer("pubmed-xml", _in("pubmed_xml:parse_pubmed_xml"), (), re.compile(_XML + r"<Pubmed(?:Book)?Article")),
        Importer("endnote-xml", _in("endnote_xml:parse_endnote_xml"), (), re.compile(_XML + r"(?:<xml>\s*)?<records>")),
        Importer(
            "mods", _in("mods_reader:parse_mods"), (".mods",), re.compile(_XML + r"<(?:\w+:)?mods(?:Collection)?\b")
        ),
        Importer(
            "zotero-rdf", _in("zotero_rdf:parse_zotero_rdf"), (), re.compile(_XML + r"<rdf:RDF\b[^>]*zotero\.org/")
        ),
        Importer("hf-daily-papers-json", _in("daily_papers:parse_daily"), (), re.compile(_DAILY)),
        Importer(
            "json-lines",
            _in("csv_tables:parse_json_lines"),
            (".jsonl", ".ndjson"),
            re.compile(r"\A\s*\{[^\n]*\}[ \t\r]*\n\s*\{"),
        ),
        Importer("csl-json", _in("csl_json_reader:parse_csl"), (), re.compile(r"\A\s*[\[{]")),
        Importer("hf-daily-papers-text", _parse_text, (), _lines(r"Daily Papers$")),
        Importer(
            "markdown",
            _in("front_matter:parse_front_matter"),
            (".md", ".markdown", ".qmd"),
            re.compile(r"\A(?:---|\+\+\+)[ \t]*\n"),
        ),
        Importer(
            "csv",
            _in("csv_tables:parse_csv"),
            (".csv", ".tsv", ".tab"),
            re.compile(_HEAD, re.IGNORECASE | re.MULTILINE),
        ),
    )
}


def importers_of(extensions: Extensions) -> dict[str, Importer]:
    """The formats that a survey can read, by id: those of its extensions first, as they know best what is theirs.

    Raises:
        ExtensionError: when two have the same id.
    """
    added = [one for one in extensions.of(Importer) if one not in IMPORTERS.values()]
    careful = [replace(one, parse=_careful(one)) for one in added]
    return joined(careful, IMPORTERS.values())


def _careful(importer: Importer) -> Parser:
    """The parser of an extension; what goes wrong in it is an :class:`ExtensionError`."""

    @naming(importer.id)
    def _parse(data: bytes, file: str) -> Listing:
        listing = _bounded(importer.parse)(data, file)
        if not isinstance(listing, Listing):
            raise TypeError("its parser must return a Listing")
        return listing

    return _parse


def guess_format(name: str, data: bytes, importers: Mapping[str, Importer] = IMPORTERS) -> str | None:
    """The format of a file, from its name's ending or else its content; ``None`` where neither shows it.

    Args:
        name: of the file; it may be empty.
        data: its bytes.
        importers: the formats there are.
    """
    suffix = PurePath(name).suffix.lower()
    start = decoded(data[:50_000])[0].replace("\r\n", "\n").replace("\r", "\n")
    named = (one.id for one in importers.values() if suffix in one.suffixes)
    found = (one.id for one in importers.values() if one.content and one.content.search(start))
    return next(named, None) or next(found, None)
