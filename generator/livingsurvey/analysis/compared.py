"""What compares the texts of all papers: related papers and places on the map, kept while no text has changed.

They take most of the time of an analysis, and depend on little of a survey: neither on claims, nor on what papers are
published as.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from livingsurvey.analysis.map_layout import place
from livingsurvey.analysis.related_papers import Reason, Related
from livingsurvey.model import Paper, Point, Survey
from livingsurvey.model.digests import digest_of_texts

#: The name under which the result is kept.
NAME = "compared texts"


class ComparedTexts(NamedTuple):
    """The papers related to each, and the place of each included paper on the map; all by key."""

    related: dict[str, tuple[Related, ...]]
    places: dict[str, Point]


def compare_texts(survey: Survey, names: Mapping[str, tuple[str, ...]]) -> ComparedTexts:
    """Compare the texts of papers, once for both results.

    Args:
        survey: the papers.
        names: for each key, the keys of papers whose name its text contains.
    """
    # It loads libraries for matrices, which takes long: most builds find what was kept, and need none.
    from livingsurvey.analysis.related import compare

    found = compare(survey, names)
    return ComparedTexts(found.related, place(survey, found.near))


def compared_digest(survey: Survey, names: Mapping[str, tuple[str, ...]]) -> str:
    """A digest of all that :func:`compare_texts` depends on.

    Args:
        survey: the papers.
        names: for each key, the keys of papers whose name its text contains.
    """
    return digest_of_texts(_parts(survey, names))


def _parts(survey: Survey, names: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for topic in survey.topics:
        yield from ("topic", topic.key, topic.title)
    for paper in survey.papers:
        yield from ("paper", paper.key, paper.title, paper.abstract, paper.summary or "", str(paper.status))
        point = survey.layout.get(paper.key)
        yield repr((paper.topics, names.get(paper.key), survey.heading_of(paper), _lists(paper), point))


def _lists(paper: Paper) -> list[tuple[str, ...]]:
    """The values of those of the survey's own fields that may hold several."""
    return [value for value in paper.fields.values() if isinstance(value, tuple)]


def as_data(compared: ComparedTexts) -> dict[str, list[Any]]:
    """The result as plain data.

    Args:
        compared: the result.
    """
    related = [
        [key, [[one.key, [[reason.kind, *reason.shared] for reason in one.reasons]] for one in ones]]
        for key, ones in compared.related.items()
    ]
    return {"related": related, "places": [[key, *point] for key, point in compared.places.items()]}


def from_data(data: Mapping[str, Any]) -> ComparedTexts:
    """The result from plain data.

    Args:
        data: as :func:`as_data` has made it.
    """
    keys, reasons = {key: key for key, _ in data["related"]}, dict[Reason, Reason]()

    def _related(other: str, why: list[list[str]]) -> Related:
        found = (Reason(kind, tuple(said)) for kind, *said in why)
        return Related(keys[other], tuple(reasons.setdefault(one, one) for one in found))  # each once: they are many

    related = {key: tuple(_related(other, why) for other, why in ones) for key, ones in data["related"]}
    return ComparedTexts(related, {key: (x, y) for key, x, y in data["places"]})
