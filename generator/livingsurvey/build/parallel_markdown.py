"""Rendering Markdown in two processes at once: most of a build is that, and pages do not depend on each other.

MkDocs asks each page in turn to render itself. Here the later half of the pages is rendered by a forked
copy of the process meanwhile, and such a page, when asked, uses what the copy has made of it. Where
processes cannot be forked, or are not worth it, MkDocs renders every page itself, to the same result.
"""

import logging
from collections.abc import Sequence
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from livingsurvey.build.forked_task import ForkedTask, can_fork

#: Fewer pages than this are not worth a second process.
_WORTH_IT = 100
_LOG = logging.getLogger("mkdocs")


def share_rendering(nav: Navigation, files: Files, config: MkDocsConfig) -> None:
    """Let a second process render half of the pages outside the navigation."""
    listed = {page.file.src_uri for page in nav.pages}
    free = [file for file in files.documentation_pages() if file.src_uri not in listed]
    if len(free) < _WORTH_IT or not can_fork():
        return
    later = free[len(free) // 2 :]
    rendered = ForkedTask(lambda: _render_all(later, files, config))
    results = _Results(rendered)
    for file in later if rendered.is_forked else ():
        _ReceivedPage(results, file, config)


class _Results:
    """What the second process has made, read when it is first needed."""

    def __init__(self, rendered: ForkedTask[dict[str, Any]]) -> None:
        self._task = rendered
        self._rendered: dict[str, Any] | None = None

    def of(self, file: File) -> Any:
        """The attributes of a rendered page, or ``None`` when the second process did not get to it."""
        if self._rendered is None:
            self._rendered = self._task.result()
        return self._rendered.get(file.src_uri)


class _ReceivedPage(Page):
    """A page whose HTML comes from the second process."""

    def __init__(self, results: _Results, file: File, config: MkDocsConfig) -> None:
        super().__init__(None, file, config)
        self._results = results

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Use what was rendered; render here what was not, or what has been changed since."""
        received = self._results.of(self.file)
        if received is None or received["markdown"] != self.markdown:
            super().render(config, files)
            return
        for level, message in received["messages"]:
            _LOG.getChild("structure.pages").log(level, message)
        anchors = {files.src_uris[uri]: links for uri, links in received["links_to_anchors"].items()}
        self.content, self.toc, self._title_from_render = received["content"], received["toc"], received["title"]
        self.present_anchor_ids, self.links_to_anchors = received["anchors"], anchors


def _render_all(pages: Sequence[File], files: Files, config: MkDocsConfig) -> dict[str, Any]:
    """In the second process: render, collecting what would have been logged."""
    messages, before = _Collector(), (_LOG.handlers, _LOG.propagate)
    _LOG.handlers, _LOG.propagate = [messages], False
    rendered = {}
    for file in pages:
        page = Page(None, file, config)
        page.read_source(config)
        page.render(config, files)
        rendered[file.src_uri] = {
            "markdown": page.markdown,
            "content": page.content,
            "toc": page.toc,
            "title": page._title_from_render,
            "anchors": page.present_anchor_ids,
            "links_to_anchors": {to.src_uri: links for to, links in (page.links_to_anchors or {}).items()},
            "messages": messages.drain(),
        }
    _LOG.handlers, _LOG.propagate = before  # where there is no second process after all, it is this one that logs
    return rendered


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self._messages: list[tuple[int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message with its level."""
        self._messages.append((record.levelno, record.getMessage()))

    def drain(self) -> list[tuple[int, str]]:
        """Return what was kept since the last time, and keep it no longer."""
        messages, self._messages = self._messages, []
        return messages
