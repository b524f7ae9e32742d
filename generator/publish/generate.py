"""content/ -> the tree of Markdown and data that a site builder takes, and nothing where nothing changed."""

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

import generator
from generator.catalogue import Cache, Loaded, load
from generator.checks import check
from generator.exports import export_data, export_search
from generator.insight import derive
from generator.model import Finding, Severity, Survey
from generator.pages import render_pages
from generator.pages.paths import address_of, paper_source, topic_source
from generator.storage import TreeChange, write_atomically, write_tree

#: Below the survey's root: the generated tree, and the note of what it was made from.
DOCS = Path("build/docs")
STAMP = Path("build/stamp.json")

#: Told the name of each stage as it begins.
Progress = Callable[[str], None]


@dataclass(slots=True)
class Generated:
    """What a generation did: its findings, seconds per stage, and the files that changed.

    ``survey`` is ``None`` where nothing had to be read again, or nothing could be.
    """

    findings: tuple[Finding, ...] = ()
    seconds: dict[str, float] = field(default_factory=dict)
    change: TreeChange = field(default_factory=lambda: TreeChange((), (), 0))
    survey: Survey | None = None
    fresh: bool = False

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that forbid publishing."""
        return tuple(finding for finding in self.findings if finding.severity == Severity.ERROR)


def generate(root: Path, cache: Cache | None = None, progress: Progress = lambda _: None) -> Generated:
    """Bring ``build/docs`` up to date with ``content/``.

    Files with errors are left out and reported; all others are generated. Where neither content nor
    generator has changed since the last time, nothing is read.

    Raises:
        OSError: when the tree cannot be written.
    """
    outcome = Generated()
    with _timed(outcome, "look", progress):
        stamp = _stamp(root)
        if _is_current(root, stamp):
            outcome.fresh = True
            return outcome
    with _timed(outcome, "load", progress):
        loaded: Loaded = load(root, cache)
    outcome.survey, outcome.findings = loaded.survey, loaded.findings
    if loaded.survey is None:
        return outcome
    files = _files(loaded.survey, outcome, progress)
    with _timed(outcome, "check", progress):
        outcome.findings = check(root, loaded)
    with _timed(outcome, "write", progress):
        outcome.change = write_tree(root / DOCS, files)
        if not outcome.findings:
            write_atomically(root / STAMP, json.dumps(stamp).encode())
        else:
            (root / STAMP).unlink(missing_ok=True)  # findings must be told again next time
    return outcome


def _files(survey: Survey, outcome: Generated, progress: Progress) -> dict[str, bytes]:
    with _timed(outcome, "insight", progress):
        insight = derive(survey)
    with _timed(outcome, "pages", progress):
        files = {path: text.encode() for path, text in render_pages(survey, insight).items()}
    with _timed(outcome, "exports", progress):
        urls = (lambda key: address_of(paper_source(key)), lambda key: address_of(topic_source(key)))
        files |= export_data(survey, insight, *urls) | export_search(survey, insight, *urls)
    return files


@contextmanager
def _timed(outcome: Generated, stage: str, progress: Progress) -> Iterator[None]:
    progress(stage)
    start = perf_counter()
    try:
        yield
    finally:
        outcome.seconds[stage] = perf_counter() - start


def _stamp(root: Path) -> str:
    """A digest of everything the tree is made from: names, sizes and times of content and generator."""
    package = Path(generator.__file__).parent
    files = [*(root / "content").rglob("*"), *package.rglob("*.py"), *package.rglob("*.j2")]
    lines = []
    for path in sorted(files):
        stat = path.stat()
        lines.append(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns if path.is_file() else 0}")
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _is_current(root: Path, stamp: str) -> bool:
    try:
        return bool(json.loads((root / STAMP).read_text()) == stamp) and (root / DOCS / "index.md").is_file()
    except (OSError, ValueError):
        return False
