"""The generated Markdown is plain: other programs make the same site of it, without our plugin."""

import shutil
from pathlib import Path

import pytest
from livingsurvey.build.pipeline import generate

from tests.build.sites import site_contents, site_folder
from tests.other_generators import build_plainly, differences, main


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = site_folder(tmp_path_factory.mktemp("plain"), real_frame=True)
    with (root / "mkdocs.yml").open("a") as settings:
        settings.write("watch: [content]\n")  # a path below the survey's root, as of each survey
    generate(root)
    return root


def test_properdocs_makes_the_same_bytes_as_mkdocs(root: Path) -> None:
    by_mkdocs, by_properdocs = (site_contents(build_plainly(root, name)) for name in ("mkdocs", "properdocs"))
    assert "papers/one.html" in by_mkdocs
    assert [path for path in {**by_mkdocs, **by_properdocs} if by_mkdocs.get(path) != by_properdocs.get(path)] == []


def test_zensical_makes_all_pages_with_their_titles_and_texts(root: Path) -> None:
    assert main(root) is None


def test_what_a_program_loses_is_told(root: Path, tmp_path: Path) -> None:
    docs, site = root / "build/docs", build_plainly(root, "mkdocs")
    page = Path(shutil.copytree(site, tmp_path / "other")) / "papers/one.html"
    text = page.read_text().replace("<title>One", "<title>Two").replace("The abstract of one", "Nothing")
    page.write_text(text)
    assert list(differences(docs, site, tmp_path / "other")) == [
        "papers/one.html has the title 'Two · Test Survey' in place of 'One'",
        "papers/one.html has another text",
    ]
    page.unlink()
    assert list(differences(docs, site, tmp_path / "other")) == ["papers/one.html is missing"]
