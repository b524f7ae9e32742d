"""Reading a survey with what an earlier command has kept: always the same as reading all of it anew."""

import os
import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from livingsurvey.store import Cache, Loaded, load
from livingsurvey.store.extended import load_kept
from livingsurvey.store.kept_files import KeptFiles

from tests.builders import REPOSITORY, paper_file, survey_folder

FIELDS = "- {id: depth, label: Depth, help: How deep., type: number}\n"
TOPIC = "---\ntitle: Reefs\nsummary: S.\n---\nSee [@one].\n"
PAGE = "---\ntitle: About\n---\nText.\n"
LINE = '{"paper": "one", "field": "depth", "value": 3, "reader": "first", "date": "2024-05-17"}\n'
#: What files are changed to, by what they are: sound and unsound.
PAPERS = ("", "venue: One\n", "venue: Two\n", "depth: 20\n", "depth: deep\n", "status: maybe\n", "title: [\n")
TEXTS = {
    "content/fields.yml": (FIELDS, FIELDS.replace("number", "text"), "", "- {id: depth}\n"),
    "content/readings/first.jsonl": (LINE, LINE * 2, "no line\n", LINE.replace("3", '"x"')),
    "content/topics/reefs.md": (TOPIC, TOPIC.replace("Reefs", "Corals"), "---\n", PAGE),
    "content/pages/about.md": (PAGE, PAGE.replace("Text", "More"), "no fields"),
    "content/vocabulary/reasons.yml": ("- {id: a, name: A, definition: D.}\n", "- {id: b}\n", "[\n"),
    "content/relations.yml": ("[]\n", "- {from: one}\n"),
    "content/map.json": ('{"one": [1, 2]}\n', '{"one": [1.5, 2]}\n', "{"),
    "content/statements/questions.yml": ("[]\n", "- {id: x}\n"),
    "content/watch.yml": ("searches: []\n", "nothing: here\n"),
}


def kept_load(root: Path) -> Loaded:
    """The survey, read with what was kept, as if all files had been written long ago."""
    cache = Cache(kept=KeptFiles(root, "read", lambda: time.time_ns() + 10**11))
    loaded = load(root, cache)
    cache.keep()
    return loaded


def _edit(root: Path, chance: random.Random) -> None:
    """Write a file anew, perhaps with its old time."""
    file = chance.choice(sorted(TEXTS))
    text = chance.choice(TEXTS[file])
    if chance.random() < 0.6:
        key = chance.choice(("one", "two", "three", "four"))
        file, text = f"content/papers/{key}.md", paper_file(key, chance.choice(PAPERS))
    path = root / file
    before = path.stat() if path.exists() else None
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    if before and chance.random() < 0.5:
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _remove(root: Path, chance: random.Random) -> None:
    files = sorted(path for path in (root / "content").rglob("*.*") if path.name != "survey.yml")
    if files:
        chance.choice(files).unlink()


def _rename(root: Path, chance: random.Random) -> None:
    files = sorted((root / "content/papers").glob("*.md"))
    if files:
        chance.choice(files).replace(root / "content/papers" / f"{chance.choice(('five', 'one', 'two'))}.md")


def _swap(root: Path, chance: random.Random) -> None:
    """Put one file in the place of another, and that in its place."""
    files = sorted((root / "content/papers").glob("*.md"))
    if len(files) > 1:
        one, other = chance.sample(files, 2)
        one.replace(root / "aside")
        other.replace(one)
        (root / "aside").replace(other)


def _spoil(root: Path, chance: random.Random) -> None:
    """Change bytes of what is kept, or cut it off."""
    for path in sorted((root / "build/cache/read").glob("*")):
        data = path.read_bytes()
        if data and chance.random() < 0.3:
            place = chance.randrange(len(data))
            path.write_bytes(data[:place] + (b"" if chance.random() < 0.5 else b"?" + data[place + 1 :]))


@pytest.mark.parametrize("seed", range(12))
def test_after_any_edits_the_same_is_read_as_without_a_cache(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    root = survey_folder(tmp_path, {key: paper_file(key) for key in ("one", "two", "three")})
    actions: list[Callable[[Path, random.Random], None]] = [_edit, _edit, _edit, _edit, _remove, _rename, _swap, _spoil]
    for _ in range(25):
        for _ in range(chance.randrange(3)):
            chance.choice(actions)(root, chance)
        assert kept_load(root) == load(root)


def test_the_real_survey_is_the_same_from_what_was_kept(tmp_path: Path) -> None:
    shutil.copytree(REPOSITORY / "content", tmp_path / "content")
    fresh = load(tmp_path)
    assert kept_load(tmp_path) == fresh
    opened: list[str] = []
    cache = Cache(kept=KeptFiles(tmp_path, "read"))
    outcome = load(tmp_path, _Watched(cache.files, cache.kept, opened))
    assert outcome == fresh
    assert opened == []


class _Watched(Cache):
    """A cache that notes which files are read anew."""

    def __init__(self, files: dict, kept: KeptFiles | None, opened: list[str]) -> None:  # type: ignore[type-arg]
        super().__init__(files, kept)
        self.opened = opened

    def read(self, file, status, besides, read):  # type: ignore[no-untyped-def]
        return super().read(file, status, besides, lambda: self.opened.append(file) or read())


def test_a_server_forgets_what_is_kept_once_it_has_read(tmp_path: Path) -> None:
    root = survey_folder(tmp_path, {"one": paper_file("one")})
    cache = Cache()
    first = load_kept(root, cache)
    assert cache.kept is None
    second = load_kept(root, cache)
    assert first.survey and second.survey
    assert second.survey.papers[0] is first.survey.papers[0]


def test_a_linked_folder_is_noticed_though_its_files_are_the_same(tmp_path: Path) -> None:
    root = survey_folder(tmp_path, {"one": paper_file("one")})
    folder = root / "content/vocabulary"
    folder.mkdir()
    (folder / "reasons.yml").write_text(TEXTS["content/vocabulary/reasons.yml"][0])
    assert kept_load(root) == load(root)
    folder.replace(root / "aside")
    folder.symlink_to(root / "aside", target_is_directory=True)
    assert kept_load(root) == load(root)
    assert load(root).findings
