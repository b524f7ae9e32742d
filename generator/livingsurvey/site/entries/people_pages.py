"""The pages of authors with two or more papers, and the index of all authors."""

from functools import partial
from itertools import groupby
from typing import Any, NamedTuple

from livingsurvey.analysis.index_entries import INDEXED_AUTHORS, IndexEntry
from livingsurvey.model import paths
from livingsurvey.site.entries.entry_data import entry_page, spelling_fact, table_of, trail
from livingsurvey.site.links import has_page, letter_of, surname
from livingsurvey.site.page import Page, Pages
from livingsurvey.site.page_links import PageLink
from livingsurvey.site.renderer import Renderer


class _Listed(NamedTuple):
    """An author as the index lists them: with a number of papers where there is a page, else with the only paper."""

    key: str
    name: str
    papers: int
    paper: str


class _Index:
    """What the pages of the index read: whatever else changes, they stay."""

    def __init__(self, renderer: Renderer, people: list[IndexEntry]) -> None:
        self.renderer = renderer
        grouped = groupby(people, key=lambda person: letter_of(person.name))
        groups = {letter: tuple(map(_listed, group)) for letter, group in grouped}
        papers = renderer.survey.papers
        self.letters = renderer.named("letters of people", lambda: tuple(groups))
        self.of_letter = {
            letter: renderer.named(f"people of letter {letter}", partial(tuple, group))
            for letter, group in groups.items()
        }
        self.leaves_out = renderer.named(
            "whether people are left out", lambda: any(len(paper.authors) > INDEXED_AUTHORS for paper in papers)
        )


def people_pages(renderer: Renderer) -> Pages:
    """The pages of authors and their index, by letter where one page would be too long."""
    people = sorted(
        renderer.analysis.entries["people"].values(), key=lambda p: (letter_of(p.name), surname(p.name), p.key)
    )
    pages: Pages = {
        paths.person_source(person.key): partial(_person, renderer, person) for person in people if has_page(person)
    }
    index = _Index(renderer, people)
    if renderer.links.people_by_letter:
        pages |= {f"people/letter_{letter}.md": partial(_index, index, letter) for letter in index.letters()}
    return pages | {"people/index.md": partial(_index, index)}


def _listed(person: IndexEntry) -> _Listed:
    paper = "" if has_page(person) else (*person.papers, *person.excluded)[0]
    return _Listed(person.key, person.name, person.total, paper)


def _index(index: _Index, letter: str = "") -> Page:
    """A page of the index: of a letter, or of all of them, which names only some authors where they have pages."""
    renderer, t = index.renderer, index.renderer.messages.t
    people = {one: index.of_letter[one]() for one in ([letter] if letter else index.letters())}
    shown = people if letter or not renderer.links.people_by_letter else {}
    often = [] if shown else [person for some in people.values() for person in some if not person.paper]
    title = t("people.title_letter", letter=_name(letter)) if letter else t("entries.people")
    meta = {
        "title": title,
        "description": t("people.description"),
        "page_template": "people.html",
        "page_kind": "people",
        "styles": ["entries"],
        "trail": trail(renderer, "people" if letter else ""),
        "letters": [_letter_link(renderer, first, letter) for first in index.letters()],
        "often": [_link(renderer, person).data() | {"count": person.papers} for person in often],
    }
    values = {
        "title": title,
        "cut": INDEXED_AUTHORS if not letter and index.leaves_out() else 0,
        "letter": letter,
        "total": sum(map(len, people.values())),
        "groups": [(_name(one), one, [_row(renderer, person) for person in some]) for one, some in shown.items()],
    }
    return Page(meta, renderer.markdown("entries/people.md.j2", **values))


def _name(letter: str) -> str:
    return "#" if letter == "0" else letter.upper()


def _letter_link(renderer: Renderer, letter: str, here: str) -> dict[str, Any]:
    link = PageLink(_name(letter), renderer.links.letter(letter))
    return link.data() | {"here": letter == here or None}


def _row(renderer: Renderer, person: _Listed) -> tuple[PageLink, int]:
    """An author in the index: with a count where there is a page."""
    return _link(renderer, person), 0 if person.paper else person.papers


def _link(renderer: Renderer, person: _Listed) -> PageLink:
    """Where an author is: on their page, else straight at the only paper."""
    if person.paper:
        return PageLink(person.name, paths.address_of(paths.paper_source(person.paper)))
    return renderer.page_links.entry("people", person.key)


def _person(renderer: Renderer, person: IndexEntry) -> Page:
    facts = spelling_fact(renderer, person.spellings[1:])
    meta = table_of(renderer, person) | {"remark": renderer.messages.t("people.remark")}
    return entry_page(renderer, "people", person, facts, meta=meta)
