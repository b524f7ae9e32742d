"""How far two independent readings of the same text come to the same value, field by field.

Where both readers are of one kind, that is repeatability: it shows that definitions can be applied alike, and says
nothing about whether the values are right.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from livingsurvey.analysis.settlements import Readings, Settlement, fields_read
from livingsurvey.model import FieldType, Survey, SurveyField

#: Types of fields whose values are categories, of which agreement by chance can be computed.
_CATEGORIES = (FieldType.TERM, FieldType.YES_NO)


@dataclass(frozen=True, slots=True)
class Repeatability:
    """How far two independent readings of one field agreed.

    ``of`` is ``paper`` or ``claim``, ``count`` how many of these were read twice, and ``agreed`` how many of them
    alike. ``kappa`` is Cohen's, ``None`` where it is not defined; ``f1`` is the mean over lists, and ``None`` for
    fields of one value.
    """

    field: str
    of: str
    count: int
    agreed: int
    kappa: float | None = None
    f1: float | None = None

    @property
    def share(self) -> float:
        """The share that was read alike, from 0 to 1."""
        return self.agreed / self.count


def repeatability(survey: Survey, readings: Readings) -> tuple[Repeatability, ...]:
    """Compare the two earliest independent readings wherever there are two, for each field that was read twice.

    Args:
        survey: that was read.
        readings: of it.
    """
    pairs: dict[tuple[str, str], list[tuple[Hashable, Hashable]]] = defaultdict(list)
    for one in readings.settlements:
        if len(one.independent) > 1:
            owner = "claim" if one.claim else "paper"
            pairs[owner, one.field].append(_pair(readings, owner, one))
    found = fields_read(survey, readings.settlements)
    return tuple(_row(name, owner, field, pairs[owner, name]) for owner, name, field in found if pairs[owner, name])


def _pair(readings: Readings, owner: str, one: Settlement) -> tuple[Hashable, Hashable]:
    first, second = (readings.meanings.of(owner, one.field, r.value) for r in one.independent[:2])
    return first, second


def _row(name: str, owner: str, field: SurveyField | None, pairs: Sequence[tuple[Hashable, Hashable]]) -> Repeatability:
    agreed = sum(first == second for first, second in pairs)
    lists = [(a, b) for a, b in pairs if isinstance(a, frozenset) and isinstance(b, frozenset)]
    if len(lists) == len(pairs):
        return Repeatability(name, owner, len(pairs), agreed, f1=sum(f1(a, b) for a, b in lists) / len(lists))
    kappa = cohens_kappa(pairs) if field is None or field.type in _CATEGORIES else None
    return Repeatability(name, owner, len(pairs), agreed, kappa=kappa)


def cohens_kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """The agreement of two readers beyond that of chance: (p_o - p_e) / (1 - p_e).

    p_o is the share of equal pairs, and p_e the share that is expected if each reader had given his own values in
    random order. It is computed with fractions, so that it does not depend on the order of the pairs.

    Source: J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20(1),
    37-46, 1960.

    Args:
        pairs: the values of both readers for each thing that both have read.

    Returns:
        From -1 to 1; ``None`` where it is not defined: of no pairs, or where both gave one and the same value always.
    """
    if not pairs:
        return None
    first, second = (Counter(column) for column in zip(*pairs, strict=True))
    total = len(pairs)
    observed = Fraction(sum(a == b for a, b in pairs), total)
    expected = Fraction(sum(first[value] * second[value] for value in first), total * total)
    return float((observed - expected) / (1 - expected)) if expected != 1 else None


def f1(first: frozenset[str], second: frozenset[str]) -> float:
    """The harmonic mean of precision and recall of one list against the other, which is the same both ways.

    Source: C. J. van Rijsbergen, Information Retrieval, second edition, 1979, chapter 7.

    Args:
        first: the names that one reader gave.
        second: those that the other gave.

    Returns:
        From 0 to 1; two empty lists agree, and give 1.
    """
    both = len(first) + len(second)
    return 2 * len(first & second) / both if both else 1.0
