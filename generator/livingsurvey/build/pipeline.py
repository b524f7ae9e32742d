"""content/ -> the tree of Markdown and data that a site builder takes, and nothing where nothing changed."""

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import livingsurvey
from livingsurvey.build.cards import cards_of
from livingsurvey.build.forked_task import ForkedTask
from livingsurvey.extensions import TEMPLATES, installed_versions
from livingsurvey.model import Finding, Severity, Survey, dates_of
from livingsurvey.store import load
from livingsurvey.store.extended import TRUSTED, load_extended
from livingsurvey.store.files import TreeChange, write_atomically, write_if_changed, write_tree
from livingsurvey.store.history import Commit, last_commit, read_dates
from livingsurvey.store.load import Cache, Loaded
from livingsurvey.store.theme_files import theme_folders

if TYPE_CHECKING:  # it brings numerical libraries, which are not needed when nothing has changed
    from livingsurvey.analysis.derive import Analysis

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


@dataclass(slots=True)
class Memory:
    """What a server keeps from one generation to the next: the files read, the survey, and what was derived from it."""

    cache: Cache = field(default_factory=Cache)
    known: "tuple[Survey, Analysis] | None" = None


def generate(
    root: Path, memory: Memory | None = None, progress: Progress = lambda _: None, fork: bool = False
) -> Generated:
    """Bring ``build/docs`` up to date with ``content/``.

    Files with errors are left out and reported; all others are generated. Where neither content nor
    generator has changed since the last time, nothing is read.

    Args:
        root: the survey's folder.
        memory: what is kept from the last time, for a server.
        progress: told the name of each stage as it begins.
        fork: share the rendering with a second process, where that is possible.

    Raises:
        ExtensionError: when an extension cannot be loaded, or fails.
        OSError: when the tree cannot be written.
    """
    outcome, memory = Generated(), memory or Memory()
    with _timed(outcome, "look", progress):
        commit = last_commit(root)
        stamp = f"{_stamp(root)} {commit} {site_address()} {_address_in('REPOSITORY_URL')}"
        told = _remembered(root, stamp)
    if told is not None:
        outcome.fresh, (outcome.findings, outcome.site_url) = True, told
        return outcome
    with _timed(outcome, "load", progress):
        loaded = load_extended(root, memory.cache)
    outcome.survey, outcome.findings = loaded.survey, loaded.findings
    if loaded.survey is None:
        return outcome
    with _timed(outcome, "load", progress):
        survey = _placed(root, loaded.survey, commit)
    with _timed(outcome, "analysis", progress):
        from livingsurvey.analysis import derive

        analysis = derive(survey, lambda work: ForkedTask(work, wanted=fork).result)
        memory.known = survey, analysis
    files = _files(root, replace(loaded, survey=survey), analysis, outcome, progress, fork)
    outcome.findings += commit.findings
    with _timed(outcome, "write", progress):
        outcome.change = write_tree(root / DOCS, files)
        write_if_changed(root / CARDS, json.dumps(cards_of(survey), ensure_ascii=False).encode())
        outcome.site_url = survey.settings.site_url
        told_again = {"findings": [finding.as_dict() for finding in outcome.findings], "site_url": outcome.site_url}
        write_atomically(root / STAMP, json.dumps({"stamp": stamp} | told_again).encode())
    return outcome


def recall(root: Path, memory: Memory) -> None:
    """Fill a memory that is empty, since the tree was up to date already and nothing had to be read."""
    from livingsurvey.analysis import derive

    if memory.known is None and (survey := load_extended(root, memory.cache).survey) is not None:
        survey = _placed(root, survey, last_commit(root))
        memory.known = survey, derive(survey)


def refresh(root: Path, memory: Memory) -> tuple[str, ...]:
    """Write the pages of those papers anew whose own files have changed since the last generation, and nothing else.

    What else such a change does to these and to other pages is left to the next ``generate``, which takes longer.

    Returns:
        The keys of these papers.

    Raises:
        OSError: when a page cannot be written.
    """
    now = load(root, memory.cache).survey
    if memory.known is None or now is None:
        return ()
    from livingsurvey.analysis.derive import renew
    from livingsurvey.site.messages import survey_messages
    from livingsurvey.site.render import render_papers

    before, analysis = memory.known
    papers = tuple(now.paper.get(paper.key, paper) for paper in before.papers)
    changed = [paper for paper, old in zip(papers, before.papers, strict=True) if paper != old]
    if not changed:
        return ()
    survey = replace(before, papers=papers)
    analysis = renew(survey, analysis, changed)
    for path, page in _encoded(render_papers(survey, analysis, changed, survey_messages(root))).items():
        write_if_changed(root / DOCS / path, page)
    memory.known = survey, analysis
    return tuple(paper.key for paper in changed)


def _files(
    root: Path, loaded: Loaded, analysis: "Analysis", outcome: Generated, progress: Progress, fork: bool
) -> dict[str, bytes]:
    """All generated files by path, and the findings into ``outcome``."""
    # Imported only here: when nothing has changed, nothing of this is needed.
    from livingsurvey.checks import all_rules, check
    from livingsurvey.site.exports import export_all
    from livingsurvey.site.messages import export_messages, survey_messages
    from livingsurvey.site.render import render_frame, render_papers

    survey = loaded.survey
    assert survey is not None
    messages = survey_messages(root)
    with _timed(outcome, "pages", progress):
        # Exports and papers' pages are about as much work as everything below until their result is asked for.
        second = ForkedTask(
            lambda: export_all(survey, analysis) | _encoded(render_papers(survey, analysis, survey.papers, messages)),
            wanted=fork,
        )
        files = _encoded(
            render_frame(survey, analysis, tuple(rule.doc for rule in all_rules(survey).values()), messages)
        )
    with _timed(outcome, "check", progress):
        outcome.findings = check(root, loaded)
    with _timed(outcome, "exports", progress):
        return files | second.result() | export_messages(messages)


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
    package = Path(livingsurvey.__file__).parent
    words = [path for folder in theme_folders(root) for path in (folder / "messages").glob("*.html")]
    settings = root.glob("mkdocs.yml")  # which names the language
    own = [*(root / "content").rglob("*"), *(root / TEMPLATES).rglob("*"), *root.glob("extensions/*.py")]
    files = [*own, *root.glob("*.py"), *package.rglob("*.py"), *package.rglob("*.j2"), *words, *settings]
    lines = [os.environ.get(TRUSTED, ""), *installed_versions()]
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
