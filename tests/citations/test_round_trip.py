"""In and out again: what a bibliography states comes back from every format that programs read."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.citations.biblatex_writer import biblatex_entry
from livingsurvey.citations.bibliography_entry import BibliographyEntry
from livingsurvey.citations.bibtex_writer import bibtex_entry, bibtex_file
from livingsurvey.citations.csl_json_writer import csl_entry, csl_file
from livingsurvey.citations.csv_table import csv_entry, csv_file
from livingsurvey.citations.entry_types import TYPES
from livingsurvey.citations.ris_writer import ris_entry, ris_file
from livingsurvey.importers.author_names import people
from livingsurvey.importers.bibtex_reader import parse_bibtex
from livingsurvey.importers.csl_json_reader import parse_csl
from livingsurvey.importers.csv_tables import parse_csv
from livingsurvey.importers.records import Listing
from livingsurvey.importers.ris_reader import parse_ris
from livingsurvey.model import Link
from livingsurvey.model.names import Name
from livingsurvey.model.publication import Publication

from tests.citations.samples import HEAD, entry

Write = Callable[[BibliographyEntry], str]
Read = Callable[[bytes, str], Listing]

FORMATS: dict[str, tuple[Write, Any, Read]] = {
    "bibtex": (bibtex_entry, bibtex_file, parse_bibtex),
    "biblatex": (biblatex_entry, bibtex_file, parse_bibtex),
    "ris": (ris_entry, ris_file, parse_ris),
    "csl": (csl_entry, csl_file, parse_csl),
    "csv": (csv_entry, csv_file, parse_csv),
}
each_format = pytest.mark.parametrize("form", FORMATS)

NAMES = (
    Name("Lind", "Eva"),
    Name("Sompel", "Herbert", "van de"),
    Name("King", "Martin Luther", "", "Jr."),
    Name("Lind Berg", "Eva"),
    Name("Calmon Behling", "Maria A."),
    Name("Müller-Łukasz", "Ángel Đorđe"),
    Name("O'Neil", "Siân"),
    Name("李", "泽东"),
    Name("王", "小云"),
    Name("ATLAS Collaboration"),
    Name("Barnes and Noble"),
    Name("Friends of the Sea"),
    Name("NA62"),
)
WORDS = (
    "Search for neutrinos",
    "C# & Rust: 50% of all words, at $5",
    "Über Ångström—łódź und naïve Fälle",
    "Old tales, new proofs",
    "标题在这里",
)


def words(*texts: str) -> st.SearchStrategy[str]:
    return st.sampled_from(texts)


PLAIN: dict[str, st.SearchStrategy[Any]] = {
    "volume": words("12", "XII", "12A"),
    "page": words("1–9", "e123", "S1–S9"),
    "language": words("en", "de", "fr"),
    "note": words("With a map & 3 tables", "Read in 50% of cases"),
    "keyword": st.lists(words("neutrinos", "deep sea", "R&D"), min_size=1, max_size=3, unique=True).map(tuple),
    "accessed": words("2021-03-04", "2020-11-30"),
    "pmid": words("123456"),
    "pmcid": words("PMC7654321"),
    "collaboration": words("ATLAS", "H1 and ZEUS"),
    "authors_omitted": words("some", "12"),
    "editor": st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True),
    "translator": st.lists(st.sampled_from(NAMES), min_size=1, max_size=2, unique=True),
    "original_date": words("1850", "1912-05"),
}
BOOK: dict[str, st.SearchStrategy[Any]] = {
    "publisher": words("North Press", "Müller & Sons"),
    "publisher_place": words("Oslo", "São Paulo"),
    "isbn": words("978-0-00-000000-2"),
    "edition": words("2", "Second"),
    "number_of_volumes": words("3"),
}
SERIES: dict[str, st.SearchStrategy[Any]] = {
    "collection_title": words("Lecture Notes in Things"),
    "collection_number": words("7"),
}
JOURNAL: dict[str, st.SearchStrategy[Any]] = {
    "issue": words("3", "3–4"),
    "number": words("e1234", "045001"),
    "issn": words("1234-5678"),
    "container_title_short": words("J. Things"),
}
NUMBER: dict[str, st.SearchStrategy[Any]] = {"number": words("TR-7", "12")}
GENRE: dict[str, st.SearchStrategy[Any]] = {"genre": words("Working paper", "White paper")}
#: What works of each type have, and whether they are part of something.
KINDS: dict[str, tuple[dict[str, st.SearchStrategy[Any]], bool]] = {
    "article-journal": (JOURNAL, True),
    "article-magazine": (JOURNAL, True),
    "article-newspaper": ({"issn": words("1234-5678")}, True),
    "book": (BOOK | SERIES, False),
    "chapter": (BOOK | {"collection_title": words("Lecture Notes"), "chapter_number": words("4")}, True),
    "paper-conference": (
        BOOK | {"event_title": words("Types 2004"), "event_place": words("Kyoto")} | SERIES,
        True,
    ),
    "thesis": ({name: BOOK[name] for name in ("publisher", "publisher_place")} | {"genre": words("PhD thesis")}, False),
    "report": (NUMBER | GENRE | {name: BOOK[name] for name in ("publisher", "publisher_place")}, False),
    "dataset": ({"publisher": BOOK["publisher"]}, False),
    "software": ({"publisher": BOOK["publisher"]}, False),
    "webpage": ({}, False),
    "document": ({}, False),
    "manuscript": ({}, False),
}


@st.composite
def facts(draw: st.DrawFn) -> dict[str, Any]:
    """The fields of a paper as an importer takes them from a bibliography."""
    kind = draw(st.sampled_from(sorted(KINDS)))
    own, is_part = KINDS[kind]
    wanted = draw(st.lists(st.sampled_from(sorted(PLAIN | own)), unique=True, max_size=9))
    if kind == "thesis" and "genre" not in wanted:  # BibTeX has none but doctors' and masters'
        wanted.append("genre")
    authors = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True))
    stated = {name: draw((PLAIN | own)[name]) for name in sorted(wanted)}
    return facts_of(kind, draw(st.sampled_from(WORDS)), authors, stated, draw(dates()), is_part)


def dates() -> st.SearchStrategy[str]:
    return words("2004", "1851", "2004-05", "2004-05-06")


def facts_of(
    kind: str, title: str, authors: list[Name], stated: dict[str, Any], published: str, is_part: bool
) -> dict[str, Any]:
    shown, names = people(authors)
    for role in ("editor", "translator"):
        if role in stated:
            stated[role], more = people(stated[role])
            names |= more
    publication = stated | {"type": kind} | ({"names": names} if names else {})
    made = {"title": title, "authors": tuple(shown), "published": published, "publication": Publication(**publication)}
    link = {"links": (Link(label="link", url="https://example.org/a_b~c%20d"),)} if "accessed" in stated else {}
    return made | link | ({"venue": "Journal of Things & Words"} if is_part else {})


def told(made: BibliographyEntry, form: str) -> dict[str, Any]:
    """What the reader of a format finds in what its writer has written."""
    write, join, read = FORMATS[form]
    listing = read(join([write(made)], HEAD).encode(), "file")
    assert [finding.message for finding in listing.failures] == []
    [record] = listing.records
    return {"title": record.title, **record.facts}


def same(text: Any) -> Any:
    """What does not count: which dash and which apostrophe, and how a list is held."""
    if isinstance(text, str):
        return text.replace("–", "-").replace("—", "-").replace("’", "'")
    return [same(item) for item in text] if isinstance(text, list | tuple) else text


def compared(facts: dict[str, Any]) -> dict[str, Any]:
    publication = facts.get("publication") or {}
    stated = publication if isinstance(publication, dict) else publication.model_dump()
    flat = {name: facts.get(name) for name in ("title", "authors", "published", "venue", "doi", "arxiv")}
    flat |= {"links": [getattr(link, "url", None) or link["url"] for link in facts.get("links") or ()]}
    return {name: same(value) for name, value in (flat | stated).items() if value}


@each_format
@given(facts())
@settings(max_examples=60)
def test_what_a_bibliography_states_comes_back(form: str, given: dict[str, Any]) -> None:
    assert compared(told(entry(**given), form)) == compared(given)


@pytest.mark.parametrize("form", ["bibtex", "biblatex"])
@pytest.mark.parametrize(
    "title", ["Search at $\\sqrt{s}=13$ TeV", "Pairs of $t\\bar{t}$ and 5\\% of R\\&D", "On $\\alpha_s$ in H$_2$O"]
)
def test_a_formula_comes_back_as_latex(form: str, title: str) -> None:
    first = bibtex_entry(entry(title=title, authors=("Eva Lind",)))
    again = told(entry(title=title, authors=("Eva Lind",)), form)["title"]
    assert bibtex_entry(entry(title=again, authors=("Eva Lind",))) == first


@each_format
@pytest.mark.parametrize("kind", sorted(TYPES))
def test_every_type_comes_back(form: str, kind: str) -> None:
    found = told(entry(title="A title", authors=("Eva Lind",), publication=Publication(type=kind)), form)  # type: ignore[arg-type]
    assert found["publication"]["type"] == kind
