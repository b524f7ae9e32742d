"""Many small integers at once, as :mod:`livingsurvey.search.packing` writes one."""

import numpy as np
from numpy.typing import NDArray

from livingsurvey.search.packing import Bytes

Integers = NDArray[np.int64]


def written_numbers(values: Integers) -> tuple[bytes, Integers]:
    """Return integers as they are written one after another, and where each begins, and where the last ends.

    Args:
        values: from 0, of any number.
    """
    lengths = np.ones(len(values), np.int64)
    rest = values >> 7
    while rest.any():
        lengths += rest > 0
        rest >>= 7
    places = np.concatenate(([0], np.cumsum(lengths)))
    written = np.empty(places[-1], np.uint8)
    for n in range(int(lengths.max(initial=0))):
        here = lengths > n
        bits = values[here] >> 7 * n & 127
        written[places[:-1][here] + n] = bits | (lengths[here] > n + 1) << 7
    return written.tobytes(), places


def number_places(data: Bytes) -> Integers:
    """Return where each of the integers in some data begins, and where the last ends.

    Args:
        data: integers as they are written one after another, and nothing else.
    """
    ends = np.flatnonzero(np.frombuffer(data, np.uint8) < 128) + 1
    return np.concatenate(([0], ends))


def read_numbers(data: Bytes) -> Integers:
    """Return the integers in some data.

    Args:
        data: integers as they are written one after another, and nothing else.
    """
    signs, places = np.frombuffer(data, np.uint8), number_places(data)
    lengths = np.diff(places)
    values = np.zeros(len(lengths), np.int64)
    for n in range(int(lengths.max(initial=0))):
        here = lengths > n
        values[here] |= (signs[places[:-1][here] + n].astype(np.int64) & 127) << 7 * n
    return values
