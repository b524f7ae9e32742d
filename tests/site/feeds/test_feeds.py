"""Feeds: valid by the rules of their formats, complete, stable, and inert whatever the text says."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import feedparser
import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.analysis import derive
from livingsurvey.analysis.derive import Analysis
from livingsurvey.model import Dates, NamedSearch, Paper, Status, Survey
from livingsurvey.site.feeds.feeds import NEWEST, export_feeds

from tests.builders import SETTINGS, paper, survey, topic

ATOM = "{http://www.w3.org/2005/Atom}"
START = datetime(2025, 1, 1, 12, tzinfo=UTC)
SITE = "https://example.org/survey/"
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
TEXT = {"type": "string"}
AUTHORS = {"type": "array", "items": {"type": "object", "required": ["name"], "properties": {"name": TEXT}}}
#: JSON Feed 1.1, as far as these feeds use it.
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        **dict.fromkeys(("title", "description"), TEXT),
        **{name: {"type": "string", "pattern": "^https://"} for name in ("home_page_url", "feed_url")},
        "authors": AUTHORS,
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "content_text"],
                "properties": {
                    "id": {"type": "string", "minLength": 1},
                    "url": {"type": "string", "pattern": "^https://"},
                    "title": TEXT,
                    "content_text": TEXT,
                    **{
                        name: {"type": "string", "pattern": RFC3339.pattern}
                        for name in ("date_published", "date_modified")
                    },
                    "authors": AUTHORS,
                    "tags": {"type": "array", "items": TEXT},
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}


def dated(*papers: Paper, site: str | None = None, **fields: Any) -> Survey:
    """A survey whose papers were added an hour after each other, and changed a day later."""
    history = {
        p.key: Dates(START + timedelta(hours=n), START + timedelta(days=1, hours=n)) for n, p in enumerate(papers)
    }
    made = survey(*papers, history=history, **fields)
    return replace(made, settings=SETTINGS.model_copy(update={"site_url": site}))


def feeds(given_survey: Survey, analysis: Analysis | None = None) -> dict[str, bytes]:
    """The files, each checked by the rules of its format."""
    files = export_feeds(given_survey, analysis or derive(given_survey))
    for path, data in files.items():
        if path.endswith(".xml"):
            check_atom(data)
        else:
            check_json(data)
    return files


def check_atom(data: bytes) -> None:
    """What RFC 4287 asks for (4.1.1, 4.1.2, 4.2): elements and how often, dates, identifiers, addresses."""
    feed = ElementTree.fromstring(data)
    assert feed.tag == f"{ATOM}feed"
    identifiers = []
    for element, wanted in [
        (feed, ["id", "title", "updated"]),
        *((e, ["id", "title", "updated"]) for e in feed.iter(f"{ATOM}entry")),
    ]:
        assert [len(element.findall(ATOM + name)) for name in wanted] == [1, 1, 1]
        identifiers.append(element.findtext(f"{ATOM}id"))
        assert all(RFC3339.fullmatch(d.text or "") for n in ("updated", "published") for d in element.findall(ATOM + n))
        alternates = [link for link in element.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"]
        assert len(alternates) == 1
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", each or "") for each in identifiers)
    assert len(set(identifiers)) == len(identifiers)
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    assert all(name.text is not None for name in feed.iter(f"{ATOM}name"))
    assert all(category.get("term") for category in feed.iter(f"{ATOM}category"))
    assert len([link for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]) == 1


def check_json(data: bytes) -> None:
    jsonschema.validate(json.loads(data), JSON_FEED)


PAPERS = (
    paper("a", title="In O(n^2) & <b>", authors=("Ada", "Alan"), topics=("t",), summary="Short & <i>."),
    paper("b", topics=("t", "u")),
    paper("out", topics=("t",), status=Status.EXCLUDED),
)
TOPICS = (topic("area"), topic("t", "area", title="T & T"), topic("u", "area"), topic("empty", "area"))


def test_there_is_a_feed_of_all_and_one_of_each_topic_with_papers() -> None:
    names = {path.partition(".")[0] for path in feeds(dated(*PAPERS, topics=TOPICS))}
    assert names == {"feeds/all", "feeds/new", "feeds/area", "feeds/t", "feeds/u"}


def test_the_feed_of_new_papers_has_the_included_ones_the_last_added_first() -> None:
    given = dated(*PAPERS, topics=TOPICS)
    later = {"a": Dates(START + timedelta(days=9), START + timedelta(days=9))}
    excluded = paper("z", status="excluded", reason="x")
    given = replace(given, papers=(*given.papers, excluded), history={**given.history, **later, "z": later["a"]})
    parsed = feedparser.parse(feeds(given)["feeds/new.xml"])
    assert parsed.feed.title == "New papers · Test Survey"
    assert parsed.entries[0].title == "In O(n²) & <b>"
    assert "Z" not in [entry.title for entry in parsed.entries]


def test_entries_say_what_changed_and_when_the_last_change_first() -> None:
    parsed = feedparser.parse(feeds(dated(*PAPERS, topics=TOPICS, site=SITE))["feeds/t.xml"])
    assert not parsed.bozo
    assert (parsed.feed.title, parsed.feed.updated) == ("T & T · Test Survey", "2025-01-02T13:00:00Z")
    assert [entry.title for entry in parsed.entries] == ["B", "In O(n²) & <b>"]
    entry = parsed.entries[1]
    assert (entry.published, entry.updated) == ("2025-01-01T12:00:00Z", "2025-01-02T12:00:00Z")
    assert entry.summary == "Short & <i>."
    assert [author.name for author in entry.authors] == ["Ada", "Alan"]
    assert [tag.term for tag in entry.tags] == ["T & T"]
    assert entry.link == "https://example.org/survey/papers/a.html"


def test_the_json_feed_holds_the_same() -> None:
    told = json.loads(feeds(dated(*PAPERS, topics=TOPICS, site=SITE))["feeds/t.json"])
    assert (told["home_page_url"], told["feed_url"]) == (f"{SITE}topics/t.html", f"{SITE}feeds/t.json")
    assert [item["title"] for item in told["items"]] == ["B", "In O(n²) & <b>"]
    assert told["items"][1] == {
        "id": told["items"][1]["id"],
        "title": "In O(n²) & <b>",
        "content_text": "Short & <i>.",
        "date_published": "2025-01-01T12:00:00Z",
        "date_modified": "2025-01-02T12:00:00Z",
        "url": f"{SITE}papers/a.html",
        "authors": [{"name": "Ada"}, {"name": "Alan"}],
        "tags": ["T & T"],
    }


def test_where_the_site_stands_is_never_invented() -> None:
    files = feeds(dated(*PAPERS, topics=TOPICS))
    links = [link.get("href") for link in ElementTree.fromstring(files["feeds/t.xml"]).iter(f"{ATOM}link")]
    assert links == ["../feeds/t.xml", "../topics/t.html", "../papers/b.html", "../papers/a.html"]
    assert "url" not in files["feeds/t.json"].decode()


def test_identifiers_do_not_depend_on_where_the_site_stands() -> None:
    def identifiers(site: str | None) -> list[str]:
        return [item["id"] for item in json.loads(feeds(dated(*PAPERS, site=site))["feeds/all.json"])["items"]]

    assert identifiers(None) == identifiers(SITE)


def test_without_dates_there_are_no_feeds() -> None:
    assert feeds(survey(*PAPERS, topics=TOPICS)) == {}
    assert feeds(survey()) == {}


def test_a_feed_holds_the_newest() -> None:
    papers = [paper(f"p{number}", topics=("t",)) for number in range(NEWEST + 5)]
    told = json.loads(feeds(dated(*papers, topics=TOPICS))["feeds/t.json"])
    assert [item["title"] for item in told["items"]] == [f"P{number}" for number in range(NEWEST + 4, 4, -1)]


def test_a_topic_that_is_called_all_does_not_take_the_place_of_the_feed_of_all() -> None:
    files = feeds(dated(paper("a", topics=("all",)), paper("b"), topics=(topic("all", title="All"),)))
    assert len(json.loads(files["feeds/all.json"])["items"]) == 2


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40).filter(str.strip))
@settings(deadline=None, max_examples=80)
def test_any_text_keeps_a_feed_well_formed(signs: str) -> None:
    text = f"x{signs}"
    made = Paper.model_construct(
        **dict(paper("p", abstract=text)) | {"title": text, "summary": text, "authors": (text,)}
    )
    named = topic("t").model_copy(update={"title": text, "summary": text})
    given_survey = dated(made.model_copy(update={"topics": ("t",)}), topics=(named,))
    files = feeds(replace(given_survey, settings=SETTINGS.model_copy(update={"name": text, "description": text})))
    assert json.loads(files["feeds/t.json"])["items"][0]["content_text"] == text
    kept = re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)
    summary = ElementTree.fromstring(files["feeds/t.xml"]).findtext(f"{ATOM}entry/{ATOM}summary")
    assert summary == re.sub("\r\n?", "\n", kept)


@pytest.mark.parametrize("site", [None, SITE])
def test_feeds_of_the_real_survey_are_valid(real_survey: Survey, real_insight: Analysis, site: str | None) -> None:
    history = {key: Dates(START, START) for key in real_survey.paper}
    settings_ = real_survey.settings.model_copy(update={"site_url": site})
    files = feeds(replace(real_survey, history=history, settings=settings_), real_insight)
    topics = sum(1 for topic in real_survey.topics if real_survey.papers_of[topic.key])
    assert len(files) == 2 * (2 + topics + len(real_survey.settings.searches))
    for path, data in files.items():
        if path.endswith(".xml"):
            parsed = feedparser.parse(data)
            assert not parsed.bozo
            assert 0 < len(parsed.entries) <= NEWEST


def naming(given: Survey) -> Survey:
    """The survey with a search for papers with code."""
    named = NamedSearch(key="with-code", name="With <code>", where={"code": ("yes",)})
    return replace(given, settings=given.settings.model_copy(update={"searches": (named,)}))


def test_a_search_that_the_survey_names_has_a_feed_that_leads_to_it() -> None:
    code = ("https://example.org/a",)
    files = feeds(naming(dated(paper("a", code=code), paper("b"), paper("c", code=code))))
    feed = ElementTree.fromstring(files["feeds/search.with-code.xml"])
    assert [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")] == ["C", "A"]
    assert (feed.findtext(f"{ATOM}title") or "").startswith("With <code> · ")
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["alternate"] == "../explore.html?code=yes"
    assert len(json.loads(files["feeds/search.with-code.json"])["items"]) == 2


def test_a_search_that_finds_nothing_has_no_feed() -> None:
    assert not any("search" in path for path in feeds(naming(dated(paper("a")))))
