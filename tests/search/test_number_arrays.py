"""Many integers at once: written and read as one by one."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.search.number_arrays import number_places, read_numbers, written_numbers
from livingsurvey.search.packing import number

VALUES = st.lists(st.integers(0, 2**53 - 1) | st.integers(0, 300))


@given(VALUES)
def test_they_are_written_as_each_is(values: list[int]) -> None:
    written, places = written_numbers(np.array(values, np.int64))
    assert written == b"".join(map(number, values))
    assert [written[at:end] for at, end in pairwise(places)] == list(map(number, values))


@given(VALUES)
def test_they_are_read_as_they_were_written(values: list[int]) -> None:
    written, places = written_numbers(np.array(values, np.int64))
    assert read_numbers(written).tolist() == values
    assert number_places(written).tolist() == places.tolist()


@pytest.mark.parametrize("kind", [bytes, bytearray])
def test_no_data_have_no_numbers(kind: type) -> None:
    assert (read_numbers(kind()).tolist(), number_places(kind()).tolist()) == ([], [0])
