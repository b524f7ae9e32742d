"""The ``survey`` command: what it prints, what it leaves behind, and its exit codes."""

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from livingsurvey import __version__
from livingsurvey.build import pipeline
from livingsurvey.cli.app import app
from typer.testing import CliRunner

from tests.build.sites import UNSOUND, with_bare_frame
from tests.builders import MKDOCS_YML, paper_file, survey_folder

#: Those that need nothing but a survey.
COMMANDS = ("ingest", "build", "serve", "check")
NAMES = [command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands]
NOT_BUILT = "Not built. The old site is untouched."
ABSTRACT = "This abstract is long enough to be told from a title by its words and its full stop."
LISTING = f"Daily Papers\n\nFirst Title\n\n{ABSTRACT}\n\nSecond Title\n\n{ABSTRACT}\n"
BAD_STATUS = paper_file("bad", "status: maybe\n")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A survey of two papers that can be built."""
    papers = {key: paper_file(key) for key in ("a-paper", "b-paper")}
    return with_bare_frame(survey_folder(tmp_path, papers, pages__about="---\ntitle: About\n---\nAll about it.\n"))


class Outcome(NamedTuple):
    """How a command ended, and what it printed, without colours."""

    code: int
    output: str
    exception: BaseException | None

    @property
    def text(self) -> str:
        """The output as one line."""
        return " ".join(self.output.split())

    @property
    def last_line(self) -> str:
        """What the command said at last."""
        return self.output.splitlines()[-1]


def run(*arguments: str | Path) -> Outcome:
    """Run ``survey`` with the given arguments."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], env={"COLUMNS": "120"})
    return Outcome(result.exit_code, re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", result.output), result.exception)


def assert_exit(outcome: Outcome, code: int) -> None:
    """The command ended with ``code`` of its own will, not by an exception."""
    assert outcome.exception is None or isinstance(outcome.exception, SystemExit), outcome.exception
    assert outcome.code == code, outcome.output
    assert "Traceback" not in outcome.output


def spoil(root: Path) -> None:
    """Add a paper with an error."""
    (root / "content/papers/bad.md").write_text(BAD_STATUS)


def capture(root: Path, text: str = LISTING, **fields: str) -> None:
    """Add a source that holds ``text``."""
    data = text.encode()
    entry = {"id": "c", "file": "c.txt", "format": "hf-daily-papers-text", "origin": "o"}
    entry |= {"sha256": hashlib.sha256(data).hexdigest(), **fields}
    (root / "content/sources/c.txt").write_bytes(data)
    lines = "".join(f"  {name}: {value}\n" for name, value in entry.items())
    (root / "content/sources/sources.yml").write_text(f"-{lines[1:]}")


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder`` with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_help_names_every_command() -> None:
    result = run("--help")
    assert_exit(result, 0)
    assert [name for name in NAMES if name not in result.text] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_help(name: str) -> None:
    result = run(name, "--help")
    assert_exit(result, 0)
    assert f"{name} [OPTIONS]" in result.text


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("ingest", ["Import bibliographies", "--root"]),
        ("build", ["The old site stays", "--root", "--strict", "--pages-only", "--timings"]),
        ("serve", ["rebuild", "--root", "--port"]),
        ("check", ["how to fix it", "--root", "--format", "--fix", "--dry-run", "--against", "--explain"]),
    ],
)
def test_help_of_a_command_tells_what_it_does_and_takes(command: str, words: list[str]) -> None:
    result = run(command, "--help")
    assert_exit(result, 0)
    assert [word for word in words if word not in result.text] == []


def test_without_a_command_the_help_is_shown() -> None:
    result = run()
    assert_exit(result, 2)
    assert "Usage" in result.text


def test_version_is_that_of_the_package() -> None:
    result = run("--version")
    assert_exit(result, 0)
    assert result.text == f"survey {__version__}"


@pytest.mark.parametrize(
    "arguments", [["frobnicate"], ["check", "--frobnicate"], ["serve", "--port", "web"], ["build", "extra"]]
)
def test_a_wrong_call_exits_with_2(arguments: list[str]) -> None:
    assert_exit(run(*arguments), 2)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_without_a_survey_is_refused_in_one_line(tmp_path: Path, command: str) -> None:
    result = run(command, "--root", tmp_path)
    assert_exit(result, 2)
    assert result.output.strip() == f"{tmp_path} contains no survey: content/survey.yml is missing."
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_that_does_not_exist_is_refused(tmp_path: Path, command: str) -> None:
    result = run(command, "-C", tmp_path / "absent")
    assert_exit(result, 2)
    assert "contains no survey" in result.text


def test_the_current_folder_is_the_default(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    assert run("check").text == "2 papers checked, 0 findings."


def test_check_of_a_good_survey_exits_with_0(root: Path) -> None:
    result = run("check", "-C", root)
    assert_exit(result, 0)
    assert result.output == "2 papers checked, 0 findings.\n"


def test_check_tells_place_rule_message_and_fix_in_one_line(root: Path) -> None:
    spoil(root)
    result = run("check", "-C", root)
    assert_exit(result, 1)
    finding, total = result.output.splitlines()
    assert finding.startswith("content/papers/bad.md:4:1: schema: status: ")
    assert finding.endswith("Choose one of: included, excluded.")
    assert total == "2 papers checked, 1 findings."


def test_check_applies_the_rules_of_the_collection(root: Path) -> None:
    (root / "content/papers/c.md").write_text(paper_file("c", "topics: [absent]\n"))
    result = run("check", "-C", root)
    assert_exit(result, 1)
    assert "content/papers/c.md:4:10: unknown-topic: there is no topic «absent»." in result.output


def test_check_shows_markup_in_findings_as_it_stands(root: Path) -> None:
    (root / "content/papers/c.md").write_text(paper_file("c", "status: '[bold]x[/bold] :smile:'\n"))
    assert "status: «[bold]x[/bold] :smile:» is not" in run("check", "-C", root).output


def test_check_as_json_of_a_good_survey_has_no_findings(root: Path) -> None:
    result = run("check", "-C", root, "--format", "json")
    assert_exit(result, 0)
    assert json.loads(result.output) == {"version": 2, "papers": 2, "findings": []}


def test_check_as_json_holds_every_finding_with_its_parts(root: Path) -> None:
    spoil(root)
    (root / "content/papers/worse.md").write_text("“no” front matter\n")
    result = run("check", "-C", root, "--format", "json")
    assert_exit(result, 1)
    found = json.loads(result.output)["findings"]
    assert [(f["file"], f["line"], f["column"], f["rule"], f["severity"]) for f in found] == [
        ("content/papers/bad.md", 4, 1, "schema", "error"),
        ("content/papers/worse.md", 1, 1, "front-matter", "error"),
    ]
    assert all(f["message"] and f["fix"] for f in found)


def test_check_as_json_tells_advice_from_errors(root: Path) -> None:
    (root / "content/papers/c.md").write_text(paper_file("c", f"summary: {'word ' * 30}word\n"))
    found = json.loads(run("check", "-C", root, "--format", "json").output)["findings"]
    assert [(f["rule"], f["severity"]) for f in found] == [("summary-form", "advice")]


def test_check_as_json_keeps_signs_of_all_scripts_readable(root: Path) -> None:
    (root / "content/papers/c.md").write_text(paper_file("c", "topics: [absent]\n"))
    assert "«absent»" in run("check", "-C", root, "--format", "json").output


@pytest.mark.parametrize("name", ["xml", "JSON", ""])
def test_check_refuses_a_format_it_does_not_know(root: Path, name: str) -> None:
    result = run("check", "-C", root, "--format", name)
    assert_exit(result, 2)
    assert [form for form in ("people", "json", "sarif", "github") if form not in result.text] == []


@pytest.mark.parametrize("form", ["people", "json"])
def test_check_reports_a_survey_yml_that_cannot_be_used(root: Path, form: str) -> None:
    (root / "content/survey.yml").write_text("name: N\n")
    result = run("check", "-C", root, "--format", form)
    assert_exit(result, 1)
    assert "«tagline:» is missing" in result.output


def test_ingest_writes_a_file_for_every_new_paper(root: Path) -> None:
    capture(root)
    result = run("ingest", "-C", root)
    assert_exit(result, 0)
    names = sorted(path.name for path in (root / "content/papers").iterdir())
    assert names == ["a-paper.md", "b-paper.md", "first-title.md", "second-title.md"]
    assert "2 records found, 0 merged, 2 distinct papers; 2 added, 0 seen again; 1 header lines." in result.output
    assert "0 failed, 0 conflicts." in result.output


def test_what_ingest_writes_passes_the_check(root: Path) -> None:
    capture(root)
    run("ingest", "-C", root)
    assert_exit(run("check", "-C", root), 0)


def test_ingest_changes_nothing_the_second_time(root: Path) -> None:
    capture(root)
    run("ingest", "-C", root)
    before = tree(root)
    result = run("ingest", "-C", root)
    assert_exit(result, 0)
    assert "0 added, 0 seen again" in result.output
    assert tree(root) == before


def test_ingest_reports_what_it_cannot_read_and_keeps_the_rest(root: Path) -> None:
    capture(root, f"{LISTING}\nThird Title\n")
    result = run("ingest", "-C", root)
    assert_exit(result, 0)
    assert_exit(run("ingest", "-C", root, "--strict"), 1)
    assert "content/sources/c.txt:11: listing: a title without an abstract after it." in result.output
    assert "1 failed, 0 conflicts." in result.output
    assert (root / "content/papers/second-title.md").is_file()


def test_ingest_reports_two_abstracts_of_one_title_as_a_conflict(root: Path) -> None:
    capture(root, f"{LISTING}\nFirst Title\n\nAnother {ABSTRACT}\n")
    result = run("ingest", "-C", root)
    assert_exit(result, 0)
    assert "0 failed, 1 conflicts." in result.output


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"sha256": "0" * 64}, "differs from the sha256"),
        ({"format": "unheard-of"}, "unknown format «unheard-of»"),
        ({"file": "absent.txt"}, "cannot be read"),
    ],
)
def test_ingest_reports_a_source_it_cannot_use(root: Path, fields: dict[str, str], message: str) -> None:
    capture(root, **fields)
    result = run("ingest", "-C", root)
    assert_exit(result, 1)
    assert message in result.output


def test_ingest_writes_nothing_while_a_paper_cannot_be_read(root: Path) -> None:
    capture(root)
    spoil(root)
    before = tree(root)
    result = run("ingest", "-C", root)
    assert_exit(result, 1)
    assert "content/papers/bad.md:4:1" in result.output
    assert "Fix these first" in result.output
    assert tree(root) == before


def test_enrich_fills_what_is_empty_and_changes_nothing_the_second_time(root: Path) -> None:
    facts = root / "facts.jsonl"
    facts.write_text('{"key": "a-paper", "venue": "Somewhere"}\n')
    assert_exit(run("enrich", facts, "-C", root), 0)
    assert "venue: Somewhere" in (root / "content/papers/a-paper.md").read_text()
    before = tree(root)
    assert_exit(run("enrich", facts, "-C", root), 0)
    assert tree(root) == before


def test_enrich_reports_what_differs_from_a_curator_and_leaves_it(root: Path) -> None:
    curated = paper_file("a-paper", "venue: Elsewhere\n")
    (root / "content/papers/a-paper.md").write_text(curated)
    (root / "facts.jsonl").write_text('{"key": "a-paper", "venue": "Somewhere"}\n')
    result = run("enrich", root / "facts.jsonl", "-C", root)
    assert_exit(result, 1)
    assert "0 failed, 1 conflicts." in result.output
    assert (root / "content/papers/a-paper.md").read_text() == curated


def test_enrich_reports_a_line_it_cannot_read_and_uses_the_rest(root: Path) -> None:
    (root / "facts.jsonl").write_text('{"key": \n{"key": "a-paper", "venue": "Somewhere"}\n')
    result = run("enrich", root / "facts.jsonl", "-C", root)
    assert_exit(result, 1)
    assert "1 failed, 0 conflicts." in result.output
    assert "venue: Somewhere" in (root / "content/papers/a-paper.md").read_text()


def test_enrich_without_its_file_exits_with_2(root: Path) -> None:
    result = run("enrich", root / "absent.jsonl", "-C", root)
    assert_exit(result, 2)
    assert "absent.jsonl is not a file" in result.text


def test_build_makes_the_site_and_tells_where_it_is(root: Path) -> None:
    result = run("build", "-C", root)
    assert_exit(result, 0)
    assert "into site/; open site/index.html." in result.output
    assert (root / "site/index.html").is_file()
    assert (root / "site/papers/a-paper.html").is_file()


def test_build_leaves_nothing_else_beside_the_site(root: Path) -> None:
    run("build", "-C", root)
    assert sorted(path.name for path in root.iterdir()) == ["build", "content", "mkdocs.yml", "overrides", "site"]


def test_building_changes_nothing_below_content(root: Path) -> None:
    before = tree(root / "content")
    run("build", "-C", root)
    assert tree(root / "content") == before


def test_building_again_does_nothing_and_says_so(root: Path) -> None:
    run("build", "-C", root)
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    result = run("build", "-C", root)
    assert_exit(result, 0)
    assert result.last_line == "Nothing has changed: site/ is up to date."
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == before


def test_building_in_shares_makes_all_pages_together(root: Path) -> None:
    for share in ("1/2", "2/2"):
        result = run("build", "-C", root, "--share", share)
        assert_exit(result, 0)
    assert "Built" in run("build", "-C", root).last_line
    assert (root / "site/papers/a-paper.html").is_file()


def test_what_is_no_share_is_refused_and_the_old_site_kept(root: Path) -> None:
    run("build", "-C", root)
    result = run("build", "-C", root, "--share", "half")
    assert_exit(result, 1)
    assert "A share is written as 1/4 and the like, not as «half»." in result.output
    assert result.last_line == NOT_BUILT


def test_building_from_elsewhere_finds_the_same_site(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    assert "Built" in run("build").last_line
    assert "Nothing has changed" in run("build").last_line
    monkeypatch.chdir(root.parent)
    assert "Nothing has changed" in run("build", "-C", root).last_line
    assert "Nothing has changed" in run("build", "-C", Path(root.name)).last_line


def test_a_build_after_mkdocs_and_one_of_mkdocs_after_it_generate_nothing_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def times(*folders: str) -> dict[Path, int]:
        return {path: path.stat().st_mtime_ns for name in folders for path in (root / "build").rglob(name)}

    run("build", "-C", root)
    before = times("pages.json", "docs/**/*")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q"]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    assert times("pages.json", "docs/**/*") == before
    written = {path: time for path, time in before.items() if path.is_file() and path.name != "pages.json"}
    assert_exit(run("build", "-C", root), 0)  # the site is not that of the last `survey build`
    assert {path: path.stat().st_mtime_ns for path in written} == written


def test_each_build_reads_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[Path] = []
    load = pipeline.load_kept
    monkeypatch.setattr(pipeline, "load_kept", lambda folder, cache: calls.append(folder) or load(folder, cache))
    monkeypatch.chdir(root)
    run("build")
    assert len(calls) == 1


def test_a_damaged_site_is_built_again(root: Path) -> None:
    run("build", "-C", root)
    page = root / "site/papers/a-paper.html"
    before = page.read_text()
    page.write_text("damaged")
    assert "Built" in run("build", "-C", root).last_line
    assert page.read_text() == before


def test_what_is_left_out_is_reported_again_though_nothing_has_changed(root: Path) -> None:
    spoil(root)
    run("build", "-C", root)
    result = run("build", "-C", root)
    assert "content/papers/bad.md:4:1: schema: " in result.output
    assert "Nothing has changed" in result.last_line


def test_pages_only_generates_the_pages_and_no_site(root: Path) -> None:
    assert_exit(run("build", "-C", root, "--pages-only"), 0)
    assert (root / "build/docs/papers/a-paper.md").is_file()
    assert not (root / "site").exists()


def test_timings_name_the_stages_and_their_sum(root: Path) -> None:
    result = run("build", "-C", root, "--pages-only", "--timings")
    assert_exit(result, 0)
    stages = re.findall(r"^ +(\w+) +\d+\.\d{3} s$", result.output, re.MULTILINE)
    assert stages[-1] == "all"
    assert {"load", "pages", "write"} <= set(stages)


def test_a_strict_build_refuses_on_errors_and_keeps_the_old_site(root: Path) -> None:
    run("build", "-C", root)
    before = tree(root / "site")
    spoil(root)
    result = run("build", "-C", root, "--strict")
    assert_exit(result, 1)
    assert "content/papers/bad.md:4:1: schema: " in result.output
    assert result.last_line == NOT_BUILT
    assert tree(root / "site") == before


def test_a_strict_build_refuses_what_a_lenient_one_has_built(root: Path) -> None:
    spoil(root)
    assert_exit(run("build", "-C", root), 0)
    assert_exit(run("build", "-C", root, "--strict"), 1)


def test_a_build_leaves_out_what_is_wrong_and_says_so(root: Path) -> None:
    spoil(root)
    (root / "content/papers/c.md").write_text(paper_file("c", UNSOUND, body="As [@bad] and [@a-paper] say.\n"))
    result = run("build", "-C", root)
    assert_exit(result, 0)
    assert "content/papers/bad.md:4:1: schema: " in result.output
    assert "content/papers/c.md:4:18: quote-not-in-abstract: " in result.output
    assert re.search(
        r"^\d errors.*: `survey check` lists all\. What the errors are about is left out", result.output, re.M
    )
    assert not (root / "site/papers/bad.html").exists()
    page = (root / "site/papers/c.html").read_text()
    assert "Not in it" not in page
    assert 'a-paper.html"' in page
    assert "bad" in page
    assert "bad.html" not in page


def test_many_findings_are_reported_in_short(root: Path) -> None:
    for number in range(30):
        (root / f"content/papers/bad-{number}.md").write_text(BAD_STATUS.replace("key: bad", f"key: bad-{number}"))
    output = run("build", "-C", root, "--pages-only").output
    assert output.count(": schema: ") == 20
    assert "… and 10 more.\n30 errors" in output


def test_something_unsafe_stops_a_lenient_build(root: Path) -> None:
    run("build", "-C", root)
    before = tree(root / "site")
    (root / "content/papers/c.md").write_text(paper_file("c", body="[x](javascript:alert(1))\n"))
    result = run("build", "-C", root)
    assert_exit(result, 1)
    assert "unsafe-link" in result.output
    assert "The content has something unsafe in it." in result.output
    assert result.last_line == NOT_BUILT
    assert tree(root / "site") == before


def test_a_strict_build_refuses_a_warning_of_mkdocs_and_a_lenient_one_reports_it(root: Path) -> None:
    (root / "mkdocs.yml").write_text(MKDOCS_YML.replace("papers/index.md", "papers/absent.md"))
    strict, lenient = run("build", "-C", root, "--strict"), run("build", "-C", root)
    assert_exit(strict, 1)
    assert_exit(lenient, 0)
    assert all("'papers/absent.md'" in outcome.output for outcome in (strict, lenient))


def test_advice_is_told_and_does_not_stop_a_build(root: Path) -> None:
    (root / "content/papers/c.md").write_text(paper_file("c", "status: included\n"))
    result = run("build", "-C", root)
    assert_exit(result, 0)
    assert "content/papers/c.md: included-incomplete: " in result.output
    assert (root / "site/papers/c.html").is_file()


def test_a_strict_build_works_again_once_the_error_is_corrected(root: Path) -> None:
    spoil(root)
    assert_exit(run("build", "-C", root, "--strict"), 1)
    (root / "content/papers/bad.md").write_text(paper_file("bad"))
    assert_exit(run("build", "-C", root, "--strict"), 0)
    assert (root / "site/papers/bad.html").is_file()


def test_errors_are_told_at_every_build_until_mended(root: Path) -> None:
    spoil(root)
    for _ in range(2):
        assert "content/papers/bad.md:4:1" in run("build", "-C", root, "--pages-only").output


def test_pages_only_exits_with_1_on_errors_where_it_is_strict(root: Path) -> None:
    spoil(root)
    assert_exit(run("build", "-C", root, "--pages-only"), 0)
    result = run("build", "-C", root, "--pages-only", "--strict")
    assert_exit(result, 1)
    assert result.last_line == "The content has errors."
    papers = sorted(path.name for path in (root / "build/docs/papers").iterdir())
    assert papers == ["a-paper.md", "b-paper.md", "index.md"]


@pytest.mark.parametrize("option", ["--strict", "--timings"])
def test_every_build_needs_a_survey_yml_that_can_be_used(root: Path, option: str) -> None:
    (root / "content/survey.yml").write_text("name: N\n")
    result = run("build", "-C", root, option)
    assert_exit(result, 1)
    assert "«tagline:» is missing" in result.output
    assert result.last_line == NOT_BUILT


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("site_name: [\n", "line 2"),
        ("theme: material\nsite_name: a: b\n", "line 2"),
        ("", "Required configuration not provided"),
        ("- a list\n", "Expected a key-value mapping"),
        ("\x00", "unacceptable character"),
        (MKDOCS_YML.replace("site_name: Test Survey\n", ""), "'site_name'"),
        (MKDOCS_YML.replace("name: survey", "name: absent"), "Unrecognised theme name: 'absent'"),
        (MKDOCS_YML.replace("[survey]", "[survey, absent]"), 'The "absent" plugin is not installed'),
        (MKDOCS_YML.replace("[attr_list,", "[absent,"), "Failed to load extension 'absent'"),
        (MKDOCS_YML.replace("papers/index.md", "papers/absent.md"), "'papers/absent.md'"),
        (f"{MKDOCS_YML}absent: true\n", "Unrecognised configuration name: absent"),
        (f"{MKDOCS_YML}extra: {{a: !!python/name:absent.name }}\n", "cannot find module 'absent'"),
    ],
)
def test_a_broken_mkdocs_yml_stops_the_build_with_its_reason(root: Path, content: str, reason: str) -> None:
    (root / "site").mkdir()
    (root / "site/index.html").write_text("old")
    (root / "mkdocs.yml").write_text(content)
    result = run("build", "-C", root, "--strict")
    assert_exit(result, 1)
    assert reason in result.output
    assert result.last_line == NOT_BUILT
    assert tree(root / "site") == {"index.html": b"old"}
    assert list(root.glob(".site-*")) == []


def test_a_missing_mkdocs_yml_is_told(root: Path) -> None:
    (root / "mkdocs.yml").unlink()
    result = run("build", "-C", root)
    assert_exit(result, 1)
    assert "does not exist" in result.output
    assert result.last_line == NOT_BUILT
