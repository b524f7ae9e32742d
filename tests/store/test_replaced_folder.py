"""A folder takes the place of another: one of the two is there whatever happens."""

from pathlib import Path

import pytest
from livingsurvey.store import replaced_folder
from livingsurvey.store.journal import ForeignJournalError
from livingsurvey.store.replaced_folder import remove_staging, replace_folder, restore_folders


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with a site, and a new one next to it."""
    for name in ("site", ".site-x/site"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "index.html").write_text(name)
    return tmp_path


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError, MemoryError])
@pytest.mark.parametrize(("exchanges", "number"), [(True, 0), (False, 0), (False, 1)])
def test_the_old_one_is_back_when_a_renaming_fails(
    root: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException], exchanges: bool, number: int
) -> None:
    if not exchanges:
        monkeypatch.setattr(replaced_folder, "exchange", lambda one, other: False)
    rename, calls = Path.rename, list[Path]()

    def _fail(path: Path, target: Path) -> Path:
        calls.append(path)
        if len(calls) == number + 1:
            raise error
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", _fail)
    with pytest.raises(error):
        replace_folder(root / ".site-x/site", root / "site")
    assert (root / "site/index.html").read_text() == "site"
    remove_staging(root / ".site-x")
    assert [path.name for path in root.iterdir()] == ["site"]


def test_the_old_one_is_back_after_a_kill(root: Path) -> None:
    (root / ".site-x/target").write_text(f"1 2\n{root / 'site'}")
    (root / "site").rename(root / ".site-x/old")
    assert list(restore_folders(root, "1 2")) == ["The last build was interrupted; the site before it is back."]
    assert (root / "site/index.html").read_text() == "site"
    assert [path.name for path in root.iterdir()] == ["site"]


def test_the_new_one_stays_when_it_is_there(root: Path) -> None:
    replace_folder(root / ".site-x/site", root / "site")
    assert list(restore_folders(root, "")) == []
    assert (root / "site/index.html").read_text() == ".site-x/site"
    assert [path.name for path in root.iterdir()] == ["site"]


@pytest.mark.parametrize("mark", ["", "1 3"])
def test_nothing_is_put_where_somebody_else_wants_it(root: Path, mark: str) -> None:
    (root / ".site-x/target").write_text(f"{mark}\n{root / 'elsewhere'}")
    (root / "site").rename(root / ".site-x/old")
    with pytest.raises(ForeignJournalError) as caught:
        list(restore_folders(root, "1 2"))
    assert caught.value.file == ".site-x"
    assert (root / ".site-x/old/index.html").is_file()
    assert not (root / "elsewhere").exists()
