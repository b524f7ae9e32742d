"""A real server of screening on this machine, and the browser's side of it."""

import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from livingsurvey.screening import ScreeningServer, ScreeningSession

from tests.screening.folders import DAY, screened_folder


@dataclass
class Answered:
    """What the server has answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def data(self) -> Any:
        """The JSON of the body."""
        return json.loads(self.body)


@dataclass
class Page:
    """What a browser does with the server; ``headers`` replace or add to those that the page sends."""

    server: ScreeningServer
    root: Path

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str | None) -> Answered:
        """One request; a header that is ``None`` is left out."""
        own: dict[str, str | None] = {"X-Survey-Token": self.server.token, "Content-Type": "application/json"}
        own |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=60)
        try:
            given = {name: value for name, value in own.items() if value is not None}
            connection.request(method, path, body, given)
            answer = connection.getresponse()
            return Answered(answer.status, dict(answer.getheaders()), answer.read())
        finally:
            connection.close()

    def get(self, path: str) -> Any:
        """The data at an address, which must be there."""
        answer = self.ask("GET", path)
        assert answer.status == 200, answer.body
        return answer.data

    def post(self, path: str, **data: Any) -> Answered:
        """What the server answers to data."""
        return self.ask("POST", path, json.dumps(data).encode())

    def done(self, path: str, **data: Any) -> Any:
        """What the server answers to data that it takes."""
        answer = self.post(path, **data)
        assert answer.status == 200, answer.body
        return answer.data


@contextmanager
def served(root: Path) -> Iterator[Page]:
    """A server of the survey below ``root``, as long as what is inside works with it."""
    session = ScreeningSession(root, lambda: date.fromisoformat(DAY))
    with ScreeningServer(session, 0, "Ada") as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield Page(server, root)
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    """The page of a survey that one reader screens."""
    with served(screened_folder(tmp_path)) as made:
        yield made


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Page]:
    """The page of a survey that two readers screen."""
    with served(screened_folder(tmp_path, readers=2)) as made:
        yield made
