"""How soon the preview shows what was saved."""

import re
import socket
import subprocess
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, sleep

from tests.bench.process import SURVEY
from tests.builders import REPOSITORY

RUNS = 5


def serve(root: Path) -> list[tuple[float, float]]:
    """Seconds from saving one paper's file until the served page shows it, and until all that is served does."""
    paper = sorted((root / "content" / "papers").glob("*.md"))[100]
    original = paper.read_text()
    seconds = []
    with _server(root) as base:
        url = f"{base}papers/{paper.stem}.html"
        _wait(lambda: original.splitlines()[2][10:20] in _get(url))
        for number in range(RUNS):
            word = f"benchword{number}"
            start = perf_counter()
            paper.write_text(re.sub("\nsummary: (['\"]?)", rf"\g<0>{word} ", original, count=1))
            _wait(lambda word=word: word in _get(url))
            shown = perf_counter() - start
            _wait(lambda word=word: word in _get(f"{base}assets/explore-data.js"), every=0.2)
            seconds.append((shown, perf_counter() - start))
            sleep(0.5)
    paper.write_text(original)
    return seconds


@contextmanager
def _server(root: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*SURVEY, "serve", "--root", str(root), "--port", str(port)]
    process = subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait()


def _get(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return str(answer.read().decode())
    except OSError:
        return ""


def _wait(ready: Callable[[], bool], every: float = 0.02) -> None:
    end = perf_counter() + 60
    while not ready():
        if perf_counter() > end:
            raise TimeoutError("the served page did not change within a minute")
        sleep(every)
