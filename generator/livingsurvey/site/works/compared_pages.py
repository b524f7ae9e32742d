"""Who compares with whom: the works that abstracts name, drawn with the papers that name several, and in a table."""

from functools import partial
from typing import Any

from livingsurvey.analysis.works import NamedWork, work_vocabularies
from livingsurvey.model import paths
from livingsurvey.model.markup import plain_text
from livingsurvey.site import words
from livingsurvey.site.inline_data import inline_data
from livingsurvey.site.page import Page, Pages
from livingsurvey.site.page_links import PageLink
from livingsurvey.site.renderer import Renderer
from livingsurvey.site.works.compared_figure import WIDTH, WORKS, Drawing, draw
from livingsurvey.site.works.landmarks import reference_label, work_link

_LEAST = 2  # papers that name a work of the table
_MOST = 200  # works in the table
_NAMED = 3  # papers that a row names
_SENTENCES = 10  # that a row shows on demand; the work's page has all
_LONGEST = 40  # characters of a name in the drawing

#: Named values for the theme's template.
_Data = dict[str, Any]


def compared_pages(renderer: Renderer) -> Pages:
    """The page of who compares with whom."""
    return {"compared.md": partial(_page, renderer.without_summaries)}


def _page(renderer: Renderer) -> Page:
    t = renderer.messages.t
    works = [work for work in renderer.analysis.works.by_term.values() if len(work.namings) >= _LEAST]
    once = sum(len(work.namings) == 1 for work in renderer.analysis.works.by_term.values())
    meta: _Data = {
        "title": t("compared.title"),
        "description": t("compared.description"),
        "page_template": "compared.html",
        "page_kind": "compared",
        "scripts": ["tables", "save-figure"],
        "styles": ["entries", "compared"],
        "empty": not works or None,
        "figure": _figure(renderer, works),
        "works_caption": t("compared.table"),
    }
    meta |= _drawn(renderer, works)
    meta["rows"] = [_row(renderer, work) for work in works[:_MOST]]
    lists = [PageLink(renderer.survey.fields.label(v).plural, f"{v}/index.html") for v in _paged(renderer)]
    shown = {"works": len(works), "absent": sum(work.absent for work in works), "once": once, "lists": lists}
    return Page(meta, renderer.markdown("works/compared.md.j2", **shown))


def _paged(renderer: Renderer) -> list[str]:
    """The vocabularies of works whose terms have pages."""
    return [name for name in work_vocabularies(renderer.survey) if name in renderer.survey.fields.indexed]


def _key(work: NamedWork) -> str:
    return f"{work.vocabulary}/{work.term.id}"


def _drawing(works: list[NamedWork]) -> Drawing | None:
    return draw({_key(work): [naming.paper for naming in work.namings] for work in works})


def _figure(renderer: Renderer, works: list[NamedWork]) -> _Data:
    """The size and the caption of the drawing; nothing where there is none."""
    if (drawing := _drawing(works)) is None:
        return {}
    left = sum(len(work.namings) for work in works[:WORKS]) - len(drawing.edges)
    caption = renderer.messages.t("compared.caption")
    more = renderer.messages.t("compared.not_drawn", count=left) if left else ""
    return {"width": WIDTH, "height": drawing.height, "caption": f"{caption} {more}".strip()}


def _drawn(renderer: Renderer, works: list[NamedWork]) -> _Data:
    """The entries of both sides of the drawing, each with the numbers of its lines, and the lines."""
    if (drawing := _drawing(works)) is None:
        return {}
    known = {_key(work): work for work in works}
    sides = (("drawn_works", drawing.works), ("drawn_papers", drawing.papers))
    data: _Data = {name: [] for name, _ in sides}
    for placed in drawing.works:
        work = known[placed.key]
        lines = [n for n, edge in enumerate(drawing.edges) if edge.work == placed.key]
        link = work_link(renderer, work).data("") | {"label": _short(work.term.name)}
        entry = {"y": placed.y, "count": len(work.namings), "here": not work.absent or None, "lines": lines}
        data["drawn_works"].append(link | entry)
    for placed in drawing.papers:
        paper = renderer.survey.paper[placed.key]
        lines = [n for n, edge in enumerate(drawing.edges) if edge.paper == placed.key]
        title = plain_text(renderer.analysis.title[paper.key])
        label = _short(words.dated_label(paper))
        data["drawn_papers"].append(
            {"label": label, "url": paths.paper_url(paper), "title": title, "y": placed.y, "lines": lines}
        )
    sentences = {(_key(work), one.paper): plain_text(one.sentence) for work in works[:WORKS] for one in work.namings}
    data["drawn_lines"] = [{"path": edge.path, "sentence": sentences[edge.work, edge.paper]} for edge in drawing.edges]
    return data


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1].rstrip() + "…"


def _row(renderer: Renderer, work: NamedWork) -> _Data:
    """A work in the table: its name, year, where it is in this collection, and who names it."""
    paper = renderer.survey.paper.get(work.term.paper or "")
    reference = work.term.reference
    link = work_link(renderer, work).data("")
    namings = [(renderer.survey.paper[naming.paper], naming.sentence) for naming in work.namings]
    named = [PageLink(words.dated_label(one), paths.paper_url(one)).data("") for one, _ in namings[:_NAMED]]
    said = [
        PageLink(words.dated_label(one), paths.paper_url(one)).data("") | {"sentence": inline_data(sentence)}
        for one, sentence in namings[:_SENTENCES]
        if sentence
    ]
    return link | {
        "year": paper.year if paper else reference.year if reference else None,
        "here": PageLink(words.dated_label(paper), paths.paper_url(paper)).data("") if paper else None,
        "cited": reference_label(renderer.messages, reference) if reference else None,
        "count": len(namings),
        "papers": named,
        "more": max(0, len(namings) - _NAMED) or None,
        "said": said,
        "all": f"{link['url']}#named-by" if len(namings) > _SENTENCES and "url" in link else None,
    }
