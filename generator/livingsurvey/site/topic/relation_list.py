"""What the papers of a topic say of each other and of others: as a list, and as arrows of the timeline."""

from collections.abc import Iterable
from typing import Any

from livingsurvey.analysis.relations import ShownRelation
from livingsurvey.model import Paper
from livingsurvey.model.markup import plain_text
from livingsurvey.site import words
from livingsurvey.site.inline_data import inline_data
from livingsurvey.site.page_links import PageLink
from livingsurvey.site.renderer import Renderer
from livingsurvey.site.topic.arrows import Arrow, Box, drawn_arrows

#: Named values for the theme's template.
_Data = dict[str, Any]

#: What a machine has found, and no curator has read.
_FOUND = "names"


def relations_of(renderer: Renderer, papers: Iterable[Paper]) -> list[ShownRelation]:
    """The relations that any of the papers has a part in, each once: those that curators have read come first."""
    found = {one: None for paper in papers for one in renderer.analysis.relations.get(paper.key, ())}
    return sorted(found, key=lambda one: (one.kind == _FOUND, one.kind, one.source, one.to))


def relation_list(renderer: Renderer, papers: Iterable[Paper]) -> _Data:
    """What ``partials/relations.html`` shows: ``relations`` that were read, and ``namings`` that were found."""
    every = relations_of(renderer, papers)
    rows = [_row(renderer, one, number) for number, one in enumerate(every, start=1)]
    read = [row for row, one in zip(rows, every, strict=True) if one.kind != _FOUND]
    return {"relations": read, "namings": rows[len(read) :]}


def aimed_at(renderer: Renderer, papers: Iterable[Paper]) -> set[str]:
    """The keys of papers that arrows from others of them lead to."""
    drawn = {paper.key: paper for paper in papers}
    read = [one for one in relations_of(renderer, drawn.values()) if one.kind != _FOUND]
    return {one.to for one in read if one.source in drawn and one.to in drawn}


def with_arrows(renderer: Renderer, figure: _Data, papers: Iterable[Paper]) -> _Data:
    """A timeline with an arrow for each relation between two papers that it shows; what was only found has none."""
    marks = {mark["key"]: mark for lane in figure["lanes"] for mark in lane["marks"]}
    numbered = [
        (number, one)
        for number, one in enumerate(relations_of(renderer, papers), start=1)
        if one.kind != _FOUND and one.source in marks and one.to in marks
    ]
    arrows = [_arrow(renderer, marks, one) for _, one in numbered]
    drawn = drawn_arrows(arrows, map(_box, marks.values()))
    shown = [
        arrow
        | {"id": f"relation-{number}", "kind": one.kind, "name": _verb(renderer, one), "title": _title(renderer, one)}
        for (number, one), arrow in zip(numbered, drawn, strict=True)
    ]
    if not shown:
        return figure
    kinds = dict.fromkeys(one.kind for _, one in numbered)
    legend = " ".join(renderer.messages.t(f"relation.drawn.{kind}") for kind in sorted(kinds))
    return figure | {
        "arrows": shown,
        "caption": f"{figure['caption']} {renderer.messages.t('relation.legend')} {legend}",
    }


def _arrow(renderer: Renderer, marks: _Data, one: ShownRelation) -> Arrow:
    start, end = ((marks[key]["x"], marks[key]["y"]) for key in (one.source, one.to))
    return Arrow(start, end, _verb(renderer, one))


def _box(mark: _Data) -> Box:
    """What a mark and its name cover."""
    wide = 6.1 * len(mark["label"]) + 12
    left, right = (mark["x"] - wide, mark["x"] + 6) if mark["before"] else (mark["x"] - 6, mark["x"] + wide)
    return left, mark["y"] - 7, right, mark["y"] + 7


def _row(renderer: Renderer, one: ShownRelation, number: int) -> _Data:
    return {
        "id": f"relation-{number}",
        "kind": one.kind,
        "source": _named(renderer, one.source).data(),
        "verb": _verb(renderer, one),
        "to": _named(renderer, one.to).data(),
        "quote": inline_data(one.quote),
    }


def _named(renderer: Renderer, key: str) -> PageLink:
    """A paper under the name that prose calls it by."""
    link = renderer.page_links.paper(key)
    return PageLink(
        words.citation_label(renderer.survey.paper[key]), link.url, plain_text(renderer.analysis.title[key])
    )


def _verb(renderer: Renderer, one: ShownRelation) -> str:
    return renderer.messages.t(f"relation.{one.kind}")


def _title(renderer: Renderer, one: ShownRelation) -> str:
    """A relation in one sentence."""
    source, to = (words.citation_label(renderer.survey.paper[key]) for key in (one.source, one.to))
    values = {"source": source, "verb": _verb(renderer, one), "to": to, "quote": plain_text(one.quote)}
    return renderer.messages.t("relation.sentence", **values)
