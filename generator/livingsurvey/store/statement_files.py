"""Reading ``content/statements``: what papers agree and disagree on, and open questions."""

import os.path
from pathlib import Path
from typing import Any

from livingsurvey.model import Finding
from livingsurvey.model.statements import STATEMENT_KINDS, Statements, statement_file
from livingsurvey.store.documents import read_yaml_models


def read_statements(root: Path, findings: list[Finding]) -> Statements:
    """Read the statements; a survey without such files has none. Appends to ``findings``."""
    found: dict[str, Any] = {}
    for kind, model in STATEMENT_KINDS.items():
        file = statement_file(kind)
        if os.path.lexists(root / file):
            found[kind] = tuple(read_yaml_models(root, file, model, findings, many=True))
    return Statements(**found)
