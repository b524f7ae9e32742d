"""Reading and extending ``content/screening.yml``: the decisions on many papers at once."""

import os.path
from pathlib import Path

from livingsurvey.model import Finding, Screening
from livingsurvey.store.documents import read_yaml_models
from livingsurvey.store.field_edits import with_new_item
from livingsurvey.store.transaction import FileChange

#: The file below the survey's root.
FILE = "content/screening.yml"
_HEAD = "# Decisions on many papers at once, as «survey include» records them.\n"


def read_screenings(root: Path, findings: list[Finding]) -> list[Screening]:
    """Read the decisions; a survey without the file has none. Appends to ``findings``."""
    return read_yaml_models(root, FILE, Screening, findings, many=True) if os.path.lexists(root / FILE) else []


def with_screening(root: Path, screening: Screening) -> FileChange:
    """The file with one more decision at its end.

    Args:
        root: the survey's folder.
        screening: the decision.

    Raises:
        OSError: when the file cannot be read.
    """
    path = root / FILE
    before = path.read_bytes() if path.exists() else None
    text = before.decode("utf-8-sig") if before is not None else _HEAD
    return FileChange(FILE, before, with_new_item(text, screening.model_dump()).encode())
