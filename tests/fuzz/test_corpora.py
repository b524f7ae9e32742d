"""Every example, and every input that once showed a fault, goes through its target again."""

from collections.abc import Iterator
from pathlib import Path
from signal import SIGALRM, alarm, signal
from typing import NoReturn

import pytest

from tests.fuzz.targets import CORPORA, TARGETS

FILES = sorted(path for path in CORPORA.rglob("*") if path.is_file())
_SECONDS = 20  # what hangs takes for ever; all else takes a small part of one


@pytest.fixture(autouse=True)
def _nothing_hangs() -> Iterator[None]:
    def _ring(*_: object) -> NoReturn:
        raise TimeoutError("an input holds the machine")

    before = signal(SIGALRM, _ring)
    alarm(_SECONDS)
    yield
    alarm(0)
    signal(SIGALRM, before)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_an_example_shows_no_fault(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_has_examples_and_takes_nothing_at_all(name: str) -> None:
    assert any(path.parent.name == name for path in FILES)
    TARGETS[name](b"")


def test_every_folder_is_of_a_target() -> None:
    assert {path.parent.name for path in FILES} == set(TARGETS)
