"""Fixing what can be fixed safely: by editing text in a copy and checking the copy before anything is written.

Nothing around an edit is touched. An edit is kept only if the file still reads, has every other value as before,
and has no finding that it had not; else its file stays as it is.
"""

import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from livingsurvey.checks.run import check, examine
from livingsurvey.model import Extensions, Finding
from livingsurvey.store import load, yaml_text
from livingsurvey.store.survey_reader import Loaded
from livingsurvey.store.transaction import FileChange, content_copy
from livingsurvey.store.yaml_edit import Drop, Edit, Put, Span, Whole, splice
from livingsurvey.store.yaml_nodes import front_matter

_ROUNDS = 8  # one edit may make room for the next; no file needs as many


#: The rules of form: their fixes change no value.
FORM = frozenset("line-ends last-line trailing-space tab-in-fields field-order vocabulary-order".split())


def _any(finding: Finding) -> bool:
    return True


def fixes(
    root: Path, loaded: Loaded, today: date | None = None, wanted: Callable[[Finding], bool] = _any
) -> list[FileChange]:
    """Work out how the files below ``root`` would be fixed; nothing is written there.

    Args:
        root: the survey's folder.
        loaded: what was read below it.
        today: the day after which no date may be.
        wanted: which findings to fix.

    Returns:
        The changes, for :func:`livingsurvey.store.transaction.apply`.

    Raises:
        OSError: when the copy cannot be made.
    """
    before = check(root, loaded, today)
    if not any(found.fixable and wanted(found) for found in before):
        return []
    with content_copy(root) as copy:
        extensions = loaded.survey.extensions if loaded.survey else Extensions()
        refused = _fix_copy(copy, today, wanted, extensions)
        while worse := _worse(before, check(copy, load(copy, extensions=extensions), today)) - refused:
            for file in worse:  # and once more without it, since files depend on each other
                shutil.copyfile(root / file, copy / file)
            refused |= worse
        changed = [file for file in _changed(root, copy) if file not in refused]
        return [FileChange(file, (root / file).read_bytes(), (copy / file).read_bytes()) for file in changed]


def _fix_copy(copy: Path, today: date | None, wanted: Callable[[Finding], bool], extensions: Extensions) -> set[str]:
    """Apply edits until there is none left; return the files whose edits had to be refused."""
    refused: set[str] = set()
    for _ in range(_ROUNDS):
        edits: dict[str, list[Edit]] = defaultdict(list)
        for finding, edit in examine(copy, load(copy, extensions=extensions), today):
            left_out = edit is None or finding.file in refused or not wanted(finding)
            if edit is not None and not left_out and _is_plain(copy, finding.file):
                edits[finding.file].append(edit)
        if not edits:
            break
        refused |= {file for file, these in edits.items() if not _apply(copy / file, file, these)}
    return refused


def _is_plain(copy: Path, file: str) -> bool:
    path = copy / file
    return path.is_file() and path.resolve().is_relative_to(copy.resolve()) and not path.is_symlink()


def _apply(path: Path, file: str, edits: list[Edit]) -> bool:
    """Edit one file; return whether it could be done without touching anything else."""
    whole = next((edit for edit in edits if isinstance(edit, Whole)), None)
    raw = path.read_bytes().decode("utf-8-sig", errors="replace")
    text = raw.replace("\r\n", "\n")
    new = whole.text if whole else splice(file, text, edits)
    if (new == raw and not path.read_bytes().startswith(b"\xef\xbb\xbf")) or not _sound(file, text, new, edits):
        return False
    path.write_bytes(new.encode())
    return True


def _sound(file: str, old: str, new: str, edits: list[Edit]) -> bool:
    """Whether the file reads, and every value that no edit was about is as before."""
    try:
        before, after = (yaml_text.parse(text[slice(*front_matter(file, text))]) for text in (old, new))
    except yaml_text.YamlTextError:
        return False
    if any(isinstance(edit, Whole) for edit in edits):
        return bool(_as_set(before) == _as_set(after))
    touched = {edit.path[0] for edit in edits if isinstance(edit, Put | Drop)}
    in_body = not file.endswith(".yml") and any(isinstance(edit, Span) for edit in edits)
    same_body = in_body or old[front_matter(file, old)[1] :] == new[front_matter(file, new)[1] :]
    return same_body and bool(_but(before, touched) == _but(after, touched))


def _as_set(value: Any) -> Any:
    return sorted(value, key=repr) if isinstance(value, list) else value


def _but(value: Any, touched: set[str | int]) -> Any:
    """A file's values without those touched."""
    if isinstance(value, list):
        return [one for n, one in enumerate(value) if n not in touched]
    return {name: one for name, one in value.items() if name not in touched} if isinstance(value, Mapping) else value


def _worse(before: Iterable[Finding], after: Iterable[Finding]) -> set[str]:
    """The files that have findings they had not."""
    known = {(found.file, found.rule, found.message) for found in before}
    rules = {(found.file, found.rule) for found in before}
    return {
        found.file
        for found in after
        if (found.file, found.rule, found.message) not in known and (found.file, found.rule) not in rules
    }


def _changed(root: Path, copy: Path) -> list[str]:
    files = (path.relative_to(copy).as_posix() for path in copy.rglob("*") if path.is_file() and not path.is_symlink())
    return sorted(file for file in files if (root / file).read_bytes() != (copy / file).read_bytes())
