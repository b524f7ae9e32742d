"""``survey check`` from outside: mending, explaining, and what a terminal may be told."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from random import Random

import livingsurvey.checks.run
import pytest
from livingsurvey.checks.rule import RULES
from livingsurvey.cli import output
from livingsurvey.cli.app import app
from livingsurvey.cli.output import print_findings
from livingsurvey.model import Finding, Severity
from livingsurvey.store import kept_files
from rich.console import Console
from typer.testing import CliRunner, Result

from tests.build.changing import CHANGES, changing_survey
from tests.build.repositories import commit
from tests.builders import paper_file, survey_folder


def run(*arguments: object) -> Result:
    """Run ``survey check``."""
    return CliRunner().invoke(app, ["check", *map(str, arguments)])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A survey with one finding that can be mended, and one that cannot."""
    return survey_folder(tmp_path, {"a": paper_file("a", "venue: A  V\n"), "b": paper_file("b", "topics: [lost]\n")})


def test_what_can_be_mended_is_told(root: Path) -> None:
    result = run("-C", root)
    assert result.exit_code == 1
    assert result.output.splitlines()[-1] == "2 papers checked, 2 findings. 1 can be fixed with --fix."


def test_fix_mends_and_tells_the_rest(root: Path) -> None:
    result = run("-C", root, "--fix")
    assert result.exit_code == 1
    assert (root / "content/papers/a.md").read_text() == paper_file("a", "venue: A V\n")
    lines = result.output.splitlines()
    assert lines[0] == "fixed content/papers/a.md"
    assert "unknown-topic" in lines[1]
    assert lines[2] == "2 papers checked, 1 findings."


def test_fix_for_a_program_says_nothing_but_what_is_left(root: Path) -> None:
    told = json.loads(run("-C", root, "--fix", "--format", "json").stdout)
    assert [found["rule"] for found in told["findings"]] == ["unknown-topic"]


def test_a_survey_that_could_be_mended_whole_exits_with_0(root: Path) -> None:
    (root / "content/papers/b.md").unlink()
    assert run("-C", root, "--fix").exit_code == 0
    assert run("-C", root).exit_code == 0


def test_a_dry_run_shows_the_diff_and_writes_nothing(root: Path) -> None:
    run("-C", root)  # which keeps what it has found out for the next command
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    result = run("-C", root, "--fix", "--dry-run")
    assert result.exit_code == 1
    assert "-venue: A  V\n+venue: A V\n" in result.output
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_a_dry_run_of_nothing_is_a_wrong_call(root: Path) -> None:
    assert run("-C", root, "--dry-run").exit_code == 2


def test_every_rule_is_listed() -> None:
    result = run("--list-rules")
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.output.splitlines()[:-1]] == list(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_can_be_explained(rule: str) -> None:
    result = run("--explain", rule)
    assert result.exit_code == 0
    doc = RULES[rule].doc
    assert [part for part in (doc.what, doc.why, doc.fix) if part not in result.output] == []


def test_a_rule_that_does_not_exist_is_a_wrong_call_and_its_neighbour_is_named() -> None:
    result = run("--explain", "dead-links")
    assert result.exit_code == 2
    assert "Did you mean dead-link" in result.output


def test_sarif_and_github_are_written_for_programs(root: Path) -> None:
    assert json.loads(run("-C", root, "--format", "sarif").stdout)["version"] == "2.1.0"
    lines = run("-C", root, "--format", "github").stdout.splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::warning", "::error"]


FOUND = [
    Finding("content/papers/a.md", 3, 7, "a-rule", "it is [b]wrong[/b].", "Mend it.", Severity.ERROR, True),
    Finding("content/papers/a.md", 4, 1, "a-rule", "\x1b]0;owned\x07 it is.", "", Severity.WARNING),
    Finding("content/papers/b.md", 0, 0, "a-rule", "a\nb\u202e.", ""),
]


def test_on_a_terminal_findings_stand_in_groups_with_their_place_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Console(force_terminal=True, width=200, soft_wrap=True, emoji=False, record=True)
    monkeypatch.setattr(output, "console", terminal)
    print_findings(FOUND)
    lines = terminal.export_text(styles=False).splitlines()
    assert lines == [
        "content/papers/a.md:3:7  a-rule  it is [b]wrong[/b].",
        "    Mend it. [--fix]",
        "content/papers/a.md:4:1  a-rule  \\u001b]0;owned\\u0007 it is.",
        "",
        "content/papers/b.md  a-rule  a\\u000ab\\u202e.",
    ]


def test_nothing_in_a_finding_commands_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    print_findings(FOUND)
    told = capsys.readouterr().out
    assert told.count("\n") == 3
    assert all(sign.isprintable() or sign == "\n" for sign in told)


QUESTION = """\
- id: why
  topics: [t]
  question: Why?
  why: W.
  support: [{paper: a, quote: The abstract of a.}]
  asked: 2020-01-01
  checked: 2020-01-01
"""


def test_papers_that_arrived_since_a_question_was_looked_at_are_told_and_fail_nothing(tmp_path: Path) -> None:
    fields = "status: included\nkind: k\ntopics: [t]\nsummary: It does.\n"
    root = survey_folder(
        tmp_path,
        {"a": paper_file("a", fields)},
        topics__x="---\ntitle: X\nsummary: S.\n---\n",
        topics__t="---\ntitle: T\nparent: x\nsummary: S.\n---\n",
    )
    path = root / "content" / "statements" / "questions.yml"
    path.parent.mkdir()
    path.write_text(QUESTION)
    commit(root, 1_700_000_000)
    findings = json.loads(run("-C", root, "--format", "json").output)["findings"]
    (found,) = [one for one in findings if one["rule"] == "question-to-check"]
    assert found["message"] == "check again: 1 paper arrived since «2020-01-01», a first."
    assert found["severity"] == "advice"
    result = CliRunner().invoke(app, ["status", "-C", str(root)])
    assert "Open questions to look at again: 1.\n  why: 1 paper arrived since 2020-01-01" in result.output


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that were just written count as if they had long been so."""
    monkeypatch.setattr(kept_files, "_TICK", -(10**12))


def fresh(root: Path) -> list[str]:
    """What a check prints that knows nothing of an earlier one."""
    shutil.rmtree(root / "build/cache", ignore_errors=True)
    return run("-C", root).output.splitlines()


@pytest.mark.parametrize("seed", range(int(os.environ.get("SEQUENCES", "1"))))
@pytest.mark.usefixtures("settled")
def test_whatever_changes_a_check_finds_the_same_as_one_that_knows_nothing(tmp_path: Path, seed: int) -> None:
    root, random = changing_survey(tmp_path / "survey"), Random(seed)
    names, copy = random.sample(sorted(CHANGES), len(CHANGES)), tmp_path / "copy"
    while names:
        taken = [names.pop() for _ in range(min(len(names), random.choice((1, 4, 8, 12))))]
        for name in taken:
            CHANGES[name](root, random)
        kept = [run("-C", root).output.splitlines() for _ in range(2)]
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(root, copy, symlinks=True)
        assert kept == [fresh(copy)] * 2, taken


@pytest.mark.usefixtures("settled")
def test_where_nothing_has_changed_nothing_is_checked(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = run("-C", root)
    monkeypatch.setattr(livingsurvey.checks.run, "check", None)
    again = run("-C", root)
    assert (again.output, again.exit_code) == (before.output, 1)
    assert json.loads(run("-C", root, "--format", "json").output)["papers"] == 2
    assert run("-C", root, "--format", "github").output.count("::") == 4


OWN_RULE = '''\
from livingsurvey.checks.rule import WARNING, Found, rule


@rule(WARNING)
def found(context):
    """A file beside the content says it.

    Why: W.
    Fix: F.
    Wrong: a
    Right: b
    """
    yield Found("content/papers/a.md", (context.root / "found.txt").read_text(), "Nothing.")
'''


@pytest.mark.usefixtures("settled")
def test_an_extension_may_look_anywhere_and_so_is_run_each_time(tmp_path: Path) -> None:
    root = survey_folder(tmp_path, {"a": paper_file("a")})
    with (root / "content/survey.yml").open("a") as settings:
        settings.write("extensions: [own.py]\n")
    (root / "own.py").write_text(OWN_RULE)
    (root / "found.txt").write_text("first")
    assert "a.md: found: first" in run("-C", root).output
    (root / "found.txt").write_text("second")
    assert "a.md: found: second" in run("-C", root).output


@pytest.mark.usefixtures("settled")
def test_a_watched_folder_is_looked_at_each_time(tmp_path: Path) -> None:
    root = survey_folder(tmp_path / "survey", {"a": paper_file("a")})
    watch = "searches: [{id: inbox, service: folder, query: inbox}]\n"
    (root / "content/watch.yml").write_text(watch)
    assert "search-place" not in run("-C", root).output
    (root / "inbox").symlink_to(tmp_path)
    assert "search-place" in run("-C", root).output


def test_a_check_of_what_has_not_changed_imports_no_rule(root: Path) -> None:
    for path in (root, *root.rglob("*")):
        os.utime(path, ns=(0, 0))
    program = (
        "import sys; from livingsurvey.store import kept_files; kept_files._TICK = -(10**12)\n"
        f"from livingsurvey.cli import app; app(['check', '-C', {str(root)!r}], standalone_mode=False)\n"
        "print(*sys.modules)"
    )
    for heavy in (True, False):
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        modules = set(done.stdout.split())
        assert ("livingsurvey.checks" in modules, "livingsurvey.model.paper" in modules) == (heavy, heavy)
