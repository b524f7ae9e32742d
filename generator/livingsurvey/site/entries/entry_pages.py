"""The pages of terms, venues and years, the list of each, and the index of all lists."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from livingsurvey.analysis.index_entries import IndexEntry
from livingsurvey.model import Claim, Paper, Status, Survey, Term, paths
from livingsurvey.model.markup import Inline
from livingsurvey.site import words
from livingsurvey.site.entries.people_pages import beside_of, counted, listed, people_pages, topics_of
from livingsurvey.site.renderer import Renderer
from livingsurvey.site.tables import count_years as years
from markupsafe import Markup

#: What each list of entries holds.
_LISTS = {
    "people": "The authors of the papers.",
    "venues": "Where papers were published, as far as it is known.",
    "years": "When papers were first published.",
}
_MOST = 200  # papers in the table of one entry; the page of all papers shows more


def entry_pages(renderer: Renderer) -> dict[str, str]:
    """Render the pages of all entries and their lists."""
    pages = {"browse.md": renderer.page("entries/browse.md.j2", lists=list(_lists(renderer)))}
    for vocabulary in renderer.survey.fields.indexed:
        pages |= _term_pages(renderer, vocabulary)
    return pages | _venue_pages(renderer) | _year_pages(renderer) | people_pages(renderer)


def _lists(renderer: Renderer) -> Iterable[tuple[str, str, str, int]]:
    """Name, address, contents and size of every list."""
    survey, entries = renderer.survey, renderer.analysis.entries
    yield "Papers", "papers/index.html", "Every paper, by title.", len(survey.papers)
    yield "Topics", "topics/index.html", "Areas and their topics.", len(survey.topics)
    for kind in ("people", "venues", "years", *survey.fields.indexed):
        yield label_of(survey, kind), f"{kind}/index.html", _described(survey, kind), len(entries[kind])
    yield "Sources", "sources.html", "Where the papers were found.", len(survey.sources)


def label_of(survey: Survey, kind: str) -> str:
    """What a set of entries is called."""
    return survey.fields.label(kind).plural if kind in survey.fields.vocabularies else kind.capitalize()


def facet_of(survey: Survey, kind: str) -> str:
    """What Explore calls a set of entries in its addresses."""
    return survey.fields.label(kind).facet if kind in survey.fields.vocabularies else kind.removesuffix("s")


def _described(survey: Survey, kind: str) -> str:
    return _LISTS.get(kind) or survey.fields.label(kind).help


def _of_claims(survey: Survey, kind: str) -> bool:
    """Whether claims have the terms of a vocabulary, and not papers themselves."""
    return all(field.of == "claim" for field in survey.fields.vocabularies.get(kind, ())) and kind not in _LISTS


def _term_pages(renderer: Renderer, vocabulary: str) -> dict[str, str]:
    survey, entries = renderer.survey, renderer.analysis.entries[vocabulary]
    terms = survey.vocabulary.get(vocabulary, ())
    narrower: dict[str, list[Term]] = {}
    for term in terms:
        narrower.setdefault(term.parent or "", []).append(term)
    pages = {
        paths.term_source(vocabulary, term.id): _term(renderer, vocabulary, term, narrower.get(term.id, []))
        for term in terms
    }
    listed = [(entries[term.id], term.definition, _successor(renderer, vocabulary, term)) for term in terms]
    unused = sum(not entry.total for entry, _, _ in listed)
    counts = words.plural(len(listed), "entry", "entries") + (f", {unused} of them used by no paper" if unused else "")
    empty = f"There are no entries yet. An entry is a few lines in content/vocabulary/{vocabulary}.yml."
    return pages | {f"{vocabulary}/index.md": _list(renderer, vocabulary, listed, counts, empty, defined=True)}


def _list(
    renderer: Renderer,
    kind: str,
    listed: Sequence[tuple[IndexEntry, str, Term | None]],
    counts: str,
    empty: str = "None is known yet.",
    **more: object,
) -> str:
    ordered = listed if kind == "years" else sorted(listed, key=lambda row: (row[0].name.casefold(), row[0].key))
    shown = {"defined": False, "remark": "", **more}
    return renderer.page(
        "entries/entries.md.j2",
        label=label_of(renderer.survey, kind),
        description=_described(renderer.survey, kind),
        entries=ordered,
        counts=counts,
        empty=empty,
        **shown,
    )


def _successor(renderer: Renderer, vocabulary: str, term: Term) -> Term | None:
    now = renderer.links.term(vocabulary, term.id) if term.deprecated_to else None
    return now if now and now.id != term.id else None


def _term(renderer: Renderer, vocabulary: str, term: Term, narrower: list[Term]) -> str:
    terms, entry = renderer.survey.term[vocabulary], renderer.analysis.entries[vocabulary][term.id]
    wider = [terms[term.parent]] if term.parent in terms else []
    facts: list[tuple[str, Sequence[str]]] = [
        ("Also written", term.synonyms),
        ("Wider", [renderer.anchors.entry(vocabulary, other.id) for other in wider]),
        ("Narrower", [renderer.anchors.entry(vocabulary, other.id) for other in narrower]),
    ]
    return _entry(
        renderer,
        vocabulary,
        entry,
        definition=term.definition,
        successor=_successor(renderer, vocabulary, term),
        facts=facts,
        # Where claims have the term, its results say which papers they are of.
        papers=[]
        if _of_claims(renderer.survey, vocabulary) and not entry.excluded
        else _papers(renderer.survey, entry),
        claims=_claims(renderer, entry),
    )


def _venue_pages(renderer: Renderer) -> dict[str, str]:
    venues = renderer.analysis.entries["venues"]
    pages = {}
    for entry in venues.values():
        facts = [("Also written", entry.spellings[1:])]
        pages[paths.venue_source(entry.key)] = _entry(
            renderer, "venues", entry, facts=facts, papers=_papers(renderer.survey, entry)
        )
    counts = words.plural(len(venues), "venue")
    remark = "Venues are listed as they are written; case, accents and punctuation tell none apart."
    listed = [(entry, "", None) for entry in venues.values()]
    return pages | {"venues/index.md": _list(renderer, "venues", listed, counts, remark=remark)}


def _entry(
    renderer: Renderer, kind: str, entry: IndexEntry, facts: Sequence[tuple[str, Sequence[str]]], **more: object
) -> str:
    survey = renderer.survey
    shown: dict[str, object] = {"definition": "", "successor": None, "claims": [], "remark": "", **more}
    several = [survey.paper[key] for key in (*entry.papers, *entry.excluded)] if entry.total > 1 else []
    facet = facet_of(survey, kind)
    return renderer.page(
        "entries/entry.md.j2",
        entry=entry,
        label=label_of(survey, kind),
        facet=facet,
        explore=paths.explore_url(**{facet: entry.key}),
        facts=[(name, listed(values)) for name, values in facts if values],
        years=years(tuple(several)),
        on_it=not _of_claims(survey, kind),
        more=entry.total > _MOST,
        beside=beside_of(renderer, entry) + topics_of(renderer, several),
        beside_title="Found together" if entry.beside else "Topics",
        **shown,
    )


def _papers(survey: Survey, entry: IndexEntry) -> list[Paper]:
    return [survey.paper[key] for key in (*entry.papers, *entry.excluded)[:_MOST]]


def _claims(renderer: Renderer, entry: IndexEntry) -> list[tuple[Paper, Claim, Inline]]:
    survey, quotes = renderer.survey, renderer.analysis.quotes
    return [(survey.paper[key], survey.paper[key].claims[n], quotes[key][n]) for key, n in entry.results[:_MOST]]


def _year_pages(renderer: Renderer) -> dict[str, str]:
    entries = renderer.analysis.entries["years"]
    keys = sorted(entries)
    pages = {
        f"years/{key}.md": _year(renderer, entries[key], before, after)
        for before, key, after in zip(["", *keys], keys, [*keys[1:], ""], strict=False)
    }
    unknown = sum(paper.year is None for paper in renderer.survey.papers)
    remark = f"The year of {words.plural(unknown, 'paper')} is not known." if unknown else ""
    listed = [(entries[key], "", None) for key in reversed(keys)]
    return pages | {"years/index.md": _list(renderer, "years", listed, words.plural(len(keys), "year"), remark=remark)}


def _year(renderer: Renderer, entry: IndexEntry, before: str, after: str) -> str:
    survey = renderer.survey
    papers = [survey.paper[key] for key in entry.papers]
    every = sorted([*papers, *(survey.paper[key] for key in entry.excluded)], key=_month, reverse=True)
    return renderer.page(
        "entries/year.md.j2",
        entry=entry,
        description=f"{words.plural(entry.total, 'paper')} of the survey first published in {entry.key}.",
        explore=paths.explore_url(year=entry.key),
        areas=_areas(renderer, papers),
        months=[(words.month_name(month), list(group)) for month, group in groupby(every, key=_month)],
        before=before,
        after=after,
    )


def _month(paper: Paper) -> int:
    """The month of publication, 0 where it is not known."""
    return int((paper.published or "")[5:7] or 0)


def _areas(renderer: Renderer, papers: list[Paper]) -> Markup:
    """The areas of some papers with how many each has; excluded papers count for none."""
    survey = renderer.survey
    counts = Counter(
        area
        for paper in papers
        if paper.status != Status.EXCLUDED
        for area in {survey.topic[key].parent or key for key in paper.topics if key in survey.topic}
    )
    return counted((renderer.anchors.topic(area.key), counts[area.key]) for area in survey.areas if counts[area.key])
