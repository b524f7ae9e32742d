"""A paper as it is put together from records, before there is a file of it."""

from dataclasses import dataclass, field
from typing import Any

from livingsurvey.model.paper import Provenance, Seen


@dataclass(slots=True)
class Candidate:
    """A paper put together from its records: of each text and fact the first, and where that was stated.

    ``file`` and ``line`` are where it was first seen, and ``cite_keys`` what bibliographies call it.
    """

    title: str
    abstract: str
    seen: list[Seen] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    provenance: dict[str, Provenance] = field(default_factory=dict)
    file: str = ""
    line: int = 0
    cite_keys: list[str] = field(default_factory=list)
