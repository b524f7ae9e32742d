"""Reading ``content/statements``: what papers agree and disagree on, and open questions."""

import os.path
from pathlib import Path

from livingsurvey.model import Finding, Statement
from livingsurvey.model.statements import STATEMENT_KINDS, statement_file
from livingsurvey.store.documents import read_yaml_models


def read_statements(kind: str, root: Path, findings: list[Finding]) -> list[Statement]:
    """Read the statements of a kind; a survey without their file has none. Appends to ``findings``."""
    file = statement_file(kind)
    if not os.path.lexists(root / file):
        return []
    return read_yaml_models(root, file, STATEMENT_KINDS[kind], findings, many=True)
