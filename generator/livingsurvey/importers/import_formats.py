"""The formats a source may have. Adding one is adding an importer here, or in an extension."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath

from livingsurvey.extensions import joined, naming
from livingsurvey.importers.arxiv_atom import parse_atom
from livingsurvey.importers.bibtex_reader import parse_bibtex
from livingsurvey.importers.captured_listing import parse_listing
from livingsurvey.importers.captured_text import read_lines
from livingsurvey.importers.csl_json_reader import parse_csl
from livingsurvey.importers.csv_tables import parse_csv, parse_json_lines
from livingsurvey.importers.daily_papers import parse_daily
from livingsurvey.importers.records import Listing
from livingsurvey.importers.ris_reader import parse_ris
from livingsurvey.model import Extensions

#: A parser takes the bytes of a source and the file's name for its failures.
Parser = Callable[[bytes, str], Listing]


def _parse_text(data: bytes, file: str) -> Listing:
    lines, failures = read_lines(data, file)
    listing = parse_listing(lines, file)
    listing.failures[:0] = failures
    return listing


_DAILY = r"\A\s*[\[{][^]]*?\"(?:paper|upvotes|submittedOnDailyBy)\"\s*:"


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


#: The formats by id, in the order in which their content is looked for.
IMPORTERS: dict[str, Importer] = {
    one.id: one
    for one in (
        Importer("bibtex", parse_bibtex, (".bib", ".bibtex"), re.compile(r"^\s*@\w+\s*[{(]", re.MULTILINE)),
        Importer("ris", parse_ris, (".ris",), re.compile(r"^\ufeff?TY {1,2}- ", re.MULTILINE)),
        Importer("arxiv-atom", parse_atom, (".atom", ".xml"), re.compile(r"\A\s*<(?:\?xml|feed\b)")),
        Importer("hf-daily-papers-json", parse_daily, (), re.compile(_DAILY)),
        Importer("json-lines", parse_json_lines, (".jsonl", ".ndjson"), re.compile(r"\A\s*\{[^\n]*\}[ \t\r]*\n\s*\{")),
        Importer("csl-json", parse_csl, (), re.compile(r"\A\s*[\[{]")),
        Importer("hf-daily-papers-text", _parse_text, (), re.compile(r"^Daily Papers$", re.MULTILINE)),
        Importer("csv", parse_csv, (".csv", ".tsv")),
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
        listing = importer.parse(data, file)
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
    start = data[:50_000].decode("utf-8-sig", errors="replace")
    named = (one.id for one in importers.values() if suffix in one.suffixes)
    found = (one.id for one in importers.values() if one.content and one.content.search(start))
    return next(named, None) or next(found, None)
