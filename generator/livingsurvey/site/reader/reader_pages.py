"""The pages of what readers keep: their reading list, and downloads of the survey."""

import json

from livingsurvey.site.page import Page
from livingsurvey.site.renderer import Renderer


def reader_pages(renderer: Renderer) -> dict[str, Page]:
    """Render the page of the reading list and that of downloads."""
    return {"reading-list.md": _reading_list(renderer), "download.md": _download(renderer)}


def _reading_list(renderer: Renderer) -> Page:
    t = renderer.messages.t
    aliases = {alias: paper.key for paper in renderer.survey.papers for alias in paper.aliases}
    meta = {
        "title": t("reading_list.title"),
        "description": t("reading_list.description"),
        "template": "reading-list.html",
        "page_kind": "reading-list",
        "scripts": ["reading", "reading-list"],
        "styles": ["reading"],
        # JSON in one text: it is an attribute of the page, for the script.
        "former_keys": json.dumps(aliases),
    }
    return Page(meta, renderer.markdown("reader/reading-list.md.j2"))


def _download(renderer: Renderer) -> Page:
    t = renderer.messages.t
    meta = {"title": t("download.title"), "description": t("download.description"), "page_kind": "download"}
    return Page(meta, renderer.markdown("reader/download.md.j2"))
