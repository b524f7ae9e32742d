"""What is said of papers that are related: which ones, and why. How they are found is in ``related``."""

from dataclasses import dataclass
from typing import NamedTuple


class Reason(NamedTuple):
    """Why a paper is related: one is ``named`` by or ``names`` the other, or they share what ``shared`` lists.

    Shared are ``topics`` (by title), ``terms`` that both name, and ``words`` of what they are about.
    """

    kind: str
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Related:
    """A related paper and why: ``reasons`` are never empty, the strongest first."""

    key: str
    reasons: tuple[Reason, ...]
