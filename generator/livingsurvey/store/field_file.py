"""Reading ``content/fields.yml``: the fields that a survey declares for its papers, claims and topics."""

import os.path
from collections.abc import Iterator
from pathlib import Path

from livingsurvey.model import Claim, FieldTable, Finding, Paper, SurveyField, Topic
from livingsurvey.model.base import Frozen
from livingsurvey.store.documents import read_yaml_models

#: The file below the survey's root.
FILE = "content/fields.yml"

_OF_MODEL: dict[str, type[Frozen]] = {"paper": Paper, "claim": Claim, "topic": Topic}


def read_fields(root: Path, findings: list[Finding]) -> FieldTable:
    """Read the declared fields; a survey without the file has none. Appends to ``findings``."""
    if not os.path.lexists(root / FILE):
        return FieldTable()
    before = len(findings)
    declared = read_yaml_models(root, FILE, SurveyField, findings, many=True)
    clashes = dict(_clashes(declared))
    for number, said in clashes.items():
        findings.append(Finding(FILE, 0, 0, "schema", f"entry {number + 1}: {said}", "Give the field another id."))
    kept = tuple(field for number, field in enumerate(declared) if number not in clashes)
    return FieldTable(kept, complete=len(findings) == before)


def _clashes(fields: list[SurveyField]) -> Iterator[tuple[int, str]]:
    """The numbers of fields whose name is taken, with what is wrong."""
    seen: set[tuple[str, str]] = set()
    for number, field in enumerate(fields):
        if field.id in _OF_MODEL[field.of].model_fields:
            yield number, f"«{field.id}» is a field that every {field.of} has."
        elif (field.of, field.id) in seen:
            yield number, f"«{field.id}» is declared twice for a {field.of}."
        seen.add((field.of, field.id))
