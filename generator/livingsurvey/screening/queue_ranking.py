"""How what waits is ranked while decisions are made: nobody waits for the next ranking, which is made meanwhile."""

import threading
from contextlib import AbstractContextManager
from dataclasses import replace

from livingsurvey.analysis.assessments import Assessment, Assessor
from livingsurvey.model import Status, Survey


class QueueRanking:
    """What was learned from a survey's decisions, and the order of what waits that follows from it.

    Args:
        survey: to learn from.
        lock: what whoever uses it is inside of, but where a method says otherwise.
    """

    def __init__(self, survey: Survey, lock: AbstractContextManager[object]) -> None:
        self._lock = lock
        self._learning, self._catching_up = threading.Lock(), threading.Lock()
        self._start_anew(survey)

    def know(self, survey: Survey) -> None:
        """Go on with a survey after an edit. What was learned holds on, unless works are new or wait again."""
        now = statuses(survey)
        holds = _titles(survey) == self._texts and all(now.get(key) == one for key, one in self._learned.items())
        if holds:
            self._survey = survey
            self._is_ranked = False
        else:
            self._start_anew(survey)

    def _start_anew(self, survey: Survey) -> None:
        """Learn from all that is decided. Decisions on candidates are given later, so that they can be taken back."""
        undecided = _undecided(survey)
        self._survey = survey
        self._texts: dict[str, str] = _titles(survey)
        self._learned: dict[str, bool] = statuses(undecided)
        self.assessor = Assessor(undecided)
        self._ranked: dict[str, Assessment] = {}
        self._is_ranked = False

    def ranked(self, keys: set[str]) -> dict[str, Assessment]:
        """Some of what waits by key, the most promising first.

        Where all of them were ranked before, that order stays until :meth:`catch_up` has made the next one.

        Args:
            keys: of what waits.
        """
        if not self._is_ranked and keys - self._ranked.keys():
            self._ranked = {one.key: one for one in self.assessor.ranked(self._decided_since())}
            self._is_ranked = True
        return {key: one for key, one in self._ranked.items() if key in keys}

    def _decided_since(self) -> dict[str, bool]:
        return {key: included for key, included in statuses(self._survey).items() if key not in self._learned}

    def learn(self) -> Assessor:
        """The assessor, when it has learned what to propose. That takes seconds: be outside of the lock."""
        with self._learning:  # by one thread, for which the others wait
            with self._lock:
                assessor = self.assessor
            assessor.learn()
            return assessor

    def catch_up(self) -> None:
        """Rank what waits by all decisions, if that is to be done: be outside of the lock, others go on meanwhile."""
        with self._catching_up:
            with self._lock:
                assessor, survey, since = self.assessor, self._survey, self._decided_since()
                if self._is_ranked or not self._ranked:  # who asks for the first ranking must wait for it anyway
                    return
            ranked = {one.key: one for one in assessor.ranked(since)}
            with self._lock:
                if self.assessor is assessor:
                    self._ranked, self._is_ranked = ranked, self._survey is survey


def _undecided(survey: Survey) -> Survey:
    """The survey in which no candidate is decided, nor the paper that it has become."""
    candidates = tuple(one.model_copy(update={"decision": None}) for one in survey.candidates)
    papers = tuple(
        one.model_copy(update={"status": None, "reason": None}) if one.key in survey.candidate else one
        for one in survey.papers
    )
    return replace(survey, candidates=candidates, papers=papers)


def _titles(survey: Survey) -> dict[str, str]:
    return {one.key: one.title for one in survey.candidates} | {one.key: one.title for one in survey.papers}


def statuses(survey: Survey) -> dict[str, bool]:
    """What has been decided, by key: whether it is included."""
    decided = {one.key: one.decision.status for one in survey.candidates if one.decision}
    decided |= {paper.key: paper.status for paper in survey.papers if paper.status}
    return {key: status == Status.INCLUDED for key, status in decided.items()}
