"""A file that cannot be read is one finding: none follows from it elsewhere."""

from datetime import date
from pathlib import Path

import pytest
from livingsurvey.checks import check
from livingsurvey.checks.guard import guard
from livingsurvey.checks.losses import Side
from livingsurvey.checks.said import Said
from livingsurvey.checks.unread import Unread
from livingsurvey.model import Finding
from livingsurvey.store.survey_reader import load

from tests.checks.cases import CLEAN, folder

TODAY = date(2027, 1, 1)

MORE = (
    "---\ntitle: More\n---\nSee [@b-paper], then [@nobody], [B](papers/b-paper.md) and [nothing](papers/nothing.md).\n"
)

#: What makes any Markdown file, and any YAML file, one that cannot be read.
MARKDOWN = {
    "no start": lambda text: text[4:],
    "no end": lambda text: text.replace("\n---\n", "\n", 1),
    "a tab": lambda text: text.replace("---\n", "---\n\ttitle: x\n", 1),
    "a colon": lambda text: text.replace("title: ", "title: a: b: ", 1),
    "a quotation mark": lambda text: text.replace("title: ", "title: '", 1),
    "a slip": lambda text: text.replace("title: ", "titel: ", 1),
    "a conflict": lambda text: f"<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> other\n",
    "other bytes": lambda text: text.replace("title: ", "title: \udce9", 1),
}
YAML = {
    "a tab": lambda text: f"\tx: y\n{text}",
    "a sign": lambda text: text.replace(": ", ": @", 1),
    "a conflict": lambda text: f"<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> other\n",
    "other bytes": lambda text: f"{text}# \udce9\n",
}
FILES = [
    "papers/a-paper.md",
    "papers/b-paper.md",
    "topics/topic.md",
    "topics/area.md",
    "pages/about.md",
    "vocabulary/methods.yml",
    "vocabulary/kinds.yml",
    "vocabulary/reasons.yml",
    "fields.yml",
    "sources/sources.yml",
    "survey.yml",
]
CASES = [(file, how) for file in FILES for how in (MARKDOWN if file.endswith(".md") else YAML)]


def findings(root: Path) -> tuple[Finding, ...]:
    """What is found in a survey."""
    return check(root, load(root), TODAY)


@pytest.mark.parametrize(("file", "how"), CASES, ids=lambda value: value)
def test_a_file_that_cannot_be_read_is_one_finding(tmp_path: Path, file: str, how: str) -> None:
    root = folder(tmp_path, CLEAN)
    assert findings(root) == ()
    path = root / "content" / file
    text = path.read_text()
    made = (MARKDOWN if path.suffix == ".md" else YAML)[how](text)
    assert made != text
    path.write_bytes(made.encode("utf-8", "surrogateescape"))
    (found,) = findings(root)
    assert found.file == f"content/{file}" and found.line and found.fix


def test_an_entry_of_a_list_that_cannot_be_read_is_one_finding(tmp_path: Path) -> None:
    root = folder(tmp_path, CLEAN)
    for file, slip in (
        ("vocabulary/methods.yml", ("name: Latency", "nam: Latency")),
        ("vocabulary/kinds.yml", ("id: method", "id: Method")),
        ("vocabulary/reasons.yml", ("id: method", "id: Method")),
        ("sources/sources.yml", ("format:", "fromat:")),
        ("fields.yml", ("type: terms", "type: termes")),
    ):
        path = root / "content" / file
        text = path.read_text()
        path.write_text(text.replace(*slip, 1))
        (found,) = findings(root)
        assert found.file == f"content/{file}", file
        path.write_text(text)


@pytest.mark.parametrize("file", ["papers/a-paper.md", "topics/topic.md", "vocabulary/methods.yml", "fields.yml"])
def test_the_guard_takes_nothing_for_gone_that_cannot_be_read(tmp_path: Path, file: str) -> None:
    root = folder(tmp_path, CLEAN)
    base = Side.of(load(root), root)
    path = root / "content" / file
    path.write_text(f"<<<<<<< HEAD\n{path.read_text()}>>>>>>> other\n")
    now = Side.of(load(root), root)
    assert base and now and guard(base, now, Said()) == ()


def test_what_is_wrong_elsewhere_is_still_found(tmp_path: Path) -> None:
    root = folder(
        tmp_path, CLEAN | {"papers/b-paper.md": "---\ntitle: 'B\ntopics: [topic]\n---\n", "pages/more.md": MORE}
    )
    assert [(found.file, found.rule) for found in findings(root)] == [
        ("content/pages/more.md", "unknown-citation"),
        ("content/pages/more.md", "dead-link"),
        ("content/papers/b-paper.md", "yaml"),
    ]


def test_a_former_key_and_a_topic_are_seen_in_a_text_that_is_no_yaml() -> None:
    texts = {
        "content/papers/a.md": "---\ntitle: 'A\naliases:\n  - old-a\n  - older-a\ntopics: [reefs, heat]\n---\n[@b]\n",
        "content/papers/b.md": "---\naliases: [old-b]\ntopcs: [reefs]\n",
        "content/papers/c.md": "",
    }
    unread = Unread(texts, texts.__getitem__)
    assert [key for key in ("a", "b", "old-a", "older-a", "old-b", "reefs", "d") if unread.may_be("papers", key)] == [
        "a",
        "b",
        "old-a",
        "older-a",
        "old-b",
    ]
    assert [unread.stating("papers", "topics", key) for key in ("reefs", "heat", "b")] == [2, 1, 0]
    assert unread.mentions("anything")  # one of them has no text
    assert not Unread((), texts.__getitem__).mentions("reefs")
