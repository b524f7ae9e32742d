"""``survey github``: from an event's file to files for the workflow's next step, or one answer on the issue."""

import json
from pathlib import Path
from typing import Any

import pytest
from livingsurvey.cli import app
from typer.testing import CliRunner, Result

from tests.commands.folders import folder, held, tree
from tests.github.conftest import begun, github, origin
from tests.github.github import BOT, SHA, TOKEN, GitHub, person
from tests.github.repository import clone, commit, git, tip
from tests.github.test_form_answers import body, event

__all__ = ["begun", "github", "origin"]
BIB = "@inproceedings{k, title={Cats Sleep on Warm Stoves}, author={Doe, Jane}, year=2024, abstract={They purr.}}"


@pytest.fixture
def root(tmp_path: Path, github: GitHub, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A survey, in the environment of a workflow whose GitHub is on this machine and whose services are nowhere."""
    for name in ("ARXIV", "CROSSREF", "OPENALEX", "ANTHOLOGY", "OPENREVIEW"):
        monkeypatch.setenv(f"SURVEY_{name}_URL", "http://127.0.0.1:9/")
    monkeypatch.setenv("SURVEY_BACKOFF", "0")
    monkeypatch.setenv("GITHUB_REPOSITORY", "owner/survey")
    monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
    monkeypatch.setenv("GITHUB_API_URL", github.url)
    monkeypatch.setenv("GITHUB_SERVER_URL", "https://github.com")
    monkeypatch.setenv("GITHUB_RUN_ID", "88")
    monkeypatch.setenv("GITHUB_OUTPUT", str(tmp_path / "output"))
    return folder(tmp_path / "survey")


def propose(root: Path, form: str, code: int = 0, text: str | None = None, **answers: str) -> Result:
    """Run ``survey github propose`` on the answers of a form, of issue 5."""
    file = root / "event.json"
    file.write_text(json.dumps(event(form, body(form, answers) if text is None else text, number=5)))
    return run("propose", str(file), "-C", str(root), code=code)


def run(*arguments: str, code: int = 0) -> Result:
    """Run ``survey github``."""
    result = CliRunner().invoke(app, ["github", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == code, result.output
    return result


def output(root: Path) -> str:
    """What the workflow's next step is told."""
    return (root.parent / "output").read_text()


def test_a_correction_is_made(root: Path, github: GitHub) -> None:
    propose(root, "correction", paper="alpha", field="kind", value="survey", source="The abstract.")
    assert held(root).paper["alpha"].fields["kind"] == "survey"
    assert output(root) == "made=true\n"
    assert (root / "build/proposal/title").read_text() == "Correct the kind of alpha\n"
    assert (root / "build/proposal/body").read_text().endswith("Closes #5\n")
    assert github.asked == []


def test_a_suggestion_is_added(root: Path) -> None:
    propose(root, "suggestion", paper="Cats Sleep on Warm Stoves", entry=BIB)
    assert "cats-sleep-on-warm-stoves" in held(root).paper
    assert output(root) == "made=true\n"


def test_a_duplicate_is_answered_on_the_issue(root: Path, github: GitHub) -> None:
    before = tree(root)
    propose(root, "suggestion", paper="arXiv:2405.00001")
    assert output(root) == "made=false\n"
    assert tree(root) == before
    ((method, path, sent),) = github.written
    assert (method, path) == ("POST", "/repos/owner/survey/issues/5/comments")
    assert "has it already" in sent["body"]
    assert not (root / "build/proposal").exists()


def test_an_edited_issue_renews_its_answer(root: Path, github: GitHub) -> None:
    github.comments = [{"id": 4, "user": {"login": "github-actions[bot]"}, "body": "<!-- survey answer -->\nold"}]
    propose(root, "correction", paper="nobody", field="kind", value="survey")
    assert [(method, path) for method, path, _ in github.written] == [
        ("PATCH", "/repos/owner/survey/issues/comments/4")
    ]


def test_nothing_of_an_answer_reaches_the_next_step(root: Path) -> None:
    hostile = "x\nmade=true\n::set-output name=made::true\n$(touch /tmp/x)`id`"
    propose(root, "correction", paper="alpha", field="summary", value=hostile)
    assert output(root) == "made=true\n"
    assert (root / "build/proposal/title").read_text() == "Correct the summary of alpha\n"


@pytest.mark.parametrize("text", ["", "Just an issue.", "### Paper\n\nalpha"])
def test_an_issue_that_is_no_form_is_left_alone(root: Path, github: GitHub, text: str) -> None:
    before = tree(root)
    propose(root, "correction", text=text)
    assert output(root) == "made=false\n"
    assert github.asked == []
    assert tree(root) == before


def test_a_forge_that_does_not_answer_is_told(root: Path, github: GitHub) -> None:
    github.status = 500
    assert "not answered" in propose(root, "correction", code=1, paper="nobody", field="kind", value="x").output


@pytest.mark.parametrize("data", [b"", b"{", b"\xff"])
def test_an_event_that_cannot_be_read_is_a_wrong_call(root: Path, data: bytes) -> None:
    (root / "event.json").write_bytes(data)
    run("propose", str(root / "event.json"), "-C", str(root), code=2)


def test_an_event_of_another_kind_changes_nothing(root: Path) -> None:
    given: list[Any] = [{}, [], {"issue": None}, {"issue": {"number": "x", "body": "", "labels": []}}]
    for data in given:
        (root / "event.json").write_text(json.dumps(data))
        run("propose", str(root / "event.json"), "-C", str(root))
    assert output(root) == "made=false\n" * len(given)


@pytest.fixture
def cloned(root: Path, origin: Path, github: GitHub) -> Path:
    """A clone of a repository, where ``root`` is the survey of no repository; GitHub has no pull request."""
    github.pulls = []
    return clone(origin, root.name)


def answered(github: GitHub) -> str:
    """What was answered on the issue."""
    (sent,) = (sent for _, path, sent in github.written if path.endswith("/issues/5/comments"))
    return str(sent["body"])


def test_what_was_proposed_is_pushed_and_answered(cloned: Path, origin: Path, github: GitHub) -> None:
    propose(cloned, "correction", paper="alpha", field="kind", value="survey")
    said = run("push", str(cloned / "event.json"), "-C", str(cloned)).output
    head = tip(origin, "refs/heads/form/5")
    assert "This is proposed in #3, commit" in said
    assert answered(github) == f"<!-- survey answer -->\nThis is proposed in #3, commit {head}."
    assert git(origin, "diff", "--name-only", "main", "form/5") == "content/papers/alpha.md"
    made = next(sent for _, path, sent in github.written if path.endswith("/pulls"))
    assert made["title"] == "Correct the kind of alpha"
    assert "no error and no warning" in made["body"]
    assert "Closes #5" in made["body"]


def test_what_somebody_else_has_taken_over_is_answered(cloned: Path, origin: Path, github: GitHub) -> None:
    work = clone(origin, "curator")
    mine = commit(work, "Mine")
    git(work, "push", "-q", "origin", "HEAD:form/5")
    propose(cloned, "correction", paper="alpha", field="kind", value="survey")
    run("push", str(cloned / "event.json"), "-C", str(cloned))
    assert "A curator has taken over" in answered(github)
    assert tip(origin, "refs/heads/form/5") == mine


def test_without_a_proposal_nothing_is_pushed(cloned: Path, origin: Path, github: GitHub) -> None:
    (cloned / "event.json").write_text(json.dumps(event("correction", body("correction", {}), number=5)))
    run("push", str(cloned / "event.json"), "-C", str(cloned), code=2)
    (cloned / "event.json").write_text("{}")
    run("push", str(cloned / "event.json"), "-C", str(cloned))
    assert (github.asked, tip(origin, "refs/heads/form/5")) == ([], "")


def test_a_push_that_fails_is_one_line(cloned: Path, origin: Path, github: GitHub) -> None:
    propose(cloned, "correction", paper="alpha", field="kind", value="survey")
    git(cloned, "remote", "set-url", "origin", str(origin / "nowhere"))
    assert "Not proposed. git" in run("push", str(cloned / "event.json"), "-C", str(cloned), code=1).output
    assert github.written == []


def built(sha: str, conclusion: str = "success") -> dict[str, Any]:
    """The event of a finished build."""
    owner = {"full_name": "stranger/survey", "owner": {"login": "stranger"}}
    about = {"id": 77, "event": "pull_request", "conclusion": conclusion, "head_branch": "mine", "head_sha": sha}
    return {"action": "completed", "workflow_run": about | {"head_repository": owner}}


def test_a_comment_is_posted(cloned: Path, origin: Path, github: GitHub) -> None:
    work = clone(origin, "fork")
    head = commit(work, "Nothing")
    git(work, "push", "-q", "origin", f"{head}:refs/pull/5/head")
    github.pulls = [{"number": 5, "state": "open", "head": {"sha": head}}]
    (cloned / "event.json").write_text(json.dumps(built(head)))
    assert "Posted on pull request 5." in run("comment", str(cloned / "event.json"), "-C", str(cloned)).output
    assert "https://github.com/owner/survey/actions/runs/88" in answered(github)


def test_a_commit_that_cannot_be_compared_is_one_line_and_told(root: Path, github: GitHub) -> None:
    github.comments = [{"id": 4, "user": BOT, "body": f"<!-- survey report -->\n<!-- commit {'b' * 40} -->\nOld."}]
    (root / "event.json").write_text(json.dumps(built(SHA, "failure")))
    said = run("comment", str(root / "event.json"), "-C", str(root), code=1).output
    assert "Not posted." in said
    assert {path for _, path, _ in github.written} == {"/repos/owner/survey/issues/comments/4"}
    assert "> [!WARNING]\n> This is about [`bbbbbbb`]" in github.written[-1][2]["body"]


def test_a_long_answer_is_declined_with_its_length(root: Path, github: GitHub) -> None:
    before = tree(root)
    propose(root, "suggestion", paper="x", entry="y" * 30_000)
    assert (tree(root), output(root)) == (before, "made=false\n")
    assert "has 30,000 letters; at most 20,000 are read." in answered(github)


def test_an_answer_on_any_page_is_renewed(root: Path, github: GitHub) -> None:
    others = [{"id": 100 + n, "user": person("asker"), "body": "Hm."} for n in range(120)]
    github.comments = [*others, {"id": 4, "user": BOT, "body": "<!-- survey answer -->\nold"}]
    propose(root, "correction", paper="nobody", field="kind", value="survey")
    assert [path for _, path, _ in github.written] == ["/repos/owner/survey/issues/comments/4"]


ODD: list[Any] = ["x", {}, {"number": "x"}, {"number": 1, "title": None}, {"user": "x"}, {"id": "x", "user": [1]}]


@pytest.mark.parametrize("odd", ODD, ids=repr)
@pytest.mark.parametrize("held", ["comments", "pulls", "issues"])
def test_a_corrupt_answer_of_the_forge_is_one_line(cloned: Path, github: GitHub, held: str, odd: Any) -> None:
    setattr(github, held, [odd])
    if held == "issues":
        (cloned / "report.md").write_text("text")
        assert "Not reported." in run("report", str(cloned / "report.md"), "--title", "T", code=1).output
    elif held == "comments":
        assert (
            "was not answered" in propose(cloned, "correction", code=1, paper="nobody", field="kind", value="x").output
        )
    else:
        propose(cloned, "correction", paper="alpha", field="kind", value="survey", source="The abstract.")
        assert "Not proposed." in run("push", str(cloned / "event.json"), "-C", str(cloned), code=1).output


def test_a_report_is_kept_in_one_issue(root: Path, github: GitHub) -> None:
    report = root / "links.md"
    report.write_text("One is dead.\n")
    assert "Opened issue 3." in run("report", str(report), "--title", "External links").output
    assert github.written[0][2] == {"title": "External links", "body": "One is dead."}


def test_a_report_that_is_not_there_is_a_wrong_call(root: Path) -> None:
    run("report", str(root / "nothing.md"), "--title", "T", code=2)
