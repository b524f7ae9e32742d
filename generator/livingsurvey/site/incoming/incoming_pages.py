"""The page of candidates that wait for a decision. A survey has it if its plan of searches says so."""

from functools import partial
from typing import Any, NamedTuple

from livingsurvey.model import ScreeningCandidate
from livingsurvey.model.base import doi_address
from livingsurvey.site.page import Page, Pages
from livingsurvey.site.page_links import PageLink
from livingsurvey.site.renderer import Renderer

_SHOWN = 500  # the newest; a page of more is read by nobody


class WaitingRow(NamedTuple):
    """A candidate in the table: where it is, who wrote it, when it appeared, and when which search found it."""

    title: PageLink
    authors: str
    published: str
    found: str
    search: str


def incoming_pages(renderer: Renderer) -> Pages:
    """Render the page; it has nothing to show where the survey does not want it, or nothing waits."""
    return {"incoming.md": partial(_page, renderer)}


def _page(renderer: Renderer) -> Page:
    survey, t = renderer.survey, renderer.messages.t
    wanted = survey.watch is not None and survey.watch.incoming
    waiting = sorted((one for one in survey.candidates if wanted and one.waits), key=_newest_first, reverse=True)
    meta: dict[str, Any] = {
        "title": t("incoming.title"),
        "description": t("incoming.description"),
        "page_template": "text.html",
        "page_kind": "incoming",
        "empty": not waiting or None,
    }
    rows = [_row(renderer, one) for one in waiting[:_SHOWN]]
    return Page(meta, renderer.markdown("incoming/incoming.md.j2", rows=rows, count=len(waiting)))


def _newest_first(one: ScreeningCandidate) -> tuple[str, str]:
    return one.found[0].date, one.published or ""


def _row(renderer: Renderer, one: ScreeningCandidate) -> WaitingRow:
    others = len(one.authors) > 1
    authors = " ".join(filter(None, [next(iter(one.authors), ""), renderer.messages.t("paper.et_al") * others]))
    first = one.found[0]
    return WaitingRow(PageLink(one.title, address_of(one)), authors, one.published or "", first.date, first.search)


def address_of(candidate: ScreeningCandidate) -> str:
    """Where a candidate can be read, the address that lasts longest first; empty where none is known.

    Args:
        candidate: with its identifiers.
    """
    if candidate.arxiv:
        return f"https://arxiv.org/abs/{candidate.arxiv}"
    if candidate.doi:
        return doi_address(candidate.doi)
    return next((link.url for link in candidate.links), "")
