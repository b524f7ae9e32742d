"""What the pages of terms, people, venues and years have in common."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from livingsurvey.analysis.index_entries import IndexEntry
from livingsurvey.model import Paper, Status, Survey, paths
from livingsurvey.model.markup import Inline
from livingsurvey.site.page import Page
from livingsurvey.site.page_links import PageLink
from livingsurvey.site.renderer import Renderer
from livingsurvey.site.tables import ShownClaim, claim_table, paper_table

#: The sets of entries that every survey has, with the messages that name and describe them.
COMMON = {
    "people": ("entries.people", "entries.people_description"),
    "venues": ("entries.venues", "entries.venues_description"),
    "years": ("entries.years", "entries.years_description"),
}
_MOST = 200  # papers and results in the tables of one entry; Explore and the page of results show more
_TOPICS = 8

#: A named value of an entry, as the theme's ``partials/facts.html`` shows it.
Fact = dict[str, Any]


def label_of(renderer: Renderer, kind: str) -> str:
    """What a set of entries is called."""
    return renderer.messages.t(COMMON[kind][0]) if kind in COMMON else renderer.survey.fields.label(kind).plural


def description_of(renderer: Renderer, kind: str) -> str:
    """What is in a set of entries."""
    if kind in COMMON:
        return renderer.messages.t(COMMON[kind][1])
    return renderer.survey.fields.label(kind).help


def trail(renderer: Renderer, kind: str = "") -> list[dict[str, Any]]:
    """The way from the first page to a set of entries, or to the list of all sets."""
    t = renderer.messages.t
    above = [PageLink(t("trail.home"), "index.html"), PageLink(t("browse.title"), "browse.html")]
    return [link.data() for link in (*above, *([list_link(renderer, kind)] if kind else []))]


def list_link(renderer: Renderer, kind: str) -> PageLink:
    """The list of a set of entries."""
    return PageLink(label_of(renderer, kind), f"{kind}/index.html")


def explore_link(renderer: Renderer, kind: str, key: str) -> PageLink:
    """The papers of an entry in Explore."""
    fields = renderer.survey.fields
    facet = fields.label(kind).facet if kind in fields.vocabularies else kind.removesuffix("s")
    return PageLink(renderer.messages.t("entries.explore"), paths.explore_url(**{facet: key}))


def fact(label: str, links: Iterable[PageLink], counts: Iterable[int | None] = ()) -> list[Fact]:
    """A named value of an entry, if there is any: links, or texts, each with a count if counts are given."""
    shown = list(links)
    numbers = list(counts) or [None] * len(shown)
    data = [link.data() | ({"count": number} if number else {}) for link, number in zip(shown, numbers, strict=True)]
    return [{"label": label, "links": data}] if data else []


def spelling_fact(renderer: Renderer, names: Iterable[str]) -> list[Fact]:
    """The other names of an entry."""
    return fact(renderer.messages.t("entries.spellings"), map(PageLink, names))


def entry_page(renderer: Renderer, kind: str, entry: IndexEntry, facts: list[Fact], **more: Any) -> Page:
    """The page of a term, a person or a venue.

    Args:
        renderer: of the survey.
        kind: the set that the entry belongs to.
        entry: what the page is about.
        facts: what is known of it.
        more: ``definition`` and ``successor``, which the text says; further front matter by ``meta``.
    """
    meta, definition = more.pop("meta", {}), more.get("definition", "")
    explore = explore_link(renderer, kind, entry.key) if kind != "people" else None
    shown = {"definition": "", "successor": None, "explore": explore, "work": None, "unshown": 0} | more
    body = renderer.markdown("entries/entry.md.j2", entry=entry, **shown)
    head = {
        "title": entry.name,
        "description": definition,
        "page_template": "entry.html",
        "page_kind": "entry",
        "scripts": [*(["tables"] if "results" in meta else []), *(["save-figure"] if entry.total > 1 else [])],
        "styles": ["entries"],
        "trail": trail(renderer, kind),
        "facts": facts,
    }
    return Page(head | _counted(renderer, entry) | meta, body)


def _counted(renderer: Renderer, entry: IndexEntry) -> dict[str, Any]:
    """What the papers of an entry say together: years, what else they are about, topics."""
    several = papers_of(renderer.survey, entry) if entry.total > 1 else []
    return {
        "bars": renderer.years.chart(several, entry.name),
        "co_mentions": _co_mentions(renderer, entry) + topic_fact(renderer, several),
        "co_mentions_title": _co_mentions_title(renderer, entry),
    }


def papers_of(survey: Survey, entry: IndexEntry) -> list[Paper]:
    """The papers of an entry, excluded ones last."""
    return [survey.paper[key] for key in (*entry.papers, *entry.excluded)]


def table_of(renderer: Renderer, entry: IndexEntry) -> dict[str, Any]:
    """The table of an entry's papers, and where all are if it has too many."""
    t = renderer.messages.t
    papers = papers_of(renderer.survey, entry)
    table = paper_table(renderer, papers[:_MOST], t("entries.papers"))
    return table | ({"shown_papers": _MOST, "all_papers": len(papers)} if len(papers) > _MOST else {})


def results_of(renderer: Renderer, entry: IndexEntry, title: str) -> dict[str, Any]:
    """The table of results that name an entry."""
    quotes = renderer.analysis.quotes
    claims = [_claim(renderer.survey, quotes, key, place) for key, place in entry.results[:_MOST]]
    table = claim_table(renderer, claims, title)
    return table | ({"results_title": title} if table else {})


def _claim(survey: Survey, quotes: dict[str, tuple[Inline, ...]], key: str, place: int) -> ShownClaim:
    return survey.paper[key], survey.paper[key].claims[place], quotes[key][place]


def _co_mentions(renderer: Renderer, entry: IndexEntry) -> list[Fact]:
    """What is in the same papers as an entry most often, set by set."""
    found: dict[str, list[tuple[str, int]]] = {}
    for kind, key, count in entry.co_mentions:
        found.setdefault(kind, []).append((key, count))
    return [
        part
        for kind, keys in found.items()
        for part in fact(
            renderer.messages.t("people.co_authors") if kind == "people" else label_of(renderer, kind),
            (renderer.page_links.entry(kind, key) for key, _ in keys),
            (count for _, count in keys),
        )
    ]


def _co_mentions_title(renderer: Renderer, entry: IndexEntry) -> str:
    t = renderer.messages.t
    if not entry.co_mentions:
        return t("entries.topics")
    return t("people.co_authors_and_topics") if entry.co_mentions[0][0] == "people" else t("entries.co_mentioned")


def topic_fact(renderer: Renderer, papers: Sequence[Paper]) -> list[Fact]:
    """The topics of some papers, those with most first; excluded papers do not count."""
    topics = renderer.survey.topic
    counts = Counter(key for p in papers if p.status != Status.EXCLUDED for key in p.topics if key in topics)
    found = counts.most_common(_TOPICS)
    links = (renderer.page_links.topic(key) for key, _ in found)
    return fact(renderer.messages.t("entries.topics"), links, (count for _, count in found))
