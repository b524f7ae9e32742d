"""Starting the browser that all tests share."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.find import NoBrowser, find_browser

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@contextmanager
def launched() -> Iterator[Browser]:
    """Chromium: the system's, or else the one that Playwright downloaded."""
    with sync_playwright() as playwright:
        try:
            path = find_browser()
        except NoBrowser:
            path = Path(playwright.chromium.executable_path)
        started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield started
        started.close()
