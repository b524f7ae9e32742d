"""What a comment says, of which commit, and that nothing of the pull request is run or trusted for it."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from livingsurvey.github.github_client import GitHubClient, GitHubError
from livingsurvey.github.pull_request_comment import CommentRefusedError, WorkflowRun, post_report

from tests.github.github import BOT, SHA, TOKEN, GitHub, person
from tests.github.repository import clone, commit, git, tip

PLACE = WorkflowRun("https://github.com/owner/survey", 88)
COMMENT = "/repos/owner/survey/issues/comments/4"


def pull(origin: Path, github: GitHub, change: Callable[[Path], Any], start: str = "main") -> str:
    """A pull request of a fork with one more commit, which GitHub has as ``refs/pull/5/head``; the commit."""
    work = clone(origin, f"fork-{len(list(origin.parent.iterdir()))}")
    if start != "main":
        git(work, "fetch", "-q", "origin", start)
        git(work, "reset", "-q", "--hard", "FETCH_HEAD")
    change(work)
    head = commit(work, "Change")
    git(work, "push", "-q", "origin", f"+{head}:refs/pull/5/head")
    github.pulls = [{"number": 5, "state": "open", "head": {"sha": head, "ref": "add-paper"}}]
    return head


def summary(text: str) -> Callable[[Path], Any]:
    """A change of one summary."""
    path = "content/papers/alpha.md"
    return lambda work: (work / path).write_text((work / path).read_text().replace("It does something.", text))


def event(sha: str, **changes: Any) -> dict[str, Any]:
    """A ``workflow_run`` event as GitHub sends it, cut to what any reader of it may use."""
    run = {
        "id": 77,
        "name": "preview",
        "event": "pull_request",
        "status": "completed",
        "conclusion": "success",
        "head_branch": "add-paper",
        "head_sha": sha,
        "head_repository": {"full_name": "stranger/survey", "owner": {"login": "stranger"}, "fork": True},
        "pull_requests": [],  # GitHub leaves this empty for forks
    }
    return {"action": "completed", "workflow_run": run | changes, "repository": {"full_name": "owner/survey"}}


def post(origin: Path, github: GitHub, given: Any) -> str:
    """Post as one run of the workflow does, from a clone of main."""
    root = clone(origin, f"run-{len(list(origin.parent.iterdir()))}")
    with GitHubClient("owner/survey", TOKEN, github.url) as client:
        return post_report(root, client, given, PLACE)


def posted(github: GitHub) -> str:
    """The comment that was written last."""
    return str(github.written[-1][2]["body"])


def kept(github: GitHub, body: str | None = None) -> None:
    """What was written last is the comment that is there from now on."""
    text = posted(github) if body is None else body
    github.comments = [{"id": 4, "user": BOT, "body": text}]
    github.asked.clear()


def test_a_comment_says_what_it_is_about_and_where_it_was_made(origin: Path, github: GitHub) -> None:
    base = tip(origin, "refs/heads/main")
    head = pull(origin, github, summary("It does more."))
    assert post(origin, github, event(head)) == "Posted on pull request 5."
    ((method, path, _),) = github.written
    assert (method, path) == ("POST", "/repos/owner/survey/issues/5/comments")
    mark, commit_line, first, *_ = posted(github).splitlines()
    assert (mark, commit_line) == ("<!-- survey report -->", f"<!-- commit {head} -->")
    assert first == (
        f"About commit [`{head[:7]}`](https://github.com/owner/survey/commit/{head}), "
        f"compared with [`{base[:7]}`](https://github.com/owner/survey/commit/{base}) of the main branch by "
        "[this run](https://github.com/owner/survey/actions/runs/88). "
        "Its site was built ([build](https://github.com/owner/survey/actions/runs/77))."
    )
    assert "It does something. → It does more." in posted(github)
    assert "papers/alpha.md" in posted(github)


def test_the_pull_request_is_asked_of_the_forge(origin: Path, github: GitHub) -> None:
    post(origin, github, event(pull(origin, github, summary("More."))))
    assert any("head=stranger%3Aadd-paper" in path for _, path, _ in github.asked)
    assert set(github.tokens) == {f"Bearer {TOKEN}"}


@pytest.mark.parametrize("before", [2, 250])
def test_an_earlier_comment_is_renewed_and_no_other(origin: Path, github: GitHub, before: int) -> None:
    head = pull(origin, github, summary("More."))
    mark = "<!-- survey report -->\nold"
    others = [{"id": 10 + n, "user": person("stranger"), "body": mark} for n in range(before)]
    github.comments = [*others, {"id": 3, "user": BOT, "body": "Hello."}, {"id": 4, "user": BOT, "body": mark}]
    assert post(origin, github, event(head)) == "Renewed on pull request 5."
    assert {path for _, path, _ in github.written} == {COMMENT}


@pytest.mark.parametrize(
    ("conclusion", "said"),
    [
        ("failure", "could not be built"),
        ("timed_out", "was not built in time"),
        ("cancelled", "was not built to the end"),
        ("action_required", "was not built"),
        ("<b>", "was not built"),
        (None, "was not built"),
    ],
)
def test_a_build_that_failed_is_told_and_compared_all_the_same(
    origin: Path, github: GitHub, conclusion: str | None, said: str
) -> None:
    head = pull(origin, github, summary("More."))
    post(origin, github, event(head, conclusion=conclusion))
    assert f"Its site {said} ([build](https://github.com/owner/survey/actions/runs/77))." in posted(github)
    assert "It does something. → More." in posted(github)


def test_a_comment_is_stale_when_the_next_commit_cannot_be_compared(origin: Path, github: GitHub) -> None:
    first = pull(origin, github, summary("First."))
    post(origin, github, event(first))
    kept(github)

    def spoil(work: Path) -> None:
        (work / "content/survey.yml").write_text("name: [\n")

    second = pull(origin, github, spoil, "refs/pull/5/head")
    with pytest.raises(CommentRefusedError, match="has no survey"):
        post(origin, github, event(second, conclusion="failure"))
    lines = posted(github).splitlines()
    assert lines[:3] == ["<!-- survey report -->", f"<!-- commit {first} -->", "> [!WARNING]"]
    assert lines[3].startswith(f"> This is about [`{first[:7]}`](")
    assert f"[`{second[:7]}`](https://github.com/owner/survey/commit/{second}) could not be compared:" in lines[3]
    assert "[the run](https://github.com/owner/survey/actions/runs/88)" in lines[3]
    assert "It does something. → First." in posted(github)
    kept(github)
    third = pull(origin, github, lambda work: git(work, "revert", "--no-edit", second), "refs/pull/5/head")
    post(origin, github, event(third))
    assert "WARNING" not in posted(github)
    assert f"<!-- commit {third} -->" in posted(github)


def test_a_comment_is_stale_before_anything_else_is_tried(
    origin: Path, github: GitHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(github, f"<!-- survey report -->\n<!-- commit {SHA} -->\nWhat it said.")
    head = pull(origin, github, summary("More."))

    def killed(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("livingsurvey.github.pull_request_comment.compare_commits", killed)
    with pytest.raises(KeyboardInterrupt):
        post(origin, github, event(head))
    assert posted(github).splitlines()[2:] == [
        "> [!WARNING]",
        f"> This is about [`aaaaaaa`](https://github.com/owner/survey/commit/{SHA}), which is not the newest any more. "
        f"The newest commit is [`{head[:7]}`](https://github.com/owner/survey/commit/{head}); "
        "see [the run](https://github.com/owner/survey/actions/runs/88).",
        "",
        "What it said.",
    ]


def test_of_an_older_build_only_that_is_said(origin: Path, github: GitHub) -> None:
    first = pull(origin, github, summary("First."))
    post(origin, github, event(first))
    kept(github)
    second = pull(origin, github, summary("Second."), "refs/pull/5/head")
    assert "has a newer commit" in post(origin, github, event(first, conclusion="cancelled"))
    assert f"The newest commit is [`{second[:7]}`]" in posted(github)
    kept(github)
    post(origin, github, event(first))
    assert posted(github).count("WARNING") == 1


def test_a_late_event_of_an_older_build_changes_nothing(origin: Path, github: GitHub) -> None:
    first = pull(origin, github, summary("First."))
    second = pull(origin, github, summary("Second."), "refs/pull/5/head")
    post(origin, github, event(second))
    kept(github)
    post(origin, github, event(first, conclusion="cancelled"))
    assert github.written == []


def test_a_comment_of_an_earlier_version_names_no_commit(origin: Path, github: GitHub) -> None:
    kept(github, "<!-- survey report -->\n## What this change does")
    pull(origin, github, summary("More."))
    post(origin, github, event(SHA))
    assert "> This is about an earlier commit, which is not the newest any more." in posted(github)
    assert posted(github).endswith("## What this change does")


def test_where_nothing_can_be_said_that_is_said(origin: Path, github: GitHub) -> None:
    head = pull(origin, github, lambda work: git(work, "rm", "-rq", "content"))
    with pytest.raises(CommentRefusedError):
        post(origin, github, event(head))
    assert f"<!-- commit {head} -->\n> [!WARNING]\n> [`{head[:7]}`]" in posted(github)


def test_another_commit_than_the_forge_names_is_not_compared(origin: Path, github: GitHub) -> None:
    pull(origin, github, summary("More."))
    github.pulls[0]["head"]["sha"] = SHA
    with pytest.raises(CommentRefusedError, match="was not built"):
        post(origin, github, event(SHA))


def test_what_the_origin_does_not_have_is_told(origin: Path, github: GitHub) -> None:
    with pytest.raises(CommentRefusedError):
        post(origin, github, event(SHA))
    assert "could not be compared" in posted(github)


def test_a_history_of_its_own_is_not_compared(origin: Path, github: GitHub) -> None:
    def orphan(work: Path) -> None:
        git(work, "switch", "-q", "--orphan", "own")
        (work / "content").mkdir()

    with pytest.raises(CommentRefusedError, match="no commit in common"):
        post(origin, github, event(pull(origin, github, orphan)))


def test_what_came_to_main_since_is_no_change(origin: Path, github: GitHub) -> None:
    head = pull(origin, github, summary("More."))
    work = clone(origin, "curator")
    (work / "content/papers/gamma.md").write_text("---\nkey: gamma\ntitle: Gamma\n---\n")
    commit(work, "Add a paper")
    git(work, "push", "-q", "origin", "main")
    post(origin, github, event(head))
    assert "gamma" not in posted(github).lower()


def test_nothing_of_the_pull_request_is_run(origin: Path, github: GitHub, tmp_path: Path) -> None:
    ran = tmp_path / "ran"

    def attack(work: Path) -> None:
        code = f"open({str(ran)!r}, 'w')\n"
        (work / "extensions").mkdir()
        for name in ("extensions/mine.py", "conftest.py", "sitecustomize.py", "livingsurvey.py"):
            (work / name).write_text(code)
        (work / "overrides/papers").mkdir(parents=True)
        (work / "overrides/papers/paper.md.jinja").write_text("{{ ''.__class__.__mro__ }}")
        settings = work / "content/survey.yml"
        settings.write_text(settings.read_text() + "extensions: [extensions/mine.py]\n")
        (work / ".gitattributes").write_text("* filter=mine export-ignore\n")
        (work / "content/.gitattributes").write_text("* export-ignore\n")

    before = set(origin.parent.iterdir())
    post(origin, github, event(pull(origin, github, attack)))
    assert not ran.exists()
    (run,) = (path for path in set(origin.parent.iterdir()) - before if path.name.startswith("run"))
    assert git(run, "status", "--porcelain") == ""
    assert "### Other files: 8" in posted(github)
    assert "extensions/mine.py (added)" in posted(github)


def test_links_of_the_pull_request_are_not_followed(origin: Path, github: GitHub, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("---\nkey: secret\ntitle: The token of the job\n---\n")

    def link(work: Path) -> None:
        (work / "content/papers/secret.md").symlink_to(secret)
        (work / "content/topics/secret.md").symlink_to("/proc/self/environ")

    with suppress(CommentRefusedError):
        post(origin, github, event(pull(origin, github, link)))
    assert "The token of the job" not in posted(github)
    assert "GITHUB" not in posted(github)


def test_what_strangers_wrote_is_text(origin: Path, github: GitHub) -> None:
    def hostile(work: Path) -> None:
        summary("<img src=x> @team <!-- commit --> [a](javascript:x)")(work)
        (work / "<!-- @team #1 `x` **y**").write_text("x")

    post(origin, github, event(pull(origin, github, hostile)))
    text = posted(github).partition("```diff")[0]
    assert not any(sign in text for sign in ("<img", "@team", "#1 ", "](javascript", "<!-- @"))


def test_files_of_other_kinds_are_told(origin: Path, github: GitHub) -> None:
    def change(work: Path) -> None:
        (work / "README.md").write_text("Read this.\n")
        (work / "content/mkdocs.bin").write_bytes(bytes(range(256)) * 8000)
        (work / "mkdocs.yml").unlink()

    post(origin, github, event(pull(origin, github, change)))
    assert "README.md (added)\n\n```diff\n+Read this.\n```" in posted(github)
    assert "content/mkdocs.bin (added)" in posted(github)
    assert "mkdocs.yml (removed)" in posted(github)


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        [],
        "x",
        {"workflow_run": None},
        event(SHA, event="push"),
        event("main"),
        event(f"{SHA}\n"),
        event(SHA, head_repository=None),
        event(SHA, id="7; rm"),
    ],
    ids=str,
)
def test_another_event_is_refused(tmp_path: Path, github: GitHub, wrong: Any) -> None:
    with GitHubClient("owner/survey", TOKEN, github.url) as client, pytest.raises(CommentRefusedError):
        post_report(tmp_path, client, wrong, PLACE)
    assert github.written == []


@pytest.mark.parametrize("started", ["pull_request", "workflow_dispatch"])
def test_a_build_of_no_pull_request_has_nothing_to_say(tmp_path: Path, github: GitHub, started: str) -> None:
    github.pulls = []
    with GitHubClient("owner/survey", TOKEN, github.url) as client:
        assert "no open pull request" in post_report(tmp_path, client, event(SHA, event=started), PLACE)


@pytest.mark.parametrize("status", [403, 404, 500])
def test_a_forge_that_refuses_is_told(tmp_path: Path, github: GitHub, status: int) -> None:
    github.status = status
    with GitHubClient("owner/survey", TOKEN, github.url) as client, pytest.raises(GitHubError, match=str(status)):
        post_report(tmp_path, client, event(SHA), PLACE)


def test_no_forge_is_told(tmp_path: Path) -> None:
    with pytest.raises(GitHubError), GitHubClient("owner/survey", TOKEN, "http://127.0.0.1:9") as client:
        post_report(tmp_path, client, event(SHA), PLACE)
