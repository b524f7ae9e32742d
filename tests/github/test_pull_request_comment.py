"""Posting a report: on the right pull request, and never anything but a report."""

import json
from typing import Any

import pytest
from livingsurvey.commands.diff.diff_report import DiffEntry, DiffReport
from livingsurvey.github.github_client import GitHubClient, GitHubError
from livingsurvey.github.pull_request_comment import FILE, MOST, CommentRefusedError, comment_of, post_report

from tests.github.github import SHA, TOKEN, GitHub, zipped

REPORT = DiffReport(base="main", added=(DiffEntry(key="a-paper", title="A paper"),), total={"added": 1})
GOOD = zipped({FILE: REPORT.model_dump_json().encode()})


def event(**changes: Any) -> dict[str, Any]:
    """A ``workflow_run`` event as GitHub sends it, cut to what any reader of it may use."""
    run = {
        "id": 77,
        "name": "preview",
        "event": "pull_request",
        "status": "completed",
        "conclusion": "success",
        "head_branch": "add-paper",
        "head_sha": SHA,
        "head_repository": {"full_name": "stranger/survey", "owner": {"login": "stranger"}, "fork": True},
        "pull_requests": [],  # GitHub leaves this empty for forks
    }
    return {"action": "completed", "workflow_run": run | changes, "repository": {"full_name": "owner/survey"}}


def post(github: GitHub, given: Any = None) -> str:
    """Post what the GitHub holds."""
    with GitHubClient("owner/survey", TOKEN, github.url) as client:
        return post_report(client, event() if given is None else given)


def test_a_report_is_posted(github: GitHub) -> None:
    github.archive = GOOD
    assert post(github) == "Posted on pull request 5."
    ((method, path, sent),) = github.written
    assert (method, path) == ("POST", "/repos/owner/survey/issues/5/comments")
    assert "Papers added: 1" in sent["body"]


def test_the_pull_request_is_asked_of_the_forge(github: GitHub) -> None:
    github.archive = GOOD
    post(github)
    assert any("head=stranger%3Aadd-paper" in path for _, path, _ in github.asked)


def test_an_earlier_report_is_renewed(github: GitHub) -> None:
    github.archive = GOOD
    text = f"<!-- survey report -->\n{comment_of(GOOD)}"
    github.comments = [
        {"id": 1, "user": {"login": "stranger"}, "body": text},
        {"id": 2, "user": {"login": "github-actions[bot]"}, "body": "Hello."},
        {"id": 3, "user": {"login": "github-actions[bot]"}, "body": text},
    ]
    assert post(github) == "Renewed on pull request 5."
    assert [(method, path) for method, path, _ in github.written] == [
        ("PATCH", "/repos/owner/survey/issues/comments/3")
    ]


def test_an_older_build_has_nothing_to_say(github: GitHub) -> None:
    github.archive = GOOD
    github.pulls = [{"number": 5, "head": {"sha": "b" * 40}}]
    assert "no open pull request" in post(github)
    assert github.written == []


def test_the_token_goes_to_the_forge_alone(github: GitHub) -> None:
    github.archive = GOOD
    github.store = github.store.replace("127.0.0.1", "localhost")
    post(github)
    assert {token for name, token in github.tokens if name == "store"} == {None}
    assert {token for name, token in github.tokens if name == "forge"} == {f"Bearer {TOKEN}"}


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        [],
        "x",
        {"workflow_run": None},
        event(event="push"),
        event(head_sha="main"),
        event(head_sha=f"{SHA}\n"),
        event(head_repository=None),
        event(id="7; rm"),
    ],
    ids=str,
)
def test_another_event_is_refused(github: GitHub, wrong: Any) -> None:
    with pytest.raises(CommentRefusedError):
        post(github, wrong)
    assert github.written == []


def text_of(**changes: Any) -> bytes:
    return json.dumps(json.loads(REPORT.model_dump_json()) | changes).encode()


@pytest.mark.parametrize(
    "archive",
    [
        b"",
        b"no zip",
        GOOD[:-30],
        zipped({}),
        zipped({"other.json": b"{}"}),
        zipped({FILE: b"{}", "more.json": b"{}"}),
        zipped({f"../{FILE}": b"{}"}),
        zipped({f"/{FILE}": b"{}"}),
        zipped({f"folder/{FILE}": b"{}"}),
        zipped({FILE: b" " * (MOST + 1)}),
        zipped({FILE: b"\xff"}),
        zipped({FILE: b"not json"}),
        zipped({FILE: b"[]"}),
        zipped({FILE: b"{}"}),
        zipped({FILE: text_of(extra=1)}),
        zipped({FILE: text_of(base="x" * 10_000)}),
        zipped({FILE: text_of(added=[{"key": "k", "title": "t"}] * 1000)}),
        zipped({FILE: text_of(fixed=-1)}),
        zipped({FILE: text_of(counts="<script>")}),
        zipped({FILE: b"[" * 100_000}),
    ],
    ids=lambda archive: f"{len(archive)} bytes",
)
def test_what_is_no_report_is_refused(github: GitHub, archive: bytes) -> None:
    github.archive = archive
    with pytest.raises(CommentRefusedError):
        post(github)
    assert github.written == []


def test_a_link_in_the_archive_is_only_a_text(github: GitHub) -> None:
    import zipfile

    info = zipfile.ZipInfo(FILE)
    info.external_attr = 0o120777 << 16
    github.archive = zipped({info: b"/etc/passwd"})  # type: ignore[dict-item]
    with pytest.raises(CommentRefusedError, match="not a report"):
        post(github)


def test_a_huge_artifact_is_not_read_to_its_end(github: GitHub) -> None:
    github.archive = b"x" * (3 * MOST)
    with pytest.raises(GitHubError, match="more than"):
        post(github)


def test_a_bomb_is_not_unpacked(github: GitHub) -> None:
    github.archive = zipped({FILE: b" " * (100 * MOST)})
    assert len(github.archive) < MOST
    with pytest.raises(CommentRefusedError, match="more than"):
        post(github)


@pytest.mark.parametrize("artifacts", [[], [{"id": 1, "name": "report"}, {"id": 2, "name": "report"}]], ids=len)
def test_one_report_is_wanted(github: GitHub, artifacts: list[dict[str, Any]]) -> None:
    github.artifacts = artifacts
    with pytest.raises(CommentRefusedError, match="one artifact"):
        post(github)


@pytest.mark.parametrize("status", [403, 404, 500])
def test_a_forge_that_refuses_is_told(github: GitHub, status: int) -> None:
    github.status = status
    with pytest.raises(GitHubError, match=str(status)):
        post(github)


def test_no_forge_is_told() -> None:
    with pytest.raises(GitHubError), GitHubClient("owner/survey", TOKEN, "http://127.0.0.1:9") as client:
        post_report(client, event())
