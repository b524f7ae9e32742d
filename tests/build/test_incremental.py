"""Whatever changes in a survey, a build that makes only what is different comes to the same as one from nothing."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from livingsurvey.build import mkdocs_site
from livingsurvey.build.outcome import BuildError
from livingsurvey.build.pipeline import build

from tests.build.changing import CHANGES, built, changing_survey, cold, differences

#: How many sequences of changes are tried: a few each time, many with a number in the environment.
SEQUENCES = range(int(os.environ.get("SEQUENCES", "1")))


@pytest.fixture(autouse=True)
def one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """For so few pages, others would take longer to begin than to work."""
    monkeypatch.setattr(mkdocs_site, "way_to_start", lambda: None)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A survey, built."""
    root = changing_survey(tmp_path / "survey")
    build(root)
    return root


def outcome(make: object, *arguments: Path) -> dict[str, bytes] | str:
    """What a build comes to, which may be a refusal."""
    try:
        return make(*arguments)  # type: ignore[operator,no-any-return]
    except BuildError as error:
        return str(error)


def expect_as_cold(root: Path, copy: Path, *changes: str) -> None:
    """A build comes to the same as that of a copy of the survey's own files."""
    again, fresh = outcome(built, root), outcome(cold, root, copy)
    if isinstance(again, str) or isinstance(fresh, str):
        assert again == fresh, changes
    else:
        assert differences(again, fresh) == [], changes


def in_steps(random: Random) -> Iterator[list[str]]:
    """All changes, in any order, some at a time."""
    names = random.sample(sorted(CHANGES), len(CHANGES))
    while names:
        taken = random.choice((4, 8, 12))
        yield names[:taken]
        del names[:taken]


@pytest.mark.parametrize("seed", SEQUENCES)
def test_a_build_after_changes_is_as_one_from_nothing(root: Path, tmp_path: Path, seed: int) -> None:
    random, done = Random(seed), list[str]()
    for names in in_steps(random):
        for name in names:
            CHANGES[name](root, random)
        done += names
        expect_as_cold(root, tmp_path / "cold", *done)
