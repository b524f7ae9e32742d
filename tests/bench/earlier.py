"""An earlier commit of this repository with its own content and libraries, to compare with in the same run."""

import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from tests.bench.process import Cost, put_aside, run
from tests.builders import REPOSITORY

COMMIT = "3c2e9240"  # the last of 23 November 2026
_KEPT = REPOSITORY / "build" / f"bench-{COMMIT}"  # its libraries are fetched once
_BUILD = "from generator.cli import main; main()"
_INSTALL = ["-m", "pip", "--disable-pip-version-check", "--quiet", "install", "--require-hashes"]


class NoEarlierError(Exception):
    """The earlier commit cannot be built here; the message says why."""


class Earlier:
    """The earlier commit, ready to be built.

    Args:
        folder: takes its files.

    Raises:
        NoEarlierError: when the repository does not have it, or its libraries cannot be fetched.
    """

    def __init__(self, folder: Path) -> None:
        self._root = folder
        command = ["git", "archive", "--format=zip", COMMIT]
        archive = subprocess.run(command, cwd=REPOSITORY, capture_output=True, check=False)
        if archive.returncode:
            raise NoEarlierError("not in this clone's history")
        with ZipFile(BytesIO(archive.stdout)) as files:
            files.extractall(folder)
        self._python = _environment(folder / "requirements.lock")
        _enter_plugin(folder)

    def build(self) -> Cost:
        """Build its site from nothing."""
        put_aside(self._root, "build", "site")
        return run(self._root, [str(self._python), "-c", _BUILD, "build"], {"PYTHONPATH": str(self._root)})


def _environment(lock: Path) -> Path:
    """The Python that has the libraries which the earlier commit has locked."""
    python = _KEPT / "bin" / "python"
    if not (_KEPT / "complete").is_file():
        shutil.rmtree(_KEPT, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", str(_KEPT)], check=True)
        if subprocess.run([str(python), *_INSTALL, "-r", str(lock)], capture_output=True, check=False).returncode:
            raise NoEarlierError("its libraries cannot be fetched")
        (_KEPT / "complete").touch()
    return python


def _enter_plugin(folder: Path) -> None:
    """Let MkDocs find the plugin, as if the earlier commit were installed."""
    about = folder / "survey_generator-0.1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: survey-generator\nVersion: 0.1.0\n")
    (about / "entry_points.txt").write_text("[mkdocs.plugins]\nsurvey = generator.publish.plugin:SurveyPlugin\n")
