"""Nothing can be taken out of a survey, or changed, unseen: not in one pull request, and not in three."""

import json
import os
import shutil
from pathlib import Path

import pytest
from livingsurvey.cli.app import app
from typer.testing import CliRunner

from tests.build.repositories import commit, git
from tests.hostile.attempts import (
    ABOUT,
    EDITS,
    FACTS,
    FALSE,
    FILES,
    KEYS,
    LOSSES,
    NOTE,
    PROSE,
    REMOVALS,
    SUBJECTS,
    PullRequest,
    bibliography,
    facts,
)
from tests.hostile.search_attempts import SEARCHES, searched

START = 1_700_000_000
TOPIC = "---\nkey: {0}\ntitle: {1}\n{2}summary: All about {0}.\n---\n{3}\n"
NIGHTS = "- id: nights\n  label: Nights\n  help: How many nights were counted.\n  type: number\n"
ATTEMPTS = {
    f"{kind}: {name}": steps
    for kind, attempts in {
        "removal": REMOVALS,
        "loss": LOSSES,
        "false": FALSE,
        "edit": EDITS,
        "searches": SEARCHES,
    }.items()
    for name, steps in attempts.items()
}


def run(*words: str) -> str:
    """What a command prints; it may find something, and must not break."""
    result = CliRunner().invoke(app, list(words))
    assert result.exit_code in (0, 1), result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.stdout


def curated(n: int, text: str) -> str:
    """A paper's file with what a curator adds."""
    fields = {
        "status:": "status: included",
        "kind:": "kind: method",
        "topics:": "topics: [houses]",
        "summary:": f"summary: Counts {SUBJECTS[n]} in houses, to see where they live longer.\nnights: {n + 5}",
    }
    lines = [fields.get(line, line) for line in text.split("\n") if line not in ("reason:", "arxiv:")]
    claim = (
        f"claims:\n  - quote: They live {n + 2}.5 times longer there.\n    measure: quality\n"
        f"    change: {{form: factor, value: {n + 2}.5, unit: ×}}\nabstract: |-"
    )
    return "\n".join(lines).replace("abstract: |-", claim) + (NOTE + "\n" if n == 0 else "")


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A survey as a stranger finds it, with captures, facts and the work of curators, under version control."""
    root = tmp_path_factory.mktemp("guards") / "survey"
    run("init", str(root), "--template", "plain")
    given = root.parent / "insects.bib"
    given.write_text(bibliography())
    run("ingest", str(given), "-C", str(root))
    for n, file in enumerate(FILES):
        (root / file).write_text(curated(n, (root / file).read_text()))
    content = root / "content"
    (content / "topics").mkdir(exist_ok=True)
    for key, parent, text in (
        ("places", "", ""),
        ("houses", "parent: places\n", PROSE),
        ("gardens", "parent: places\n", ""),
    ):
        (content / f"topics/{key}.md").write_text(TOPIC.format(key, key.capitalize(), parent, text))
    (root / FACTS).parent.mkdir(exist_ok=True)
    (root / FACTS).write_text(facts())
    (root / ABOUT).write_text("---\ntitle: About\n---\n" + "This survey is about insects. " * 20 + "\n")
    (content / "map.json").write_text(json.dumps({key: [1, 2] for key in KEYS}).replace("}, ", "},\n") + "\n")
    (content / "screening.yml").write_text("- {date: 2025-08-07, by: Ada, reason: A list., query: --all, papers: 1}\n")
    with (content / "fields.yml").open("a") as fields:
        fields.write(NIGHTS)
    searched(root)
    commit(root, START, "Begin")
    return root


def findings(root: Path, *words: str) -> set[tuple[str, str, str]]:
    """What a check finds: the rule, the file and what is wrong."""
    found = json.loads(run("check", "-C", str(root), "--format", "json", *words))["findings"]
    return {(one["rule"], one["file"], one["message"]) for one in found}


@pytest.fixture(scope="session")
def known(base: Path) -> set[tuple[str, str, str]]:
    """What is found before anything changes: nothing but advice."""
    found = json.loads(run("check", "-C", str(base), "--format", "json"))["findings"]
    assert [one for one in found if one["severity"] != "advice"] == []
    return findings(base)


@pytest.fixture
def root(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy to attack, from within: a relative name may lead there."""
    shutil.copytree(base, tmp_path / "survey", symlinks=True)
    monkeypatch.chdir(tmp_path / "survey")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    return tmp_path / "survey"


def test_there_are_more_than_forty_attempts() -> None:
    assert sum(len(attempts) for attempts in (REMOVALS, LOSSES, FALSE)) > 40
    assert all(1 <= len(steps) <= 3 for steps in ATTEMPTS.values())


@pytest.mark.parametrize("steps", ATTEMPTS.values(), ids=ATTEMPTS.keys())
def test_an_attempt_is_told(root: Path, known: set[tuple[str, str, str]], steps: list[PullRequest]) -> None:
    for n, step in enumerate(steps, start=1):
        before = git(root, "rev-parse", "HEAD").strip()
        step.change(root)
        commit(root, START + n, step.message)
        if step.rule:
            found = {one for one in findings(root, "--against", before) if one not in known}
            assert found, "nothing is found"
            assert step.rule in {"*", *(rule for rule, *_ in found)}, found
        else:
            assert step.diff
            assert step.diff in run("diff", before, "-C", str(root), "--no-pages")


@pytest.mark.parametrize("name", ["a paper", "papers as aliases", "a topic", "a source's file"])
def test_what_is_removed_is_in_the_diff_too(root: Path, name: str) -> None:
    (step,) = REMOVALS[name]
    step.change(root)
    commit(root, START + 1)
    text = run("diff", "HEAD~1", "-C", str(root), "--no-pages")
    assert any(told in text for told in ("Papers removed", "Papers merged", "(removed)"))
    assert "(Begin) to " in text
