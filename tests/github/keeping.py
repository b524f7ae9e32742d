"""A GitHub on this machine that keeps what it is told: issues, comments and pull requests of a repository."""

import copy
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.github.github import BOT, GitHub, person
from tests.github.repository import clone, git, tip

_REPOSITORY = "/repos/owner/survey/"


class KeepingGitHub(GitHub):
    """What it keeps, and what people do to it, each of which is one action."""

    def __init__(self, origin: Path) -> None:
        super().__init__()
        self.origin = origin
        self.pulls = []
        self.said: dict[int, list[dict[str, Any]]] = {}
        self.reviewed: dict[int, list[dict[str, Any]]] = {}
        self.actions: list[str] = []
        self._last = 100

    def answer(self, method: str, path: str) -> tuple[int, Any]:
        """What GitHub says to a call, and keeps of it."""
        place = urlsplit(path)
        query = {name: values[0] for name, values in parse_qs(place.query).items()}
        words = place.path.removeprefix(_REPOSITORY).split("/")
        sent = copy.deepcopy(self.asked[-1][2]) or {}
        if method == "GET":
            return self._get(words, query)
        refused = next((code for end, code in self.refused.items() if place.path.endswith(end)), 0)
        return (refused, None) if refused else self._change(method, words, sent)

    def _get(self, words: list[str], query: dict[str, str]) -> tuple[int, Any]:
        match words:
            case ["issues"]:
                listed = [one for one in self.issues if one["state"] == query.get("state", "open")]
                return 200, self._paged(listed, query)
            case ["issues", number]:
                return 200, self.issue(int(number))
            case ["issues", number, "comments"]:
                return 200, self._paged(self.said.get(int(number), []), query)
            case ["pulls", number, "reviews"]:
                return 200, self._paged(self.reviewed.get(int(number), []), query)
            case ["pulls"]:
                branch = query["head"].partition(":")[2]
                return 200, self._paged([self._pull(one) for one in self.pulls if one["branch"] == branch], query)
        return 404, {"message": "Not Found"}

    def _change(self, method: str, words: list[str], sent: dict[str, Any]) -> tuple[int, Any]:
        match method, words:
            case "POST", ["issues"]:
                made = {"number": self._number(), "state": "open", "user": BOT, **sent}
                self.issues.append(made)
                return 201, made
            case "PATCH", ["issues", "comments", number]:
                kept = next(one for all_of in self.said.values() for one in all_of if one["id"] == int(number))
                return 200, kept | (kept.update(sent) or {})
            case "PATCH", ["issues", number]:
                self.issue(int(number)).update(sent)
                return 200, self.issue(int(number))
            case "POST", ["issues", number, "comments"]:
                return 201, self._say(int(number), BOT, sent["body"])
            case "POST", ["pulls"]:
                made = {"number": self._number(), "state": "open", "user": BOT, "branch": sent["head"], "sha": None}
                self.pulls.append(made | {"merged_at": None, "auto_merge": None} | sent)
                return 201, made
            case "PATCH", ["pulls", number]:
                next(one for one in self.pulls if one["number"] == int(number)).update(sent)
                return 200, {}
            case "POST", [*_, "dispatches"]:
                return 204, None
        return 404, {"message": "Not Found"}

    def _paged(self, entries: list[Any], query: dict[str, str]) -> list[Any]:
        size = int(query.get("per_page", 30))
        first = (int(query.get("page", 1)) - 1) * size
        return entries[first : first + size]

    def _pull(self, pull: dict[str, Any]) -> dict[str, Any]:
        sha = pull["sha"] or tip(self.origin, f"refs/heads/{pull['branch']}")
        return pull | {"head": {"ref": pull["branch"], "sha": sha}}

    def _number(self) -> int:
        self._last += 1
        return self._last

    def _say(self, number: int, user: dict[str, Any], body: str) -> dict[str, Any]:
        said = {"id": self._number(), "user": user, "body": body}
        self.said.setdefault(number, []).append(said)
        return said

    def issue(self, number: int) -> dict[str, Any]:
        """An issue."""
        return next(one for one in self.issues if one["number"] == number)

    def tick(self, number: int, key: str, action: str) -> None:
        """A curator ticks a box; GitHub then sends the text with the ends of lines of a form."""
        self.actions.append(f"tick {key} {action}")
        body = self.issue(number)["body"].replace("\r\n", "\n")
        mark = re.escape(f"<!-- candidate {key} {action} -->")
        ticked, times = re.subn(rf"^- \[ \] (.* {mark})$", r"- [x] \1", body, flags=re.MULTILINE)
        assert times == 1, (key, action)
        self.issue(number)["body"] = ticked.replace("\n", "\r\n")

    def comment(self, number: int, body: str = "/done", login: str = "curator", **fields: Any) -> dict[str, Any]:
        """Somebody comments; return the event."""
        self.actions.append(f"comment {body}")
        return comment_event(self.issue(number), self._say(number, person(login), body) | fields)

    def approve(self, number: int) -> None:
        """A curator approves a pull request as it is."""
        self.actions.append("approve")
        sha = self._pull(next(one for one in self.pulls if one["number"] == number))["head"]["sha"]
        review = {"id": self._number(), "user": person("curator"), "state": "APPROVED", "commit_id": sha, "body": ""}
        self.reviewed.setdefault(number, []).append(review)

    def close(self, number: int, merged: str | None = None) -> None:
        """A pull request is over."""
        pull = next(one for one in self.pulls if one["number"] == number)
        pull.update(state="closed", sha=self._pull(pull)["head"]["sha"], merged_at=merged)

    def merge(self, number: int, squash: bool = False, delete: bool = True) -> None:
        """A curator merges a pull request."""
        self.actions.append("merge")
        pull = next(one for one in self.pulls if one["number"] == number)
        work = clone(self.origin, f"merge-{number}-{self._number()}")
        branch = f"origin/{pull['branch']}"
        git(work, "merge", "-q", *(["--squash"] if squash else ["--no-ff", "-m", "Merge"]), branch)
        if squash:
            git(work, "commit", "-qm", "Merge")
        git(work, "push", "-q", "origin", "main")
        self.close(number, "2026-11-30T10:00:00Z")
        if delete:
            git(self.origin, "update-ref", "-d", f"refs/heads/{pull['branch']}")


def comment_event(issue: dict[str, Any], comment: dict[str, Any], action: str = "created") -> dict[str, Any]:
    """The event of a comment, in the form in which GitHub sends it."""
    address = f"https://api.github.com/repos/owner/survey/issues/{issue['number']}"
    about = {"url": address, "id": 1, "node_id": "I_1", "labels": [], "locked": False, "assignees": [], "comments": 1}
    said = {"url": f"{address}/comments", "node_id": "IC_1", "created_at": "2026-11-30T09:00:00Z", "reactions": {}}
    return {
        "action": action,
        "issue": {**about, "author_association": "NONE", **issue},
        "comment": {**said, "author_association": "OWNER", "performed_via_github_app": None, **comment},
        "repository": {"id": 1, "full_name": "owner/survey", "private": False, "default_branch": "main"},
        "sender": comment["user"],
    }
