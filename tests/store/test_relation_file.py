"""Relations of papers are read from their file, and follow a paper that gets another key."""

from pathlib import Path

import pytest
from livingsurvey.commands import edit_papers
from livingsurvey.model import PaperRelation
from livingsurvey.store import load
from livingsurvey.store.relation_file import FILE, read_relations, written_relation

from tests.builders import paper_file, survey_folder
from tests.commands.folders import do, held

QUOTE = "The abstract of a."
LINE = "- {{from: {}, to: {}, kind: {}, quote: The abstract of {}.}}  # as read\n"
TEXT = f"# Who refines whom.\n{LINE.format('a', 'b', 'refines', 'a')}{LINE.format('c', 'a', 'disputes', 'c')}"


def folder(root: Path, text: str | None = TEXT) -> Path:
    """Three papers and their relations."""
    made = survey_folder(root, {key: paper_file(key) for key in "abc"})
    if text is not None:
        (made / FILE).write_text(text)
    return made


def test_relations_are_read_as_they_are_written(tmp_path: Path) -> None:
    (first, second) = read_relations(folder(tmp_path), findings := [])
    assert findings == []
    assert written_relation(first) == {"from": "a", "to": "b", "kind": "refines", "quote": QUOTE}
    assert (second.source, second.to, second.kind) == ("c", "a", "disputes")
    assert PaperRelation.model_validate(written_relation(first)) == first


def test_a_survey_without_the_file_has_none(tmp_path: Path) -> None:
    loaded = load(folder(tmp_path, None))
    assert loaded.findings == ()
    assert loaded.survey is not None and loaded.survey.relations == ()


@pytest.mark.parametrize("text", ["a: b\n", "- {from: a}\n", "- {from: a, to: b, kind: inspires, quote: Q.}\n"])
def test_what_is_wrong_is_a_finding_in_the_file(tmp_path: Path, text: str) -> None:
    loaded = load(folder(tmp_path, text))
    assert {finding.file for finding in loaded.findings} == {FILE}
    assert loaded.survey is not None and loaded.survey.relations == ()


def test_a_renamed_paper_is_renamed_in_its_relations_and_nothing_else_changes(tmp_path: Path) -> None:
    root = folder(tmp_path)
    do(root, edit_papers.rename(held(root), "a", "omega"))
    assert (root / FILE).read_text() == TEXT.replace("from: a,", "from: omega,").replace("to: a,", "to: omega,")


def test_a_merged_paper_has_no_relation_to_itself_nor_one_twice(tmp_path: Path) -> None:
    root = folder(tmp_path, TEXT + LINE.format("c", "b", "disputes", "c"))
    do(root, edit_papers.merge(held(root), "a", "b"))
    assert (root / FILE).read_text() == f"# Who refines whom.\n{LINE.format('c', 'b', 'disputes', 'c')}"


def test_advice_and_works_follow_a_paper_that_is_renamed_too(tmp_path: Path) -> None:
    topic = "---\ntitle: T\nsummary: S.\nadvice: 'Take [@a], else [@b]; see [it](papers/a.md).'\n---\n"
    root = survey_folder(tmp_path, {key: paper_file(key) for key in "ab"}, topics__t=topic)
    work = "- id: work\n  name: Work\n  definition: D.\n  paper: a  # it began here\n"
    (root / "content/vocabulary").mkdir()
    (root / "content/vocabulary/methods.yml").write_text(work)
    do(root, edit_papers.rename(held(root), "a", "omega"))
    told = (root / "content/topics/t.md").read_text()
    assert told == topic.replace("@a]", "@omega]").replace("papers/a.md", "papers/omega.md")
    assert (root / "content/vocabulary/methods.yml").read_text() == work.replace("paper: a", "paper: omega")
