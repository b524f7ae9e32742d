"""The site before the last one: it is kept and taken whole, and nothing in it is trusted without its record."""

import errno
from pathlib import Path

import pytest
from livingsurvey.build.older_site import keep_older, take_older
from livingsurvey.build.site_record import FileState, SiteRecord, paths_below, state_of
from livingsurvey.model.digests import digest_of

from tests.build.sites import contents


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Where a site of two files is kept."""
    old = tmp_path / "old"
    for name in ("index.html", "deep/er.html"):
        (old / name).parent.mkdir(parents=True, exist_ok=True)
        (old / name).write_text(name)
    keep_older(old, tmp_path / "kept", SiteRecord(states(old), {"index.md": FileState("x", 1, 1)}))
    assert not old.exists()
    return tmp_path / "kept"


def states(folder: Path) -> dict[str, FileState]:
    return {path: state_of(folder / path, digest_of((folder / path).read_bytes())) for path in paths_below(folder)}


def test_what_was_kept_is_taken_once(kept: Path, tmp_path: Path) -> None:
    record = take_older(kept, tmp_path / "new")
    assert contents(tmp_path / "new") == {"index.html": b"index.html", "deep/er.html": b"deep/er.html"}
    assert record == SiteRecord(states(tmp_path / "new"))  # of its pages nothing is known
    assert take_older(kept, tmp_path / "newer") == SiteRecord()
    assert not (tmp_path / "newer").exists()


def test_what_nothing_vouches_for_is_removed(kept: Path, tmp_path: Path) -> None:
    (kept / "site/index.html").write_text("Other words")
    (kept / "site/stray.html").write_text("stray")
    (kept / "site/link.html").symlink_to(tmp_path)
    record = take_older(kept, tmp_path / "new")
    assert set(record.files) == set(contents(tmp_path / "new")) == {"deep/er.html"}


@pytest.mark.parametrize("lost", ["record.json", "site"])
def test_without_its_record_or_itself_there_is_none(kept: Path, tmp_path: Path, lost: str) -> None:
    (kept / lost).rename(tmp_path / "lost")
    assert take_older(kept, tmp_path / "new") == SiteRecord()
    assert not (tmp_path / "new").exists()


def test_a_damaged_record_vouches_for_nothing(kept: Path, tmp_path: Path) -> None:
    (kept / "record.json").write_text("{}")
    assert take_older(kept, tmp_path / "new") == SiteRecord()
    assert contents(tmp_path / "new") == {}


def test_a_later_site_is_kept_in_place_of_an_earlier_one(kept: Path, tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old/later.html").write_text("later")
    keep_older(tmp_path / "old", kept, SiteRecord(states(tmp_path / "old")))
    assert set(take_older(kept, tmp_path / "new").files) == {"later.html"}


def test_what_cannot_be_kept_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "old").mkdir()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(Path, "rename", full)
    keep_older(tmp_path / "old", tmp_path / "kept", SiteRecord())
    assert (tmp_path / "old").is_dir()
    assert take_older(tmp_path / "kept", tmp_path / "new") == SiteRecord()


def test_a_file_where_it_is_kept_gives_way(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("A file.")
    (tmp_path / "old").mkdir()
    keep_older(tmp_path / "old", tmp_path / "kept", SiteRecord())
    assert (tmp_path / "kept" / "site").is_dir()
