"""Including many papers at once, with the reason why nobody has looked at them one by one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from livingsurvey.model import Paper, Screening, Status, Survey
from livingsurvey.model.nearest import did_you_mean
from livingsurvey.store.git import GitError, user_name
from livingsurvey.store.screening_file import with_screening
from livingsurvey.store.survey_changes import document_change
from livingsurvey.store.survey_edit import EditRefusedError, topic_of
from livingsurvey.store.transaction import FileChange

_YEARS = re.compile(r"(?:(>=|<=)\s*)?(\d{1,4})|(\d{1,4})?\s*(?:\.\.|–)\s*(\d{1,4})?")


@dataclass(frozen=True, slots=True)
class Selection:
    """Which papers are meant: those that fit all that is given.

    ``year`` is one, or a range: ``2019..2021``, ``2019..``, ``>=2019``. ``title`` is words that the title holds.
    """

    topic: str = ""
    source: str = ""
    year: str = ""
    keyword: str = ""
    title: str = ""

    def __str__(self) -> str:
        given = ((name, getattr(self, name)) for name in self.__slots__)
        return " ".join(f"--{name} {value}" for name, value in given if value) or "all"


def selected(survey: Survey, selection: Selection) -> list[Paper]:
    """The papers without a decision that are meant.

    Args:
        survey: what there is.
        selection: which of them.

    Raises:
        EditRefusedError: when there is no such topic or source, or the years cannot be read.
    """
    if selection.topic:
        topic_of(survey, selection.topic)
    sources = [source.id for source in survey.sources]
    if selection.source and selection.source not in sources:
        meant = did_you_mean(selection.source, sources, f"There are {len(sources)}, in content/sources/sources.yml.")
        raise EditRefusedError(f"There is no source {selection.source!a}. {meant}")
    years = _years(selection.year)
    waiting = (paper for paper in survey.papers if paper.status is None)
    return [paper for paper in waiting if all(_fits(survey, paper, selection, years))]


def _fits(survey: Survey, paper: Paper, selection: Selection, years: tuple[int, int]) -> Iterator[bool]:
    topic, title = selection.topic, _words(selection.title)
    yield not topic or any(topic in (key, getattr(survey.topic.get(key), "parent", None)) for key in paper.topics)
    yield not selection.source or any(seen.source == selection.source for seen in paper.seen)
    yield not selection.year or (paper.year is not None and years[0] <= paper.year <= years[1])
    words = paper.publication.keyword if paper.publication else ()
    yield not selection.keyword or selection.keyword.casefold() in (word.casefold() for word in words)
    yield not title or title in _words(paper.title)


def _words(text: str) -> str:
    """The words of a text, each between blanks."""
    words = re.findall(r"\w+", text.casefold())
    return f" {' '.join(words)} " if words else ""


def _years(given: str) -> tuple[int, int]:
    """The first and the last year that are meant."""
    if not given:
        return 0, 9999
    if not (found := _YEARS.fullmatch(given.strip())) or not any(found.groups()):
        raise EditRefusedError(f"{given!a} is no year. Write 2019, 2019..2021, 2019.. or ..2021.")
    sign, one, first, last = found.groups()
    if one:
        return 0 if sign == "<=" else int(one), 9999 if sign == ">=" else int(one)
    return int(first or 0), int(last or 9999)


def include(root: Path, survey: Survey, papers: list[Paper], screening: Screening) -> list[FileChange]:
    """The changes that include papers and record why; nothing is written yet.

    Args:
        root: the survey's folder.
        survey: what its files say now.
        papers: those that are included; a decision that was taken stays.
        screening: the record of the decision.

    Raises:
        EditRefusedError: when a file cannot be edited so that it says what is meant.
        OSError: when a file cannot be read.
    """
    open_ = [paper for paper in papers if paper.status is None]
    changes = [
        document_change(root, paper, paper.model_copy(update={"status": Status.INCLUDED}), survey.fields)
        for paper in open_
    ]
    return [*changes, with_screening(root, screening)] if changes else []


def decision(root: Path, papers: list[Paper], selection: Selection, reason: str, by: str, today: date) -> Screening:
    """The record of a decision.

    Args:
        root: the survey's folder, whose version control knows the user's name.
        papers: those that it includes.
        selection: how they were chosen.
        reason: why they are not screened one by one.
        by: who takes it; the user of version control where it is empty.
        today: when.

    Raises:
        EditRefusedError: when the reason says nothing.
    """
    reason = " ".join(reason.split())
    if not any(sign.isalnum() for sign in reason):
        raise EditRefusedError("Give a reason: readers see it, since nobody has screened these papers one by one.")
    name = " ".join((by or _user(root)).split()) or "a curator"
    return Screening(date=today.isoformat(), by=name, reason=reason, query=str(selection), papers=len(papers))


def _user(root: Path) -> str:
    try:
        return user_name(root)
    except GitError:
        return ""
