"""The small verbs as commands: what they print, what they write, and their exit codes."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from livingsurvey.cli import app, command_support
from typer.testing import CliRunner, Result

from tests.builders import paper_file, survey_folder
from tests.commands.folders import ALPHA, folder, held, tree


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A survey in which everything leads to everything."""
    return folder(tmp_path)


def run(root: Path, *arguments: str | Path, code: int = 0) -> Result:
    """Run ``survey`` on a survey."""
    result = CliRunner().invoke(app, [*map(str, arguments), "-C", str(root)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == code, result.output
    return result


VERBS = [
    ("rename", "alpha", "omega"),
    ("merge", "alpha", "into", "beta", "--yes"),
    ("merge", "alpha", "beta", "--yes"),
    ("move", "topic", "caches", "kv"),
    ("move", "merge", "caches", "into", "decoding"),
    ("move", "papers", "beta", "--to", "caches", "--from", "decoding"),
    ("move", "papers", "alpha", "--to", "new", "--from", "caches", "--title", "New", "--summary", "What is new."),
    ("vocab", "rename", "methods", "Adam", "The Adam"),
    ("vocab", "merge", "methods", "adam", "into", "adamw"),
    ("vocab", "deprecate", "methods", "adam", "adamw"),
]


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_a_dry_run_shows_the_diff_and_writes_nothing(root: Path, verb: tuple[str, ...]) -> None:
    before = tree(root)
    output = run(root, *verb, "--dry-run").output
    assert tree(root) == before
    assert output.count("\n@@ ") >= 1 and "would change." in output


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_what_a_dry_run_shows_is_what_is_written(root: Path, verb: tuple[str, ...]) -> None:
    shown = {line[4:] for line in run(root, *verb, "--dry-run").output.split("\n") if line.startswith(("--- ", "+++ "))}
    before = tree(root)
    run(root, *verb)
    after = tree(root)
    differ = {f"content/{name}" for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert shown - {"/dev/null"} == differ
    held(root)


@pytest.mark.parametrize(
    "call",
    [
        ("rename", "nobody", "x"),
        ("rename", "alpha", "../x"),
        ("rename", "alpha", "/etc/x"),
        ("rename", "alpha", "Omega"),
        ("rename", "alpha", "con"),
        ("rename", "alpha", "beta"),
        ("rename", "../alpha", "x"),
        ("merge", "alpha", "nobody"),
        ("merge", "alpha", "onto", "beta"),
        ("move", "topic", "nothing", "x"),
        ("move", "topic", "caches", "../x"),
        ("move", "merge", "caches", "nothing"),
        ("move", "papers", "nobody", "--to", "caches"),
        ("move", "papers", "alpha", "--to", "nothing"),
        ("move", "papers", "alpha", "--to", "new", "--title", "New"),
        ("vocab", "rename", "colours", "a", "b"),
        ("vocab", "merge", "methods", "adam", "nothing"),
        ("vocab", "unused", "../x"),
        ("fmt", "/etc/passwd"),
        ("fmt", "nothing.md"),
        ("status", "--format", "xml"),
    ],
    ids=" ".join,
)
def test_a_wrong_call_gets_one_line_and_writes_nothing(root: Path, call: tuple[str, ...]) -> None:
    before = tree(root)
    output = run(root, *call, code=2).output
    assert len(output.strip().split("\n")) == 1
    assert tree(root) == before


def test_what_was_merged_away_is_told(root: Path) -> None:
    output = run(root, "merge", "alpha", "into", "beta", "--yes").output
    assert "title: alpha says «Alpha»; beta keeps «Beta»." in output
    assert "papers/alpha.html redirects to papers/beta.html." in output
    assert "Merges: alpha into beta\n" in output


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("n\n", 1), ("", 1)])
def test_two_papers_that_look_unrelated_are_merged_only_when_a_person_says_so(
    root: Path, answer: str, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(root)
    monkeypatch.setattr(command_support, "at_terminal", lambda: True)
    result = CliRunner().invoke(app, ["merge", "alpha", "into", "beta", "-C", str(root)], input=answer)
    assert result.exit_code == code
    assert "alpha: «Alpha» (" in result.output and "beta: «Beta» (" in result.output
    assert "These look like two works: different titles." in result.output
    assert (tree(root) != before) == (code == 0)


def test_two_papers_that_look_unrelated_are_not_merged_where_nobody_can_be_asked(root: Path) -> None:
    before = tree(root)
    output = run(root, "merge", "alpha", "into", "beta", code=1).output  # and nothing is read from a pipe
    assert "These look like two works: different titles." in output and "Give --yes" in output
    assert tree(root) == before
    assert "1 file" not in run(root, "merge", "alpha", "into", "beta", "--yes").output
    assert tree(root) != before


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (("rename", "alpa", "Omega 2"), ["There is no paper 'alpa'. Did you mean alpha?", "Write omega-2."]),
        (("merge", "alpa", "bet"), ["'alpa'. Did you mean alpha?", "'bet'. Did you mean beta?"]),
        (
            ("move", "topic", "cache", "Kv"),
            ["'cache'. Did you mean caches?", "'Kv' is no key", "Write kv."],
        ),
        (("move", "merge", "cache", "decodin"), ["Did you mean caches?", "Did you mean decoding?"]),
        (
            ("move", "papers", "alpa", "bet", "--to", "decodin", "--from", "cache"),
            ["mean alpha?", "mean beta?", "mean decoding?", "mean caches?"],
        ),
        (
            ("move", "papers", "alpa", "--to", "A b", "--from", "cache", "--title", "T", "--summary", "S."),
            ["mean alpha?", "'A b' is no key", "Write a-b.", "mean caches?"],
        ),
        (("move", "papers", "alpha", "--to", "new", "--title", "T"), ["--summary and --from missing"]),
        (("vocab", "merge", "method", "adam", "adamw"), ["There is no vocabulary 'method'. Did you mean methods"]),
        (("vocab", "merge", "methods", "adamm", "adamv"), ["'adamm'", "'adamv'", "Did you mean Adam"]),
        (("include", "--source", "captur", "--reason", "R."), ["There is no source 'captur'."]),
        (("check", "--explain", "unknown-topc"), ["Did you mean unknown-topic?"]),
        (("init", "x", "--template", "medicin"), ["Did you mean medicine?"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_everything_that_is_wrong_with_a_call_is_told_at_once_with_what_may_be_meant(
    root: Path, call: tuple[str, ...], told: list[str]
) -> None:
    before = tree(root)
    result = CliRunner().invoke(app, [*call, *(() if call[0] == "init" else ("-C", str(root)))])
    assert result.exit_code == 2
    assert [words for words in told if words not in result.output] == []
    assert tree(root) == before


def test_unused_terms_are_listed(root: Path) -> None:
    assert run(root, "vocab", "unused", "methods").output == "adamw: AdamW\nold-cache: Old cache (use kv-cache)\n"


UNTIDY = 'title: "Untidy"   \nkey: untidy   # mine\nauthors:   [ A B,  C D ]\n# which one?\nvenue: V\npublished: 2024\n'


@pytest.fixture
def untidy(tmp_path: Path) -> Iterator[Path]:
    """A survey with a file that is not in form."""
    root = survey_folder(tmp_path, {"tidy": paper_file("tidy")})
    (root / "content/papers/untidy.md").write_text(f"---\n{UNTIDY}abstract: |-\n  Text.  \n---\n")
    return root


def test_form_is_mended_and_comments_stay(untidy: Path) -> None:
    assert run(untidy, "fmt").output == "content/papers/untidy.md\n1 file changed.\n"
    tidy = 'key: untidy   # mine\ntitle: "Untidy"\nauthors:   [ A B,  C D ]\npublished: 2024\n# which one?\nvenue: V\n'
    assert (untidy / "content/papers/untidy.md").read_text() == f"---\n{tidy}abstract: |-\n  Text.  \n---\n"
    before = tree(untidy)
    assert run(untidy, "fmt").output == "0 files changed.\n"
    assert tree(untidy) == before


def test_form_is_checked_without_writing(untidy: Path) -> None:
    before = tree(untidy)
    assert "untidy.md" in run(untidy, "fmt", "--check", code=1).output
    assert "-title:" in run(untidy, "fmt", "--dry-run").output
    assert tree(untidy) == before


def test_only_the_files_that_are_named_are_put_in_form(untidy: Path) -> None:
    run(untidy, "fmt", "--check", untidy / "content/papers/tidy.md")
    run(untidy, "fmt", untidy / "content/papers/untidy.md")
    run(untidy, "fmt", "--check")


def test_form_changes_no_value(root: Path) -> None:
    path = root / "content/papers/alpha.md"
    path.write_text(ALPHA.replace("It does something.", "It  does &amp; something."))
    assert run(root, "fmt").output == "0 files changed.\n"


def test_the_state_of_curation_is_told(root: Path) -> None:
    output = run(root, "status").output
    assert output.startswith("2 papers: 1 included, 0 excluded, 1 not screened, 0 included without")
    assert "  content/papers/beta.md\n" in output
    row = next(line for line in output.split("\n") if line.startswith("decoding")).split()
    assert row == ["decoding", "2", "1", "1", "1", "1", "1", "1", "1", "2", "2024-05"]


def test_the_state_of_curation_is_data(root: Path) -> None:
    state = json.loads(run(root, "status", "--format", "json").output)
    assert state["unscreened"] == ["beta"]
    assert state["filled"]["kind"] == 2
    assert [row["key"] for row in state["topics"]] == ["caches", "decoding"]


def test_a_survey_without_anything_has_a_state(tmp_path: Path) -> None:
    root = survey_folder(tmp_path)
    assert run(root, "status").output.startswith("0 papers:")
    run(root, "fmt", "--check")
