"""Starting a survey: settings, fields, vocabularies, pages, and what a forge and an editor need. No theme is copied."""

import json
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

import yaml

from livingsurvey.model import FieldTable, SurveyField
from livingsurvey.model.corrections import CORRECTABLE
from livingsurvey.model.errors import SurveyError
from livingsurvey.store.lock import recover
from livingsurvey.store.transaction import FileChange, apply

_HERE = Path(__file__).parent
_COMMON, _GITHUB, _EDITOR = _HERE / "common", _HERE / "github", _HERE / "editor"
#: What a survey may begin with, and what each is for.
TEMPLATES = {
    "plain": "any subject: the kind of each paper and the measure of each result",
    "ai": "research on artificial intelligence: test sets, models and methods that abstracts name",
    "medicine": "clinical studies: PICO, study design, sample size, risk of bias",
    "humanities": "works and sources: genre, editor, original date, language, period, archive",
}
#: Files that a folder may hold before a survey is started in it.
_HARMLESS = (".git", ".github", ".gitignore", ".venv", "LICENSE", "README.md", "build", "site")


class OccupiedFolderError(SurveyError):
    """A folder in which a survey cannot be started, since it has something else in it."""


def start(folder: Path, name: str, template: str = "plain") -> list[str]:
    """Write the files of a new survey that are missing; a file that exists is never changed.

    Args:
        folder: the new survey's folder; it may be empty or missing.
        name: what the survey is called.
        template: one of :data:`TEMPLATES`.

    Returns:
        The paths that were written.

    Raises:
        OccupiedFolderError: when the folder has files but no survey.
        OSError: when a file cannot be written.
    """
    recover(folder)
    if folder.exists() and not folder.is_dir():
        raise OccupiedFolderError("it is a file.")
    others = [path.name for path in folder.iterdir() if path.name not in _HARMLESS] if folder.exists() else []
    if others and not (folder / "content" / "survey.yml").is_file():
        raise OccupiedFolderError(f"it is not empty, and there is no survey in it ({', '.join(sorted(others)[:3])}).")
    new = not folder.exists()
    files = files_of(" ".join(name.split()), template)
    changes = [FileChange(path, None, text.encode()) for path, text in files.items() if not (folder / path).exists()]
    try:
        apply(folder, changes)
    except BaseException:
        if new:
            with suppress(OSError):
                folder.rmdir()
        raise
    return [change.file for change in changes]


def files_of(name: str, template: str) -> dict[str, str]:
    """Return the text of every file of a new survey, by its path.

    Args:
        name: what the survey is called.
        template: one of :data:`TEMPLATES`.
    """
    wanted = {path: text for folder in (_COMMON, _HERE / template) for path, text in _texts(folder)}
    wanted = {path: _named(text, name, Path(path).suffix) for path, text in wanted.items()}
    fields = FieldTable(tuple(SurveyField(**entry) for entry in yaml.safe_load(wanted["content/fields.yml"])))
    return wanted | github_files(fields) | {f".{path}": text for path, text in _texts(_EDITOR)}


def github_files(fields: FieldTable) -> dict[str, str]:
    """Return the issue forms and workflows of a survey, by path.

    Args:
        fields: those that the survey declares, which the form for corrections names after the facts of every paper.
    """
    texts = {f".github/{path}": text for path, text in _texts(_GITHUB)}
    for owner in ("paper", "topic"):
        names = ", ".join([*CORRECTABLE[owner], *(field.id for field in fields.of(owner))])
        texts = {path: text.replace(f"{owner.upper()}_FIELDS", names) for path, text in texts.items()}
    return {path: text.replace("SURVEY_VERSION", version("livingsurvey")) for path, text in texts.items()}


def template_fields(template: str) -> tuple[str, ...]:
    """Return the entries of a template's ``fields.yml`` as they are written, the comment above them first."""
    text = (_HERE / template / "content" / "fields.yml").read_text("utf-8")
    head, *entries = text.split("\n- id: ")
    return (f"{head}\n", *(f"- id: {entry.rstrip()}\n" for entry in entries))


def _texts(folder: Path) -> Iterator[tuple[str, str]]:
    """The files below a folder; a name that begins with a dot in a survey has none here."""
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        relative = path.relative_to(folder).as_posix()
        yield ".gitignore" if relative == "gitignore" else relative, path.read_text("utf-8")


def _named(text: str, name: str, suffix: str) -> str:
    """The text with the survey's name in it; in YAML as a quoted scalar, whatever the name is."""
    return text.replace("SURVEY_NAME", json.dumps(name, ensure_ascii=False) if suffix == ".yml" else _plain(name))


def _plain(name: str) -> str:
    return "".join(f"\\{sign}" if sign in r"\`*_{}[]<>()#+-.!|&" else sign for sign in name)
