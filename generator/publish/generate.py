"""content/ -> the tree of Markdown and data that a site builder takes, and nothing where nothing changed."""

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import perf_counter

import generator
from generator.catalogue import Cache, Loaded, load
from generator.model import Finding, Severity, Survey, dates_of
from generator.publish.beside import Beside
from generator.publish.cards import cards_of
from generator.publish.history import Commit, last_commit, read_dates
from generator.storage import TreeChange, write_atomically, write_if_changed, write_tree

#: Below the survey's root: the generated tree, and the note of what it was made from.
DOCS = Path("build/docs")
STAMP = Path("build/stamp.json")
#: What version control told, and what there is to draw.
HISTORY = Path("build/history.json")
CARDS = Path("build/cards.json")

#: Told the name of each stage as it begins.
Progress = Callable[[str], None]


@dataclass(slots=True)
class Generated:
    """What a generation did: its findings, seconds per stage, and the files that changed.

    ``survey`` is ``None`` where nothing had to be read again, or nothing could be; ``site_url`` is where the
    site will stand, where that is known.
    """

    findings: tuple[Finding, ...] = ()
    seconds: dict[str, float] = field(default_factory=dict)
    change: TreeChange = field(default_factory=lambda: TreeChange((), (), 0))
    survey: Survey | None = None
    fresh: bool = False
    site_url: str | None = None

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
        commit = last_commit(root)
        stamp = f"{_stamp(root)} {commit} {site_address()} {_address_in('REPOSITORY_URL')}"
        told = _remembered(root, stamp)
    if told is not None:
        outcome.fresh, (outcome.findings, outcome.site_url) = True, told
        return outcome
    with _timed(outcome, "load", progress):
        loaded: Loaded = load(root, cache)
    outcome.survey, outcome.findings = loaded.survey, loaded.findings
    if loaded.survey is None:
        return outcome
    with _timed(outcome, "load", progress):
        survey = _placed(root, loaded.survey, commit)
    files = _files(root, replace(loaded, survey=survey), outcome, progress, fork)
    outcome.findings += commit.findings
    with _timed(outcome, "write", progress):
        outcome.change = write_tree(root / DOCS, files)
        write_if_changed(root / CARDS, json.dumps(cards_of(survey), ensure_ascii=False).encode())
        outcome.site_url = survey.settings.site_url
        told_again = {"findings": [finding.as_dict() for finding in outcome.findings], "site_url": outcome.site_url}
        write_atomically(root / STAMP, json.dumps({"stamp": stamp} | told_again).encode())
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
        # Exports and papers' pages are about as much work as everything below until their result is asked for.
        second = Beside(
            lambda: export_all(survey, insight) | _encoded(render_papers(survey, insight, survey.papers)), wanted=fork
        )
        files = _encoded(render_frame(survey, insight, tuple(rule.doc for rule in RULES.values())))
    with _timed(outcome, "check", progress):
        outcome.findings = check(root, loaded)
    with _timed(outcome, "exports", progress):
        return files | second.result()


def _encoded(pages: dict[str, str]) -> dict[str, bytes]:
    return {path: text.encode() for path, text in pages.items()}


@contextmanager
def _timed(outcome: Generated, stage: str, progress: Progress) -> Iterator[None]:
    progress(stage)
    start = perf_counter()
    try:
        yield
    finally:
        outcome.seconds[stage] = outcome.seconds.get(stage, 0.0) + perf_counter() - start


def site_address() -> str | None:
    """Where the site will stand, as ``mkdocs.yml`` and the exports take it from the environment."""
    return _address_in("SITE_URL")


def _address_in(variable: str) -> str | None:
    address = os.environ.get(variable, "").strip()
    return address if address.startswith(("http://", "https://")) else None


def _placed(root: Path, survey: Survey, commit: Commit) -> Survey:
    """The survey with its dates, and with the addresses that the environment gives: of the site, of its repository."""
    named = {"site_url": site_address(), "repository": _address_in("REPOSITORY_URL")}
    settings = survey.settings.model_copy(update={name: address for name, address in named.items() if address})
    history = dates_of(survey.papers, read_dates(root, commit, root / HISTORY))
    return replace(survey, settings=settings, changed=commit.date, history=history)


def _stamp(root: Path) -> str:
    """A digest of everything the tree is made from: names, sizes and times of content and generator."""
    package = Path(generator.__file__).parent
    files = [*(root / "content").rglob("*"), *package.rglob("*.py"), *package.rglob("*.j2")]
    lines = []
    for path in sorted(files):
        stat = path.lstat()  # an editor leaves links that lead nowhere
        lines.append(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns if path.is_file() else 0}")
    return hashlib.sha256("\n".join(lines).encode(errors="surrogateescape")).hexdigest()


def _remembered(root: Path, stamp: str) -> tuple[tuple[Finding, ...], str | None] | None:
    """The findings and the address of the last generation, if it was made from the same; they must be told again."""
    try:
        note = json.loads((root / STAMP).read_text())
        if note["stamp"] != stamp or not (root / DOCS / "index.md").is_file():
            return None
        findings = (Finding(**told | {"severity": Severity(told["severity"])}) for told in note["findings"])
        return tuple(findings), note["site_url"]
    except (OSError, ValueError, TypeError, KeyError):
        return None
