"""content/ -> the tree of Markdown and data that a site builder takes, and nothing where nothing changed."""

import hashlib
import json
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from time import perf_counter

import generator
from generator.catalogue import Cache, Loaded, load
from generator.model import Finding, Severity, Survey
from generator.publish.beside import Beside
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


def generate(
    root: Path, cache: Cache | None = None, progress: Progress = lambda _: None, fork: bool = False
) -> Generated:
    """Bring ``build/docs`` up to date with ``content/``.

    Files with errors are left out and reported; all others are generated. Where neither content nor
    generator has changed since the last time, nothing is read.

    Args:
        root: the survey's folder.
        cache: files read before, for a server.
        progress: told the name of each stage as it begins.
        fork: share the rendering with a second process, where that is possible.

    Raises:
        OSError: when the tree cannot be written.
    """
    outcome = Generated()
    with _timed(outcome, "look", progress):
        changed = _last_change(root)
        stamp = f"{_stamp(root)} {changed}"
        told = _remembered(root, stamp)
    if told is not None:
        outcome.fresh, outcome.findings = True, told
        return outcome
    with _timed(outcome, "load", progress):
        loaded: Loaded = load(root, cache)
    outcome.survey, outcome.findings = loaded.survey, loaded.findings
    if loaded.survey is None:
        return outcome
    files = _files(root, replace(loaded, survey=replace(loaded.survey, changed=changed)), outcome, progress, fork)
    with _timed(outcome, "write", progress):
        outcome.change = write_tree(root / DOCS, files)
        note = {"stamp": stamp, "findings": [finding.as_dict() for finding in outcome.findings]}
        write_atomically(root / STAMP, json.dumps(note).encode())
    return outcome


def _files(root: Path, loaded: Loaded, outcome: Generated, progress: Progress, fork: bool) -> dict[str, bytes]:
    """All generated files by path, and the findings into ``outcome``."""
    # Imported only here: when nothing has changed, nothing of this is needed.
    from generator.checks import RULES, check
    from generator.exports import export_all
    from generator.insight import derive
    from generator.pages import render_frame, render_papers

    survey = loaded.survey
    assert survey is not None
    with _timed(outcome, "insight", progress):
        insight = derive(survey, lambda work: Beside(work, wanted=fork).result)
    with _timed(outcome, "pages", progress):
        # About as much work as everything below until its result is asked for.
        papers = Beside(lambda: render_papers(survey, insight, survey.papers), wanted=fork)
        pages = render_frame(survey, insight, tuple(rule.doc for rule in RULES.values()))
    with _timed(outcome, "exports", progress):
        exported = export_all(survey, insight)
    with _timed(outcome, "check", progress):
        outcome.findings = check(root, loaded)
    with _timed(outcome, "pages", progress):
        pages |= papers.result()
    return {path: text.encode() for path, text in pages.items()} | exported


@contextmanager
def _timed(outcome: Generated, stage: str, progress: Progress) -> Iterator[None]:
    progress(stage)
    start = perf_counter()
    try:
        yield
    finally:
        outcome.seconds[stage] = outcome.seconds.get(stage, 0.0) + perf_counter() - start


def _last_change(root: Path) -> date | None:
    """The date of the last commit that touched the content; ``None`` outside version control."""
    command = ["git", "-C", str(root), "log", "-1", "--format=%cs", "--", "content"]
    try:
        told = subprocess.run(command, capture_output=True, text=True, timeout=10, check=True).stdout.strip()
        return date.fromisoformat(told) if told else None
    except (OSError, subprocess.SubprocessError, ValueError):
        return None


def _stamp(root: Path) -> str:
    """A digest of everything the tree is made from: names, sizes and times of content and generator."""
    package = Path(generator.__file__).parent
    files = [*(root / "content").rglob("*"), *package.rglob("*.py"), *package.rglob("*.j2")]
    lines = []
    for path in sorted(files):
        stat = path.lstat()  # an editor leaves links that lead nowhere
        lines.append(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns if path.is_file() else 0}")
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _remembered(root: Path, stamp: str) -> tuple[Finding, ...] | None:
    """The findings of the last generation, if it was made from the same files; they must be told again."""
    try:
        note = json.loads((root / STAMP).read_text())
        if note["stamp"] != stamp or not (root / DOCS / "index.md").is_file():
            return None
        return tuple(Finding(**told | {"severity": Severity(told["severity"])}) for told in note["findings"])
    except (OSError, ValueError, TypeError, KeyError):
        return None
