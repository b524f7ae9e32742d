"""The page that sets papers side by side. Which, its address says; a script makes the table from the data."""

from functools import partial

from livingsurvey.site.page import Page, Pages
from livingsurvey.site.renderer import Renderer

SCRIPTS = ["paper-rows", "results-rows", "citation-files", "compare-table", "compare"]


def compare_pages(renderer: Renderer) -> Pages:
    """Render the page."""
    return {"compare.md": partial(_page, renderer)}


def _page(renderer: Renderer) -> Page:
    t = renderer.messages.t
    meta = {
        "title": t("compare.title"),
        "description": t("compare.description"),
        "page_template": "compare.html",
        "page_kind": "compare",
        "scripts": SCRIPTS,
        "styles": ["compare"],
    }
    return Page(meta, renderer.markdown("compare/compare.md.j2"))
