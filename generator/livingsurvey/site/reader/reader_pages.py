"""The pages of what readers keep: their reading list, and downloads of the survey."""

import json
from typing import Any

from livingsurvey.site.page import Page
from livingsurvey.site.renderer import Renderer


def reader_pages(renderer: Renderer) -> dict[str, Page]:
    """Render the page of the reading list and that of downloads."""
    aliases = {alias: paper.key for paper in renderer.survey.papers for alias in paper.aliases}
    saved = {
        "template": "reading-list.html",
        "scripts": ["reading", "citation-files", "reading-list"],
        "styles": ["reading"],
        # JSON in one text: it is an attribute of the page, for the script.
        "former_keys": json.dumps(aliases),
    }
    return {"reading-list.md": _page(renderer, "reading-list", saved), "download.md": _page(renderer, "download", {})}


def _page(renderer: Renderer, name: str, more: dict[str, Any]) -> Page:
    words = name.replace("-", "_")
    meta = {
        "title": renderer.messages.t(f"{words}.title"),
        "description": renderer.messages.t(f"{words}.description"),
        "page_kind": name,
    }
    return Page(meta | more, renderer.markdown(f"reader/{name}.md.j2"))
