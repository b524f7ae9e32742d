"""The pages of what readers keep: their reading list, and downloads of the survey."""

import json
from functools import partial
from typing import Any

from livingsurvey.model import paths
from livingsurvey.site.feeds.feeds import feeds_of
from livingsurvey.site.page import Page, Pages
from livingsurvey.site.page_links import PageLink
from livingsurvey.site.renderer import Renderer

#: In the order in which they are loaded.
SCRIPTS = [
    "reading",
    "whats-new",
    "explore-state",
    "explore-filter",
    "saved-searches",
    "reading-list",
]


def reader_pages(renderer: Renderer) -> Pages:
    """Render the page of the reading list and that of downloads."""
    renderer = renderer.without_summaries
    return {"reading-list.md": partial(_reading_list, renderer), "download.md": partial(_download, renderer)}


def _reading_list(renderer: Renderer) -> Page:
    t = renderer.messages.t
    aliases = {alias: paper.key for paper in renderer.survey.papers for alias in paper.aliases}
    meta = {
        "title": t("reading_list.title"),
        "description": t("reading_list.description"),
        "page_template": "reading-list.html",
        "page_kind": "reading-list",
        "scripts": SCRIPTS,
        "styles": ["reading"],
        # JSON in one text: it is an attribute of the page, for the script.
        "former_keys": json.dumps(aliases),
        "searches": _searches(renderer),
    }
    return Page(meta, renderer.markdown("reader/reading-list.md.j2"))


def _searches(renderer: Renderer) -> list[dict[str, Any]]:
    """The searches that the survey names: where they are, and their feeds."""
    feeds = {followed.path: followed for followed in feeds_of(renderer.survey)}
    return [
        PageLink(search.name, feeds[path].page).data("")
        | {"feeds": [PageLink("Atom", f"{path}.xml").data(""), PageLink("JSON Feed", f"{path}.json").data("")]}
        for search in renderer.survey.settings.searches
        if (path := paths.search_feed_path(search.key)) in feeds
    ]


def _download(renderer: Renderer) -> Page:
    t = renderer.messages.t
    meta = {"title": t("download.title"), "description": t("download.description"), "page_kind": "download"}
    return Page(meta, renderer.markdown("reader/download.md.j2"))
