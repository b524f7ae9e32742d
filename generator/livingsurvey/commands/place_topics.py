"""Topics and placements from a taxonomy that a collection brings along."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from livingsurvey.commands.taxonomy_topics import MadeTopics, topics_of
from livingsurvey.importers.taxonomy import Citation, Section, Taxonomy
from livingsurvey.model import Finding, Paper, Severity, Status, Survey, Topic, normalise_title
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
    outcome = Placement(findings=list(taxonomy.findings))
    made = topics_of(taxonomy, survey)
    wanted = _wanted(made, PaperIndex(survey, keys), taxonomy, outcome)
    _outside(taxonomy, outcome)
    outcome.topics = made.new
    outcome.changes = [new_document(topic, survey.fields) for topic in made.new]
    for key, topics in wanted.items():
        paper = survey.paper[key]
        if paper.topics or paper.status == Status.EXCLUDED:
            outcome.placed += len(set(topics) & set(paper.topics))
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


class PaperIndex:
    """Finds the paper that a citation means: by citation key, DOI, arXiv id, address, or title."""

    def __init__(self, survey: Survey, keys: Mapping[str, str]) -> None:
        self.keys = {name.casefold(): key for name, key in keys.items()} | dict(keys)
        self.titles = {normalise_title(paper.title): paper.key for paper in survey.papers}
        self.facts = {("arxiv", paper.arxiv): paper.key for paper in survey.papers if paper.arxiv}
        self.facts |= {("doi", paper.doi.casefold()): paper.key for paper in survey.papers if paper.doi}
        self.links = {str(link.url): paper.key for paper in survey.papers for link in paper.links}

    def find(self, citation: Citation) -> str | None:
        """The key of the paper; ``None`` where the survey does not have it."""
        if citation.key:
            found = self.keys.get(citation.key) or self.keys.get(citation.key.casefold())
            return found or self.titles.get(normalise_title(citation.title or "") or None)  # type: ignore[arg-type]
        stated = ((name, value.casefold()) for name, value in citation.identifiers.items())
        found = next((self.facts[one] for one in stated if one in self.facts), None)
        found = found or next((self.links[url] for url in citation.urls if url in self.links), None)
        return found or self.titles.get(normalise_title(citation.title))


def _wanted(made: MadeTopics, index: PaperIndex, taxonomy: Taxonomy, outcome: Placement) -> dict[str, list[str]]:
    """The topics of each paper, in the order in which the source cites it."""
    wanted: dict[str, dict[str, None]] = {}
    unknown: dict[str, tuple[Citation, Section]] = {}
    for section, topic in made.placing:
        found: dict[str, Citation] = {}
        for citation in section.citations:
            if key := index.find(citation):
                found.setdefault(key, citation)
                wanted.setdefault(key, {})[topic] = None
            elif citation.key or citation.identifiers or citation.title:
                unknown.setdefault(str(citation), (citation, section))
                outcome.citations += 1
        outcome.citations += len(found)
    outcome.findings += _unknown(list(unknown.values()), taxonomy.file)
    return {key: list(topics) for key, topics in wanted.items()}


def _unknown(unknown: list[tuple[Citation, Section]], file: str) -> Iterator[Finding]:
    """Findings on what is cited and is no paper of the survey: the first ones by name, the others counted."""
    fix = "Import the bibliography that has it, or correct the citation."
    for citation, section in unknown[:_NAMED]:
        said = f"«{str(citation)[:80]}», cited in «{section.title[:60]}», is no paper of this survey."
        yield Finding(file, citation.line, 0, "unknown-citation", said, fix, Severity.WARNING)
    if more := unknown[_NAMED:]:
        said = f"{len(more)} more citations are of no paper of this survey."
        yield Finding(file, more[0][0].line, 0, "unknown-citation", said, fix, Severity.WARNING)


def _outside(taxonomy: Taxonomy, outcome: Placement) -> None:
    """Say what the source cites outside of every section: no topic takes it."""
    if outside := [one for one in taxonomy.outside if one.key or one.identifiers]:
        named = ", ".join(f"«{str(one)[:60]}» (line {one.line})" for one in outside[:_NAMED])
        said = f"{len(outside)} citations are outside of every section and place nothing: {named}."
        fix = "Nothing needs doing, unless they belong to a section."
        where = (taxonomy.file, outside[0].line, 0)
        outcome.findings.append(Finding(*where, "outside-citation", said, fix, Severity.WARNING))
