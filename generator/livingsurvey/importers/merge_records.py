"""Finding which records are the same paper."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from livingsurvey.importers.fact_files import agree
from livingsurvey.importers.records import Record
from livingsurvey.model import Finding, Paper, Provenance, Seen, derive_key, normalise_title, similar_titles
from livingsurvey.model.candidate import Candidate

_IDENTIFIERS = ("arxiv", "doi")


@dataclass(slots=True)
class Merge:
    """The outcome: papers to add, provenance and facts to add to known papers (by key), and conflicts."""

    new: dict[str, Candidate] = field(default_factory=dict)
    more_seen: dict[str, list[Seen]] = field(default_factory=dict)
    more_facts: dict[str, Candidate] = field(default_factory=dict)
    conflicts: list[Finding] = field(default_factory=list)


def gather(records: list[tuple[str, str, Record]]) -> tuple[dict[str, Candidate], list[Finding]]:
    """Group ``(source id, file, record)`` records of one paper: by normalised title, arXiv id or DOI.

    The first text and the first value of each fact are kept. What contradicts them is reported, not merged
    away in silence.
    """
    groups: dict[str, Candidate] = {}
    by_identifier: dict[tuple[str, str], str] = {}
    conflicts: list[Finding] = []
    for source, file, record in records:
        name = normalise_title(record.title)
        if not name:
            said = f"a title without any letter or digit: «{record.title}»."
            conflicts.append(Finding(file, record.line, 0, "merge", said, "Add the paper by hand."))
            continue
        found = groups.get(name) or _by_identifier(record, groups, by_identifier, file, conflicts)
        group = found or groups.setdefault(name, Candidate(record.title, record.abstract, file=file, line=record.line))
        _take_in(group, source, file, record, conflicts)
        for identifier in _identifiers(group.facts):
            by_identifier.setdefault(identifier, normalise_title(group.title))
    return groups, conflicts


def _identifiers(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(name, str(facts[name]).casefold()) for name in _IDENTIFIERS if facts.get(name)]


def _by_identifier(
    record: Record,
    groups: Mapping[str, Candidate],
    by_identifier: Mapping[tuple[str, str], str],
    file: str,
    conflicts: list[Finding],
) -> Candidate | None:
    """The paper that states the same identifier, unless the titles are so unlike that one of them must be wrong."""
    for identifier in _identifiers(record.facts):
        group = groups.get(by_identifier.get(identifier, ""))
        if group is not None and similar_titles(group.title, record.title):
            return group
        if group is not None:
            conflicts.append(_other_paper(file, record.line, record.title, identifier[1], group.title))
    return None


def _other_paper(file: str, line: int, title: str, identifier: str, other: str) -> Finding:
    said = f"«{title[:80]}» states {identifier}, which is «{other[:80]}»."
    return Finding(file, line, 0, "merge", said, "Correct the identifier; it belongs to one of them.")


def _take_in(group: Candidate, source: str, file: str, record: Record, conflicts: list[Finding]) -> None:
    if not group.abstract:
        group.abstract = record.abstract
    elif record.abstract and " ".join(record.abstract.split()) != " ".join(group.abstract.split()):
        first = group.seen[0]
        said = f"the abstract of «{record.title}» differs from the one in {first.source}, line {first.line}."
        conflicts.append(Finding(file, record.line, 0, "merge", said, "The first text is kept; compare them."))
    group.seen.append(Seen(source=source, rank=record.rank, line=record.line))
    for name, value in record.facts.items():
        first = group.facts.setdefault(name, value)
        group.provenance.setdefault(name, Provenance(file=PurePath(file).name, line=record.line))
        if name in _IDENTIFIERS and not agree(name, first, value):
            said = f"{name} of «{record.title}» is {first} in {group.provenance[name].file}, but {value} here."
            conflicts.append(Finding(file, record.line, 0, "merge", said, "The first value is kept; compare them."))


def merge(groups: dict[str, Candidate], known: tuple[Paper, ...]) -> Merge:
    """Match candidates with known papers: by a record already noted, by normalised title, by arXiv id or DOI.

    The first way applies when a curator has corrected the title since.

    Args:
        groups: the candidates, by normalised title.
        known: the papers that have a file.
    """
    by_title = {normalise_title(paper.title): paper for paper in known}
    by_record = {(seen.source, seen.line): paper for paper in known for seen in paper.seen}
    by_identifier = _index(known)
    taken = {key for paper in known for key in (paper.key, *paper.aliases)}
    outcome = Merge()
    for name, candidate in groups.items():
        records = (by_record.get((seen.source, seen.line)) for seen in candidate.seen)
        paper = by_title.get(name) or next((found for found in records if found), None)
        same = [by_identifier[i] for i in _identifiers(candidate.facts) if i in by_identifier]
        if paper is None and same:
            paper = next((other for other in same if similar_titles(other.title, candidate.title)), None)
            if paper is None:
                stated = next(i for i in _identifiers(candidate.facts) if i in by_identifier)
                outcome.conflicts.append(
                    _other_paper(candidate.file, candidate.line, candidate.title, stated[1], same[0].title)
                )
                continue
        if paper is None:
            key = derive_key(candidate.title, taken)
            taken.add(key)
            outcome.new[key] = candidate
        elif missing := [seen for seen in candidate.seen if seen not in paper.seen]:
            outcome.more_seen.setdefault(paper.key, []).extend(missing)
            outcome.more_facts.setdefault(paper.key, candidate)
    return outcome


def _index(papers: Iterable[Paper]) -> dict[tuple[str, str], Paper]:
    """Papers by their identifiers."""
    return {i: paper for paper in papers for i in _identifiers({"arxiv": paper.arxiv, "doi": paper.doi})}
