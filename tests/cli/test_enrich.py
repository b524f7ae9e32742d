"""``survey enrich``: what it prints, what it leaves behind, and its exit codes."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from livingsurvey.cli.app import app
from livingsurvey.model import Paper, Provenance
from livingsurvey.store import load
from typer.testing import CliRunner, Result

from tests.builders import paper_file, survey_folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A survey of two papers, one with a venue that a curator wrote."""
    papers = {"a-paper": paper_file("a-paper"), "b-paper": paper_file("b-paper", "venue: ICML  # asked the authors\n")}
    return survey_folder(tmp_path / "survey", papers)


def enrich(root: Path, *lines: Any, name: str = "facts.jsonl") -> Result:
    """Run the command on a file of the given lines; an object is written as JSON."""
    path = root.parent / name
    path.write_text("".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines))
    return run("enrich", path, "-C", root)


def run(*arguments: str | Path) -> Result:
    """Run ``survey`` with the given arguments."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def text_of(result: Result) -> str:
    """What a command printed, as one line without colours and frames."""
    return " ".join(re.sub(r"\x1b\[[0-9;]*m|[│╭╮╰╯─]", "", result.output).split())


def lines_of(result: Result) -> list[str]:
    """What a command printed, line by line, for a command that ended of its own will."""
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return [line.strip() for line in result.output.splitlines()]


def held(root: Path, key: str = "a-paper") -> Paper:
    """What a paper's file holds."""
    loaded = load(root)
    assert loaded.findings == ()
    assert loaded.survey is not None
    return loaded.survey.paper[key]


def tree(folder: Path) -> dict[Path, bytes]:
    """Every file below ``folder`` with its bytes."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_help_tells_what_it_does_what_it_takes_and_what_it_spares() -> None:
    result = run("enrich", "--help")
    assert result.exit_code == 0
    words = ("Fill empty facts of known papers", "never overwritten", "JSON Lines or CSV", "--root", "-C")
    assert [word for word in words if word not in text_of(result)] == []


def test_without_a_file_it_was_called_wrongly(root: Path) -> None:
    result = run("enrich", "-C", root)
    assert result.exit_code == 2
    assert "missing argument 'facts'" in text_of(result).lower()


@pytest.mark.parametrize("name", ["absent.jsonl", "survey", "survey/content"])
def test_what_is_no_file_is_refused(root: Path, name: str) -> None:
    before = tree(root)
    result = run("enrich", root.parent / name, "-C", root)
    assert result.exit_code == 2
    assert f"{name} is not a file." in text_of(result)
    assert tree(root) == before


def test_a_folder_without_a_survey_is_refused(tmp_path: Path) -> None:
    result = enrich(tmp_path / "nowhere", {"key": "a-paper"})
    assert result.exit_code == 2
    assert "contains no survey" in text_of(result)


def test_a_good_file_is_told_field_by_field(root: Path) -> None:
    both = {"published": "2025-01", "authors": ["Ada", "Bo"]}
    result = enrich(root, {"key": "a-paper", "venue": "ACL", **both}, {"title": "B Paper", "venue": "ICML", **both})
    assert lines_of(result) == [
        "2 authors",
        "2 published",
        "1 venue",
        "2 papers changed, 1 values agreed.",
        "0 failed, 0 conflicts.",
    ]
    assert result.exit_code == 0
    assert (held(root).venue, held(root).authors) == ("ACL", ("Ada", "Bo"))


def test_csv_does_the_same(root: Path) -> None:
    result = enrich(root, "title,venue,authors", '"A Paper","ACL, Vienna",Ada; Bo', name="facts.csv")
    assert lines_of(result) == ["1 authors", "1 venue", "1 papers changed, 0 values agreed.", "0 failed, 0 conflicts."]
    assert result.exit_code == 0
    assert (held(root).venue, held(root).authors) == ("ACL, Vienna", ("Ada", "Bo"))
    assert held(root).provenance["venue"] == Provenance(file="facts.csv", line=2)


def test_a_second_run_changes_nothing_and_says_so(root: Path) -> None:
    entry = {"key": "a-paper", "venue": "ACL", "doi": "10.1000/x"}
    enrich(root, entry)
    before = tree(root)
    result = enrich(root, entry)
    assert lines_of(result) == ["0 papers changed, 2 values agreed.", "0 failed, 0 conflicts."]
    assert result.exit_code == 0
    assert tree(root) == before


@pytest.mark.parametrize("name", ["facts.jsonl", "facts.csv"])
def test_an_empty_file_changes_nothing(root: Path, name: str) -> None:
    before = tree(root)
    result = enrich(root, name=name)
    assert lines_of(result) == ["0 papers changed, 0 values agreed.", "0 failed, 0 conflicts."]
    assert result.exit_code == 0
    assert tree(root) == before


def test_bad_lines_are_told_with_their_number_and_the_others_used(root: Path) -> None:
    bad = {"key": "a-paper", "published": "2025-02-30", "doi": "10.1000/x"}
    result = enrich(root, "[]", "", "{", {"key": "a-paper", "venue": "ACL"}, bad)
    told = lines_of(result)
    assert result.exit_code == 1
    assert told[-1] == "3 failed, 0 conflicts."
    assert [line for line in told if line.startswith("facts.jsonl:")] == [
        "facts.jsonl:1: facts: not a JSON object. Correct the line; the others are used.",
        "facts.jsonl:3: facts: not JSON: Expecting property name enclosed in double quotes. "
        "Correct the line; the others are used.",
        "facts.jsonl:5: facts: published cannot be '2025-02-30'. The value is not used.",
    ]
    assert held(root).venue == "ACL"


def test_broken_csv_is_told_with_its_line(root: Path) -> None:
    result = enrich(root, "key,venue", "a-paper,ACL", '"b-paper"x,ICLR', name="facts.csv")
    assert result.exit_code == 1
    assert [line.split(" ")[0] for line in lines_of(result) if line.startswith("facts.csv")] == ["facts.csv:3:"]
    assert held(root).venue == "ACL"


def test_an_unknown_paper_is_told_and_the_others_are_filled(root: Path) -> None:
    result = enrich(root, {"key": "lost", "venue": "X"}, {"key": "a-paper", "venue": "ACL"})
    assert result.exit_code == 1
    assert "facts.jsonl:1: facts: no such paper: «lost». Ingest it first." in lines_of(result)
    assert lines_of(result)[-1] == "1 failed, 0 conflicts."
    assert held(root).venue == "ACL"
    assert not (root / "content/papers/lost.md").exists()


def test_a_conflict_is_told_and_the_curators_value_kept(root: Path) -> None:
    before = tree(root)
    result = enrich(root, {"key": "b-paper", "venue": "ICML 2024"})
    assert result.exit_code == 1
    assert lines_of(result) == [
        "0 papers changed, 0 values agreed.",
        "facts.jsonl:1: conflict: venue of b-paper is 'ICML' there, but 'ICML 2024' here. "
        "The paper's own value is kept; compare them.",
        "0 failed, 1 conflicts.",
    ]
    assert tree(root) == before


@pytest.mark.parametrize("text", ["[red]ACL[/red]", ":100:", "[link=file:///etc]x[/link]", "[/]"])
def test_what_looks_like_markup_of_the_terminal_is_printed_as_it_is(root: Path, text: str) -> None:
    result = enrich(root, {"key": text}, {"key": "b-paper", "venue": text})
    assert f"«{text}»" in result.output
    assert f"'{text}' here" in result.output


def test_nothing_is_filled_while_a_paper_cannot_be_read(root: Path) -> None:
    (root / "content/papers/bad.md").write_text(paper_file("bad", "status: maybe\n"))
    before = tree(root)
    result = enrich(root, {"key": "a-paper", "venue": "ACL"})
    assert result.exit_code == 1
    assert "content/papers/bad.md:4:1: schema:" in text_of(result)
    assert "Fix these first" in text_of(result)
    assert tree(root) == before


def test_nothing_but_paper_files_is_touched(root: Path) -> None:
    before = tree(root.parent)
    result = enrich(root, {"key": "a-paper", "venue": "ACL"})
    after = tree(root.parent)
    assert result.exit_code == 0
    changed = {path.relative_to(root.parent).as_posix() for path in after if before.get(path) != after[path]}
    assert changed == {"facts.jsonl", "survey/content/papers/a-paper.md"}


def test_what_it_writes_passes_the_check(root: Path) -> None:
    before = run("check", "-C", root, "--format", "json").stdout
    entry = {
        "published": "2025",
        "arxiv": "2501.00001",
        "code": ["https://a-host.org/code"],
        "published_abstract": "$x$\n---\n",
    }
    enrich(root, {"key": "a-paper", **entry})
    (root / "content/facts").mkdir()
    (root.parent / "facts.jsonl").rename(root / "content/facts/facts.jsonl")  # where facts are kept
    assert run("check", "-C", root, "--format", "json").stdout == before


def test_the_survey_is_where_one_stands_unless_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    (root / "f.jsonl").write_text('{"key": "a-paper", "venue": "ACL"}\n')
    result = run("enrich", "f.jsonl")
    assert result.exit_code == 0
    assert held(root).provenance["venue"] == Provenance(file="f.jsonl", line=1)
