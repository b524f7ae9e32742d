"""From what a search has found to candidates: what is known is recognised, and the rest waits for a decision."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from livingsurvey.importers.known_works import FormerTitles, KnownWorks
from livingsurvey.importers.records import Record
from livingsurvey.model import FoundAt, ScreeningCandidate, Survey, derive_key

#: What a candidate states besides title and abstract.
_FACTS = ("authors", "published", "venue", "arxiv", "doi", "code", "links", "publication")


@dataclass(frozen=True, slots=True)
class DoubtfulCandidate:
    """A new candidate that may be a work that is known: the key of that, and why."""

    key: str
    other: str
    why: str


@dataclass(frozen=True, slots=True)
class TakenCandidates:
    """What became of records: all ``candidates`` there are now, how many records were ``known``, the ``new`` keys."""

    candidates: tuple[ScreeningCandidate, ...]
    known: int = 0
    new: tuple[str, ...] = ()
    doubtful: tuple[DoubtfulCandidate, ...] = ()


@dataclass(slots=True)
class _Intake:
    """Candidates by key while records are taken in."""

    works: KnownWorks
    candidates: dict[str, ScreeningCandidate]
    taken: set[str]
    known: int = 0
    new: list[str] = field(default_factory=list)
    doubtful: list[DoubtfulCandidate] = field(default_factory=list)


def take_candidates(
    survey: Survey, found: Iterable[tuple[Record, FoundAt]], former: FormerTitles | None = None
) -> TakenCandidates:
    """Take in the records that a search has found.

    A record of a paper, or of a candidate that is decided on, is never proposed again. One of a candidate that waits
    fills in what is not known of it. What may be a known work, but need not be, becomes a candidate and is reported.

    Args:
        survey: with its papers and candidates.
        found: each record, and where it was found.
        former: what sources call papers that have another title now.
    """
    papers = {key for paper in survey.papers for key in (paper.key, *paper.aliases)}
    candidates = dict(survey.candidate)
    intake = _Intake(KnownWorks(survey, former), candidates, papers | candidates.keys())
    for record, at in found:
        _take(intake, record, at)
    all_of_them = tuple(intake.candidates.values())
    return TakenCandidates(all_of_them, intake.known, tuple(intake.new), tuple(intake.doubtful))


def _take(intake: _Intake, record: Record, at: FoundAt) -> None:
    recognition = intake.works.find(record)
    if recognition.known is None:
        made = _new(record, at, intake.taken)
        intake.doubtful += [DoubtfulCandidate(made.key, other, why) for other, why in recognition.doubtful]
        intake.new.append(made.key)
        intake.taken.add(made.key)
    else:
        intake.known += 1
        known = intake.candidates.get(recognition.known.key)
        if known is None or (made := _extended(known, record, at)) is known:
            return
    intake.candidates[made.key] = made
    intake.works.add(made)


def _new(record: Record, at: FoundAt, taken: set[str]) -> ScreeningCandidate:
    year = str(record.facts.get("published") or "")[:4]
    key = derive_key(record.title, taken, " ".join(["paper", year, record.cite_key]))
    stated = {name: record.facts[name] for name in _FACTS if record.facts.get(name)}
    return ScreeningCandidate(key=key, title=record.title, abstract=record.abstract, found=(at,), **stated)


def _extended(known: ScreeningCandidate, record: Record, at: FoundAt) -> ScreeningCandidate:
    """A known candidate with what a further record adds: where else it was found, and facts, while it waits."""
    stated: dict[str, Any] = {"abstract": record.abstract, **{name: record.facts.get(name) for name in _FACTS}}
    missing = {name: value for name, value in stated.items() if value and not getattr(known, name)}
    missing = missing if known.waits else {}
    if not missing and any(one.search == at.search for one in known.found):
        return known
    place = at.model_copy(update={"states": tuple(missing)})
    return ScreeningCandidate.model_validate({**known.model_dump(), **missing, "found": (*known.found, place)})
