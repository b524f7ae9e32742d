"""The pages at former addresses of papers, which redirect to the present ones."""

from functools import partial

from livingsurvey.model import Paper, paths
from livingsurvey.model.markup import plain_text
from livingsurvey.site.page import Page, Pages
from livingsurvey.site.renderer import Renderer


def redirect_pages(renderer: Renderer) -> Pages:
    """Render a page for each former key that no other paper has."""
    survey = renderer.survey
    former = {alias: paper for paper in survey.papers for alias in paper.aliases if alias not in survey.paper}
    return {paths.paper_source(alias): partial(_redirect, renderer, paper) for alias, paper in former.items()}


def _redirect(renderer: Renderer, paper: Paper) -> Page:
    meta = {
        "title": plain_text(renderer.analysis.title[paper.key]),
        "page_kind": "moved",
        "moved_to": f"{paper.key}.html",
    }
    return Page(meta, renderer.markdown("redirects/moved.md.j2", paper=paper))
