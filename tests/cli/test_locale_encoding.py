"""Each command in a locale that has few letters: no traceback, the same files, and no text that has become another."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.build.sites import site_contents, site_folder
from tests.builders import REPOSITORY, paper_file

ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
LOCALES = {
    "c": ASCII,
    "latin-1": {"LANG": "de_DE.ISO-8859-1", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "cp1252": {"LC_ALL": "C.UTF-8", "PYTHONIOENCODING": "cp1252"},
    "ascii strict": ASCII | {"PYTHONIOENCODING": "ascii:strict"},
}
UTF8 = {"LC_ALL": "C.UTF-8"}
TITLE = "Größe, Žofie, Ἀλήθεια, 日本 — ½"


def run(root: Path, locale: dict[str, str], *arguments: str, code: int = 0) -> str:
    """What a command prints, read as UTF-8 where it can be; it must end with the exit code."""
    kept = {n: v for n, v in os.environ.items() if not n.startswith(("LC_", "LANG", "PYTHONIO", "PYTHONUTF8"))}
    command = [sys.executable, "-c", "from livingsurvey.cli import main; main()", *arguments]
    done = subprocess.run(command, cwd=root, env=kept | locale, capture_output=True, check=False)
    printed = (done.stdout + done.stderr).decode(errors="replace")
    assert "Traceback" not in printed, printed
    assert done.returncode == code, printed
    return printed


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A survey in a folder, and with a text, that ASCII has no letters for."""
    made = site_folder(tmp_path / "Übersicht ≤")
    (made / "content/papers/one.md").write_text(paper_file("one").replace("title: One", f"title: {TITLE}"), "utf-8")
    return made


BROKEN = "---\ntitle: Größe\n日本: x\n---\n"


@pytest.mark.parametrize("locale", LOCALES.values(), ids=LOCALES)
def test_findings_of_any_letters_are_printed(root: Path, locale: dict[str, str]) -> None:
    (root / "content/papers/žluť.md").write_text(BROKEN, "utf-8")
    said = run(root, locale, "check", code=1)
    assert "\\u65e5\\u672c" in said


@pytest.mark.parametrize(("command", "code"), [("status", 1), ("new", 1), ("größe", 2)])
def test_every_command_has_letters_for_what_it_says(root: Path, command: str, code: int) -> None:
    (root / "content/papers/žluť.md").write_text(BROKEN, "utf-8")
    run(root, ASCII, command, *([TITLE] if command == "new" else []), code=code)


def test_data_is_utf8_in_every_locale(root: Path) -> None:
    (root / "content/papers/žluť.md").write_text(BROKEN, "utf-8")
    findings = json.loads(run(root, ASCII, "check", "--format", "json", code=1))["findings"]
    assert "content/papers/žluť.md" in {finding["file"] for finding in findings}


def test_the_site_is_the_same_in_every_locale(root: Path, tmp_path: Path) -> None:
    run(root, UTF8, "build")
    built = site_contents(root / "site")
    for folder in ("site", "build"):
        (root / folder).rename(tmp_path / f"former {folder}")
    run(root, ASCII, "build")
    assert site_contents(root / "site") == built
    assert TITLE in built["papers/one.html"].decode()


def test_files_are_written_as_in_every_locale(root: Path) -> None:
    bib = root / "größe.bib"
    bib.write_text(f"@article{{x, title={{{TITLE}}}, author={{Jürgen Müller}}, year={{2021}}}}\n", "utf-8")
    assert "gr\\xf6\\xdfe.bib imported" in run(root, ASCII, "ingest", "größe.bib")
    (written,) = (file for file in (root / "content/papers").glob("gr*.md"))
    assert f"title: {TITLE}" in written.read_text("utf-8")
    assert (root / "content/sources/gr-e.bib").read_bytes() == bib.read_bytes()


def test_whoever_asks_python_for_the_encoding_of_the_locale_is_obeyed(root: Path) -> None:
    code = "from livingsurvey.cli.locale_encoding import use_utf8; use_utf8(); print('once')"
    done = subprocess.run(
        [sys.executable, "-X", "utf8=0", "-c", code], env=os.environ | ASCII, capture_output=True, check=True
    )
    assert done.stdout == b"once\n"


def _unnamed(call: ast.Call) -> bool:
    """Whether a call reads or writes text in the encoding of the locale."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    named = {keyword.arg for keyword in call.keywords}
    if "encoding" in named:
        return False
    if name in ("read_text", "write_text") and isinstance(call.func, ast.Attribute):
        return len(call.args) < (1 if name == "read_text" else 2)
    if name in ("run", "Popen", "check_output"):
        return bool(named & {"text", "universal_newlines"})
    if name in ("fdopen", "TemporaryFile", "NamedTemporaryFile") or (
        name == "open" and isinstance(call.func, ast.Name)
    ):
        return not any(isinstance(given, ast.Constant) and "b" in str(given.value) for given in call.args)
    return False


def test_every_file_is_opened_with_an_encoding() -> None:
    unnamed = [
        f"{path.name}:{node.lineno}"
        for path in sorted((REPOSITORY / "generator").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and _unnamed(node)
    ]
    assert unnamed == []
