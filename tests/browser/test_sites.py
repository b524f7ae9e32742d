"""The server that tests look at pages on: it never keeps a page from being seen as it is now."""

from email.utils import formatdate
from pathlib import Path
from urllib.request import Request, urlopen

from tests.browser.sites import origin_of
from tests.builders import survey


def test_a_page_that_was_just_rewritten_is_sent_again(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text("first")
    with origin_of("http", tmp_path, survey()) as site:
        page.write_text("second")
        known = {"If-Modified-Since": formatdate(page.stat().st_mtime, usegmt=True)}
        with urlopen(Request(site / "index.html", headers=known), timeout=60) as answer:
            assert (answer.status, answer.read()) == (200, b"second")


def test_what_is_missing_is_answered_with_the_page_for_it(tmp_path: Path) -> None:
    (tmp_path / "404.html").write_text("missing")
    with origin_of("http", tmp_path, survey()) as site:
        request = Request(site / "nowhere.html")
        try:
            urlopen(request, timeout=60)
        except OSError as error:
            assert "404" in str(error)
        else:
            raise AssertionError("a page that is missing was found")
