"""Finding which records are of one work, among themselves and with the papers that have a file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from livingsurvey.importers.fact_files import agree
from livingsurvey.importers.records import Record
from livingsurvey.importers.same_work import told_apart
from livingsurvey.importers.work import IDENTIFIERS, Work, work_of
from livingsurvey.importers.work_index import Match, WorkIndex
from livingsurvey.model import Finding, Paper, Provenance, Seen, Severity, derive_key
from livingsurvey.model.candidate import Candidate
from livingsurvey.model.publication import joined


@dataclass(slots=True)
class Gathered:
    """Papers put together from records; pairs of them that may be one work, with the reason; and conflicts."""

    papers: list[Candidate] = field(default_factory=list)
    doubtful: list[tuple[Candidate, Candidate, str]] = field(default_factory=list)
    conflicts: list[Finding] = field(default_factory=list)


@dataclass(slots=True)
class Merge:
    """The outcome: papers to add, provenance and facts to add to known papers (by key), and what is doubtful.

    ``keys`` are the papers' keys by what bibliographies call them; of what two are called the first counts.
    """

    new: dict[str, Candidate] = field(default_factory=dict)
    more_seen: dict[str, list[Seen]] = field(default_factory=dict)
    more_facts: dict[str, Candidate] = field(default_factory=dict)
    conflicts: list[Finding] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)


def gather(records: list[tuple[str, str, Record]]) -> Gathered:
    """Group ``(source id, file, record)`` records of one work.

    The first text and the first value of each fact are kept. What contradicts them is reported, not merged
    away in silence.
    """
    gathered = Gathered()
    index = WorkIndex[Candidate]()
    gone = set[int]()
    for source, file, record in records:
        found = index.find(Work(record.title, record.abstract, record.facts))
        facts = _without_disputed(record.title, record.facts, file, record.line, found, gathered.conflicts)
        group = found.same or Candidate(record.title, record.abstract, file=file, line=record.line)
        if found.same is None:
            gathered.papers.append(group)
            gathered.doubtful += [(other, group, why) for other, why in found.doubtful]
        _take_in(group, source, file, record, facts, gathered.conflicts)
        for other in found.also:
            if not told_apart(_work(group), _work(other)):
                _unite(group, other)
                index.drop(_work(other), other)
                gone.add(id(other))
        index.add(_work(group), group)
    gathered.papers = [one for one in gathered.papers if id(one) not in gone]
    gathered.doubtful = [pair for pair in gathered.doubtful if not {id(pair[0]), id(pair[1])} & gone]
    return gathered


def _work(candidate: Candidate) -> Work:
    return Work(candidate.title, candidate.abstract, dict(candidate.facts))


def _without_disputed(
    title: str, stated: Mapping[str, Any], file: str, line: int, found: Match[Any], conflicts: list[Finding]
) -> dict[str, Any]:
    """The facts of a work without identifiers that another work has, which is reported."""
    facts = dict(stated)
    for other, kind in found.disputed:
        if kind in facts:
            value = facts.pop(kind)
        else:
            publication = dict(facts["publication"])
            value = publication.pop(kind)
            facts["publication"] = publication
        said = f"«{title[:80]}» states {kind} {value}, which is that of «{other.title[:80]}»; it is left out."
        conflicts.append(_finding(file, line, said, "Find out whose it is, and add it to that paper's file."))
    return facts


def _finding(file: str, line: int, message: str, fix: str) -> Finding:
    return Finding(file, line, 0, "merge", message, fix, Severity.WARNING)


def _take_in(
    group: Candidate, source: str, file: str, record: Record, facts: Mapping[str, Any], conflicts: list[Finding]
) -> None:
    """Add a record to the work that it is of."""
    if group.abstract and record.abstract and record.abstract.split() != group.abstract.split():
        first = group.seen[0]
        said = f"the abstract of «{record.title}» differs from the one in {first.source}, line {first.line}."
        conflicts.append(_finding(file, record.line, said, "The first text is kept; compare them."))
    group.abstract = group.abstract or record.abstract
    group.seen.append(Seen(source=source, rank=record.rank, line=record.line))
    group.cite_keys += [record.cite_key] if record.cite_key else []
    origin = Provenance(file=file.rpartition("/")[2], line=record.line)
    _add_facts(group, facts, dict.fromkeys(facts, origin))
    for name in IDENTIFIERS:
        first_value, value = group.facts.get(name), facts.get(name)
        if value and not agree(name, first_value, value):
            said = f"{name} of «{record.title}» is {first_value} in {group.provenance[name].file}, but {value} here."
            conflicts.append(_finding(file, record.line, said, "The first value is kept; compare them."))


def _add_facts(group: Candidate, facts: Mapping[str, Any], origins: Mapping[str, Provenance]) -> None:
    """Add the facts that are not known yet; what is added to a publication gets a provenance of its own."""
    for name, value in facts.items():
        known = group.facts.get(name)
        if name == "publication" and known:
            origin = origins.get(name)
            added = [part for part in value if part not in known and part != "names"]
            group.provenance |= {f"{name}.{part}": origin for part in added} if origin else {}
            group.facts[name] = joined(known, value)
        elif known is None:
            group.facts[name] = value
            group.provenance |= {name: origins[name]} if name in origins else {}


def _unite(one: Candidate, other: Candidate) -> None:
    """Make one of two candidates that a record has shown to be one work."""
    one.abstract = one.abstract or other.abstract
    one.seen += other.seen
    one.cite_keys += other.cite_keys
    _add_facts(one, other.facts, other.provenance)


def merge(gathered: Gathered, known: tuple[Paper, ...]) -> Merge:
    """Match papers put together from records with known ones: by a record already noted, else as works.

    The first way applies when a curator has corrected the title since.

    Args:
        gathered: what the records say.
        known: the papers that have a file.
    """
    by_record = {(seen.source, seen.line): paper for paper in known for seen in paper.seen}
    index = WorkIndex[Paper]()
    for one in known:
        index.add(work_of(one), one)
    taken = {key for paper in known for key in (paper.key, *paper.aliases)}
    outcome, keys = Merge(), dict[int, str]()
    for candidate in gathered.papers:
        paper = next((p for seen in candidate.seen if (p := by_record.get((seen.source, seen.line)))), None)
        found = Match(paper) if paper or not known else index.find(_work(candidate))
        key = _placed(candidate, found, taken, outcome)
        keys[id(candidate)] = key
        for cite_key in candidate.cite_keys:
            outcome.keys.setdefault(cite_key, key)
    for first, second, why in gathered.doubtful:
        _doubt(outcome, second, (keys[id(second)], keys[id(first)]), first.title, why)
    return outcome


def _placed(candidate: Candidate, found: Match[Paper], taken: set[str], outcome: Merge) -> str:
    """Put a candidate among the new papers, or to the known one that it is, and return the paper's key."""
    if found.same is None:
        year = str(candidate.facts.get("published") or "")[:4]
        key = derive_key(candidate.title, taken, " ".join(["paper", year, *candidate.cite_keys[:1]]))
        taken.add(key)
        where = candidate.file, candidate.line
        candidate.facts = _without_disputed(candidate.title, candidate.facts, *where, found, outcome.conflicts)
        outcome.new[key] = candidate
        for other, why in found.doubtful:
            _doubt(outcome, candidate, (key, other.key), other.title, why)
        return key
    if missing := [seen for seen in candidate.seen if seen not in found.same.seen]:
        outcome.more_seen.setdefault(found.same.key, []).extend(missing)
        outcome.more_facts.setdefault(found.same.key, candidate)
    return found.same.key


def _doubt(outcome: Merge, candidate: Candidate, keys: tuple[str, str], title: str, why: str) -> None:
    """Report two papers that may be one work, side by side, for a person to decide."""
    new, old = keys
    said = f"«{candidate.title[:80]}» ({new}) may be the same work as «{title[:80]}» ({old}): {why}."
    fix = f"Compare them; if they are one, «survey merge {new} into {old}»."
    if new != old:
        outcome.conflicts.append(_finding(candidate.file, candidate.line, said, fix))
