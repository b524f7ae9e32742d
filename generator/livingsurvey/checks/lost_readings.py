"""Which readings a change takes away: what was read is kept as it was read, and overruled by one that settles."""

from collections import Counter
from collections.abc import Hashable, Iterator

from livingsurvey.analysis.settlements import Readings, claims_read
from livingsurvey.model import REASONS, Reading, Survey
from livingsurvey.model.reading import READ_BESIDES


def lost_readings(base: Survey, now: Survey) -> Iterator[Reading]:
    """Yield the readings of ``base`` that ``now`` has no more, or with another value.

    A reading may follow the new key of its paper, the new words of its claim, and the new id of a term or topic whose
    old id is gone. What is about a paper, a claim or a field that is gone itself goes with it, unmentioned.

    Args:
        base: the survey before.
        now: the survey after.
    """
    state = _After(now)
    left = Counter((state.of(one), state.meaning(one)) for one in now.readings)
    lost = []
    for one in base.readings:
        known = (state.of(one), state.meaning(one))
        if left[known]:
            left[known] -= 1
        else:
            lost.append(one)
    other = Counter(reading for reading, _ in left.elements())
    for one in lost:
        if state.has_renamed(one) and other[state.of(one)]:
            other[state.of(one)] -= 1
        elif state.has_subject(one):
            yield one


class _After:
    """The state of a survey after a change, as far as it concerns readings of before."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._readings = Readings(survey)
        self._ids = {name: {term.id for term in terms} for name, terms in survey.vocabulary.items()}

    def of(self, reading: Reading) -> Hashable:
        """What makes a reading the one that it is, whatever it found."""
        paper = self._readings.key_of.get(reading.paper, reading.paper)
        return paper, bool(reading.claim), reading.field, reading.reader, reading.date, reading.settles

    def meaning(self, reading: Reading) -> Hashable:
        """What a reading found."""
        return self._readings.meanings.of("claim" if reading.claim else "paper", reading.field, reading.value)

    def has_renamed(self, reading: Reading) -> bool:
        """Whether a reading found a term or topic whose id is gone, so that another may be in its place."""
        if reading.field == "topic" and not reading.claim:
            return reading.value not in self._survey.topic
        field = self._survey.fields.by_id.get(("claim" if reading.claim else "paper", reading.field))
        vocabulary = REASONS if reading.field == "reason" else field.vocabulary if field and not field.by_name else None
        return vocabulary is not None and reading.value not in self._ids.get(vocabulary, ())

    def has_subject(self, reading: Reading) -> bool:
        """Whether what was read is still there."""
        key = self._readings.key_of.get(reading.paper)
        if key is None and not reading.claim and reading.paper in self._survey.candidate:
            return True
        declared = ("claim" if reading.claim else "paper", reading.field) in self._survey.fields.by_id
        is_known = declared or (not reading.claim and reading.field in READ_BESIDES)
        return is_known and key is not None and bool(claims_read(self._survey.paper[key], reading))
