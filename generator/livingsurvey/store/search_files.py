"""Reading and extending what saved searches bring: ``content/watch.yml``, and one JSON object a line of
``content/searches/runs.jsonl``, ``candidates.jsonl`` and ``drafts.jsonl``.
"""

import json
import os.path
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from livingsurvey.model import Finding, Survey
from livingsurvey.model.searches import ScreeningCandidate, ScreeningDraft, SearchRun, WatchPlan
from livingsurvey.store.documents import Model, Origin, read_yaml_models, validate
from livingsurvey.store.json_text import JsonTextError, parse_json, text_of_lines
from livingsurvey.store.survey_edit import EditRefusedError
from livingsurvey.store.transaction import FileChange

#: The files below the survey's root.
WATCH_FILE = "content/watch.yml"
RUNS_FILE = "content/searches/runs.jsonl"
CANDIDATES_FILE = "content/searches/candidates.jsonl"
DRAFTS_FILE = "content/searches/drafts.jsonl"
#: The rule whose findings say that a line cannot be read.
RULE = "search-line"

#: What a line of these files states.
SearchEntry = SearchRun | ScreeningCandidate | ScreeningDraft

_MAX_BYTES = 100_000_000  # of one file; some 40,000 candidates


def read_watch_plan(root: Path, findings: list[Finding]) -> WatchPlan | None:
    """Read the plan; a survey without the file has none. Appends to ``findings``."""
    if not os.path.lexists(root / WATCH_FILE):
        return None
    models = read_yaml_models(root, WATCH_FILE, WatchPlan, findings, many=False)
    return models[0] if models else None


def read_runs(path: Path) -> tuple[tuple[SearchRun, ...], list[Finding]]:
    """Read the runs of searches, in the order of their lines; a line that cannot be used is a finding."""
    return _read(path, RUNS_FILE, SearchRun)


def read_candidates(path: Path) -> tuple[tuple[ScreeningCandidate, ...], list[Finding]]:
    """Read the candidates, in the order of their lines; a line that cannot be used is a finding."""
    return _read(path, CANDIDATES_FILE, ScreeningCandidate)


def read_drafts(path: Path) -> tuple[tuple[ScreeningDraft, ...], list[Finding]]:
    """Read what readers wrote while screening, in the order of the lines; a line that cannot be used is a finding."""
    return _read(path, DRAFTS_FILE, ScreeningDraft)


def _read(path: Path, file: str, model: type[Model]) -> tuple[tuple[Model, ...], list[Finding]]:
    text = text_of_lines(path, file, RULE, _MAX_BYTES)
    if isinstance(text, Finding):
        return (), [text]
    models, findings = [], []
    for number, written in enumerate(text.split("\n"), start=1):
        if written and not written.isspace():
            built, problems = _line(written, file, number, model)
            models += [built] if built else []
            findings += problems
    return tuple(models), findings


def _line(line: str, file: str, number: int, model: type[Model]) -> tuple[Model | None, list[Finding]]:
    try:
        entry = parse_json(line)
    except JsonTextError as error:
        return None, [Finding(file, number, 1, RULE, f"not JSON: {error.message}.", "Restore the line.")]
    built, problems = validate(model, entry, Origin(file, line, offset=number - 1))
    return built, [replace(one, rule=RULE, line=number) for one in problems]


def written_line(model: SearchEntry) -> str:
    """The line of a file that states a run or a candidate, with what it has to say."""
    return json.dumps(_filled(model.model_dump(mode="json")), ensure_ascii=False)


def _filled(value: Any) -> Any:
    """Data without what says nothing."""
    if isinstance(value, dict):
        return {name: _filled(part) for name, part in value.items() if part not in (None, "", [], {})}
    return [_filled(part) for part in value] if isinstance(value, list) else value


def search_changes(root: Path, before: Survey, after: Survey) -> list[FileChange]:
    """The changes of the files of runs and candidates.

    Args:
        root: the survey's folder.
        before: what the files say now.
        after: what they are to say.

    Raises:
        EditRefusedError: when a line would be read otherwise, or a file was changed meanwhile.
        OSError: when a file cannot be read.
    """
    runs = lines_change(root, RUNS_FILE, before.runs, after.runs)
    return [*runs, *lines_change(root, CANDIDATES_FILE, before.candidates, after.candidates)]


def lines_change(
    root: Path, file: str, before: Sequence[SearchEntry], after: Iterable[SearchEntry]
) -> list[FileChange]:
    """The change of such a file: only the lines of entries that differ are written anew, each verified by reading it.
    A file without any entry goes.

    Args:
        root: the survey's folder.
        file: :data:`RUNS_FILE`, :data:`CANDIDATES_FILE` or :data:`DRAFTS_FILE`.
        before: what the file says now, all of it, in its order.
        after: what it is to say.

    Raises:
        EditRefusedError: when the file says something else, or no line can say what is meant.
        OSError: when the file cannot be read.
    """
    after = list(after)
    if list(before) == after:
        return []
    path = root / file
    data = path.read_bytes() if path.exists() else None
    lines = [line for line in (data or b"").decode("utf-8-sig").split("\n") if line and not line.isspace()]
    if len(lines) != len(before):
        raise EditRefusedError(f"{file} was changed meanwhile, or has lines that cannot be read.", file=file)
    known = {id(one): line for one, line in zip(before, lines, strict=True)}
    same = [known.get(id(one)) or (lines[n] if before[n : n + 1] == (one,) else None) for n, one in enumerate(after)]
    text = "".join(f"{line or _verified(one, file)}\n" for line, one in zip(same, after, strict=True))
    return [FileChange(file, data, text.encode() or None)]


def _verified(model: SearchEntry, file: str) -> str:
    line = written_line(model)
    if _line(line, file, 1, type(model))[0] != model:
        raise EditRefusedError(f"A line of {file} could not be written.", file=file)
    return line
