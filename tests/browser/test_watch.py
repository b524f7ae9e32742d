"""The watch over pages notices what it is there for."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Watch


def complaints_of(browser: Browser, folder: Path, body: str) -> list[str]:
    """What the watch notes of a page with this body."""
    file = folder / "page.html"
    file.write_text(body)
    page = browser.new_page()
    watch = Watch(page, "file://")
    page.goto(file.as_uri())
    page.close()
    return watch.complaints


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("<script>console.error('loud')</script>", "error: loud"),
        ("<script>console.warn('careful')</script>", "warning: careful"),
        ("<script>nothing.there()</script>", "script error"),
        ("<script>alert('boo')</script>", "dialog: boo"),
        ("<img src='missing.png'>", "failed: "),
        ("<img src='http://127.0.0.1:9/x.png'>", "foreign request: http://127.0.0.1:9/x.png"),
        ("<script>fetch('http://127.0.0.1:9/').catch(() => 0)</script>", "foreign request: http://127.0.0.1:9/"),
    ],
)
def test_a_complaint_is_noticed(browser: Browser, tmp_path: Path, body: str, complaint: str) -> None:
    assert any(complaint in noticed for noticed in complaints_of(browser, tmp_path, body))


def test_a_quiet_page_gives_no_complaint(browser: Browser, tmp_path: Path) -> None:
    assert complaints_of(browser, tmp_path, "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>") == []
