"""What is known of a site: read back as it was written, and nothing of what is damaged or has changed."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.build import site_record
from livingsurvey.build.site_record import (
    FileState,
    PageRecord,
    ReadList,
    SiteRecord,
    intact,
    paths_below,
    read_record,
    state_of,
    write_record,
)
from livingsurvey.model.digests import Digests, digest_of

PAGE = PageRecord(
    made_of="a",
    anchors=("b", "c"),
    links={"other.md": {"part": "other.md#part"}},
    messages=((30, "Dead."),),
    styles=("d",),
    scripts=("e", "f"),
    listed={"changed": "2024-01-01", "empty": True},
    title="T",
    template=None,
    given="g",
    reads=(0, 1),
)
RECORD = SiteRecord(
    {"index.html": FileState("h", 3, 1_700_000_000_123_456_789)},
    {"index.md": FileState("i", 2, 5)},
    {"index.md": PAGE, "é.md": PAGE._replace(template="paper.html", given=None, reads=())},
    ReadList([("survey.papers", ""), ("analysis.title", "one\0two")]),
    Digests([digest_of(b"j"), digest_of(b"k")]),
    "l",
)


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    write_record(tmp_path / "record.json", RECORD)
    assert read_record(tmp_path / "record.json") == RECORD


@given(at=st.integers(0), bit=st.integers(0, 7))
def test_a_record_with_any_bit_changed_is_none(at: int, bit: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "damaged-record.json"
    write_record(path, RECORD)
    data = bytearray(path.read_bytes())
    data[at % len(data)] ^= 1 << bit
    path.write_bytes(data)
    assert read_record(path) == SiteRecord()


def test_half_a_record_or_one_of_another_form_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "record.json"
    assert read_record(path) == SiteRecord()
    write_record(path, RECORD)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert read_record(path) == SiteRecord()
    path.write_bytes(whole)
    monkeypatch.setattr(site_record, "_FORM", 0)
    assert read_record(path) == SiteRecord()


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [b"[]"],
        [b"[" * 100_000],
        [b"1", b"2", b"3", b"4", b"5", b"6"],
        [b'{"a":[1]}', b"{}", b"{}", b"[[],[],[],[]]", b'""', b"[]"],
        [b"{}", b"{}", b'{"a":1}', b"[[],[],[],[]]", b'""', b"[]"],
        [b"{}", b"{}", b"{}", b"[]", b'""', b"[]"],
        [b"{}", b"{}", b"{}", b'[["a"],[0,0],["",""],["d"]]', b'""', b"[]"],
        [b"{}", b"{}", b"{}", b'[[],[0],[""],["d"]]', b'""', b"[]"],
    ],
)
def test_a_sound_record_of_something_else_is_none(lines: list[bytes], tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    path.write_bytes(b"\n".join([f"{site_record._FORM} {digest_of(*lines)}".encode(), *lines]))
    assert read_record(path) == SiteRecord()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with two files."""
    for name in ("index.html", "deep/er.html"):
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_bytes(name.encode())
    return tmp_path / "site"


def states(folder: Path) -> dict[str, FileState]:
    return {path: state_of(folder / path, digest_of((folder / path).read_bytes())) for path in paths_below(folder)}


def test_files_that_nobody_touched_are_intact(site: Path) -> None:
    known = states(site)
    assert set(known) == {"index.html", "deep/er.html"}
    assert intact(site, known) == known
    assert intact(site / "elsewhere", known) == {}


def test_a_file_with_another_time_is_read(site: Path) -> None:
    known = states(site)
    os.utime(site / "index.html", ns=(1, 1_000_000_000))
    assert intact(site, known) == {**known, "index.html": known["index.html"]._replace(written=1_000_000_000)}
    (site / "index.html").write_bytes(b"index.HTML")
    os.utime(site / "index.html", ns=(1, 2_000_000_000))
    assert set(intact(site, known)) == {"deep/er.html"}


def test_what_is_shorter_gone_or_no_file_is_not_intact(site: Path) -> None:
    known = states(site)
    (site / "deep/er.html").unlink()
    with (site / "index.html").open("ab") as file:
        file.write(b".")
    assert intact(site, known) == {}
    (site / "index.html").unlink()
    (site / "index.html").symlink_to(site.parent / "elsewhere")
    (site.parent / "elsewhere").write_bytes(b"index.html")
    (site / "deep/er.html").mkdir()
    assert intact(site, known) == {}


def test_links_are_paths_below_a_folder_and_nothing_behind_them_is(site: Path) -> None:
    (site.parent / "outside").mkdir()
    (site.parent / "outside/file").write_text("x")
    (site / "deep/link").symlink_to(site.parent / "outside")
    (site / "empty").mkdir()
    assert set(paths_below(site)) == {"index.html", "deep/er.html", "deep/link"}


READS = st.lists(st.tuples(st.sampled_from(["papers", "title", "term"]), st.text(max_size=2)), unique=True, max_size=12)


@given(READS, st.integers(0, 12), st.integers(0, 12))
def test_reads_have_numbers_in_their_order_and_come_back_from_columns(
    reads: list[tuple[str, str]], first: int, last: int
) -> None:
    listed = ReadList(reads)
    assert list(listed) == [listed[n] for n in range(len(listed))] == reads
    assert listed.part(first, last) == reads[first:last]
    again = ReadList(reads[:first])
    again.add(*listed.columns(first, len(reads)))
    assert again == listed
    assert (again == ReadList(reads[:last])) is (len(reads) <= last)


@pytest.mark.parametrize("columns", [(["a"], [0, 0], ["b"]), (["a"], [1], ["b"])])
def test_columns_that_do_not_fit_are_an_error(columns: tuple[list[str], list[int], list[str]]) -> None:
    with pytest.raises((ValueError, IndexError)):
        ReadList().add(*columns)
