"""Finding which records are the same paper."""

from dataclasses import dataclass, field

from generator.intake.listing import Record
from generator.model import Finding, Paper, Seen, derive_key, normalise_title


@dataclass(slots=True)
class Candidate:
    """A paper put together from its records; ``key`` is empty until one is chosen."""

    title: str
    abstract: str
    seen: list[Seen] = field(default_factory=list)


@dataclass(slots=True)
class Merge:
    """The outcome: papers to add, provenance to add to known papers (by key), and conflicts."""

    new: dict[str, Candidate] = field(default_factory=dict)
    more_seen: dict[str, list[Seen]] = field(default_factory=dict)
    conflicts: list[Finding] = field(default_factory=list)


def gather(records: list[tuple[str, str, Record]]) -> tuple[dict[str, Candidate], list[Finding]]:
    """Group ``(source id, file, record)`` records by normalised title, keeping the first text of each.

    Another abstract under the same title is reported, not merged away in silence.
    """
    groups: dict[str, Candidate] = {}
    conflicts = []
    for source, file, record in records:
        if not normalise_title(record.title):
            said = f"a title without any letter or digit: «{record.title}»."
            conflicts.append(Finding(file, record.line, 0, "merge", said, "Add the paper by hand."))
            continue
        group = groups.setdefault(normalise_title(record.title), Candidate(record.title, record.abstract))
        group.seen.append(Seen(source=source, rank=record.rank, line=record.line))
        if record.abstract != group.abstract:
            first = group.seen[0]
            said = f"the abstract of «{record.title}» differs from the one in {first.source}, line {first.line}."
            conflicts.append(Finding(file, record.line, 0, "merge", said, "The first text is kept; compare them."))
    return groups, conflicts


def merge(groups: dict[str, Candidate], known: tuple[Paper, ...]) -> Merge:
    """Match candidates with known papers, by normalised title or by a record already noted.

    The second way holds when a curator has corrected the title since.
    """
    by_title = {normalise_title(paper.title): paper for paper in known}
    by_record = {(seen.source, seen.line): paper for paper in known for seen in paper.seen}
    taken = {key for paper in known for key in (paper.key, *paper.aliases)}
    outcome = Merge()
    for name, candidate in groups.items():
        records = (by_record.get((seen.source, seen.line)) for seen in candidate.seen)
        paper = by_title.get(name) or next((found for found in records if found), None)
        if paper is None:
            key = derive_key(candidate.title, taken)
            taken.add(key)
            outcome.new[key] = candidate
        elif missing := [seen for seen in candidate.seen if seen not in paper.seen]:
            outcome.more_seen.setdefault(paper.key, []).extend(missing)
    return outcome
