"""Carrying a survey's files over to this version: what older versions wrote differently, as changes to look at."""

import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from livingsurvey.commands.init import github_files, template_fields
from livingsurvey.model import FieldTable, SurveyField
from livingsurvey.store.field_file import FILE as FIELDS_FILE
from livingsurvey.store.field_file import read_fields
from livingsurvey.store.transaction import FileChange
from livingsurvey.store.yaml_text import parse

#: The files of the theme that ``survey init`` once copied into each survey, with their digests.
_FORMER_THEME = Path(__file__).with_name("former_theme.txt")
#: Which fields of every survey older versions had: those of this template.
_FORMER_FIELDS = "ai"
_ALWAYS = frozenset(["kind", "measure"])
_FIELD = re.compile(r"^- id: (\w+)$(?:.*?^  vocabulary: ([\w-]+)$)?", re.MULTILINE | re.DOTALL)
_THEME = re.compile(r"^theme:\n(?:[ \t]+.*\n|\n)+", re.MULTILINE)
_PALETTE = re.compile(r"^  palette:\n    scheme: default\n", re.MULTILINE)
_FONT = re.compile(r"^  font: false.*\n", re.MULTILINE)
_CUSTOM = re.compile(r"^  custom_dir: overrides\n", re.MULTILINE)
_STYLE = re.compile(r"^extra_css:\n  - assets/css/survey\.css\n\n?", re.MULTILINE)
_WATCH = re.compile(r"^  - overrides\n", re.MULTILINE)
_AGREEMENT = re.compile(r"^agreement:.*\n(?:(?:[ \t\]}-].*)?\n(?=[ \t\]}-])|[ \t\]}-].*(?:\n|\Z))*", re.MULTILINE)
_COMPUTED = "# How far readings agree is computed from content/readings; what was typed in here is not read any more.\n"


def upgrades(root: Path) -> list[FileChange]:
    """Work out how the files of a survey change; nothing is written.

    Args:
        root: the survey's folder.

    Raises:
        OSError: when a file cannot be read.
    """
    fields, theme = list(_fields(root)), list(_theme(root))
    return [*fields, *theme, *_settings(root, theme), *_forms(root, fields), *_agreement(root)]


def _fields(root: Path) -> Iterator[FileChange]:
    """Fields that were part of every survey are declared by those that use them."""
    if (root / FIELDS_FILE).exists() or not (root / "content" / "papers").is_dir():
        return
    head, *entries = template_fields(_FORMER_FIELDS)
    used = _used(root)
    kept = [entry for entry in entries if (found := _FIELD.search(entry)) and used(found[1], found[2] or "")]
    if kept:
        yield FileChange(FIELDS_FILE, None, "".join([head, *kept]).encode())


def _used(root: Path) -> Callable[[str, str], bool]:
    """Tell whether a survey uses a field: by its vocabulary, or in a paper."""
    texts = [path.read_text("utf-8", errors="replace") for path in sorted((root / "content/papers").glob("*.md"))]
    stated = {name for text in texts for name in re.findall(r"^[ -]*(\w+):", text.split("\n---", 1)[0], re.MULTILINE)}

    def _is_used(name: str, vocabulary: str) -> bool:
        return name in stated or ((root / f"content/vocabulary/{vocabulary}.yml").is_file() and name in _ALWAYS)

    return _is_used


def _theme(root: Path) -> Iterator[FileChange]:
    """Copies of the theme are removed where nobody has changed them: the package brings it."""
    if (root / "overrides" / "mkdocs_theme.yml").is_file():  # the theme itself, in the repository of this package
        return
    for line in _FORMER_THEME.read_text("utf-8").splitlines():
        digest, _, file = line.partition("  ")
        path = root / file
        if path.is_file() and hashlib.sha256(data := path.read_bytes()).hexdigest() == digest:
            yield FileChange(file, data, None)


def _settings(root: Path, removed: list[FileChange]) -> Iterator[FileChange]:
    """``mkdocs.yml`` names the theme of the package, and no folder of templates where none is left."""
    path = root / "mkdocs.yml"
    text = path.read_text("utf-8") if path.is_file() else ""
    theme = _THEME.search(text)
    if not theme or "  name: material\n" not in theme[0]:
        return
    gone = {change.file for change in removed}
    own = [p for p in (root / "overrides").rglob("*") if p.is_file() and p.relative_to(root).as_posix() not in gone]
    block = _FONT.sub("", _PALETTE.sub("", theme[0].replace("  name: material\n", "  name: survey\n")))
    block = block if own else _CUSTOM.sub("", block)
    after = _STYLE.sub("", text.replace(theme[0], block))
    yield FileChange("mkdocs.yml", text.encode(), (after if own else _WATCH.sub("", after)).encode())


def _agreement(root: Path) -> Iterator[FileChange]:
    """How far readings agree was typed into the settings; it is computed from ``content/readings`` now."""
    path = root / "content/survey.yml"
    text = path.read_text("utf-8") if path.is_file() else ""
    if _AGREEMENT.search(text):
        yield FileChange("content/survey.yml", text.encode(), _AGREEMENT.sub(_COMPUTED, text, count=1).encode())


def _forms(root: Path, fields: list[FileChange]) -> Iterator[FileChange]:
    """The issue form for corrections offers the fields that the survey declares, where the survey has that form."""
    file = ".github/ISSUE_TEMPLATE/correct.yml"
    path = root / file
    if path.is_file():
        declared = [SurveyField(**entry) for change in fields for entry in parse((change.after or b"").decode())]
        table = FieldTable(tuple(declared)) if declared else read_fields(root, [])
        before, after = path.read_bytes(), github_files(table)[file].encode()
        if before != after:
            yield FileChange(file, before, after)
