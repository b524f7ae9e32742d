"""Running saved searches: what is due, what is written after each, faults, places to go on from, folders and files."""

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from livingsurvey.commands import watch_searches
from livingsurvey.commands.watch_searches import (
    RanSearch,
    WatchOutcome,
    due_searches,
    run_searches,
    take_in_file,
    watch_given_folder,
)
from livingsurvey.importers.add_source import UnusableFileError
from livingsurvey.model import SearchRun, Survey
from livingsurvey.services.service_client import ServiceClient, ServiceSettings
from livingsurvey.store import load
from livingsurvey.store.search_files import CANDIDATES_FILE, RUNS_FILE
from livingsurvey.store.survey_changes import changes_of
from livingsurvey.store.survey_edit import EditRefusedError
from livingsurvey.store.transaction import apply

from tests.builders import paper_file, survey_folder
from tests.services.answers import atom, atom_entry
from tests.services.conftest import Reply, Service, service

__all__ = ["service"]  # a fixture

TODAY = date(2026, 5, 31)
PLAN = """\
every: 7
searches:
  - {id: sparse, service: arxiv, query: 'abs:"sparse attention"', since: 2026-05}
  - {id: box, service: folder, query: inbox}
  - {id: late, service: arxiv, query: 'abs:late', every: 30}
"""
OFFLINE = ServiceClient(ServiceSettings())
BIB = "@article{{x, title = {{{title}}}, author = {{Ada Lovelace}}, year = 2026}}\n"


def folder(tmp_path: Path, plan: str = PLAN) -> Path:
    """A survey of one paper, with a plan and an empty inbox."""
    root = survey_folder(tmp_path / "survey", {"a-paper": paper_file("a-paper")})
    (root / "content/watch.yml").write_text(plan)
    (root / "inbox").mkdir()
    return root


def read(root: Path) -> Survey:
    """What the files say."""
    loaded = load(root)
    assert loaded.findings == ()
    assert loaded.survey
    return loaded.survey


def watch(root: Path, client: ServiceClient = OFFLINE, today: date = TODAY, **given: Any) -> WatchOutcome:
    """Run searches; what is returned is what the files say."""
    outcome = run_searches(root, read(root), client, today, **given)
    if not given.get("dry_run"):
        assert read(root) == outcome.survey
    return outcome


def answers(server: Service, *titles: str, total: int | None = None) -> None:
    """Let arXiv answer with some titles."""
    entries = [atom_entry(title, f"2605.{sum(map(ord, title)):05}v1") for title in titles]
    text = atom(*entries).replace(f">{len(titles)}</opens", f">{len(titles) if total is None else total}</opens")
    server.replies["/arxiv"] = [Reply(text)]


def test_what_is_found_is_written_with_the_run(tmp_path: Path, service: Service) -> None:
    answers(service, "A paper", "Sparse attention for all")
    root = folder(tmp_path)
    outcome = watch(root, service.client(), only=["sparse"])
    (run,) = outcome.survey.runs
    assert (run.search, run.since, run.date, run.records, run.total, run.fault) == (
        "sparse",
        "2026-05-01",
        "2026-05-31",
        2,
        2,
        None,
    )
    assert run.address.startswith(f"{service.url}/arxiv?search_query=")
    found = outcome.survey.candidates[-1].found[0]
    assert (found.search, found.date, found.url) == ("sparse", "2026-05-31", run.address)
    assert [one.new for one in outcome.ran] == [tuple(one.key for one in outcome.survey.candidates)]


def test_what_comes_again_is_known(tmp_path: Path, service: Service) -> None:
    answers(service, "Sparse attention for all")
    root = folder(tmp_path)
    first = watch(root, service.client(), only=["sparse"])
    again = watch(root, service.client(), only=["sparse"])
    assert again.survey.candidates == first.survey.candidates
    assert [(run.known, run.new) for run in again.survey.runs] == [(0, 1), (1, 0)]


def test_a_search_that_fails_is_noted_and_stops_no_other(tmp_path: Path, service: Service) -> None:
    root = folder(tmp_path)
    (root / "inbox/a.bib").write_text(BIB.format(title="On boxes of wood"))
    outcome = watch(root, service.client(retries=0))
    assert outcome.failed
    assert [(one.run.search, bool(one.run.fault), one.run.new) for one in outcome.ran] == [
        ("sparse", True, 0),
        ("box", False, 1),
        ("late", True, 0),
    ]
    assert outcome.survey.runs[0].address == 'abs:"sparse attention"'


def test_a_run_goes_on_where_the_last_one_stopped(tmp_path: Path, service: Service) -> None:
    plan = PLAN.replace("since: 2026-05}", "since: 2026-05, most: 1}")
    answers(service, "Sparse attention one", total=2)
    root = folder(tmp_path, plan)
    first = watch(root, service.client(), only=["sparse"]).survey.runs[0]
    assert first.resume
    answers(service, "Sparse attention two", total=2)
    second = watch(root, service.client(), date(2026, 6, 1)).survey.runs[1]
    assert "start=1" in service.asked[1]
    assert (second.search, second.since, second.resume) == ("sparse", "2026-05-01", None)
    third = watch(root, service.client(), date(2026, 6, 9), only=["sparse"]).survey.runs[-1]
    assert third.since == "2026-05-28"  # three days before the day on which the first of both began


def test_a_failed_run_keeps_the_place_of_the_one_before(tmp_path: Path, service: Service) -> None:
    answers(service, "Sparse attention one", total=2)
    root = folder(tmp_path, PLAN.replace("since: 2026-05}", "since: 2026-05, most: 1}"))
    first = watch(root, service.client(), only=["sparse"]).survey.runs[0]
    service.replies.clear()
    failed = watch(root, service.client(retries=0), only=["sparse"]).survey.runs[1]
    assert failed.fault
    assert failed.resume == first.resume


def test_another_query_begins_anew(tmp_path: Path, service: Service) -> None:
    answers(service, "Sparse attention one")
    root = folder(tmp_path)
    watch(root, service.client(), only=["sparse"])
    (root / "content/watch.yml").write_text(PLAN.replace("sparse attention", "dense attention"))
    run = watch(root, service.client(), date(2026, 6, 9), only=["sparse"]).survey.runs[1]
    assert run.since == "2026-05-01"


def test_a_feed_is_asked_only_for_what_has_changed(tmp_path: Path, service: Service) -> None:
    root = folder(tmp_path, f"searches: [{{id: news, service: feed, query: {service.url}/feed, since: 2023}}]")
    text = atom(atom_entry("Sparse attention one"))
    service.replies["/feed"] = [Reply(text, headers={"ETag": '"one"'}), Reply("", 304)]
    first = watch(root, service.client()).survey.runs[0]
    second = watch(root, service.client(), force=True).survey.runs[1]
    assert (first.etag, first.records, second.etag, second.records, second.fault) == ('"one"', 1, '"one"', 0, None)
    assert service.headers[1]["If-None-Match"] == '"one"'


def test_a_first_run_without_a_day_looks_back_as_far_as_its_interval(tmp_path: Path, service: Service) -> None:
    answers(service)
    assert watch(folder(tmp_path), service.client(), only=["late"]).survey.runs[0].since == "2026-05-01"


def test_only_what_is_due_is_run(tmp_path: Path, service: Service) -> None:
    answers(service)
    root = folder(tmp_path)
    assert [one.run.search for one in watch(root, service.client()).ran] == ["sparse", "box", "late"]
    later = watch(root, service.client(), date(2026, 6, 6))
    assert (later.ran, later.later["sparse"], later.later["late"]) == ((), date(2026, 6, 7), date(2026, 6, 30))
    assert [one.run.search for one in watch(root, service.client(), date(2026, 6, 7)).ran] == ["sparse", "box"]
    assert len(watch(root, service.client(), date(2026, 6, 8), force=True).ran) == 3


@pytest.mark.parametrize("given", [{"fault": "It is broken."}, {"resume": "x"}])
def test_what_did_not_come_to_its_end_is_due(given: dict[str, str], tmp_path: Path) -> None:
    subject = read(folder(tmp_path))
    runs = [
        SearchRun(search=name, service="arxiv", address="a", date="2026-05-31") for name in ("sparse", "box", "late")
    ]
    object.__setattr__(subject, "runs", (*runs, runs[1].model_copy(update=given)))
    assert [one.id for one in due_searches(subject, TODAY)] == ["box"]


def test_an_unknown_search_is_refused_with_what_may_be_meant(tmp_path: Path) -> None:
    with pytest.raises(EditRefusedError, match=r"no search 'spares'. Did you mean sparse\?"):
        watch(folder(tmp_path), only=["spares"])


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    root = folder(tmp_path)
    (root / "inbox/a.bib").write_text(BIB.format(title="On boxes of wood"))
    outcome = watch(root, only=["box"], dry_run=True)
    assert [one.run.new for one in outcome.ran] == [1]
    assert not (root / "content/searches").exists()
    assert not (root / "build").exists()


def test_what_others_decide_while_a_service_is_asked_stays(tmp_path: Path) -> None:
    root = folder(tmp_path)
    (root / "inbox/a.bib").write_text(BIB.format(title="On boxes of wood"))
    before = read(root)
    (root / "content/papers/b-paper.md").write_text(paper_file("on-boxes-of-wood").replace("on-boxes", "b-paper", 0))
    shutil.move(root / "content/papers/b-paper.md", root / "content/papers/on-boxes-of-wood.md")
    outcome = run_searches(root, before, OFFLINE, TODAY, only=["box"])
    assert (outcome.ran[0].run.known, outcome.ran[0].new) == (1, ())


def test_what_was_written_stays_where_a_later_search_is_interrupted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = folder(tmp_path, PLAN.replace("arxiv, query: 'abs:late'", "folder, query: second"))
    (root / "inbox/a.bib").write_text(BIB.format(title="On boxes of wood"))
    real = watch_searches.read_watched

    def interrupted(*given: Any) -> Any:
        if given[1].id == "late":
            raise KeyboardInterrupt
        return real(*given)

    monkeypatch.setattr(watch_searches, "read_watched", interrupted)
    done: list[RanSearch] = []
    with pytest.raises(KeyboardInterrupt):
        run_searches(root, read(root), OFFLINE, TODAY, only=["box", "late"], ran=done.append)
    assert [run.search for run in read(root).runs] == ["box"]
    assert len(done) == len(read(root).candidates) == 1


@pytest.mark.parametrize("file", [RUNS_FILE, CANDIDATES_FILE])
def test_the_run_and_its_candidates_are_written_together_or_not_at_all(
    file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from livingsurvey.store import transaction

    root = folder(tmp_path)
    (root / "inbox/a.bib").write_text(BIB.format(title="On boxes of wood"))
    real = transaction.write_atomically

    def full(path: Path, data: bytes, durable: bool = False) -> None:
        if path == root / file:
            raise OSError(28, "No space left on device")
        real(path, data, durable)

    monkeypatch.setattr(transaction, "write_atomically", full)
    with pytest.raises(OSError, match="No space"):
        run_searches(root, read(root), OFFLINE, TODAY, only=["box"])
    monkeypatch.undo()
    assert (read(root).runs, read(root).candidates) == ((), ())
    assert len(watch(root, only=["box"]).survey.candidates) == 1


def test_a_survey_that_was_broken_meanwhile_is_not_written(tmp_path: Path) -> None:
    root = folder(tmp_path)
    before = read(root)
    (root / "content/papers/a-paper.md").write_text("no paper")
    with pytest.raises(EditRefusedError, match="cannot be read any more"):
        run_searches(root, before, OFFLINE, TODAY, only=["box"])
    assert not (root / RUNS_FILE).exists()


def test_a_watched_folder_is_read_again_only_where_it_changed(tmp_path: Path) -> None:
    root = folder(tmp_path)
    (root / "inbox/deep").mkdir()
    (root / "inbox/a.bib").write_text(BIB.format(title="On boxes of wood") + "@article{y, author = {A}}\n")
    (root / "inbox/deep/b.ris").write_text("TY  - JOUR\nTI  - On boxes of clay\nER  - \n")
    first = watch(root, only=["box"]).ran[0]
    assert (first.run.records, first.run.new, first.run.unread) == (2, 2, 1)
    assert [(one.file, one.line) for one in first.failures] == [("a.bib", 2)]
    assert [one.found[0].file for one in read(root).candidates] == ["a.bib", "deep/b.ris"]
    again = watch(root, only=["box"]).ran[0]
    assert (again.run.records, again.failures) == (0, ())
    (root / "inbox/a.bib").write_text(BIB.format(title="On boxes of tin"))
    assert [(one.run.records, one.run.new) for one in watch(root, only=["box"]).ran] == [(1, 1)]
    assert [one.run.records for one in watch(root, only=["box"], force=True).ran] == [2]


def test_a_folder_with_more_than_is_wanted_is_read_in_several_runs(tmp_path: Path) -> None:
    root = folder(tmp_path, "searches: [{id: box, service: folder, query: inbox, most: 1}]")
    for name in ("wood", "clay", "tin"):
        (root / f"inbox/{name}.bib").write_text(BIB.format(title=f"On boxes of {name}"))
    assert [watch(root).survey.runs[-1].resume for _ in range(3)] == ["tin.bib", "wood.bib", None]
    assert watch(root).ran == ()


@pytest.mark.parametrize("path", ["../inbox", "/tmp", "inbox/../..", "c:/x", "~/x", ".git", "nowhere", "link"])
def test_a_folder_outside_the_survey_is_not_read(path: str, tmp_path: Path) -> None:
    root = folder(tmp_path, f"searches: [{{id: box, service: folder, query: '{path}'}}]")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/a.bib").write_text(BIB.format(title="On boxes of wood"))
    (root / "link").symlink_to(tmp_path / "outside")
    run = watch(root).ran[0].run
    assert run.fault and path in run.fault
    assert run.records == 0


def test_links_within_a_folder_are_not_followed(tmp_path: Path) -> None:
    root = folder(tmp_path)
    (tmp_path / "a.bib").write_text(BIB.format(title="On boxes of wood"))
    (root / "inbox/a.bib").symlink_to(tmp_path / "a.bib")
    ran = watch(root, only=["box"]).ran[0]
    assert (ran.run.records, [one.file for one in ran.failures]) == (0, ["a.bib"])


def test_a_folder_given_by_hand_may_be_anywhere_and_only_its_name_is_noted(tmp_path: Path) -> None:
    root = folder(tmp_path)
    exports = tmp_path / "My exports"
    exports.mkdir()
    (exports / "a.bib").write_text(BIB.format(title="On boxes of wood"))
    (exports / "photo.png").write_bytes(b"\x89PNG\r\n")
    outcome = watch_given_folder(root, read(root), exports, TODAY)
    assert read(root) == outcome.survey
    (run,) = outcome.survey.runs
    assert (run.search, run.address, run.service, run.new, run.unread) == (
        "folder-my-exports",
        "My exports",
        "folder",
        1,
        1,
    )
    assert watch_given_folder(root, read(root), exports, TODAY).ran[0].run.records == 0
    assert str(tmp_path) not in (root / RUNS_FILE).read_text()


def test_a_file_given_by_hand_becomes_candidates(tmp_path: Path) -> None:
    root = folder(tmp_path)
    file = tmp_path / "old export.bib"
    file.write_text(BIB.format(title="On boxes of wood") + BIB.format(title="A paper"))
    before = read(root)
    edit, ran = take_in_file(root, before, file, TODAY)
    assert read(root) == before
    assert (ran.run.search, ran.run.service, ran.run.records) == ("file-old-export-bib", "file", 2)
    apply(root, changes_of(root, before, edit))
    assert read(root) == edit.survey


@pytest.mark.parametrize(("text", "said"), [("", "It is empty"), ("@article{y, author = {A}}", "without a title")])
def test_a_file_without_records_is_refused_with_the_reason(text: str, said: str, tmp_path: Path) -> None:
    root = folder(tmp_path)
    (tmp_path / "a.bib").write_text(text)
    with pytest.raises(UnusableFileError, match=said):
        take_in_file(root, read(root), tmp_path / "a.bib", TODAY)
