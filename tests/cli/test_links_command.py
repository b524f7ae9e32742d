"""``survey links``: one report, content untouched, and no network is no news."""

import json
from pathlib import Path

import pytest
from livingsurvey.cli import app
from typer.testing import CliRunner, Result

from tests.builders import paper_file, survey_folder
from tests.commands.folders import tree
from tests.services.test_visit_links import Host, host

__all__ = ["host"]


def run(root: Path, *arguments: str | Path, code: int = 0) -> Result:
    """Run ``survey links`` on a survey."""
    given = ["links", *map(str, arguments), "-C", str(root), "--timeout", "10", "--pause", "0"]
    result = CliRunner().invoke(app, given)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == code, result.output
    return result


def made(root: Path, host: Host, *names: str) -> Path:
    """A survey with a paper that links to paths of the host."""
    code = "".join(f"  - {host.url}/{name}\n" for name in names)
    return survey_folder(root, {"a": paper_file("a", f"code:\n{code}")})


def test_links_are_visited_and_content_is_not_touched(tmp_path: Path, host: Host) -> None:
    root = made(tmp_path, host, "200", "404", "moved", "403")
    before = tree(root)
    output = run(root, code=1).output
    assert f"`{host.url}/404` (answer 404" in output
    assert f"`{host.url}/moved` → `{host.url}/new`" in output
    assert output.endswith("4 of 4 links visited.\n")
    assert tree(root) == before
    told = json.loads((root / "build/links.json").read_text())
    assert {url.rpartition("/")[2]: one["outcome"] for url, one in told.items()} == {
        "200": "ok",
        "404": "dead",
        "moved": "redirected",
        "403": "refused",
    }


def test_a_redirect_to_a_private_host_is_told(tmp_path: Path, host: Host) -> None:
    output = run(made(tmp_path, host, "inside")).output
    assert f"`{host.url}/inside` (redirects to a private address, since" in output
    assert output.endswith("1 of 1 links visited.\n")


def test_the_report_is_one_file(tmp_path: Path, host: Host) -> None:
    root = made(tmp_path, host, "404")
    run(root, "--report", root / "build/links.md")
    assert "## Dead" in (root / "build/links.md").read_text()
    made(root, host, "200", "403")
    run(root, "--report", root / "build/links.md")
    assert (root / "build/links.md").read_text() == ""


def test_what_answered_lately_is_not_asked_again(tmp_path: Path, host: Host) -> None:
    root = made(tmp_path, host, "200", "404")
    run(root, code=1)
    host.asked.clear()
    assert "1 of 2 links visited." in run(root, "--since", "7", code=1).output
    assert {path for _, path in host.asked} == {"/404"}


def test_links_that_are_gone_from_the_content_are_forgotten(tmp_path: Path, host: Host) -> None:
    root = made(tmp_path, host, "404")
    run(root, code=1)
    made(root, host, "200")
    run(root)
    assert list(json.loads((root / "build/links.json").read_text())) == [f"{host.url}/200"]


def test_without_a_network_what_was_known_is_kept(tmp_path: Path, host: Host) -> None:
    root = made(tmp_path, host, "404")
    run(root, code=1)
    known = (root / "build/links.json").read_bytes()
    (root / "content/papers/a.md").write_text(paper_file("a", "code: [http://127.0.0.1:9/x]\n"))
    assert "is there a network?" in run(root, code=1).output
    assert (root / "build/links.json").read_bytes() == known


def test_a_survey_without_links_is_well(tmp_path: Path) -> None:
    assert run(survey_folder(tmp_path)).output == "0 of 0 links visited.\n"


@pytest.mark.parametrize("days", ["-1", "x"])
def test_days_are_a_number(tmp_path: Path, days: str) -> None:
    run(survey_folder(tmp_path), "--since", days, code=2)
