"""Targets of saved searches and screening: answers of services, lines of files, ticked boxes, what the page sends."""

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from livingsurvey.commands.search_records import ask_service
from livingsurvey.commands.take_candidates import take_candidates
from livingsurvey.github.incoming_issue import issue_body
from livingsurvey.github.ticked_answers import answers_of
from livingsurvey.github.ticked_boxes import box, keys_of, read_ticks
from livingsurvey.importers.dblp_json import dblp_facts
from livingsurvey.importers.feed_reader import parse_feed
from livingsurvey.model import SavedSearch, Survey, WatchPlan
from livingsurvey.screening import request_bodies
from livingsurvey.screening.request_bodies import RequestRefusedError, answer_of, parse_body
from livingsurvey.services.http_client import FetchedAnswer
from livingsurvey.services.searching import SEARCH_SERVICES
from livingsurvey.services.service_answers import listing_of
from livingsurvey.store.json_text import JsonTextError, parse_json
from livingsurvey.store.search_files import read_candidates, read_drafts, read_runs, written_line

from tests.builders import FIELDS
from tests.commands.candidates import candidate, learned
from tests.fuzz.readers import GOOD, expect_finding, expect_listing
from tests.fuzz.scratch import scratch

_FEEDS = (
    b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>%s</title></entry><entry>%s</entry></feed>',
    b"<rss><channel><item><title>%s</title></item><item>%s</item></channel></rss>",
)
_NAMES = ("Decision", "Settling", "Undo", "PaperCheck", "PaperSave")
_BODIES = [getattr(request_bodies, f"{name}Body") for name in _NAMES]


@lru_cache(maxsize=1)
def _survey() -> Survey:
    return learned(candidate("new-reef"), candidate("new-star", arxiv="2611.00002"))


def _feed(data: bytes) -> None:
    """Any bytes as a feed, and as an entry behind a good one."""
    expect_listing(parse_feed(data, "feed"))
    for form in _FEEDS:
        listing = parse_feed(form % (GOOD.encode(), data), "feed", "2026-01-01")
        expect_listing(listing)
        assert data.startswith((b"\xff\xfe", b"\xfe\xff")) or any(one.title == GOOD for one in listing.records)


def _dblp(data: bytes) -> None:
    """Any JSON as what DBLP says of a publication, and in each part of that."""
    given = _json(data)
    parts = ("title", "authors", "venue", "year", "doi", "ee", "url", "pages", "type")
    made = [given, {"title": GOOD}, *({"title": GOOD, name: given} for name in parts), {"authors": {"author": given}}]
    listing = listing_of(made, dblp_facts, "DBLP")
    expect_listing(listing)
    assert any(one.title == GOOD for one in listing.records)


def _json(data: bytes) -> Any:
    with suppress(ValueError, RecursionError):
        return json.loads(data)
    return data.decode("utf-8", "replace")


def _services(data: bytes) -> None:
    """Any bytes as the answer of each service: what is found and noted can be written, and is read as it was."""
    said = data[:99].decode("latin-1")
    client: Any = SimpleNamespace(
        get=lambda service, path="": (data, "https://example.org/answer"),
        get_stranger=lambda url, **marks: FetchedAnswer(data, said, said),
    )
    for service in SEARCH_SERVICES:
        saved = SavedSearch(id="a-search", service=service, query="https://example.org/feed", since="2026", most=20)
        answer = ask_service(saved, WatchPlan(searches=(saved,)), (), client, date(2026, 1, 3))
        for finding in answer.failures:
            expect_finding(finding)
        taken = take_candidates(_survey(), answer.found)
        _lines("".join(f"{written_line(one)}\n" for one in taken.candidates).encode(), read_candidates, whole=True)
        _lines(f"{written_line(answer.run)}\n".encode(), read_runs, whole=True)


def _lines(data: bytes, read: Callable[..., Any], whole: bool = False) -> None:
    path = scratch() / "lines.jsonl"
    path.write_bytes(data)
    found, findings = read(path)
    assert not (whole and findings), findings
    for finding in findings:
        expect_finding(finding)
    path.write_text("".join(f"{written_line(one)}\n" for one in found), encoding="utf-8")
    assert read(path) == (found, [])


def _search_lines(data: bytes) -> None:
    """Any lines as runs, candidates and drafts: each is read or a finding, and written as it was."""
    for read in (read_runs, read_candidates, read_drafts):
        _lines(data, read)


def _ticks(data: bytes) -> None:
    """Any text as the issue of candidates: only what the survey knows is answered, and boxes are written as read."""
    text = data.decode("utf-8", "replace")
    survey = _survey()
    ticks = read_ticks(text)
    assert {tick.key for tick in ticks} <= keys_of(text)
    assert read_ticks("\n".join(box(tick, "A box", True) for tick in ticks)) == ticks
    answers = answers_of(survey, ticks, "ada", "2026-01-03", {"new-reef": text}).answers
    assert {one.key for one in answers} <= set(survey.candidate)
    assert issue_body(survey, date(2026, 1, 3), (), ticks) == ""


def _bodies(data: bytes) -> None:
    """Any bytes as what the page of screening sends: refused in words, or an answer."""
    for model in _BODIES:
        for body in _bodies_with(data):
            with suppress(RequestRefusedError):
                sent = parse_body(model, body)
                if hasattr(sent, "status"):
                    answer_of(sent, FIELDS, "2026-01-03")


def _bodies_with(data: bytes) -> list[bytes]:
    """The bytes themselves, and as each part of what may be sent."""
    good = {"reader": "Ada", "key": "a", "status": "included", "values": {}, "digest": "0"}
    try:
        given = parse_json(data.decode())
    except (JsonTextError, UnicodeDecodeError):
        return [data]
    parts = ("reader", "key", "topics", "fields", "claims", "note", "values", "summary")
    return [data, *(json.dumps(good | {name: given}).encode() for name in parts)]


#: By name.
SEARCHES = {
    "read-feed": _feed,
    "read-dblp": _dblp,
    "services": _services,
    "search-lines": _search_lines,
    "ticks": _ticks,
    "screening-bodies": _bodies,
}
