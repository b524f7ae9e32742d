"""The guard of facts: which facts that were taken from a source a change rewrites without a word."""

from collections.abc import Iterator
from typing import Any

from livingsurvey.checks.context import Context
from livingsurvey.checks.rule import ERROR, Found, rule
from livingsurvey.importers.stated_facts import as_stated, paper_values
from livingsurvey.model import Paper, Provenance, Survey, normalise_title


@rule(ERROR)
def fact_rewritten(context: Context) -> Iterator[Found]:
    """A change gives another value to a fact that was taken from a source. Found by `survey check --against`.

    Why: A value, its provenance and a new file of facts can be changed together so that all agree again; and what was
        corrected once is compared with nothing any more.
    Fix: Restore it; or say under provenance why it is corrected, and say it anew where it was corrected before.
    Wrong: venue: Another   # and provenance names a line of a new file instead of the old one
    Right: provenance: {venue: {file: papers.jsonl, line: 9, corrected: the publisher's page}}
    """
    return iter(())


def rewritten_facts(base: Survey, now: Survey) -> Iterator[Found]:
    """The facts that have another value after a change, and no curator's reason for it.

    Args:
        base: the survey before the change.
        now: the survey after it.
    """
    renamed = {alias: paper for paper in now.papers for alias in paper.aliases if not _merges(paper, base)}
    for paper in base.papers:
        changed = now.paper.get(paper.key) or renamed.get(paper.key)
        if changed and changed != paper:
            yield from _rewritten(paper, changed)


def _merges(paper: Paper, base: Survey) -> bool:
    """Whether several papers became this one, which has facts of its own."""
    return len({*paper.aliases, paper.key} & base.paper.keys()) > 1


def _rewritten(before: Paper, after: Paper) -> Iterator[Found]:
    old, new = paper_values(before), paper_values(after)
    for name, value in old.items():
        origin, reason = _origin(before, name), _origin(after, name)
        taken = origin or (name in ("title", "abstract") and before.seen)
        said = reason and reason.corrected and reason != origin
        if taken and name in new and not _same(name, new[name], value) and not said:
            message = f"«{name}:» would be other than it was taken from its source."
            fix = f"Restore it, or write under provenance: {name}: {{corrected: where it says so}}"
            yield Found(after.path, message, fix, tuple(name.split(".")))


def _same(name: str, value: Any, former: Any) -> bool:
    """Whether a value is as it was: of titles letters and digits count."""
    return as_stated(value, former) or (name == "title" and normalise_title(value) == normalise_title(former))


def _origin(paper: Paper, name: str) -> Provenance | None:
    return paper.provenance.get(name) or paper.provenance.get(name.partition(".")[0])
