"""Checking one paper at once, while somebody edits it: every rule, with other papers only as far as they name it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from livingsurvey.checks.context import Context
from livingsurvey.checks.position import place
from livingsurvey.checks.rule import ERROR, RULES, rules_of
from livingsurvey.model import Finding, Paper, Reading, Severity, Statements, Survey

if TYPE_CHECKING:
    from livingsurvey.importers.stated_facts import StatedFacts

#: What the other papers are without: no rule compares it across papers but those of taste.
_LEFT_OUT: dict[str, Any] = {
    "abstract": "",
    "published_abstract": None,
    "claims": (),
    "summary": None,
    "fields": {},
    "authors": (),
    "seen": (),
    "provenance": {},
    "notes": "",
}


class OnePaperCheck:
    """The rules of a survey, for one paper after another.

    Args:
        survey: as it is.
        stated: what its sources and files of facts state; without it, no fact is compared.
        today: the day on which nothing may lie in the future.
    """

    def __init__(self, survey: Survey, stated: "StatedFacts | None" = None, today: date | None = None) -> None:
        others = tuple(paper.model_copy(update=_LEFT_OUT) for paper in survey.papers)
        self._survey = replace(survey, papers=others, candidates=(), runs=(), drafts=())
        topics = tuple(topic.model_copy(update={"prose": "", "advice": None}) for topic in survey.topics)
        self._alone = replace(self._survey, topics=topics, pages=(), relations=(), statements=Statements())
        self._stated, self._today = stated, today

    def findings(self, paper: Paper, data: bytes, more: Iterable[Reading] = ()) -> tuple[Finding, ...]:
        """What the rules find in the file of a paper.

        Args:
            paper: as its file would say it.
            data: the file as it would be.
            more: readings of it that would be added.
        """
        context = self._context(self._alone, paper, data, more)
        return tuple(found for found in _found(context) if found.file == paper.path)

    def errors_elsewhere(self, before: Paper, after: Paper) -> tuple[Finding, ...]:
        """The errors in other files that a change of a paper brings: of what cites it, and rests on it.

        Args:
            before: the paper as it is.
            after: as it would be.
        """
        was, now = (
            [one for one in _found(self._context(self._survey, paper, b""), ERROR) if one.file != paper.path]
            for paper in (before, after)
        )
        known = {(one.file, one.rule, one.message) for one in was}
        return tuple(one for one in now if (one.file, one.rule, one.message) not in known)

    def _context(self, among: Survey, paper: Paper, data: bytes, more: Iterable[Reading] = ()) -> "_OnePaperContext":
        others = [one for one in among.papers if one.key != paper.key]
        papers = tuple(sorted([*others, paper], key=lambda one: f"{one.key}.md"))
        readings = tuple(one for one in among.readings if one.paper in (paper.key, *paper.aliases))
        survey = replace(among, papers=papers, readings=(*readings, *more))
        return _OnePaperContext(survey, paper.path, data, self._stated, self._today)


class _OnePaperContext(Context):
    """A survey of which one file is looked into."""

    def __init__(
        self, survey: Survey, file: str, data: bytes, stated: "StatedFacts | None", today: date | None
    ) -> None:
        super().__init__(survey, None, today)
        self._file, self._data, self._facts = file, data, stated

    @cached_property
    def files(self) -> tuple[str, ...]:
        """The file of the paper."""
        return (self._file,)

    @cached_property
    def stated(self) -> "StatedFacts | None":
        """What sources and files of facts state, as far as it is known."""
        return self._facts

    def data(self, file: str) -> bytes | None:
        """The bytes of that file."""
        return self._data if file == self._file else None


def _found(context: Context, only: Severity | None = None) -> Iterator[Finding]:
    for rule in rules_of(context.survey).values():
        if rule.id in RULES and only in (None, rule.doc.severity):  # an extension may do anything, and take any time
            for one in rule.search(context):
                yield rule.finding(one, *place(context, one))
