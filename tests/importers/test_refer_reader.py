"""EndNote's .enw: every tag; types by their names; records that blank lines separate."""

from typing import Any

import pytest
from livingsurvey.importers.records import Listing
from livingsurvey.importers.refer_reader import parse_refer

ARTICLE = """%0 Journal Article
%A Lind, Eva
%A Berg, Tom, Jr.
%T Effects of a small trial
%J Journal of Trials
%V 12
%N 3
%P 101-109
%D 2006
%8 May 3
%I North Press
%C Oslo
%@ 1234-5678
%R 10.1000/trial.1
%U https://example.org/trial
%K alpha
beta
%X Trials are
small.
%G English
%7 2nd
%[ 2020/01/02
%M 30123456
%~ PubMed
%Z A note.
%F lind2006
%2 PMC1234567
%? Roe, Max
"""


def read(text: str) -> Listing:
    """Read a text."""
    return parse_refer(text.encode(), "a.enw")


def test_every_tag_of_an_article_is_read() -> None:
    (record,) = read(ARTICLE).records
    assert (record.title, record.abstract) == ("Effects of a small trial", "Trials are small.")
    assert (record.cite_key, record.line) == ("lind2006", 1)
    assert record.facts == {
        "authors": ["Eva Lind", "Tom Berg Jr."],
        "published": "2006-05-03",
        "venue": "Journal of Trials",
        "doi": "10.1000/trial.1",
        "links": [{"label": "example.org", "url": "https://example.org/trial"}],
        "publication": {
            "type": "article-journal",
            "volume": "12",
            "issue": "3",
            "page": "101-109",
            "issn": "1234-5678",
            "publisher": "North Press",
            "publisher_place": "Oslo",
            "edition": "2nd",
            "language": "en",
            "accessed": "2020-01-02",
            "pmid": "30123456",
            "pmcid": "PMC1234567",
            "keyword": ["alpha", "beta"],
            "note": "A note.",
            "translator": ["Max Roe"],
        },
    }


@pytest.mark.parametrize(
    ("lines", "facts"),
    [
        ("%0 Book Section\n%B A book\n%E Roe, Max", {"venue": "A book", "type": "chapter", "editor": ["Max Roe"]}),
        (
            "%0 Thesis\n%I University of Oslo\n%9 PhD thesis",
            {"type": "thesis", "publisher": "University of Oslo", "genre": "PhD thesis"},
        ),
        (
            "%0 Conference Paper\n%B Proceedings of Trials",
            {"venue": "Proceedings of Trials", "type": "paper-conference"},
        ),
        ("%0 Report\n%@ TR-17", {"type": "report", "number": "TR-17"}),
        ("%J Journal of Trials", {"type": "article-journal", "venue": "Journal of Trials"}),
        ("%I North Press", {"type": "book", "publisher": "North Press"}),
    ],
)
def test_each_type_has_its_fields(lines: str, facts: dict[str, Any]) -> None:
    (record,) = read(f"%T A title\n{lines}\n").records
    stated = record.facts | record.facts["publication"]
    assert {name: stated.get(name) for name in facts} == facts


def test_blank_lines_separate_records_and_a_bad_one_costs_only_itself() -> None:
    listing = read(f"{ARTICLE}\n\n%0 Book\n%D 2001\n\n{ARTICLE}")
    lines = ARTICLE.count("\n")
    assert [record.line for record in listing.records] == [1, lines + 6]
    assert [failure.line for failure in listing.failures] == [lines + 3]
