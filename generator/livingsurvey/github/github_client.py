"""The few calls to GitHub's interface that workflows need."""

import json
from types import TracebackType
from typing import Any

from livingsurvey.model.errors import SurveyError
from livingsurvey.services.http_client import HttpClient, HttpPolicy, ServiceError

#: Entries of a page, and most pages of one list.
_PAGE, _PAGES = 100, 50
#: What is used of each entry of a list, by the last word of its path, and of which type it must be.
_USED: dict[str, dict[str, type]] = {
    "pulls": {"number": int, "state": str},
    "issues": {"number": int, "title": str},
    "comments": {"id": int},
}
_POLICY = HttpPolicy(timeout=30.0, retries=0)  # a call that changes something must not be made twice


class GitHubError(SurveyError):
    """GitHub could not be reached, or refused; the message says which call, and why."""


class GitHubClient:
    """One repository on GitHub, or on what answers as GitHub does.

    Args:
        repository: ``owner/name``.
        token: of the workflow's job; it is sent to GitHub's own host only.
        base: the address of the interface.
    """

    def __init__(self, repository: str, token: str, base: str = "https://api.github.com") -> None:
        self.repository = repository
        self._base = f"{base.rstrip('/')}/repos/{repository}"
        headers = {"Authorization": f"Bearer {token}", "Accept": "application/vnd.github+json"}
        self._http = HttpClient(_POLICY, "survey github", headers=headers)

    def __enter__(self) -> "GitHubClient":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.__exit__(kind, error, trace)

    def get(self, path: str, **query: str | int) -> Any:
        """Return the JSON at ``path`` below the repository.

        Raises:
            GitHubError: when GitHub does not answer, or not with JSON.
        """
        return self._parsed("GET", path, self._call("GET", path, params=query))

    def every(self, path: str, **query: str | int) -> list[dict[str, Any]]:
        """Return the entries of all pages of the list at ``path`` below the repository.

        Raises:
            GitHubError: when GitHub does not answer, not with a list, or with a longer one than any that is expected.
        """
        entries: list[dict[str, Any]] = []
        for page in range(1, _PAGES + 1):
            got = self.get(path, per_page=_PAGE, page=page, **query)
            if not isinstance(got, list) or not all(_is_usable(entry, path) for entry in got):
                raise GitHubError(f"GET {path}: the answer is no list of what was asked for.")
            entries += got
            if len(got) < _PAGE:
                return entries
        raise GitHubError(f"GET {path}: there are more than {_PAGES * _PAGE:,} entries, which are not looked through.")

    def send(self, method: str, path: str, data: dict[str, Any]) -> Any:
        """Send JSON to ``path`` below the repository, and return the answer; ``None`` where it is empty.

        Raises:
            GitHubError: when GitHub does not answer, or refuses.
        """
        answer = self._call(method, path, json=data)
        return self._parsed(method, path, answer) if answer else None

    def create(self, path: str, data: dict[str, Any]) -> int:
        """Make an entry of the list at ``path``, and return its number.

        Raises:
            GitHubError: when GitHub does not answer, refuses, or does not say the number.
        """
        made = self.send("POST", path, data)
        if not isinstance(made, dict) or not isinstance(made.get("number"), int):
            raise GitHubError(f"POST {path}: the answer does not say which number it has.")
        return int(made["number"])

    def _call(self, method: str, path: str, **given: Any) -> bytes:
        try:
            return self._http.fetch(f"{self._base}/{path}", method, **given)
        except ServiceError as error:
            raise GitHubError(f"{method} {path}: {error}") from error

    def _parsed(self, method: str, path: str, data: bytes) -> Any:
        try:
            return json.loads(data)
        except (ValueError, RecursionError) as error:
            raise GitHubError(f"{method} {path}: the answer is no JSON: {error}") from error


def _is_usable(entry: Any, path: str) -> bool:
    if not isinstance(entry, dict) or not isinstance(entry.get("user") or {}, dict):
        return False
    used = _USED.get(path.rpartition("/")[2], {})
    return all(isinstance(entry.get(name), kind) for name, kind in used.items())
