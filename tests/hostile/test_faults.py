"""Whatever goes wrong while a command writes, its files are afterwards all as before, or all as meant."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile.faults import READERS, VERBS, Verb, commands, load_all, prepared, probe, run, state

QUICK = [verb for verb in VERBS if verb.command not in ("build", "pack", "pdf", "init")]


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    load_all()


def test_every_command_that_writes_is_tried() -> None:
    assert set(commands()) == {verb.command for verb in VERBS} | READERS


@pytest.mark.parametrize("verb", QUICK, ids=lambda verb: " ".join(verb.arguments[:2]))
def test_a_killed_or_failing_command_changes_all_or_nothing(tmp_path: Path, verb: Verb) -> None:
    tally = probe(verb, tmp_path, ("kill",), step=11)
    assert tally.wrong == []
    assert tally.tried


@pytest.mark.parametrize("kind", ["error", "full", "interrupt", "kill at half", "read-only"])
def test_no_fault_leaves_half_of_a_renaming(tmp_path: Path, kind: str) -> None:
    tally = probe(VERBS[0], tmp_path, (kind,), step=9)
    assert tally.wrong == []
    assert tally.old


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    """A folder with a survey under version control in which nothing may be written."""
    prepared(tmp_path, next(verb for verb in VERBS if verb.command == "links"))  # no link in it has to be visited
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "Begin"]):
        subprocess.run(
            ["git", "-c", "user.name=E", "-c", "user.email=e@x.org", *command], cwd=tmp_path / "s", check=True
        )
    (tmp_path / "s/build").mkdir(exist_ok=True)  # or who may do everything would make one that all may write in
    folders = [tmp_path, *(path for path in tmp_path.rglob("*") if path.is_dir())]
    for path in folders:
        path.chmod(0o555)
    yield tmp_path
    for path in folders:
        path.chmod(0o755)


def test_what_may_not_be_written_can_be_read(read_only: Path) -> None:
    for verb in (("check",), ("status",), ("diff", "HEAD"), ("vocab", "unused", "kinds")):
        wanted, found = (run((*verb, "-C", "s"), read_only, unprivileged=own) for own in (False, True))
        assert found == wanted
        assert found.code in (0, 1)
    before = state(read_only, derived=True)
    for verb in VERBS:
        outcome = run((*verb.arguments, *verb.root), read_only, unprivileged=True, sent=verb.sent)
        refused = outcome.output.count("\n") == 1 and "Permission denied." in outcome.output
        refused |= verb.sent is not None and outcome.code == 1
        refused |= "There is no saved search." in outcome.output  # this one survey has none
        assert refused or "nothing to upgrade" in outcome.output, (verb, outcome)
        assert state(read_only, derived=True) == before
