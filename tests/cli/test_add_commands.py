"""``survey ingest FILE``, ``survey new`` and ``survey init``: what they print, what they leave behind, exit codes."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from livingsurvey.checks.run import check
from livingsurvey.cli import add_commands
from livingsurvey.cli.app import app
from livingsurvey.model import Survey
from livingsurvey.store import load
from typer.testing import CliRunner, Result

from tests.builders import REPOSITORY, paper_file, survey_folder

FIXTURES = REPOSITORY / "tests/importers/fixtures"
BIB = (
    "@inproceedings{k, title={Cats Sleep on Warm Stoves All Day}, author={Doe, Jane}, year=2024, abstract={They purr.}}"
)
TOPICS = {
    "topics__all": "---\nkey: all\ntitle: All\nsummary: Everything.\n---\n",
    "topics__cats": "---\nkey: cats\ntitle: Cats\nparent: all\nsummary: Cats purr and sleep.\n---\n",
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A survey of one paper and one topic, whose services are nowhere."""
    for name in ("ARXIV", "CROSSREF", "OPENALEX", "ANTHOLOGY", "OPENREVIEW"):
        monkeypatch.setenv(f"SURVEY_{name}_URL", "http://127.0.0.1:9/")
    monkeypatch.setenv("SURVEY_BACKOFF", "0")
    known = paper_file("known-paper-on-cats-and-stoves", "arxiv: '2401.00001'\ndoi: 10.1145/AbC\nstatus: included\n")
    return survey_folder(tmp_path / "survey", {"known-paper-on-cats-and-stoves": known}, **TOPICS)


def run(root: Path, *arguments: str | Path, given: str | None = None) -> Result:
    """Run ``survey`` on a survey."""
    result = CliRunner().invoke(app, [*map(str, arguments), "-C", str(root)], input=given)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def held(root: Path) -> Survey:
    """What the survey holds; nothing in it may be unreadable."""
    loaded = load(root)
    assert loaded.findings == ()
    assert loaded.survey is not None
    return loaded.survey


def tree(root: Path) -> dict[Path, bytes]:
    """Every file with its bytes."""
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_bibliography_is_copied_to_the_byte_listed_and_taken_in(root: Path) -> None:
    result = run(root, "ingest", FIXTURES / "refs.bib")
    assert result.exit_code == 0, result.output
    data = (FIXTURES / "refs.bib").read_bytes()
    assert (root / "content/sources/refs.bib").read_bytes() == data
    (source,) = held(root).sources
    assert (source.id, source.format, source.sha256) == ("refs", "bibtex", hashlib.sha256(data).hexdigest())
    assert len(held(root).papers) == 31
    assert "30 added" in result.output


def test_every_fact_of_a_bibliography_names_its_line(root: Path) -> None:
    run(root, "ingest", FIXTURES / "refs.bib")
    lines = (FIXTURES / "refs.bib").read_text().split("\n")
    for paper in held(root).papers:
        for name, origin in paper.provenance.items():
            assert origin.file == "refs.bib" and origin.line and lines[origin.line - 1].startswith("@"), name


def test_taking_in_the_same_file_again_changes_nothing(root: Path) -> None:
    run(root, "ingest", FIXTURES / "refs.bib")
    before = tree(root)
    result = run(root, "ingest", FIXTURES / "refs.bib")
    assert "is there already as content/sources/refs.bib" in result.output
    run(root, "ingest")
    assert tree(root) == before


def test_another_file_of_the_same_name_gets_a_name_of_its_own(root: Path, tmp_path: Path) -> None:
    run(root, "ingest", FIXTURES / "refs.bib")
    (tmp_path / "refs.bib").write_text(BIB)
    (tmp_path / "sources.yml").write_text(json.dumps([{"title": "A Third Paper", "type": "article"}]))
    assert run(root, "ingest", tmp_path / "refs.bib").exit_code == 0
    assert run(root, "ingest", tmp_path / "sources.yml", "--format", "csl-json").exit_code == 0
    assert [source.file for source in held(root).sources] == ["refs.bib", "refs-2.bib", "sources-2.yml"]


@pytest.mark.parametrize("text", ["", "no bibliography at all", "@article{a, title={}}", "TY  - JOUR\nER  - \n"])
def test_a_file_without_a_record_is_refused_and_nothing_written(root: Path, tmp_path: Path, text: str) -> None:
    (tmp_path / "odd").write_text(text)
    before = tree(root)
    result = run(root, "ingest", tmp_path / "odd")
    assert (result.exit_code, tree(root)) == (1, before)
    assert "odd: " in result.output


def test_a_missing_file_is_told(root: Path) -> None:
    result = run(root, "ingest", "gone.bib")
    assert (result.exit_code, "gone.bib cannot be imported: No such file" in result.output) == (2, True)


def test_empty_facts_of_a_known_paper_are_filled_and_comments_stay(root: Path, tmp_path: Path) -> None:
    path = root / "content/papers/known-paper-on-cats-and-stoves.md"
    path.write_text(path.read_text().replace("status:", "venue:  # asked the authors\npublished: 2024-02\nstatus:"))
    (tmp_path / "r.bib").write_text(
        "@article{a, title={Known Paper on Cats and Stoves: Extended}, eprint={2401.00001},"
        " journal={Felis}, year=2023, author={Doe, J}}"
    )
    result = run(root, "ingest", tmp_path / "r.bib")
    paper = held(root).paper["known-paper-on-cats-and-stoves"]
    assert (paper.venue, paper.authors, paper.published) == ("Felis", ("J Doe",), "2024-02")
    assert "venue: Felis  # asked the authors\n" in path.read_text()
    assert (result.exit_code, "published of known-paper" in result.output) == (0, True)
    assert "published of" not in run(root, "ingest").output  # told once, when the record was first seen


def test_an_identifier_of_another_paper_is_a_conflict_and_left_out(root: Path, tmp_path: Path) -> None:
    (tmp_path / "r.bib").write_text("@article{a, title={Rocket Engines Burn Fuel}, doi={10.1145/abc}}")
    result = run(root, "ingest", tmp_path / "r.bib")
    assert (result.exit_code, held(root).paper["rocket-engines-burn-fuel"].doi) == (0, None)
    assert "states doi 10.1145/abc, which is that of «Known paper on cats and stoves»" in result.output
    assert run(root, "ingest", "--strict").exit_code == 0  # told once


def test_a_given_record_becomes_a_finished_file_with_proposals(root: Path) -> None:
    result = run(root, "new", "-", given=BIB)
    assert result.exit_code == 0, result.output
    paper = held(root).paper["cats-sleep-on-warm-stoves-all-day"]
    assert (paper.authors, paper.published, paper.abstract, paper.topics) == (("Jane Doe",), "2024", "They purr.", ())
    text = (root / paper.path).read_text()
    assert "# topics: [cats]  # " in text and "topic: cats" in result.output
    (root / paper.path).write_text(text.replace("# topics: [cats]", "topics: [cats]"))
    assert held(root).paper[paper.key].topics == ("cats",)


def test_what_is_left_to_do_is_told_by_check_as_advice(root: Path) -> None:
    run(root, "new", "A Title That No Service Knows", "--offline")
    findings = [f for f in check(root, load(root)) if f.rule == "to-do"]
    told = {finding.message.split(" is ")[0] for finding in findings}
    assert {"authors", "published", "status", "summary", "abstract"} <= told
    assert {finding.severity.value for finding in findings} == {"advice"}


@pytest.mark.parametrize(
    ("what", "why"),
    [
        ("2401.00001", "the same arXiv id"),
        ("arXiv:2401.00001v3", "the same arXiv id"),
        ("https://arxiv.org/pdf/2401.00001v2.pdf", "the same arXiv id"),
        ("https://huggingface.co/papers/2401.00001", "the same arXiv id"),
        ("10.1145/aBc", "the same DOI"),
        ("https://doi.org/10.1145/AbC", "the same DOI"),
        ("https://dl.acm.org/doi/full/10.1145/abc", "the same DOI"),
        ("known paper on CATS, and stoves!", "the same title"),
        ("Known paper on cats and hot stoves", "nearly the same title"),
    ],
)
def test_a_duplicate_is_refused_and_the_paper_that_is_there_shown(root: Path, what: str, why: str) -> None:
    before = tree(root)
    result = run(root, "new", what, "--offline")
    assert (result.exit_code, tree(root)) == (1, before)
    assert (
        "content/papers/known-paper-on-cats-and-stoves.md: «Known paper on cats and stoves» (included)" in result.output
    )
    assert why in result.output


def test_a_paper_with_nearly_the_same_title_can_be_added_on_purpose(root: Path) -> None:
    assert run(root, "new", "Known paper on cats and hot stoves", "--offline", "--anyway").exit_code == 0
    assert run(root, "new", "Known paper on cats and stoves", "--offline", "--anyway").exit_code == 1
    assert len(held(root).papers) == 2


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("2312.00001", "--offline"), 1),
        (("2312.00001",), 1),
        (("https://a.example/paper",), 1),
        (("",), 2),
        (("--from", "gone.bib"), 2),
        (("Some Title", "--offline", "--key", "Not A Key"), 2),
        (("Some Title", "--offline", "--key", "known-paper-on-cats-and-stoves"), 2),
        ((str(FIXTURES / "refs.bib"),), 1),
    ],
)
def test_what_cannot_be_added_is_told_and_nothing_is_written(root: Path, arguments: tuple[str, ...], code: int) -> None:
    before = tree(root)
    result = run(root, "new", *arguments)
    assert (result.exit_code, tree(root)) == (code, before), result.output
    assert result.output.strip()


def test_a_title_is_enough_where_no_service_answers(root: Path) -> None:
    result = run(root, "new", "A Title That No Service Knows")
    assert result.exit_code == 0, result.output
    assert "did not answer" in result.output
    assert held(root).paper["a-title-that-no-service-knows"].authors == ()


def test_a_file_can_be_looked_at_before_it_is_written(root: Path, tmp_path: Path) -> None:
    (tmp_path / "one.bib").write_text(BIB)
    before = tree(root)
    result = run(root, "new", "--from", tmp_path / "one.bib", "--dry-run")
    assert "\ntitle: Cats Sleep on Warm Stoves All Day\n" in result.output
    assert tree(root) == before


def survey(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the real command, as a person would."""
    command = [sys.executable, "-c", "from livingsurvey.cli import main; main()", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=120, env=None, check=False)


def test_three_commands_lead_from_an_empty_folder_to_a_built_site(tmp_path: Path) -> None:
    name = 'Coral "Reefs" & more: <b>a survey</b>'
    for arguments, folder in (
        (("init", "reefs", "--name", name), tmp_path),
        (("ingest", FIXTURES / "refs.bib"), tmp_path / "reefs"),
        (("build",), tmp_path / "reefs"),
    ):
        done = survey(*arguments, cwd=folder)
        assert done.returncode == 0, done.stdout + done.stderr
    root = tmp_path / "reefs"
    assert held(root).settings.name == name
    assert [finding for finding in check(root, load(root)) if finding.severity.value == "error"] == []
    home = (root / "site/index.html").read_text()
    assert "Coral &quot;Reefs&quot; &amp; more" in home or 'Coral "Reefs" &amp; more' in home
    assert "<b>a survey</b>" not in home
    assert len(list((root / "site/papers").glob("*.html"))) == 31


def test_the_commands_are_registered_once() -> None:
    names = [command.callback.__name__ for command in app.registered_commands if command.callback]
    assert len(names) == len(set(names)) and {"ingest", "new", "init"} <= set(names)
    assert add_commands.app is app
