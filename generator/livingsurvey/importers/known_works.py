"""All works that a survey knows: its papers, and its candidates, whatever became of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from livingsurvey.importers.recognition import recognise, recognition_places
from livingsurvey.importers.records import Record
from livingsurvey.importers.stated_facts import StatedFacts
from livingsurvey.importers.work import Work, work_of
from livingsurvey.importers.work_index import MOST_DOUBTFUL, Match, WorkIndex
from livingsurvey.model import Paper, ScreeningCandidate, Survey

#: By the key of a paper, the works that sources state it to be, under titles that it does not have any more.
FormerTitles = Mapping[str, Iterable[Work]]


@dataclass(frozen=True, slots=True, eq=False)
class KnownWork:
    """A work that is known: the key of the paper or candidate that it is."""

    key: str
    is_paper: bool


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a record is: the ``known`` work, if any; and the keys of those that it may be, with the reason of each."""

    known: KnownWork | None = None
    doubtful: tuple[tuple[str, str], ...] = ()


class KnownWorks:
    """The works that a survey knows, to be recognised in records.

    Args:
        survey: with its papers and candidates.
        former: what sources call papers that have another title now.
    """

    def __init__(self, survey: Survey, former: FormerTitles | None = None) -> None:
        self._index = WorkIndex[KnownWork](recognise, recognition_places)
        self._papers = {key: paper.key for paper in survey.papers for key in (*paper.aliases, paper.key)}
        for paper in survey.papers:
            for work in (work_of(paper), *(former or {}).get(paper.key, ())):
                self._index.add(work, KnownWork(paper.key, is_paper=True))
        for candidate in survey.candidates:
            self.add(candidate)

    def add(self, candidate: ScreeningCandidate) -> None:
        """Make a candidate known. Where it has become a paper, its record is that paper's."""
        paper = self._papers.get(candidate.key) if candidate.decision else None
        self._index.add(work_of_candidate(candidate), KnownWork(paper or candidate.key, is_paper=paper is not None))

    def find(self, record: Record) -> Recognition:
        """Say what a record is of; a paper counts before a candidate.

        Args:
            record: as an answer or a file states it.
        """
        found = self._index.find(Work(record.title, record.abstract, record.facts))
        same = sorted(filter(None, (found.same, *found.also)), key=lambda known: not known.is_paper)
        return Recognition(same[0]) if same else Recognition(None, _doubtful(found))

    def resembled(self, one: Paper | ScreeningCandidate) -> tuple[tuple[str, str], ...]:
        """What a paper or candidate is or may be: the keys of other works, and why.

        There are three at most. A work that became known in two ways is there, too: a paper that was added while its
        candidate waited.

        Args:
            one: known or not.
        """
        found = self._index.find(work_of(one) if isinstance(one, Paper) else work_of_candidate(one))
        same = ((known.key, "what is stated agrees") for known in (found.same, *found.also) if known)
        others = ((key, why) for key, why in (*same, *_doubtful(found)) if key != one.key)
        return tuple(islice(others, MOST_DOUBTFUL))


def _doubtful(found: Match[KnownWork]) -> tuple[tuple[str, str], ...]:
    """The keys of works that may be the one that was looked for, each once, with the first reason."""
    disputed = ((known, f"the same {kind}, but unlike titles") for known, kind in found.disputed)
    reasons = {known.key: why for known, why in reversed([*found.doubtful, *disputed])}
    return tuple(reversed(reasons.items()))


def work_of_candidate(candidate: ScreeningCandidate) -> Work:
    """A candidate as a work.

    Args:
        candidate: decided or not.
    """
    facts = {name: getattr(candidate, name) for name in ("authors", "published", "venue", "arxiv", "doi")}
    publication = candidate.publication.model_dump() if candidate.publication else {}
    return Work(candidate.title, candidate.abstract, facts | {"publication": publication})


def former_titles(stated: StatedFacts, papers: Iterable[Paper]) -> dict[str, list[Work]]:
    """What sources call papers whose title was corrected since, or is that of another record.

    Args:
        stated: what sources and files of facts say.
        papers: those of the survey.
    """
    found: dict[str, list[Work]] = {}
    for paper in papers:
        known = {work_of(paper).key}
        for entry in stated.of(paper):
            work = Work(entry.title, paper.abstract, {**entry.values, **_identifiers(paper)})
            if work.key and work.key not in known:
                known.add(work.key)
                found.setdefault(paper.key, []).append(work)
    return found


def _identifiers(paper: Paper) -> dict[str, object]:
    return {name: value for name in ("authors", "published", "arxiv", "doi") if (value := getattr(paper, name))}
