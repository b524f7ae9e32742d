"""What one survey adds to the tool. Two surveys in one process never see each other's."""

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True)
class Extensions:
    """What the extensions of a survey add, and the folder of its own inner templates."""

    added: tuple[object, ...] = ()
    templates: Path | None = None

    def of(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """Return what is of one kind (an importer, a rule, …), in the order of the extensions."""
        return tuple(one for one in self.added if isinstance(one, kind))
