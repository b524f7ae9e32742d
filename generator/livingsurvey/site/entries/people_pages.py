"""The pages of authors with two or more papers, and the index of all authors."""

from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from livingsurvey.analysis.index_entries import IndexEntry
from livingsurvey.model import Paper, Status, paths
from livingsurvey.site.escape import to_html
from livingsurvey.site.links import has_page, letter_of, surname
from livingsurvey.site.renderer import Renderer
from livingsurvey.site.tables import count_years as years
from markupsafe import Markup

REMARK = (
    "Names are all the survey knows of people. Names that differ only in case, accents or punctuation count as one"
    " person; who shares a name stands under it together, and who writes it in several ways stands in several places."
)

#: What goes along with an entry: what it is, and links with how many papers.
CoMentions = list[tuple[str, Markup]]
_TOPICS = 8


def people_pages(renderer: Renderer) -> dict[str, str]:
    """Render the pages of authors and their index, by letter where one page would be too long."""
    people = sorted(
        renderer.analysis.entries["people"].values(), key=lambda p: (letter_of(p.name), surname(p.name), p.key)
    )
    groups = [(letter, list(group)) for letter, group in groupby(people, key=lambda person: letter_of(person.name))]
    pages = {paths.person_source(person.key): _person(renderer, person) for person in people if has_page(person)}
    if not renderer.links.people_by_letter:
        return pages | {"people/index.md": _index(renderer, groups, groups)}
    for letter, group in groups:
        pages[f"people/letter_{letter}.md"] = _index(renderer, groups, [(letter, group)], letter)
    return pages | {"people/index.md": _index(renderer, groups, [])}


def _index(
    renderer: Renderer,
    groups: list[tuple[str, list[IndexEntry]]],
    shown: list[tuple[str, list[IndexEntry]]],
    letter: str = "",
) -> str:
    return renderer.page(
        "entries/people.md.j2",
        letters=[first for first, _ in groups],
        total=sum(len(people) for _, people in groups),
        groups=shown,
        often=[] if shown else [person for _, people in groups for person in people if has_page(person)],
        letter=letter,
        letter_name=lambda first: "#" if first == "0" else first.upper(),
        remark=REMARK,
    )


def _person(renderer: Renderer, person: IndexEntry) -> str:
    survey = renderer.survey
    papers = [survey.paper[key] for key in (*person.papers, *person.excluded)]
    return renderer.page(
        "entries/entry.md.j2",
        entry=person,
        label="People",
        definition="",
        successor=None,
        facet="",
        explore="",
        facts=[("Also written", listed(person.spellings[1:]))] if person.spellings[1:] else [],
        years=years(tuple(papers)),
        claims=[],
        papers=papers,
        more=False,
        beside=beside_of(renderer, person) + topics_of(renderer, papers),
        beside_title="Co-authors and topics" if person.beside else "Topics",
        remark=REMARK,
    )


def beside_of(renderer: Renderer, entry: IndexEntry) -> CoMentions:
    """What stands in the same papers as an entry most often, set by set."""
    told: dict[str, list[tuple[Markup, int]]] = {}
    for kind, key, count in entry.beside:
        name = "Co-authors" if kind == "people" else renderer.survey.fields.label(kind).plural
        told.setdefault(name, []).append((renderer.anchors.entry(kind, key), count))
    return [(name, counted(found)) for name, found in told.items()]


def topics_of(renderer: Renderer, papers: Iterable[Paper]) -> CoMentions:
    """The topics of some papers, those with most first; excluded papers count for none."""
    topics = renderer.survey.topic
    counts = Counter(key for p in papers if p.status != Status.EXCLUDED for key in p.topics if key in topics)
    found = [(renderer.anchors.topic(key), count) for key, count in counts.most_common(_TOPICS)]
    return [("Topics", counted(found))] if found else []


def counted(links: Iterable[tuple[Markup, int]]) -> Markup:
    """Links in a row, each with a count."""
    return Markup(", ".join(f'{link} <span class="count">{count}</span>' for link, count in links))


def listed(values: Iterable[str]) -> Markup:
    """Names or links in a row."""
    return Markup(", ".join(to_html(value) for value in values))
