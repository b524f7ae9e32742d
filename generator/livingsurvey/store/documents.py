"""One file of content -> one model, or findings that say which line is wrong and how to fix it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from livingsurvey.model import Claim, FieldTable, Finding, Paper, Topic
from livingsurvey.model.errors import SurveyError
from livingsurvey.model.fields import Problem
from livingsurvey.store import yaml_text
from livingsurvey.store.fence_faults import conflict_in, end_fault, start_fault
from livingsurvey.store.files import read_plain
from livingsurvey.store.schema_messages import problems_of, where
from livingsurvey.store.value_faults import Fault
from livingsurvey.store.yaml_faults import fault_in
from livingsurvey.store.yaml_nodes import FENCE, front_matter, position_of

Model = TypeVar("Model", bound=BaseModel)

#: A file larger than this is no paper, topic or page.
MAX_BYTES = 262_144

_OWNERS: dict[str, type[BaseModel]] = {"paper": Paper, "topic": Topic}
_FIELDS = "Write a field a line between the two lines of «---», as in: title: Coral bleaching."


class NotFieldsError(SurveyError):
    """Front matter that is no mapping of fields; the message says what it is."""


class UnreadableFileError(SurveyError):
    """A file that cannot be read as text; the message says why, ``line`` and ``column`` where, if anywhere."""


def read_text(path: Path) -> str:
    """Read a content file as UTF-8 with LF line ends.

    Raises:
        UnreadableFileError: when it is no plain file, is too large, or is not UTF-8.
    """
    try:
        data = read_plain(path, MAX_BYTES)
    except FileNotFoundError as error:
        raise UnreadableFileError("is not a plain file.") from error
    except OSError as error:
        raise UnreadableFileError(str(error)) from error
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        column = len(before.rpartition(b"\n")[2].decode("utf-8", errors="replace")) + 1
        byte = f"0x{data[error.start]:02x}"
        raise UnreadableFileError(
            f"is not UTF-8: the byte {byte} is here.", line=before.count(b"\n") + 1, column=column
        ) from error


def fix_of_unreadable(error: UnreadableFileError) -> str:
    """What to do about a file that cannot be read."""
    if error.line:
        return "Save it as plain UTF-8 text."
    if "bytes" in error.message:
        return "Remove what does not belong in it, or split it."
    return "Put the file itself there, or remove what is there."


def read_yaml_models(root: Path, file: str, model: type[Model], findings: list[Finding], many: bool) -> list[Model]:
    """Read a whole YAML file into ``model``: one, or (``many``) a list. Appends to ``findings``.

    Args:
        root: the survey's folder.
        file: the file's path below it.
        model: what an entry must be.
        findings: gets what is wrong.
        many: whether the file is a list of such entries.
    """
    try:
        text = read_text(root / file)
        data = yaml_text.parse(text)
    except UnreadableFileError as error:
        findings.append(_unreadable(file, error))
        return []
    except yaml_text.YamlTextError as error:
        findings.append(_finding(file, "yaml", conflict_in(text) or fault_in(text, error)))
        return []
    if many and not isinstance(data, list):
        findings.append(Finding(file, 1, 1, "schema", "a list is expected.", "Write one «- » entry for each."))
        return []
    places: list[tuple[tuple[int, ...], Any]] = [((n,), item) for n, item in enumerate(data)] if many else [((), data)]
    models = []
    for path, item in places:
        built, problems = validate(model, item, Origin(file, text, path=path))
        findings += problems
        models += [built] if built else []
    return models


def read_document(
    path: Path, file: str, model: type[Model], key: str, body_field: str, fields: FieldTable | None = None
) -> tuple[Model | None, list[Finding]]:
    """Read a Markdown file with front matter into ``model``.

    Args:
        path: the file.
        file: how findings name it.
        model: what its front matter must be.
        key: what its key is, unless the front matter says otherwise.
        body_field: the field that takes the text below the front matter.
        fields: those that the survey declares, which are set apart from those of the model.
    """
    try:
        text = read_text(path)
    except UnreadableFileError as error:
        return None, [_unreadable(file, error)]
    return parse_document(text, file, model, key, body_field, fields)


def parse_document(
    text: str, file: str, model: type[Model], key: str, body_field: str, fields: FieldTable | None = None
) -> tuple[Model | None, list[Finding]]:
    """Read the text of a Markdown file with front matter into ``model``; arguments as of :func:`read_document`."""
    if conflict := conflict_in(text):
        return None, [_finding(file, "yaml", conflict)]
    start, end = front_matter(file, text)
    if not end:
        fault = end_fault(text) if FENCE.match(text) else start_fault(text)
        return None, [_finding(file, "front-matter", fault)]
    head, (_, _, body) = text[start:end], text[end:].partition("\n")
    try:
        data = fields_of(head)
    except yaml_text.YamlTextError as error:
        return None, [_finding(file, "yaml", fault_in(head, error, above=1))]
    except NotFieldsError as error:
        return None, [_finding(file, "front-matter", Fault(1, 1, f"the front matter is {error}, not fields", _FIELDS))]
    if not data:
        return None, [_finding(file, "front-matter", Fault(1, 1, "the front matter is empty", _FIELDS))]
    if misplaced := _misplaced(file, text, data, key, body_field):
        return None, misplaced
    data, wrong = declared_apart(model.__name__.lower(), data, fields or FieldTable())
    origin = Origin(file, head, offset=1)
    findings = [origin.finding(Problem(p.path, where(p.path) + p.message, p.fix)) for p in wrong]
    built, problems = validate(model, {"key": key, **data, body_field: body.strip()}, origin, fields)
    return (None if findings else built), [*findings, *problems]


def declared_apart(owner: str, data: dict[str, Any], table: FieldTable) -> tuple[dict[str, Any], list[Problem]]:
    """Set the declared fields of an owner, and of a paper's claims, apart from those of the model.

    Returns:
        ``data`` with the declared fields under ``fields``, and what is wrong with their values.
    """
    data, problems = table.split(owner, data)
    data = data if table.complete or owner not in _OWNERS else _known(data, _OWNERS[owner])
    claims = data.get("claims")
    if owner == "paper" and isinstance(claims, list):
        parts = [table.split("claim", claim) if isinstance(claim, dict) else (claim, []) for claim in claims]
        kept = [claim if table.complete else _known(claim, Claim) for claim, _ in parts]
        data = data | {"claims": kept}
        problems += [Problem(("claims", n, *p.path), p.message, p.fix) for n, (_, bad) in enumerate(parts) for p in bad]
    return data, problems


def _known(data: Any, model: type[BaseModel]) -> Any:
    """Data without fields that may be those of the survey which cannot be read."""
    return (
        {name: value for name, value in data.items() if name in model.model_fields} if isinstance(data, dict) else data
    )


@dataclass(frozen=True, slots=True)
class Origin:
    """Where data came from: the YAML text of a file, the lines above it, and the way to the data in it."""

    file: str
    text: str
    offset: int = 0
    path: tuple[str | int, ...] = ()

    def finding(self, problem: Problem) -> Finding:
        """A problem with the data, at its line."""
        line, column = position_of(self.text, (*self.path, *problem.path))
        return Finding(self.file, line + self.offset, column, "schema", f"{problem.message}.", problem.fix)


def fields_of(head: str) -> dict[str, Any]:
    """The fields in the text between the two fences of a front matter.

    Raises:
        YamlTextError: when it is no YAML.
        NotFieldsError: when it is something other than fields.
    """
    data = yaml_text.parse(head)
    if data is not None and not isinstance(data, dict):
        raise NotFieldsError("a list" if isinstance(data, list) else f"the text «{str(data)[:60]}»")
    return data or {}


def validate(
    model: type[Model], data: Any, origin: Origin, fields: FieldTable | None = None
) -> tuple[Model | None, list[Finding]]:
    """Build ``model`` from ``data``; each error becomes a finding at its line.

    Args:
        model: what to build.
        data: of what.
        origin: where the data came from.
        fields: those that the survey declares, any of which an unknown name may mean.
    """
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        problems = problems_of(model, data, error, fields or FieldTable())
        return None, [origin.finding(problem) for problem in problems]


def _misplaced(file: str, text: str, data: dict[str, Any], key: str, body_field: str) -> list[Finding]:
    """Findings on a key that is not the file's name, and on what belongs elsewhere than in the front matter."""
    findings = []
    if "fields" in data:
        said, fix = (
            "there is no field «fields».",
            "Write the survey's own fields next to the others, without «fields:».",
        )
        findings.append(Finding(file, _line_of(text, "fields"), 1, "schema", said, fix))
    if data.get("key", key) != key:
        said = f"the key is «{data['key']}», but the file is named «{key}»."
        fix = "Make them the same; a new name keeps the old key under aliases."
        findings.append(Finding(file, _line_of(text, "key"), 1, "key-mismatch", said, fix))
    if body_field in data:
        said = f"{body_field}: belongs below the front matter, not in it."
        findings.append(Finding(file, _line_of(text, body_field), 1, "schema", said, "Move the text below «---»."))
    return findings


def _line_of(text: str, field: str) -> int:
    lines = text.split("\n")
    return next((n for n, line in enumerate(lines, start=1) if line.startswith(f"{field}:")), 1)


def _unreadable(file: str, error: UnreadableFileError) -> Finding:
    return Finding(file, error.line, error.column, "file", f"the file {error}", fix_of_unreadable(error))


def _finding(file: str, rule: str, fault: Fault) -> Finding:
    return Finding(file, fault.line, fault.column, rule, f"{fault.message}.", fault.fix)
