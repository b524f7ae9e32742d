"""Tables and JSON Lines: the columns of Zotero, Scopus, Web of Science and others; a broken row costs only itself."""

import csv
import io
import json
from typing import Any

import pytest
from livingsurvey.importers.csv_tables import parse_csv, parse_json_lines
from livingsurvey.importers.records import Listing, Record

ZOTERO = {
    "Key": "ABCD1234",
    "Item Type": "journalArticle",
    "Publication Year": "2020",
    "Author": "Lind, Eva; van den Berg, Jan; World Health Organization",
    "Title": "Effects of a small trial",
    "Publication Title": "Journal of Trials",
    "ISSN": "1234-5678",
    "DOI": "10.1000/trial.1",
    "Url": "https://example.org/trial",
    "Abstract Note": "Trials are small.",
    "Date": "May 3, 2020",
    "Date Added": "2021-01-01 10:00:00",
    "Access Date": "2021-02-03 10:00:00",
    "Pages": "101-109",
    "Issue": "3",
    "Volume": "12",
    "Journal Abbreviation": "J. Trials",
    "Series": "Trials of the North",
    "Publisher": "North Press",
    "Place": "Oslo",
    "Language": "en",
    "Extra": "PMID: 30123456\nPMCID: PMC1234567\nCitation Key: lind2020\nOriginal Date: 1950\nA note.",
    "Manual Tags": "alpha; beta",
    "Automatic Tags": "gamma",
    "Editor": "Roe, Max",
    "Translator": "Orr, Ann",
}
SCOPUS = {
    "Authors": "Lind E.; Berg T.",
    "Author full names": "Lind, Eva (57190000001); Berg, Tom (57190000002)",
    "Author(s) ID": "57190000001; 57190000002",
    "Title": "Effects of a small trial",
    "Year": "2020",
    "Source title": "Journal of Trials",
    "Volume": "12",
    "Issue": "3",
    "Art. No.": "e17",
    "Page start": "101",
    "Page end": "109",
    "Cited by": "4",
    "DOI": "10.1000/trial.1",
    "Abstract": "Trials are small.",
    "Author Keywords": "alpha; beta",
    "Index Keywords": "gamma",
    "Editors": "Roe M.",
    "Publisher": "North Press",
    "Conference name": "3rd Conference on Trials",
    "Conference location": "Oslo",
    "ISSN": "12345678",
    "ISBN": "9783161484100",
    "PubMed ID": "30123456",
    "Language of Original Document": "English",
    "Abbreviated Source Title": "J. Trials",
    "Document Type": "Conference paper",
}
WOS_NAMES = {
    "Publication Type": "J",
    "Authors": "Lind, E; Berg, T",
    "Author Full Names": "Lind, Eva; Berg, Tom",
    "Group Authors": "Small Trial Grp",
    "Article Title": "Effects of a small trial",
    "Source Title": "JOURNAL OF TRIALS",
    "Language": "English",
    "Document Type": "Article",
    "Author Keywords": "alpha; beta",
    "Keywords Plus": "GAMMA",
    "Abstract": "Trials are small.",
    "Publisher": "NORTH PRESS",
    "Publisher City": "OSLO",
    "ISSN": "1234-5678",
    "eISSN": "8765-4321",
    "Journal ISO Abbreviation": "J. Trials",
    "Publication Date": "NOV-DEC",
    "Publication Year": "2006",
    "Volume": "12",
    "Issue": "3",
    "Start Page": "101",
    "End Page": "109",
    "Article Number": "e17",
    "DOI": "10.1000/trial.1",
    "Pubmed Id": "30123456",
}


def table(*rows: dict[str, str], delimiter: str = ",") -> bytes:
    """A table as spreadsheets write it."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def read(data: bytes | str) -> Listing:
    """Read a table."""
    return parse_csv(data if isinstance(data, bytes) else data.encode(), "a.csv")


def one(data: bytes | str) -> Record:
    """The record of a table with one row in which nothing is wrong."""
    listing = read(data)
    assert (listing.failures, listing.remarks) == ([], [])
    (record,) = listing.records
    return record


def facts(**cells: Any) -> dict[str, Any]:
    """What an object of JSON Lines with a title states, the publication's fields beside the paper's."""
    listing = parse_json_lines(json.dumps({"title": "A title"} | cells).encode(), "a.jsonl")
    assert (listing.failures, listing.remarks) == ([], [])
    stated = dict(listing.records[0].facts)
    return stated | stated.pop("publication", {})


def test_every_column_of_zotero_is_read() -> None:
    record = one(table(ZOTERO))
    assert (record.title, record.abstract, record.line) == ("Effects of a small trial", "Trials are small.", 2)
    assert record.cite_key == "lind2020"
    assert record.facts == {
        "authors": ["Eva Lind", "Jan van den Berg", "World Health Organization"],
        "published": "2020-05-03",
        "venue": "Journal of Trials",
        "doi": "10.1000/trial.1",
        "links": [{"label": "example.org", "url": "https://example.org/trial"}],
        "publication": {
            "type": "article-journal",
            "container_title_short": "J. Trials",
            "collection_title": "Trials of the North",
            "publisher": "North Press",
            "publisher_place": "Oslo",
            "volume": "12",
            "issue": "3",
            "page": "101-109",
            "issn": "1234-5678",
            "pmid": "30123456",
            "pmcid": "PMC1234567",
            "language": "en",
            "original_date": "1950",
            "accessed": "2021-02-03",
            "keyword": ["alpha", "beta", "gamma"],
            "note": "A note.",
            "editor": ["Max Roe"],
            "translator": ["Ann Orr"],
        },
    }


def test_every_column_of_scopus_is_read() -> None:
    record = one(table(SCOPUS))
    assert record.abstract == "Trials are small."
    assert record.facts == {
        "authors": ["Eva Lind", "Tom Berg"],
        "published": "2020",
        "venue": "Journal of Trials",
        "doi": "10.1000/trial.1",
        "publication": {
            "type": "paper-conference",
            "container_title_short": "J. Trials",
            "publisher": "North Press",
            "volume": "12",
            "issue": "3",
            "number": "e17",
            "page": "101–109",
            "event_title": "3rd Conference on Trials",
            "event_place": "Oslo",
            "isbn": "9783161484100",
            "issn": "12345678",
            "pmid": "30123456",
            "language": "en",
            "keyword": ["alpha", "beta", "gamma"],
            "editor": ["M. Roe"],
        },
    }


def test_every_column_of_web_of_science_is_read_by_its_name() -> None:
    known = one(table(WOS_NAMES, delimiter="\t")).facts
    assert known == {
        "authors": ["Eva Lind", "Tom Berg"],
        "published": "2006-11",
        "venue": "JOURNAL OF TRIALS",
        "doi": "10.1000/trial.1",
        "publication": {
            "type": "article-journal",
            "container_title_short": "J. Trials",
            "publisher": "NORTH PRESS",
            "publisher_place": "OSLO",
            "volume": "12",
            "issue": "3",
            "number": "e17",
            "page": "101–109",
            "issn": "1234-5678, 8765-4321",
            "pmid": "30123456",
            "language": "en",
            "collaboration": "Small Trial Grp",
            "keyword": ["alpha", "beta", "GAMMA"],
        },
    }


def test_codes_of_web_of_science_are_read_and_quotation_marks_are_signs() -> None:
    head = "PT\tAU\tAF\tTI\tSO\tPY\tPD\tDI\tVL\tIS\tBP\tEP\tAR\tSN\tBE\n"
    row = 'J\tLind, E; Berg, T\tLind, Eva; Berg, Tom\t"Small" trials\tJ TABS\t2020\tMAY\t'
    row += "10.1000/tab\t1\t2\t3\t4\t5\t1234-5678\tRoe, M; Orr, A\n"
    record = one(f"\ufeff{head}{row}")
    assert record.title == '"Small" trials'
    assert record.facts == {
        "authors": ["Eva Lind", "Tom Berg"],
        "published": "2020-05",
        "venue": "J TABS",
        "doi": "10.1000/tab",
        "publication": {
            "type": "article-journal",
            "volume": "1",
            "issue": "2",
            "page": "3–4",
            "number": "5",
            "issn": "1234-5678",
            "editor": ["M Roe", "A Orr"],
        },
    }


@pytest.mark.parametrize(
    ("kind", "csl"),
    [
        ("bookSection", "chapter"),
        ("conferencePaper", "paper-conference"),
        ("thesis", "thesis"),
        ("preprint", "article"),
        ("computerProgram", "software"),
        ("Article; Proceedings Paper", "paper-conference"),
        ("phdthesis", "thesis"),
    ],
)
def test_the_type_is_told_in_csl_s_words(kind: str, csl: str) -> None:
    assert facts(**{"item type": kind})["type"] == csl


@pytest.mark.parametrize(
    "cell", ["Lind, Eva; Berg, Tom", "Eva Lind and Tom Berg", "Eva Lind, Tom Berg", "Lind, Eva & Berg, Tom"]
)
def test_authors_are_told_apart_however_they_are_separated(cell: str) -> None:
    assert facts(authors=cell)["authors"] == ["Eva Lind", "Tom Berg"]


def test_authors_may_be_a_list_of_texts_or_of_parts() -> None:
    assert facts(authors=["Eva Lind", "Berg, Tom"])["authors"] == ["Eva Lind", "Tom Berg"]
    assert facts(authors=[{"name": "Eva Lind"}, {"family": "Berg", "given": "Tom"}])["authors"] == [
        "Eva Lind",
        "Tom Berg",
    ]


def test_a_list_of_authors_that_is_cut_is_marked() -> None:
    known = facts(authors="Lind, Eva; et al.")
    assert (known["authors"], known["authors_omitted"]) == (["Eva Lind"], "some")


def test_a_journal_s_number_is_its_issue_and_a_report_s_is_not() -> None:
    known = facts(publication="Journal of Trials", volume=12, number=3, pages="1-9")
    assert (known["venue"], known["volume"], known["issue"], known["page"]) == ("Journal of Trials", "12", "3", "1-9")
    assert facts(**{"item type": "report", "number": "17"})["number"] == "17"


def test_an_arxiv_id_is_found_in_any_column() -> None:
    assert facts(journal="arXiv preprint arXiv:2401.01234")["arxiv"] == "2401.01234"
    assert facts(**{"archive id": "arXiv:hep-th/9901001"})["arxiv"] == "hep-th/9901001"
    assert facts(extra="arXiv:2401.01234 [cs]")["arxiv"] == "2401.01234"


def test_what_is_before_the_head_is_passed_over() -> None:
    record = one('sep=;\n"About the data: exported, today";;\nTitle;Year\nA title;2001\n')
    assert (record.title, record.line, record.facts["published"]) == ("A title", 4, "2001")


def test_a_quotation_mark_that_nothing_closes_costs_only_its_row() -> None:
    listing = read('title,year\nFirst,2001\n"Open,2002\nThird,2003\nFourth,2004\n')
    assert [record.title for record in listing.records] == ["First", "Third", "Fourth"]
    assert [failure.line for failure in listing.failures] == [3]


def test_a_sign_that_keeps_spreadsheets_from_reckoning_is_no_part_of_a_text() -> None:
    assert one("title,year\n'=Sums,2001\n").title == "=Sums"


ZOTERO_REST = {
    "Item Type": "thesis",
    "Title": "A thesis",
    "Type": "PhD thesis",
    "Num Pages": "300",
    "Archive": "A Library",
    "Archive Location": "MS 12",
    "Series Editor": "Roe, Max",
    "Version": "2",
}


def test_what_zotero_has_beside_is_kept() -> None:
    assert one(table(ZOTERO_REST)).facts["publication"] == {
        "type": "thesis",
        "genre": "PhD thesis",
        "edition": "2",
        "note": "300 pages; Location: A Library, MS 12; Series editors: Roe, Max",
    }


@pytest.mark.parametrize(
    ("cells", "stated"),
    [
        ({"Document Type": "Letter", "Source title": "A Journal"}, {"type": "article-journal", "genre": "Letter"}),
        ({"Document Type": "Conference review", "Source title": "A title"}, {"type": "book"}),
        ({"Document Type": "Book", "Source title": "A TITLE", "Abbreviated Source Title": "A T."}, {"type": "book"}),
        ({"Item Type": "letter"}, {"type": "personal_communication", "genre": "letter"}),
        ({"Conference date": "14 June 2018"}, {"note": "Held 14 June 2018"}),
    ],
)
def test_types_are_told_by_what_else_is_stated(cells: dict[str, str], stated: dict[str, str]) -> None:
    assert one(table({"Title": "A title"} | cells)).facts["publication"] == stated


def test_what_scopus_adds_to_a_series_is_none_of_its_name() -> None:
    said = "Lecture Notes in Trials (including subseries Lecture Notes in Other Trials)"
    assert facts(venue=said)["venue"] == "Lecture Notes in Trials"


@pytest.mark.parametrize(
    ("table", "line", "said"),
    [
        ("title,title,year\nReefs,Other,2020\nCorals,,2020\n", 2, "«title» is there twice"),
        ("title,year\nCorals,2020\nReefs, at rest,2020\n", 3, "«2020» comes after the last column"),
        ('title,year\n"Reefs,2020\nCorals,2020\n', 2, "a quotation mark is never closed"),
    ],
)
def test_a_row_whose_values_have_no_place_of_their_own_is_told(table: str, line: int, said: str) -> None:
    listing = parse_csv(table.encode(), "f.csv")
    assert [record.title for record in listing.records] == ["Corals"]
    (failure,) = listing.failures
    assert (failure.line, said in failure.message) == (line, True)


def test_empty_cells_behind_the_last_column_do_not_matter() -> None:
    assert len(parse_csv(b"title,year\nReefs,2020,,\n", "f.csv").records) == 1
