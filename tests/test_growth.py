"""What grows with the square of the amount is told from what grows with it."""

import pytest

from tests.growth import takes_at_most


@pytest.mark.parametrize(("power", "held"), [(1, True), (2, False)])
def test_a_square_is_told_from_a_line(power: int, held: bool) -> None:
    assert takes_at_most(8, lambda amount: sum(range(10 * amount**power)), small=250, large=2_000 // power) is held
