"""Twenty candidates to a merged pull request, as a person does it who has never seen the tool: each action counts."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from livingsurvey.checks.run import check
from livingsurvey.cli import app
from livingsurvey.model import Severity
from livingsurvey.store import load
from typer.testing import CliRunner

from tests.cli.test_weekly_commands import decide, run
from tests.commands.folders import held
from tests.github.github import TOKEN, running
from tests.github.keeping import KeepingGitHub
from tests.github.repository import clone, commit, git
from tests.github.weekly import watching, works

PULL, ISSUE = 101, 102
NUMBER, INCLUDED, UNSURE = 20, 6, 1


@pytest.fixture
def github(origin: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[KeepingGitHub]:
    """A GitHub in whose workflows this runs; its survey watches a folder with twenty works."""
    work = clone(origin, "begin")
    watching(work)
    (work / "exports").mkdir()
    (work / "exports/new.bib").write_text("\n".join(map(entry, range(NUMBER))))
    commit(work, "Save searches")
    git(work, "push", "-q", "origin", "main")
    with running(KeepingGitHub(origin)) as made:
        monkeypatch.setenv("GITHUB_REPOSITORY", "owner/survey")
        monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
        monkeypatch.setenv("GITHUB_API_URL", made.url)
        yield made


def entry(number: int) -> str:
    """A work as a reference manager writes it."""
    one = works(1, first=number)[0]
    about = f"title={{{one.title}}}, author={{{one.authors[0]}}}, year=2026, eprint={{{one.arxiv}}}"
    return f"@misc{{k{number}, {about}, archiveprefix={{arXiv}}, abstract={{{one.abstract}}}}}"


def monday(github: KeepingGitHub) -> None:
    """What the workflow `watch` does by itself."""
    root = clone(github.origin, "monday")
    run(root, "resume")
    result = CliRunner().invoke(app, ["watch", "-C", str(root)])
    assert result.exit_code == 0, result.output
    run(root, "candidates")


def test_twenty_candidates_take_a_tick_each_a_comment_and_a_merge(github: KeepingGitHub) -> None:
    before = clone(github.origin, "before")
    monday(github)
    body = github.issue(ISSUE)["body"]
    rows = re.findall(r"^\| \d+ \| .*$", body, re.MULTILINE)
    keys = re.findall(r"^`([a-z0-9-]+)`$", body, re.MULTILINE)
    assert len(rows) == len(keys) == NUMBER
    for key in keys[:INCLUDED]:
        github.tick(ISSUE, key, "include:caches")
    for key in keys[INCLUDED:-UNSURE]:
        github.tick(ISSUE, key, "exclude:no-reef")
    summaries = "\n".join(f"{key}: It counts animals of the sea." for key in keys[:INCLUDED])
    said = decide(github, "done", github.comment(ISSUE, f"/done\n{summaries}"))
    assert f"Decided: {NUMBER - UNSURE}" in said and "still to be written" not in said
    github.tick(ISSUE, keys[-1], "exclude:no-data")  # after a second look
    assert "Decided: 1" in decide(github, "done-again", github.comment(ISSUE))
    assert github.issue(ISSUE)["state"] == "closed"
    github.merge(PULL, squash=True)
    assert Counter(action.split()[0] for action in github.actions) == {"tick": NUMBER, "comment": 2, "merge": 1}
    assert_all_is_decided(clone(github.origin, "after"), before)


def assert_all_is_decided(root: Path, before: Path) -> None:
    """The main branch has twenty decisions, six papers more, and no fault that it had not before."""
    survey = held(root)
    decisions = [one.decision for one in survey.candidates if one.decision]
    assert len(decisions) == NUMBER
    assert Counter(one.status for one in decisions) == {"included": INCLUDED, "excluded": NUMBER - INCLUDED}
    assert sum(key in survey.paper for key in survey.candidate) == INCLUDED
    assert faults(root) == faults(before)


def faults(root: Path) -> set[tuple[str, str, str]]:
    """The errors and warnings of the check."""
    found = check(root, load(root))
    return {(one.file, one.rule, one.message) for one in found if one.severity != Severity.ADVICE}
