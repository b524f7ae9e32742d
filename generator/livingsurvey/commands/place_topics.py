"""Topics and placements from a taxonomy that a collection brings along."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from livingsurvey.commands.taxonomy_topics import topics_of
from livingsurvey.importers.taxonomy import Citation, Section, Taxonomy
from livingsurvey.model import Finding, Paper, Severity, Status, Survey, Topic, normalise_title
from livingsurvey.model.candidate import Candidate
from livingsurvey.store.survey_changes import document_change, new_document
from livingsurvey.store.survey_edit import EditRefusedError
from livingsurvey.store.transaction import FileChange

_NAMED = 20  # citations of unknown works that are named one by one


@dataclass(slots=True)
class Placement:
    """What becomes of a taxonomy.

    ``topics`` are new; ``placed`` counts the citations of papers that are now in the topic that cites them, out of
    ``citations``; ``kept`` are papers that a curator has placed already, elsewhere.
    """

    topics: list[Topic] = field(default_factory=list)
    papers: int = 0
    citations: int = 0
    placed: int = 0
    kept: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    changes: list[FileChange] = field(default_factory=list)


def place(root: Path, survey: Survey, taxonomy: Taxonomy, keys: Mapping[str, str]) -> Placement:
    """Make topics of a taxonomy's sections and place in them the papers that they cite; nothing is written yet.

    A paper that is in topics already stays there, and so does one that was excluded.

    Args:
        root: the survey's folder.
        survey: what its files say now.
        taxonomy: what the collection brings along.
        keys: the papers' keys, by the citation keys of the bibliography.

    Raises:
        EditRefusedError: when a topic's file cannot be written.
        OSError: when a paper's file cannot be read.
    """
    known = (CitedPaper(p.key, p.title, p.arxiv, p.doi, [link.url for link in p.links]) for p in survey.papers)
    index = PaperIndex(known, keys)
    plan = wanted(taxonomy, survey, index)
    outcome = Placement(plan.topics, citations=plan.citations)
    outcome.findings = [*taxonomy.findings, *_unknown(plan.unknown, taxonomy.file), *_outside(taxonomy)]
    outcome.changes = [new_document(topic, survey.fields) for topic in plan.topics]
    for key, topics in plan.topics_of.items():
        paper = survey.paper[key]
        if paper.topics or paper.status == Status.EXCLUDED:
            found = set(topics) & set(paper.topics)
            outcome.placed += len(found)
            outcome.papers += bool(found)
            outcome.kept += [] if set(topics) <= set(paper.topics) else [key]
        else:
            _put(root, survey, paper, tuple(topics), outcome)
    return outcome


def _put(root: Path, survey: Survey, paper: Paper, topics: tuple[str, ...], outcome: Placement) -> None:
    try:
        placed = paper.model_copy(update={"topics": topics})
        outcome.changes.append(document_change(root, paper, placed, survey.fields))
    except EditRefusedError as error:
        fix = f"Write «topics: [{', '.join(topics)}]» there."
        outcome.findings.append(Finding(paper.path, 0, 0, "taxonomy", str(error), fix))
    else:
        outcome.papers += 1
        outcome.placed += len(topics)


class CitedPaper(NamedTuple):
    """What a citation may mean a paper by."""

    key: str
    title: str
    arxiv: str | None
    doi: str | None
    links: list[str]


def known_as(key: str, candidate: Candidate) -> CitedPaper:
    """What a citation may mean a new paper by."""
    facts = candidate.facts
    return CitedPaper(
        key, candidate.title, facts.get("arxiv"), facts.get("doi"), [x["url"] for x in facts.get("links", ())]
    )


class PaperIndex:
    """Finds the paper that a citation means: by citation key, DOI, arXiv id, address, or title."""

    def __init__(self, papers: Iterable[CitedPaper], keys: Mapping[str, str]) -> None:
        self.keys = {name.casefold(): key for name, key in keys.items()} | dict(keys)
        self.titles, self.stated = dict[str, str](), dict[tuple[str, str], str]()
        for paper in papers:
            self.titles.setdefault(normalise_title(paper.title), paper.key)
            stated = [("arxiv", paper.arxiv), ("doi", (paper.doi or "").casefold()), *(("url", u) for u in paper.links)]
            self.stated |= {(name, value): paper.key for name, value in stated if value}

    def find(self, citation: Citation) -> str | None:
        """The key of the paper; ``None`` where the survey does not have it."""
        if found := self.keys.get(citation.key) or self.keys.get(citation.key.casefold()):
            return found
        stated = [(name, value.casefold()) for name, value in citation.identifiers.items()]
        stated += [("url", url) for url in citation.urls]
        found = next((self.stated[one] for one in stated if one in self.stated), None)
        return found or self.titles.get(normalise_title(citation.title)) if found or citation.title else None


@dataclass(slots=True)
class Plan:
    """What a taxonomy asks for: new topics, and the topics of each paper in the order in which the source cites it.

    ``citations`` counts each paper once in each section; ``unknown`` are of no paper, with the section that cites them.
    """

    topics: list[Topic]
    topics_of: dict[str, list[str]] = field(default_factory=dict)
    citations: int = 0
    unknown: list[tuple[Citation, Section]] = field(default_factory=list)


def wanted(taxonomy: Taxonomy, survey: Survey, index: PaperIndex) -> Plan:
    """Find the papers that a taxonomy cites.

    Args:
        taxonomy: what the collection brings along.
        survey: whose topics there are.
        index: the papers.
    """
    made = topics_of(taxonomy, survey)
    plan, unknown = Plan(made.new), dict[str, tuple[Citation, Section]]()
    for section, topic in made.placing:
        found = {index.find(citation) or f"?{citation}": citation for citation in section.citations}
        missing = {name: one for name, one in found.items() if name.startswith("?")}
        counted = {name: one for name, one in missing.items() if one.key or one.identifiers or one.title}
        plan.citations += len(found) - len(missing) + len(counted)
        for name in (name for name in found if name not in missing):
            topics = plan.topics_of.setdefault(name, [])
            topics += [] if topic in topics else [topic]
        for name, citation in counted.items():
            unknown.setdefault(name, (citation, section))
    plan.unknown = list(unknown.values())
    return plan


def _unknown(unknown: list[tuple[Citation, Section]], file: str) -> Iterator[Finding]:
    """Findings on what is cited and is no paper of the survey: the first ones by name, the others counted."""
    fix = "Import the bibliography that has it, or correct the citation."
    for citation, section in unknown[:_NAMED]:
        said = f"«{str(citation)[:80]}», cited in «{section.title[:60]}», is no paper of this survey."
        yield Finding(file, citation.line, 0, "unknown-citation", said, fix, Severity.WARNING)
    if more := unknown[_NAMED:]:
        said = f"{len(more)} more citations are of no paper of this survey."
        yield Finding(file, more[0][0].line, 0, "unknown-citation", said, fix, Severity.WARNING)


def _outside(taxonomy: Taxonomy) -> Iterator[Finding]:
    """Say what the source cites outside of every section: no topic takes it."""
    if outside := [one for one in taxonomy.outside if one.key or one.identifiers]:
        named = ", ".join(f"«{str(one)[:60]}» (line {one.line})" for one in outside[:_NAMED])
        said = f"{len(outside)} citations are outside of every section and place nothing: {named}."
        fix = "Nothing needs doing, unless they belong to a section."
        yield Finding(taxonomy.file, outside[0].line, 0, "outside-citation", said, fix, Severity.WARNING)
