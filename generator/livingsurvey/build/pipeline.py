"""The pipeline from ``content/`` to ``site/``, whoever starts it: the command, the MkDocs plugin or the server."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from livingsurvey.build.cards import cards_of
from livingsurvey.build.content import SiteContent, dated
from livingsurvey.build.forked_task import ForkedTask
from livingsurvey.build.kept_in_file import KeptInFile
from livingsurvey.build.outcome import BuildError, Generated, Progress, report, timed
from livingsurvey.build.program import program_digest
from livingsurvey.build.publishable import publishable
from livingsurvey.build.shares import ALL
from livingsurvey.build.stamps import (
    PAGE_SOURCES,
    PAGES_STAMP,
    SITE_STAMP,
    folder_digest,
    inputs_digest,
    read_stamp,
    remove_stamp,
    write_stamp,
)
from livingsurvey.model import Finding, Paper, Severity, Survey
from livingsurvey.model.site_names import joined_files
from livingsurvey.store import Cache
from livingsurvey.store.extended import load_kept
from livingsurvey.store.files import has_content, write_kept, write_tree
from livingsurvey.store.history import last_commit
from livingsurvey.store.kept_files import KeptFiles
from livingsurvey.store.lock import locked
from livingsurvey.store.survey_reader import Loaded

if TYPE_CHECKING:
    from livingsurvey.analysis.derive import Analysis
    from livingsurvey.analysis.settlements import Readings
    from livingsurvey.site.exports import Search

#: Below the survey's root: the generated pages and data, and what images show.
DOCS = Path("build/docs")
CARDS = Path("build/cards.json")
#: Below the survey's root: what comparing the texts of all papers has come to.
COMPARED = Path("build/cache/compared.json")


@dataclass(slots=True)
class BuildState:
    """What a server keeps between two builds: the files, and the papers as they were read last, by key."""

    cache: Cache = field(default_factory=Cache)
    read: dict[str, Paper] = field(default_factory=dict)


def build(root: Path, strict: bool = False, progress: Progress = lambda _: None, share: slice = ALL) -> dict[str, Any]:
    """Build ``site/`` from ``content/``, the settings and the theme, and keep a stamp of what it was built from.

    Args:
        root: the survey's folder.
        strict: let any error stop the build. Otherwise what is wrong is left out, and only a survey that cannot be
            read or is unsafe stops it.
        progress: called with the name of each stage as it begins.
        share: the pages to be made (:mod:`livingsurvey.build.shares`); the site is whole once all shares are joined.

    Returns:
        The facts that the site's stamp keeps: its ``folder``, the number of ``pages``, the lines of the ``report``,
        whether it is ``sound``; and ``seconds`` by stage.

    Raises:
        BuildError: when the site is not built.
        OSError: when files cannot be written.
    """
    with locked(root):
        return _built(root, strict, progress, share)


def _built(root: Path, strict: bool, progress: Progress, share: slice) -> dict[str, Any]:
    before, pages = inputs_digest(root), Generated(made=False)
    read_content(root, pages, progress=progress, meanwhile=_import_builder)
    if obstacle := pages.obstacle(strict):
        raise BuildError("\n".join([*report(pages.findings, built=False), obstacle]))
    from livingsurvey.build.mkdocs_site import build_site, site_sources

    sources = tuple(dict.fromkeys((*PAGE_SOURCES, *site_sources(root))))
    inputs, is_current = inputs_digest(root, sources), inputs_digest(root) == before
    with timed(pages, "site", progress):
        site = build_site(root, pages, strict, lambda done: progress(f"page {done}"), share)
    facts = {
        "folder": str(site.relative_to(root.resolve()) if site.is_relative_to(root.resolve()) else site),
        "files": folder_digest(site),
        "pages": sum(1 for _ in (root / DOCS).rglob("*.md")),
        "sound": not pages.errors and not pages.warnings,
        "report": [*report(pages.findings), *pages.warnings],
    }
    if share == ALL and is_current:
        write_stamp(root, SITE_STAMP, inputs, sources, **facts)
    else:
        remove_stamp(root, SITE_STAMP)
    return facts | {"seconds": pages.seconds}


def _import_builder() -> None:
    """Import what builds the site, which takes a fifth of a second, while other processes are at work."""
    import livingsurvey.build.mkdocs_site  # noqa: F401


def generate(root: Path, state: BuildState | None = None, progress: Progress = lambda _: None) -> Generated:
    """Bring ``build/docs`` up to date with ``content/``; what has errors is left out.

    Where nothing has changed since the last time, nothing is read.

    Args:
        root: the survey's folder.
        state: what a server keeps; the first time, it has to be filled.
        progress: called with the name of each stage as it begins.

    Raises:
        OSError: when the pages cannot be written.
    """
    with locked(root):
        outcome = Generated()
        with timed(outcome, "look", progress):
            inputs = inputs_digest(root)
            if (not state or state.read) and _known(root, outcome):
                return outcome
        read_content(root, outcome, state, progress)
        write_pages(root, outcome, inputs, progress)
        return outcome


def read_content(
    root: Path,
    outcome: Generated,
    state: BuildState | None = None,
    progress: Progress = lambda _: None,
    meanwhile: Callable[[], None] = lambda: None,
) -> None:
    """Read and check the survey, and derive what pages need of it: the outcome gets its content and its findings.

    Args:
        root: the survey's folder.
        outcome: of the build.
        state: what a server keeps.
        progress: called with the name of each stage as it begins.
        meanwhile: called where this process would only wait for others.
    """
    state = state or BuildState()
    with timed(outcome, "load", progress):
        loaded, commit = load_kept(root, state.cache), last_commit(root)
        outcome.findings, outcome.readable = loaded.findings, loaded.survey is not None
        if loaded.survey is None:
            return
        survey = dated(root, loaded.survey, commit)
    from livingsurvey.checks import all_rules
    from livingsurvey.site.messages import survey_messages

    with timed(outcome, "check", progress):
        readings = _looked_through(survey)
        checked = ForkedTask(lambda: _checked(root, replace(loaded, survey=survey), readings))
        ahead = _derived_ahead(root, survey, readings, meanwhile) if checked.is_forked else None
        outcome.findings = (*checked.result(), *commit.findings)
        published = publishable(survey, outcome.findings)
    with timed(outcome, "analysis", progress):
        analysis, outcome.search = ahead if ahead and published is survey else _derived(root, published)
        rules = tuple(rule.doc for rule in all_rules(published).values())
        outcome.content = SiteContent(published, analysis, rules, survey_messages(root))
    outcome.site_url, state.read = published.settings.site_url, dict(survey.paper)


def _looked_through(survey: Survey) -> "Readings":
    """What checking and deriving both need, worked out before they part: citations, and what readings come to."""
    from livingsurvey.analysis.settlements import Readings

    readings = Readings(survey)
    _ = readings.settlements, survey.cited  # which are kept
    return readings


def _checked(root: Path, loaded: Loaded, readings: "Readings") -> tuple[Finding, ...]:
    from livingsurvey.checks.run import check

    return check(root, loaded, kept=KeptFiles(root, "form"), readings=readings)


class _Derived(NamedTuple):
    """What is derived of a survey, and what gives the search index: making that begins before all is derived."""

    analysis: "Analysis"
    search: "Search"


def _derived(
    root: Path, survey: Survey, readings: "Readings | None" = None, meanwhile: Callable[[], None] = lambda: None
) -> _Derived:
    from livingsurvey.analysis import derive
    from livingsurvey.site.exports import export_search
    from livingsurvey.site.messages import survey_messages

    begun: list[Search] = []

    def _begin_search(analysis: "Analysis") -> None:
        begun.append(ForkedTask(partial(export_search, survey, analysis, survey_messages(root))).result)
        meanwhile()

    kept = KeptInFile(root / COMPARED, program_digest())
    analysis = derive(survey, lambda work: ForkedTask(work).result, kept, readings, _begin_search)
    kept.save()
    return _Derived(analysis, *begun)


def _derived_ahead(root: Path, survey: Survey, readings: "Readings", meanwhile: Callable[[], None]) -> _Derived | None:
    """Derive while another process checks; nothing may come of it, since what has errors may be anything."""
    try:
        return _derived(root, survey, readings, meanwhile)
    except Exception:
        return None


def write_pages(root: Path, outcome: Generated, inputs: str, progress: Progress = lambda _: None) -> None:
    """Write all pages and files of data to ``build/docs``, and note what they were made of.

    Args:
        root: the survey's folder.
        outcome: of the build; without content, nothing is done.
        inputs: the digest of what the content was read from, as it was before.
        progress: called with the name of each stage as it begins.

    Raises:
        OSError: when the pages cannot be written.
    """
    if outcome.content is None:
        return
    with timed(outcome, "pages", progress):
        files = joined_files(_rendered(outcome.content, outcome.search))
    with timed(outcome, "write", progress):
        remove_stamp(root, PAGES_STAMP)
        outcome.change = write_tree(root / DOCS, files)
        note_pages(root, outcome, inputs)
    outcome.made = True


def note_pages(root: Path, outcome: Generated, inputs: str) -> None:
    """Note that the pages are written, and what they were made of: a page of errors needs no reading then.

    Raises:
        OSError: when that cannot be written.
    """
    assert outcome.content
    cards = json.dumps(cards_of(outcome.content.survey), ensure_ascii=False).encode()
    if not has_content(root / CARDS, cards):
        write_kept(root / CARDS, cards)
    found = [finding.as_dict() for finding in outcome.findings]
    write_stamp(root, PAGES_STAMP, inputs, PAGE_SOURCES, findings=found, site_url=outcome.site_url)


def _known(root: Path, outcome: Generated) -> bool:
    """Fill in the outcome of the last generation, if it would be the same now."""
    facts = read_stamp(root, PAGES_STAMP)
    try:
        if facts is None or not (root / DOCS / "index.md").is_file():
            return False
        outcome.findings = tuple(Finding(**one | {"severity": Severity(one["severity"])}) for one in facts["findings"])
        outcome.site_url, outcome.fresh = facts["site_url"], True
    except (ValueError, TypeError, KeyError):
        return False
    return True


def _rendered(content: SiteContent, search: "Search | None") -> Iterator[tuple[str, dict[str, bytes]]]:
    """All pages and data files by path, in parts that have a name."""
    from livingsurvey.site.data.scripts import marked
    from livingsurvey.site.exports import export_all
    from livingsurvey.site.messages import export_messages
    from livingsurvey.site.render import render_pages

    survey, analysis, messages = content.survey, content.analysis, content.messages
    pages = render_pages(survey, analysis, content.rules, messages)
    yield "the pages", {path: text.encode() for path, text in pages.items()}
    yield "the files of data", marked(export_all(survey, analysis, messages, search))
    yield "the messages", export_messages(messages, screening=False)


__all__ = [
    "CARDS",
    "DOCS",
    "BuildError",
    "BuildState",
    "Generated",
    "build",
    "generate",
    "note_pages",
    "read_content",
    "report",
    "write_pages",
]
