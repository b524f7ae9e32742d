"""CSL-JSON: every variable, from Zotero, Pandoc and Crossref."""

import json
from typing import Any

import pytest
from livingsurvey.importers.csl_json_reader import parse_csl
from livingsurvey.importers.records import Record

ITEM = {
    "id": "lind2006",
    "type": "article-journal",
    "title": "The <i>in vivo</i> effect",
    "container-title": "Journal of Trials",
    "container-title-short": "J. Trials",
    "collection-title": "Trials of the North",
    "collection-number": 7,
    "publisher": "North Press",
    "publisher-place": "Oslo",
    "volume": 12,
    "number-of-volumes": 2,
    "issue": "3",
    "page": "101-109",
    "number": "e17",
    "chapter-number": "4",
    "edition": "2",
    "genre": "Letter",
    "event-title": "Trials 2006",
    "event-place": "Bergen",
    "author": [
        {"family": "Lind Berg", "given": "Eva"},
        {"family": "Berg", "given": "Jan", "non-dropping-particle": "van den", "suffix": "Jr."},
        {"literal": "World Health Organization"},
        {"literal": "et al."},
    ],
    "editor": [{"family": "Roe", "given": "Max"}],
    "translator": [{"family": "Orr", "given": "Ann"}],
    "issued": {"date-parts": [[2006, 5, 3]]},
    "accessed": {"date-parts": [["2020", "1", "2"]]},
    "original-date": {"date-parts": [[1950]]},
    "ISBN": "978-3-16-148410-0",
    "ISSN": ["1234-5678", "8765-4321"],
    "PMID": "30123456",
    "PMCID": "PMC1234567",
    "DOI": "10.1000/trial.1",
    "URL": "https://example.org/trial",
    "language": "en",
    "keyword": "alpha, beta; gamma",
    "abstract": "Trials are small.",
    "note": "A note.",
}


def one(**item: Any) -> Record:
    """The record of an item in which nothing is wrong."""
    listing = parse_csl(json.dumps([{"title": "A title"} | item]).encode(), "a.json")
    assert (listing.failures, listing.remarks) == ([], [])
    (record,) = listing.records
    return record


def test_every_variable_is_read() -> None:
    record = one(**ITEM)
    assert (record.title, record.abstract) == ("The in vivo effect", "Trials are small.")
    assert (record.cite_key, record.line) == ("lind2006", 1)
    assert record.facts == {
        "authors": ["Eva Lind Berg", "Jan van den Berg Jr.", "World Health Organization"],
        "published": "2006-05-03",
        "venue": "Journal of Trials",
        "doi": "10.1000/trial.1",
        "links": [{"label": "example.org", "url": "https://example.org/trial"}],
        "publication": {
            "type": "article-journal",
            "genre": "Letter",
            "container_title_short": "J. Trials",
            "collection_title": "Trials of the North",
            "collection_number": "7",
            "publisher": "North Press",
            "publisher_place": "Oslo",
            "volume": "12",
            "number_of_volumes": "2",
            "issue": "3",
            "page": "101-109",
            "number": "e17",
            "chapter_number": "4",
            "edition": "2",
            "event_title": "Trials 2006",
            "event_place": "Bergen",
            "isbn": "978-3-16-148410-0",
            "issn": "1234-5678, 8765-4321",
            "pmid": "30123456",
            "pmcid": "PMC1234567",
            "language": "en",
            "original_date": "1950",
            "accessed": "2020-01-02",
            "keyword": ["alpha", "beta", "gamma"],
            "note": "A note.",
            "authors_omitted": "some",
            "editor": ["Max Roe"],
            "translator": ["Ann Orr"],
            "names": {"Eva Lind Berg": {"family": "Lind Berg", "given": "Eva"}},
        },
    }


def test_names_in_ideographs_have_the_family_first_without_a_blank() -> None:
    record = one(title="论语", author=[{"family": "李", "given": "泽东"}])
    assert record.facts["authors"] == ["李泽东"]
    assert record.facts["publication"]["names"] == {"李泽东": {"family": "李", "given": "泽东"}}


def test_lines_of_a_note_state_what_zotero_has_no_field_for() -> None:
    record = one(note="Citation Key: lind06\nPMID: 1\ntex.x: y\narXiv:2401.01234 [cs]\nA note.")
    assert (record.cite_key, record.facts["arxiv"]) == ("lind06", "2401.01234")
    assert record.facts["publication"] == {"pmid": "1", "note": "tex.x: y A note."}


def test_crossref_s_ways_are_read() -> None:
    record = one(
        title=["A title"],
        type="proceedings-article",
        event={"name": "Trials 2006", "location": "Bergen"},
        **{"container-title": ["Proceedings"], "short-container-title": ["Proc."], "article-number": "17"},
    )
    assert record.facts["venue"] == "Proceedings"
    assert record.facts["publication"] == {
        "type": "paper-conference",
        "container_title_short": "Proc.",
        "number": "17",
        "event_title": "Trials 2006",
        "event_place": "Bergen",
    }


def test_an_address_is_no_key_to_cite_by() -> None:
    assert one(id="http://zotero.org/users/1/items/ABCD").cite_key == ""


GOOD = '{"id": "b", "title": "Reefs at rest"}'


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ('{"id": "a", "title": "Corals", "title": "Other"}', "«title» is there twice"),
        ('{"title": "Corals", "issued": {"date-parts": [[2020]], "date-parts": [[1999]]}}', "«date-parts» is there"),
        ('{"title": "Corals", "\\u0074itle": "Other"}', "«title» is there twice"),
        ('{"title": "Corals", "volume": NaN}', "NaN is no number"),
    ],
)
def test_an_entry_that_can_be_read_in_two_ways_is_told_and_the_others_stay(bad: str, said: str) -> None:
    listing = parse_csl(f"[{GOOD},\n{bad},\n{GOOD.replace('at rest', 'in motion')}]".encode(), "f.json")
    assert [record.title for record in listing.records] == ["Reefs at rest", "Reefs in motion"]
    (failure,) = listing.failures
    assert (failure.line, said in failure.message) == (2, True)


def test_a_single_entry_with_two_equal_names_is_told() -> None:
    listing = parse_csl(b'{"title": "Corals", "title": "Other"}', "f.json")
    assert (listing.records, "twice" in listing.failures[0].message) == ([], True)


def test_two_entries_with_one_key_are_told_and_both_imported() -> None:
    listing = parse_csl(f"[{GOOD},\n{GOOD.replace('at rest', 'in motion')}]".encode(), "f.json")
    assert len(listing.records) == 2
    (remark,) = listing.remarks
    assert (remark.rule, remark.line) == ("duplicate-key", 2)
