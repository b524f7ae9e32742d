"""Web of Science's tagged format: every tag, and what is broken costs only itself."""

import pytest
from livingsurvey.importers.records import Listing
from livingsurvey.importers.wos_reader import parse_wos

HEAD = "FN Clarivate Analytics Web of Science\nVR 1.0\n"
ARTICLE = """PT J
AU Lind, EM
   van den Berg, J
AF Lind, Eva Maria
   van den Berg, Jan
CA Small Trial Grp
TI Effects of a small trial on people who
   took part in it
SO JOURNAL OF TRIALS
LA English
DT Article; Proceedings Paper
CT 3rd Conference on Trials
CY MAY 03-05, 2006
CL Oslo, NORWAY
DE small trials; people
ID HEALTH; PEOPLE
AB Trials are small.
C1 [Lind, Eva Maria] Univ Oslo, Oslo, Norway.
CR Roe M, 1999, J TRIALS, V1, P2, DOI 10.1000/other
   Orr A, 2000, J TRIALS, V2, P3
NR 2
TC 0
PU NORTH PRESS
PI OSLO
PA 1 Street, Oslo, Norway
SN 1234-5678
EI 8765-4321
J9 J TRIALS
JI J. Trials
PD NOV-DEC
PY 2006
VL 12
IS 3
BP 101
EP 109
AR e17
DI 10.1000/trial.1
PG 9
UT WOS:000000000000001
PM 30123456
ER

"""


def read(text: str) -> Listing:
    """Read a text."""
    return parse_wos(text.encode(), "a.ciw")


def test_every_tag_of_an_article_is_read() -> None:
    listing = read(f"{HEAD}{ARTICLE}EF\n")
    assert (listing.failures, listing.remarks) == ([], [])
    (record,) = listing.records
    assert (record.title, record.line) == ("Effects of a small trial on people who took part in it", 3)
    assert record.abstract == "Trials are small."
    assert record.facts == {
        "authors": ["Eva Maria Lind", "Jan van den Berg"],
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
            "page": "101–109",
            "number": "e17",
            "issn": "1234-5678, 8765-4321",
            "pmid": "30123456",
            "language": "en",
            "event_title": "3rd Conference on Trials",
            "event_place": "Oslo, NORWAY",
            "collaboration": "Small Trial Grp",
            "note": "Held MAY 03-05, 2006",
            "keyword": ["small trials", "people", "HEALTH", "PEOPLE"],
        },
    }


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        ("PT J\nDT Article", "article-journal"),
        ("PT B\nDT Book", "book"),
        ("PT S\nDT Article; Book Chapter", "chapter"),
        ("PT C\nDT Proceedings Paper\nCT A meeting", "paper-conference"),
        ("PT J\nDT Book Review", "review-book"),
    ],
)
def test_the_type_is_told_in_csl_s_words(lines: str, kind: str) -> None:
    assert read(f"{lines}\nTI A title\nER\n").records[0].facts["publication"]["type"] == kind


def test_a_book_s_people_are_read() -> None:
    (record,) = read(
        "PT B\nBA Lind, E\nBF Lind, Eva\nBE Roe, M\n   Orr, A\nTI A title\nSE A series\nBN 978-3-16-148410-0\nER\n"
    ).records
    assert record.facts["authors"] == ["Eva Lind"]
    known = record.facts["publication"]
    assert (known["editor"], known["collection_title"]) == (["M Roe", "A Orr"], "A series")
    assert known["isbn"] == "978-3-16-148410-0"


def test_early_access_gives_the_date_where_no_issue_has() -> None:
    assert read("PT J\nTI A title\nEA MAY 2020\nER\n").records[0].facts["published"] == "2020-05"


def test_a_group_without_people_is_the_author() -> None:
    assert read("PT J\nCA Small Trial Grp\nTI A title\nER\n").records[0].facts["authors"] == ["Small Trial Grp"]


def test_a_bad_record_costs_only_itself() -> None:
    listing = read(f"{HEAD}PT J\nPY 2006\nER\n\n{ARTICLE}TI No type\nER\n{ARTICLE}EF\n")
    assert len(listing.records) == 2
    assert [failure.line for failure in listing.failures] == [3, 7 + ARTICLE.count("\n")]


def test_a_book_is_in_no_other_and_its_series_is_kept() -> None:
    same, series = read(
        "PT B\nDT Book\nTI The past\nSO THE PAST\nBN 978-3-16-148410-0; 3-16-148410-X\nER\n"
        "PT B\nDT Book\nTI The past\nSO STUDIES IN PASTS\nER\n"
    ).records
    assert same.facts["publication"] == {"type": "book", "isbn": "978-3-16-148410-0, 3-16-148410-X"}
    assert series.facts["publication"] == {"type": "book", "collection_title": "STUDIES IN PASTS"}
    assert "venue" not in same.facts | series.facts


def test_nobody_is_no_author_and_a_supplement_is_part_of_the_issue() -> None:
    (record,) = read("PT J\nAU [Anonymous]\nTI A title\nIS 19\nPN 2\nSU S\nMA P12\nER\n").records
    assert "authors" not in record.facts
    assert record.facts["publication"] == {"type": "article-journal", "issue": "19 Pt. 2 Suppl. S", "number": "P12"}
