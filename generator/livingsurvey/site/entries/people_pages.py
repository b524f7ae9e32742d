"""The pages of authors with two or more papers, and the index of all authors."""

from functools import partial
from itertools import groupby
from typing import Any

from livingsurvey.analysis.index_entries import INDEXED_AUTHORS, IndexEntry
from livingsurvey.model import paths
from livingsurvey.site.entries.entry_data import entry_page, spelling_fact, table_of, trail
from livingsurvey.site.links import has_page, letter_of, surname
from livingsurvey.site.page import Page, Pages
from livingsurvey.site.page_links import PageLink
from livingsurvey.site.renderer import Renderer

#: A letter with the authors whose surname begins with it.
_Group = tuple[str, list[IndexEntry]]


def people_pages(renderer: Renderer) -> Pages:
    """The pages of authors and their index, by letter where one page would be too long."""
    people = sorted(
        renderer.analysis.entries["people"].values(), key=lambda p: (letter_of(p.name), surname(p.name), p.key)
    )
    groups = [(letter, list(group)) for letter, group in groupby(people, key=lambda person: letter_of(person.name))]
    pages: Pages = {
        paths.person_source(person.key): partial(_person, renderer, person) for person in people if has_page(person)
    }
    if not renderer.links.people_by_letter:
        return pages | {"people/index.md": partial(_index, renderer, groups, groups)}
    for letter, group in groups:
        pages[f"people/letter_{letter}.md"] = partial(_index, renderer, groups, [(letter, group)], letter)
    return pages | {"people/index.md": partial(_index, renderer, groups, [])}


def _index(renderer: Renderer, groups: list[_Group], shown: list[_Group], letter: str = "") -> Page:
    t, total = renderer.messages.t, sum(len(people) for _, people in groups)
    often = [] if shown else [person for _, people in groups for person in people if has_page(person)]
    title = t("people.title_letter", letter=_name(letter)) if letter else t("entries.people")
    meta = {
        "title": title,
        "description": t("people.description"),
        "page_template": "people.html",
        "page_kind": "people",
        "styles": ["entries"],
        "trail": trail(renderer, "people" if letter else ""),
        "letters": [_letter_link(renderer, first, letter) for first, _ in groups],
        "often": [_listed(renderer, person)[0].data() | {"count": person.total} for person in often],
    }
    groups_shown = [(_name(first), first, [_listed(renderer, person) for person in people]) for first, people in shown]
    long = any(len(paper.authors) > INDEXED_AUTHORS for paper in renderer.survey.papers)
    values = {
        "title": title,
        "cut": INDEXED_AUTHORS if long else 0,
        "letter": letter,
        "total": total,
        "groups": groups_shown,
    }
    return Page(meta, renderer.markdown("entries/people.md.j2", **values))


def _name(letter: str) -> str:
    return "#" if letter == "0" else letter.upper()


def _letter_link(renderer: Renderer, letter: str, here: str) -> dict[str, Any]:
    link = PageLink(_name(letter), renderer.links.letter(letter))
    return link.data() | {"here": letter == here or None}


def _listed(renderer: Renderer, person: IndexEntry) -> tuple[PageLink, int]:
    """An author in the index: with a count where there is a page, else straight to the only paper."""
    if has_page(person):
        return renderer.page_links.entry("people", person.key), person.total
    (paper,) = (*person.papers, *person.excluded)
    return PageLink(person.name, paths.address_of(paths.paper_source(paper))), 0


def _person(renderer: Renderer, person: IndexEntry) -> Page:
    facts = spelling_fact(renderer, person.spellings[1:])
    meta = table_of(renderer, person) | {"remark": renderer.messages.t("people.remark")}
    return entry_page(renderer, "people", person, facts, meta=meta)
