"""``survey watch``: run the saved searches that are due, and take in what they bring, one search at a time.

The survey is locked only while the outcome of one search is written, not while a service is asked: whoever decides on
candidates meanwhile need not wait, and an interruption loses no more than the search that was being asked.
"""

from collections.abc import Callable, Collection, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from livingsurvey.analysis.search_state import search_state
from livingsurvey.commands.search_records import (
    SearchAnswer,
    ask_service,
    read_given_file,
    read_given_folder,
    read_watched,
)
from livingsurvey.commands.take_candidates import DoubtfulCandidate, take_candidates
from livingsurvey.importers.import_formats import importers_of
from livingsurvey.importers.known_works import FormerTitles, former_titles
from livingsurvey.importers.stated_facts import StatedFacts
from livingsurvey.model import Finding, SavedSearch, SearchRun, Survey, WatchPlan
from livingsurvey.model.nearest import did_you_mean
from livingsurvey.services.searching import search_services_of
from livingsurvey.services.service_client import ServiceClient
from livingsurvey.store.lock import locked
from livingsurvey.store.search_files import WATCH_FILE, search_changes
from livingsurvey.store.survey_edit import EditRefusedError, SurveyEdit, refuse
from livingsurvey.store.survey_reader import Cache, load
from livingsurvey.store.transaction import apply


@dataclass(frozen=True, slots=True)
class RanSearch:
    """One search that was run: the line of its ``run``, keys of new candidates, doubts, and what was unreadable."""

    run: SearchRun
    new: tuple[str, ...] = ()
    doubtful: tuple[DoubtfulCandidate, ...] = ()
    failures: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class WatchOutcome:
    """The survey afterwards, the searches that were run, and by id the day on which each of the others is due."""

    survey: Survey
    ran: tuple[RanSearch, ...] = ()
    later: Mapping[str, date] = field(default_factory=dict)

    @property
    def failed(self) -> bool:
        """Whether a search did not come to its end."""
        return any(one.run.fault for one in self.ran)


#: Called with each search when it has been run, and its outcome written.
Ran = Callable[[RanSearch], None]


def run_searches(
    root: Path,
    survey: Survey,
    client: ServiceClient,
    today: date,
    only: Collection[str] = (),
    force: bool = False,
    dry_run: bool = False,
    ran: Ran = lambda _: None,
    cache: Cache | None = None,
) -> WatchOutcome:
    """Run the saved searches that are due. One that fails stops no other; its run says what went wrong.

    Args:
        root: the survey's folder.
        survey: as its files are now.
        client: asks the network.
        today: the day of the runs.
        only: ids of searches that are run whether or not they are due; empty for all that are due.
        force: run all of them, and read files again that have not changed.
        dry_run: write nothing.
        ran: called after each search.
        cache: what was read for ``survey``, so that only what has changed since is read again.

    Raises:
        EditRefusedError: when there is no such search, or the survey cannot be read or written any more.
        OSError: when a file cannot be written. What earlier searches brought stays.
    """
    plan = survey.watch or WatchPlan()
    refuse(_no_search(plan, name) for name in only)
    due = {saved.id for saved in due_searches(survey, today)}
    chosen = [saved for saved in plan.searches if (saved.id in only if only else force or saved.id in due)]
    work = _Watch(root, survey, dry_run, cache)
    done = []
    for saved in chosen:
        done.append(work.take_in(_asked(work, plan, saved, client, today, force)))
        ran(done[-1])
    dues = {state.id: state.due for state in search_state(work.survey).searches if state.due}
    return WatchOutcome(work.survey, tuple(done), {one: dues[one] for one in dues if one not in {s.id for s in chosen}})


def due_searches(survey: Survey, today: date) -> list[SavedSearch]:
    """The saved searches that are to be run: never run, not for long enough, or not to their end.

    Args:
        survey: with its plan and runs.
        today: the day.
    """
    states = {state.id: state for state in search_state(survey).searches if state.saved}
    return [
        saved
        for saved in (survey.watch.searches if survey.watch else ())
        if (state := states[saved.id]).due is None
        or state.due <= today
        or (state.run and (state.run.fault or state.run.resume))
    ]


def watch_given_folder(
    root: Path,
    survey: Survey,
    folder: Path,
    today: date,
    force: bool = False,
    dry_run: bool = False,
    cache: Cache | None = None,
) -> WatchOutcome:
    """Take in the bibliographies of a folder on this machine; no service is asked.

    Args:
        root: the survey's folder.
        survey: as its files are now.
        folder: with bibliographies, wherever it is.
        today: the day of the run.
        force: read files again that have not changed.
        dry_run: write nothing.
        cache: what was read for ``survey``, so that only what has changed since is read again.

    Raises:
        UnusableFolderError: when it has far too many files.
        EditRefusedError: when the survey cannot be read or written any more.
        OSError: when a file cannot be written.
    """
    work = _Watch(root, survey, dry_run, cache)
    answer = read_given_folder(folder, survey.runs, today, force, importers_of(survey.extensions))
    ran = work.take_in(answer)
    return WatchOutcome(work.survey, (ran,))


def take_in_file(root: Path, survey: Survey, path: Path, today: date) -> tuple[SurveyEdit, RanSearch]:
    """Take the records of one file for candidates; nothing is written.

    Args:
        root: the survey's folder.
        survey: as its files are now.
        path: a bibliography, wherever it is.
        today: the day.

    Returns:
        The survey with the candidates and the run that brought them, and what became of the records.

    Raises:
        UnusableFileError: when its format is not known, or no record can be read from it.
        OSError: when it cannot be read.
    """
    work = _Watch(root, survey, dry_run=True)
    ran = work.take_in(read_given_file(path, today, importers_of(survey.extensions)))
    return SurveyEdit(work.survey), ran


def _no_search(plan: WatchPlan, name: str) -> str:
    ids = [saved.id for saved in plan.searches]
    return "" if name in ids else f"{WATCH_FILE} has no search {name!a}. {did_you_mean(name, ids)}".strip()


def _asked(
    work: "_Watch", plan: WatchPlan, saved: SavedSearch, client: ServiceClient, today: date, force: bool
) -> SearchAnswer:
    if saved.service == "folder":
        importers = importers_of(work.survey.extensions)
        return read_watched(work.root, saved, work.survey.runs, today, force, importers)
    services = search_services_of(work.survey.extensions)
    return ask_service(saved, plan, work.survey.runs, client, today, services)


class _Watch:
    """The survey while searches are run, read again before each of them is written."""

    def __init__(self, root: Path, survey: Survey, dry_run: bool, cache: Cache | None = None) -> None:
        self.root = root
        self.survey = survey
        self._dry_run = dry_run
        self._cache = cache or Cache()
        self._former: FormerTitles = former_titles(StatedFacts(root, survey), survey.papers)

    def take_in(self, answer: SearchAnswer) -> RanSearch:
        """Take in what a search has brought, and write it."""
        with nullcontext() if self._dry_run else locked(self.root):
            before = self.survey if self._dry_run else self._read_again()
            taken = take_candidates(before, answer.found, self._former)
            run = answer.run.model_copy(update={"known": taken.known, "new": len(taken.new)})
            self.survey = replace(before, runs=(*before.runs, run), candidates=taken.candidates)
            if not self._dry_run:
                apply(self.root, search_changes(self.root, before, self.survey))
        return RanSearch(run, taken.new, taken.doubtful, answer.failures)

    def _read_again(self) -> Survey:
        """The survey as it is now: others may have changed it while a service was asked."""
        loaded = load(self.root, self._cache, self.survey.extensions)
        if loaded.survey is None or loaded.findings:
            raise EditRefusedError(f"The survey cannot be read any more: {next(iter(loaded.findings), 'no survey')}")
        return loaded.survey
