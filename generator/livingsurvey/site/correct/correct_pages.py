"""The page where readers propose corrections."""

from functools import partial

from livingsurvey.site.page import Page, Pages
from livingsurvey.site.renderer import Renderer


def correct_pages(renderer: Renderer) -> Pages:
    """Render the page for corrections: how files are corrected by hand, and a place for the form of the scripts."""
    return {"correct.md": partial(_page, renderer)}


def _page(renderer: Renderer) -> Page:
    t, settings = renderer.messages.t, renderer.survey.settings
    meta = {
        "title": t("correct.title"),
        "description": t("correct.description"),
        "page_template": "correct.html",
        "page_kind": "correct",
        "scripts": ["correct-checks", "correct-change", "correct"],
        "styles": ["correct"],
    }
    repository = (settings.repository or "").rstrip("/")
    return Page(meta, renderer.markdown("correct/correct.md.j2", repository=repository))
