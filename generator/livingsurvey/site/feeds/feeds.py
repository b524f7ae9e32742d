"""Feeds of new and changed papers, as Atom (RFC 4287) and JSON Feed 1.1: one of all, and one of each topic.

Dates are those of version control. Where it records none there are no feeds: an entry must say when it changed.
"""

import json
import re
from datetime import datetime
from functools import cache
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from livingsurvey.analysis.derive import Analysis
from livingsurvey.model import Paper, Survey, Topic, paths
from livingsurvey.model.markup import plain_text
from markupsafe import escape

#: How many papers a feed holds.
NEWEST = 50
_AUTHORS = 20  # of a paper with more, an entry names the first

_ATOM = "http://www.w3.org/2005/Atom"
# What XML cannot hold, even escaped.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def export_feeds(survey: Survey, analysis: Analysis) -> dict[str, bytes]:
    """Return both feeds of all papers, and of each topic and area that has papers with dates."""
    if not survey.latest:
        return {}
    made = cache(lambda key: _Entry(survey, analysis, survey.paper[key]))
    place = {paper.key: number for number, paper in enumerate(survey.latest)}
    files = {}
    for topic in (*survey.topics, None):
        papers = survey.papers_of[topic.key] if topic else survey.latest
        newest = sorted((paper.key for paper in papers if paper.key in place), key=place.__getitem__)[:NEWEST]
        chosen = [made(key) for key in newest]
        if chosen:
            path = paths.feed_path(topic.key if topic else None)
            files[f"{path}.xml"] = _atom(survey, topic, chosen)
            files[f"{path}.json"] = _json_feed(survey, topic, chosen)
    return files


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


def _atom(survey: Survey, topic: Topic | None, entries: list[_Entry]) -> bytes:
    path = paths.feed_path(topic.key if topic else None)
    names = [editor.name for editor in survey.settings.editors] or [survey.settings.name]
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="{_ATOM}">',
        _tag("id", identifier(survey, path)),
        _tag("title", _title(survey, topic)),
        _tag("subtitle", _subtitle(survey, topic)),
        _tag("updated", max(entry.changed for entry in entries)),
        _empty("link", rel="self", href=_reference(survey, f"{path}.xml"), type="application/atom+xml"),
        _empty("link", rel="alternate", href=_reference(survey, _page(topic)), type="text/html"),
        *(f"<author>{_tag('name', name)}</author>" for name in names),
    ]
    head = _NOT_XML.sub("", "\n".join(lines))
    return "\n".join([head, *(entry.atom for entry in entries), "</feed>\n"]).encode()


def _json_feed(survey: Survey, topic: Topic | None, entries: list[_Entry]) -> bytes:
    site, path = survey.settings.site_url, paths.feed_path(topic.key if topic else None)
    feed: dict[str, Any] = {"version": "https://jsonfeed.org/version/1.1", "title": _title(survey, topic)}
    if site:
        feed["home_page_url"] = paths.absolute(site, _page(topic))
        feed["feed_url"] = paths.absolute(site, f"{path}.json")
    feed["description"] = _subtitle(survey, topic)
    feed["authors"] = [{"name": editor.name} for editor in survey.settings.editors] or [{"name": survey.settings.name}]
    head = json.dumps(feed, ensure_ascii=False).removesuffix("}")
    items = ",\n".join(entry.json for entry in entries)
    return f'{head}, "items": [\n{items}\n]}}\n'.encode()


def _title(survey: Survey, topic: Topic | None) -> str:
    return f"{topic.title} · {survey.settings.name}" if topic else survey.settings.name


def _subtitle(survey: Survey, topic: Topic | None) -> str:
    return f"New and changed papers. {topic.summary if topic else survey.settings.description}"


def _page(topic: Topic | None) -> str:
    return paths.topic_url(topic) if topic else "index.html"


def _reference(survey: Survey, path: str) -> str:
    return paths.reference(survey.settings.site_url, path, paths.feed_path())


def _second(date: datetime) -> str:
    return date.isoformat(timespec="seconds").replace("+00:00", "Z")


def _tag(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>"


def _empty(name: str, **attributes: str) -> str:
    given = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{given}/>"
