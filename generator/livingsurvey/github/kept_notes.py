"""What the workflows write for people, each in one place that is renewed: a comment, or an issue."""

import re
from typing import Any, NamedTuple

from livingsurvey.github.github_client import GitHubClient

BOT = "github-actions[bot]"
_LONGEST = 60_000  # GitHub takes 65,536 characters


class KeptComment(NamedTuple):
    """A comment of ours that is there already."""

    id: int
    body: str


def kept_comment(client: GitHubClient, number: int, mark: str) -> KeptComment | None:
    """Find our comment that begins with ``mark`` on an issue or pull request, among all its comments.

    Raises:
        GitHubError: when GitHub does not answer.
    """
    for comment in client.every(f"issues/{number}/comments"):
        if author(comment) == BOT and str(comment.get("body")).startswith(mark):
            return KeptComment(int(comment["id"]), str(comment["body"]))
    return None


def keep_comment(client: GitHubClient, number: int, mark: str, text: str) -> bool:
    """Write a comment on an issue or pull request in place of the one with the same mark; return whether there was one.

    Raises:
        GitHubError: when GitHub does not answer.
    """
    earlier, body = kept_comment(client, number, mark), within(f"{mark}\n{text}")
    if earlier is None:
        client.send("POST", f"issues/{number}/comments", {"body": body})
    elif earlier.body != body:
        client.send("PATCH", f"issues/comments/{earlier.id}", {"body": body})
    return earlier is not None


def keep_issue(client: GitHubClient, title: str, text: str) -> str:
    """Keep the one open issue with a title up to date; without a text, close it. Returns what was done.

    Raises:
        GitHubError: when GitHub does not answer.
    """
    text = within(text.strip())
    number = _open_issue(client, title)
    if number is None and not text:
        return "There is nothing to report."
    if number is None:
        return f"Opened issue {client.create('issues', {'title': title, 'body': text})}."
    state = {"body": text} if text else {"body": "Nothing is left to report.", "state": "closed"}
    client.send("PATCH", f"issues/{number}", state)
    return f"{'Renewed' if text else 'Closed'} issue {number}."


def author(entry: dict[str, Any]) -> str:
    """Who wrote a comment, review or issue; empty where the account is gone."""
    return str((entry.get("user") or {}).get("login") or "")


def within(text: str, most: int = _LONGEST) -> str:
    """Cut Markdown to what GitHub takes, between lines where it has them, and say so."""
    if len(text) <= most:
        return text
    kept = re.sub(r"&[#\w]*\Z", "", text[:most].rpartition("\n")[0] or text[:most])
    return f"{kept}\n{'```' if kept.count('```') % 2 else ''}\nThe rest was cut."


def _open_issue(client: GitHubClient, title: str) -> int | None:
    for issue in client.every("issues", state="open"):
        if issue["title"] == title and author(issue) == BOT and "pull_request" not in issue:
            return int(issue["number"])
    return None
