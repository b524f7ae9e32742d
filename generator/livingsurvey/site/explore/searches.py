"""The searches that a survey names: which papers they find, and their address on the page of all papers."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from urllib.parse import urlencode

from livingsurvey.analysis.index_entries import current_term
from livingsurvey.model import NamedSearch, Paper, Survey, slug
from livingsurvey.site.explore.explore_data import facets_of

#: The values that a paper has in a facet.
Values = Callable[[Paper], set[str]]


def found_by(survey: Survey, search: NamedSearch) -> list[Paper]:
    """The papers that a search finds, as the page of all papers would: any value of a facet, in each of the facets."""
    facets = _facets(survey)
    wanted = [(facets[name], set(values)) for name, values in search.where.items() if name in facets]
    unwanted = [(facets[name], set(values)) for name, values in search.without.items() if name in facets]
    return [
        paper
        for paper in survey.papers
        if all(values(paper) & asked for values, asked in wanted)
        and not any(values(paper) & refused for values, refused in unwanted)
    ]


def unknown_in(
    survey: Survey, search: NamedSearch, found: dict[str, set[str]]
) -> Iterator[tuple[str, str, str | None, list[str]]]:
    """What of a search no paper has: part, facet, value (``None``: the facet is unknown), and what there is.

    Args:
        survey: whose papers are looked at.
        search: what is looked for.
        found: gets the values that papers have in each facet that is asked for, for the next search.
    """
    facets = _facets(survey)
    for part, asked in (("where", search.where), ("without", search.without)):
        for name, values in asked.items():
            if name not in facets:
                yield part, name, None, sorted(facets)
                continue
            if name not in found:
                found[name] = set[str]().union(*map(facets[name], survey.papers))
            known = found[name]
            yield from ((part, name, value, sorted(known)) for value in values if value not in known)


def fragment_of(search: NamedSearch) -> str:
    """The search as the address of the page of all papers has it."""
    parts = [(name, value) for name, values in search.where.items() for value in values]
    parts += [(f"not.{name}", value) for name, values in search.without.items() for value in values]
    return urlencode(parts)


def _facets(survey: Survey) -> Mapping[str, Values]:
    """Every facet of the page of all papers, by its name in an address."""
    parents = {topic.key: topic.parent or topic.key for topic in survey.topics}
    leaves = {topic.key for topic in survey.topics if topic.parent}

    def _own(vocabulary: str, values: Callable[[Paper], Iterable[str | None]]) -> Values:
        return lambda paper: {_id(survey, vocabulary, name) for name in values(paper) if name}

    return {
        "area": lambda paper: {parents[key] for key in paper.topics if key in parents},
        "topic": lambda paper: set(paper.topics) & leaves,
        "year": lambda paper: {str(paper.year)} if paper.year else set(),
        **{facet.id: _own(facet.vocabulary, facet.values) for facet in facets_of(survey.fields)},
        "code": lambda paper: {"yes" if paper.code else "no"},
        "status": lambda paper: {paper.status.value if paper.status else "unscreened"},
    }


def _id(survey: Survey, vocabulary: str, name: str) -> str:
    term = current_term(survey, vocabulary, name)
    return term.id if term else slug(name)
