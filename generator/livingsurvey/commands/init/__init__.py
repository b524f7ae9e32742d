"""Starting a survey of another field: settings, vocabularies and pages; the theme comes with the package."""

import json
from pathlib import Path

from livingsurvey.store.files import write_atomically

_FILES = Path(__file__).parent / "files"
_OURS = (".git", ".github", ".gitignore", ".venv", "LICENSE", "README.md", "build", "site")


class OccupiedFolderError(Exception):
    """A folder that holds something else; the message says what."""


def start(folder: Path, name: str) -> list[str]:
    """Write the files of a new survey that ``folder`` lacks; return their paths. What is there is never touched.

    Raises:
        OccupiedFolderError: when the folder holds files but no survey.
        OSError: when it cannot be written.
    """
    if folder.exists() and not folder.is_dir():
        raise OccupiedFolderError("it is a file.")
    held = [path.name for path in folder.iterdir() if path.name not in _OURS] if folder.exists() else []
    if held and not (folder / "content" / "survey.yml").is_file():
        raise OccupiedFolderError(f"it is not empty, and holds no survey ({', '.join(sorted(held)[:3])}).")
    written = []
    for path, data in _wanted(" ".join(name.split())).items():
        if not (folder / path).exists():
            write_atomically(folder / path, data)
            written.append(path)
    return written


def _wanted(name: str) -> dict[str, bytes]:
    """Every file of a new survey, by its path."""
    wanted = {}
    for path in sorted(p for p in _FILES.rglob("*") if p.is_file()):
        place = path.relative_to(_FILES).as_posix().replace("gitignore", ".gitignore")
        wanted[place] = _named(path.read_text("utf-8"), name, path.suffix).encode()
    return wanted


def _named(text: str, name: str, suffix: str) -> str:
    """The text with the survey's name in it; in YAML as a quoted scalar, whatever the name holds."""
    return text.replace("SURVEY_NAME", json.dumps(name, ensure_ascii=False) if suffix == ".yml" else _plain(name))


def _plain(name: str) -> str:
    return "".join(f"\\{sign}" if sign in r"\`*_{}[]<>()#+-.!|&" else sign for sign in name)
