"""What a topic's papers have in common: kinds, overviews, people, what they name, and what they report."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from livingsurvey.model import Paper, Place, Survey, SurveyField, Topic, paths
from livingsurvey.site.page_links import PageLink
from livingsurvey.site.renderer import Renderer
from livingsurvey.site.tables import ShownClaim

_NAMED = 8  # people, and terms of a field
_FEW = 4  # terms in the figure of an area
_LEAST = 2  # papers of a person or a term that is named
_COMPARED = 8  # papers that fit next to each other

#: Named values for the theme's template.
_Data = dict[str, Any]


def actions(renderer: Renderer, topic: Topic, papers: Sequence[Paper]) -> _Data:
    """Where a topic's papers are explored and some of them compared, as links in front matter."""
    t = renderer.messages.t
    explore = PageLink(t("topic.explore", count=len(papers)), paths.explore_url(**narrowed(topic)))
    starts = [start.key for start in topic.start_here if start.key in renderer.survey.paper]
    keys = list(dict.fromkeys([*starts, *(paper.key for paper in papers)]))[:_COMPARED]
    compare = PageLink(t("topic.compare", count=len(keys)), f"compare.html#papers={','.join(keys)}")
    return {
        "explore": explore.data() if papers else None,
        "compare": compare.data() if topic.parent and len(keys) > 1 else None,
    }


def narrowed(topic: Topic) -> dict[str, str]:
    """How Explore is narrowed to a topic or an area."""
    return {"topic" if topic.parent else "area": topic.key}


def kinds(renderer: Renderer, topic: Topic, papers: Iterable[Paper]) -> list[_Data]:
    """How many papers have each term of the field that is said of a paper first, with where they are listed."""
    if not (field := renderer.survey.fields.heading):
        return []
    counts = Counter(name for paper in papers for name in paper.terms(field.id)).most_common()
    terms = [(renderer.links.term(field.vocabulary or "", name), name, count) for name, count in counts]
    return [
        PageLink(
            term.name if term else name,
            paths.explore_url(**narrowed(topic), **{field.facet: term.id if term else name}),
        ).data()
        | {"count": count}
        for term, name, count in terms
    ]


def facts(renderer: Renderer, papers: Sequence[Paper], claims: Sequence[ShownClaim], topic: Topic) -> list[_Data]:
    """What ``partials/facts.html`` shows of a topic: overviews, people, what papers name, results by their group."""
    t, links = renderer.messages.t, renderer.page_links
    overviews = [links.paper(paper.key).data() for paper in papers if is_overview(renderer.survey, paper)]
    people = Counter(name for paper in papers for name in dict.fromkeys(paper.authors))
    rows = [
        (t("topic.overviews"), overviews),
        (t("topic.people"), [links.person(name).data() | {"count": count} for name, count in _often(people)]),
        *((field.plural, _named(renderer, papers, field.id, field.vocabulary or "")) for field in _naming(renderer)),
        (t("topic.results"), _reported(renderer, claims, topic)),
        *_with_code(renderer, papers),
    ]
    return [{"label": label, "links": found} for label, found in rows if found]


def most_named(renderer: Renderer, papers: Sequence[Paper]) -> list[_Data]:
    """What several of the papers name, of the field that their timeline has lanes for, else of the first that names."""
    lanes = [field for field in renderer.survey.fields.shown(Place.LANE) if field.has_terms] or _naming(renderer)
    named = [_named(renderer, papers, field.id, field.vocabulary or "") for field in lanes[:1]]
    return named[0][:_FEW] if named else []


def is_overview(survey: Survey, paper: Paper) -> bool:
    """Return whether a paper has a term that says that it reviews others."""
    terms = (survey.term.get(field.vocabulary or "", {}).get(name) for field, name in survey.terms_of(paper))
    return any(term.overview for term in terms if term)


def own_first(renderer: Renderer, claims: Iterable[ShownClaim]) -> list[ShownClaim]:
    """Claims with the group first that most of them are in; those of a group stay in their order."""
    shown = list(claims)
    count = Counter(renderer.survey.group_of(claim) for _, claim, _ in shown)
    return sorted(shown, key=lambda row: -count[renderer.survey.group_of(row[1])])


def _naming(renderer: Renderer) -> list[SurveyField]:
    return [field for field in renderer.survey.fields.of("paper") if field.by_name]


def _named(renderer: Renderer, papers: Iterable[Paper], field: str, vocabulary: str) -> list[_Data]:
    names = Counter(name for paper in papers for name in dict.fromkeys(paper.terms(field)))
    return [renderer.page_links.term(vocabulary, name).data() | {"count": count} for name, count in _often(names)]


def _often(counts: Counter[str]) -> list[tuple[str, int]]:
    """What several papers have, the most frequent first."""
    return [one for one in counts.most_common(_NAMED) if one[1] >= _LEAST]


def _reported(renderer: Renderer, claims: Iterable[ShownClaim], topic: Topic) -> list[_Data]:
    """How many results there are in each group, with where they are listed."""
    field, survey = renderer.survey.fields.grouping, renderer.survey
    counts = Counter(survey.group_of(claim) for _, claim, _ in claims).most_common()
    if not field:
        return []
    return [
        PageLink(
            survey.word(field.vocabulary or "", name) or name, f"results.html#topic={topic.key}&{field.facet}={name}"
        ).data()
        | {"count": count}
        for name, count in counts
    ]


def _with_code(renderer: Renderer, papers: Sequence[Paper]) -> list[tuple[str, list[_Data]]]:
    """How many of the papers have code."""
    t, count = renderer.messages.t, sum(bool(paper.code) for paper in papers)
    return (
        [(t("table.code"), [PageLink(t("topic.with_code", count=count, papers=len(papers))).data()])] if count else []
    )
