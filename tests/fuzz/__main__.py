"""Fuzzing all targets, or those that are named, each for some seconds or inputs: ``python -m tests.fuzz --help``.

Atheris guides the inputs by what they reach in the package. What is found is kept below ``build/fuzz``; an input that
shows a fault belongs into ``tests/fuzz/corpora/TARGET/found-…`` once the fault is mended.
"""

import argparse
import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

import atheris

with atheris.instrument_imports(include=["livingsurvey"]):
    from tests.fuzz.targets import CORPORA, TARGETS

FOLDER = Path("build/fuzz")
_LOG = FOLDER / "log.jsonl"
_LIMITS = ("-timeout=60", "-rss_limit_mb=2048", "-max_len=2048", "-print_final_stats=1")
_COUNT = re.compile(r"stat::number_of_executed_units:\s*(\d+)")
#: Seconds of processor time for one input, so that a busy machine makes no fault of it.
_LONGEST = 2.0


def fuzz(name: str, limit: str) -> tuple[int, bool]:
    """Fuzz one target in a process of its own: how many inputs it was given, and whether one showed a fault.

    Args:
        name: the target's.
        limit: libFuzzer's argument that ends it.
    """
    grown, log = FOLDER / "corpora" / name, FOLDER / f"{name}.log"
    grown.mkdir(parents=True, exist_ok=True)
    child = os.fork()  # all of them import the package once, which takes longer than some of them need
    if not child:
        _become(
            log, ["fuzz", limit, *_LIMITS, f"-artifact_prefix={FOLDER}/{name}-", str(grown), str(CORPORA / name)], name
        )
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    said = log.read_text(errors="replace")
    log.write_text(said[-20_000:])
    return sum(map(int, _COUNT.findall(said))), status != 0


def _become(log: Path, arguments: list[str], name: str) -> None:
    """Be the process that fuzzes a target; it ends when that does."""
    with log.open("w") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    TARGETS[name](b"")  # what is imported only when it is used is no part of the first input's time
    atheris.Setup(arguments, _timed(TARGETS[name]))
    atheris.Fuzz()
    os._exit(0)


def _timed(target: Callable[[bytes], None]) -> Callable[[bytes], None]:
    def _one_input(data: bytes) -> None:
        begun = process_time()
        target(data)
        taken = process_time() - begun
        assert taken <= _LONGEST, f"{taken:.1f} s for one input"

    return _one_input


def main() -> int:
    """Fuzz, and print what was done; 1 where anything was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=int, default=60, help="for each target (60)")
    parser.add_argument("--runs", type=int, help="inputs for each target, however long they take")
    parser.add_argument(
        "--figures", action="store_true", help="print what all runs so far have counted, and fuzz nothing"
    )
    given = parser.parse_args()
    if given.figures:
        return _figures()
    limit = f"-runs={given.runs}" if given.runs else f"-max_total_time={given.seconds}"
    faults = 0
    for name in given.targets or TARGETS:
        count, fault = fuzz(name, limit)
        faults += fault
        with _LOG.open("a") as log:
            log.write(json.dumps({"target": name, "inputs": count, "fault": fault}) + "\n")
        print(f"{name:24} {count:>9,} inputs{f'  FAULT: see {FOLDER}/{name}.log' if fault else ''}", flush=True)
    return 1 if faults else 0


def _figures() -> int:
    runs = [json.loads(line) for line in _LOG.read_text().splitlines()] if _LOG.exists() else []
    for name in TARGETS:
        print(f"{name:24} {sum(run['inputs'] for run in runs if run['target'] == name):>9,}")
    total, faults = sum(run["inputs"] for run in runs), sum(run["fault"] for run in runs)
    print(f"{'all':24} {total:>9,} inputs, {faults} runs that found a fault")
    return 0


if __name__ == "__main__":
    sys.exit(main())
