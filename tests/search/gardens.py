"""Small made-up collections about gardens, written as an index and read again."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from hypothesis import strategies as st
from livingsurvey.search.documents import Field, IndexedDocument, Thing
from livingsurvey.search.engine import Engine
from livingsurvey.search.index_reader import IndexReader
from livingsurvey.search.index_writer import IndexWriter

FIELDS = {
    "title": Field(4, 0.4, placed=True),
    "name": Field(4),
    "summary": Field(2, 0.4, placed=True),
    "abstract": Field(1, 0.7, placed=True),
    "authors": Field(3),
    "topics": Field(2),
    "year": Field(1.5),
    "values": Field(2),
}
Things = Mapping[str, Sequence[Thing]]

#: Words of gardens, of which made-up texts consist.
WORDS = (
    "roses rose peat loam bed beds raised raised-bed the of a watering water-saving tomato tomatoes TomatoNet 2x 7b "
    "bits 4-bit colour color Łódź 玫瑰 花园 weeds no-dig behaviour glass und"
).split()
texts = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
_VALUES = st.lists(st.sampled_from(["Ada Green", "Bo van Dyke", "Loam", "Raised beds"]), max_size=3)


@st.composite
def documents(draw: st.DrawFn) -> list[IndexedDocument]:
    """A few documents, each with texts and with values that conditions may ask for."""
    return [
        IndexedDocument(
            f"d{n}",
            draw(st.sampled_from(["", "2021", "2023-05", "2023"])),
            {name: draw(texts) for name in ("title", "abstract", "authors")},
            {"author": draw(_VALUES)},
            draw(st.lists(st.sampled_from(["code", "results"]), max_size=2)),
            [f"{2300 + n}.00001"],
            record=(draw(texts), n),
            shown=draw(texts),
        )
        for n in range(draw(st.integers(0, 12)))
    ]


def document(key: str, title: str, **facts: Any) -> IndexedDocument:
    """A document with a title, what else is searched, and what conditions may ask for."""
    abstract, summary, date = facts.get("abstract", ""), facts.get("summary", ""), facts.get("date", "")
    authors, topics, values = facts.get("authors", ()), facts.get("topics", ()), facts.get("values", {})
    named = [name for names in values.values() for name in names]
    name = title.partition(":")[0] if ":" in title else ""
    written = {"title": title, "name": name, "summary": summary, "abstract": abstract, "year": date[:4]}
    written |= {"authors": " ".join(authors), "topics": " . ".join(topics), "values": " . ".join(named)}
    conditions = {"author": authors, "topic": topics, **values}
    has, ids, share = facts.get("has", ()), facts.get("ids", ()), facts.get("share", 1.0)
    return IndexedDocument(key, date, written, conditions, has, ids, share, (title,), abstract)


def files(
    given: Iterable[IndexedDocument],
    things: Things | None = None,
    synonyms: Iterable[Sequence[str]] = (),
    language: str = "en",
) -> dict[str, bytes]:
    """The scripts of an index."""
    return IndexWriter(language, FIELDS, synonyms, ["show"]).files(given, things or {})


def reader_of(written: Mapping[str, bytes]) -> IndexReader:
    """Reads scripts by their names; one that is not there cannot be loaded."""

    def _load(name: str) -> bytes:
        if name not in written:
            raise FileNotFoundError(name)
        return written[name]

    return IndexReader(_load)


def engine_of(given: Iterable[IndexedDocument], things: Things | None = None, **rest: Any) -> Engine:
    """Answers queries from what was written."""
    return Engine(reader_of(files(given, things, **rest)), "papers/")


def keys(engine: Engine, query: str) -> list[str]:
    """The keys of what a query finds, best first."""
    return [engine.reader.row("d", hit.document)[0] for hit in engine.search(query).hits]


def named(engine: Engine, query: str, group: str) -> list[list[Any]]:
    """The things of a group that a query names."""
    return [engine.reader.row("n", thing) for thing in engine.search(query).things[group]]
