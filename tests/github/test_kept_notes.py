"""One comment, one issue: renewed, never doubled, and only ours."""

from typing import Any

import pytest
from livingsurvey.github.github_client import GitHubClient
from livingsurvey.github.kept_notes import keep_comment, keep_issue

from tests.github.github import TOKEN, GitHub

BOT = {"login": "github-actions[bot]"}


def issue(number: int, title: str = "External links", **changes: Any) -> dict[str, Any]:
    """An issue as GitHub lists it."""
    return {"number": number, "title": title, "user": BOT, "state": "open", "body": "old"} | changes


def keep(github: GitHub, text: str) -> str:
    """Keep the report of links."""
    with GitHubClient("owner/survey", TOKEN, github.url) as client:
        return keep_issue(client, "External links", text)


def test_an_issue_is_opened_when_there_is_something_to_say(github: GitHub) -> None:
    assert keep(github, "One is dead.\n") == "Opened issue 3."
    sent = {"title": "External links", "body": "One is dead."}
    assert github.written == [("POST", "/repos/owner/survey/issues", sent)]


def test_no_issue_is_opened_when_there_is_nothing_to_say(github: GitHub) -> None:
    assert keep(github, " \n") == "There is nothing to report."
    assert github.written == []


def test_our_own_issue_is_renewed_and_no_other(github: GitHub) -> None:
    github.issues = [
        issue(1, user={"login": "stranger"}),
        issue(2, title="Another"),
        issue(4, pull_request={"url": "x"}),
        issue(8),
    ]
    assert keep(github, "Two are dead.") == "Renewed issue 8."
    assert github.written == [("PATCH", "/repos/owner/survey/issues/8", {"body": "Two are dead."})]


def test_the_issue_is_closed_when_all_is_well(github: GitHub) -> None:
    github.issues = [issue(8)]
    assert keep(github, "") == "Closed issue 8."
    assert github.written[0][2]["state"] == "closed"


def test_later_pages_are_looked_at(github: GitHub) -> None:
    github.issues = [issue(n, title="Another") for n in range(100)]
    keep(github, "Text")
    assert len([path for method, path, _ in github.asked if method == "GET"]) == 10


def test_a_long_report_is_cut(github: GitHub) -> None:
    keep(github, "line\n" * 20_000)
    assert len(github.written[0][2]["body"]) < 65_000
    assert github.written[0][2]["body"].endswith("The rest was cut.")


@pytest.mark.parametrize("author", ["github-actions[bot]", "stranger"])
def test_a_comment_is_renewed_where_it_is_ours(github: GitHub, author: str) -> None:
    github.comments = [{"id": 4, "user": {"login": author}, "body": "<!-- m -->\nold"}]
    with GitHubClient("owner/survey", TOKEN, github.url) as client:
        renewed = keep_comment(client, 5, "<!-- m -->", "new")
    path = "issues/comments/4" if renewed else "issues/5/comments"
    assert renewed == (author != "stranger")
    assert github.written[0][1:] == (f"/repos/owner/survey/{path}", {"body": "<!-- m -->\nnew"})
