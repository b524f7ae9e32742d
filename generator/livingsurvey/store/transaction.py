"""From a survey before and after a change to its files: edited as little as can be, tried on a copy, written as one.

What is written is exactly what was asked for: a copy with the edited files is read, and must be the survey meant.
"""

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import Any

from livingsurvey.model import FieldTable, HandPage, Paper, Survey, Topic
from livingsurvey.model.fields import as_written
from livingsurvey.store import load
from livingsurvey.store.field_edits import with_body, with_fields, with_items
from livingsurvey.store.files import write_atomically
from livingsurvey.store.map_file import FILE as MAP_FILE
from livingsurvey.store.map_file import layout_text
from livingsurvey.store.survey_edit import EditRefusedError, SurveyEdit

_MARK = b"\xef\xbb\xbf"
_BODY: dict[Any, str] = {Paper: "notes", Topic: "prose", HandPage: "body"}


@dataclass(frozen=True, slots=True)
class Change:
    """A file before and after; ``None`` where there is none."""

    file: str
    before: bytes | None
    after: bytes | None
    moved_from: str | None = None

    def diff(self) -> str:
        """What changes, as a unified diff."""
        was, now = ((data or b"").decode("utf-8-sig").splitlines(True) for data in (self.before, self.after))
        old, new = self.moved_from or self.file, self.file
        names = ("/dev/null" if self.before is None else old, "/dev/null" if self.after is None else new)
        told = unified_diff(was, now, *names)
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in told)


def changes_of(root: Path, survey: Survey, step: SurveyEdit) -> list[Change]:
    """Work out how the files below ``root`` change; nothing is written there.

    Args:
        root: the survey's folder.
        survey: what it holds.
        step: what it is to hold.

    Raises:
        EditRefusedError: when a file cannot be edited so that it says what is meant.
        OSError: when a file cannot be read.
    """
    after = step.survey
    changes = [
        *_documents(root, survey.papers, after.papers, step),
        *_documents(root, survey.topics, after.topics, step),
        *_documents(root, survey.pages, after.pages, step),
        *_vocabularies(root, survey, after),
        *_layout(root, survey, after),
    ]
    _verify(root, changes, after)
    return changes


def apply(root: Path, changes: Iterable[Change]) -> None:
    """Write all changes, or none of them.

    Raises:
        EditRefusedError: when a file was changed meanwhile.
        OSError: when a file cannot be written; those written before are put back.
    """
    changes = list(changes)
    states = _states(changes)
    _refuse_ways_out(root, states)
    for change in changes:
        taken = change.moved_from and (root / change.file).exists()
        if taken or _held(root / (change.moved_from or change.file)) != change.before:
            raise EditRefusedError(f"{change.file} was changed meanwhile.")
    past = {file: _held(root / file) for file in states}
    done: list[str] = []
    try:
        for file, data in states.items():
            done.append(file)
            _put(root / file, data)
    except BaseException:
        for file in done:
            _put(root / file, past[file])
        raise


def _states(changes: Iterable[Change]) -> dict[str, bytes | None]:
    """What each file is to hold: first what is written, then what is gone."""
    states: dict[str, bytes | None] = {change.file: change.after for change in changes if change.after is not None}
    states |= {change.file: None for change in changes if change.after is None}
    return states | {change.moved_from: None for change in changes if change.moved_from}


def _refuse_ways_out(root: Path, files: Iterable[str]) -> None:
    """A folder may be a link to a place outside the survey: nothing is written there, in a copy neither."""
    base = root.resolve()
    for file in files:
        if not (root / file).parent.resolve().is_relative_to(base):
            raise EditRefusedError(f"{file} lies outside the survey, behind a link.")


def _held(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() and not path.is_symlink() else None


def _put(path: Path, data: bytes | None) -> None:
    if data is None:
        path.unlink(missing_ok=True)
    else:
        write_atomically(path, data)


def _documents(root: Path, before: Iterable[Any], after: Iterable[Any], step: SurveyEdit) -> Iterator[Change]:
    """The changes of files with front matter."""
    held = {model.path: model for model in before}
    wanted = {model.path: model for model in after}
    for file, model in wanted.items():
        source = step.moved.get(file, file)
        if source not in held:
            yield Change(file, None, _edited(file, b"---\n---\n", None, model, step.survey.fields))
        elif held[source] != model:
            data = (root / source).read_bytes()
            moved = source if source != file else None
            yield Change(file, data, _edited(source, data, held[source], model, step.survey.fields), moved)
    for file in held.keys() - wanted.keys() - set(step.moved.values()):
        yield Change(file, (root / file).read_bytes(), None)


def _edited(file: str, data: bytes, before: Any, after: Any, table: FieldTable) -> bytes:
    text, ends = _decoded(file, data)
    body = _BODY[type(after)]
    new = _written(after, table)
    old = _written(before, table) if before else dict.fromkeys(new)
    if not before:
        new = {name: value or None for name, value in new.items()}
    text = with_body(file, text, old.pop(body) or "", new.pop(body) or "")
    text = with_fields(file, text, old, new)
    return _encoded(text, data, ends)


def _written(model: Any, table: FieldTable) -> dict[str, Any]:
    dumped: dict[str, Any] = model.model_dump(mode="json")
    return dumped if isinstance(model, HandPage) else as_written(table, type(model).__name__.lower(), dumped)


def _vocabularies(root: Path, before: Survey, after: Survey) -> Iterator[Change]:
    for name, terms in after.vocabulary.items():
        if terms != before.vocabulary[name]:
            file = f"content/vocabulary/{name}.yml"
            data = (root / file).read_bytes()
            text, ends = _decoded(file, data)
            entries = [[term.model_dump(mode="json") for term in held] for held in (before.vocabulary[name], terms)]
            yield Change(file, data, _encoded(with_items(file, text, *entries), data, ends))


def _layout(root: Path, before: Survey, after: Survey) -> Iterator[Change]:
    if before.layout != after.layout:
        yield Change(MAP_FILE, (root / MAP_FILE).read_bytes(), layout_text(after.layout).encode())


def _decoded(file: str, data: bytes) -> tuple[str, bool]:
    """The text with plain line ends, and whether it had those of the other system."""
    raw = data.decode("utf-8-sig")
    ends = "\r\n" in raw
    if ends and raw.count("\r\n") != raw.count("\n"):
        raise EditRefusedError(f"{file} mixes line ends; «survey fmt» mends that.")
    return raw.replace("\r\n", "\n"), ends


def _encoded(text: str, like: bytes, ends: bool) -> bytes:
    data = (text.replace("\n", "\r\n") if ends else text).encode()
    return _MARK + data if like.startswith(_MARK) else data


def _verify(root: Path, changes: Iterable[Change], meant: Survey) -> None:
    """Read a copy with the changes, which must be the survey that is meant."""
    with tempfile.TemporaryDirectory(prefix="survey-curate-") as folder:
        copy = Path(folder)
        shutil.copytree(root / "content", copy / "content", symlinks=True)
        states = _states(changes)
        _refuse_ways_out(copy, states)
        for file, data in states.items():
            _put(copy / file, data)
        loaded = load(copy)
    if loaded.findings or loaded.survey is None:
        raise EditRefusedError(f"That cannot be read: {loaded.findings[0] if loaded.findings else 'no survey'}")
    if wrong := _differing(loaded.survey, meant):
        raise EditRefusedError(f"{wrong} could not be edited without touching what stands around; change it by hand.")


def _differing(got: Survey, meant: Survey) -> str | None:
    """The first file that does not say what is meant."""
    for name in ("papers", "topics", "pages"):
        one, other = _by_file(getattr(got, name)), _by_file(getattr(meant, name))
        for file in sorted(one.keys() | other.keys()):
            if one.get(file) != other.get(file):
                return file
    for name, terms in got.vocabulary.items():
        if tuple(terms) != tuple(meant.vocabulary[name]):
            return f"content/vocabulary/{name}.yml"
    return None if dict(got.layout) == dict(meant.layout) else MAP_FILE


def _by_file(models: Iterable[Any]) -> dict[str, Any]:
    return {str(model.path): model for model in models}
