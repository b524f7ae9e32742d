"""Feeds of new and changed papers, as Atom (RFC 4287) and JSON Feed 1.1: of all, of each topic, of each named search.

Dates are those of version control. Where it records none there are no feeds: an entry must say when it changed.
"""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import NAMESPACE_URL, uuid5

from livingsurvey.analysis.derive import Analysis
from livingsurvey.model import NamedSearch, Paper, Status, Survey, Topic, paths
from livingsurvey.model.markup import plain_text
from livingsurvey.site.explore.searches import found_by, fragment_of
from markupsafe import escape

#: How many papers a feed holds.
NEWEST = 50
_AUTHORS = 20  # of a paper with more, an entry names the first

_ATOM = "http://www.w3.org/2005/Atom"
# What XML cannot hold, even escaped.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Followed(NamedTuple):
    """What a feed follows: where the feed is without its ending, its name, what it is about, its page, its papers.

    ``search`` is how the page of all papers asks for the same papers.
    """

    path: str
    title: str
    about: str
    page: str
    search: str
    papers: Sequence[Paper]


def export_feeds(survey: Survey, analysis: Analysis) -> dict[str, bytes]:
    """Return both feeds of all papers, of new ones, and of each topic, area and named search with dated papers."""
    made = cache(lambda key: _Entry(survey, analysis, survey.paper[key]))
    files = {}
    for followed in (*feeds_of(survey), *_new(survey)):
        chosen = [made(paper.key) for paper in followed.papers]
        files[f"{followed.path}.xml"] = _atom(survey, followed, chosen)
        files[f"{followed.path}.json"] = _json_feed(survey, followed, chosen)
    return files


def feeds_of(survey: Survey) -> list[Followed]:
    """Every feed that there is something in, with its papers, the latest change first."""
    place = {paper.key: number for number, paper in enumerate(survey.latest)}
    found = []
    searches = [_of_search(survey, search) for search in survey.settings.searches]
    topics = [_of_topic(survey, topic) for topic in survey.topics]
    for followed in (*searches, *topics, _all(survey)):
        known = sorted((p for p in followed.papers if p.key in place), key=lambda paper: place[paper.key])
        if known:
            found.append(followed._replace(papers=known[:NEWEST]))
    return found


def _of_topic(survey: Survey, topic: Topic) -> Followed:
    title, page = f"{topic.title} · {survey.settings.name}", paths.topic_url(topic)
    search = urlencode({"topic" if topic.parent else "area": topic.key})
    return Followed(paths.feed_path(topic.key), title, topic.summary, page, search, survey.papers_of[topic.key])


def _of_search(survey: Survey, search: NamedSearch) -> Followed:
    title, asked = f"{search.name} · {survey.settings.name}", fragment_of(search)
    path, page = paths.search_feed_path(search.key), f"explore.html?{asked}"
    return Followed(path, title, f"{search.name}.", page, asked, found_by(survey, search))


def _all(survey: Survey) -> Followed:
    settings = survey.settings
    return Followed(paths.feed_path(), settings.name, settings.description, "index.html", "", survey.latest)


def _new(survey: Survey) -> Iterator[Followed]:
    """The papers that were included last, for readers who do not care for corrections; none where no date is known."""
    included = [paper for paper in survey.latest if paper.status != Status.EXCLUDED]
    if included:
        newest = sorted(included, key=lambda paper: survey.history[paper.key].added, reverse=True)[:NEWEST]
        about = f"Papers that are new in {survey.settings.name}."
        title = f"New papers · {survey.settings.name}"
        yield Followed(paths.feed_path("new"), title, about, "index.html", "", newest)


def identifier(survey: Survey, what: str) -> str:
    """A name that stays the same whatever the site's address, for as long as the survey keeps its own."""
    return uuid5(NAMESPACE_URL, f"{survey.settings.name}/{what}").urn


class _Entry:
    """A paper as an entry, already written in both forms, since it is in several feeds."""

    def __init__(self, survey: Survey, analysis: Analysis, paper: Paper) -> None:
        self.added, self.changed = (_second(date) for date in survey.history[paper.key])
        self.id = identifier(survey, f"papers/{paper.key}")
        self.title = plain_text(analysis.title[paper.key])
        self.text = paper.summary or plain_text(analysis.abstract[paper.key])
        self.path = paths.paper_url(paper)
        self.tags = [survey.topic[key].title for key in paper.topics if key in survey.topic]
        self.authors = paper.authors[:_AUTHORS]
        self.atom = self._atom(survey)
        self.json = json.dumps(self._item(survey), ensure_ascii=False)

    def _atom(self, survey: Survey) -> str:
        parts = [
            _tag("id", self.id),
            _tag("title", self.title),
            _tag("published", self.added),
            _tag("updated", self.changed),
            _empty("link", href=_reference(survey, self.path)),
            *(f"<author>{_tag('name', name)}</author>" for name in self.authors),
            *(_empty("category", term=tag) for tag in self.tags),
            _tag("summary", self.text),
        ]
        return _NOT_XML.sub("", f"<entry>{''.join(parts)}</entry>")

    def _item(self, survey: Survey) -> dict[str, Any]:
        item: dict[str, Any] = {"id": self.id, "title": self.title, "content_text": self.text}
        item |= {"date_published": self.added, "date_modified": self.changed}
        if url := paths.absolute(survey.settings.site_url, self.path):
            item["url"] = url
        if self.authors:
            item["authors"] = [{"name": name} for name in self.authors]
        return item | ({"tags": self.tags} if self.tags else {})


def _atom(survey: Survey, followed: Followed, entries: list[_Entry]) -> bytes:
    path = followed.path
    names = [editor.name for editor in survey.settings.editors] or [survey.settings.name]
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="{_ATOM}">',
        _tag("id", identifier(survey, path)),
        _tag("title", followed.title),
        _tag("subtitle", _subtitle(followed)),
        _tag("updated", max(entry.changed for entry in entries)),
        _empty("link", rel="self", href=_reference(survey, f"{path}.xml"), type="application/atom+xml"),
        _empty("link", rel="alternate", href=_reference(survey, followed.page), type="text/html"),
        *(f"<author>{_tag('name', name)}</author>" for name in names),
    ]
    head = _NOT_XML.sub("", "\n".join(lines))
    return "\n".join([head, *(entry.atom for entry in entries), "</feed>\n"]).encode()


def _json_feed(survey: Survey, followed: Followed, entries: list[_Entry]) -> bytes:
    site, path = survey.settings.site_url, followed.path
    feed: dict[str, Any] = {"version": "https://jsonfeed.org/version/1.1", "title": followed.title}
    if site:
        feed["home_page_url"] = paths.absolute(site, followed.page)
        feed["feed_url"] = paths.absolute(site, f"{path}.json")
    feed["description"] = _subtitle(followed)
    feed["authors"] = [{"name": editor.name} for editor in survey.settings.editors] or [{"name": survey.settings.name}]
    head = json.dumps(feed, ensure_ascii=False).removesuffix("}")
    items = ",\n".join(entry.json for entry in entries)
    return f'{head}, "items": [\n{items}\n]}}\n'.encode()


def _subtitle(followed: Followed) -> str:
    return f"New and changed papers. {followed.about}"


def _reference(survey: Survey, path: str) -> str:
    return paths.reference(survey.settings.site_url, path, paths.feed_path())


def _second(date: datetime) -> str:
    return date.isoformat(timespec="seconds").replace("+00:00", "Z")


def _tag(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>"


def _empty(name: str, **attributes: str) -> str:
    given = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{given}/>"
