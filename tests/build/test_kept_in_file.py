"""Results kept in a file: found again for the same digest and the same program, and never when damaged."""

from pathlib import Path

import pytest
from livingsurvey.build.kept_in_file import KeptInFile

DATA = {"a": [1, 2.5, None, "é"], "b": {"c": True}}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file that has two results."""
    kept = KeptInFile(tmp_path / "cache/kept.json", "program")
    kept.put("one", "d1", DATA)
    kept.put("two", "d2", "text")
    kept.save()
    return tmp_path / "cache/kept.json"


def test_a_result_is_found_by_its_name_and_digest(path: Path) -> None:
    kept = KeptInFile(path, "program")
    assert kept.get("one", "d1") == DATA
    assert [kept.get("one", "d2"), kept.get("three", "d1")] == [None, None]


def test_the_results_of_another_program_do_not_count(path: Path) -> None:
    assert KeptInFile(path, "other program").get("one", "d1") is None


def test_what_was_not_asked_for_is_forgotten(path: Path) -> None:
    kept = KeptInFile(path, "program")
    kept.get("one", "d1")
    kept.put("three", "d3", 3)
    kept.save()
    after = KeptInFile(path, "program")
    assert [after.get("one", "d1"), after.get("two", "d2"), after.get("three", "d3")] == [DATA, None, 3]


def test_where_nothing_is_new_nothing_is_written(path: Path) -> None:
    before = path.stat().st_mtime_ns
    for ask in (False, True):
        kept = KeptInFile(path, "program")
        if ask:
            assert (kept.get("one", "d1"), kept.get("two", "d2")) == (DATA, "text")
        kept.save()
    assert path.stat().st_mtime_ns == before


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff\n{}", b"\n"])
def test_a_damaged_file_has_no_results(path: Path, damage: bytes) -> None:
    whole = path.read_bytes()
    for data in (damage, whole[:-1], whole.replace(b"2.5", b"2.6")):
        path.write_bytes(data)
        assert KeptInFile(path, "program").get("one", "d1") is None


def test_a_result_that_is_put_again_is_in_place_of_the_first(path: Path) -> None:
    kept = KeptInFile(path, "program")
    assert kept.get("one", "d1") == DATA
    kept.put("one", "d9", 9)
    kept.save()
    after = KeptInFile(path, "program")
    assert [after.get("one", "d1"), after.get("one", "d9")] == [None, 9]
