"""PubMed's tagged format: every tag, and what is broken costs only itself."""

import pytest
from livingsurvey.importers.nbib_reader import parse_nbib
from livingsurvey.importers.records import Listing

ARTICLE = """PMID- 30123456
OWN - NLM
STAT- MEDLINE
DCOM- 20200101
IS  - 1234-5678 (Print)
IS  - 8765-4321 (Electronic)
IS  - 1234-5678 (Linking)
VI  - 12
IP  - 3
DP  - 2019 May 7
TI  - Effects of a small trial on people who
      took part in it.
PG  - 101-9
LID - 10.1000/trial.1 [doi]
LID - S0000-0000(19)30001-1 [pii]
AB  - BACKGROUND: Trials are small. RESULTS: This one was, p < 0.05,
      too.
CI  - Copyright (c) 2019.
FAU - Lind, Eva Maria
AU  - Lind EM
AD  - Department of Trials, Oslo.
FAU - van den Berg, Jan
AU  - van den Berg J
AU  - Roe MA
CN  - Small Trial Group
FED - Orr, Ann
ED  - Orr A
LA  - eng
PT  - Journal Article
PT  - Randomized Controlled Trial
DEP - 20190403
PL  - Norway
TA  - J Trials
JT  - Journal of trials
SB  - IM
MH  - Humans
MH  - *Clinical Trials as Topic/methods
PMC - PMC1234567
OT  - small trials
OT  - people
GN  - NLM: Original date in journal.
EDAT- 2019/04/05 06:00
AID - 10.1000/trial.1 [doi]
PST - ppublish
SO  - J Trials. 2019 May 7;12(3):101-9. doi: 10.1000/trial.1.
"""


def read(text: str) -> Listing:
    """Read a text."""
    return parse_nbib(text.encode(), "a.nbib")


def test_every_tag_of_an_article_is_read() -> None:
    (record,) = read(ARTICLE).records
    assert record.title == "Effects of a small trial on people who took part in it"
    assert record.abstract == "BACKGROUND: Trials are small. RESULTS: This one was, p < 0.05, too."
    assert record.facts == {
        "authors": ["Eva Maria Lind", "Jan van den Berg", "M A Roe"],
        "published": "2019-05-07",
        "venue": "Journal of trials",
        "doi": "10.1000/trial.1",
        "publication": {
            "type": "article-journal",
            "container_title_short": "J Trials",
            "volume": "12",
            "issue": "3",
            "page": "101-9",
            "issn": "1234-5678, 8765-4321",
            "pmid": "30123456",
            "pmcid": "PMC1234567",
            "language": "en",
            "collaboration": "Small Trial Group",
            "keyword": ["small trials", "people", "Humans", "Clinical Trials as Topic/methods"],
            "note": "NLM: Original date in journal.",
            "editor": ["Ann Orr"],
        },
    }


@pytest.mark.parametrize(
    ("said", "date"),
    [("2019", "2019"), ("2019 May", "2019-05"), ("2019 May-Jun", "2019-05"), ("2019 Dec 15", "2019-12-15")],
)
def test_a_date_of_publication_is_read_as_far_as_it_is_known(said: str, date: str) -> None:
    assert read(f"PMID- 1\nTI  - A title\nDP  - {said}\n").records[0].facts["published"] == date


def test_a_translated_title_has_no_brackets() -> None:
    assert read("PMID- 1\nTI  - [The effect of tea].\n").records[0].title == "The effect of tea"


@pytest.mark.parametrize("line", ["PG  - e17", "LID - e17 [pii]"])
def test_an_article_number_is_no_page(line: str) -> None:
    known = read(f"PMID- 1\nTI  - A title\n{line}\n").records[0].facts["publication"]
    assert (known["number"], "page" in known) == ("e17", False)


def test_a_chapter_of_a_book_has_its_book() -> None:
    (record,) = read("PMID- 1\nBTI - A book\nTI  - A chapter\nPB  - Press\nPL  - Oslo\nISBN- 9783161484100\n").records
    assert (record.title, record.facts["venue"]) == ("A chapter", "A book")
    known = record.facts["publication"]
    assert (known["type"], known["isbn"], known["publisher"]) == ("chapter", "9783161484100", "Press")
    assert known["publisher_place"] == "Oslo"


def test_a_group_without_people_is_the_author() -> None:
    (record,) = read("PMID- 1\nTI  - A title\nCN  - Small Trial Group\n").records
    assert record.facts["authors"] == ["Small Trial Group"]


def test_a_letter_is_told_from_the_article_that_it_is_about() -> None:
    (record,) = read("PMID- 1\nTI  - A title\nPT  - Letter\nPT  - Comment\n").records
    assert record.facts["publication"]["genre"] == "Letter"


def test_each_record_has_the_line_where_it_begins_and_a_bad_one_costs_only_itself() -> None:
    listing = read(f"\n{ARTICLE}\nPMID- 2\nDP  - 2019\n\n{ARTICLE}")
    assert [record.line for record in listing.records] == [2, 6 + ARTICLE.count("\n")]
    assert [failure.line for failure in listing.failures] == [3 + ARTICLE.count("\n")]


def test_tags_without_a_number_are_a_failure() -> None:
    assert [failure.line for failure in read(f"TI  - A title\n\n{ARTICLE}").failures] == [1]
