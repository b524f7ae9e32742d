"""The page over all papers: search, filters, list and table. What it shows is made in the browser.

Its first view is in the page already, so that there is something to read while the browser is at it.
"""

from functools import partial
from typing import Any

from livingsurvey.model import Paper, Status
from livingsurvey.model.markup import plain_text
from livingsurvey.site.page import Page, Pages
from livingsurvey.site.paper.paper_pages import known_topics
from livingsurvey.site.renderer import Renderer
from livingsurvey.site.words import facts_of

#: In the order in which they are loaded.
_PARTS = ("-state", "-filter", "-list", "-rows", "-facets", "-export", "-place", "")
_FIRST = 8  # papers: as many as a tall window shows
SCRIPTS = [
    "reading",
    "whats-new",
    "search-marks",
    *(f"explore{part}" for part in _PARTS[:-1]),
    "saved-searches",
    "explore",
]


def explore_pages(renderer: Renderer) -> Pages:
    """Render the page."""
    return {"explore.md": partial(_page, renderer)}


def _page(renderer: Renderer) -> Page:
    papers, t = renderer.survey.papers, renderer.messages.t
    shown = [paper for paper in papers if paper.status != Status.EXCLUDED]
    first = sorted(sorted(shown, key=lambda p: p.title.casefold()), key=_published, reverse=True)[:_FIRST]
    meta = {
        "title": t("explore.title"),
        "description": t("explore.description"),
        "page_template": "explore.html",
        "page_kind": "explore",
        "scripts": SCRIPTS,
        "styles": ["explore", "reading"],
        "changed_on": str(renderer.survey.changed or ""),
        "count": len(papers),
        "shown": len(shown),
        "hidden": len(papers) - len(shown),
        "first": [_first(renderer, paper) for paper in first],
    }
    return Page(meta, renderer.markdown("explore/explore.md.j2"))


def _published(paper: Paper) -> str:
    return paper.published or ""


def _first(renderer: Renderer, paper: Paper) -> dict[str, Any]:
    """What the list shows of a paper; titles are plain there, as the script makes them."""
    links = renderer.page_links
    return links.paper(paper.key).data(up="") | {
        "key": paper.key,
        "label": plain_text(renderer.analysis.title[paper.key]),
        "unscreened": (renderer.survey.counts.decided and not paper.status) or None,
        "heading": renderer.survey.heading_word(paper),
        "facts": facts_of(renderer.messages, paper),
        "summary": paper.summary,
        "topics": [links.topic(key).data(up="") for key in known_topics(renderer, paper)],
        "results": len(paper.claims) or None,
        "code": paper.code[0] if paper.code else None,
    }
