"""Reading feeds: only what has changed, no private hosts, and what is no feed."""

import pytest
from livingsurvey.services.http_client import ServiceError

from tests.services.answers import atom, atom_entry
from tests.services.conftest import Reply, Service
from tests.services.searches.run import replies, run, titles

MARKS = {"ETag": 'W/"abc"', "Last-Modified": "Sun, 31 May 2026 00:00:00 GMT"}


def rss(*numbers: int, day: str = "Sat, 30 May 2026") -> str:
    """A feed in RSS 2.0."""
    items = "".join(
        f"<item><title>Title {n}</title><link>https://example.org/{n}</link>"
        f"<pubDate>{day} 00:00:00 GMT</pubDate></item>"
        for n in numbers
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Journal</title>{items}</channel></rss>'


def test_a_feed_is_read_with_its_marks(service: Service) -> None:
    service.replies["/feed"] = [Reply(rss(1, 2), headers=MARKS)]
    found = run(service, "feed", f"{service.url}/feed")
    assert (titles(found), found.address) == (["Title 1", "Title 2"], f"{service.url}/feed")
    assert (found.etag, found.modified, found.unchanged) == (*MARKS.values(), False)
    assert "If-None-Match" not in service.headers[0]


def test_a_feed_is_read_only_where_it_has_changed(service: Service) -> None:
    service.replies["/feed"] = [Reply(status=304)]
    given = {"etag": MARKS["ETag"], "modified": MARKS["Last-Modified"]}
    found = run(service, "feed", f"{service.url}/feed", **given)
    assert (found.unchanged, found.records, found.pages) == (True, (), 1)
    assert (found.etag, found.modified) == tuple(MARKS.values())
    assert service.headers[0]["If-None-Match"] == MARKS["ETag"]
    assert service.headers[0]["If-Modified-Since"] == MARKS["Last-Modified"]


def test_marks_that_somebody_has_edited_add_no_header(service: Service) -> None:
    service.replies["/feed"] = replies(rss(1))
    run(service, "feed", f"{service.url}/feed", etag='"a"\r\nX-Evil: 1', modified="é")
    assert service.headers[0]["If-None-Match"] == '"a"X-Evil: 1'
    assert "X-Evil" not in service.headers[0] and "If-Modified-Since" not in service.headers[0]


def test_what_was_announced_before_is_left_out(service: Service) -> None:
    service.replies["/feed"] = replies(rss(1, day="Sun, 24 May 2026"))
    assert run(service, "feed", f"{service.url}/feed").records == ()


def test_entries_that_were_not_wanted_are_read_the_next_time_though_nothing_changes(service: Service) -> None:
    service.replies["/feed"] = [Reply(rss(1, 2, 3), headers=MARKS)]
    found = run(service, "feed", f"{service.url}/feed", most=2)
    assert (len(found.records), found.etag, found.modified) == (2, "", "")
    rest = run(service, "feed", f"{service.url}/feed", resume=found.resume, etag=MARKS["ETag"])
    assert (titles(rest), rest.resume, rest.etag) == (["Title 3"], "", MARKS["ETag"])
    assert "If-None-Match" not in service.headers[-1]


def test_half_a_feed_is_kept_and_read_again(service: Service) -> None:
    service.replies["/feed"] = [Reply(rss(1, 2).partition("Title 2")[0], headers=MARKS)]
    found = run(service, "feed", f"{service.url}/feed")
    assert (titles(found), found.etag) == (["Title 1"], "")
    assert found.fault == f"the answer of {service.url}/feed is cut short."


def test_an_atom_feed_is_read_too(service: Service) -> None:
    service.replies["/feed"] = replies(atom(atom_entry()).replace("2023-09-12", "2026-05-30"))
    found = run(service, "feed", f"{service.url}/feed")
    assert found.records[0].facts["arxiv"] == "2309.06180"


@pytest.mark.parametrize("target", ["http://169.254.169.254/latest", "http://10.0.0.1/", "http://127.0.0.1:9/"])
def test_a_feed_leads_to_no_private_host(service: Service, target: str) -> None:
    service.replies["/feed"] = [Reply(status=302, headers={"Location": target})]
    with pytest.raises(ServiceError, match="a private address that is not asked"):
        run(service, "feed", f"{service.url}/feed")


@pytest.mark.parametrize("host", ["2130706433", "127.1", "0.0.0.0", "169.254.169.254"])
def test_a_private_host_in_disguise_is_not_asked(service: Service, host: str) -> None:
    with pytest.raises(ServiceError, match="a private address that is not asked"):
        run(service, "feed", f"http://{host}:{service.url.rpartition(':')[2]}/feed")
    assert service.asked == []


@pytest.mark.parametrize(
    "body", ["", "{}", "<!DOCTYPE html><html><body>Log in</body></html>", "<!-- <rss> --><html/>", "<rss><channel>"]
)
def test_what_is_no_feed_is_an_error(service: Service, body: str) -> None:
    service.replies["/feed"] = replies(body)
    with pytest.raises(ServiceError):
        run(service, "feed", f"{service.url}/feed")


def test_a_feed_that_is_far_too_large_is_not_read(service: Service) -> None:
    service.replies["/feed"] = [Reply(b"<rss>" + b" " * 5_100_000)]
    with pytest.raises(ServiceError, match="more than 5,000,000 bytes"):
        run(service, "feed", f"{service.url}/feed")
