"""Feeds in the forms of arXiv, journals and proceedings; an independent reader finds the same."""

from typing import Any

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.importers.feed_reader import parse_feed
from livingsurvey.importers.records import Record

SPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:arxiv="http://arxiv.org/schemas/atom"'
)
ARXIV = """<item><title>Sparse $k$-means &amp; more</title><link>https://arxiv.org/abs/2605.01234</link>
<description>arXiv:2605.01234v1 Announce Type: new\nAbstract: We attend to less.</description>
<guid isPermaLink="false">oai:arXiv.org:2605.01234v1</guid><category>cs.LG</category>
<pubDate>Fri, 29 May 2026 00:00:00 -0400</pubDate><arxiv:announce_type>new</arxiv:announce_type>
<arxiv:DOI>10.1000/abc</arxiv:DOI><arxiv:journal_reference>Journal of Less 3 (2026)</arxiv:journal_reference>
<dc:creator>Ada Lind (CNRS), José van der Berg (INRIA, Lab (Paris))</dc:creator></item>"""
NATURE = """<item rdf:about="https://www.nature.com/articles/s1"><title><![CDATA[Cells & <i>atoms</i>]]></title>
<link>https://www.nature.com/articles/s1</link><content:encoded><![CDATA[<p>Nature, Published online: 29 May 2026; <a
href="https://www.nature.com/articles/s1">doi:10.1038/s1</a></p>We found <b>less</b>.]]></content:encoded>
<dc:creator>Ada Lind</dc:creator><dc:creator>Bo Berg</dc:creator><dc:identifier>doi:10.1038/s1</dc:identifier>
<dc:date>2026-05-29</dc:date><prism:publicationName>Nature</prism:publicationName><prism:volume>3</prism:volume>
<prism:number>2</prism:number><prism:startingPage>10</prism:startingPage><prism:endingPage>12</prism:endingPage></item>"""
SCIENCE_DIRECT = """<item><title>Less</title><description><![CDATA[<p>Publication date: June 2026</p>
<p><b>Source:</b> Journal of Less, Volume 3</p><p>Author(s): Ada Lind, Bo Berg</p>]]></description>
<link>https://www.sciencedirect.com/science/article/pii/S1?dgcid=rss</link></item>"""
WILEY = """<entry xmlns="http://www.w3.org/2005/Atom"><title type="html">A &lt;i&gt;title&lt;/i&gt;</title>
<id>tag:example.org,2026:1</id><link rel="self" href="https://example.org/self"/>
<link href="https://onlinelibrary.wiley.com/doi/abs/10.1002/xy.1?af=R"/><updated>2026-05-30T10:00:00Z</updated>
<published>2026-05-29T10:00:00Z</published><author><name>Ada Lind</name></author><author><name>Bo Berg</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><h2>ABSTRACT</h2><p>We <b>did</b> it.</p></div>
</content></entry>"""
PEOPLE = ["Ada Lind", "Bo Berg"]


def rss(*items: str) -> str:
    """A feed in RSS 2.0."""
    return (
        f'<?xml version="1.0"?>\n<rss {SPACES} version="2.0"><channel><title>J</title>{"".join(items)}</channel></rss>'
    )


def rdf(*items: str) -> str:
    """A feed in RSS 1.0, whose list of items is no item."""
    listed = '<items><rdf:Seq><rdf:li rdf:resource="https://www.nature.com/articles/s1"/></rdf:Seq></items>'
    head = (
        f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" {SPACES}>'
    )
    return f'{head}<channel rdf:about="https://x.org/"><title>J</title>{listed}</channel>{"".join(items)}</rdf:RDF>'


def atom(*entries: str) -> str:
    """A feed in Atom."""
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>J</title>{"".join(entries)}</feed>'


def only(feed: str, **given: Any) -> Record:
    """The one record of a feed."""
    listing = parse_feed(feed.encode(), "feed", **given)
    assert (len(listing.records), listing.failures, listing.remarks) == (1, [], [])
    return listing.records[0]


def test_arxiv_says_who_and_what_and_when() -> None:
    record = only(rss(ARXIV))
    assert (record.title, record.abstract) == ("Sparse $k$-means & more", "We attend to less.")
    assert record.facts == {
        "authors": ["Ada Lind", "José van der Berg"],
        "published": "2026-05-29",
        "venue": "Journal of Less 3 (2026)",
        "arxiv": "2605.01234",
        "doi": "10.1000/abc",
    }


def test_a_journal_says_its_volume_and_pages_and_no_line_about_itself_is_an_abstract() -> None:
    record = only(rdf(NATURE))
    assert (record.title, record.abstract) == ("Cells & atoms", "We found less.")
    assert record.facts == {
        "authors": PEOPLE,
        "published": "2026-05-29",
        "venue": "Nature",
        "doi": "10.1038/s1",
        "publication": {"volume": "3", "issue": "2", "page": "10–12"},
    }


def test_a_list_of_facts_is_no_abstract() -> None:
    record = only(rss(SCIENCE_DIRECT))
    assert (record.abstract, record.facts["authors"]) == ("", PEOPLE)
    assert record.facts["links"][0]["url"].startswith("https://www.sciencedirect.com/science/article/pii/S1")


def test_an_address_may_have_the_doi_and_elements_the_abstract() -> None:
    record = only(atom(WILEY))
    assert (record.title, record.abstract) == ("A title", "We did it.")
    assert record.facts == {"authors": PEOPLE, "published": "2026-05-29", "doi": "10.1002/xy.1"}


@pytest.mark.parametrize("kind", ["replace", "replace-cross"])
def test_a_new_version_is_nothing_new(kind: str) -> None:
    assert parse_feed(rss(ARXIV.replace(">new<", f">{kind}<")).encode(), "feed").records == []


def test_a_paper_that_is_listed_in_a_further_subject_has_no_date() -> None:
    assert "published" not in only(rss(ARXIV.replace(">new<", ">cross<"))).facts


@pytest.mark.parametrize(("since", "number"), [("", 1), ("2026-05-29", 1), ("2026-05-30", 0)])
def test_entries_are_since_a_day(since: str, number: int) -> None:
    assert len(parse_feed(rss(ARXIV).encode(), "feed", since).records) == number


def test_an_entry_that_states_no_day_is_kept() -> None:
    assert only(rss(SCIENCE_DIRECT), since="2026-05-30").title == "Less"


@pytest.mark.parametrize("said", ["a@b.org (Ada Lind)", "Ada Lind", "Lind, Ada", "Ada Lind &lt;b&gt;"])
def test_an_author_may_have_an_address(said: str) -> None:
    names = only(rss(f"<item><title>A</title><author>{said}</author></item>")).facts["authors"]
    assert names[0].startswith("Ada Lind")


def test_a_feed_that_is_cut_short_keeps_what_comes_before() -> None:
    listing = parse_feed(rss(ARXIV, SCIENCE_DIRECT).partition("Journal of Less, Vol")[0].encode(), "feed")
    assert [record.title for record in listing.records] == ["Sparse $k$-means & more"]
    assert len(listing.failures) == 1


def test_an_entry_without_a_title_is_a_failure() -> None:
    listing = parse_feed(rss("<item><link>https://x.org</link></item>", ARXIV).encode(), "feed")
    assert (len(listing.records), [one.message for one in listing.failures]) == (1, ["an entry without a title."])


def test_entities_of_the_feeds_own_are_refused() -> None:
    bomb = f'<!DOCTYPE rss [<!ENTITY a "aaaa">]>{rss("<item><title>&a;</title></item>").partition("?>")[2]}'
    listing = parse_feed(bomb.encode(), "feed")
    assert listing.records == []
    assert "EntitiesForbidden" in listing.failures[0].message


@pytest.mark.parametrize("feed", [rss(ARXIV, SCIENCE_DIRECT), rdf(NATURE), atom(WILEY)])
def test_an_independent_reader_finds_as_many_entries_with_these_days(feed: str) -> None:
    theirs = feedparser.parse(feed.encode()).entries
    ours = parse_feed(feed.encode(), "feed").records
    assert len(ours) == len(theirs)
    for record, entry in zip(ours, theirs, strict=True):
        parsed = entry.get("published_parsed") or entry.get("updated_parsed")
        assert record.facts.get("published") == (f"{parsed[0]}-{parsed[1]:02}-{parsed[2]:02}" if parsed else None)


@given(st.text(max_size=60), st.text(max_size=60), st.binary(max_size=200))
def test_nothing_stops_the_reader(title: str, day: str, rest: bytes) -> None:
    parse_feed(rest, "feed")
    item = f"<item><title><![CDATA[{title}]]></title><pubDate><![CDATA[{day}]]></pubDate></item>"
    listing = parse_feed(rss(item).encode("utf-8", "replace") + rest, "feed", "2026-01-01")
    assert len(listing.records) <= 1
