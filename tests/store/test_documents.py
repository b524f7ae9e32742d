"""One file of content read into a model, or findings that name its line, its column and a fix."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from livingsurvey.model import Finding, HandPage, Paper, Settings, Source, Topic
from livingsurvey.store.documents import MAX_BYTES, UnreadableFileError, read_document, read_text, read_yaml_models

from tests.builders import FIELDS, SURVEY_YML

FILE = "content/papers/a-paper.md"
GOOD = "---\ntitle: A paper\nabstract: |-\n  Its abstract.\n---\n"
SOURCE = "- id: a\n  file: a.txt\n  format: f\n  origin: o\n  sha256: " + "0" * 64 + "\n"


def read(folder: Path, content: str | bytes) -> tuple[Paper | None, list[Finding]]:
    """Read ``content`` as the file of a paper."""
    path = folder / "a-paper.md"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_document(path, FILE, Paper, "a-paper", "notes", FIELDS)


def paper(folder: Path, content: str | bytes) -> Paper:
    """The paper that ``content`` holds."""
    built, findings = read(folder, content)
    assert findings == []
    assert built is not None
    return built


def problem(folder: Path, content: str | bytes) -> Finding:
    """The one finding on ``content``."""
    built, findings = read(folder, content)
    assert built is None
    assert len(findings) == 1
    return findings[0]


def read_sources(folder: Path, content: str) -> tuple[list[Source], list[Finding]]:
    """Read ``content`` as a list of sources."""
    (folder / "sources.yml").write_text(content)
    findings: list[Finding] = []
    return read_yaml_models(folder, "sources.yml", Source, findings, many=True), findings


def read_settings(folder: Path, content: str) -> tuple[list[Settings], list[Finding]]:
    """Read ``content`` as the settings of a survey."""
    (folder / "survey.yml").write_text(content)
    findings: list[Finding] = []
    return read_yaml_models(folder, "survey.yml", Settings, findings, many=False), findings


def test_a_good_file_gives_its_paper(tmp_path: Path) -> None:
    built = paper(tmp_path, GOOD)
    assert (built.key, built.title, built.abstract, built.notes) == ("a-paper", "A paper", "Its abstract.", "")


def test_the_text_below_the_front_matter_goes_into_the_field_named_for_it(tmp_path: Path) -> None:
    assert paper(tmp_path, f"{GOOD}\nRead *this*.\n\n- a: b\n").notes == "Read *this*.\n\n- a: b"


def test_a_rule_in_the_body_does_not_end_it(tmp_path: Path) -> None:
    assert paper(tmp_path, f"{GOOD}\nOne\n\n---\n\nTwo\n").notes == "One\n\n---\n\nTwo"


def test_dashes_within_a_literal_abstract_do_not_end_the_front_matter(tmp_path: Path) -> None:
    text = "---\ntitle: T\nabstract: |-\n  One\n  ---\n  Two\nvenue: V\n---\n"
    built = paper(tmp_path, text)
    assert (built.abstract, built.venue) == ("One\n---\nTwo", "V")


def test_trailing_spaces_behind_the_closing_dashes_do_not_matter(tmp_path: Path) -> None:
    assert paper(tmp_path, GOOD.replace("abstract.\n---", "abstract.\n---  \t")).notes == ""


def test_markup_and_braces_in_an_abstract_are_taken_literally(tmp_path: Path) -> None:
    text = GOOD.replace("Its abstract.", "<b>{{ x }}</b> [@key] &amp; # no comment")
    assert paper(tmp_path, text).abstract == "<b>{{ x }}</b> [@key] &amp; # no comment"


def test_an_arxiv_number_that_ends_in_zero_keeps_it(tmp_path: Path) -> None:
    assert paper(tmp_path, GOOD.replace("abstract:", "arxiv: 2501.00010\nabstract:")).arxiv == "2501.00010"


def test_an_empty_entry_means_the_same_as_none(tmp_path: Path) -> None:
    built = paper(tmp_path, GOOD.replace("abstract:", "venue:\nauthors:\ntopics: ~\nabstract:"))
    assert (built.venue, built.authors, built.topics) == (None, (), ())


def test_a_byte_order_mark_is_accepted(tmp_path: Path) -> None:
    assert paper(tmp_path, b"\xef\xbb\xbf" + GOOD.encode()).title == "A paper"


def test_carriage_returns_leave_no_trace(tmp_path: Path) -> None:
    text = f"{GOOD}\nOne\n\nTwo\n"
    assert paper(tmp_path, text.replace("\n", "\r\n")) == paper(tmp_path, text)


def test_a_file_with_carriage_returns_has_its_errors_on_the_same_lines(tmp_path: Path) -> None:
    text = GOOD.replace("abstract:", "colour: red\nabstract:")
    assert problem(tmp_path, text.replace("\n", "\r\n")) == problem(tmp_path, text)


@pytest.mark.parametrize("text", ["", "title: T\n", "# Heading\n", f"\n{GOOD}", f" {GOOD}", "--\ntitle: T\n--\n"])
def test_a_file_without_front_matter_is_reported(tmp_path: Path, text: str) -> None:
    found = problem(tmp_path, text)
    assert (found.file, found.line, found.column, found.rule) == (FILE, 1, 1, "front-matter")
    assert "no front matter" in found.message
    assert "---" in found.fix


@pytest.mark.parametrize("text", ["---\n---\n", "---\n# a comment\n---\nbody\n", "---\n\n---\n"])
def test_empty_front_matter_is_reported(tmp_path: Path, text: str) -> None:
    found = problem(tmp_path, text)
    assert (found.line, found.column, found.rule) == (1, 1, "front-matter")
    assert "empty" in found.message


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("---\n", 1, 1),
        (GOOD[:-4], 4, 1),
        (GOOD[:-4] + "...\nbody\n", 5, 1),
        (GOOD[:-4] + "  ---\n", 5, 1),
        (GOOD[:-4] + "--\n", 5, 1),
        (GOOD[:-4] + "-x--\n", 5, 1),
        (GOOD[:-4] + "\nA note.\n", 6, 1),
        (GOOD[:-5] + "---\nA note.\n", 4, 16),
        (GOOD[:-4] + "---A note.\n", 5, 4),
    ],
)
def test_front_matter_without_an_end_is_reported_where_it_should_end(
    tmp_path: Path, text: str, line: int, column: int
) -> None:
    found = problem(tmp_path, text)
    assert (found.line, found.column, found.rule) == (line, column, "front-matter")
    assert "no end" in found.message
    assert "«---»" in found.fix


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("---\ntitle: T\nvenue: Caf\xe9\n---\n".encode("latin-1"), 3),
        (GOOD.encode() + b"\n\nbody \xff\n", 8),
        (GOOD.encode("utf-16"), 1),
        ("---\r\ntitle: \xe9\r\n".encode("latin-1"), 2),
    ],
)
def test_bytes_that_are_not_utf8_are_reported_with_their_line(tmp_path: Path, content: bytes, line: int) -> None:
    found = problem(tmp_path, content)
    assert found.rule == "file"
    assert "not UTF-8" in found.message
    assert str(line) in re.findall(r"\d+", str(found).replace("UTF-8", ""))
    assert "UTF-8" in found.fix


def test_a_symbolic_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "target").write_text(GOOD)
    link = tmp_path / "link.md"
    link.symlink_to(tmp_path / "target")
    built, findings = read_document(link, FILE, Paper, "link", "notes")
    assert built is None
    assert [(found.rule, found.message) for found in findings] == [("file", "the file is not a plain file.")]


def test_a_folder_and_a_missing_file_are_reported(tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    for name in ("folder.md", "missing.md"):
        built, findings = read_document(tmp_path / name, FILE, Paper, "a", "notes")
        assert built is None
        assert [found.rule for found in findings] == ["file"]


def test_a_file_of_the_greatest_size_is_read(tmp_path: Path) -> None:
    assert paper(tmp_path, GOOD.ljust(MAX_BYTES, "x")).notes.endswith("x")


def test_a_file_that_is_too_large_is_reported_with_both_sizes(tmp_path: Path) -> None:
    found = problem(tmp_path, GOOD.ljust(MAX_BYTES + 1, "x"))
    assert found.rule == "file"
    assert "262,145" in found.message
    assert "262,144" in found.message


def test_read_text_gives_line_feeds_and_no_mark(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes("\ufeffone\r\ntwo\n".encode())
    assert read_text(tmp_path / "a") == "one\ntwo\n"


def test_read_text_refuses_what_it_cannot_read(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="plain file"):
        read_text(tmp_path / "absent")


@pytest.mark.parametrize(
    ("fields", "line", "column", "field", "fix"),
    [
        ("title: T\ncolour: red\nabstract: x\n", 3, 1, "there is no field «colour»", "Remove it"),
        ("abstract: x\n", 2, 1, "«title:» is missing", "Add the field: title: Coral"),
        ("title: T\nvenue: V\n", 2, 1, "«abstract:» is missing", "Add the field: abstract: the captured text"),
        ("title: T\nabstract: x\ntopics: serving\n", 4, 1, "topics", "Write a list"),
        ("title: T\nabstract: x\ntopics: [a, B]\n", 4, 13, "topics: entry 2", "Write b."),
        ("title: T\nabstract: x\nstatus: maybe\n", 4, 1, "status", "Choose"),
        ("title: T\nkind: New Kind\nabstract: x\n", 3, 1, "kind", "the id of a term"),
        ("title: T\nabstract: x\npublished: 2025-13\n", 4, 1, "published", "Write 2024, 2024-12 or"),
        ("title: T\nabstract: x\npublished: 2025-02-30\n", 4, 1, "published", "Write 2024, 2024-12 or"),
        ("title: T\nabstract: x\npublished: soon\n", 4, 1, "published", "2024-12"),
        ("title: T\nabstract: x\narxiv: 2501.1\n", 4, 1, "arxiv", "2205.14135"),
        ("title: [a, b]\nabstract: x\n", 2, 1, "title", "Write Coral"),
        ("title: true\nabstract: x\n", 2, 1, "title", "'true'"),
        ("title:\nabstract: x\n", 2, 1, "title", "Write Coral"),
        ("title: '  '\nabstract: x\n", 2, 1, "title", "Write Coral"),
        ("title: |\n  a\n  b\nabstract: x\n", 2, 1, "title", "Write a b."),
        (
            "title: T\nabstract: x\ncode:\n  - https://a.example\n  - javascript:alert(1)\n",
            6,
            5,
            "code: entry 2",
            "https://example.org",
        ),
        (
            "title: T\nabstract: x\nlinks:\n  - label: L\n    url: x\n",
            6,
            5,
            "links: entry 1: url",
            "https://example.org",
        ),
        (
            "title: T\nabstract: x\nseen:\n  - {source: a, rank: 0, line: 1}\n",
            5,
            17,
            "seen: entry 1: rank",
            "Write a number from 1",
        ),
        (
            "title: T\nabstract: x\nseen:\n  - {source: a, rank: 1}\n",
            5,
            5,
            "seen: entry 1: «line:» is missing",
            "Add the field",
        ),
        (
            "title: T\nabstract: x\nseen:\n  - {source: a, rank: 1, line: 2.5}\n",
            5,
            26,
            "seen: entry 1: line",
            "Write a number from 1",
        ),
    ],
)
def test_a_wrong_field_is_reported_at_its_place_with_a_fix(
    tmp_path: Path, fields: str, line: int, column: int, field: str, fix: str
) -> None:
    found = problem(tmp_path, f"---\n{fields}---\n")
    assert (found.file, found.line, found.column, found.rule) == (FILE, line, column, "schema")
    assert found.message.startswith(field)
    assert fix in found.fix


@pytest.mark.parametrize(
    ("fields", "line", "column", "message"),
    [
        ("title: A: B\nabstract: x\n", 2, 9, "a colon and a blank"),
        ("title: T\nabstract: x\ntitle: U\n", 4, 1, "«title» appears twice"),
        ("title: T\nseen:\n  - {rank: 1, rank: 2}\n", 4, 15, "«rank» appears twice"),
        ("title: &x T\nabstract: *x\n", 2, 8, "anchors and aliases"),
        ("title: T\nabstract: !!python/object:os.system x\n", 3, 11, "tag"),
        ("title: T\nauthors: [a, b\nabstract: x\n", 3, 10, "never closed"),
        ("title: T\n\tvenue: V\n", 3, 1, "tab"),
        ("title: @home\n", 2, 8, "«@»"),
        ("title: !!bool maybe\n", 2, 8, "tag"),
        (f"abstract: x\ntitle: {'[' * 99_000}\n", 3, 57, "deep"),
    ],
)
def test_bad_yaml_is_reported_at_its_place_in_the_file(
    tmp_path: Path, fields: str, line: int, column: int, message: str
) -> None:
    found = problem(tmp_path, f"---\n{fields}---\n")
    assert (found.file, found.line, found.column, found.rule) == (FILE, line, column, "yaml")
    assert message in found.message
    assert found.fix


@pytest.mark.parametrize("blanks", [1, 2, 5])
def test_blank_lines_above_the_fields_count(tmp_path: Path, blanks: int) -> None:
    gap = "\n" * blanks
    assert problem(tmp_path, f"---\n{gap}title: A: B\n---\n").line == 2 + blanks
    assert problem(tmp_path, f"---\n{gap}title: A\nabstract: x\ncolour: red\n---\n").line == 4 + blanks


def test_what_was_given_is_shown_shortened(tmp_path: Path) -> None:
    message = problem(tmp_path, f"---\ntitle: T\nabstract: x\nstatus: {'x' * 5000}\n---\n").message
    assert "«xxx" in message
    assert len(message) < 250


def test_several_errors_of_one_file_are_all_reported_with_their_lines(tmp_path: Path) -> None:
    fields = """\
title:
status: maybe
colour: red
published: 2025-02-30
topics: serving
seen:
  - {source: a, rank: 0, line: 1}
  - {source: a, rank: 1, line: none}
"""
    built, findings = read(tmp_path, f"---\n{fields}---\n")
    assert built is None
    assert [(found.line, found.message) for found in sorted(findings)] == [
        (2, "title: is empty."),
        (2, "«abstract:» is missing."),
        (3, "status: «maybe» is not one of the words for it."),
        (4, "there is no field «colour»."),
        (5, "published: «2025-02-30» is not a day of the calendar."),
        (6, "topics: a list is expected, not «serving»."),
        (8, "seen: entry 1: rank: «0» is out of range."),
        (9, "seen: entry 2: line: «none» is not a whole number."),
    ]
    assert all(found.fix for found in findings)


@given(st.binary(max_size=80), st.sampled_from([b"", b"---\n", b"---\ntitle: T\nabstract: x\n", GOOD.encode()]))
@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_give_a_paper_or_findings_within_the_file(tmp_path: Path, noise: bytes, start: bytes) -> None:
    content = start + noise
    lines = len(re.split(rb"[\r\n]|\xc2\x85|\xe2\x80[\xa8\xa9]", content))
    built, findings = read(tmp_path, content)
    assert (built is None) == bool(findings)
    assert all(0 <= found.line <= lines and found.fix for found in findings)


def test_topics_and_pages_are_read_the_same_way(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text("---\ntitle: X\nsummary: All of it.\norder: 3\n---\nProse.\n")
    topic, _ = read_document(path, "content/topics/x.md", Topic, "x", "prose")
    assert topic == Topic(key="x", title="X", summary="All of it.", order=3, prose="Prose.")
    path.write_text("---\ntitle: X\n---\nBody.\n")
    page, _ = read_document(path, "content/pages/x.md", HandPage, "x", "body")
    assert page == HandPage(key="x", title="X", body="Body.")


def test_a_yaml_file_is_read_into_one_model(tmp_path: Path) -> None:
    models, findings = read_settings(tmp_path, SURVEY_YML)
    assert findings == []
    assert [model.name for model in models] == ["Test Survey"]


def test_a_yaml_list_is_read_into_many_models(tmp_path: Path) -> None:
    models, findings = read_sources(tmp_path, SOURCE + SOURCE.replace("id: a", "id: b"))
    assert findings == []
    assert [model.id for model in models] == ["a", "b"]


def test_an_empty_list_holds_no_models(tmp_path: Path) -> None:
    assert read_sources(tmp_path, "[]\n") == ([], [])


def test_good_entries_around_a_bad_one_stay(tmp_path: Path) -> None:
    bad = SOURCE.replace("id: a", "id: B").replace("a.txt", "../a.txt")
    models, findings = read_sources(tmp_path, SOURCE + bad + SOURCE.replace("id: a", "id: c"))
    assert [model.id for model in models] == ["a", "c"]
    assert [(found.line, found.column, found.message.partition(":")[0]) for found in findings] == [
        (6, 3, "id"),
        (7, 3, "file"),
    ]


@pytest.mark.parametrize("text", ["", "id: a\n", "just text\n", "null\n"])
def test_anything_but_a_list_is_reported_where_a_list_is_expected(tmp_path: Path, text: str) -> None:
    models, findings = read_sources(tmp_path, text)
    assert models == []
    assert [(found.line, found.column, found.rule) for found in findings] == [(1, 1, "schema")]
    assert "list" in findings[0].message
    assert "- " in findings[0].fix


@pytest.mark.parametrize("text", ["", "- a\n", "just text\n"])
def test_anything_but_fields_is_reported_where_fields_are_expected(tmp_path: Path, text: str) -> None:
    models, findings = read_settings(tmp_path, text)
    assert models == []
    assert [(found.line, found.column, found.rule) for found in findings] == [(1, 1, "schema")]


def test_bad_yaml_in_a_whole_file_is_reported_with_its_line(tmp_path: Path) -> None:
    _, findings = read_sources(tmp_path, f"{SOURCE}- id: b\n  id: c\n")
    assert [(found.line, found.column, found.rule) for found in findings] == [(7, 3, "yaml")]


def test_a_missing_yaml_file_is_reported(tmp_path: Path) -> None:
    findings: list[Finding] = []
    assert read_yaml_models(tmp_path, "absent.yml", Settings, findings, many=False) == []
    assert [(found.file, found.rule) for found in findings] == [("absent.yml", "file")]


@pytest.mark.parametrize(
    ("data", "fix"), [(b"x" * 300_000, "split it"), (b"---\ntitle: \xe9\n", "UTF-8"), (None, "Put the file itself")]
)
def test_what_to_do_about_a_file_that_cannot_be_read_fits_what_is_wrong(
    tmp_path: Path, data: bytes | None, fix: str
) -> None:
    path = tmp_path / "a.md"
    path.mkdir() if data is None else path.write_bytes(data)
    (finding,) = read_document(path, "a.md", Paper, "a", "notes")[1]
    assert fix in finding.fix
