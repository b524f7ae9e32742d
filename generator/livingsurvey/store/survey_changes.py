"""From a survey before and after an edit to the changes of its files, as small as can be.

They do exactly what was asked for: a copy with the edited files is read, and must be the survey that is meant.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path as FilePath
from typing import Any

from pydantic import BaseModel

from livingsurvey.model import FieldTable, HandPage, Paper, Survey, Topic
from livingsurvey.model.fields import as_written
from livingsurvey.model.statements import STATEMENT_KINDS, statement_file
from livingsurvey.store.documents import parse_document
from livingsurvey.store.edited_text import decoded, encoded
from livingsurvey.store.field_edits import with_body, with_fields, with_items
from livingsurvey.store.map_file import FILE as MAP_FILE
from livingsurvey.store.map_file import layout_text
from livingsurvey.store.reading_changes import reading_changes
from livingsurvey.store.relation_file import FILE as RELATIONS_FILE
from livingsurvey.store.relation_file import written_relation
from livingsurvey.store.search_files import CANDIDATES_FILE, DRAFTS_FILE, RUNS_FILE, lines_change
from livingsurvey.store.survey_edit import EditRefusedError, SurveyEdit
from livingsurvey.store.survey_reader import load
from livingsurvey.store.transaction import FileChange, content_copy
from livingsurvey.store.yaml_edit import Drop, Edit, Put, splice
from livingsurvey.store.yaml_nodes import Path

_SETTINGS_FILE = "content/survey.yml"
_BODY: dict[Any, str] = {Paper: "notes", Topic: "prose", HandPage: "body"}


def changes_of(root: FilePath, survey: Survey, edit: SurveyEdit) -> list[FileChange]:
    """Work out how the files below ``root`` change; nothing is written there.

    Args:
        root: the survey's folder.
        survey: what its files say now.
        edit: what it is to be.

    Raises:
        EditRefusedError: when a file cannot be edited so that it says what is meant.
        OSError: when a file cannot be read.
    """
    changes = file_changes(root, survey, edit)
    _verify(root, changes, edit.survey)
    return changes


def file_changes(root: FilePath, survey: Survey, edit: SurveyEdit) -> list[FileChange]:
    """As :func:`changes_of`, but each paper, topic, page and line is verified by itself, and not the survey as a whole.

    That takes some hundredths of a second, for who decides on one paper after another.

    Raises:
        EditRefusedError: when a file cannot be edited so that it says what is meant.
        OSError: when a file cannot be read.
    """
    after = edit.survey
    return [
        *_documents(root, survey.papers, after.papers, edit),
        *_documents(root, survey.topics, after.topics, edit),
        *_documents(root, survey.pages, after.pages, edit),
        *_vocabularies(root, survey, after),
        *_relations(root, survey, after),
        *_statements(root, survey, after),
        *_layout(root, survey, after),
        *reading_changes(root, survey.readings, after.readings),
        *lines_change(root, RUNS_FILE, survey.runs, after.runs),
        *lines_change(root, CANDIDATES_FILE, survey.candidates, after.candidates),
        *lines_change(root, DRAFTS_FILE, survey.drafts, after.drafts),
        *_settings(root, survey, after),
    ]


def new_document(made: Paper | Topic, fields: FieldTable) -> FileChange:
    """The file of a paper or topic that has none yet, verified by reading it.

    Args:
        made: what it is to say.
        fields: those that the survey declares.

    Raises:
        EditRefusedError: when no file can say what is meant.
    """
    return FileChange(made.path, None, _edited(made.path, b"---\n---\n", None, made, fields))


def document_change(root: FilePath, before: Paper, after: Paper, fields: FieldTable) -> FileChange:
    """The change of one paper's file, verified by reading the file that would result.

    Args:
        root: the survey's folder.
        before: what the file says now.
        after: what it is to say.
        fields: those that the survey declares.

    Raises:
        EditRefusedError: when the file cannot be edited so that it says what is meant.
        OSError: when it cannot be read.
    """
    data = (root / before.path).read_bytes()
    return FileChange(before.path, data, _edited(before.path, data, before, after, fields))


def _documents(root: FilePath, before: Iterable[Any], after: Iterable[Any], edit: SurveyEdit) -> Iterator[FileChange]:
    """The changes of files with front matter."""
    known = {model.path: model for model in before}
    wanted = {model.path: model for model in after}
    for file, model in wanted.items():
        source = edit.renamed.get(file, file)
        if source not in known:
            yield FileChange(file, None, _edited(file, b"---\n---\n", None, model, edit.survey.fields))
        elif known[source] != model:
            data = (root / source).read_bytes()
            moved = source if source != file else None
            yield FileChange(file, data, _edited(source, data, known[source], model, edit.survey.fields), moved)
    for file in known.keys() - wanted.keys() - set(edit.renamed.values()):
        yield FileChange(file, (root / file).read_bytes(), None)


def _edited(file: str, data: bytes, before: Any, after: Any, table: FieldTable) -> bytes:
    """A file that says what is meant: with edits as small as can be, or else with whole fields written anew.

    Raises:
        EditRefusedError: when neither is read as what is meant.
    """
    text, ends = decoded(file, data)
    body = _BODY[type(after)]
    new = _written(after, table)
    old = _written(before, table) if before else dict.fromkeys(new)
    if not before:
        new = {name: value or None for name, value in new.items()}
    text = with_body(file, text, old.pop(body) or "", new.pop(body) or "")
    for whole in (False, True):
        edited = with_fields(file, text, old, new, whole)
        if _says(edited, after, table):
            return encoded(edited, data, ends)
    what = "edited; change" if before else "written; write"
    raise EditRefusedError(f"{file} could not be {what} it by hand.", file=file)


def _says(text: str, meant: Any, table: FieldTable) -> bool:
    """Whether a file's text is read as what is meant."""
    got, _ = parse_document(text, meant.path, type(meant), meant.key, _BODY[type(meant)], table)
    return got == meant or (got is not None and got.model_dump(mode="json") == meant.model_dump(mode="json"))


def _written(model: Any, table: FieldTable) -> dict[str, Any]:
    dumped: dict[str, Any] = model.model_dump(mode="json")
    return dumped if isinstance(model, HandPage) else as_written(table, type(model).__name__.lower(), dumped)


def _vocabularies(root: FilePath, before: Survey, after: Survey) -> Iterator[FileChange]:
    for name, terms in after.vocabulary.items():
        if terms != before.vocabulary[name]:
            was, now = _dumped(before.vocabulary[name]), _dumped(terms)
            yield _items_change(root, f"content/vocabulary/{name}.yml", was, now)


def _relations(root: FilePath, before: Survey, after: Survey) -> Iterator[FileChange]:
    if before.relations != after.relations:
        was, now = ([*map(written_relation, state.relations)] for state in (before, after))
        yield _items_change(root, RELATIONS_FILE, was, now, known_by="quote")


def _statements(root: FilePath, before: Survey, after: Survey) -> Iterator[FileChange]:
    for kind in STATEMENT_KINDS:
        was, now = (_dumped(survey.statements.of(kind)) for survey in (before, after))
        if was != now:
            yield _items_change(root, statement_file(kind), was, now)


_Entries = list[dict[str, Any]]


def _dumped(entries: Iterable[BaseModel]) -> _Entries:
    return [entry.model_dump(mode="json") for entry in entries]


def _items_change(root: FilePath, file: str, was: _Entries, now: _Entries, known_by: str = "id") -> FileChange:
    """The change of a file that lists entries, which are told apart by a field of theirs."""
    data = (root / file).read_bytes()
    text, ends = decoded(file, data)
    edited = with_items(file, text, was, now, known_by=known_by)
    return FileChange(file, data, encoded(edited if now else f"{edited}[]\n", data, ends))


def _settings(root: FilePath, before: Survey, after: Survey) -> Iterator[FileChange]:
    """The change of the settings: lists of keys of papers, of terms and of topics, as many entries or some fewer."""
    if before.settings != after.settings:
        data = (root / _SETTINGS_FILE).read_bytes()
        text, ends = decoded(_SETTINGS_FILE, data)
        old, new = (survey.settings.model_dump(mode="json") for survey in (before, after))
        edits = [*_edits_of_lists((), old, new)]
        yield FileChange(_SETTINGS_FILE, data, encoded(splice(_SETTINGS_FILE, text, edits), data, ends))


def _edits_of_lists(place: Path, old: Any, new: Any) -> Iterator[Edit]:
    """The edits of all lists of keys in which plain data that is otherwise the same differs."""
    if old == new:
        return
    if isinstance(old, dict):
        for name, value in old.items():
            yield from _edits_of_lists((*place, name), value, new.get(name))
    elif isinstance(old, list) and all(isinstance(one, str) for one in old):
        yield from _key_edits(place, old, new)
    elif isinstance(old, list):
        for n, two in enumerate(zip(old, new, strict=True)):
            yield from _edits_of_lists((*place, n), *two)


def _key_edits(place: Path, old: Sequence[str], new: Sequence[str]) -> Iterator[Edit]:
    kept = 0
    for m, key in enumerate(old):
        path = (*place, m)
        if kept < len(new) and (key == new[kept] or key not in new):
            if key != new[kept]:
                yield Put(path, key, new[kept])
            kept += 1
        else:
            yield Drop(path)


def _layout(root: FilePath, before: Survey, after: Survey) -> Iterator[FileChange]:
    if before.layout != after.layout:
        yield FileChange(MAP_FILE, (root / MAP_FILE).read_bytes(), layout_text(after.layout).encode())


def _verify(root: FilePath, changes: Iterable[FileChange], meant: Survey) -> None:
    """Read a copy with the changes, which must be the survey that is meant."""
    with content_copy(root, changes) as copy:
        loaded = load(copy)
    if loaded.findings or loaded.survey is None:
        raise EditRefusedError(f"That cannot be read: {loaded.findings[0] if loaded.findings else 'no survey'}")
    if wrong := _differing(loaded.survey, meant):
        raise EditRefusedError(f"{wrong} could not be edited without other changes; edit it by hand.", file=wrong)


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
    if got.relations != meant.relations:
        return RELATIONS_FILE
    for kind in STATEMENT_KINDS:
        if got.statements.of(kind) != meant.statements.of(kind):
            return statement_file(kind)
    if more := Counter(meant.readings) - Counter(got.readings) or Counter(got.readings) - Counter(meant.readings):
        return min(reading.file for reading in more)
    searches = {RUNS_FILE: "runs", CANDIDATES_FILE: "candidates", DRAFTS_FILE: "drafts"}
    for file, name in searches.items():
        if getattr(got, name) != getattr(meant, name):
            return file
    if got.settings != meant.settings:
        return _SETTINGS_FILE
    return None if dict(got.layout) == dict(meant.layout) else MAP_FILE


def _by_file(models: Iterable[Any]) -> dict[str, Any]:
    return {str(model.path): model for model in models}
