"""What a bibliography states of a paper's publication, as its page says it: who wrote it, where it is in, and facts."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import quote

from livingsurvey.model import Paper, Publication
from livingsurvey.model.publication import SOME
from livingsurvey.site.messages import Messages
from livingsurvey.site.page_links import PageLink
from livingsurvey.site.renderer import Renderer

_AUTHORS = 10  # names shown at once, of a longer list
_EDITORS = 5  # likewise, within a line
_GROUPS = ("collaboration", "consortium", "group", "team", "network", "project", "committee", "investigators")
_EDITIONS = ("edition", "ed.", "auflage", "aufl.")
_PUBMED = "https://pubmed.ncbi.nlm.nih.gov/"
_CENTRAL = "https://pmc.ncbi.nlm.nih.gov/articles/"


class Byline(NamedTuple):
    """Who a paper is by: the names shown at once, those that are folded, and what follows the names."""

    names: list[PageLink]
    more: list[PageLink]
    after: str


def byline(renderer: Renderer, paper: Paper) -> Byline:
    """The authors of a paper, or its editors where it has none, or the group that it is by."""
    stated, t = paper.publication or Publication(), renderer.messages.t
    names = paper.authors or stated.editor
    if not names and stated.collaboration:
        return Byline([PageLink(_group(renderer.messages, stated.collaboration))], [], "")
    links = [renderer.page_links.person(name) for name in names]
    shown = len(links) if len(links) <= _AUTHORS + 2 else _AUTHORS
    after = []
    if stated.authors_omitted:
        some = stated.authors_omitted in (SOME, "0")
        after.append(t("paper.et_al") if some else t("paper.others", count=int(stated.authors_omitted)))
    group = _group(renderer.messages, stated.collaboration) if stated.collaboration else ""
    if group and group.casefold() not in {name.casefold() for name in names}:
        after.append(f"({group})")
    if not paper.authors and names:
        after.append(t("paper.editors", count=len(names)))
    return Byline(links[:shown], links[shown:], " ".join(after))


def _group(messages: Messages, name: str) -> str:
    """The name of a group with what it is: bibliographies of physics give ``ATLAS`` alone."""
    if any(word in name.casefold() for word in _GROUPS):
        return name
    return messages.t("paper.collaboration", count=2 if "," in name or " and " in name else 1, name=name)


def place_in_venue(messages: Messages, paper: Paper) -> list[str]:
    """Where in its venue a paper is: editors, edition, volume, issue, chapter, pages, number of the article."""
    if not (stated := paper.publication):
        return []
    t, edited = messages.t, paper.authors and stated.editor
    named = [("paper.volume", stated.volume), ("paper.issue", stated.issue), ("paper.chapter", stated.chapter_number)]
    parts = [t("paper.edited_by", names=_few(messages, stated.editor))] if edited else []
    parts += [_edition(messages, stated.edition, stated.type or "")] if stated.edition else []
    parts += [t(key, number=value) for key, value in named if value]
    parts += [_pages(messages, stated.page)] if stated.page else []
    article = stated.number if (stated.type or "").startswith("article") else None
    return parts + ([t("paper.article", number=article)] if article and article != stated.page else [])


def _few(messages: Messages, names: tuple[str, ...]) -> str:
    return ", ".join(names) if len(names) <= _EDITORS else messages.t("js.paper.et_al", name=names[0])


def _edition(messages: Messages, edition: str, kind: str) -> str:
    if kind in ("dataset", "software"):
        return messages.t("paper.version", number=re.sub(r"^[vV](?:ersion|\.)?\s*(?=\d)", "", edition))
    if edition.isdecimal():
        return messages.t("paper.edition", number=edition)
    said = any(word in edition.casefold() for word in _EDITIONS)
    return edition if said else messages.t("paper.edition_named", name=edition)


def _pages(messages: Messages, page: str) -> str:
    """Pages with what they are; what may be the number of an article stays as it is."""
    if any(sign in page for sign in "–-,"):
        return messages.t("paper.pages", pages=page)
    return messages.t("paper.page", page=page) if page.isdecimal() and len(page) < 5 else page


def publisher_of(paper: Paper) -> str:
    """The publisher with its place."""
    stated = paper.publication or Publication()
    return ": ".join(filter(None, (stated.publisher_place, stated.publisher)))


def publication_facts(renderer: Renderer, paper: Paper) -> list[dict[str, Any]]:
    """What is stated besides, for the theme: each fact with its ``label`` and ``links``."""
    if not paper.publication:
        return []
    t = renderer.messages.t
    facts = ((key, links) for key, links in _facts(renderer, paper, paper.publication) if links)
    return [{"label": t(key), "links": [link.data() for link in links]} for key, links in facts]


def _facts(renderer: Renderer, paper: Paper, stated: Publication) -> Iterator[tuple[str, list[PageLink]]]:
    messages = renderer.messages
    yield "paper.type", _texts(stated.genre or (messages.t(f"paper.type.{stated.type}") if stated.type else None))
    yield "paper.translators", _texts(*stated.translator)
    yield "paper.series", _texts(_numbered(stated.collection_title, stated.collection_number))
    yield "paper.volumes", _texts(stated.number_of_volumes)
    yield "paper.number", _texts(None if (stated.type or "").startswith("article") else stated.number)
    yield "paper.institution", _texts(stated.institution)
    yield "paper.event", _texts(", ".join(filter(None, (stated.event_title, stated.event_place))))
    yield "paper.isbn", _texts(stated.isbn)
    yield "paper.issn", _texts(stated.issn)
    yield "paper.pmid", [PageLink(stated.pmid, _PUBMED + quote(stated.pmid, safe=""))] if stated.pmid else []
    yield "paper.pmcid", [PageLink(stated.pmcid, _CENTRAL + quote(stated.pmcid, safe=""))] if stated.pmcid else []
    yield "paper.language", _texts(language_name(messages, stated.language) if stated.language else None)
    yield "paper.original_date", _texts(date_text(messages, stated.original_date) if stated.original_date else None)
    yield (
        "paper.accessed",
        _texts(date_text(messages, stated.accessed) if stated.accessed and not paper.links else None),
    )
    yield "paper.remark", _texts(stated.note)


def _texts(*values: str | None) -> list[PageLink]:
    return [PageLink(value) for value in values if value]


def _numbered(name: str | None, number: str | None) -> str:
    return " ".join(filter(None, (name, number)))


def language_name(messages: Messages, code: str) -> str:
    """What a language is called in that of the survey; an unknown code stays as it is."""
    return str(messages.locale.languages.get(code.replace("-", "_").split("_")[0].lower(), code))


def date_text(messages: Messages, date: str) -> str:
    """A date as read."""
    return " ".join(filter(None, messages.date_parts(date)))
