"""``survey screen``: what it takes in first, what it prints, and how it is stopped."""

from pathlib import Path
from typing import Any

import pytest
from livingsurvey.cli import app
from livingsurvey.screening import ScreeningServer
from typer.testing import CliRunner

from tests.commands.folders import held
from tests.screening.folders import screened_folder

RIS = "TY  - JOUR\nTI  - Corals and caches\nAU  - Lovelace, Ada\nPY  - 2025\nAB  - Corals cache.\nER  - \n"


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[ScreeningServer]:
    """The servers that were started, each of which is stopped at once as by Ctrl-C."""
    found: list[ScreeningServer] = []

    def _serve(server: ScreeningServer, *_: Any) -> None:
        found.append(server)
        raise KeyboardInterrupt

    monkeypatch.setattr(ScreeningServer, "serve_forever", _serve)
    monkeypatch.setattr("webbrowser.open", lambda _: pytest.fail("nobody is at a terminal"))
    return found


def run(root: Path, *arguments: str) -> Any:
    return CliRunner().invoke(app, ["screen", "-C", str(root), "--port", "0", *arguments])


def test_it_prints_an_address_with_a_token_and_can_be_stopped(tmp_path: Path, served: list[ScreeningServer]) -> None:
    result = run(screened_folder(tmp_path), "--reader", "Ada")
    assert result.exit_code == 0, result.output
    assert "4 candidates to decide" in result.output
    assert served[0].token in "".join(result.output.split())
    assert served[0].reader == "Ada"


def test_a_file_is_taken_in_first(tmp_path: Path, served: list[ScreeningServer]) -> None:
    root = screened_folder(tmp_path)
    file = tmp_path / "refs.ris"
    file.write_text(RIS)
    result = run(root, "--from", str(file))
    assert result.exit_code == 0, result.output
    assert "refs.ris: 1 record, 1 new, 0 known." in result.output
    assert held(root).candidates[-1].title == "Corals and caches"
    assert held(root).candidates[-1].key in served[0].session.waiting
    assert "0 new, 1 known" in run(root, "--from", str(file)).output


def test_a_file_that_is_not_there_is_said(tmp_path: Path, served: list[ScreeningServer]) -> None:
    result = run(screened_folder(tmp_path), "--from", "nowhere.ris")
    assert (result.exit_code, served) == (2, [])
    assert "nowhere.ris is not a file" in result.output


def test_a_survey_that_cannot_be_read_is_not_screened(tmp_path: Path, served: list[ScreeningServer]) -> None:
    root = screened_folder(tmp_path)
    (root / "content/papers/alpha.md").write_text("---\ntitle: [\n---\n")
    result = run(root)
    assert (result.exit_code, served) == (1, [])
    assert "content/papers/alpha.md" in result.output


def test_a_port_that_is_taken_is_said(tmp_path: Path, served: list[ScreeningServer]) -> None:
    from livingsurvey.screening import ScreeningSession

    root = screened_folder(tmp_path)
    with ScreeningServer(ScreeningSession(root)) as other:
        result = run(root, "--port", str(other.server_port))
    assert result.exit_code == 1
    assert f"Port {other.server_port} cannot be used" in result.output
