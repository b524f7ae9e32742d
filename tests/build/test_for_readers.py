"""Files of the theme that are for readers: of the stemmers, that of the survey's language alone."""

import subprocess
import sys
from pathlib import Path

import pytest
from livingsurvey.build.for_readers import ForReaders
from livingsurvey.build.mkdocs_site import build_site, settings_of
from livingsurvey.build.versions import missing_assets

from tests.build.sites import site_contents, site_folder
from tests.builders import MKDOCS_YML

STEMMERS = [
    ("en", ["snowball-base.js", "snowball-english.js"]),
    ("pt-BR", ["snowball-base.js", "snowball-portuguese.js"]),
    ("ja", []),
]


def in_language(root: Path, language: str) -> Path:
    """Let a survey be in a language."""
    settings = MKDOCS_YML.replace("name: survey", f"name: survey\n  language: {language}")
    (root / "mkdocs.yml").write_text(settings)
    return root


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small survey."""
    return site_folder(tmp_path_factory.mktemp("readers"), real_frame=True)


@pytest.mark.parametrize(("language", "stemmers"), STEMMERS)
def test_a_site_has_the_stemmer_of_its_language_alone(root: Path, language: str, stemmers: list[str]) -> None:
    site = build_site(in_language(root, language))
    assert sorted(path.name for path in site.rglob("snowball-*.js")) == stemmers
    assert missing_assets(settings_of(root)) == []


def test_mkdocs_makes_the_same_site(root: Path) -> None:
    site = site_contents(build_site(in_language(root, "de")))
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", "by-mkdocs"]
    subprocess.run(command, cwd=root, check=True)
    assert site_contents(root / "by-mkdocs") == site
    assert "assets/vendor/snowball-german.js" in site


@pytest.mark.parametrize("path", ["assets/js/screen.js", "assets/css/screen.css", "assets/js/screen-keys.js"])
def test_what_is_for_screening_is_not_for_readers(root: Path, path: str) -> None:
    assert not ForReaders(settings_of(root)).has(path)


@pytest.mark.parametrize("path", ["assets/js/dom.js", "assets/vendor/LICENSE-snowball.txt", "assets/js/screens.js"])
def test_other_files_are(root: Path, path: str) -> None:
    assert ForReaders(settings_of(root)).has(path)
