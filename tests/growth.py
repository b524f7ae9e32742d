"""How much longer something takes when there is more of it, told so that a busy machine cannot deceive."""

from collections.abc import Callable
from time import process_time

_TRIES = 6


def takes_at_most(times: float, act: Callable[[int], object], small: int, large: int) -> bool:
    """Whether the large amount takes at most so many times the processor time of the small one.

    Whatever else the machine does makes a run longer, never shorter, and need not last: of each amount the
    shortest of several runs counts. Once the large amount keeps to it, there is no need to try again.
    """

    def seconds(amount: int) -> float:
        begun = process_time()
        act(amount)
        return process_time() - begun

    shortest = min(seconds(small) for _ in range(_TRIES))
    return any(seconds(large) <= times * max(0.005, shortest) for _ in range(_TRIES))
