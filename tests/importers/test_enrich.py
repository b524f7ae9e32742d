"""Bringing facts into paper files: what is filled, what is kept, and what is told."""

import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.importers import enrich
from livingsurvey.importers.enrich import Enrichment
from livingsurvey.importers.fact_files import FACT_FIELDS, read_facts
from livingsurvey.model import Paper, Provenance, Survey
from livingsurvey.store import load
from livingsurvey.store.field_blocks import with_field

from tests.builders import REPOSITORY, paper_file, survey_folder

FIELD_ORDER = tuple(name for name in Paper.model_fields if name != "notes")
PAPER = "content/papers/a-paper.md"

VALUES: dict[str, Any] = {
    "authors": ["Ada Lovelace", "Søren Kierkegaard"],
    "published": "2025-01-28",
    "venue": "NeurIPS: the conference",
    "arxiv": "2501.10000",
    "doi": "10.1145/3600006.3613165",
    "code": ["https://github.com/a/b"],
    "published_abstract": "It takes $O(n^2)$ time.\nAnd # more: text.",
}

HOSTILE = [
    "---",
    "---\nkey: b",
    "a\n---\nb",
    "a\n...\nb",
    "x\n\nprovenance:\n  venue: {file: y, line: 1}",
    "key: value",
    "- item",
    "? question",
    "# comment",
    "text # comment",
    "ends with a colon:",
    "'single",
    '"double',
    "{a: b}",
    "[a, b",
    "null",
    "~",
    "true",
    "No",
    "0x1F",
    "1e400",
    "&anchor",
    "*alias",
    "!!python/object:os.system",
    "%TAG",
    "@at",
    "`code`",
    "|",
    "> fold",
    "=",
    "<<",
    "\\n \\u0041",
    "tab\there",
    "\ttab",
    " space ",
    "a\0b",
    "bell\x07 escape\x1b[31m delete\x7f",
    "a\rb",
    "a\r\nb",
    "a\u2028b\u2029c",
    "a\x0bb\x0cc\x1cd",
    "byte\ufeffmark \ufffe\uffff",
    "zero\u200bwidth \u202eright to left",
    "😀 \U0010fffd",
    "<script>alert(1)</script> {{ jinja }} {% raw %}",
    "x" * 500,
]

CURATED = """\
---
# Checked against the PDF.
key: a-paper
aliases: [old-key, older-key]
title: "A Paper: Its Title"  # corrected
authors:
  - Ada Lovelace
  # the second author is disputed
  - Søren Kierkegaard
published: 2025-01-28
venue:
# the preprint
arxiv: 2501.01000
doi:

status: included
links:
  - {label: Code, url: https://a.example/x}
  - label: Talk
    url: https://b.example
summary: >-
  One sentence
  over two lines.
abstract: |-
  An abstract:  with # signs, {{ braces }} and “quotes”.
  ---
seen:
  - {source: capture, rank: 3, line: 9}
---
Notes, with a rule:

---

venue: and *markup*.  
No line end"""


def folder(root: Path, extra: str = "", **papers: str) -> Path:
    """A survey with one paper, to which ``extra`` YAML is added, and further papers."""
    further = {key.replace("_", "-"): text for key, text in papers.items()}
    return survey_folder(root, {"a-paper": paper_file("a-paper", extra), **further})


def survey_of(root: Path) -> Survey:
    """The survey below ``root``, in which nothing is wrong."""
    loaded = load(root)
    assert loaded.findings == ()
    assert loaded.survey is not None
    return loaded.survey


def run(root: Path, *entries: Any, name: str = "facts.jsonl") -> Enrichment:
    """Enrich the survey from a file of the given entries; text stands for a line as it is."""
    lines = [entry if isinstance(entry, str) else json.dumps(entry) for entry in entries]
    (root / name).write_text("\n".join(lines) + "\n")
    return enrich(root, root / name, survey_of(root).papers, survey_of(root).fields)


def held(root: Path, key: str = "a-paper") -> Paper:
    """What a paper's file holds."""
    return survey_of(root).paper[key]


def told(report: Enrichment) -> list[tuple[str, int, str]]:
    """Rule, line and message of all that was reported."""
    return [(found.rule, found.line, found.message) for found in (*report.failures, *report.conflicts)]


def plain(value: Any) -> Any:
    """A value as a file of facts states it."""
    return list(value) if isinstance(value, tuple) else value


def tree(root: Path) -> dict[Path, bytes]:
    """Every file below ``content`` with its bytes."""
    return {path: path.read_bytes() for path in (root / "content").rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", FACT_FIELDS)
def test_each_empty_fact_is_filled_with_where_it_came_from(tmp_path: Path, name: str) -> None:
    report = run(folder(tmp_path), {"key": "a-paper", name: VALUES[name]})
    paper = held(tmp_path)
    assert plain(getattr(paper, name)) == VALUES[name]
    assert paper.provenance == {name: Provenance(file="facts.jsonl", line=1)}
    assert (report.set_fields, report.changed, report.agreed, told(report)) == ({name: 1}, ["a-paper"], 0, [])


def test_all_facts_of_an_entry_are_filled_at_once(tmp_path: Path) -> None:
    report = run(folder(tmp_path), {"key": "a-paper", **VALUES})
    paper = held(tmp_path)
    assert {name: plain(getattr(paper, name)) for name in FACT_FIELDS} == VALUES
    assert report.set_fields == dict.fromkeys(FACT_FIELDS, 1)
    assert report.changed == ["a-paper"]


def test_nothing_but_the_facts_changes_in_a_paper(tmp_path: Path) -> None:
    before = held(folder(tmp_path, "kind: method\ntopics: [t]\nsummary: S.\n"))
    run(tmp_path, {"key": "a-paper", "title": "Another", "abstract": "Other.", "status": "excluded", **VALUES})
    added = {**VALUES, "authors": tuple(VALUES["authors"]), "code": tuple(VALUES["code"])}
    assert held(tmp_path).model_copy(update={"provenance": {}}) == before.model_copy(update=added)


@pytest.mark.parametrize("empty", ["venue:", "venue: ~", "venue: null", "venue:    ", "doi:\nvenue:\nkind:", "kind:"])
def test_an_empty_field_is_filled_however_it_is_written(tmp_path: Path, empty: str) -> None:
    run(folder(tmp_path, f"{empty}\n"), {"key": "a-paper", "venue": "ICML"})
    assert held(tmp_path).venue == "ICML"


@pytest.mark.parametrize(
    "entry",
    [
        {"key": "a-paper"},
        {"key": "old-key"},
        {"title": "A paper"},
        {"title": "A PAPER!"},
        {"title": "Ａ\u00a0paper."},
        {"key": "unheard-of", "title": "A paper"},
        {"key": "a-paper", "title": "B paper"},
        {"key": None, "title": "A paper"},
    ],
)
def test_a_paper_is_found_by_its_key_an_old_key_or_its_title(tmp_path: Path, entry: dict[str, Any]) -> None:
    folder(tmp_path, "aliases: [old-key]\n", b_paper=paper_file("b-paper"))
    assert run(tmp_path, {**entry, "venue": "ICML"}).changed == ["a-paper"]
    assert held(tmp_path).venue == "ICML"


@pytest.mark.parametrize(
    ("entry", "named"),
    [
        ({"key": "unheard-of"}, "unheard-of"),
        ({"title": "An Unheard Title"}, "An Unheard Title"),
        ({"key": "unheard-of", "title": "An Unheard Title"}, "unheard-of"),
        ({}, "no key and no title"),
        ({"key": "", "title": None}, "no key and no title"),
        ({"key": "A-Paper"}, "A-Paper"),
    ],
)
def test_an_unknown_paper_is_reported_with_its_line_and_the_others_are_filled(
    tmp_path: Path, entry: dict[str, Any], named: str
) -> None:
    report = run(folder(tmp_path), {**entry, "venue": "X"}, {"key": "a-paper", "venue": "ICML"})
    assert told(report) == [("facts", 1, f"no such paper: «{named}».")]
    assert held(tmp_path).venue == "ICML"


def test_a_key_that_is_no_text_is_told_with_its_line_and_the_others_are_filled(tmp_path: Path) -> None:
    report = run(folder(tmp_path), {"key": ["a-paper"], "venue": "X"}, {"key": "a-paper", "venue": "ICML"})
    assert told(report) == [("facts", 1, "key must be text.")]
    assert held(tmp_path).venue == "ICML"


def test_an_entry_without_facts_changes_nothing(tmp_path: Path) -> None:
    before = tree(folder(tmp_path))
    report = run(tmp_path, {"key": "a-paper", "venue": None, "code": []})
    assert report == Enrichment()
    assert tree(tmp_path) == before


def test_provenance_names_the_line_that_states_the_value(tmp_path: Path) -> None:
    folder(tmp_path, b_paper=paper_file("b-paper"))
    run(tmp_path, "", "bad", {"title": "B paper", "venue": "B"}, "", {"key": "a-paper", "venue": "A"})
    assert held(tmp_path).provenance["venue"].line == 5
    assert held(tmp_path, "b-paper").provenance["venue"].line == 3


def test_provenance_of_csv_names_the_line_below_the_head(tmp_path: Path) -> None:
    folder(tmp_path, b_paper=paper_file("b-paper"))
    run(tmp_path, "key,venue", "b-paper,B", "", "a-paper,A", name="facts.csv")
    assert held(tmp_path).provenance == {"venue": Provenance(file="facts.csv", line=4)}
    assert held(tmp_path, "b-paper").provenance == {"venue": Provenance(file="facts.csv", line=2)}


@pytest.mark.parametrize("name", FACT_FIELDS)
def test_what_a_curator_wrote_stays_and_the_difference_is_reported(tmp_path: Path, name: str) -> None:
    path = folder(tmp_path) / PAPER
    head = with_field(path.read_text().removeprefix("---\n"), name, VALUES[name], FIELD_ORDER)
    path.write_text(f"---\n{head}")
    before = path.read_bytes()
    other = {**VALUES, "published": "2024", "arxiv": "2401.00001", "doi": "10.1000/x", "venue": "Other"}
    other |= {"authors": ["Bo"], "code": ["https://b.example"], "published_abstract": "Other."}
    report = run(tmp_path, "", {"key": "a-paper", name: other[name]})
    assert path.read_bytes() == before
    assert [(c.file, c.line, c.rule) for c in report.conflicts] == [("facts.jsonl", 2, "conflict")]
    assert report.conflicts[0].message.startswith(f"{name} of a-paper is ")
    assert (report.set_fields, report.changed, report.agreed) == ({}, [], 0)


def test_a_conflict_tells_both_values_on_one_line(tmp_path: Path) -> None:
    abstract = "One.\nTwo. " + "long " * 100
    folder(tmp_path, "venue: ICML\npublished_abstract: |-\n  Mine\n  own.\n")
    report = run(tmp_path, {"key": "a-paper", "venue": "ICML 2024", "published_abstract": abstract})
    assert report.conflicts[0].message == "venue of a-paper is 'ICML' there, but 'ICML 2024' here."
    assert all("\n" not in str(c) and len(str(c)) < 300 for c in report.conflicts)
    assert "'Mine\\nown.' there" in report.conflicts[1].message


def test_a_conflict_in_one_field_does_not_keep_others_from_being_filled(tmp_path: Path) -> None:
    report = run(folder(tmp_path, "venue: ICML\n"), {"key": "a-paper", "venue": "Other", "doi": "10.1000/x"})
    paper = held(tmp_path)
    assert (paper.venue, paper.doi, list(paper.provenance)) == ("ICML", "10.1000/x", ["doi"])
    assert len(report.conflicts) == 1


def test_a_value_that_agrees_is_counted_and_the_file_left_as_it_is(tmp_path: Path) -> None:
    before = tree(folder(tmp_path, "venue: ICML\nauthors: [Ada Lovelace, 'Bo']\n"))
    report = run(tmp_path, {"key": "a-paper", "venue": "ICML", "authors": ["Ada Lovelace", "Bo"]})
    assert report == Enrichment(agreed=2)
    assert tree(tmp_path) == before


def test_a_value_that_is_there_stays_even_if_it_came_from_the_same_file(tmp_path: Path) -> None:
    run(folder(tmp_path), {"key": "a-paper", "venue": "Old"})
    before = tree(tmp_path)
    report = run(tmp_path, "", {"key": "a-paper", "venue": "New"})
    assert tree(tmp_path) == before
    assert [c.line for c in report.conflicts] == [2]


def test_two_entries_for_one_paper_add_up_and_their_contradiction_is_told(tmp_path: Path) -> None:
    entries = ({"key": "a-paper", "venue": "X"}, {"key": "a-paper", "doi": "10.1000/x", "venue": "Y"})
    report = run(folder(tmp_path), *entries)
    assert (held(tmp_path).venue, held(tmp_path).doi) == ("X", "10.1000/x")
    assert [held(tmp_path).provenance[name].line for name in ("venue", "doi")] == [1, 2]
    assert [c.line for c in report.conflicts] == [2]
    before = tree(tmp_path)
    run(tmp_path, *entries)
    assert tree(tmp_path) == before


@pytest.mark.parametrize("value", ["a\ud800b", "a\x85b", "x" * 30_000])
def test_text_that_a_file_cannot_hold_is_refused(tmp_path: Path, value: str) -> None:
    before = tree(folder(tmp_path))
    report = run(tmp_path, {"key": "a-paper", "published_abstract": value, "venue": value})
    assert tree(tmp_path) == before
    assert len(report.failures) == 2


def test_a_file_that_cannot_be_edited_is_a_failure_and_the_others_are_done(tmp_path: Path) -> None:
    root = folder(tmp_path)
    odd = root / "content/papers/b-paper.md"
    odd.write_bytes(b"---\nkey: b-paper\r\ntitle: B\nabstract: A.\n---\n")  # line ends of two kinds
    before = odd.read_bytes()
    report = run(root, {"key": "b-paper", "venue": "V"}, {"key": "a-paper", "venue": "V"})
    assert odd.read_bytes() == before
    assert [f.line for f in report.failures] == [1]
    assert held(root).venue == "V"


def test_a_value_that_came_from_another_file_stays(tmp_path: Path) -> None:
    run(folder(tmp_path), {"key": "a-paper", "venue": "Old"}, name="first.jsonl")
    before = tree(tmp_path)
    report = run(tmp_path, {"key": "a-paper", "venue": "New"}, name="second.jsonl")
    assert tree(tmp_path) == before
    assert [c.line for c in report.conflicts] == [1]


def test_where_earlier_values_came_from_stays_known(tmp_path: Path) -> None:
    run(folder(tmp_path), {"key": "a-paper", "venue": "ICML"}, name="first.jsonl")
    run(tmp_path, "", {"key": "a-paper", "doi": "10.1000/x"}, name="second.jsonl")
    assert held(tmp_path).provenance == {
        "venue": Provenance(file="first.jsonl", line=1),
        "doi": Provenance(file="second.jsonl", line=2),
    }


def test_running_twice_changes_not_a_byte(tmp_path: Path) -> None:
    folder(tmp_path, b_paper=paper_file("b-paper", "venue: Mine\n"))
    entries = [{"key": "a-paper", **VALUES}, {"key": "b-paper", **VALUES}]
    run(tmp_path, *entries)
    before = tree(tmp_path)
    report = run(tmp_path, *entries)
    assert tree(tmp_path) == before
    assert (report.set_fields, report.changed, report.agreed) == ({}, [], 2 * len(VALUES) - 1)
    assert len(report.conflicts) == 1


def test_running_twice_does_not_even_write_the_files_again(tmp_path: Path) -> None:
    run(folder(tmp_path), {"key": "a-paper", **VALUES})
    before = (tmp_path / PAPER).stat()
    run(tmp_path, {"key": "a-paper", **VALUES})
    after = (tmp_path / PAPER).stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


def test_progress_is_told_entry_by_entry(tmp_path: Path) -> None:
    seen: list[tuple[str, int, int]] = []
    path = folder(tmp_path) / "facts.jsonl"
    path.write_text('{"key": "a-paper"}\n{"key": "lost"}\n')
    enrich(tmp_path, path, survey_of(tmp_path).papers, survey_of(tmp_path).fields, lambda *told: seen.append(told))
    assert seen == [("facts", 1, 2), ("facts", 2, 2)]


def test_comments_and_formatting_survive_to_the_byte(tmp_path: Path) -> None:
    path = survey_folder(tmp_path, {"a-paper": CURATED}) / PAPER
    run(tmp_path, {"key": "a-paper", "venue": "ICML", "code": ["https://a.example/y"]})
    expected = CURATED.replace("venue:\n#", "venue: ICML\n#", 1)
    expected = expected.replace("doi:\n", "doi:\ncode:\n  - https://a.example/y\n")
    sources = "provenance:\n  venue: {file: facts.jsonl, line: 1}\n  code: {file: facts.jsonl, line: 1}\n"
    expected = expected.replace("line: 9}\n", f"line: 9}}\n{sources}")
    assert path.read_bytes().decode() == expected


@pytest.mark.parametrize(("mark", "end"), [("\ufeff", "\n"), ("", "\r\n"), ("\ufeff", "\r\n")])
def test_a_file_saved_on_windows_keeps_its_content(tmp_path: Path, mark: str, end: str) -> None:
    path = survey_folder(tmp_path) / PAPER
    path.write_bytes((mark + CURATED.replace("\n", end)).encode())
    before = held(tmp_path)
    run(tmp_path, {"key": "a-paper", "venue": "ICML"})
    source = {"venue": Provenance(file="facts.jsonl", line=1)}
    assert held(tmp_path) == before.model_copy(update={"venue": "ICML", "provenance": source})


def assert_kept_or_refused(root: Path, name: str, value: Any) -> None:
    """A value is read back exactly, or the paper's file is as it was and the value reported."""
    path = folder(root) / PAPER
    before = path.read_bytes()
    report = run(root, {"key": "a-paper", name: value})
    stated = read_facts(root / "facts.jsonl")[0][0].values
    paper = held(root)
    if name in stated:
        assert plain(getattr(paper, name)) == stated[name]
        assert told(report) == []
    else:
        assert path.read_bytes() == before
        assert [f.line for f in report.failures] == [1]
    after = path.read_bytes()
    run(root, {"key": "a-paper", name: value})
    assert path.read_bytes() == after


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("name", ["venue", "authors", "published_abstract"])
def test_a_hostile_value_is_read_back_exactly_or_refused(tmp_path: Path, name: str, value: str) -> None:
    assert_kept_or_refused(tmp_path, name, [value, "Bo"] if name == "authors" else value)


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_published_abstract_is_read_back_to_the_letter(tmp_path: Path, value: str) -> None:
    run(folder(tmp_path), {"key": "a-paper", "published_abstract": value})
    assert held(tmp_path).published_abstract == value


any_sign = st.text(
    alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x85"), min_size=1, max_size=40
)
signs = st.text(alphabet="ab \t\n\r-:#'\"\\|>{}[]&*!%@`?,.~=<\x00\x07\x1c\u2028\ufeff", min_size=1, max_size=40)


@given(st.sampled_from(["venue", "published_abstract"]), any_sign | signs)
@settings(deadline=None, max_examples=120)
def test_any_text_is_read_back_exactly_or_refused(name: str, value: str) -> None:
    with TemporaryDirectory() as root:
        assert_kept_or_refused(Path(root), name, value)


@given(st.lists(any_sign | signs, min_size=1, max_size=3), st.lists(any_sign, max_size=2))
@settings(deadline=None, max_examples=60)
def test_any_lists_are_read_back_exactly_or_refused(authors: list[str], code: list[str]) -> None:
    with TemporaryDirectory() as root:
        assert_kept_or_refused(Path(root), "authors", authors)
    with TemporaryDirectory() as root:
        assert_kept_or_refused(Path(root), "code", [f"https://a.example/{part}" for part in code] or ["https://a"])


@pytest.fixture(scope="module")
def real_content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the real content."""
    root = tmp_path_factory.mktemp("content")
    shutil.copytree(REPOSITORY / "content", root / "content")
    return root


@pytest.mark.parametrize("name", ["papers.jsonl", "abstracts.jsonl"])
def test_the_real_facts_are_in_the_real_papers_already(real_content: Path, real_survey: Survey, name: str) -> None:
    before = tree(real_content)
    report = enrich(real_content, real_content / "content/facts" / name, real_survey.papers, real_survey.fields)
    assert (report.set_fields, report.changed, report.failures) == ({}, [], [])
    assert report.agreed > 0
    assert tree(real_content) == before


@pytest.mark.parametrize("name", ["papers.jsonl", "abstracts.jsonl"])
def test_the_real_facts_differ_only_from_what_a_curator_wrote(
    real_content: Path, real_survey: Survey, name: str
) -> None:
    report = enrich(real_content, real_content / "content/facts" / name, real_survey.papers, real_survey.fields)
    differing = [conflict.message.split(" of ") for conflict in report.conflicts]
    papers = [(field, real_survey.paper[rest.split(" is ")[0]]) for field, rest in differing]
    assert [(field, paper.key) for field, paper in papers if field in paper.provenance] == []


def test_every_line_that_a_real_paper_names_states_its_value(real_survey: Survey) -> None:
    files = {path.name: path.read_text().split("\n") for path in (REPOSITORY / "content/facts").glob("*.jsonl")}
    wrong = [
        f"{paper.path}: {name}"
        for paper in real_survey.papers
        for name, source in paper.provenance.items()
        if json.loads(files[source.file][source.line - 1])[name] != plain(getattr(paper, name))
    ]
    assert wrong == []


def test_taking_a_fact_out_of_a_real_paper_and_enriching_restores_it(
    tmp_path: Path, real_content: Path, real_survey: Survey
) -> None:
    shutil.copytree(real_content, tmp_path, dirs_exist_ok=True)
    before = tree(tmp_path)
    changed = [paper for paper in real_survey.papers if "venue" in paper.provenance][:20]
    for paper in changed:
        path = tmp_path / paper.path
        lines = path.read_text().splitlines(keepends=True)
        path.write_text("".join("venue:\n" if line.startswith("venue:") else line for line in lines))
    enrich(tmp_path, tmp_path / "content/facts/papers.jsonl", survey_of(tmp_path).papers, survey_of(tmp_path).fields)
    assert {path for path, data in tree(tmp_path).items() if data != before[path]} == set()
