"""Reading ``content/relations.yml``: what the abstracts of papers say of other papers."""

import os.path
from pathlib import Path
from typing import Any

from livingsurvey.model import Finding, PaperRelation
from livingsurvey.store.documents import read_yaml_models

#: The file below the survey's root.
FILE = "content/relations.yml"


def read_relations(root: Path, findings: list[Finding]) -> list[PaperRelation]:
    """Read the relations; a survey without the file has none. Appends to ``findings``."""
    return read_yaml_models(root, FILE, PaperRelation, findings, many=True) if os.path.lexists(root / FILE) else []


def written_relation(relation: PaperRelation) -> dict[str, Any]:
    """A relation as the file writes it."""
    return relation.model_dump(mode="json", by_alias=True)
