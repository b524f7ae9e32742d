"""Whatever changes in a survey, a build that makes only what is different comes to the same as one from nothing."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from livingsurvey.build import crew, mkdocs_site, site_build
from livingsurvey.build.mkdocs_site import run_mkdocs, settings_of
from livingsurvey.build.outcome import BuildError
from livingsurvey.build.pipeline import build, generate

from tests.build.changing import CHANGES, add_a_paper, built, changing_survey, cold, differences, made

#: How many sequences of changes are tried: a few each time, many with a number in the environment.
SEQUENCES = range(int(os.environ.get("SEQUENCES", "1")))


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


def by_mkdocs(root: Path) -> dict[str, bytes]:
    """What MkDocs makes of a survey by itself, with the plugin."""
    config = settings_of(root)
    site = Path(config.site_dir)
    shutil.rmtree(site, ignore_errors=True)
    run_mkdocs(config, generate(root), site)
    return made(root)


@pytest.mark.parametrize("seed", SEQUENCES)
def test_mkdocs_by_itself_makes_the_same(root: Path, tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    for name in ("no menu", "language", "words of a language", "template of papers", "style of some", "site_url"):
        if name != "no menu" or seed % 2:
            CHANGES[name](root, random)
    add_a_paper(root, random)
    again, copy = built(root), tmp_path / "copy"
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns("build", "site"))
    assert differences(again, by_mkdocs(copy)) == []
    assert differences(again, by_mkdocs(root)) == []
    assert differences(built(root), again) == []


@pytest.mark.parametrize(("way", "large"), [("fork", 5_000), ("fork", 5), ("spawn", 5)])
def test_processes_that_share_the_work_come_to_the_same_as_one(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str, large: int
) -> None:
    monkeypatch.setattr(mkdocs_site, "way_to_start", lambda: way)
    monkeypatch.setattr(crew, "_processors", lambda: range(3))
    monkeypatch.setattr(site_build, "_LARGE", large)
    monkeypatch.setattr(site_build, "_SENT", large)
    random = Random(way)
    for name in ("reword a paper", "add a paper", "title of a topic", "own style"):
        CHANGES[name](root, random)
    again = built(root)
    shared = cold(root, tmp_path / "shared")
    monkeypatch.undo()
    assert differences(again, shared) == []
    assert differences(again, cold(root, tmp_path / "alone")) == []


def test_a_link_by_hand_follows_what_it_leads_to(root: Path, tmp_path: Path) -> None:
    """The words of the page stay the same when the page that it leads to goes, comes back, and gets other parts."""
    page, goal = root / "content/pages/linked.md", root / "content/pages/goal.md"
    page.write_text("---\ntitle: Linked\n---\nSee [it](goal.md#goal), and [the picture](assets/own.svg).\n")
    for text in ("---\ntitle: Goal\n---\nHere.\n", None, "---\ntitle: Goal\n---\nHere again.\n"):
        if text:
            goal.write_text(text)
            (root / "overrides/assets/own.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
        else:
            goal.unlink()
            (root / "overrides/assets/own.svg").unlink()
        expect_as_cold(root, tmp_path / "cold", text or "gone")
        assert ('href="goal.html#goal"' in (root / "site/linked.html").read_text()) == bool(text)


def test_a_build_follows_the_clock_and_the_environment(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "overrides/text.html").write_text(
        "{% extends 'main.html' %}{% block content %}{{ build_date_utc }}{% endblock %}"
    )
    for name, value in (
        ("SOURCE_DATE_EPOCH", "1700006399"),
        ("SOURCE_DATE_EPOCH", "1700006401"),
        ("SITE_URL", "https://example.org/a/"),
        ("REPOSITORY_URL", "https://example.org/repository"),
    ):
        monkeypatch.setenv(name, value)
        expect_as_cold(root, tmp_path / "cold", name, value)
