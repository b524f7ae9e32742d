"""BibTeX: entries of the right type, taken without a warning by the plain style and by two independent parsers."""

import re
from typing import Any

import bibtexparser
import pybtex.errors
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.analysis.derive import Analysis
from livingsurvey.citations.bibliography_entry import BibliographyEntry, FileHeader, entry_of
from livingsurvey.citations.bibtex_writer import bibtex_entry, bibtex_file
from livingsurvey.importers.bibtex_reader import parse_bibtex
from livingsurvey.model import Link, Survey
from livingsurvey.model.publication import Publication
from pybtex.bibtex import BibTeXEngine
from pybtex.database import BibliographyData
from pybtex.database import parse_string as parse_strictly

from tests.citations.samples import HEAD, HOSTILE, PLAIN, entry, hostile


def parsed(text: str) -> BibliographyData:
    """What pybtex reads, which stops at any error; bibtexparser must find the same entries."""
    other = bibtexparser.parse_string(text, parse_stack=[])
    assert other.failed_blocks == []
    read = parse_strictly(text, "bibtex")
    assert [found.key for found in other.entries] == list(read.entries)
    return read


def fields(**given: Any) -> dict[str, str]:
    """The type and fields of a paper's entry, as written."""
    [read] = parsed(bibtex_entry(entry(**given))).entries.values()
    people = {role: " and ".join(map(str, names)) for role, names in read.persons.items()}
    return {"type": read.type, **people, **dict(read.fields.items())}


def styled(text: str) -> tuple[str, list[str]]:
    """What the plain style makes of a file, and its warnings."""
    with pybtex.errors.capture() as warnings:
        made = BibTeXEngine().format_from_string(text, style=PLAIN, citations=["*"])
    return made, [str(warning) for warning in warnings]


FULL = {"title": "On Caches", "authors": ("Ada Lovelace",), "published": "2024-05-06"}


def test_a_preprint_is_told_by_its_number() -> None:
    assert fields(arxiv="2405.00001", **FULL) == {
        "type": "misc",
        "author": "Lovelace, Ada",
        "title": "On Caches",
        "year": "2024",
        "month": "May",
        "eprint": "2405.00001",
        "archivePrefix": "arXiv",
        "url": "https://arxiv.org/abs/2405.00001",
    }


def test_an_old_number_tells_the_class() -> None:
    assert fields(arxiv="math.GT/0309136", **FULL)["primaryClass"] == "math.GT"


def test_a_conference_has_the_year_of_its_name_and_no_month_of_the_preprint() -> None:
    told = fields(venue="ICLR 2025", arxiv="2405.00001", **FULL)
    assert (told["type"], told["booktitle"], told["year"]) == ("inproceedings", "ICLR 2025", "2025")
    assert "month" not in told
    assert told["eprint"] == "2405.00001"


def test_a_journal_has_volume_number_and_pages() -> None:
    told = fields(venue="Neural Computation 36(12), 2024", doi="10.1000/x_y", **FULL)
    expected = {"type": "article", "journal": "Neural Computation", "volume": "36", "number": "12", "year": "2024"}
    assert expected.items() <= told.items()
    assert told["doi"] == "10.1000/x_y"
    assert told["month"] == "May"  # of the same year, and no preprint's


def test_a_dissertation_has_a_school() -> None:
    told = fields(venue="PhD dissertation, University of California, Berkeley, 2019", **FULL)
    assert (told["type"], told["school"], told["year"]) == ("phdthesis", "University of California, Berkeley", "2019")
    assert fields(venue="Master's thesis, TU Wien", **FULL)["type"] == "mastersthesis"


@pytest.mark.parametrize("venue", ["A Blog", "PhD thesis", "Some Book (book chapter, A Press, 2022)"])
def test_a_venue_that_tells_too_little_is_said_as_it_stands(venue: str) -> None:
    told = fields(venue=venue, **FULL)
    assert (told["type"], told["howpublished"]) == ("misc", venue)


@pytest.mark.parametrize(
    ("entry_text", "kind", "stated"),
    [
        (
            "@article{a,journal={J. Types},volume=12,number=3,pages={1--9}",
            "article",
            {"journal": "J. Types", "volume": "12", "number": "3", "pages": "1--9"},
        ),
        (
            "@book{b,publisher={North Press},isbn={978-0-00-000000-2},series={LNCS},number=7,edition=2",
            "book",
            {"publisher": "North Press", "isbn": "978-0-00-000000-2", "series": "LNCS", "number": "7", "edition": "2"},
        ),
        ("@phdthesis{c,school={North University}", "phdthesis", {"school": "North University"}),
        ("@mastersthesis{c,school={North University}", "mastersthesis", {"school": "North University"}),
        (
            "@inproceedings{d,booktitle={Proc. Types},editor={Roe, Max},pages={4--5}",
            "inproceedings",
            {"booktitle": "Proc. Types", "editor": "Roe, Max", "pages": "4--5"},
        ),
        ("@incollection{e,booktitle={A Book},chapter=4", "incollection", {"booktitle": "A Book", "chapter": "4"}),
        ("@techreport{f,institution={NASA},number={TR-7}", "techreport", {"institution": "NASA", "number": "TR-7"}),
        ("@unpublished{g,note={In a drawer}", "unpublished", {"note": "In a drawer"}),
    ],
)
def test_an_entry_goes_out_as_it_came_in(entry_text: str, kind: str, stated: dict[str, str]) -> None:
    given = f"{entry_text},title={{A title}},author={{Lind, Eva}},year=2001}}"
    [record] = parse_bibtex(given.encode(), "x.bib").records
    facts = {**record.facts, "publication": Publication(**record.facts["publication"])}
    told = fields(title=record.title, **facts)
    assert (stated | {"author": "Lind, Eva", "year": "2001"}).items() <= told.items()
    assert bibtex_entry(entry(title=record.title, **facts)).startswith(f"@{kind}{{")


def test_formulas_of_a_title_stay_latex() -> None:
    title = r"Search for $t\bar{t}$ pairs at $\sqrt{s}=13$ TeV with $\gamma$ rays"
    assert (
        fields(title=title)["title"] == r"Search for {$t\bar{t}$} pairs at {$\sqrt{s}=13$} {TeV} with {$\gamma$} rays"
    )


def test_a_list_of_authors_that_was_cut_short_stays_so() -> None:
    cut = Publication(type="article-journal", authors_omitted="some")
    assert "  author = {Lind, Eva and others},\n" in bibtex_entry(entry(authors=("Eva Lind",), publication=cut))


@pytest.mark.parametrize(
    ("names", "written"),
    [
        (("Herbert van de Sompel",), "van de Sompel, Herbert"),
        (("Guy Van den Broeck",), "{Van den Broeck}, Guy"),
        (("Thibault Le Sellier de Chezelles",), "{Le Sellier de Chezelles}, Thibault"),
        (("John Smith Jr.", "Ann Lee"), "Smith, Jr., John and Lee, Ann"),
        (("Kimi Team", "Plato"), "{Kimi Team} and {Plato}"),
        (("Barnes and Noble",), "{Barnes and Noble}"),
        (("dahai li",), "li, dahai"),
        (("Íñigo Goiri",), r"Goiri, {\'I}{\~n}igo"),
    ],
)
def test_names_are_written_so_that_bibtex_reads_them_right(names: tuple[str, ...], written: str) -> None:
    assert f"  author = {{{written}}},\n" in bibtex_entry(entry(authors=names))


def test_names_are_taken_apart_as_they_were_meant() -> None:
    names = ("Herbert van de Sompel", "Guy Van den Broeck", "John Smith III", "Kimi Team", "Ada Lovelace")
    [read] = parsed(bibtex_entry(entry(authors=names))).entries.values()
    people = read.persons["author"]
    assert [" ".join(p.last_names) for p in people] == [
        "Sompel",
        "{Van den Broeck}",
        "Smith",
        "{Kimi Team}",
        "Lovelace",
    ]
    assert [" ".join(p.prelast_names) for p in people] == ["van de", "", "", "", ""]
    assert [" ".join(p.lineage_names) for p in people] == ["", "", "III", "", ""]


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"authors": ("Ada Lovelace",)},
        {"venue": "ICML 2024"},
        {"authors": ("Ada Lovelace",), "venue": "ICML"},
        {"venue": "Nature", "published": "2024"},
        {"authors": ("Kimi Team",), "venue": "PhD thesis, MIT", "published": "2020"},
        {"arxiv": "2405.00001"},
        {"links": (Link(label="talk", url="https://a.org/x"),), "published": "2024"},
    ],
)
def test_what_is_not_known_is_left_out_without_a_warning(given: dict[str, Any]) -> None:
    text = bibtex_entry(entry(**given))
    parsed(text)
    assert styled(text)[1] == []
    assert "{}" not in text


def test_a_word_that_the_abstract_writes_with_a_capital_keeps_it() -> None:
    told = fields(title="A Fast Sinkhorn Iteration", abstract="We speed up the Sinkhorn algorithm and its iteration.")
    assert told["title"] == "A Fast {Sinkhorn} Iteration"


def test_the_head_is_a_comment_that_begins_no_entry() -> None:
    head = FileHeader("S @article{x,", "q=@book{y}\n@misc{z, a={b}}", 1, "2026-01-02", "CC0")
    text = bibtex_file([bibtex_entry(entry())], head)
    assert list(parsed(text).entries) == ["paper"]
    assert text.startswith("% S at article{x,: q= at book{y} at misc{z, a={b}}\n% 1 paper · 2026-01-02 · CC0\n\n@misc{")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_fields_stay_inside_their_entry(text: str) -> None:
    file = bibtex_file([bibtex_entry(hostile(text)), bibtex_entry(entry(authors=("Zoe Zed",)))], HEAD)
    read = parsed(file)
    assert len(read.entries) == 2
    assert "evil" not in {name for found in read.entries.values() for name in found.fields}
    assert styled(file)[1] == []


@given(st.text(min_size=1, max_size=40), st.text(min_size=1, max_size=20))
@settings(max_examples=60)
def test_any_text_gives_one_entry_that_two_parsers_read(title: str, name: str) -> None:
    held = [" ".join(text.splitlines()).strip() or "x" for text in (title, name)]
    made = entry(title=held[0], authors=(held[1], "Ann Lee"), venue=held[0], published="2024")
    [read] = parsed(bibtex_entry(made)).entries.values()
    assert len(read.persons["author"]) == len(made.names)


def collection(survey: Survey, analysis: Analysis) -> list[BibliographyEntry]:
    """The entries of all papers."""
    return [entry_of(survey, analysis, paper) for paper in survey.papers]


@pytest.fixture(scope="module")
def real_file(real_survey: Survey, real_insight: Analysis) -> str:
    """The whole survey's BibTeX file."""
    return bibtex_file(list(map(bibtex_entry, collection(real_survey, real_insight))), HEAD)


def test_the_whole_collection_goes_through_the_plain_style_without_a_warning(
    real_file: str, real_survey: Survey
) -> None:
    made, warnings = styled(real_file)
    assert warnings == []
    assert made.count("\\bibitem{") == len(real_survey.papers)
    assert "{H$_2$O}: Heavy-hitter oracle" in " ".join(made.split())


def test_the_whole_collection_is_read_by_both_parsers(
    real_file: str, real_survey: Survey, real_insight: Analysis
) -> None:
    read = parsed(real_file)
    assert list(read.entries) == [real_insight.citation_key[paper.key] for paper in real_survey.papers]
    counts = [len(found.persons.get("author", ())) for found in read.entries.values()]
    assert counts == [len(paper.authors) for paper in real_survey.papers]


def test_the_whole_collection_is_ascii(real_file: str) -> None:
    entries = real_file[real_file.index("\n@") :]
    assert re.findall(r"[^\x00-\x7f]", entries) == []
