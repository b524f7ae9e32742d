"""What one run of a search brings, before it is known which of it is new: from a service, a folder or a file."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from livingsurvey.analysis.search_state import day
from livingsurvey.importers.add_source import UnusableFileError
from livingsurvey.importers.captured_text import MAX_BYTES
from livingsurvey.importers.import_formats import IMPORTERS, Importer, guess_format
from livingsurvey.importers.records import Record
from livingsurvey.importers.unread_formats import what_it_is
from livingsurvey.importers.watched_folder import FolderRecords, digest_of, folder_within, read_folder
from livingsurvey.model import Finding, FoundAt, SavedSearch, SearchRun, WatchPlan, slug
from livingsurvey.model.base import ADDRESS
from livingsurvey.model.errors import SurveyError
from livingsurvey.model.text import HIDDEN
from livingsurvey.services.searching import SEARCH_SERVICES, FoundRecords, SearchRequest, SearchService, search
from livingsurvey.services.service_client import ServiceClient
from livingsurvey.store.files import read_plain

#: Days before the last complete run to which the next one looks back. Services index late: arXiv announces on Monday
#: what was submitted on Friday, and OpenAlex and Crossref learn of it later. What comes twice is recognised.
OVERLAP = 3
_LONGEST = 500  # characters of what is noted of a fault
_LONGEST_ADDRESS = 2000


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What a run has found: the ``run`` as far as it is known, each record with its place, and what was unreadable."""

    run: SearchRun
    found: tuple[tuple[Record, FoundAt], ...] = ()
    failures: tuple[Finding, ...] = ()


def ask_service(
    saved: SavedSearch,
    plan: WatchPlan,
    runs: Sequence[SearchRun],
    client: ServiceClient,
    today: date,
    services: Mapping[str, SearchService] = SEARCH_SERVICES,
) -> SearchAnswer:
    """Run a search of a service; where that fails, the run says so.

    Args:
        saved: the search.
        plan: which has it.
        runs: all runs so far, in their order.
        client: asks the network.
        today: the day of the run.
        services: those that can be asked.
    """
    before = [run for run in runs if (run.search, run.service, run.query) == (saved.id, saved.service, saved.query)]
    last = before[-1] if before else None
    resume = (last and last.resume) or ""
    since = last.since if last and last.since and resume else looks_back_to(saved, plan, before, today)
    marks = (last.etag or "", last.modified or "") if last and not resume else ("", "")
    until = max(today.isoformat(), since)
    request = SearchRequest(saved.service, saved.query or "", since, until, saved.most, resume, *marks)
    run = _begun(saved, last, since, today)
    try:
        answer = search(client, request, services)
    except SurveyError as error:
        return SearchAnswer(run.model_copy(update={"fault": noted(str(error)) or "it failed."}))
    return _answered(run, answer)


def _begun(saved: SavedSearch, last: SearchRun | None, since: str, today: date) -> SearchRun:
    """A run of which nothing has come yet: where the last one stopped, and its marks, still count."""
    return SearchRun(
        search=saved.id,
        service=saved.service,
        address=saved.query or saved.service,
        query=saved.query,
        since=since,
        date=today.isoformat(),
        resume=last.resume if last else None,
        etag=last.etag if last else None,
        modified=last.modified if last else None,
    )


def _answered(run: SearchRun, answer: FoundRecords) -> SearchAnswer:
    """The run with what came of it. The mark of an answer that was not read to its end would hide the rest of it."""
    update = {
        "address": noted(answer.address, _LONGEST_ADDRESS) or run.address,
        "total": answer.total,
        "records": len(answer.records),
        "unread": len(answer.failures),
        "fault": noted(answer.fault),
        "resume": noted(answer.resume, _LONGEST_ADDRESS),
    }
    if not answer.fault and not answer.unchanged:
        update |= {"etag": noted(answer.etag), "modified": noted(answer.modified)}
    places = (FoundAt(search=run.search, date=run.date, url=_address(url)) for url in answer.urls)
    found = tuple(zip(answer.records, places, strict=True))
    return SearchAnswer(run.model_copy(update=update), found, answer.failures)


def looks_back_to(saved: SavedSearch, plan: WatchPlan, before: Sequence[SearchRun], today: date) -> str:
    """The ISO day to which a run of a service looks back.

    Args:
        saved: the search.
        plan: which has it.
        before: its runs so far, in their order.
        today: the day of the run.
    """
    first = (day(saved.since) if saved.since else None) or today - timedelta(plan.days(saved))
    covered = _covered(before)
    return max(first, covered - timedelta(OVERLAP)).isoformat() if covered else first.isoformat()


def _covered(before: Sequence[SearchRun]) -> date | None:
    """The day up to which all was read: on which the last run began that came to its end, perhaps in several goes."""
    begun: date | None = None
    covered: date | None = None
    for run in before:
        begun = begun or day(run.date)
        if run.fault is None and run.resume is None:
            covered = begun
        if run.resume is None:
            begun = None
    return covered


def read_watched(
    root: Path,
    saved: SavedSearch,
    runs: Sequence[SearchRun],
    today: date,
    force: bool = False,
    importers: Mapping[str, Importer] = IMPORTERS,
) -> SearchAnswer:
    """Read the folder that a search watches; where that cannot be, the run says so.

    Args:
        root: the survey's folder.
        saved: the search, whose service is ``folder``.
        runs: all runs so far.
        today: the day of the run.
        force: read files again that have not changed.
        importers: the formats that can be read.
    """
    path = saved.query or ""
    run = SearchRun(search=saved.id, service="folder", address=path, query=path, date=today.isoformat())
    try:
        found = read_folder(folder_within(root, path), () if force else _digests(run, runs), saved.most, importers)
    except SurveyError as error:
        return SearchAnswer(run.model_copy(update={"fault": noted(str(error))}))
    except OSError as error:
        return SearchAnswer(run.model_copy(update={"fault": f"«{path}» cannot be read: {error.strerror}."}))
    return _read(run, found)


def read_given_folder(
    folder: Path,
    runs: Sequence[SearchRun],
    today: date,
    force: bool = False,
    importers: Mapping[str, Importer] = IMPORTERS,
) -> SearchAnswer:
    """Read a folder that somebody names, wherever it is; only its name is noted.

    Args:
        folder: with bibliographies.
        runs: all runs so far.
        today: the day of the run.
        force: read files again that have not changed.
        importers: the formats that can be read.

    Raises:
        UnusableFolderError: when it has far too many files.
    """
    name = noted(folder.resolve().name) or "folder"
    run = SearchRun(search=slug(f"folder {name}"), service="folder", address=name, date=today.isoformat())
    return _read(run, read_folder(folder, () if force else _digests(run, runs), None, importers))


def _digests(run: SearchRun, runs: Sequence[SearchRun]) -> set[str]:
    """The digests of the files that runs like this one have read."""
    alike = (one for one in runs if (one.search, one.service, one.address) == (run.search, "folder", run.address))
    return {digest for one in alike for digest in (one.etag or "").split()}


def _read(run: SearchRun, folder: FolderRecords) -> SearchAnswer:
    update = {
        "records": len(folder.records),
        "unread": len(folder.failures),
        "etag": " ".join(folder.digests) or None,
        "resume": noted(folder.left),
    }
    found = tuple((record, _line_of(run, name, record)) for name, record in folder.records)
    return SearchAnswer(run.model_copy(update=update), found, tuple(folder.failures))


def read_given_file(path: Path, today: date, importers: Mapping[str, Importer] = IMPORTERS) -> SearchAnswer:
    """Read one file that somebody names, wherever it is; only its name is noted.

    Args:
        path: a bibliography.
        today: the day of the run.
        importers: the formats that can be read.

    Raises:
        UnusableFileError: when its format is not known, or no record can be read from it.
        OSError: when it cannot be read.
    """
    data, name = read_plain(path, MAX_BYTES), noted(path.name) or "file"
    chosen = guess_format(name, data, importers)
    listing = importers[chosen].parse(data, name) if chosen else None
    if listing is None or not listing.records:
        reasons = "".join(f"\n{finding}" for finding in (listing.failures[:5] if listing else ()))
        said = f"no record of a paper could be read as {chosen}." if chosen else "its format is not known."
        raise UnusableFileError(f"{name}: {said} {what_it_is(name, data)}".rstrip() + reasons)
    run = SearchRun(
        search=slug(f"file {name}"),
        service="file",
        address=name,
        date=today.isoformat(),
        records=len(listing.records),
        unread=len(listing.failures),
        etag=digest_of(data),
    )
    found = tuple((record, _line_of(run, name, record)) for record in listing.records)
    return SearchAnswer(run, found, tuple(listing.failures))


def _line_of(run: SearchRun, file: str, record: Record) -> FoundAt:
    return FoundAt(search=run.search, date=run.date, file=noted(file, _LONGEST_ADDRESS), line=max(record.line, 1))


def noted(text: str, longest: int = _LONGEST) -> str | None:
    """A text as a line of a run has it: no sign breaks lines, is half of one, or unseen; nothing for an empty one.

    Args:
        text: from a service, or the name of a file.
        longest: characters that are kept.
    """
    plain = text.encode("utf-8", "replace").decode()
    return " ".join(HIDDEN.sub("", " ".join(plain.split())).split())[:longest].strip() or None


def _address(url: str) -> str | None:
    return url if len(url) <= _LONGEST_ADDRESS and re.match(ADDRESS, url) else None
