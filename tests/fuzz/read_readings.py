"""Targets of readings: a line is a reading or a finding, and what is written is read again as it was."""

from dataclasses import replace

from livingsurvey.analysis.settlements import Readings
from livingsurvey.store.readings_file import line_of, readings_in, with_readings

from tests.builders import FIELDS, paper, survey

_FILE = "content/readings/r.jsonl"


def readings(data: bytes) -> None:
    """Read any text; write what was read, rename its values, and work out what it comes to."""
    found, findings = readings_in(data.decode("utf-8", errors="replace"), _FILE, FIELDS)
    assert all(finding.line and finding.message and finding.fix for finding in findings)
    text = "\n".join(map(line_of, found))
    again, wrong = readings_in(text, _FILE, FIELDS)
    assert (again, wrong) == (found, [])
    other = tuple(replace(one, note="Another.") for one in again)
    assert readings_in(with_readings(text, again, other), _FILE, FIELDS) == (other, [])
    made = Readings(survey(*(paper(key) for key in sorted({one.paper for one in found})), readings=found))
    for one in made.settlements:
        assert one.readings and (one.settled is None or one.settled in one.readings)


#: By name.
READINGS = {"readings": readings}
