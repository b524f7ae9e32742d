"""The wheel alone, in an empty environment, takes a survey from nothing to a served site."""

import os
import socket
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from livingsurvey.commands.init import TEMPLATES

from tests.builders import REPOSITORY

BIB = "@article{lovelace2021, title={Sketch of the Analytical Engine}, author={Ada Lovelace}, year={2021}}\n"


def run(*command: str | Path, cwd: Path | None = None) -> str:
    """Run a command, which must succeed, without the environment of these tests."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run([*map(str, command)], cwd=cwd, env=clean, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package, built from the sources that version control knows."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    wanted = ("generator", "overrides", "pyproject.toml", "setup.py", "MANIFEST.in", "LICENSE", "README.md")
    files = run("git", "ls-files", "-z", "--", *wanted, cwd=REPOSITORY)
    for name in filter(None, files.split("\0")):
        if (REPOSITORY / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((REPOSITORY / name).read_bytes())
    run(
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        target,
        source,
    )
    (built,) = target.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def survey(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command, installed from the wheel into an empty environment."""
    environment = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", "--without-pip", environment)
    pip = (sys.executable, "-m", "pip", "--python", environment, "--disable-pip-version-check", "install", "--quiet")
    pip += ("--no-compile",)  # Python compiles the little that is used
    run(*pip, "--require-hashes", "-r", REPOSITORY / "requirements.lock")
    run(*pip, "--no-deps", wheel)
    return environment / "bin" / "survey"


def test_the_wheel_has_the_theme_its_fonts_the_templates_and_every_licence(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for wanted in (
        "livingsurvey/py.typed",
        "livingsurvey/theme/mkdocs_theme.yml",
        "livingsurvey/theme/paper.html",
        "livingsurvey/theme/messages/en.html",
        "livingsurvey/theme/assets/fonts/LICENSE-inter.txt",
        "livingsurvey/theme/assets/vendor/LICENSE-snowball.txt",
        "livingsurvey/theme/assets/vendor/LICENSE-sphinx.txt",
        "livingsurvey/site/paper/paper.md.j2",
        *(f"livingsurvey/commands/init/{template}/content/fields.yml" for template in TEMPLATES),
    ):
        assert wanted in names
    assert not [name for name in names if name.startswith(("tests/", "content/", "generator/"))]
    (metadata,) = (name for name in names if name.endswith(".dist-info/METADATA"))
    text = zipfile.ZipFile(wheel).read(metadata).decode()
    assert "License-Expression: MIT AND BSD-2-Clause AND BSD-3-Clause AND OFL-1.1" in text


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_survey_is_started_filled_checked_and_built(survey: Path, tmp_path: Path, template: str) -> None:
    root = tmp_path / "mine"
    (tmp_path / "refs.bib").write_text(BIB)
    run(survey, "init", root, "--template", template)
    run(survey, "ingest", tmp_path / "refs.bib", cwd=root)
    run(survey, "check", cwd=root)
    run(survey, "build", "--strict", cwd=root)
    page = (root / "site/papers/sketch-of-the-analytical-engine.html").read_text()
    assert "Sketch of the Analytical Engine" in page and "Ada Lovelace" in page
    assert (root / "site/assets/js/search-box.js").is_file()
    assert not (root / "overrides").exists()


@contextmanager
def serving(survey: Path, root: Path, port: int) -> Iterator[None]:
    """The survey, served until the test is done."""
    process = subprocess.Popen([survey, "serve", "--port", str(port)], cwd=root, stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=5) as answer:
            return b"<title>" in answer.read()
    except (URLError, OSError):
        return False


def test_a_survey_is_served(survey: Path, tmp_path: Path) -> None:
    run(survey, "init", tmp_path / "mine")
    port = free_port()
    with serving(survey, tmp_path / "mine", port):
        assert any(_answers(f"http://127.0.0.1:{port}/") or sleep(0.5) for _ in range(240))
