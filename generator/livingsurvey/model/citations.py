"""Citations of papers in prose, written as Pandoc has them: ``[@key]``, ``[@key; @other]``."""

import re

CITATION = re.compile(r"\[@([a-z0-9-]+(?:; ?@[a-z0-9-]+)*)\]")


def cited_keys(text: str) -> tuple[str, ...]:
    """Return the keys that a text cites, in order, each once."""
    groups = (group.split(";") for group in CITATION.findall(text))
    return tuple(dict.fromkeys(key.strip().lstrip("@") for group in groups for key in group))
