"""A survey while it is screened: read once, kept in memory, written file by file, and read again when others write."""

import threading
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from pathlib import Path

from livingsurvey.analysis.assessments import Assessment, Assessor, Undecided, waiting
from livingsurvey.analysis.screening_answers import ScreeningAnswers
from livingsurvey.commands.decide_candidates import last_answer
from livingsurvey.importers.known_works import KnownWorks
from livingsurvey.model import FieldTable, Reading, Survey
from livingsurvey.model.errors import SurveyError
from livingsurvey.screening.content_stamps import Stamps, stamp_of, stamps_of
from livingsurvey.screening.queue_ranking import QueueRanking, statuses
from livingsurvey.site.messages import survey_messages
from livingsurvey.store.extended import load_extended
from livingsurvey.store.lock import locked, recover
from livingsurvey.store.readings_file import FOLDER as READINGS
from livingsurvey.store.readings_file import readings_in
from livingsurvey.store.survey_changes import file_changes
from livingsurvey.store.survey_edit import EditRefusedError, SurveyEdit
from livingsurvey.store.survey_reader import Cache
from livingsurvey.store.transaction import FileChange, apply

#: From a survey as it is to what is to be done with it.
Edit = Callable[[Survey], SurveyEdit]


class UnreadableContentError(SurveyError):
    """Files of the survey cannot be read, so that nobody may decide on what is in them; the message names the first."""


class StaleEditError(EditRefusedError):
    """A file was changed meanwhile by somebody else: look at it again. Nothing was written."""


class ScreeningSession:
    """What the server knows. Whoever uses it from several threads does so inside :attr:`lock`.

    Args:
        root: the survey's folder.
        today: gives the day of answers.
        cache: what has been read of the survey's files just now, if anything.

    Raises:
        UnreadableContentError: when a file of the survey cannot be read.
    """

    def __init__(self, root: Path, today: Callable[[], date] = date.today, cache: Cache | None = None) -> None:
        self.root = root
        self.lock: AbstractContextManager[object] = threading.RLock()
        self.messages = survey_messages(root)
        self._clock = today
        self._cache = cache or Cache()
        self._stamps: Stamps = {}
        self._works: KnownWorks | None = None
        recover(root)
        self._read()
        self._ranking = QueueRanking(self.survey, self.lock)

    @property
    def day(self) -> str:
        """The day of an answer that is given now."""
        return self.today.isoformat()

    @property
    def today(self) -> date:
        """The day."""
        return self._clock()

    def refresh(self) -> None:
        """Read again what another program has written since.

        Raises:
            UnreadableContentError: when a file of the survey cannot be read.
        """
        if self._stamps != stamps_of(self.root):
            recover(self.root)
            self._read()
            self._ranking.know(self.survey)

    def edit(self, work: Edit) -> tuple[list[FileChange], SurveyEdit]:
        """Change the survey: all files of the change are written, or none.

        Args:
            work: makes the edit of the survey as it is on the disk.

        Returns:
            The changes that were written, and the edit.

        Raises:
            EditRefusedError: when it cannot be done.
            StaleEditError: when a file was changed meanwhile.
            OSError: when a file cannot be written.
        """
        with locked(self.root):
            self.refresh()
            edit = work(self.survey)
            changes = file_changes(self.root, self.survey, edit)
            try:
                apply(self.root, changes)
            except EditRefusedError as error:
                raise StaleEditError(str(error)) from error
            self._take(changes, edit.survey)
        return changes, edit

    def _take(self, changes: list[FileChange], survey: Survey) -> None:
        """Know what was written just now, without reading all of it again: each line was verified."""
        if not changes:
            return
        written = {str(self.root / change.file): stamp_of(self.root / change.file) for change in changes}
        self._stamps = {file: stamp for file, stamp in ({**self._stamps, **written}).items() if stamp}
        self._know(replace(survey, readings=numbered(survey.readings, changes, survey.fields)))
        self._ranking.know(self.survey)

    def _read(self) -> None:
        stamps = stamps_of(self.root)
        loaded = load_extended(self.root, self._cache)
        if loaded.survey is None or loaded.findings:
            raise UnreadableContentError(f"The survey cannot be read: {loaded.findings[0]}")
        self._stamps = stamps
        self._works = None  # decisions, which change only what was read, leave works as they are
        self._know(loaded.survey)

    def _know(self, survey: Survey) -> None:
        self.survey = survey
        self.answers = ScreeningAnswers(self.survey)
        self.waiting: dict[str, Undecided] = {one.key: one for one in waiting(self.survey)}

    @property
    def works(self) -> KnownWorks:
        """All works that the survey knows, to tell which of them another may be."""
        self._works = self._works or KnownWorks(self.survey)
        return self._works

    @property
    def learned_from(self) -> int:
        """From how many decisions the ranking was learned."""
        return len(statuses(self.survey))

    @property
    def assessor(self) -> Assessor:
        """What is learned from the survey's decisions."""
        return self._ranking.assessor

    @property
    def ranked(self) -> dict[str, Assessment]:
        """What waits by key, the most promising first: as it was before the last decisions, until :meth:`catch_up`."""
        return self._ranking.ranked(set(self.waiting))

    def learn(self) -> None:
        """Learn what to propose, if that is to be done yet. It takes seconds: be outside of :attr:`lock`."""
        self._ranking.learn()

    def catch_up(self) -> None:
        """Rank what waits by all decisions, while others go on: be outside of :attr:`lock`."""
        self._ranking.catch_up()

    @property
    def read_in_order(self) -> list[bool]:
        """Of each candidate that readers have decided whether it is included, in the order in which they were read."""
        now = statuses(self.survey)
        places = {
            key: (last.date, last.readings[-1].line)
            for key in self.survey.candidate
            if key in now and key in self.answers.of
            for last in [self.answers.of[key][-1]]
        }
        return [now[key] for key in sorted(places, key=lambda key: places[key])]

    @property
    def conflicts(self) -> list[str]:
        """The keys of what waits and is to be settled, in the order of the survey."""
        return [key for key in self.waiting if key in self.answers.of and self.answers.outcome(key).conflict]

    def undo_key(self, reader: str) -> str:
        """The key of what a reader has answered last; empty where there is nothing to take back."""
        answer = last_answer(self.survey, reader)
        known = answer and (answer.key in self.survey.candidate or answer.key in self.survey.paper)
        return answer.key if answer and known else ""


def numbered(readings: Iterable[Reading], changes: Iterable[FileChange], fields: FieldTable) -> tuple[Reading, ...]:
    """Readings with the lines that they have in files which have just been written, in the order of files and lines.

    Args:
        readings: those of the survey, the new ones without a line.
        changes: that were written.
        fields: those that the survey declares.
    """
    texts = {one.file: (one.after or b"").decode("utf-8-sig") for one in changes if one.file.startswith(f"{READINGS}/")}
    kept = [one for one in readings if one.file not in texts]
    for file, text in texts.items():
        kept += readings_in(text.replace("\r\n", "\n"), file, fields)[0]
    return tuple(sorted(kept, key=lambda one: (one.file, one.line)))


def title_of(session: ScreeningSession, key: str) -> str:
    """The title of a candidate or paper.

    Raises:
        EditRefusedError: when there is none of that key.
    """
    one = session.survey.paper.get(key) or session.survey.candidate.get(key)
    if one is None:
        raise EditRefusedError(f"There is nothing under the key {key[:100]!a}.")
    return one.title
