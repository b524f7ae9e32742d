"""A fact is filled in whatever style a front matter is written: it is read back as meant, and all else stays."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.model import Paper, Provenance
from livingsurvey.store.documents import parse_document
from livingsurvey.store.survey_changes import document_change
from livingsurvey.store.survey_edit import EditRefusedError

from tests.builders import FIELDS

FILE = "content/papers/x.md"
FACTS: dict[str, Any] = {"venue": "New: Venue", "authors": ("Ada L.", "Bo"), "doi": "10.1000/x", "published": "2024-05"}


def read(data: bytes) -> Paper | None:
    """The paper that a file is read as."""
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    return parse_document(text, FILE, Paper, "x", "notes", FIELDS)[0]


def filled(folder: Path, data: bytes, facts: dict[str, Any]) -> tuple[Paper, bytes]:
    """What a file is to say with facts, and the file with them."""
    path = folder / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    before = read(data)
    assert before is not None
    origins = {name: Provenance(file="f.jsonl", line=1) for name in facts}
    after = before.model_copy(update={**facts, "provenance": dict(before.provenance) | origins})
    change = document_change(folder, before, after, FIELDS)
    assert change.after is not None
    return after, change.after


@pytest.mark.parametrize(
    "venue",
    [
        "venue:",
        "venue :",
        "? venue\n:",
        "? venue",
        '"venue": ',
        "'venue': ~",
        "'venue' : null",
        "venue:\t# to do",
        "? venue\n: ~ # to do",
        "venue:  # to do\n  # which one?",
    ],
)
def test_an_empty_field_is_filled_however_it_is_written(tmp_path: Path, venue: str) -> None:
    data = f"---\n{venue}\ntitle: T # of all\n# between\nabstract: |-\n  venue: none\n  # no comment\n---\nNotes"
    after, written = filled(tmp_path, data.encode(), FACTS)
    assert read(written) == after
    text = written.decode()
    assert text.count("New: Venue") == 1 and "venue: 'New: Venue'" in text
    assert "title: T # of all\n" in text and text.endswith("---\nNotes")
    assert [line for line in ("# between", "# to do", "# which one?") if line in data and line not in text] == []


@pytest.mark.parametrize(
    "data",
    [
        "---\n{title: T, abstract: A.}\n---\n",
        "---\n{title: T, venue: , abstract: A.}\n---\n",
        '---\n{"title": T, "venue": ~,\n  abstract: "A: b"}\n---\n',
        "---\n  title: T\n  venue:\n  abstract: A.\n---\n",
        "---\n  title: T\n\n  # a comment\n  abstract: |-\n      A.\n---\n",
        "---\ntitle:\tT\nabstract:   \n  A\n  b.\nvenue:\n---",
        "---\nabstract: >-\n  A\n\n  b\n\n\ntitle: 'T\n  t'\n---\n",
        "---\ntitle: T 😀\nvenue:\nabstract: '😀: .'\n---\n",
    ],
)
def test_a_front_matter_of_any_form_takes_facts_or_says_that_it_cannot(tmp_path: Path, data: str) -> None:
    after, written = filled(tmp_path, data.encode(), FACTS)
    assert read(written) == after


def test_a_field_that_cannot_be_found_is_refused(tmp_path: Path) -> None:
    data = b"---\n?\n  venue\n:\ntitle: T\nabstract: A.\n---\n"
    with pytest.raises(EditRefusedError, match=r"x\.md could not be edited; change it by hand\.") as caught:
        filled(tmp_path, data, {"venue": "V"})
    assert caught.value.file == FILE
    assert (tmp_path / FILE).read_bytes() == data


def test_mixed_line_ends_are_refused_and_told(tmp_path: Path) -> None:
    with pytest.raises(EditRefusedError, match="mixes line ends; «survey fmt» fixes that"):
        filled(tmp_path, b"---\r\ntitle: T\nabstract: A.\n---\n", {"venue": "V"})


WORDS = st.text(st.sampled_from("ab: #'\"-[]{},&*!|>%@é😀\u2028"), min_size=1, max_size=12).map(str.strip).filter(bool)
NAMES = st.sampled_from(["{}:", "{} :", '"{}":', "'{}' :", "? {}\n:"])


@st.composite
def fields(draw: st.DrawFn) -> list[str]:
    """The lines of some fields, in many styles, with comments between them."""
    values = {"title": WORDS, "abstract": WORDS, "venue": st.none(), "doi": st.none(), "topics": st.none()}
    blocks = []
    for name in draw(st.permutations(list(values))):
        value = draw(values[name])
        if value is None and draw(st.booleans()):
            continue
        written = draw(st.sampled_from(["", " ~", " # to do"])) if value is None else f" {draw(_scalar(value))}"
        comment = draw(st.sampled_from(["", "# one\n", "\n", "  # two\n"])) if blocks else ""
        blocks.append(f"{comment}{draw(NAMES).format(name)}{written}\n")
    return blocks


def _scalar(value: str) -> st.SearchStrategy[str]:
    block = "|-\n" + "".join(f"  {line}\n" for line in value.split("\n"))
    styles = [yaml.safe_dump(value, default_style=quote, width=10**6).strip() for quote in ("'", '"')]
    return st.sampled_from([*styles, block.rstrip("\n")])


@given(
    fields(), st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "\ufeff"]), st.sampled_from(["", "\nNotes", "\n"])
)
def test_what_is_written_is_read_back_and_nothing_else_changes(
    tmp_path_factory: pytest.TempPathFactory, blocks: list[str], end: str, mark: str, rest: str
) -> None:
    data = (mark + f"---\n{''.join(blocks)}---{rest}".replace("\n", end)).encode()
    if read(data) is None:
        return
    facts = {name: value for name, value in FACTS.items() if name in ("venue", "doi")}
    after, written = filled(tmp_path_factory.mktemp("x"), data, facts)
    assert read(written) == after
    text = written.decode()
    assert text.startswith(mark + "---") and text.endswith(f"---{rest}".replace("\n", end))
    assert text.count("\n") == text.count(end)
    kept = [block for block in blocks if "venue" not in block and "doi" not in block]
    assert [line for block in kept for line in block.split("\n") if line.strip() not in text] == []
    assert text.count("#") >= data.decode().count("#")
