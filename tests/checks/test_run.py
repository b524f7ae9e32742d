"""Running all rules: findings of reading and of rules together, in order, each with its line."""

from pathlib import Path

from livingsurvey.checks.run import check
from livingsurvey.model import Finding
from livingsurvey.store import load
from livingsurvey.store.kept_files import KeptFiles

from tests.builders import paper_file, survey_folder


def findings(root: Path) -> tuple[Finding, ...]:
    """What the checks find below ``root``."""
    return check(root, load(root))


def test_findings_of_reading_and_of_rules_stand_together_in_order_of_place(tmp_path: Path) -> None:
    papers = {
        "c": paper_file("c", "status: maybe\n"),
        "a": paper_file("a", "topics: [lost]\n", "[@absent]\n"),
        "b": "no front matter\n",
    }
    assert [(f.file, f.line, f.rule) for f in findings(survey_folder(tmp_path, papers))] == [
        ("content/papers/a.md", 4, "unknown-topic"),
        ("content/papers/a.md", 8, "unknown-citation"),
        ("content/papers/b.md", 1, "front-matter"),
        ("content/papers/c.md", 4, "schema"),
    ]


def test_the_column_is_where_the_quoted_text_begins(tmp_path: Path) -> None:
    root = survey_folder(tmp_path, {"a": paper_file("a", "topics: [lost]\n")})
    assert [(f.line, f.column) for f in findings(root)] == [(4, 10)]


def test_what_stands_nowhere_in_its_file_is_reported_for_the_file_as_a_whole(tmp_path: Path) -> None:
    root = survey_folder(tmp_path, pages__index="---\ntitle: Home\n---\n")
    assert [(f.file, f.line, f.column) for f in findings(root)] == [("content/pages/index.md", 0, 0)]


def test_a_citation_behind_others_is_found_on_its_line(tmp_path: Path) -> None:
    root = survey_folder(tmp_path, {"a": paper_file("a", body="\n\nFirst.\n[@a; @lost]\n")})
    assert [(f.line, f.column) for f in findings(root)] == [(10, 6)]


def test_a_survey_that_cannot_be_read_has_only_the_findings_of_reading(tmp_path: Path) -> None:
    root = survey_folder(tmp_path, {"a": paper_file("a", "topics: [lost]\n")})
    (root / "content/survey.yml").unlink()
    assert [f.file for f in findings(root)] == ["content/survey.yml"]


def test_checking_twice_finds_the_same(tmp_path: Path) -> None:
    root = survey_folder(tmp_path, {key: paper_file(key, "topics: [x, y]\n") for key in ("a", "b")})
    assert findings(root) == findings(root) != ()


def test_checking_changes_no_file(tmp_path: Path) -> None:
    root = survey_folder(tmp_path, {"a": paper_file("a", "topics: [lost]\n"), "b": "bad"})
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    findings(root)
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == before


def _paper(title: str, summary: str = "Counts.", authors: str = "Ada Lovelace") -> str:
    facts = f"key: {title[0].lower()}\ntitle: {title}\nauthors: [{authors}]\nsummary: {summary}\n"
    return f"---\n{facts}abstract: We bleach all corals of a warm reef in one summer and count.\n---\n"


def _topic(prose: str) -> str:
    return f"---\ntitle: {prose}\nsummary: S.\nparent: area\n---\n{prose} 3.7 times faster [@a].\n"


_SAME = "Nobody in this set measures energy at all."
#: What is written one after the other, each over what was there before.
_EDITS = (
    {"papers/a.md": _paper("A paper", authors="Ada Lovelace, Ada et al")},
    {"papers/a.md": _paper("A paper", "We bleach all corals of a warm reef in one summer.")},
    {"papers/b.md": _paper("Bleaching of corals under heat stress now")},
    {"papers/c.md": _paper("Cleaching of corals under heat stress now")},
    {f"topics/t{n}.md": _topic(_SAME).replace(_SAME, f"Topic {n}", 1) for n in range(4)},
    {"topics/t0.md": _topic("Another.")},
    {"facts/f.jsonl": '{"title": "A", "venue": "One", "venue": "Two"}\n'},
    {"facts/f.jsonl": '{"title": "A", "venue": "One"}\n'},
    {"papers/d.md": _paper("D # \u200b")},
)


def test_after_each_edit_it_finds_what_it_would_if_nothing_were_kept(tmp_path: Path) -> None:
    root = survey_folder(tmp_path)
    (root / "content/facts").mkdir()
    found = []
    for files in _EDITS:
        for name, text in files.items():
            (root / "content" / name).write_text(text)
        anew = check(root, load(root))
        for _ in range(2):
            assert check(root, load(root), kept=KeptFiles(root, "form")) == anew
        found.append({finding.rule for finding in anew})
    assert found[0] ^ found[1] == {"author-form", "summary-form"}
    assert "near-duplicate" in found[3] - found[2]
    assert "repeated-phrase" in (found[4] - found[3]) - found[5]
    assert "fact-line" in (found[6] - found[5]) - found[7]
    assert "hidden-layout" in found[8] - found[7]
