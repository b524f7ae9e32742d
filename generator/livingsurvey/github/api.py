"""The few calls to the forge's interface that workflows need, with time-outs and limits."""

from types import TracebackType
from typing import Any

import httpx

from livingsurvey.model.errors import SurveyError

_SECONDS = 30.0


class GitHubError(SurveyError):
    """The forge could not be reached, or refused; the message says which call, and why."""


class GitHubClient:
    """One repository on a forge, spoken to with a token.

    Args:
        repository: ``owner/name``.
        token: of the workflow's job; it is sent to the forge's own host only.
        base: the address of the interface.
    """

    def __init__(self, repository: str, token: str, base: str = "https://api.github.com") -> None:
        self.repository = repository
        headers = {"Authorization": f"Bearer {token}", "Accept": "application/vnd.github+json"}
        # httpx leaves the token out when a redirect leads to another host, as downloads of artifacts do.
        self._client = httpx.Client(base_url=base, headers=headers, timeout=_SECONDS, follow_redirects=True)

    def __enter__(self) -> "GitHubClient":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def get(self, path: str, **query: str | int) -> Any:
        """Return what the forge tells of ``path`` below the repository.

        Raises:
            GitHubError: when it does not answer, or not with JSON.
        """
        return self._call("GET", path, params=query)

    def send(self, method: str, path: str, data: dict[str, Any]) -> Any:
        """Send JSON to ``path`` below the repository.

        Raises:
            GitHubError: when the forge does not answer, or refuses.
        """
        return self._call(method, path, json=data)

    def download(self, path: str, most: int) -> bytes:
        """Return the bytes of ``path`` below the repository.

        Raises:
            GitHubError: when they are more than ``most``, or cannot be had.
        """
        data = bytearray()
        try:
            with self._client.stream("GET", self._path(path)) as response:
                response.raise_for_status()
                for chunk in response.iter_bytes():
                    data += chunk
                    if len(data) > most:
                        raise GitHubError(f"{path} holds more than {most} bytes.")
        except httpx.HTTPError as error:
            raise GitHubError(f"GET {path}: {error}") from error
        return bytes(data)

    def _call(self, method: str, path: str, **given: Any) -> Any:
        try:
            response = self._client.request(method, self._path(path), **given)
            response.raise_for_status()
            return response.json()
        except (httpx.HTTPError, ValueError) as error:
            raise GitHubError(f"{method} {path}: {error}") from error

    def _path(self, path: str) -> str:
        return f"/repos/{self.repository}/{path}"
