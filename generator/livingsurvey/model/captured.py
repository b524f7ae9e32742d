"""Records as captures have them: the very lines in which a paper was seen."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CapturedRecord:
    """A record of a paper in a source whose file is as it was received.

    ``line`` is where it begins in ``file``, from 1, ``rank`` its place among the records, and ``lines`` is the text
    from there on, up to the next record: empty where the record is not made of lines of its own.
    """

    source: str
    file: str
    sha256: str
    line: int
    rank: int
    lines: tuple[str, ...] = ()
