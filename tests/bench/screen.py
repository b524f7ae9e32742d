"""Measures deciding with many candidates: ``python -m tests.bench.screen`` prints milliseconds for each decision.

A decision is all that a browser waits for: writing the files, ranking what is left, and the next candidate.
"""

import json
import shutil
import statistics
import sys
import tempfile
import threading
import urllib.request
from itertools import cycle
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from livingsurvey.model import ScreeningCandidate
from livingsurvey.model.searches import FoundAt
from livingsurvey.screening import ScreeningServer, ScreeningSession
from livingsurvey.store import load
from livingsurvey.store.search_files import CANDIDATES_FILE, written_line

from tests.builders import REPOSITORY

COUNT, DECISIONS = 5000, 12


def main() -> None:
    """Print how long screening takes."""
    count = int(sys.argv[1]) if sys.argv[1:] else COUNT
    run = measure(count)
    print(f"{count} candidates: ready after {run['ready']:.0f} ms, the first one shown after {run['first']:.0f} ms")
    said = f"{run['decision']:.0f} ms, {run['busy']:.0f} ms of a processor"
    print(f"a decision and the next candidate, median of {DECISIONS}: {said}")


def measure(count: int) -> dict[str, float]:
    """Screen a copy of the survey with made-up candidates.

    Args:
        count: of candidates.

    Returns:
        Milliseconds until the server is ready, until the ``first`` candidate is shown with its proposals, and from a
        ``decision`` until the next one is; ``busy`` are those of the processor, the next ranking included.
    """
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        root = Path(folder)
        _prepare(root, count)
        start = perf_counter()
        session = ScreeningSession(root)
        with ScreeningServer(session) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            ready = 1000 * (perf_counter() - start)
            state = _shown_first(server)
            first = 1000 * (perf_counter() - start)
            measured = _screen(server, state)
            server.shutdown()
        wall, busy = (statistics.median(column) for column in zip(*measured, strict=True))
        return {"ready": ready, "first": first, "decision": wall, "busy": busy}


def _prepare(root: Path, count: int) -> None:
    """The survey with candidates, each with the title of one paper and the abstract of another."""
    shutil.copytree(REPOSITORY / "content", root / "content")
    survey = load(root).survey
    assert survey is not None
    papers = survey.papers
    found = (FoundAt(search="made-up", date="2026-01-01"),)
    pairs = zip(range(count), cycle(papers), cycle(papers[7:]), strict=False)
    lines = [
        written_line(ScreeningCandidate(key=f"made-up-{n}", title=f"{a.title} {n}", abstract=b.abstract, found=found))
        for n, a, b in pairs
    ]
    (root / CANDIDATES_FILE).parent.mkdir(exist_ok=True)
    (root / CANDIDATES_FILE).write_text("".join(f"{line}\n" for line in lines))


def _shown_first(server: ScreeningServer) -> Any:
    """What the page asks for until a candidate is shown."""
    state = _asked(server, "/api/state?reader=Ada")
    _asked(server, f"/api/candidate?reader=Ada&key={state['queue'][0]['key']}")  # learning what to propose comes once
    return state


def _screen(server: ScreeningServer, state: Any) -> list[tuple[float, float]]:
    """Decide on one candidate after another; milliseconds of each on the clock and of the processor."""
    answers = (
        {"status": "excluded", "reason": state["reasons"][0]["id"]},
        {"status": "included", "topics": [state["topics"][0]["key"]]},
    )
    measured = []
    for _, answer in zip(range(DECISIONS), cycle(answers), strict=False):
        start, busy = perf_counter(), process_time()
        sent = {"reader": "Ada", "key": state["queue"][0]["key"], **answer}
        state = _asked(server, "/api/decide", sent)["state"]
        _asked(server, f"/api/candidate?reader=Ada&key={state['queue'][0]['key']}")
        measured.append((1000 * (perf_counter() - start), 1000 * (process_time() - busy)))
    return measured


def _asked(server: ScreeningServer, path: str, sent: Any = None) -> Any:
    headers = {"X-Survey-Token": server.token, "Content-Type": "application/json"}
    address = f"http://127.0.0.1:{server.server_port}{path}"
    request = urllib.request.Request(address, json.dumps(sent).encode() if sent else None, headers)
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


if __name__ == "__main__":
    main()
