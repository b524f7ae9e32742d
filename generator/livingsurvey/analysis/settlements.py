"""What readings come to: which of them are about one value, whether they agree, and what decides where they do not."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from livingsurvey.model import NOT_STATED, REASONS, Claim, FieldType, Paper, Reading, Status, Survey, SurveyField
from livingsurvey.model.fields import FieldValue, words_of
from livingsurvey.model.reading import READ_BESIDES, UNSURE


@dataclass(frozen=True, slots=True)
class Settlement:
    """All readings of one field of a paper, or of one of its claims.

    ``claim`` is the number of the claim, from 1, and 0 where the paper itself was read. ``readings`` are in the order
    of their dates; ``independent`` are those of them that were made without a view of the others, one a reader, and
    ``repeated`` those in whose place the same reader read again. ``deciding`` is the last that settles. ``agree`` says
    whether the independent ones are the same. A reader who is unsure of a status has read it, and decides nothing:
    such a reading is in ``readings`` alone.
    """

    paper: str
    field: str
    claim: int
    readings: tuple[Reading, ...]
    independent: tuple[Reading, ...]
    repeated: tuple[Reading, ...]
    deciding: Reading | None
    agree: bool

    @property
    def settled(self) -> Reading | None:
        """A reading that says what all of them come to; ``None`` where readers differ and nobody has settled it."""
        return self.deciding or (self.independent[-1] if self.agree else None)


class Meanings:
    """When two values of a field are the same: names and former ids of a term are the term, lists have no order.

    Args:
        survey: whose vocabularies say so.
    """

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._words: dict[str, dict[str, str]] = {}
        self._known: dict[tuple[str, str, FieldValue | None], Hashable] = {}  # readers mostly give values of others

    def of(self, owner: str, field: str, value: FieldValue | None) -> Hashable:
        """What a value means, to be compared with that of another value of the same field.

        Args:
            owner: ``paper`` or ``claim``.
            field: its name.
            value: as a file or a reading has it; ``None`` where there is none.
        """
        asked = owner, field, value
        if asked not in self._known:
            self._known[asked] = self._meaning(owner, field, value)
        return self._known[asked]

    def _meaning(self, owner: str, field: str, value: FieldValue | None) -> Hashable:
        declared = self._survey.fields.by_id.get((owner, field))
        vocabulary = declared.vocabulary if declared else REASONS if field == "reason" else None
        several = isinstance(value, tuple) or (declared is not None and declared.type == FieldType.TERMS)
        words = self._canonical(vocabulary, several) if vocabulary else {}
        if several:
            return frozenset(words.get(one, one) for one in words_of(value) if one != NOT_STATED)
        return words.get(value, value) if isinstance(value, str) else value

    def _canonical(self, vocabulary: str, several: bool) -> Mapping[str, str]:
        """What each name (of a field of several terms) or id is called now."""
        if vocabulary not in self._words:
            terms = self._survey.vocabulary.get(vocabulary, ())
            kept = {term.id: term for term in terms}
            names: dict[str, str] = {}
            for term in terms:
                last = kept.get(term.deprecated_to or "", term)
                own = (term.name, *term.synonyms) if several else (term.id,)
                names |= dict.fromkeys(own, last.name if several else last.id)
            self._words[vocabulary] = names
        return self._words[vocabulary]


class Readings:
    """The readings of a survey by what they are about.

    Args:
        survey: with its readings.
    """

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self.meanings = Meanings(survey)

    @cached_property
    def key_of(self) -> dict[str, str]:
        """The key that each paper has now, by every key that it has or had."""
        former = {alias: paper.key for paper in self._survey.papers for alias in paper.aliases}
        return former | {key: key for key in self._survey.paper}

    @cached_property
    def settlements(self) -> tuple[Settlement, ...]:
        """What they come to, in the order of papers, claims and fields."""
        groups: dict[tuple[str, int, str], list[Reading]] = defaultdict(list)
        references = [*map(_reference, self._survey.readings)]
        alike = Counter(references)
        seen: Counter[Hashable] = Counter()
        for reading, reference in zip(self._survey.readings, references, strict=True):
            if key := self.key_of.get(reading.paper):
                claims = claims_read(self._survey.paper[key], reading)
                if alike[reference] > 1:
                    if len(claims) == alike[reference]:  # two claims of one sentence and figure: in their order
                        claims = [claims[seen[reference]]]
                    seen[reference] += 1
                for number in claims:
                    groups[key, number, reading.field].append(reading)
        order = {name: n for n, name in enumerate((*READ_BESIDES, *(one.id for one in self._survey.fields.fields)))}
        places = sorted(groups, key=lambda place: (place[0], place[1], order.get(place[2], len(order)), place[2]))
        return tuple(self._settled(*place, groups[place]) for place in places)

    @cached_property
    def of_paper(self) -> dict[str, tuple[Settlement, ...]]:
        """Settlements by the key of the paper."""
        found: dict[str, list[Settlement]] = defaultdict(list)
        for one in self.settlements:
            found[one.paper].append(one)
        return {key: tuple(ones) for key, ones in found.items()}

    def _settled(self, paper: str, claim: int, field: str, found: list[Reading]) -> Settlement:
        own = [one for one in found if one.paper == paper]
        readings = sorted(own or found, key=lambda one: one.date)  # what was read under a former key counts alone
        latest = {one.reader: one for one in readings if not one.settles}
        sure = [one for one in readings if not is_unsure(one)]
        independent = tuple(one for one in sure if latest.get(one.reader) is one)
        repeated = tuple(one for one in sure if not one.settles and latest[one.reader] is not one)
        deciding = next((one for one in reversed(sure) if one.settles), None)
        owner = "claim" if claim else "paper"
        said = {self.meanings.of(owner, field, one.value) for one in independent}
        return Settlement(paper, field, claim, tuple(readings), independent, repeated, deciding, len(said) == 1)


def is_unsure(reading: Reading) -> bool:
    """Whether a reader could not tell if a paper belongs."""
    return reading.field == "status" and not reading.claim and reading.value == UNSURE


def _reference(reading: Reading) -> Hashable:
    return reading.paper, reading.field, reading.reader, reading.settles, reading.claim, reading.figure


def claims_read(paper: Paper, reading: Reading) -> list[int]:
    """The numbers of the claims that a reading is about, from 1; 0 where it is about the paper itself.

    Args:
        paper: that was read.
        reading: of it.
    """
    if not reading.claim:
        return [0]
    return [number for number, claim in enumerate(paper.claims, start=1) if _is_read(claim, reading)]


def _is_read(claim: Claim, reading: Reading) -> bool:
    return reading.claim in claim.quote and reading.figure in (None, claim.change.value)


def value_in(paper: Paper, claim: int, field: str) -> FieldValue | None:
    """What the paper's file says of what was read; ``None`` where it says nothing.

    Args:
        paper: that was read.
        claim: the number of the claim, from 1; 0 for the paper itself.
        field: its name.
    """
    if claim:
        return paper.claims[claim - 1].fields.get(field)
    if field == "status":
        return str(paper.status) if paper.status else None
    if field in READ_BESIDES:
        return paper.reason if field == "reason" else paper.primary_topic
    return paper.fields.get(field)


def is_left_out(paper: Paper, settlement: Settlement) -> bool:
    """Whether the outcome of screening explains that the paper's file has no value of what was read.

    An excluded paper needs none but its reason, and an included one has no reason.

    Args:
        paper: that was read.
        settlement: of one of its fields.
    """
    if settlement.field == "status" or value_in(paper, settlement.claim, settlement.field) is not None:
        return False
    return (paper.status == Status.EXCLUDED) != (settlement.field == "reason")


def fields_read(survey: Survey, settlements: Iterable[Settlement]) -> Iterator[tuple[str, str, SurveyField | None]]:
    """What was read, in the order of fields: owner, name, and the declared field where it is one.

    Args:
        survey: that declares fields.
        settlements: of its readings.
    """
    read = {("claim" if one.claim else "paper", one.field) for one in settlements}
    known = [*(("paper", name) for name in READ_BESIDES), *survey.fields.by_id]
    for owner, name in dict.fromkeys([*known, *sorted(read)]):
        if (owner, name) in read:
            yield owner, name, survey.fields.by_id.get((owner, name))
