"""One comment, one issue: renewed, never doubled, and only ours."""

from typing import Any

import pytest
from livingsurvey.github.github_client import GitHubClient, GitHubError
from livingsurvey.github.kept_notes import keep_comment, keep_issue, within

from tests.github.github import BOT, TOKEN, GitHub, person


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
        issue(1, user=person("stranger")),
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
    github.issues = [*(issue(n, title="Another") for n in range(1200)), issue(1234)]
    assert keep(github, "Text") == "Renewed issue 1234."


def test_a_long_report_is_cut(github: GitHub) -> None:
    keep(github, "line\n" * 20_000)
    assert len(github.written[0][2]["body"]) < 65_000
    assert github.written[0][2]["body"].endswith("The rest was cut.")


def comment(github: GitHub) -> bool:
    """Keep a comment on issue 5."""
    with GitHubClient("owner/survey", TOKEN, github.url) as client:
        return keep_comment(client, 5, "<!-- m -->", "new")


@pytest.mark.parametrize("author", [BOT, person("stranger"), None], ids=str)
def test_a_comment_is_renewed_where_it_is_ours(github: GitHub, author: dict[str, Any] | None) -> None:
    github.comments = [{"id": 4, "user": author, "body": "<!-- m -->\nold"}]
    renewed = comment(github)
    path = "issues/comments/4" if renewed else "issues/5/comments"
    assert renewed == (author == BOT)
    assert github.written[0][1:] == (f"/repos/owner/survey/{path}", {"body": "<!-- m -->\nnew"})


@pytest.mark.parametrize("before", [0, 99, 100, 101, 4900])
def test_our_comment_is_found_on_any_page(github: GitHub, before: int) -> None:
    others = [{"id": n, "user": person("stranger"), "body": "<!-- m -->"} for n in range(before)]
    github.comments = [*others, {"id": 7777, "user": BOT, "body": "<!-- m -->\nold"}]
    assert comment(github)
    assert [path for _, path, _ in github.written] == ["/repos/owner/survey/issues/comments/7777"]


def test_more_pages_than_any_discussion_has_are_told(github: GitHub) -> None:
    github.comments = [{"id": n, "user": None, "body": None} for n in range(5000)]
    with pytest.raises(GitHubError, match="more than 5,000"):
        comment(github)
    assert github.written == []


@pytest.mark.parametrize("answer", [{"message": "Bad"}, [1], "x", None])
def test_an_answer_that_is_no_list_is_told(github: GitHub, answer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(github, "answer", lambda method, path: (200, answer))
    with pytest.raises(GitHubError):
        comment(github)


def test_what_says_the_same_is_not_written_again(github: GitHub) -> None:
    github.comments = [{"id": 4, "user": BOT, "body": "<!-- m -->\nnew"}]
    assert comment(github)
    assert github.written == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("one\ntwo\nthree", "one\ntwo\n\nThe rest was cut."),
        ("```\na\nb\nccccc", "```\na\nb\n```\nThe rest was cut."),
        ("abcdef&#64;&#8203;", "abcdef\n\nThe rest was cut."),
        ("one\ntwo", "one\ntwo"),
    ],
)
def test_markdown_is_cut_where_it_can_be(text: str, kept: str) -> None:
    assert within(text, 10) == kept
