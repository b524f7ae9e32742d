"""A server that is killed while it writes: the next command finds the state before or after, never half of it."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.folders import tree
from tests.screening.conftest import served
from tests.screening.folders import screened_folder

#: Decides and is killed when the given file is about to be written.
KILLED = """
import os, signal, sys
from pathlib import Path
from livingsurvey.commands.decide_candidates import CandidateAnswer, decided
from livingsurvey.screening import ScreeningSession
from livingsurvey.store import transaction

write, last = transaction.write_atomically, int(sys.argv[2])
written = 0

def _write(path, data, **options):
    global written
    if written == last:
        os.kill(os.getpid(), signal.SIGKILL)
    written += 1
    write(path, data, **options)

transaction.write_atomically = _write
session = ScreeningSession(Path(sys.argv[1]))
answer = CandidateAnswer("gamma", "Ada", "2026-03-01", "included", topics=("caches",), summary="It caches.")
session.edit(lambda survey: decided(survey, [answer]))
"""


@pytest.mark.parametrize("files", range(5))
def test_half_a_decision_is_undone(tmp_path: Path, files: int) -> None:
    root = screened_folder(tmp_path)
    before = tree(root)
    ended = subprocess.run([sys.executable, "-c", KILLED, str(root), str(files)], capture_output=True, timeout=120)
    assert ended.returncode == (-9 if files < 4 else 0), ended.stderr
    with served(root) as page:
        waits = {row["key"] for row in page.get("/api/state?reader=Ada")["queue"]}
    assert ("gamma" in waits) == (files < 4)
    assert (tree(root) == before) == (files < 4)
