"""Everything derived from a survey, in one immutable value. Same survey, same insight."""

from dataclasses import dataclass

from generator.insight.addresses import links_of
from generator.insight.mentions import find_mentions
from generator.insight.related import Related, relate
from generator.insight.typeset import typeset
from generator.model import Link, Paper, Survey
from generator.model.markup import Inline


@dataclass(frozen=True, slots=True)
class Insight:
    """Derived facts, each by paper key.

    ``title`` and ``abstract`` are what is shown; ``names`` and ``named_by`` are keys of papers;
    ``neighbours`` are the previous and the next paper of the primary topic.
    """

    title: dict[str, Inline]
    abstract: dict[str, Inline]
    links: dict[str, tuple[Link, ...]]
    names: dict[str, tuple[str, ...]]
    named_by: dict[str, tuple[str, ...]]
    related: dict[str, tuple[Related, ...]]
    neighbours: dict[str, tuple[str | None, str | None]]


def derive(survey: Survey) -> Insight:
    """Derive the insight of a survey."""
    abstract = {paper.key: typeset(paper.abstract) for paper in survey.papers}
    names = find_mentions(survey.papers)
    return Insight(
        title={paper.key: typeset(paper.title) for paper in survey.papers},
        abstract=abstract,
        links={paper.key: links_of(paper, abstract[paper.key]) for paper in survey.papers},
        names=names,
        named_by=_reverse(names),
        related=relate(survey, names),
        neighbours={paper.key: _neighbours(survey, paper) for paper in survey.papers},
    )


def _reverse(names: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    reverse: dict[str, list[str]] = {key: [] for key in names}
    for key, named in names.items():
        for other in named:
            reverse[other].append(key)
    return {key: tuple(sorted(others)) for key, others in reverse.items()}


def _neighbours(survey: Survey, paper: Paper) -> tuple[str | None, str | None]:
    topic = paper.primary_topic
    order = [p.key for p in survey.papers_of.get(topic, ()) if p.primary_topic == topic] if topic else []
    if paper.key not in order:
        return None, None
    place = order.index(paper.key)
    return order[place - 1] if place else None, order[place + 1] if place + 1 < len(order) else None
