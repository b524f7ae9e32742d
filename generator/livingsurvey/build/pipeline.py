"""The pipeline from ``content/`` to ``site/``, whoever starts it: the command, the MkDocs plugin or the server."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from livingsurvey.build.cards import cards_of
from livingsurvey.build.forked_task import ForkedTask
from livingsurvey.build.publishable import publishable
from livingsurvey.build.stamps import (
    PAGE_SOURCES,
    PAGES_STAMP,
    SITE_STAMP,
    address_in,
    folder_digest,
    inputs_digest,
    read_stamp,
    remove_stamp,
    write_stamp,
)
from livingsurvey.model import Finding, Severity, Survey, corrections_in, dates_of
from livingsurvey.model.errors import SurveyError
from livingsurvey.model.site_names import joined_files
from livingsurvey.store import Cache
from livingsurvey.store.claim_history import claim_changes
from livingsurvey.store.extended import load_extended, load_kept
from livingsurvey.store.files import TreeChange, write_if_changed, write_tree
from livingsurvey.store.history import Commit, last_commit, read_dates
from livingsurvey.store.kept_files import KeptFiles
from livingsurvey.store.lock import locked

if TYPE_CHECKING:  # what reads and renders is imported where it is needed: most builds find little to do
    from livingsurvey.analysis.derive import Analysis

#: Below the survey's root: the generated pages and data, what was read from version control, and what images show.
DOCS = Path("build/docs")
HISTORY = Path("build/history.json")
CLAIM_HISTORY = Path("build/claim-history.json")
CARDS = Path("build/cards.json")
#: How many findings of a level a build prints.
SHOWN = 20

#: Called with the name of each stage as it begins.
Progress = Callable[[str], None]


class BuildError(SurveyError):
    """The site could not be built; the message says why. The old site is untouched."""


@dataclass(slots=True)
class Generated:
    """The outcome of generating pages.

    ``survey`` is what was published, and ``None`` where nothing had to be read again, or the survey cannot be read;
    ``readable`` says which. ``site_url`` is the address of the hosted site, where it is known, ``mark`` is in every
    data script, and ``warnings`` are those of MkDocs.
    """

    findings: tuple[Finding, ...] = ()
    seconds: dict[str, float] = field(default_factory=dict)
    change: TreeChange = field(default_factory=lambda: TreeChange((), (), 0))
    survey: Survey | None = None
    fresh: bool = False
    readable: bool = True
    site_url: str | None = None
    mark: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings of which something was left out."""
        return tuple(finding for finding in self.findings if finding.severity == Severity.ERROR)

    def obstacle(self, strict: bool = False) -> str | None:
        """Say why no site may be made of the pages; ``None`` where one may.

        Args:
            strict: whether any error is in the way, rather than only what is unsafe.
        """
        if not self.readable:
            return "content/survey.yml cannot be read."
        if any(finding.unsafe for finding in self.findings):
            return "The content has something unsafe in it."
        return "The content has errors." if strict and self.errors else None


@dataclass(slots=True)
class BuildState:
    """What a server keeps between two builds: the files, the survey as read and as published, and its analysis."""

    cache: Cache = field(default_factory=Cache)
    read: Survey | None = None
    published: "tuple[Survey, Analysis] | None" = None


def build(root: Path, strict: bool = False, progress: Progress = lambda _: None) -> dict[str, Any]:
    """Build ``site/`` from ``content/``, the settings and the theme, and keep a stamp of what it was built from.

    Args:
        root: the survey's folder.
        strict: let any error stop the build. Otherwise what is wrong is left out, and only a survey that cannot be
            read or is unsafe stops it.
        progress: called with the name of each stage as it begins.

    Returns:
        The facts that the site's stamp keeps: its ``folder``, the number of ``pages``, the lines of the ``report``,
        whether it is ``sound``; and ``seconds`` by stage.

    Raises:
        BuildError: when the site is not built.
        OSError: when files cannot be written.
    """
    with locked(root):
        return _built(root, strict, progress)


def _built(root: Path, strict: bool, progress: Progress) -> dict[str, Any]:
    from livingsurvey.build.mkdocs_site import build_site, site_sources

    sources = tuple(dict.fromkeys((*PAGE_SOURCES, *site_sources(root))))
    inputs = inputs_digest(root, sources)
    pages = generate(root, progress=progress, fork=True)
    if obstacle := pages.obstacle(strict):
        raise BuildError("\n".join([*report(pages.findings, built=False), obstacle]))
    with timed(pages, "site", progress):
        site = build_site(root, pages, strict, lambda done: progress(f"MkDocs, page {done}"))
    facts = {
        "folder": str(site.relative_to(root.resolve()) if site.is_relative_to(root.resolve()) else site),
        "files": folder_digest(site),
        "pages": sum(1 for _ in (root / DOCS).rglob("*.md")),
        "sound": not pages.errors and not pages.warnings,
        "report": [*report(pages.findings), *pages.warnings],
    }
    write_stamp(root, SITE_STAMP, inputs, sources, **facts)
    return facts | {"seconds": pages.seconds}


def generate(
    root: Path, state: BuildState | None = None, progress: Progress = lambda _: None, fork: bool = False
) -> Generated:
    """Bring ``build/docs`` up to date with ``content/``; what has errors is left out.

    Where nothing has changed since the last time, nothing is read.

    Args:
        root: the survey's folder.
        state: what a server keeps; the first time, it has to be filled.
        progress: called with the name of each stage as it begins.
        fork: share the work with a second process, where that is possible.

    Raises:
        OSError: when the pages cannot be written.
    """
    with locked(root):
        return _generated(root, state, progress, fork)


def _generated(root: Path, state: BuildState | None, progress: Progress, fork: bool) -> Generated:
    outcome = Generated()
    with timed(outcome, "look", progress):
        inputs = inputs_digest(root)
        if (not state or state.read) and _known(root, outcome):
            return outcome
    state = state or BuildState()
    with timed(outcome, "load", progress):
        loaded, commit = load_kept(root, state.cache), last_commit(root)
        outcome.findings, outcome.readable = loaded.findings, loaded.survey is not None
        if loaded.survey is None:
            return outcome
        survey = _dated(root, loaded.survey, commit)
    with timed(outcome, "check", progress):
        from livingsurvey.checks.run import check

        outcome.findings = (
            *check(root, replace(loaded, survey=survey), kept=KeptFiles(root, "form")),
            *commit.findings,
        )
        published = publishable(survey, outcome.findings)
    with timed(outcome, "analysis", progress):
        from livingsurvey.analysis import derive

        analysis = derive(published, lambda work: ForkedTask(work, wanted=fork).result)
    with timed(outcome, "pages", progress):
        outcome.mark, files = _rendered(root, published, analysis, fork)
    with timed(outcome, "write", progress):
        remove_stamp(root, PAGES_STAMP)
        outcome.change = write_tree(root / DOCS, files)
        write_if_changed(root / CARDS, json.dumps(cards_of(published), ensure_ascii=False).encode())
        outcome.survey, outcome.site_url = published, published.settings.site_url
        facts = {"site_url": outcome.site_url, "mark": outcome.mark}
        found = [finding.as_dict() for finding in outcome.findings]
        write_stamp(root, PAGES_STAMP, inputs, PAGE_SOURCES, findings=found, **facts)
    state.read, state.published = survey, (published, analysis)
    return outcome


def refresh_papers(root: Path, state: BuildState) -> tuple[str, ...]:
    """Write the pages of those papers anew whose own files have changed since the last generation, and nothing else.

    What else such a change does to these and to other pages is left to the next :func:`generate`, which takes longer.

    Returns:
        The keys of these papers.

    Raises:
        OSError: when a page cannot be written.
    """
    now = load_extended(root, state.cache).survey
    if state.read is None or state.published is None or now is None:
        return ()
    from livingsurvey.analysis.derive import renew
    from livingsurvey.site.messages import survey_messages
    from livingsurvey.site.render import render_papers

    papers = tuple(now.paper.get(paper.key, paper) for paper in state.read.papers)
    changed = {new.key: new for new, old in zip(papers, state.read.papers, strict=True) if new != old}
    published, analysis = state.published
    shown = [changed[paper.key] for paper in published.papers if paper.key in changed]
    if not shown:
        return ()
    published = replace(published, papers=tuple(changed.get(paper.key, paper) for paper in published.papers))
    analysis = renew(published, analysis, shown)
    remove_stamp(root, PAGES_STAMP)
    for path, page in _encoded(render_papers(published, analysis, shown, survey_messages(root))).items():
        write_if_changed(root / DOCS / path, page)
    state.read, state.published = replace(state.read, papers=papers), (published, analysis)
    return tuple(paper.key for paper in shown)


def read_publishable(root: Path) -> Survey | None:
    """Read the survey without what has errors; ``None`` where it cannot be read."""
    from livingsurvey.checks.run import check

    loaded = load_extended(root)
    return publishable(loaded.survey, check(root, loaded)) if loaded.survey else None


def report(findings: tuple[Finding, ...], built: bool = True) -> list[str]:
    """Sum up findings for whoever builds: the first errors and warnings, and how many of each level there are.

    Args:
        findings: what was found.
        built: whether a site is made, from which what has errors is left out.
    """
    lines = {level: [str(finding) for finding in findings if finding.severity == level] for level in Severity}
    errors, warnings, advice = lines[Severity.ERROR], lines[Severity.WARNING], len(lines[Severity.ADVICE])
    counts = [f"{len(errors)} error{'s' * (len(errors) != 1)}"] if errors else []
    counts += [f"{len(warnings)} warning{'s' * (len(warnings) != 1)}"] if warnings else []
    counts += [f"{advice} piece{'s' * (advice != 1)} of advice"] if advice else []
    left_out = " What the errors are about is left out of the site." if errors and built else ""
    total = [f"{', '.join(counts)}: `survey check` lists all.{left_out}"] if counts else []
    return [*_first(warnings), *_first(errors), *total]


def _first(lines: list[str]) -> list[str]:
    return [*lines[:SHOWN], *([f"… and {len(lines) - SHOWN} more."] if len(lines) > SHOWN else [])]


def _known(root: Path, outcome: Generated) -> bool:
    """Fill in the outcome of the last generation, if it would be the same now."""
    facts = read_stamp(root, PAGES_STAMP)
    try:
        if facts is None or not (root / DOCS / "index.md").is_file():
            return False
        outcome.findings = tuple(Finding(**one | {"severity": Severity(one["severity"])}) for one in facts["findings"])
        outcome.site_url, outcome.mark, outcome.fresh = facts["site_url"], facts["mark"], True
    except (ValueError, TypeError, KeyError):
        return False
    return True


def _dated(root: Path, survey: Survey, commit: Commit) -> Survey:
    """The survey with its dates, what its sources state, and the addresses that the environment gives."""
    given = {"site_url": address_in("SITE_URL"), "repository": address_in("REPOSITORY_URL")}
    settings = survey.settings.model_copy(update={name: address for name, address in given.items() if address})
    from livingsurvey.importers.captured_records import captured_records
    from livingsurvey.importers.stated_facts import corrections_of

    history = dates_of(survey.papers, read_dates(root, commit, root / HISTORY))
    corrections = corrections_of(root, survey) if any(map(corrections_in, survey.papers)) else {}
    survey = replace(survey, corrections=corrections, captured=captured_records(root, survey))
    claims = claim_changes(root, commit, survey, root / CLAIM_HISTORY)
    return replace(survey, settings=settings, changed=commit.date, history=history, claim_changes=claims)


def _rendered(root: Path, survey: Survey, analysis: "Analysis", fork: bool) -> tuple[str, dict[str, bytes]]:
    """The mark of the data, and all pages and data files by path.

    Papers' pages and data are about as much work as all other pages.
    """
    from livingsurvey.checks import all_rules
    from livingsurvey.site.data.scripts import marked
    from livingsurvey.site.exports import export_all
    from livingsurvey.site.messages import export_messages, survey_messages
    from livingsurvey.site.render import render_frame, render_papers

    messages = survey_messages(root)
    second = ForkedTask(
        lambda: (
            export_all(survey, analysis, messages),
            _encoded(render_papers(survey, analysis, survey.papers, messages)),
        ),
        wanted=fork,
    )
    rules = tuple(rule.doc for rule in all_rules(survey).values())
    frame = _encoded(render_frame(survey, analysis, rules, messages))
    exports, papers = second.result()
    mark, exports = marked(exports)
    parts = {"the sets of pages": frame, "the pages of papers": papers, "the files of data": exports}
    return mark, joined_files([*parts.items(), ("the messages", export_messages(messages, screening=False))])


def _encoded(pages: dict[str, str]) -> dict[str, bytes]:
    return {path: text.encode() for path, text in pages.items()}


@contextmanager
def timed(outcome: Generated, stage: str, progress: Progress) -> Iterator[None]:
    """Announce a stage, and add the seconds that it takes to the outcome."""
    progress(stage)
    start = perf_counter()
    try:
        yield
    finally:
        outcome.seconds[stage] = outcome.seconds.get(stage, 0.0) + perf_counter() - start
