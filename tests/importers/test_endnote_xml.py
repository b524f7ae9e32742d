"""EndNote's XML: every field; and of a broken file what is before the break."""

from livingsurvey.importers.endnote_xml import parse_endnote_xml
from livingsurvey.importers.records import Listing

HEAD = '<?xml version="1.0" encoding="UTF-8" ?><xml><records>\n'
STYLE = '<style face="normal" font="default" size="100%">'
RECORD = f"""<record><database name="a.enl">a.enl</database>
<source-app name="EndNote" version="20.1">EndNote</source-app>
<rec-number>1</rec-number><ref-type name="Journal Article">17</ref-type>
<contributors><authors><author>{STYLE}Lind, Eva</style></author>
<author>{STYLE}World Health Organization,</style></author></authors>
<secondary-authors><author>Roe, Max</author></secondary-authors>
<subsidiary-authors><author>Orr, Ann</author></subsidiary-authors></contributors>
<titles><title>{STYLE}The effect of CO</style>\
<style face="subscript" font="default" size="100%">2</style>\
{STYLE} on trials</style></title>
<secondary-title>Journal of Trials</secondary-title></titles>
<periodical><full-title>Journal of Trials</full-title><abbr-1>J. Trials</abbr-1></periodical>
<pages>101-109</pages><volume>12</volume><number>3</number><edition>2nd</edition>
<keywords><keyword>alpha</keyword><keyword>beta</keyword></keywords>
<dates><year>2006</year><pub-dates><date>May 3</date></pub-dates></dates>
<pub-location>Oslo</pub-location><publisher>North Press</publisher>
<isbn>1234-5678&#xD;8765-4321</isbn><accession-num>30123456</accession-num>
<electronic-resource-num>10.1000/trial.1</electronic-resource-num>
<abstract>Trials are small &amp; many.</abstract><notes>A note.</notes><label>lind2006</label>
<urls><related-urls><url>https://example.org/trial</url></related-urls></urls>
<custom2>PMC1234567</custom2><custom7>e17</custom7><remote-database-provider>NLM</remote-database-provider>
<language>eng</language><access-date>2020/01/02</access-date></record>
"""


def read(text: str) -> Listing:
    """Read a text."""
    return parse_endnote_xml(text.encode(), "a.xml")


def test_every_field_of_an_article_is_read() -> None:
    listing = read(f"{HEAD}{RECORD}</records></xml>")
    assert listing.failures == []
    (record,) = listing.records
    assert record.title in ("The effect of CO2 on trials", "The effect of CO₂ on trials")
    assert (record.abstract, record.cite_key, record.line) == ("Trials are small & many.", "lind2006", 2)
    assert record.facts == {
        "authors": ["Eva Lind", "World Health Organization"],
        "published": "2006-05-03",
        "venue": "Journal of Trials",
        "doi": "10.1000/trial.1",
        "links": [{"label": "example.org", "url": "https://example.org/trial"}],
        "publication": {
            "type": "article-journal",
            "container_title_short": "J. Trials",
            "volume": "12",
            "issue": "3",
            "page": "101-109",
            "number": "e17",
            "issn": "1234-5678, 8765-4321",
            "publisher": "North Press",
            "publisher_place": "Oslo",
            "edition": "2nd",
            "language": "en",
            "accessed": "2020-01-02",
            "pmid": "30123456",
            "pmcid": "PMC1234567",
            "keyword": ["alpha", "beta"],
            "note": "A note.",
            "editor": ["Max Roe"],
            "translator": ["Ann Orr"],
        },
    }


def test_what_is_before_a_break_is_kept() -> None:
    listing = read(f"{HEAD}{RECORD}<record><titles><title>Cut")
    assert len(listing.records) == 1
    assert [(f.line, "not XML" in f.message) for f in listing.failures] == [(2 + RECORD.count("\n"), True)]


def test_entities_of_the_file_s_own_are_refused() -> None:
    listing = read(f'<?xml version="1.0"?><!DOCTYPE xml [<!ENTITY a "b">]>{RECORD}')
    assert ([f.message for f in listing.failures], listing.records) == (
        ["XML that is not read: EntitiesForbidden."],
        [],
    )
