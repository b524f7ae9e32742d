"""A form's branch grows by new commits alone, and never past what somebody else did or said."""

from pathlib import Path
from typing import Any

import pytest
from livingsurvey.github.declined import ProposalDeclinedError
from livingsurvey.github.form_branch import FormIssue, push_proposal
from livingsurvey.github.github_client import GitHubClient, GitHubError
from livingsurvey.github.propose_change import ChangeProposal
from livingsurvey.store import git_branches
from livingsurvey.store.git import GitError

from tests.github.github import BOT, TOKEN, GitHub, person
from tests.github.repository import clone, commit, git, tip

BRANCH = "refs/heads/form/5"
ISSUE = FormIssue(5, "asker", "main")


@pytest.fixture(autouse=True)
def _no_pull_request(github: GitHub) -> None:
    github.pulls = []


def run(origin: Path, github: GitHub, summary: str, name: str | None = None, issue: FormIssue = ISSUE) -> str:
    """Answer the form as one run of the workflow does, from a clone of its own."""
    root = clone(origin, name or f"run-{len(list(origin.parent.iterdir()))}")
    path = root / "content/papers/alpha.md"
    path.write_text(path.read_text().replace("It does something.", summary))
    proposal = ChangeProposal("Correct the summary of alpha", f"It says: {summary}\n\nCloses #5")
    with GitHubClient("owner/survey", TOKEN, github.url) as client:
        return push_proposal(root, client, issue, proposal)


def opened(github: GitHub, **changes: Any) -> None:
    """GitHub has the pull request that was asked for, as number 6."""
    sent = next(body for method, path, body in github.written if path.endswith("/pulls"))
    made = {"number": 6, "state": "open", "title": sent["title"], "body": sent["body"], "merged_at": None}
    github.pulls = [made | {"auto_merge": None, "user": BOT} | changes]
    github.asked.clear()


def summary(origin: Path) -> str:
    """What the branch says."""
    text = git(origin, "show", f"{BRANCH}:content/papers/alpha.md")
    return next(line for line in text.splitlines() if line.startswith("summary:"))


def declined(origin: Path, github: GitHub, said: str, **given: Any) -> None:
    """An edit is answered with ``said``, and changes nothing anywhere."""
    before = tip(origin, BRANCH)
    github.asked.clear()
    with pytest.raises(ProposalDeclinedError, match=said):
        run(origin, github, "Edited.", **given)
    assert tip(origin, BRANCH) == before
    assert github.written == []


def test_a_change_is_pushed_proposed_and_checked(origin: Path, github: GitHub) -> None:
    main = tip(origin, "refs/heads/main")
    answer = run(origin, github, "It does more.")
    head = tip(origin, BRANCH)
    assert answer == f"This is proposed in #3, commit {head}."
    assert git(origin, "log", "-1", "--format=%P%n%an%n%cn%n%B", head).splitlines() == [
        *(main, BOT["login"], BOT["login"], "Correct the summary of alpha", "", "Made-from: issue 5")
    ]
    assert git(origin, "diff", "--name-only", main, head) == "content/papers/alpha.md"
    (made, *started) = github.written
    assert made[:2] == ("POST", "/repos/owner/survey/pulls")
    assert made[2].items() >= {"title": "Correct the summary of alpha", "head": "form/5", "base": "main"}.items()
    assert [(path, sent) for _, path, sent in started] == [
        (f"/repos/owner/survey/actions/workflows/{name}/dispatches", {"ref": "form/5", "inputs": {"base": main}})
        for name in ("check.yml", "preview.yml")
    ]
    assert any("head=owner%3Aform%2F5" in path and "state=all" in path for _, path, _ in github.asked)


def test_an_edit_is_a_new_commit_on_top(origin: Path, github: GitHub) -> None:
    run(origin, github, "First.")
    opened(github)
    first = tip(origin, BRANCH)
    answer = run(origin, github, "Second.")
    second = tip(origin, BRANCH)
    assert answer == f"This is proposed in #6, commit {second}."
    assert git(origin, "rev-parse", f"{second}^") == first
    assert summary(origin) == "summary: Second."
    changed, *started = github.written
    assert changed[:2] == ("PATCH", "/repos/owner/survey/pulls/6")
    assert "It says: Second." in changed[2]["body"]
    assert len(started) == 2


def test_an_edit_after_main_has_moved_follows_both(origin: Path, github: GitHub) -> None:
    run(origin, github, "First.")
    opened(github)
    first, work = tip(origin, BRANCH), clone(origin, "curator")
    (work / "content/pages/new.md").write_text("---\ntitle: New\n---\n")
    main = commit(work, "Add a page")
    git(work, "push", "-q", "origin", "main")
    run(origin, github, "Second.")
    assert git(origin, "log", "-1", "--format=%P", BRANCH).split() == [first, main]
    assert git(origin, "diff", "--name-only", main, BRANCH) == "content/papers/alpha.md"
    run(origin, github, "Third.")
    assert summary(origin) == "summary: Third."


def test_an_edit_that_changes_nothing_pushes_nothing(origin: Path, github: GitHub) -> None:
    run(origin, github, "First.")
    opened(github)
    head = tip(origin, BRANCH)
    assert run(origin, github, "First.") == "This is proposed in #6, as it was before."
    assert tip(origin, BRANCH) == head
    assert not any("dispatches" in path for _, path, _ in github.written)


@pytest.mark.parametrize("amend", [False, True], ids=["commit", "amended"])
def test_a_curators_commit_is_never_pushed_past(origin: Path, github: GitHub, amend: bool) -> None:
    run(origin, github, "First.")
    opened(github)
    work = clone(origin, "curator", "form/5")
    (work / "content/papers/alpha.md").write_text("---\nkey: alpha\ntitle: Mine\n---\n")
    git(work, "commit", "-aq", *(["--amend", "--no-edit"] if amend else ["-m", "Say it better\n\nMade-from: issue 5"]))
    git(work, "push", "-qf", "origin", "form/5")
    declined(origin, github, "A curator has taken over.*was not made from this issue")


def test_a_commit_of_another_workflow_is_somebody_elses(origin: Path, github: GitHub) -> None:
    run(origin, github, "First.")
    opened(github)
    work = clone(origin, "other", "form/5")
    git(work, "config", "user.name", BOT["login"])
    (work / "content/pages/about.md").unlink()
    git(work, "add", "--all")
    email = "41898282+github-actions[bot]@users.noreply.github.com"
    git(work, "-c", f"user.email={email}", "commit", "-qm", "Tidy up\n\nMade-from: issue 55")
    git(work, "push", "-q", "origin", "form/5")
    declined(origin, github, "was not made from this issue")


def test_a_branch_that_was_there_before_is_left_alone(origin: Path, github: GitHub) -> None:
    work = clone(origin, "curator")
    git(work, "switch", "-qc", "form/5")
    commit(work, "My own")
    git(work, "push", "-q", "origin", "form/5")
    declined(origin, github, "A curator has taken over")


def test_a_commit_that_comes_meanwhile_is_not_lost(
    origin: Path, github: GitHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(origin, github, "First.")
    opened(github)
    work = clone(origin, "curator", "form/5")
    mine = commit(work, "Mine")
    push = git_branches.push

    def late(root: Path, name: str, ref: str) -> None:
        git(work, "push", "-q", "origin", "form/5")
        push(root, name, ref)

    monkeypatch.setattr(git_branches, "push", late)
    with pytest.raises(ProposalDeclinedError, match="was changed meanwhile"):
        run(origin, github, "Edited.")
    assert tip(origin, BRANCH) == mine
    assert github.written == []


@pytest.mark.parametrize("state", ["APPROVED", "CHANGES_REQUESTED", "COMMENTED", "DISMISSED"])
@pytest.mark.parametrize("user", [person("curator"), None], ids=["person", "gone"])
def test_after_a_review_nothing_changes_below_it(origin: Path, github: GitHub, state: str, user: Any) -> None:
    run(origin, github, "First.")
    opened(github)
    github.reviews = [{"id": 1, "user": user, "state": state, "body": "", "commit_id": tip(origin, BRANCH)}]
    declined(origin, github, "#6 was reviewed or commented on.*say in the pull request")


def test_after_a_comment_of_somebody_else_nothing_changes(origin: Path, github: GitHub) -> None:
    run(origin, github, "First.")
    opened(github)
    others = [{"id": n, "user": person("asker"), "body": "Hm."} for n in range(150)]
    github.comments = [*others, {"id": 999, "user": person("curator"), "body": "I will merge this."}]
    declined(origin, github, "commented on")


def test_words_of_the_asker_and_of_programs_are_no_review(origin: Path, github: GitHub) -> None:
    run(origin, github, "First.")
    opened(github)
    program = {"login": "preview[bot]", "type": "Bot"}
    github.comments = [{"id": n, "user": user, "body": "Hm."} for n, user in enumerate((person("asker"), BOT, program))]
    run(origin, github, "Second.")
    assert summary(origin) == "summary: Second."


def test_what_will_be_merged_by_itself_stays(origin: Path, github: GitHub) -> None:
    run(origin, github, "First.")
    opened(github, auto_merge={"merge_method": "squash", "enabled_by": person("curator")})
    declined(origin, github, "will be merged as it is")


@pytest.mark.parametrize(("merged_at", "said"), [("2026-01-01T00:00:00Z", "was merged"), (None, "was closed")])
@pytest.mark.parametrize("kept", [True, False], ids=["branch kept", "branch deleted"])
def test_after_the_end_nothing_is_pushed(
    origin: Path, github: GitHub, merged_at: str | None, said: str, kept: bool
) -> None:
    run(origin, github, "First.")
    opened(github, state="closed", merged_at=merged_at)
    if not kept:
        git(origin, "update-ref", "-d", BRANCH)
    declined(origin, github, f"#6 made from this issue {said}.*open a new issue")


def test_a_run_of_an_older_main_takes_nothing_back(origin: Path, github: GitHub) -> None:
    old, work = clone(origin, "old"), clone(origin, "curator")
    (work / "content/pages/new.md").write_text("---\ntitle: New\n---\n")
    commit(work, "Add a page")
    git(work, "push", "-q", "origin", "main")
    run(origin, github, "First.")
    opened(github)
    head = tip(origin, BRANCH)
    (old / "content/papers/alpha.md").write_text("---\nkey: alpha\ntitle: Old\n---\n")
    with (
        GitHubClient("owner/survey", TOKEN, github.url) as client,
        pytest.raises(ProposalDeclinedError, match="was not made from this issue"),
    ):
        push_proposal(old, client, ISSUE, ChangeProposal("T", "B"))
    assert tip(origin, BRANCH) == head


def test_words_that_a_person_changed_in_the_pull_request_stay(origin: Path, github: GitHub) -> None:
    run(origin, github, "First.")
    opened(github, body="I have described it anew.\r\n\r\nCloses #5")
    run(origin, github, "Second.")
    told = github.written[0]
    assert told[:2] == ("POST", "/repos/owner/survey/issues/6/comments")
    assert f"Commit {tip(origin, BRANCH)} follows them" in told[2]["body"]
    assert not any(method == "PATCH" for method, _, _ in github.written)


def test_a_run_that_was_cut_off_after_the_push_is_taken_up(origin: Path, github: GitHub) -> None:
    github.refused = {"/pulls": 403}
    with pytest.raises(GitHubError, match="403"):
        run(origin, github, "First.")
    github.refused = {}
    assert run(origin, github, "Second.").startswith("This is proposed in #3")
    assert summary(origin) == "summary: Second."


def test_checks_that_do_not_start_are_told(origin: Path, github: GitHub) -> None:
    github.refused = {"check.yml/dispatches": 422}
    with pytest.raises(GitHubError, match=r"proposed, but check\.yml was not started"):
        run(origin, github, "First.")


def test_a_forge_that_does_not_take_the_push_is_told(origin: Path, github: GitHub) -> None:
    hook = origin / "hooks/update"
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(GitError):
        run(origin, github, "First.")
    assert github.written == []


def test_another_issue_has_a_branch_of_its_own(origin: Path, github: GitHub) -> None:
    run(origin, github, "First.")
    run(origin, github, "Other.", issue=FormIssue(55, "asker"))
    assert summary(origin) == "summary: First."


@pytest.mark.parametrize(
    ("event", "issue"),
    [
        (
            {"issue": {"user": person("a")}, "repository": {"default_branch": "trunk"}},
            FormIssue(5, "a", "trunk"),
        ),
        ({"issue": {"user": None}}, FormIssue(5, "", "main")),
    ],
)
def test_the_issue_is_read_from_the_event(event: Any, issue: FormIssue) -> None:
    assert FormIssue.of(event, 5) == issue
