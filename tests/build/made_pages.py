"""Noting which pages a build makes."""

from typing import Any

import pytest
from livingsurvey.build import mkdocs_site
from livingsurvey.build.page_frame import MadePage, PageFrame


def noting_pages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let this process make all pages; return the list of those that are put into their frames from now on."""
    paths, make = list[str](), PageFrame.make

    def noted(frame: PageFrame, path: str, meta: dict[str, Any], markdown: str) -> MadePage:
        paths.append(path)
        return make(frame, path, meta, markdown)

    monkeypatch.setattr(PageFrame, "make", noted)
    monkeypatch.setattr(mkdocs_site, "way_to_start", lambda: None)
    return paths
