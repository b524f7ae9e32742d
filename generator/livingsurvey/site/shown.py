"""What there is to show of a survey: menus and text lead to no page that is still empty."""

from collections.abc import Iterator

from livingsurvey.analysis.derive import Analysis
from livingsurvey.model import Paper, Status, Survey


def has_results(survey: Survey) -> bool:
    """Return whether a paper that is not excluded reports a result."""
    return any(paper.claims for paper in survey.papers if paper.status != Status.EXCLUDED)


def has_map(analysis: Analysis) -> bool:
    """Return whether there are papers to set side by side."""
    return len(analysis.places) > 1


def has_trends(survey: Survey) -> bool:
    """Return whether an included paper has a year."""
    return any(paper.year for paper in included(survey))


def used_vocabulary(analysis: Analysis, kind: str) -> bool:
    """Return whether any entry of a set has a paper or a result."""
    return any(entry.total or entry.results for entry in analysis.entries.get(kind, {}).values())


def included(survey: Survey) -> Iterator[Paper]:
    """The papers that belong to the survey by somebody's decision."""
    return (paper for paper in survey.papers if paper.status == Status.INCLUDED)
