# ruff: noqa: E501 (samples are as programs write them)
"""MODS: every element of an article, a chapter and a thesis."""

from typing import Any

import pytest
from livingsurvey.importers.mods_reader import parse_mods
from livingsurvey.importers.records import Listing

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<modsCollection xmlns="http://www.loc.gov/mods/v3">\n'
ARTICLE = """<mods ID="lind2006"><titleInfo><nonSort>The</nonSort><title>effect of small trials</title>
<subTitle>A view</subTitle></titleInfo>
<name type="personal"><namePart type="given">Eva</namePart><namePart type="given">Maria</namePart>
<namePart type="family">Lind</namePart><role><roleTerm authority="marcrelator" type="text">author</roleTerm></role></name>
<name type="corporate"><namePart>People Against Noise</namePart><role><roleTerm type="code">aut</roleTerm></role></name>
<name type="personal"><namePart>Orr, Ann</namePart><role><roleTerm type="text">translator</roleTerm></role></name>
<typeOfResource>text</typeOfResource><genre authority="bibutilsgt">journal article</genre>
<originInfo><dateIssued>2006-05</dateIssued></originInfo>
<language><languageTerm authority="iso639-2b" type="code">eng</languageTerm></language>
<abstract>Trials are small.</abstract><subject><topic>alpha</topic></subject><subject><topic>beta</topic></subject>
<note>A note.</note>
<relatedItem type="host"><titleInfo><title>Journal of Trials</title></titleInfo>
<titleInfo type="abbreviated"><title>J. Trials</title></titleInfo>
<originInfo><publisher>North Press</publisher><place><placeTerm type="text">Oslo</placeTerm></place>
<issuance>continuing</issuance></originInfo><genre authority="marcgt">periodical</genre>
<identifier type="issn">1234-5678</identifier>
<part><date>2006-05</date><detail type="volume"><number>12</number></detail><detail type="issue"><number>3</number></detail>
<extent unit="page"><start>101</start><end>109</end></extent></part></relatedItem>
<identifier type="doi">10.1000/trial.1</identifier><identifier type="citekey">lind06</identifier>
<location><url dateLastAccessed="2020-01-02">https://example.org/trial</url></location></mods>
"""


def read(text: str) -> Listing:
    """Read a text."""
    return parse_mods(f"{HEAD}{text}</modsCollection>".encode(), "a.xml")


def stated(text: str) -> dict[str, Any]:
    """The facts of a record with a title, the publication's fields beside the paper's."""
    listing = read(f"<mods><titleInfo><title>A title</title></titleInfo>{text}</mods>")
    assert listing.failures == []
    known = dict(listing.records[0].facts)
    return known | known.pop("publication", {})


def test_every_element_of_an_article_is_read() -> None:
    (record,) = read(ARTICLE).records
    assert (record.title, record.abstract) == ("The effect of small trials: A view", "Trials are small.")
    assert (record.cite_key, record.line) == ("lind06", 3)
    assert record.facts == {
        "authors": ["Eva Maria Lind", "People Against Noise"],
        "published": "2006-05",
        "venue": "Journal of Trials",
        "doi": "10.1000/trial.1",
        "links": [{"label": "example.org", "url": "https://example.org/trial"}],
        "publication": {
            "type": "article-journal",
            "container_title_short": "J. Trials",
            "publisher": "North Press",
            "publisher_place": "Oslo",
            "volume": "12",
            "issue": "3",
            "page": "101–109",
            "issn": "1234-5678",
            "language": "en",
            "accessed": "2020-01-02",
            "keyword": ["alpha", "beta"],
            "note": "A note.",
            "translator": ["Ann Orr"],
            "names": {"People Against Noise": {"family": "People Against Noise"}},
        },
    }


def test_a_chapter_has_its_book_s_editors_series_and_isbn() -> None:
    known = stated(
        '<genre>book chapter</genre><relatedItem type="host"><titleInfo><title>A book</title></titleInfo>'
        '<name type="personal"><namePart type="family">Roe</namePart><namePart type="given">Max</namePart>'
        "<role><roleTerm>editor</roleTerm></role></name><originInfo><edition>2</edition></originInfo>"
        '<identifier type="isbn">9783161484100</identifier><relatedItem type="series"><titleInfo>'
        "<title>A series</title><partNumber>7</partNumber></titleInfo></relatedItem></relatedItem>"
    )
    expected = {"venue": "A book", "editor": ["Max Roe"], "isbn": "9783161484100", "edition": "2", "type": "chapter"}
    assert {name: known.get(name) for name in expected} == expected
    assert (known["collection_title"], known["collection_number"]) == ("A series", "7")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<genre>Ph.D. thesis</genre>", "thesis"),
        ("<genre>book</genre>", "book"),
        ("<originInfo><issuance>monographic</issuance></originInfo>", "book"),
        (
            "<genre>conference publication</genre><relatedItem type='host'><genre>conference publication</genre></relatedItem>",
            "paper-conference",
        ),
        ("<relatedItem type='host'><titleInfo><title>B</title></titleInfo></relatedItem>", "chapter"),
    ],
)
def test_the_type_is_told_in_csl_s_words(text: str, kind: str) -> None:
    assert stated(text)["type"] == kind


def test_a_thesis_has_its_school_as_publisher() -> None:
    school = '<name type="corporate"><namePart>University of Oslo</namePart><role><roleTerm>degree grantor</roleTerm></role></name>'
    assert stated(f"<genre>thesis</genre>{school}")["publisher"] == "University of Oslo"


def test_a_list_of_authors_that_is_cut_is_marked() -> None:
    text = "<name><namePart>Lind, Eva</namePart></name><name><etal/></name>"
    known = stated(text)
    assert (known["authors"], known["authors_omitted"]) == (["Eva Lind"], "some")


def test_the_punctuation_and_the_years_of_catalogues_are_none_of_the_facts() -> None:
    known = stated(
        """<name type="personal"><namePart>Roe, Tom, 1950-2010</namePart></name><originInfo><place>
        <placeTerm type="text">Oslo :</placeTerm></place><publisher>North Press,</publisher></originInfo>"""
    )
    assert (known["authors"], known["publisher"], known["publisher_place"]) == (["Tom Roe"], "North Press", "Oslo")


def test_class_extent_and_shelf_are_kept() -> None:
    known = stated(
        """<genre>thesis</genre><genre>Ph.D. thesis</genre><physicalDescription><extent>196 leaves</extent>
        </physicalDescription><location><physicalLocation>A Library</physicalLocation><shelfLocator>MS 1</shelfLocator>
        </location>"""
    )
    assert (known["type"], known["genre"]) == ("thesis", "Ph.D. thesis")
    assert known["note"] == "196 leaves; Location: A Library, MS 1"
