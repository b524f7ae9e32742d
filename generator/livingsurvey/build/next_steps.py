"""What a maintainer does next, from a bibliography to a published survey; the server for writing shows it."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from livingsurvey.model import Finding, Severity, Status, Survey
from livingsurvey.site.messages import Messages

_TO_DO = "to do"  # what a new survey's files say of a line that nobody has written yet
_INCLUDE = 'survey include --all --reason "…"'
_FILES = ("content/survey.yml", "mkdocs.yml")


class _Step(NamedTuple):
    """A step: the name of its message, whether it is done, what to type or to open, and what its message counts."""

    name: str
    done: bool
    commands: tuple[str, ...]
    values: dict[str, Any]


def next_steps(root: Path, survey: Survey, findings: Iterable[Finding], messages: Messages) -> list[dict[str, Any]]:
    """Return the steps in order, as ``partials/checklist.html`` shows them.

    Args:
        root: the survey's folder.
        survey: as it is now.
        findings: what is wrong with it.
        messages: the words of the interface.
    """
    steps = list(_steps(root, survey, findings))
    following = next((step for step in steps if not step.done), None)
    return [_data(step, step is following, messages) for step in steps]


def _data(step: _Step, following: bool, messages: Messages) -> dict[str, Any]:
    key = f"checklist.{step.name}"
    nothing = step.values.get("count") == 0 and "papers" not in step.values
    said = "" if nothing else messages.t(f"{key}.so_far", **step.values)
    done = {"title": messages.t(key), "done": step.done, "next": following, "so_far": said}
    return done | {"commands": list(step.commands)}


def _steps(root: Path, survey: Survey, findings: Iterable[Finding]) -> Iterator[_Step]:
    counts, kept = survey.counts, [paper for paper in survey.papers if paper.status != Status.EXCLUDED]
    placed = sum(bool(set(paper.topics) & survey.topic.keys()) for paper in kept)
    unfinished = sum(paper.status is not None and bool(survey.missing(paper)) for paper in kept)
    wrong = sum(finding.severity != Severity.ADVICE for finding in findings)
    unwritten = [name for name in _FILES if _has_to_do(root / name)]
    papers = {"papers": counts.papers}
    yield _Step("ingest", bool(kept), ("survey ingest FILE.bib",), {"count": counts.papers})
    yield _Step("describe", not unwritten, tuple(unwritten), {"count": len(unwritten)})
    yield _Step("commit", survey.changed is not None, ("git init", "git add .", 'git commit -m "Begin"'), {})
    topics = ("survey ingest --topics-from FILE",)
    yield _Step("topics", 0 < placed == len(kept), topics, {"count": placed, "papers": len(kept)})
    screened = 0 < counts.decided == counts.papers
    yield _Step("screen", screened, (_INCLUDE,), {"count": counts.decided} | papers)
    yield _Step("finish", bool(counts.included) and not unfinished, ("survey status",), {"count": unfinished})
    yield _Step("check", bool(kept) and not wrong, ("survey check",), {"count": wrong})
    yield _Step("publish", bool(survey.settings.site_url), ("survey build",), {})


def _has_to_do(file: Path) -> bool:
    try:
        return _TO_DO in file.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return False
