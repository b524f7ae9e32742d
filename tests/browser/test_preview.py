"""The pages of the servers for writing, in a browser: they follow what is written, and say what is wrong."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Watch
from tests.build.served import Served, free_port, save_until_built, wait_until_it_listens
from tests.build.sites import edit, site_folder
from tests.builders import MKDOCS_YML, paper_file

#: What is wrong, as nobody would write it but to break the page.
BAD_DOI = 'doi: "<img src=x onerror=alert(1)>\' </script>"\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small survey in the survey's theme."""
    made = site_folder(tmp_path / "survey")
    (made / "mkdocs.yml").write_text(MKDOCS_YML)
    return made


@pytest.fixture
def served(root: Path) -> Iterator[Served]:
    """Its server, once it listens."""
    server = Served(root)
    try:
        server.until("Serving")
        server.wait_until_it_listens()
        yield server
    finally:
        server.process.kill()
        server.process.wait()


@contextmanager
def opened(browser: Browser, address: str) -> Iterator[tuple[Page, Watch]]:
    """A page that is open, and what it complains of."""
    page = browser.new_page()
    watch = Watch(page, address[: address.index("/", 8)])
    page.goto(address)
    yield page, watch
    page.close()


def test_an_open_page_follows_each_change(served: Served, root: Path, browser: Browser) -> None:
    path = root / "content/papers/one.md"
    with opened(browser, f"{served.url}papers/one.html") as (page, watch):
        expect(page.locator("main")).to_contain_text("The abstract of one.")
        save_until_built(served, path, paper_file("one", body="A note from now.\n"))
        expect(page.locator("main")).to_contain_text("A note from now.")
        save_until_built(served, path, paper_file("one", body="A later note.\n"))
        expect(page.locator("main")).to_contain_text("A later note.")
        assert watch.complaints == []


def test_what_is_wrong_is_shown_as_text_until_it_is_right(served: Served, root: Path, browser: Browser) -> None:
    whole = (root / "content/papers/one.md").read_text()
    with opened(browser, f"{served.url}papers/two.html") as (page, watch):
        panel = page.locator(".preview-problems")
        expect(panel).to_have_count(0)
        save_until_built(served, root / "content/papers/one.md", whole.replace("abstract:", f"{BAD_DOI}abstract:", 1))
        expect(panel).to_contain_text("1 error left out")
        expect(panel.locator("li")).to_contain_text("<img src=x onerror=alert(1)>")
        expect(panel.locator("img")).to_have_count(0)
        expect(page.get_by_role("alert")).to_be_visible()
        save_until_built(served, root / "content/papers/one.md", whole)
        expect(panel).to_have_count(0)
        assert watch.complaints == []


def test_the_page_of_a_paper_that_is_left_out_comes_back(served: Served, root: Path, browser: Browser) -> None:
    whole = (root / "content/papers/one.md").read_text()
    with opened(browser, f"{served.url}papers/one.html") as (page, _):
        save_until_built(served, root / "content/papers/one.md", whole.replace("abstract:", f"{BAD_DOI}abstract:", 1))
        expect(page.locator(".preview-problems")).to_be_visible()
        save_until_built(served, root / "content/papers/one.md", whole)
        expect(page.locator("main")).to_contain_text("The abstract of one.")


def test_pages_of_the_server_of_mkdocs_follow_too(root: Path, browser: Browser) -> None:
    port = free_port()
    command = [sys.executable, "-m", "mkdocs", "serve", "-q", "--livereload", "-a", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until_it_listens(("127.0.0.1", port))
        with opened(browser, f"http://127.0.0.1:{port}/papers/one.html") as (page, watch):
            page.wait_for_timeout(1500)  # it looks at files now and then, and must have seen them once
            edit(root, "one", "The abstract of one.", "Other words.")
            expect(page.locator("main")).to_contain_text("Other words.")
            assert watch.complaints == []
    finally:
        server.kill()
        server.wait()
