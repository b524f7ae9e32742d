"""The pages of terms and venues, the list of each set of entries, and the list of all sets."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from livingsurvey.analysis.index_entries import IndexEntry
from livingsurvey.analysis.works import NamedWork
from livingsurvey.model import Survey, Term, paths
from livingsurvey.model.site_names import joined_files
from livingsurvey.site.entries.entry_data import (
    COMMON,
    description_of,
    entry_page,
    fact,
    label_of,
    list_link,
    results_of,
    spelling_fact,
    table_of,
    trail,
)
from livingsurvey.site.entries.people_pages import people_pages
from livingsurvey.site.entries.year_pages import year_pages
from livingsurvey.site.page import Page, Pages
from livingsurvey.site.page_links import PageLink
from livingsurvey.site.renderer import Renderer
from livingsurvey.site.shown import used_vocabulary
from livingsurvey.site.works.landmarks import shown_work

_NAMINGS = 200  # papers that name a work, with their sentences, on its page; Explore shows all


def entry_pages(renderer: Renderer) -> Pages:
    """The pages of all entries and their lists."""
    parts: dict[str, Pages] = {
        "browse": {"browse.md": partial(_browse, renderer.without_summaries)},
        "venues": _venue_pages(renderer),
    }
    parts["years"] = year_pages(renderer) | {"years/index.md": partial(_year_list, renderer.without_summaries)}
    vocabularies = ((name, _term_pages(renderer, name)) for name in renderer.survey.fields.indexed)
    return joined_files([*parts.items(), ("people", people_pages(renderer)), *vocabularies])


def _browse(renderer: Renderer) -> Page:
    t = renderer.messages.t
    meta = {
        "title": t("browse.title"),
        "description": t("browse.page_description"),
        "page_template": "text.html",
        "page_kind": "browse",
        "styles": ["entries"],
    }
    lists = [one for one in _lists(renderer) if one[2]]
    return Page(meta | {"empty": not lists or None}, renderer.markdown("entries/browse.md.j2", lists=lists))


def _lists(renderer: Renderer) -> Iterable[tuple[PageLink, str, int]]:
    """The link, description and size of every list; 0 where nothing in it has a paper."""
    t, survey, entries = renderer.messages.t, renderer.survey, renderer.analysis.entries
    yield PageLink(t("browse.papers"), "papers/index.html"), t("browse.papers_description"), len(survey.papers)
    yield PageLink(t("topics.title"), "topics/index.html"), t("browse.topics_description"), len(survey.topics)
    for kind in (*COMMON, *survey.fields.indexed):
        size = len(entries[kind]) if used_vocabulary(renderer.analysis, kind) else 0
        yield list_link(renderer, kind), description_of(renderer, kind), size
    yield PageLink(t("sources.title"), "sources.html"), t("browse.sources_description"), len(survey.sources)


def _list(renderer: Renderer, kind: str, rows: Sequence[dict[str, Any]], counts: str, **more: Any) -> Page:
    """The list of a set of entries; ``more`` is further front matter."""
    label, description = label_of(renderer, kind), description_of(renderer, kind)
    meta = {
        "title": label,
        "description": description,
        "page_template": "entries.html",
        "page_kind": "entries",
        "styles": ["entries"],
        "trail": trail(renderer),
        "entries": rows,
        "empty": not used_vocabulary(renderer.analysis, kind) or None,
    }
    shown = {
        "label": label,
        "description": description,
        "counts": counts if rows else "",
        "vocabulary": kind if kind not in COMMON else "",
    }
    return Page(meta | more, renderer.markdown("entries/entries.md.j2", **shown))


def _row(renderer: Renderer, kind: str, entry: IndexEntry) -> dict[str, Any]:
    return renderer.page_links.entry(kind, entry.key).data() | {"count": entry.total}


def _by_name(entries: Iterable[IndexEntry]) -> list[IndexEntry]:
    return sorted(entries, key=lambda entry: (entry.name.casefold(), entry.key))


def _term_pages(renderer: Renderer, vocabulary: str) -> Pages:
    entries = renderer.analysis.entries[vocabulary]
    terms = [term for term in renderer.survey.vocabulary.get(vocabulary, ()) if term.id in entries]
    narrower: dict[str, list[Term]] = {}
    for term in terms:
        narrower.setdefault(term.parent or "", []).append(term)
    pages: Pages = {
        paths.term_source(vocabulary, term.id): partial(_term, renderer, vocabulary, term, narrower.get(term.id, []))
        for term in terms
    }
    return pages | {f"{vocabulary}/index.md": partial(_term_list, renderer, vocabulary)}


def _term_list(renderer: Renderer, vocabulary: str) -> Page:
    t, terms = renderer.messages.t, renderer.survey.term.get(vocabulary, {})
    entries = [entry for entry in renderer.analysis.entries[vocabulary].values() if entry.key in terms]
    rows = [
        _row(renderer, vocabulary, entry)
        | {
            "definition": terms[entry.key].definition,
            "successor": now.data() if (now := _successor(renderer, vocabulary, terms[entry.key])) else None,
        }
        for entry in _by_name(entries)
    ]
    unused = sum(not entry.total for entry in entries)
    counts = t("entries.count", count=len(entries))
    return _list(renderer, vocabulary, rows, f"{counts}, {t('entries.unused', count=unused)}" if unused else counts)


def _successor(renderer: Renderer, vocabulary: str, term: Term) -> PageLink | None:
    now = renderer.links.term(vocabulary, term.id) if term.deprecated_to else None
    return renderer.page_links.entry(vocabulary, now.id) if now and now.id != term.id else None


def _term(renderer: Renderer, vocabulary: str, term: Term, narrower: list[Term]) -> Page:
    t, links = renderer.messages.t, renderer.page_links
    terms, entry = renderer.survey.term[vocabulary], renderer.analysis.entries[vocabulary][term.id]
    wider = [terms[term.parent]] if term.parent in terms else []
    facts = [
        *spelling_fact(renderer, term.synonyms),
        *fact(t("entries.wider"), (links.entry(vocabulary, other.id) for other in wider)),
        *fact(t("entries.narrower"), (links.entry(vocabulary, other.id) for other in narrower)),
    ]
    of_claims = _of_claims(renderer.survey, vocabulary)
    results = results_of(renderer, entry, t("entries.results" if of_claims else "entries.results_on"))
    # Where claims have the term, its results say which papers they are of.
    work = renderer.analysis.works.by_term.get((vocabulary, term.id))
    listed = of_claims or (work is not None and bool(work.namings))
    papers = table_of(renderer, entry) if not listed or entry.excluded else {}
    more = {"definition": term.definition, "successor": _successor(renderer, vocabulary, term)} | _work(renderer, work)
    papers |= {"named": t("works.named_by")} if work and work.namings else {}
    return entry_page(renderer, vocabulary, entry, facts, meta=results | papers, **more)


def _work(renderer: Renderer, work: NamedWork | None) -> dict[str, Any]:
    """What the page of a work says of it: where it was published, and who names it in which sentence."""
    if work is None:
        return {}
    return {"work": shown_work(renderer, work, _NAMINGS), "unshown": max(0, len(work.namings) - _NAMINGS)}


def _of_claims(survey: Survey, vocabulary: str) -> bool:
    """Whether claims have the terms of a vocabulary, and not papers themselves."""
    return all(field.of == "claim" for field in survey.fields.vocabularies.get(vocabulary, ()))


def _venue_pages(renderer: Renderer) -> Pages:
    venues = renderer.analysis.entries["venues"].values()
    pages: Pages = {paths.venue_source(entry.key): partial(_venue, renderer, entry) for entry in venues}
    return pages | {"venues/index.md": partial(_venue_list, renderer)}


def _venue_list(renderer: Renderer) -> Page:
    t, venues = renderer.messages.t, renderer.analysis.entries["venues"].values()
    rows = [_row(renderer, "venues", entry) for entry in _by_name(venues)]
    counts = t("venues.count", count=len(venues))
    return _list(renderer, "venues", rows, counts, remark=t("venues.remark"))


def _venue(renderer: Renderer, entry: IndexEntry) -> Page:
    facts = spelling_fact(renderer, entry.spellings[1:])
    return entry_page(renderer, "venues", entry, facts, meta=table_of(renderer, entry))


def _year_list(renderer: Renderer) -> Page:
    t, years = renderer.messages.t, renderer.analysis.entries["years"]
    unknown = sum(paper.year is None for paper in renderer.survey.papers)
    remark = t("years.unknown", count=unknown) if unknown else ""
    rows = [_row(renderer, "years", years[key]) for key in sorted(years, reverse=True)]
    return _list(renderer, "years", rows, t("years.count", count=len(years)), remark=remark)
