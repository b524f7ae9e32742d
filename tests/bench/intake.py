"""How long an intake takes and how much memory, and how well works are told apart."""

import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter

from livingsurvey.importers.records import Record

from tests.importers.labelled_records import labelled_records
from tests.importers.test_same_work import measured

_SURVEY = [sys.executable, "-c", "from livingsurvey.cli import main; main()"]
_WORKS = 1000  # of each set of labelled records


def intake(folder: Path, entries: int) -> dict[str, float]:
    """Take a made bibliography into a new survey.

    Args:
        folder: that may be written to.
        entries: how many, in BibTeX.

    Returns:
        The ``entries``, the ``seconds`` of the command, start of Python included, and its ``megabytes`` at most.
    """
    root, file = folder / f"intake-{entries}", folder / f"made-{entries}.bib"
    file.write_text("".join(map(_entry, range(entries), labelled_records(0, entries).records[:entries])))
    subprocess.run([*_SURVEY, "init", str(root)], check=True, capture_output=True)
    start = perf_counter()
    process = subprocess.Popen([*_SURVEY, "ingest", "-C", str(root), str(file)], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0
    return {"entries": entries, "seconds": perf_counter() - start, "megabytes": usage.ru_maxrss / 1024}


def _entry(number: int, labelled: tuple[str, str, Record]) -> str:
    record = labelled[2]
    facts = record.facts
    fields = {
        "title": record.title,
        "author": " and ".join(facts["authors"]),
        "journal": facts.get("venue"),
        "year": facts["published"],
        "doi": facts.get("doi"),
        "eprint": facts.get("arxiv"),
        **{name: facts["publication"].get(ours) for name, ours in (("volume", "volume"), ("pages", "page"))},
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@article{{key{number},\n{lines}}}\n\n"


def identity() -> dict[str, float]:
    """Sensitivity and specificity of joining records, over pairs of labelled records."""
    records, sensitivity, specificity, _ = measured(1, _WORKS)
    return {"records": records, "sensitivity": sensitivity, "specificity": specificity}
