"""What the workflows write for people, each in one place that is renewed: a comment, or an issue."""

from typing import Any

from livingsurvey.github.github_client import GitHubClient

_BOT = "github-actions[bot]"
_PAGES = 10  # of a hundred open issues each
_LONGEST = 60_000  # GitHub takes 65,536 characters


def keep_comment(client: GitHubClient, number: int, mark: str, text: str) -> bool:
    """Write a comment on an issue or pull request in place of the one with the same mark; return whether there was one.

    Raises:
        GitHubError: when GitHub does not answer.
    """
    comments = client.get(f"issues/{number}/comments", per_page=100)
    ours = (c for c in comments if c["user"]["login"] == _BOT and str(c["body"]).startswith(mark))
    earlier = next((int(comment["id"]) for comment in ours), None)
    if earlier is None:
        client.send("POST", f"issues/{number}/comments", {"body": f"{mark}\n{text}"})
    else:
        client.send("PATCH", f"issues/comments/{earlier}", {"body": f"{mark}\n{text}"})
    return earlier is not None


def keep_issue(client: GitHubClient, title: str, text: str) -> str:
    """Keep the one open issue with a title up to date; without a text, close it. Returns what was done.

    Raises:
        GitHubError: when GitHub does not answer.
    """
    text = text.strip()
    if len(text) > _LONGEST:
        text = text[:_LONGEST].rsplit("\n", 1)[0] + "\n\nThe rest was cut."
    number = _open_issue(client, title)
    if number is None and not text:
        return "There is nothing to report."
    if number is None:
        made = client.send("POST", "issues", {"title": title, "body": text})
        return f"Opened issue {int(made['number'])}."
    state = {"body": text} if text else {"body": "Nothing is left to report.", "state": "closed"}
    client.send("PATCH", f"issues/{number}", state)
    return f"{'Renewed' if text else 'Closed'} issue {number}."


def _open_issue(client: GitHubClient, title: str) -> int | None:
    for page in range(1, _PAGES + 1):
        issues: list[dict[str, Any]] = client.get("issues", state="open", per_page=100, page=page)
        for issue in issues:
            if issue["title"] == title and issue["user"]["login"] == _BOT and "pull_request" not in issue:
                return int(issue["number"])
        if len(issues) < 100:
            break
    return None
