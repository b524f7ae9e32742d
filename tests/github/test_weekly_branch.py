"""Searches and decisions are commits of one branch and one pull request, each going on from the one before."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from livingsurvey.github.declined import ProposalDeclinedError
from livingsurvey.github.github_client import GitHubError
from livingsurvey.github.weekly_branch import BRANCH
from livingsurvey.store import git_branches

from tests.github.github import BOT, running
from tests.github.keeping import KeepingGitHub
from tests.github.repository import clone, commit, git, tip
from tests.github.weekly import Workflows, watching, works

REF = f"refs/heads/{BRANCH}"
PULL, ISSUE = 101, 102


@pytest.fixture
def github(origin: Path) -> Iterator[KeepingGitHub]:
    """A GitHub whose repository has saved searches."""
    work = clone(origin, "begin")
    watching(work)
    commit(work, "Save searches")
    git(work, "push", "-q", "origin", "main")
    with running(KeepingGitHub(origin)) as made:
        yield made


@pytest.fixture
def workflows(github: KeepingGitHub) -> Workflows:
    """The workflows of the repository."""
    return Workflows(github)


def keys(workflows: Workflows, ref: str = BRANCH) -> list[str]:
    """The candidates that a branch has."""
    lines = workflows.text(ref, "content/searches/candidates.jsonl").splitlines()
    return [line.partition('"key": "')[2].partition('"')[0] for line in lines]


def declined(workflows: Workflows, said: str) -> None:
    """The next week changes nothing anywhere, and says why."""
    github = workflows.github
    before = tip(github.origin, REF)
    github.asked.clear()
    with pytest.raises(ProposalDeclinedError, match=said):
        workflows.watch(works(1, first=4))
    assert tip(github.origin, REF) == before
    assert github.written == []


def test_what_a_week_brings_is_proposed_and_checked(github: KeepingGitHub, workflows: Workflows) -> None:
    main = tip(github.origin, "refs/heads/main")
    said = workflows.watch(works(2))
    head = tip(github.origin, REF)
    assert said == f"This is proposed in #{PULL}, commit {head}. Opened issue {ISSUE}."
    assert git(github.origin, "log", "-1", "--format=%P%n%an%n%B", head).splitlines()[:5] == [
        *(main, BOT["login"], "Saved searches: 2 new candidates", "", "Made-from: saved searches")
    ]
    assert workflows.files(BRANCH) == ["content/searches/candidates.jsonl", "content/searches/runs.jsonl"]
    assert "reefs, 2026-11-23: 9 records, 4 known, 2 new" in github.pulls[0]["body"]
    assert [path.split("/")[-2] for _, path, _ in github.written if "dispatches" in path] == [
        *("check.yml", "preview.yml")
    ]


def test_the_next_week_goes_on_from_what_is_not_merged_yet(github: KeepingGitHub, workflows: Workflows) -> None:
    workflows.watch(works(2))
    first = tip(github.origin, REF)
    workflows.watch(works(1, first=2), day="2026-11-30")
    assert git(github.origin, "rev-parse", f"{REF}^") == first
    assert len(keys(workflows)) == 3
    assert [pull["title"] for pull in github.pulls] == ["Saved searches: 3 new candidates"]
    assert len(github.issues) == 1


def test_a_week_that_brings_nothing_pushes_nothing(github: KeepingGitHub, workflows: Workflows) -> None:
    assert workflows.watch() == "No candidate waits for a decision."
    assert github.written == []
    workflows.watch(works(2))
    before = tip(github.origin, REF)
    assert workflows.watch() == f"Renewed issue {ISSUE}."
    assert tip(github.origin, REF) == before


@pytest.mark.parametrize("squash", [True, False], ids=["squashed", "merged"])
@pytest.mark.parametrize("delete", [True, False], ids=["branch deleted", "branch kept"])
def test_after_merging_it_begins_anew(github: KeepingGitHub, workflows: Workflows, squash: bool, delete: bool) -> None:
    workflows.watch(works(2))
    github.merge(PULL, squash, delete)
    assert workflows.watch() == f"Renewed issue {ISSUE}."
    assert [pull["state"] for pull in github.pulls] == ["closed"]
    workflows.watch(works(1, first=2), day="2026-11-30")
    assert [pull["state"] for pull in github.pulls] == ["closed", "open"]
    assert github.pulls[1]["title"] == "Saved searches: 1 new candidate"
    assert len(keys(workflows)) == 3
    changed = git(github.origin, "diff", "--numstat", f"main...{BRANCH}").splitlines()
    assert [line.split()[:2] for line in changed] == [["1", "0"], ["1", "0"]]


def test_what_a_closed_pull_request_had_is_given_up(github: KeepingGitHub, workflows: Workflows) -> None:
    workflows.watch(works(2))
    github.close(PULL)
    workflows.watch(works(1, first=2))
    assert len(keys(workflows)) == 1
    assert [pull["state"] for pull in github.pulls] == ["closed", "open"]


def test_the_branch_follows_the_main_branch(github: KeepingGitHub, workflows: Workflows) -> None:
    workflows.watch(works(2))
    work = clone(github.origin, "curator")
    (work / "content/pages/new.md").write_text("---\ntitle: New\n---\n")
    main = commit(work, "Add a page")
    git(work, "push", "-q", "origin", "main")
    first = tip(github.origin, REF)
    workflows.watch(works(1, first=2))
    assert git(github.origin, "log", "-1", "--format=%P", REF).split() == [first, main]
    assert workflows.files(BRANCH) == ["content/searches/candidates.jsonl", "content/searches/runs.jsonl"]


def test_lines_that_both_have_changed_are_left_to_a_person(github: KeepingGitHub, workflows: Workflows) -> None:
    workflows.watch(works(2))
    work = clone(github.origin, "curator")
    (work / "content/searches").mkdir()
    (work / "content/searches/runs.jsonl").write_text("\n")
    commit(work, "Begin by hand")
    git(work, "push", "-q", "origin", "main")
    declined(workflows, f"#{PULL} and the main branch change the same lines. Merge or close it first")


@pytest.mark.parametrize("amend", [True, False], ids=["amended", "added"])
def test_a_curators_commit_is_never_pushed_past(github: KeepingGitHub, workflows: Workflows, amend: bool) -> None:
    workflows.watch(works(2))
    work = clone(github.origin, "curator", BRANCH)
    (work / "content/pages/about.md").unlink()
    git(work, "add", "--all")
    git(work, "commit", "-q", *(["--amend", "--no-edit"] if amend else ["-m", "Mine\n\nMade-from: saved searches"]))
    git(work, "push", "-qf", "origin", BRANCH)
    declined(workflows, "has a commit of somebody else")


def test_what_was_approved_or_merges_itself_stays_as_it_is(github: KeepingGitHub, workflows: Workflows) -> None:
    workflows.watch(works(2))
    github.approve(PULL)
    declined(workflows, f"#{PULL} was approved as it is")
    github.reviewed.clear()
    github.pulls[0]["auto_merge"] = {"merge_method": "squash"}
    declined(workflows, f"#{PULL} will be merged as it is")


def test_an_approval_of_an_older_commit_holds_nothing_up(github: KeepingGitHub, workflows: Workflows) -> None:
    workflows.watch(works(2))
    github.approve(PULL)
    github.reviewed[PULL][0]["commit_id"] = "a" * 40
    workflows.watch(works(1, first=2))
    assert len(keys(workflows)) == 3


def test_a_commit_that_comes_meanwhile_is_not_lost(
    github: KeepingGitHub, workflows: Workflows, monkeypatch: pytest.MonkeyPatch
) -> None:
    workflows.watch(works(2))
    work = clone(github.origin, "curator", BRANCH)
    mine = commit(work, "Mine")
    push = git_branches.push

    def late(root: Path, name: str, ref: str) -> None:
        git(work, "push", "-q", "origin", BRANCH)
        push(root, name, ref)

    monkeypatch.setattr(git_branches, "push", late)
    with pytest.raises(ProposalDeclinedError, match="was changed meanwhile"):
        workflows.watch(works(1, first=2))
    assert tip(github.origin, REF) == mine


def test_a_run_that_was_cut_off_after_the_push_is_taken_up(github: KeepingGitHub, workflows: Workflows) -> None:
    github.refused = {"/pulls": 403}
    with pytest.raises(GitHubError, match="403"):
        workflows.watch(works(2))
    github.refused = {}
    assert workflows.watch().startswith(f"This is proposed in #{PULL}. Opened issue")
    assert len(keys(workflows)) == 2


def test_words_that_a_person_changed_in_the_pull_request_stay(github: KeepingGitHub, workflows: Workflows) -> None:
    workflows.watch(works(2))
    github.pulls[0]["body"] = "I have described it anew."
    workflows.watch(works(1, first=2))
    assert github.pulls[0]["body"] == "I have described it anew."


def test_a_branch_without_our_commits_is_left_alone(github: KeepingGitHub, workflows: Workflows) -> None:
    work = clone(github.origin, "curator")
    git(work, "switch", "-qc", BRANCH)
    commit(work, "My own")
    git(work, "push", "-q", "origin", BRANCH)
    declined(workflows, "has a commit of somebody else.*Merge or delete it first")


def test_titles_of_strangers_do_nothing_in_the_pull_request(github: KeepingGitHub, workflows: Workflows) -> None:
    hostile = works(1)[0].model_copy(update={"title": "@all #1 <img src=x> [a](https://evil.example)"})
    workflows.watch([hostile])
    github.tick(ISSUE, hostile.key, "exclude:no-reef")
    workflows.done(github.comment(ISSUE))
    (line,) = (line for line in github.pulls[0]["body"].splitlines() if line.startswith("- excluded"))
    assert not any(sign in line for sign in "@#<>[") or "&#" in line
    assert "&#64;&#8203;all &#35;&#8203;1 &#60;img" in line
