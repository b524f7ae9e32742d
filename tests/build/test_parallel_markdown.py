"""Rendering in two processes gives what one gives."""

import logging
import os
from pathlib import Path

import pytest
from livingsurvey.build import forked_task, parallel_markdown
from livingsurvey.build.mkdocs_site import build_site
from mkdocs.config import load_config
from mkdocs.structure.files import Files, get_files
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

from tests.build.sites import site_contents, site_folder

PAGES = {
    "index.md": "# Home\n",
    "a.md": "# A <b>bold</b> title\n\nTo [b](b.md#part), [nowhere](nowhere.md) and [c](c.md#ghost).\n\n## Part\n",
    "b.md": "---\nkind: plain\n---\n# B\n\n## Part\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    "c.md": "No heading, [a](a.md).\n",
    "d.md": "# D\n\n[b](b.md#part) and [dead](dead.md).\n",
}


@pytest.fixture(autouse=True)
def _two_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel_markdown, "_WORTH_IT", 2)
    monkeypatch.setattr(parallel_markdown, "can_fork", lambda: True)
    monkeypatch.setattr(forked_task, "can_fork", lambda: True)


def render(root: Path, share: bool) -> tuple[dict[str, Page], Files]:
    """Render the pages below ``root`` as MkDocs does."""
    (root / "docs").mkdir(exist_ok=True)
    for name, text in PAGES.items():
        (root / "docs" / name).write_text(text)
    (root / "mkdocs.yml").write_text("site_name: x\nnav: [index.md]\nplugins: []\nmarkdown_extensions: [tables]\n")
    config = load_config(str(root / "mkdocs.yml"))
    files = get_files(config)
    nav = get_navigation(files, config)
    if share:
        parallel_markdown.share_rendering(nav, files, config)
    pages = {}
    for file in files.documentation_pages():
        page = pages[file.src_uri] = file.page or Page(None, file, config)
        page.read_source(config)
        page.render(config, files)
    return pages, files


def facts(page: Page) -> tuple[object, ...]:
    """All that MkDocs goes on to use of a rendered page."""
    toc = [(item.title, item.id, item.level, [child.id for child in item.children]) for item in page.toc]
    return page.title, page.content, toc, page.meta, page.present_anchor_ids


def test_pages_are_the_same_as_from_one_process(tmp_path: Path) -> None:
    shared, alone = render(tmp_path, share=True)[0], render(tmp_path, share=False)[0]
    assert any(type(page) is not Page for page in shared.values())
    assert {name: facts(page) for name, page in shared.items()} == {n: facts(page) for n, page in alone.items()}


def test_warnings_are_the_same_as_from_one_process(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    told = []
    for share in (True, False):
        caplog.clear()
        with caplog.at_level(logging.INFO, "mkdocs"):
            pages, files = render(tmp_path, share)
            for page in pages.values():
                page.validate_anchor_links(files=files, log_level=logging.WARNING)
        told.append([(record.levelno, record.getMessage()) for record in caplog.records])
    assert told[0] == told[1]
    assert len(told[0]) >= 3


@pytest.fixture
def _the_other_process_dies(monkeypatch: pytest.MonkeyPatch) -> None:
    here, render_all = os.getpid(), parallel_markdown._render_all
    monkeypatch.setattr(
        parallel_markdown, "_render_all", lambda *all_: render_all(*all_) if os.getpid() == here else os._exit(1)
    )


@pytest.mark.usefixtures("_the_other_process_dies")
def test_this_process_renders_everything_when_the_other_dies(tmp_path: Path) -> None:
    shared, alone = render(tmp_path, share=True)[0], render(tmp_path, share=False)[0]
    assert {name: facts(page) for name, page in shared.items()} == {n: facts(page) for n, page in alone.items()}


@pytest.mark.usefixtures("_the_other_process_dies")
def test_warnings_are_still_told_when_the_other_dies(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    logger = logging.getLogger("mkdocs")
    before = list(logger.handlers), logger.propagate
    with caplog.at_level(logging.INFO, "mkdocs"):
        render(tmp_path, share=True)
    assert (logger.handlers, logger.propagate) == before
    assert "dead.md" in caplog.text


def test_a_page_that_another_plugin_has_changed_is_rendered_here(tmp_path: Path) -> None:
    pages, files = render(tmp_path, share=True)
    config = load_config(str(tmp_path / "mkdocs.yml"))
    for name in ("c.md", "d.md"):
        pages[name].markdown = "# Changed\n"
        pages[name].render(config, files)
        assert "Changed" in (pages[name].content or "")


@pytest.mark.parametrize(("name", "value"), [("_WORTH_IT", 100), ("can_fork", lambda: False)])
def test_one_process_does_where_two_are_not_worth_it_or_not_possible(
    tmp_path: Path, name: str, value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parallel_markdown, name, value)
    assert all(type(page) is Page for page in render(tmp_path, share=True)[0].values())


def test_a_site_is_the_same_from_one_process_and_from_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    two = site_contents(build_site(site_folder(tmp_path / "two")))
    monkeypatch.setattr(parallel_markdown, "_WORTH_IT", 10**9)
    assert site_contents(build_site(site_folder(tmp_path / "one"))) == two
