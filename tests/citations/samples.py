"""Papers to cite: real ones, bare ones, and ones whose every field attacks every format."""

from functools import cache
from pathlib import Path
from typing import Any

from livingsurvey.analysis import derive
from livingsurvey.citations.bibliography_entry import BibliographyEntry, FileHeader, entry_of
from livingsurvey.model import Link, Paper, Place

from tests.builders import FIELDS, paper, survey, topic

PLAIN = str(Path(__file__).parent / "plain")  # the style that every BibTeX has, unmodified
FIELD_IDS = tuple(field.id for field in FIELDS.shown(Place.EXPORT))
HEAD = FileHeader("A Survey", "all papers", 2, "2026-01-02", "CC-BY-4.0", FIELD_IDS)

HOSTILE = (
    "}, evil = {x}}\n@article{evil, title={x}} @string{a=b} @comment{ \\input{/etc/passwd} \\end{document} % # $ & _",
    "a\r\nER  - \r\n\r\nTY  - BOOK\r\nTI  - evil",
    "a\u2028TY  - BOOK\u0085ER  - \x0bTI  - evil\x1cAU  - evil",
    "=cmd|'/C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    '","=1+1","',
    '"}], "x": [{"y": "',
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "{{{{{{",
    "}}}}}}",
    "\\",
    "\\}",
    '"',
    "$\\input{evil}$",
    "$^^5cinput evil$",
    "$\\def\\x{y}$",
    "$x",
    "${$ $}$",
    "](javascript:alert(1)) [x](y) ![z](w) `c` | a | b |",
    "# x",
    "- x",
    "\u202eevil\u202c\u200b",
    "and",
    "A and B",
    "and and and",
    "others",
    "von",
    "a, b, c, d",
    ",,,",
    "漢字",
    "é\u0301",
)


def entry(**fields: Any) -> BibliographyEntry:
    """The entry of a paper with the given fields."""
    return entry_in(paper("a-paper", **fields))


def entry_in(given: Paper) -> BibliographyEntry:
    """The entry of a paper of a survey with one topic."""
    made = survey(given, topics=(topic("area"), topic("caches", "area", title="Key-value caches")))
    return entry_of(made, derive(made), given)


def line(text: str) -> str:
    """A text as a field of one line can hold it; one that is nothing but white space becomes ``x``."""
    return " ".join(text.replace("\n", " ").replace("\r", " ").split(" ")).strip() or "x"


@cache
def hostile(text: str) -> BibliographyEntry:
    """``text`` wherever a paper takes any."""
    held = line(text)
    return entry(
        title=held,
        authors=(held, f"Ann {held}"),
        venue=held,
        summary=held,
        published="2024-05",
        topics=("caches",),
        benchmarks=(held,),
        links=(Link(label=held, url="https://a.org/x"),),
    )
