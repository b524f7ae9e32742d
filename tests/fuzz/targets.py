"""All targets by name: functions that take any bytes, and raise where something is wrong."""

from collections.abc import Callable
from pathlib import Path

from tests.fuzz.content import CONTENT
from tests.fuzz.read_readings import READINGS
from tests.fuzz.readers import READERS
from tests.fuzz.searches import SEARCHES
from tests.fuzz.strangers import STRANGERS
from tests.fuzz.texts import TEXTS

#: Small examples of what each target reads, kept with the tests; and below ``found``, what once showed a fault.
CORPORA = Path(__file__).parent / "corpora"
#: The targets of readers are named as the formats are; what edits and renders, by what it does.
TARGETS: dict[str, Callable[[bytes], None]] = {
    **{f"read-{name}": target for name, target in READERS.items()},
    **TEXTS,
    **CONTENT,
    **READINGS,
    **SEARCHES,
    **STRANGERS,
}
