"""A small survey whose numbers are known, for the pages that count and draw."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from livingsurvey.model import Claim, Paper, Status, Survey
from livingsurvey.model.vocabulary import Term

from tests import builders
from tests.builders import paper, survey, topic
from tests.theme.frames import article, shown

TOPICS = (
    topic("serving", title="Serving"),
    topic("caches", "serving", title="Caches"),
    topic("routers", "serving", title="Routers", order=1),
    topic("theory", title="Theory", order=2),
    topic("bounds", "theory", title="Bounds", order=3),
)
VOCABULARY = {
    "kinds": (
        Term(id="method", name="method", definition="A new way."),
        Term(id="system", name="system", definition="Something built."),
        Term(id="dataset", name="dataset", definition="Data."),
    ),
    "measures": (
        Term(id="memory", name="memory", definition="Bytes."),
        Term(id="latency", name="latency", definition="Seconds."),
    ),
    "benchmarks": (Term(id="math", name="MATH", definition="Problems."),),
}


def claim(measure: str = "memory", value: float = 2, form: str = "factor", unit: str = "×", **fields: Any) -> Claim:
    """A claim; ``bound`` belongs to its change."""
    change = {"form": form, "value": value, "unit": unit, "bound": fields.pop("bound", None)}
    return builders.claim(quote=fields.pop("quote", "We say so."), measure=measure, change=change, **fields)


BOTH = (claim(), claim("latency"))


def included(key: str, **fields: Any) -> Paper:
    """An included paper."""
    return paper(key, **{"status": Status.INCLUDED, **fields})


def counted() -> Survey:
    """Five included papers, an excluded and an unscreened one."""
    return survey(
        included(
            "a", kind="method", topics=("caches", "routers"), published="2022", claims=(claim(), claim("latency"))
        ),
        included("b", kind="method", topics=("caches",), published="2024-03", claims=(claim(), claim(value=3))),
        included("c", kind="system", topics=("caches", "bounds"), published="2024-08", benchmarks=("MATH", "Odd")),
        included("d", kind="oddity", topics=("bounds",), published="2023", benchmarks=("MATH", "Odd")),
        included("e", topics=("routers",)),
        paper("x", status=Status.EXCLUDED, kind="method", topics=("caches",), published="2025", claims=(claim(),)),
        paper("y", kind="method", topics=("caches",), published="2025"),
        topics=TOPICS,
        vocabulary=VOCABULARY,
    )


class Table(HTMLParser):
    """The cells of all tables of a page: text, and the address of a link in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tables: list[list[list[tuple[str, str | None]]]] = []
        self._cell: list[str] | None = None
        self._href: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self._cell, self._href = [], None
        elif tag == "a" and self._cell is not None:
            self._href = dict(attrs).get("href")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self._cell is not None:
            self.tables[-1][-1].append(("".join(self._cell).strip(), self._href))
            self._cell = None

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)


def page_of(given: Survey, path: str) -> str:
    """A page as the site shows it."""
    return article(shown(given, path))


def tables_of(given: Survey, path: str) -> list[list[list[tuple[str, str | None]]]]:
    """The tables of a page."""
    return Table(page_of(given, path)).tables


def texts(rows: list[list[tuple[str, str | None]]]) -> Iterator[list[str]]:
    """The text of each row's cells."""
    return ([text for text, _ in row] for row in rows)
