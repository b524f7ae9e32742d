"""Fuzzing one target in a process of its own: ``python -m tests.fuzz.one_target NAME [libFuzzer's arguments]``."""

import sys
from collections.abc import Callable
from time import process_time

import atheris

#: Seconds of processor time for one input, so that a busy machine makes no fault of it.
LONGEST = 2.0


def _timed(target: Callable[[bytes], None]) -> Callable[[bytes], None]:
    def _one_input(data: bytes) -> None:
        begun = process_time()
        target(data)
        taken = process_time() - begun
        assert taken <= LONGEST, f"{taken:.1f} s for one input"

    return _one_input


def main() -> None:
    """Fuzz the target that the first argument names."""
    name = sys.argv.pop(1)
    with atheris.instrument_imports(include=["livingsurvey"]):
        from tests.fuzz.targets import TARGETS
    TARGETS[name](b"")  # what is imported only when it is used is no part of the first input's time
    atheris.Setup(sys.argv, _timed(TARGETS[name]))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
