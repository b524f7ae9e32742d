# ruff: noqa: E501 (samples are as programs write them)
"""Zotero's RDF: every element of an article, a chapter and a report; collections as keywords."""

from typing import Any

from livingsurvey.importers.records import Listing
from livingsurvey.importers.zotero_rdf import parse_zotero_rdf

HEAD = """<rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#"
 xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:bib="http://purl.org/net/biblio#"
 xmlns:foaf="http://xmlns.com/foaf/0.1/"
 xmlns:link="http://purl.org/rss/1.0/modules/link/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:prism="http://prismstandard.org/namespaces/1.2/basic/"
 xmlns:vcard="http://nwalsh.com/rdf/vCard#">
"""
PRESS = """<dc:publisher><foaf:Organization><vcard:adr><vcard:Address><vcard:locality>Oslo</vcard:locality>
</vcard:Address></vcard:adr><foaf:name>North Press</foaf:name></foaf:Organization></dc:publisher>"""


def person(group: str, *names: str) -> str:
    """People of a group, each as family and given name or as one."""
    people = ""
    for name in names:
        family, _, given = name.partition(", ")
        stated = f"<foaf:givenName>{given}</foaf:givenName>" if given else ""
        people += f"<rdf:li><foaf:Person><foaf:surname>{family}</foaf:surname>{stated}</foaf:Person></rdf:li>"
    return f"<{group}><rdf:Seq>{people}</rdf:Seq></{group}>"


ARTICLE = f"""<bib:Article rdf:about="https://example.org/trial"><z:itemType>journalArticle</z:itemType>
<dcterms:isPartOf rdf:resource="urn:issn:1234-5678"/>{person("bib:authors", "Lind, Eva", "People Against Noise")}
{person("z:translators", "Orr, Ann")}
<link:link rdf:resource="#item_4"/><dc:subject><z:AutomaticTag><rdf:value>alpha</rdf:value></z:AutomaticTag></dc:subject>
<dc:subject>beta</dc:subject><dc:title>Effects of a &lt;i&gt;small&lt;/i&gt; trial</dc:title>
<dcterms:abstract>Trials are small.</dcterms:abstract><dc:date>2020-05-03</dc:date><z:language>en</z:language>
<dc:identifier><dcterms:URI><rdf:value>https://example.org/trial</rdf:value></dcterms:URI></dc:identifier>
<dcterms:dateSubmitted>2021-02-03 10:00:00</dcterms:dateSubmitted>
<dc:description>PMID: 30123456
A note.</dc:description><bib:pages>101-109</bib:pages>{PRESS}</bib:Article>
<bib:Journal rdf:about="urn:issn:1234-5678"><prism:volume>12</prism:volume><prism:number>3</prism:number>
<dc:title>Journal of Trials</dc:title><dcterms:alternative>J. Trials</dcterms:alternative>
<dc:identifier>ISSN 1234-5678</dc:identifier><dc:identifier>DOI 10.1000/trial.1</dc:identifier></bib:Journal>
<z:Attachment rdf:about="#item_4"><z:itemType>attachment</z:itemType><dc:title>Full text</dc:title></z:Attachment>
<bib:Memo rdf:about="#item_5"><rdf:value>A memo.</rdf:value></bib:Memo>
<z:Collection rdf:about="#collection_1"><dc:title>Small things</dc:title>
<dcterms:hasPart rdf:resource="https://example.org/trial"/></z:Collection>
"""


def read(text: str) -> Listing:
    """Read items."""
    return parse_zotero_rdf(f"{HEAD}{text}</rdf:RDF>".encode(), "a.rdf")


def stated(text: str) -> dict[str, Any]:
    """The facts of one item, the publication's fields beside the paper's."""
    listing = read(text)
    assert listing.failures == []
    (record,) = listing.records
    known = dict(record.facts)
    return known | known.pop("publication")


def test_every_element_of_an_article_is_read() -> None:
    listing = read(ARTICLE)
    assert (listing.failures, listing.remarks) == ([], [])
    (record,) = listing.records
    assert (record.title, record.abstract, record.line) == ("Effects of a small trial", "Trials are small.", 11)
    assert record.facts == {
        "authors": ["Eva Lind", "People Against Noise"],
        "published": "2020-05-03",
        "venue": "Journal of Trials",
        "doi": "10.1000/trial.1",
        "links": [{"label": "example.org", "url": "https://example.org/trial"}],
        "publication": {
            "type": "article-journal",
            "container_title_short": "J. Trials",
            "volume": "12",
            "issue": "3",
            "page": "101-109",
            "publisher": "North Press",
            "publisher_place": "Oslo",
            "language": "en",
            "accessed": "2021-02-03",
            "keyword": ["alpha", "beta", "Small things"],
            "issn": "1234-5678",
            "pmid": "30123456",
            "note": "A note.",
            "translator": ["Ann Orr"],
            "names": {"People Against Noise": {"family": "People Against Noise"}},
        },
    }


def test_a_chapter_has_its_book_series_and_editors() -> None:
    known = stated(
        '<bib:BookSection rdf:about="#item_1"><z:itemType>bookSection</z:itemType><dcterms:isPartOf><bib:Book>'
        "<dcterms:isPartOf><bib:Series><dc:title>A series</dc:title><dc:identifier>7</dc:identifier></bib:Series>"
        "</dcterms:isPartOf><prism:edition>2</prism:edition><dc:identifier>ISBN 978-3-16-148410-0</dc:identifier>"
        f"<dc:title>A book</dc:title></bib:Book></dcterms:isPartOf>{person('bib:editors', 'Roe, Max')}"
        "<dc:title>A chapter</dc:title></bib:BookSection>"
    )
    assert known == {
        "venue": "A book",
        "type": "chapter",
        "edition": "2",
        "collection_title": "A series",
        "collection_number": "7",
        "isbn": "978-3-16-148410-0",
        "editor": ["Max Roe"],
    }


def test_a_report_has_its_number_and_a_talk_its_conference() -> None:
    known = stated(
        "<bib:Report><z:itemType>report</z:itemType><prism:number>TR-17</prism:number><dc:title>A report</dc:title></bib:Report>"
    )
    assert (known["type"], known["number"]) == ("report", "TR-17")
    known = stated(
        "<rdf:Description><z:itemType>conferencePaper</z:itemType><dcterms:isPartOf><bib:Journal><dc:title>Proceedings"
        "</dc:title></bib:Journal></dcterms:isPartOf><bib:presentedAt><bib:Conference><dc:title>Trials 2020</dc:title>"
        "</bib:Conference></bib:presentedAt><dc:title>A talk</dc:title></rdf:Description>"
    )
    assert (known["venue"], known["event_title"]) == ("Proceedings", "Trials 2020")


def test_what_is_before_a_break_is_kept() -> None:
    listing = parse_zotero_rdf(f"{HEAD}{ARTICLE}<bib:Book><dc:title>Cut".encode(), "a.rdf")
    assert (len(listing.records), len(listing.failures)) == (1, 1)


def test_pages_series_editors_and_place_of_a_book_are_noted_and_its_shelf_mark_is_no_keyword() -> None:
    known = stated(
        f"""<bib:Book><z:itemType>book</z:itemType><dc:title>A book</dc:title>{person("z:seriesEditors", "Roe, Max")}
        <z:numPages>300</z:numPages><dc:source>A Library</dc:source><dc:coverage>Box 4</dc:coverage>
        <dc:subject><dcterms:LCC><rdf:value>DC 123</rdf:value></dcterms:LCC></dc:subject></bib:Book>"""
    )
    assert known["note"] == "300 pages; Series editors: Max Roe; Location: A Library, Box 4"
    assert "keyword" not in known


def test_a_letter_is_a_letter() -> None:
    assert stated("<bib:Letter><z:itemType>letter</z:itemType><dc:title>To A</dc:title></bib:Letter>") == {
        "type": "personal_communication"
    }
