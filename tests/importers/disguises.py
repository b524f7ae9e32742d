"""The ways in which other services and programs write a record that a survey has already."""

import html
import json
import re
from collections.abc import Callable
from typing import Any

from livingsurvey.importers.import_formats import IMPORTERS
from livingsurvey.importers.records import Record
from livingsurvey.model import Paper
from livingsurvey.model.identity import to_ascii
from livingsurvey.model.names import parse_name

#: Writes a captured record of a paper anew, in a format of its own, and reads that.
Disguise = Callable[[Record, Paper], Record]

_CUT = 60  # letters after which listings of alerts end a title
_SNIPPET = 160  # letters of the abstract that they show
_PART = re.compile(r"part \d", re.IGNORECASE)


def _read(format_name: str, text: str) -> Record:
    (record,) = IMPORTERS[format_name].parse(text.encode(), "disguised").records
    return record


def _ris(title: str, authors: list[str] | None = None, **tags: str | None) -> Record:
    stated = [("TY", "JOUR"), ("TI", title), *(("AU", name) for name in authors or ())]
    stated += [(tag, value) for tag, value in tags.items() if value]
    return _read("ris", "".join(f"{tag}  - {value}\n" for tag, value in stated) + "ER  - \n")


def _year(paper: Paper, later: int = 0) -> str:
    return str(int(paper.published[:4]) + later) if paper.published else ""


def _initials(name: str, sign: str = ". ") -> str:
    """A name as ``Family, G. H.``."""
    parts = parse_name(name)
    family = f"{parts.particle} {parts.family}".strip()
    return f"{family}, {''.join(word[0] + sign for word in parts.given.split()).strip()}" if parts.given else family


def _latex(text: str) -> str:
    return re.sub(r"([&%#_])", r"\\\1", text)


def as_captured(record: Record, paper: Paper) -> Record:
    """The listing once more."""
    return record


def bibtex(record: Record, paper: Paper) -> Record:
    """An export of a reference manager, with braces and LaTeX."""
    authors = " and ".join(map(_latex, paper.authors))
    return _read(
        "bibtex",
        f"@article{{x, title = {{{{{_latex(record.title)}}}}}, author = {{{authors}}}, year = {{{_year(paper)}}}}}",
    )


def ris_in_capitals(record: Record, paper: Paper) -> Record:
    """A database that writes titles in capitals."""
    return _ris(record.title.upper(), list(paper.authors), PY=_year(paper))


def csl_with_initials(record: Record, paper: Paper) -> Record:
    """CSL-JSON without abstract and identifiers, given names as initials."""
    names = [_initials(name).partition(", ") for name in paper.authors]
    people = [{"family": family, "given": given} for family, _, given in names]
    item: dict[str, Any] = {"type": "article", "title": record.title, "author": people}
    date = {"issued": {"date-parts": [[int(_year(paper))]]}} if paper.published else {}
    return _read("csl-json", json.dumps([item | date]))


def address_of_a_version(record: Record, paper: Paper) -> Record:
    """A bookmark: the title in other capitals, and an address of the PDF of some version."""
    return _ris(record.title.title(), UR=f"https://arxiv.org/pdf/{paper.arxiv}v3" if paper.arxiv else None)


def arxiv_feed(record: Record, paper: Paper) -> Record:
    """An answer of arXiv's, the number with a version, the title over two lines."""
    title = html.escape(record.title.replace(" ", "\n  ", 1))
    authors = "".join(f"<author><name>{html.escape(name)}</name></author>" for name in paper.authors)
    number = f"http://arxiv.org/abs/{paper.arxiv}v2" if paper.arxiv else "http://arxiv.org/abs/none"
    return _read(
        "arxiv-atom",
        f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>{number}</id><title>{title}</title>{authors}'
        f"<summary>{html.escape(record.abstract)}</summary></entry></feed>",
    )


def marked_up(record: Record, paper: Paper) -> Record:
    """A feed: entities and tags in the title, no authors, an abstract."""
    first, _, rest = record.title.partition(" ")
    return _ris(f"<b>{html.escape(first)}</b> <i>{html.escape(rest)}</i>", AB=record.abstract)


def without_subtitle(record: Record, paper: Paper) -> Record:
    """A catalogue that leaves out what follows the colon, unless that is the number of a part."""
    title, _, rest = record.title.partition(": ")
    return _ris(
        record.title if _PART.match(rest) else title, [_initials(one) for one in paper.authors], PY=_year(paper)
    )


def as_published(record: Record, paper: Paper) -> Record:
    """What appeared a year later, with another type of hyphens and dashes, «&», names without accents, and a venue."""
    title = record.title.replace("-", "‐").replace("'", "’").replace(": ", " – ").replace(" and ", " & ")
    authors = [to_ascii(name) for name in paper.authors]
    return _ris(title, authors, PY=_year(paper, 1), T2=paper.venue or "Proceedings of a Conference", DO=paper.doi)


def cut_short(record: Record, paper: Paper) -> Record:
    """An alert: the title ends with dots, three authors by initials, some words of the abstract."""
    cut = f"{record.title[:_CUT].rpartition(' ')[0]} …" if len(record.title) > _CUT else record.title
    return _ris(
        cut, [_initials(name, "") for name in paper.authors[:3]], PY=_year(paper), AB=record.abstract[:_SNIPPET]
    )


#: All ten.
DISGUISES: tuple[Disguise, ...] = (
    *(as_captured, bibtex, ris_in_capitals, csl_with_initials, address_of_a_version),
    *(arxiv_feed, marked_up, without_subtitle, as_published, cut_short),
)
