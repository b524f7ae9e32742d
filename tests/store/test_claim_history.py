"""Which claims changed when, as version control records it."""

import os
import subprocess
from pathlib import Path

import pytest
from livingsurvey.model import Change, Survey
from livingsurvey.store import git
from livingsurvey.store.claim_history import claim_changes, paired
from livingsurvey.store.history import MAINTENANCE, Commit, last_commit
from livingsurvey.store.survey_reader import load

from tests.builders import claim, paper_file, survey_folder

SAID = "Memory falls by {0} times."
CLAIM = "  - quote: {0}\n    measure: memory\n    change: {{form: factor, value: {1}, unit: ×}}\n"


def text(key: str, *values: int, note: str = "") -> str:
    """A paper's file with a claim for each value."""
    claims = "".join(CLAIM.format(SAID.format(n), n) for n in values)
    return paper_file(key, extra=f"claims:\n{claims}" if claims else "", body=note)


def commit(root: Path, day: int) -> None:
    """Commit all that there is."""
    when = f"2026-01-{day:02}T12:00:00Z"
    who = {f"GIT_{role}_{what}": "a@b.c" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    given = os.environ | who | {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    for command in (["add", "content"], ["commit", "-qm", "Change", "--allow-empty"]):
        subprocess.run(["git", *command], cwd=root, check=True, env=given)


def history(root: Path, *states: dict[str, str]) -> Survey:
    """A survey whose papers were committed in these states, one a day."""
    survey_folder(root)
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    for day, papers in enumerate(states, start=1):
        for key, file in papers.items():
            path = root / f"content/papers/{key}.md"
            path.parent.mkdir(exist_ok=True)
            path.write_text(file)
        commit(root, day)
    found = load(root).survey
    assert found is not None
    return found


def figures(root: Path, subject: Survey) -> dict[str, list[tuple[str, float | None, float | None]]]:
    """The changes by key: day, number before, number after."""
    changes = claim_changes(root, last_commit(root), subject)
    return {
        key: [
            (str(one.on), one.before and one.before.change.value, one.after and one.after.change.value) for one in found
        ]
        for key, found in changes.items()
    }


def test_a_claim_that_was_added_corrected_and_taken_away_is_told_each_time(tmp_path: Path) -> None:
    states = (
        {"a": text("a")},
        {"a": text("a", 2)},
        {"a": text("a", 2).replace("value: 2", "value: 3")},
        {"a": text("a")},
    )
    subject = history(tmp_path, *states)
    assert figures(tmp_path, subject) == {
        "a": [("2026-01-04", 3.0, None), ("2026-01-03", 2.0, 3.0), ("2026-01-02", None, 2.0)]
    }


def test_other_changes_of_a_paper_are_none_of_its_claims(tmp_path: Path) -> None:
    subject = history(tmp_path, {"a": text("a", 2)}, {"a": text("a", 2, note="A note.")})
    assert figures(tmp_path, subject) == {}


def test_a_renamed_paper_keeps_the_changes_of_its_former_key(tmp_path: Path) -> None:
    subject = history(tmp_path, {"a": text("a", 2)}, {"a": text("a", 2, 3)})
    (tmp_path / "content/papers/a.md").unlink()
    (tmp_path / "content/papers/b.md").write_text(text("b", 2, 3).replace("title:", "aliases: [a]\ntitle:"))
    commit(tmp_path, 3)
    renamed = load(tmp_path).survey
    assert renamed is not None
    assert "a" in subject.paper
    assert figures(tmp_path, renamed) == {"b": [("2026-01-02", None, 3.0)]}


def test_a_commit_of_very_many_papers_is_maintenance(tmp_path: Path) -> None:
    keys = [f"p{n}" for n in range(MAINTENANCE + 1)]
    subject = history(tmp_path, {key: text(key) for key in keys}, {key: text(key, 2) for key in keys})
    assert figures(tmp_path, subject) == {}


def test_a_version_that_cannot_be_read_is_passed_over(tmp_path: Path) -> None:
    broken = text("a", 2).replace("value: 2", "value: [")
    subject = history(tmp_path, {"a": text("a", 2)}, {"a": broken}, {"a": text("a", 4)})
    assert figures(tmp_path, subject) == {}


def test_without_version_control_nothing_is_told(tmp_path: Path) -> None:
    subject = load(survey_folder(tmp_path, {"a": text("a", 2)})).survey
    assert subject is not None
    assert claim_changes(tmp_path, Commit(), subject) == {}
    assert claim_changes(tmp_path, Commit("0" * 40, 1), subject) == {}


def test_claims_are_paired_by_quotation_and_then_by_figure() -> None:
    two, three = (Change(form="factor", value=n, unit="×") for n in (2, 3))
    one, other = claim(quote="One.", change=two), claim(quote="Other.", change=three)
    edited, moved = claim(quote="One.", change=three), claim(quote="Moved.", change=three)
    assert list(paired([one, other], [edited, moved])) == [(one, edited), (other, moved)]
    assert list(paired([one], [one, other])) == [(None, other)]
    assert list(paired([one, other], [other])) == [(one, None)]


def test_changes_are_kept_for_the_same_commit_and_read_again_for_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subject = history(tmp_path, {"one": text("one", 3)}, {"one": text("one", 4)})
    cache = tmp_path / "build/claims.json"
    first = last_commit(tmp_path)
    found = claim_changes(tmp_path, first, subject, cache)
    assert len(found["one"]) == 2
    asked = []
    changed = git.changed_versions
    monkeypatch.setattr(git, "changed_versions", lambda *given: asked.append(given) or changed(*given))
    assert claim_changes(tmp_path, first, subject, cache) == found == claim_changes(tmp_path, first, subject)
    assert len(asked) == 1  # by the last one, which has no cache
    for kept in ("", "[]", '{"mark": 1}', "{}"):
        cache.write_text(kept)
        assert claim_changes(tmp_path, first, subject, cache) == found
    (tmp_path / "content/papers/one.md").write_text(text("one", 5))
    commit(tmp_path, 9)
    assert len(claim_changes(tmp_path, last_commit(tmp_path), subject, cache)["one"]) == 4
