"""How files are written: what one look at their bytes shows."""

import os
import time
from pathlib import Path

import pytest
from livingsurvey.checks.context import Context
from livingsurvey.checks.written_file import WrittenFile, fields_at, look_at
from livingsurvey.store import load
from livingsurvey.store.kept_files import KeptFiles

from tests.builders import paper_file, survey_folder

PLAIN = b"---\nkey: a\ntitle: A\n---\nText: is no field.\n"


@pytest.mark.parametrize(
    ("data", "seen"),
    [
        (PLAIN, set()),
        (b"", set()),
        (PLAIN.replace(b"\n", b"\r\n"), {"foreign"}),
        (b"\xef\xbb\xbf" + PLAIN, {"foreign"}),
        (PLAIN[:-1], {"not ended"}),
        (PLAIN + b"\n", {"not ended"}),
        (PLAIN.replace(b"\n", b"\r\n") + b"\r\n", {"foreign", "not ended"}),
        (PLAIN.replace(b": A\n", b": A \n"), {"spaces"}),
        (PLAIN.replace(b": A\n", b": A\t\n"), {"spaces"}),
        (PLAIN.replace(b": A\n", b":\tA\n"), {"tabs"}),
        (PLAIN.replace(b": A\n", b": A # to do: more\n"), {"to_do"}),
        (PLAIN.replace(b"A", "é".encode()), set()),
        (PLAIN.replace(b"A", "A\u200b".encode()), {"hidden"}),
        (PLAIN.replace(b"A", b"A\x07"), set()),
    ],
)
def test_what_a_look_shows(data: bytes, seen: set[str]) -> None:
    look = look_at("content/papers/a.md", data)
    found = {"not ended": not look.ended}
    found |= {name: getattr(look, name) for name in ("hidden", "foreign", "spaces", "tabs", "to_do")}
    assert {name for name, is_so in found.items() if is_so} == seen
    assert look.size == len(data)
    assert look.fields == (("key", "title") if data else ())


def test_fields_are_found_with_their_places() -> None:
    text = PLAIN.decode()
    assert [(name, text[at:].split(":")[0]) for name, at in fields_at("a.md", text)] == [
        ("key", "key"),
        ("title", "title"),
    ]
    assert fields_at("a.md", "no fields: at all\n") == []


def test_a_file_is_looked_at_again_only_if_it_has_changed(tmp_path: Path) -> None:
    root = survey_folder(tmp_path, {"a": paper_file("a"), "b": paper_file("b")})

    def _written() -> dict[str, WrittenFile]:
        survey = load(root).survey
        assert survey
        kept = KeptFiles(root, "form", lambda: time.time_ns() + 10**11)
        written = Context(survey, root, kept=kept).written
        kept.save()
        assert written == Context(survey, root).written
        return written

    before = _written()
    assert {"content/papers/a.md", "content/papers/b.md", "content/survey.yml"} <= before.keys()
    path = root / "content/papers/b.md"
    status = path.stat()
    path.write_text(path.read_text().replace("\n", " ", 1))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    after = _written()
    assert [file for file, look in after.items() if look != before[file]] == ["content/papers/b.md"]
    path.unlink()
    assert before.keys() - _written().keys() == {"content/papers/b.md"}
