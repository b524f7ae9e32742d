"""What readers have answered while screening, what it comes to, where they differ, and how far they agree.

Answers are readings: one begins with a line of ``status``; lines of the same paper and reader that follow belong to it.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Literal

from livingsurvey.analysis.repeatability import cohens_kappa
from livingsurvey.analysis.settlements import Meanings
from livingsurvey.model import Reading, Survey
from livingsurvey.model.fields import FieldValue
from livingsurvey.model.reading import READ_BESIDES, UNSURE

#: What a reader may say of whether a work belongs.
Verdict = Literal["included", "excluded", "unsure"]


@dataclass(frozen=True, slots=True)
class ReaderAnswer:
    """What one reader has said of one candidate or paper: the values by field, and the readings that state them."""

    key: str
    reader: str
    date: str
    settles: bool
    note: str
    values: Mapping[str, FieldValue]
    readings: tuple[Reading, ...] = field(compare=False)

    @property
    def status(self) -> str:
        """Included, excluded or unsure."""
        return str(self.values["status"])

    @property
    def reason(self) -> str:
        """Why it is excluded; empty where it is not."""
        return str(self.values.get("reason", ""))

    @property
    def topic(self) -> str:
        """The key of the primary topic; empty where there is none."""
        return str(self.values.get("topic", ""))

    @property
    def fields(self) -> dict[str, FieldValue]:
        """The values of the survey's own fields."""
        return {name: value for name, value in self.values.items() if name not in READ_BESIDES}


@dataclass(frozen=True, slots=True)
class ScreeningOutcome:
    """What the answers come to.

    ``decisive`` are the answers that decide, the last one last: one that settles, or as many that agree as are needed.
    There are none while more readers are awaited, and in a ``conflict``.
    """

    decisive: tuple[ReaderAnswer, ...] = ()
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class ReaderAgreement:
    """How far two readers agree on the status of what both have read: how many, how many alike, and Cohen's kappa."""

    readers: tuple[str, str]
    both: int
    agree: int
    kappa: float | None


def answers_in(readings: Iterable[Reading]) -> list[ReaderAnswer]:
    """The answers that readings state, in their order.

    Args:
        readings: those of papers that belong to no answer are passed over.
    """
    open_answers: dict[Hashable, list[Reading]] = {}
    groups: list[list[Reading]] = []
    for one in readings:
        if one.claim:
            continue
        place = (one.paper, one.reader, one.settles)
        if one.field == "status":
            open_answers[place] = [one]
            groups.append(open_answers[place])
        elif place in open_answers:
            open_answers[place].append(one)
    return [_answer(group) for group in groups]


def _answer(group: Sequence[Reading]) -> ReaderAnswer:
    first = group[0]
    values = {one.field: one.value for one in group}
    return ReaderAnswer(first.paper, first.reader, first.date, first.settles, first.note, values, tuple(group))


class ScreeningAnswers:
    """The answers of a survey's readers on its candidates and papers.

    Args:
        survey: with its readings.
    """

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._meanings = Meanings(survey)
        self.needed = survey.watch.readers if survey.watch else 1
        former = {alias: paper.key for paper in survey.papers for alias in paper.aliases}
        self.of: dict[str, list[ReaderAnswer]] = {}
        for one in answers_in(survey.readings):
            self.of.setdefault(former.get(one.key, one.key), []).append(one)

    def latest(self, key: str) -> dict[str, ReaderAnswer]:
        """The last independent answer of each reader on a candidate or paper."""
        return {one.reader: one for one in self._by_date(key) if not one.settles}

    def outcome(self, key: str) -> ScreeningOutcome:
        """What the answers on a candidate or paper come to."""
        sure = [one for one in self._by_date(key) if one.status != UNSURE]
        if settling := next((one for one in reversed(sure) if one.settles), None):
            return ScreeningOutcome((settling,))
        latest = self.latest(key).values()
        definite = [one for one in latest if one.status != UNSURE]
        alike = len({self._verdict(one) for one in definite}) <= 1
        if alike and len(definite) >= self.needed:
            return ScreeningOutcome(tuple(definite))
        return ScreeningOutcome(conflict=not alike or len(latest) >= self.needed)

    def agreed_fields(self, decisive: Sequence[ReaderAnswer]) -> dict[str, FieldValue]:
        """The values of declared fields that no two of the answers give otherwise."""
        found: dict[str, FieldValue] = {}
        meanings: dict[str, set[Hashable]] = {}
        for one in decisive:
            for name, value in one.fields.items():
                found[name] = value
                meanings.setdefault(name, set()).add(self._meanings.of("paper", name, value))
        return {name: value for name, value in found.items() if len(meanings[name]) == 1}

    def _by_date(self, key: str) -> list[ReaderAnswer]:
        return sorted(self.of.get(key, ()), key=lambda one: one.date)

    def _verdict(self, one: ReaderAnswer) -> Hashable:
        """What must be the same for readers to agree."""
        return one.status, self._meanings.of("paper", "reason", one.reason), one.topic

    def agreement(self, screened: Iterable[str]) -> tuple[ReaderAgreement, ...]:
        """How far each two readers agree on status, over all that both have read.

        Args:
            screened: keys of candidates and papers; readers who have answered on none of them are left out.
        """
        readers = sorted({one.reader for key in screened for one in self.of.get(key, ())})
        given: dict[str, dict[str, str]] = {reader: {} for reader in readers}
        for key in self.of:
            for reader, one in self.latest(key).items():
                if reader in given and one.status != UNSURE:
                    given[reader][key] = one.status
        return tuple(agree for two in combinations(readers, 2) if (agree := _agreement(two, given)).both)


def _agreement(readers: tuple[str, str], given: Mapping[str, Mapping[str, str]]) -> ReaderAgreement:
    first, second = (given[reader] for reader in readers)
    pairs = [(status, second[key]) for key, status in first.items() if key in second]
    return ReaderAgreement(readers, len(pairs), sum(a == b for a, b in pairs), cohens_kappa(pairs))
