"""Whether anything has changed since the last build: every kind of change is noticed, and nothing else."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import livingsurvey
import pytest
from livingsurvey.build.pipeline import build
from livingsurvey.build.stamps import (
    SITE_STAMP,
    folder_digest,
    inputs_digest,
    read_stamp,
    unchanged_site,
    write_stamp,
)

from tests.build.repositories import commit
from tests.build.sites import edit, site_folder
from tests.builders import paper_file
from tests.conftest import Once


@pytest.fixture
def root(once: Once, tmp_path: Path) -> Path:
    """A small survey that has been built, with times as they were then."""
    built = once("stamped", lambda folder: build(site_folder(folder)))
    return Path(shutil.copytree(built, tmp_path / "survey", copy_function=shutil.copy2))


def append(path: Path, text: str = "\n") -> None:
    path.write_text(path.read_text() + text)


CHANGES: dict[str, Callable[[Path], object]] = {
    "a paper is edited": lambda root: edit(root, "one", "title: One", "title: Uno"),
    "a paper of the same size is edited": lambda root: edit(root, "one", "title: One", "title: Eno"),
    "a paper is added": lambda root: (root / "content/papers/new.md").write_text(paper_file("new")),
    "a paper is removed": lambda root: (root / "content/papers/one.md").unlink(),
    "a paper is renamed": lambda root: (root / "content/papers/one.md").rename(root / "content/papers/uno.md"),
    "a paper becomes a link": lambda root: (root / "content/papers/l.md").symlink_to("one.md"),
    "the settings of MkDocs": lambda root: append(root / "mkdocs.yml"),
    "the settings of MkDocs are gone": lambda root: (root / "mkdocs.yml").unlink(),
    "the theme": lambda root: append(root / "overrides/main.html"),
    "a new file of the theme": lambda root: (root / "overrides/new.html").write_text("x"),
    "a template of the survey": lambda root: (
        (root / "overrides/site").mkdir() or (root / "overrides/site/paper.md.j2").write_text("x")
    ),
    "a commit": lambda root: commit(root, 1_700_000_000),
}
DAMAGES: dict[str, Callable[[Path], object]] = {
    "a page is removed": lambda root: (root / "site/papers/one.html").unlink(),
    "a page is edited": lambda root: append(root / "site/index.html"),
    "a page is rewritten": lambda root: os.utime(root / "site/index.html", ns=(1, 1)),
    "a file is added": lambda root: (root / "site/new.html").write_text("x"),
    "the site is removed": lambda root: shutil.rmtree(root / "site"),
    "the site is empty": lambda root: [shutil.rmtree(root / "site"), (root / "site").mkdir()],
    "the stamp is removed": lambda root: (root / SITE_STAMP).unlink(),
}


def test_what_was_built_is_unchanged(root: Path) -> None:
    facts = unchanged_site(root)
    assert facts is not None
    assert facts["folder"] == "site"
    assert unchanged_site(root, strict=True) == facts


@pytest.mark.parametrize("name", [*CHANGES, *DAMAGES])
def test_a_change_of_what_a_site_is_made_from_or_of_the_site_is_noticed(root: Path, name: str) -> None:
    before = inputs_digest(root, ("content", "overrides", "mkdocs.yml"))
    (CHANGES | DAMAGES)[name](root)
    assert unchanged_site(root) is None
    assert (inputs_digest(root, ("content", "overrides", "mkdocs.yml")) == before) == (name in DAMAGES)


@pytest.mark.parametrize("variable", ["SITE_URL", "REPOSITORY_URL"])
def test_another_address_in_the_environment_is_noticed(
    root: Path, variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, "https://example.org/")
    assert unchanged_site(root) is None


def test_a_variable_that_the_settings_name_is_noticed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    append(root / "mkdocs.yml", "extra: {who: !ENV [SURVEY_TEST_WHO, nobody]}\n")
    before = inputs_digest(root)
    monkeypatch.setenv("SURVEY_TEST_OTHER", "x")
    assert inputs_digest(root) == before
    monkeypatch.setenv("SURVEY_TEST_WHO", "x")
    assert inputs_digest(root) != before


@pytest.mark.parametrize("change", ["edited", "added"])
def test_another_version_of_the_package_is_noticed(root: Path, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    package = root.parent / "package"
    shutil.copytree(Path(livingsurvey.__file__).parent, package)
    monkeypatch.setattr(livingsurvey, "__file__", str(package / "__init__.py"))
    before = inputs_digest(root)
    append(package / "site/paper/paper.md.j2") if change == "edited" else (package / "new.py").write_text("")
    assert inputs_digest(root) != before


def test_another_version_of_a_library_is_noticed(root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sysconfig.get_path", lambda name: str(tmp_path))
    before = inputs_digest(root)
    (tmp_path / "library-2.0.dist-info").mkdir()
    assert inputs_digest(root) != before


def test_what_python_compiles_is_no_change(root: Path) -> None:
    before = inputs_digest(root)
    (root / "content/__pycache__").mkdir()
    (root / "content/__pycache__/x.pyc").write_bytes(b"x")
    assert inputs_digest(root) == before


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b"null", b'"x"', b"{}", b'{"inputs": 1}', b"\xff"])
def test_a_damaged_stamp_is_not_trusted(root: Path, text: bytes) -> None:
    (root / SITE_STAMP).write_bytes(text)
    assert unchanged_site(root) is None


@pytest.mark.parametrize("fact", ["files", "folder", "sound"])
def test_a_stamp_that_lacks_a_fact_is_not_trusted(root: Path, fact: str) -> None:
    kept = read_stamp(root, SITE_STAMP)
    assert kept
    inputs, sources = kept.pop("inputs"), kept.pop("sources")
    write_stamp(root, SITE_STAMP, inputs, sources, **{name: kept[name] for name in kept if name != fact})
    assert unchanged_site(root, strict=True) is None


def test_a_site_from_which_something_was_left_out_does_for_a_lenient_build_only(root: Path) -> None:
    edit(root, "one", "title:", "tytle:")
    assert not build(root)["sound"]
    assert unchanged_site(root) is not None
    assert unchanged_site(root, strict=True) is None


def test_relative_and_absolute_roots_are_the_same(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    absolute = inputs_digest(root, ("content", "mkdocs.yml"))
    monkeypatch.chdir(root)
    assert inputs_digest(Path(), ("content", "mkdocs.yml")) == absolute
    assert unchanged_site(Path())
    monkeypatch.chdir(root.parent)
    assert inputs_digest(Path("survey"), ("content", "mkdocs.yml")) == absolute
    assert unchanged_site(Path("survey"))


def test_files_of_one_size_and_time_differ_by_name(tmp_path: Path) -> None:
    digests = set()
    for name in ("a", "b"):
        folder = tmp_path / name / "site"
        folder.mkdir(parents=True)
        (folder / name).write_text("x")
        os.utime(folder / name, ns=(1, 1))
        digests.add(folder_digest(folder))
    assert len(digests) == 2


def test_looking_for_changes_imports_nothing_that_takes_long(root: Path) -> None:
    slow = (
        "livingsurvey.model.api",
        "livingsurvey.model.paper",
        "livingsurvey.site",
        "livingsurvey.analysis",
        "livingsurvey.build.pipeline",
    )
    slow += ("numpy", "scipy", "mkdocs", "markdown", "yaml", "jinja2", "httpx", "PIL")
    program = (
        "import sys; from livingsurvey.cli import app; from typer.testing import CliRunner\n"
        f"print(CliRunner().invoke(app, ['build', '-C', {str(root)!r}]).output)\n"
        f"print([name for name in sys.modules if name.startswith({slow})])"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert "Nothing has changed" in said
    assert said.splitlines()[-1] == "[]"
