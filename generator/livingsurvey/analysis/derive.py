"""Everything derived from a survey, in one immutable value. Same survey, same analysis."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from livingsurvey.analysis.addresses import links_of
from livingsurvey.analysis.citation_keys import citation_keys
from livingsurvey.analysis.compared import NAME, ComparedTexts, as_data, compare_texts, compared_digest, from_data
from livingsurvey.analysis.index_entries import Entries, index_entries, keys_of_people, keys_of_venues
from livingsurvey.analysis.mentions import find_mentions
from livingsurvey.analysis.published_latex import typeset_title
from livingsurvey.analysis.related_papers import Related
from livingsurvey.analysis.relations import ShownRelation, find_relations, relations_by_paper
from livingsurvey.analysis.repeatability import Repeatability, repeatability
from livingsurvey.analysis.settlements import Readings, Settlement
from livingsurvey.analysis.shown_text import shown_text
from livingsurvey.analysis.term_finder import Finder, make_finder
from livingsurvey.analysis.typeset import shows_damage
from livingsurvey.analysis.works import NamedWorks, find_works
from livingsurvey.model import Link, Paper, Point, Survey
from livingsurvey.model.kept import KeptResults, NothingKept
from livingsurvey.model.markup import Inline, plain_text

#: Takes a piece of work, and returns what gives its result.
Fork = Callable[[Callable[[], ComparedTexts]], Callable[[], ComparedTexts]]


@dataclass(frozen=True, slots=True)
class Analysis:
    """Derived facts, each by paper key.

    ``title``, ``abstract`` and ``quotes`` (of a paper's claims, in order) are what is shown; ``damaged`` says
    whose shown abstract still lacks what the capture lost; ``names`` and ``named_by`` are keys of papers;
    ``neighbours`` are the previous and the next paper of the primary topic; ``citation_key`` is what LaTeX cites.
    ``person_key`` and ``venue_key`` give the key of each name as written, ``entries`` what has it;
    ``relations`` are those that each paper has a part in;
    ``finder`` finds terms in prose; ``places`` is the position of each included paper on the map. ``settlements`` are
    what readings of a paper come to, where there are any, and ``repeatability`` how far readings of each field agree.
    ``works`` are those that papers name, by vocabulary and id.
    """

    title: dict[str, Inline]
    abstract: dict[str, Inline]
    quotes: dict[str, tuple[Inline, ...]]
    damaged: frozenset[str]
    links: dict[str, tuple[Link, ...]]
    names: dict[str, tuple[str, ...]]
    named_by: dict[str, tuple[str, ...]]
    related: dict[str, tuple[Related, ...]]
    relations: dict[str, tuple[ShownRelation, ...]]
    neighbours: dict[str, tuple[str | None, str | None]]
    citation_key: dict[str, str]
    person_key: dict[str, str]
    venue_key: dict[str, str]
    entries: Entries
    finder: Finder
    places: dict[str, Point]
    settlements: dict[str, tuple[Settlement, ...]]
    repeatability: tuple[Repeatability, ...]
    works: NamedWorks


def derive(
    survey: Survey,
    fork: Fork = lambda work: work,
    kept: KeptResults | None = None,
    readings: Readings | None = None,
    meanwhile: Callable[[Analysis], object] = lambda _: None,
) -> Analysis:
    """Derive the analysis of a survey.

    Args:
        survey: what to derive from.
        fork: begins a piece of work and returns what gives its result; by default it is done when asked for.
        kept: where what compares the texts of papers is kept, and found again as long as no text has changed.
        readings: of the survey, where somebody has them already.
        meanwhile: called while texts are compared, with all that does not come from that: nothing is related yet, and
            nothing has a place.
    """
    names = find_mentions(survey.papers)
    compared = _compared(survey, names, fork, kept or NothingKept())
    analysis = _all(survey, names, readings or Readings(survey))
    meanwhile(analysis)
    found = compared()
    return replace(analysis, related=found.related, places=found.places)


def _compared(
    survey: Survey, names: dict[str, tuple[str, ...]], fork: Fork, kept: KeptResults
) -> Callable[[], ComparedTexts]:
    """What gives the comparison of all texts: what was kept, or else work that has begun."""
    digest = compared_digest(survey, names)
    if (data := kept.get(NAME, digest)) is not None:
        return lambda: from_data(data)
    result = fork(lambda: compare_texts(survey, names))

    def _keep() -> ComparedTexts:
        compared = result()
        kept.put(NAME, digest, as_data(compared))
        return compared

    return _keep


def of_papers(before: Analysis, papers: Iterable[Paper]) -> Analysis:
    """Derive again what is derived of each paper alone, for these papers, and leave all else as it was.

    Args:
        before: what was derived of the survey as it was.
        papers: those that have changed.
    """
    papers = tuple(papers)
    abstract = _abstracts(papers)
    return replace(
        before,
        title=before.title | {paper.key: typeset_title(paper.title) for paper in papers},
        abstract=before.abstract | abstract,
        quotes=before.quotes | {paper.key: _quotes(paper) for paper in papers},
        links=before.links | {paper.key: links_of(paper, abstract[paper.key]) for paper in papers},
    )


def _quotes(paper: Paper) -> tuple[Inline, ...]:
    return tuple(shown_text(paper, claim.quote) for claim in paper.claims)


def _abstracts(papers: Iterable[Paper]) -> dict[str, Inline]:
    return {paper.key: shown_text(paper, paper.published_abstract or paper.abstract) for paper in papers}


def _all(survey: Survey, names: dict[str, tuple[str, ...]], readings: Readings) -> Analysis:
    """All but what comes from comparing texts."""
    abstract = _abstracts(survey.papers)
    person_key, venue_key = keys_of_people(survey), keys_of_venues(survey)
    title = {paper.key: typeset_title(paper.title) for paper in survey.papers}
    return Analysis(
        title=title,
        abstract=abstract,
        quotes={paper.key: _quotes(paper) for paper in survey.papers},
        damaged=frozenset(
            p.key for p in survey.papers if not p.published_abstract and shows_damage(plain_text(abstract[p.key]))
        ),
        links={paper.key: links_of(paper, abstract[paper.key]) for paper in survey.papers},
        names=names,
        named_by=_reverse(names),
        related={},
        relations=relations_by_paper(find_relations(survey, shown_text)),
        neighbours=_neighbours(survey),
        citation_key=citation_keys(survey.papers, title),
        person_key=person_key,
        venue_key=venue_key,
        entries=index_entries(survey, person_key, venue_key),
        finder=make_finder(survey, survey.fields.linked),
        places={},
        settlements=readings.of_paper,
        repeatability=repeatability(survey, readings),
        works=find_works(survey),
    )


def _reverse(names: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    reverse: dict[str, list[str]] = {key: [] for key in names}
    for key, named in names.items():
        for other in named:
            reverse[other].append(key)
    return {key: tuple(sorted(others)) for key, others in reverse.items()}


def _neighbours(survey: Survey) -> dict[str, tuple[str | None, str | None]]:
    """The previous and the next paper of each one's primary topic."""
    found: dict[str, tuple[str | None, str | None]] = {paper.key: (None, None) for paper in survey.papers}
    for topic, papers in survey.papers_of.items():
        order = [None, *(paper.key for paper in papers if paper.primary_topic == topic), None]
        found |= {order[n] or "": (order[n - 1], order[n + 1]) for n in range(1, len(order) - 1)}
    return found
