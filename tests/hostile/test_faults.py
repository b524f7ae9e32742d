"""Whatever goes wrong while a command writes, its files are afterwards all as before, or all as meant."""

from pathlib import Path

import pytest

from tests.hostile.faults import READERS, VERBS, Verb, commands, load_all, probe

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
    assert tally.tried > 1


@pytest.mark.parametrize("kind", ["error", "full", "interrupt", "kill at half", "read-only"])
def test_no_fault_leaves_half_of_a_renaming(tmp_path: Path, kind: str) -> None:
    tally = probe(VERBS[0], tmp_path, (kind,), step=9)
    assert tally.wrong == []
    assert tally.old
