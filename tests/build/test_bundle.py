"""The zip of the site: everything that readers need, nothing else, and the same bytes every time."""

import io
import os
import zipfile
from pathlib import Path

import pytest
from livingsurvey.build.built_site import OFFERS, Built
from livingsurvey.build.bundle import PackageError, pack

FILES = {
    "index.html": '<section class="new" data-new="2026-01-20" hidden></section>',
    OFFERS: '<p class="offer" data-offer="zip"><a href="test-survey.zip">The zip</a></p>',
    "papers/one.html": "one",
    "assets/a.woff2": "font",
    "data/deep/survey.zip": "a zip of the survey's own",
}
LEFT_OUT = {
    "404.html": "", "sitemap.xml": "", "sitemap.xml.gz": "", "robots.txt": "", "assets/a.js.map": "", ".hidden": "",
    ".git/config": "", "test-survey.zip": "packed before",
}  # fmt: skip


@pytest.fixture
def built(tmp_path: Path) -> Built:
    """A site with what belongs into a zip and what does not."""
    for name, text in {**FILES, **LEFT_OUT}.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return Built(tmp_path / "site", "Test Survey")


def packed(path: Path) -> dict[str, bytes]:
    """What is in a zip, by name."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_zip_holds_what_readers_need_in_one_folder(built: Built, tmp_path: Path) -> None:
    target = tmp_path / "out" / "a.zip"
    size = pack(built, target)
    assert size == target.stat().st_size
    files = packed(target)
    assert set(files) == {"test-survey/README.txt", *(f"test-survey/{name}" for name in FILES)}
    assert files["test-survey/papers/one.html"] == b"one"
    assert b"index.html" in files["test-survey/README.txt"]
    assert files["test-survey/README.txt"].startswith(b"Test Survey\n")


def test_the_zip_does_not_promise_itself(built: Built, tmp_path: Path) -> None:
    pack(built, tmp_path / "a.zip")
    page = packed(tmp_path / "a.zip")[f"test-survey/{OFFERS}"]
    assert b"href" not in page
    assert b"The zip" in (built.folder / OFFERS).read_bytes()


def test_the_same_site_makes_the_same_bytes(built: Built, tmp_path: Path) -> None:
    pack(built, tmp_path / "a.zip")
    for path in built.folder.rglob("*"):
        os.utime(path, (1_500_000_000, 1_500_000_000))
    (built.folder / "papers/one.html").chmod(0o600)
    pack(built, built.folder / "test-survey.zip")
    pack(built, tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


@pytest.mark.parametrize(
    ("home", "when"),
    [(FILES["index.html"], (2026, 1, 20)), ("no date", (1980, 1, 1)), ('data-new="1970-05-05"', (1980, 1, 1))],
)
def test_files_are_dated_by_the_last_change_of_the_content(
    built: Built, tmp_path: Path, home: str, when: tuple[int, int, int]
) -> None:
    (built.folder / "index.html").write_text(home)
    pack(built, tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(*when, 0, 0, 0)}
        assert {entry.external_attr >> 16 for entry in archive.infolist()} == {0o644}


def test_progress_counts_every_file(built: Built, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    pack(built, tmp_path / "a.zip", lambda done, total: told.append((done, total)))
    assert told == [(n, len(FILES)) for n in range(1, len(FILES) + 1)]


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_a_link_out_of_the_site_is_refused(built: Built, tmp_path: Path, kind: str) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/key.txt").write_text("secret")
    (built.folder / "in").symlink_to(tmp_path / "secret" / ("key.txt" if kind == "file" else ""))
    with pytest.raises(PackageError, match="is a link"):
        pack(built, tmp_path / "a.zip")
    assert not (tmp_path / "a.zip").exists()


def test_where_there_is_no_site_nothing_is_packed(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="holds no site"):
        pack(Built(tmp_path, "Test Survey"), tmp_path / "a.zip")


def test_an_old_zip_stays_when_packing_fails(built: Built, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"old")

    def _stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pack(built, tmp_path / "a.zip", _stop)
    assert (tmp_path / "a.zip").read_bytes() == b"old"


def test_compressed_files_are_not_compressed_again(built: Built, tmp_path: Path) -> None:
    pack(built, tmp_path / "a.zip")
    with zipfile.ZipFile(io.BytesIO((tmp_path / "a.zip").read_bytes())) as archive:
        kinds = {entry.filename.rpartition("/")[2]: entry.compress_type for entry in archive.infolist()}
    assert (kinds["a.woff2"], kinds["index.html"]) == (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
