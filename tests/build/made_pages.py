"""Noting which pages a build makes."""

from typing import Any

import pytest
from livingsurvey.build.page_frame import MadePage, PageFrame


def noting_pages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the list of pages that this process puts into their frames from now on."""
    paths, make = list[str](), PageFrame.make

    def noted(frame: PageFrame, path: str, meta: dict[str, Any], markdown: str) -> MadePage:
        paths.append(path)
        return make(frame, path, meta, markdown)

    monkeypatch.setattr(PageFrame, "make", noted)
    return paths
