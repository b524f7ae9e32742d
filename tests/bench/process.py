"""Commands that are measured, each in a process of its own."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

SURVEY = [sys.executable, "-c", "from livingsurvey.cli import main; main()"]


class Cost(NamedTuple):
    """What a command took: seconds by the clock, seconds of processors, and the most memory of any of its processes."""

    seconds: float
    processor: float
    megabytes: float


def run(root: Path, command: list[str], environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command in a folder and measure it with the processes that it starts.

    Args:
        root: where it runs.
        command: what runs.
        environment: variables that it has besides those of this process.

    Raises:
        subprocess.CalledProcessError: when it fails, with what it said.
    """
    log = root / "command.log"
    start = perf_counter()
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=root, stdout=output, stderr=output, env={**os.environ, **(environment or {})}
        )
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, log.read_text())
    return Cost(perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def put_aside(root: Path, *names: str) -> None:
    """Move what was built out of a folder, so that it is built from nothing.

    It is not removed: after thousands of files have been, ext4 takes up to ten times as long to make each new one.

    Args:
        root: the folder; what was built goes to a new one next to it.
        names: of folders in it that may be there.
    """
    aside = Path(tempfile.mkdtemp(dir=root.parent, prefix="aside-"))
    for path in (root / name for name in names):
        if path.exists():
            path.rename(aside / path.name)


def survey(root: Path, *arguments: str) -> Cost:
    """Run the tool in a survey's folder and measure it."""
    return run(root, [*SURVEY, *arguments])
