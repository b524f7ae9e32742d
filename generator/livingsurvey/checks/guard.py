"""The guard: what a change takes away from the collection, compared with how it was before.

Papers are removed and fields are emptied for good reasons, but seldom many at once; a program that went wrong does
just that. So such a change must say what it does, in a commit message::

    Removes: 12 papers
    Empties: venue, doi
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from livingsurvey.checks.context import Context
from livingsurvey.checks.rule import ERROR, WARNING, Found, rule, rules_of
from livingsurvey.model import Finding, Paper, Survey, normalise_title

_NAMED = 5  # papers that a message names
_REMOVES = re.compile(r"^Removes:[ \t]*(\d+)[ \t]+papers?\b", re.MULTILINE | re.IGNORECASE)
_EMPTIES = re.compile(r"^Empties:[ \t]*(.+)$", re.MULTILINE | re.IGNORECASE)
_FIELDS = tuple(name for name in Paper.model_fields if name not in ("key", "aliases"))


@rule(ERROR)
def papers_dropped(context: Context) -> Iterator[Found]:
    """A change removes papers without saying so. Reported by `survey check --against`.

    Why: What is gone is not seen in review: a script that loses a hundred files shows as one more number.
    Fix: Restore them, keep their old keys as aliases of other papers, or write «Removes: 12 papers» into the message
        of a commit.
    Wrong: Tidy up   # and twelve files are gone
    Right: Remove what is out of scope⏎⏎Removes: 12 papers
    """
    return iter(())


@rule(ERROR, limits={"papers": 3, "percent": 1})
def field_emptied(context: Context, papers: int, percent: int) -> Iterator[Found]:
    """A change empties a field in many papers without saying so. Reported by `survey check --against`.

    Why: A program that writes files anew and forgets a field takes away the work of months.
    Fix: Restore the values, or write «Empties: venue» into the message of a commit. Up to three papers, or one in
        a hundred, may lose a field without a word.
    Wrong: Sort the files   # and no paper has a venue any more
    Right: Give up venues⏎⏎Empties: venue
    """
    return iter(())


@rule(WARNING)
def extension_changed(context: Context) -> Iterator[Found]:
    """A change adds or changes a file of Python or an inner template. Found by `survey check --against`.

    Why: Such files are code, and run wherever the survey is built. A stranger's code must be read before it runs; until
        then the check leaves it out.
    Fix: Read the file line by line before the change is merged.
    Wrong: a pull request of one paper that also brings extensions/helper.py
    Right: a pull request of one paper
    """
    return iter(())


@dataclass(frozen=True, slots=True)
class Said:
    """What a change says of itself: how many papers it removes, and which fields it empties."""

    removes: int = 0
    empties: frozenset[str] = frozenset()

    @classmethod
    def of(cls, messages: str) -> "Said":
        """Read it from the messages of commits; the numbers of several add up."""
        fields = (name for line in _EMPTIES.findall(messages) for name in re.findall(r"\w+", line))
        return cls(sum(int(count) for count in _REMOVES.findall(messages)), frozenset(fields))


def guard(root: Path, base: Survey, now: Survey, said: Said) -> tuple[Finding, ...]:
    """What the change from ``base`` to ``now`` takes away and does not say.

    A file that is there but cannot be read is not gone; another finding reports it.
    """
    present = {path.stem for path in (root / "content/papers").glob("*.md")}
    pairs, gone = _matched(base, now, present)
    rules = rules_of(base)  # a change cannot switch off what watches it
    dropped, emptied = rules.get("papers-dropped"), rules.get("field-emptied")
    found = [(dropped, one) for one in _dropped(gone, said)]
    limits: dict[str, Any] = dict(emptied.doc.limits) if emptied else {}
    found += [(emptied, one) for one in _emptied(pairs, said, **limits)] if emptied else []
    return tuple(rule.finding(one) for rule, one in found if rule)


def _matched(base: Survey, now: Survey, present: set[str]) -> tuple[list[tuple[Paper, Paper]], list[Paper]]:
    """Every paper before and after the change, and those that are gone. A title makes a paper known under a new key."""
    current = {alias: paper for paper in now.papers for alias in paper.aliases} | now.paper
    titles = {normalise_title(paper.title): paper for paper in now.papers}
    pairs, gone = [], []
    for paper in base.papers:
        if after := current.get(paper.key) or titles.get(normalise_title(paper.title)):
            pairs.append((paper, after))
        elif paper.key not in present:
            gone.append(paper)
    return pairs, gone


def _dropped(gone: list[Paper], said: Said) -> Iterator[Found]:
    if len(gone) > said.removes:
        stated = f"; the messages say {said.removes}" if said.removes else ""
        message = f"{_papers(len(gone))} would be gone{stated}: {_names([paper.key for paper in gone])}."
        fix = f"Restore them, keep their keys as aliases, or say «Removes: {len(gone)} papers» in a commit message."
        yield Found("content/papers", message, fix)


def _emptied(pairs: list[tuple[Paper, Paper]], said: Said, papers: int, percent: int) -> Iterator[Found]:
    lost: dict[str, list[str]] = defaultdict(list)
    had: dict[str, int] = defaultdict(int)
    for before, after in pairs:
        for name in _FIELDS:
            if getattr(before, name):
                had[name] += 1
                if not getattr(after, name):
                    lost[name].append(after.key)
    for name, keys in lost.items():
        if len(keys) > max(papers, percent * had[name] / 100) and name not in said.empties:
            message = f"«{name}» would be empty in {_papers(len(keys))} that had it: {_names(keys)}."
            fix = f"Restore the values, or say «Empties: {name}» in a commit message."
            yield Found("content/papers", message, fix)


def _papers(count: int) -> str:
    return f"{count} paper" if count == 1 else f"{count} papers"


def _names(keys: list[str]) -> str:
    return ", ".join(keys[:_NAMED]) + (f" and {len(keys) - _NAMED} more" if len(keys) > _NAMED else "")
