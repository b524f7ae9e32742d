"""The whole survey, immutable: everything that later stages may know."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from livingsurvey.model.base import Address, Frozen, Key, Line, PartialDate
from livingsurvey.model.captured import CapturedRecord
from livingsurvey.model.citations import cited_keys
from livingsurvey.model.claim_change import ClaimChange
from livingsurvey.model.corrections import Correction, corrections_in
from livingsurvey.model.dates import Dates
from livingsurvey.model.decisions import Decisions, FacetValues, NamedSearch, PaperRelation
from livingsurvey.model.extensions import Extensions
from livingsurvey.model.fields import FieldId, FieldTable, FieldValue, SurveyField
from livingsurvey.model.paper import Claim, Paper, Status, terms_in
from livingsurvey.model.reading import Reading
from livingsurvey.model.searches import ScreeningCandidate, ScreeningDraft, SearchRun, WatchPlan
from livingsurvey.model.statements import OpenQuestion, Statement, Statements
from livingsurvey.model.vocabulary import Term

#: The name of an extension's file. It cannot lead out of the survey's folder.
EXTENSION_FILE = r"^(extensions/)?[A-Za-z_][A-Za-z0-9_]*\.py$"
MAIL = r"^[^@\s<>]+@[^@\s<>]+$"
SOURCE_FILE = r"^[A-Za-z0-9][A-Za-z0-9._-]*$"
SHA256 = r"^[0-9a-f]{64}$"

#: A place on the map of papers: to the right, and down.
Point = tuple[float, float]


class Editor(Frozen):
    """Someone who answers for the survey."""

    name: Line = Field(description="the person's name")
    url: Address | None = Field(default=None, description="the person's page")


class Example(Frozen):
    """A worked example of a screening decision: papers of the survey, or something that is none, by a title."""

    title: Line | None = Field(default=None, description="what the example is, where it is no paper of the survey")
    papers: tuple[Key, ...] = Field(
        default=(), description="the keys of its papers, which must be decided as it says", examples=["[a-paper]"]
    )
    status: Status | None = Field(default=None, description="of a close call, how it was decided: included or excluded")
    why: Line = Field(description="why it is decided so")

    @model_validator(mode="after")
    def _names_something(self) -> Self:
        if not self.title and not self.papers:
            raise ValueError("give papers, or a title")
        return self


class Scope(Frozen):
    """What belongs in the survey, with worked examples so that two people decide alike."""

    statement: Line = Field(description="what belongs here, so that two people decide alike")
    included: tuple[Example, ...] = Field(default=(), description="worked examples of what belongs")
    excluded: tuple[Example, ...] = Field(default=(), description="worked examples of what does not")
    borderline: tuple[Example, ...] = Field(default=(), description="worked examples of close calls, with the decision")

    @property
    def examples(self) -> dict[str, tuple[Example, ...]]:
        """All worked examples, by the part that lists them."""
        return {"included": self.included, "excluded": self.excluded, "borderline": self.borderline}


class RuleSetting(Frozen):
    """What a survey changes about a rule: its level, its limits, and why."""

    level: Literal["error", "warning", "advice", "off"] | None = Field(
        default=None, description="how much its findings matter here; off: it is not applied"
    )
    limits: Mapping[str, int | Annotated[tuple[int, ...], Field(min_length=2, max_length=2)]] = Field(
        default_factory=dict, description="its numbers, by name: one, or the least and the most"
    )
    reason: Line | None = Field(default=None, description="why; needed where the level is lowered or off")


class Settings(Frozen):
    """``content/survey.yml``: what the survey is, and who and where it is."""

    name: Line = Field(description="the survey's name")
    tagline: Line = Field(description="what it is about, in a few words")
    description: Line = Field(description="what it is, in one sentence")
    site_url: Address | None = Field(default=None, description="the address of the hosted site")
    repository: Address | None = Field(
        default=None, description="the address of the repository, where corrections are proposed"
    )
    branch: Line = Field(default="main", description="the branch that pull requests go to")
    licence: Line = Field(default="CC-BY-4.0", description="the SPDX id of the licence of the survey's own text")
    mailto: Annotated[str, StringConstraints(pattern=MAIL, max_length=200)] | None = Field(
        default=None, description="an address that survey new sends to Crossref and OpenAlex, who then serve it better"
    )
    contact: Annotated[str, StringConstraints(pattern=MAIL, max_length=200)] | None = Field(
        default=None, description="an address that the site shows, for readers who write of mistakes"
    )
    editors: tuple[Editor, ...] = Field(default=(), description="who answers for it")
    scope: Scope = Field(description="what belongs in it")
    reading: Line | None = Field(default=None, description="how the papers were read, and by whom")
    limits: tuple[Line, ...] = Field(default=(), description="what a reader must know before relying on it")
    searches: tuple[NamedSearch, ...] = Field(default=(), description="searches that have a feed of their own")
    costs: Mapping[FieldId, FacetValues] = Field(
        default_factory=dict,
        description="by field of claims: the terms of results that state a cost, for taxonomy and decisions; else any",
    )
    taxonomy: Annotated[tuple[FieldId, ...], Field(max_length=4)] = Field(
        default=(), description="the levels of the figure of each area: fields of papers or claims that have terms"
    )
    decisions: Decisions | None = Field(default=None, description="the table What to use when")
    rules: Mapping[str, RuleSetting] = Field(
        default_factory=dict, description="rules that this survey changes or switches off, by their ids"
    )
    extensions: tuple[Annotated[str, StringConstraints(pattern=EXTENSION_FILE)], ...] = Field(
        default=(), description="Python files that add to the tool: NAME.py next to mkdocs.yml, or extensions/NAME.py"
    )


class CaptureDate(Frozen):
    """What is known of a capture's date. Parts that are not known stay absent and are never guessed."""

    year: int | None = Field(default=None, ge=1990, le=2200, description="the year, where the source states it")
    month: int | None = Field(default=None, ge=1, le=12, description="the month")
    day: int | None = Field(default=None, ge=1, le=31, description="the day")


class Source(Frozen):
    """A capture or bibliography, kept exactly as received."""

    id: Key = Field(description="a short name for it")
    file: Annotated[str, StringConstraints(pattern=SOURCE_FILE)] = Field(description="its file below content/sources")
    format: Key = Field(description="the format it is in; `survey ingest --help` lists them")
    origin: Line = Field(description="where it was found")
    date: CaptureDate = Field(
        default=CaptureDate(), description="what is known of its date; what is not known is left out"
    )
    sha256: Annotated[str, StringConstraints(pattern=SHA256)] = Field(
        description="the digest of the file, which must never change"
    )
    note: Line | None = Field(default=None, description="what a reader should know about it")


class Screening(Frozen):
    """A decision on many papers at once, which nobody has looked at one by one."""

    date: PartialDate = Field(description="when it was taken")
    by: Line = Field(description="who took it")
    reason: Line = Field(description="why they were not screened one by one")
    query: Line = Field(description="which papers: all of them, or the options of survey include")
    papers: int = Field(ge=1, description="how many papers it included")


class StartHere(Frozen):
    """A paper to read first, and why."""

    key: Key = Field(description="the key of a paper of the topic")
    why: Line = Field(description="why to read it, and at this place")


class Topic(Frozen):
    """A topic, or (without a ``parent``) an area that groups topics. ``prose`` is the file's body."""

    key: Key = Field(description="the file's name without .md")
    title: Line = Field(description="words a researcher would use")
    parent: Key | None = Field(default=None, description="the key of its area; an area has none")
    order: int = Field(default=0, description="its place among its neighbours")
    summary: Line = Field(description="what belongs here, in one sentence")
    next_door: Line | None = Field(default=None, description="what belongs next door instead")
    advice: Line | None = Field(
        default=None, description="what a curator would use when, in Markdown with citations: above the table of that"
    )
    start_here: tuple[StartHere, ...] = Field(
        default=(), description="two to five papers in reading order, each with a reason"
    )
    source: Line | None = Field(
        default=None, description="where it was taken from; written by survey ingest --topics-from"
    )
    fields: dict[str, FieldValue] = Field(default_factory=dict, description="the values of the survey's own fields")
    prose: str = Field(default="", description="the text below the front matter, which cites papers as [@key] or @key")

    def terms(self, field: str) -> tuple[str, ...]:
        """The terms in one of the survey's own fields; none where it is absent or not stated."""
        return terms_in(self.fields, field)

    @property
    def texts(self) -> tuple[str, ...]:
        """All that curators wrote of it as prose."""
        return tuple(text for text in (self.advice, self.prose) if text)

    @property
    def is_as_it_came(self) -> bool:
        """Whether it was taken from a collection, and nobody has worked on its text yet."""
        return bool(self.source) and not self.start_here and not cited_keys(self.prose)

    @property
    def path(self) -> str:
        """The file that holds this topic, relative to the survey's root."""
        return f"content/topics/{self.key}.md"


class HandPage(Frozen):
    """A page written by hand: one file below ``content/pages``."""

    key: Key = Field(description="the file's name without .md")
    title: Line = Field(description="the page's title")
    body: str = Field(description="the text below the front matter")

    @property
    def path(self) -> str:
        """The file that holds this page, relative to the survey's root."""
        return f"content/pages/{self.key}.md"


class Counts(Frozen):
    """How many records were found, and what became of them; ``in_bulk`` is how many were included unseen."""

    records: int
    papers: int
    merged: int
    included: int
    excluded: int
    in_bulk: int = 0

    @property
    def decided(self) -> int:
        """How many papers are included or excluded."""
        return self.included + self.excluded

    @property
    def screened(self) -> int:
        """How many papers somebody has looked at and decided on."""
        return self.decided - self.in_bulk


@dataclass(frozen=True)
class Survey:
    """Everything read from ``content/``, in a fixed order: papers by key, topics by order and title.

    ``fields`` are those that the survey declares for its papers, claims and topics. ``relations`` are what abstracts
    say of other papers, as curators have read them, ``readings`` what readers found papers to say, in the order of
    their files and lines. ``watch`` is the plan of saved searches, if there is one, ``runs`` what they have done, and
    ``candidates`` the works that they brought, which are no papers, and ``drafts`` what readers wrote of them while
    screening; all in the order of their lines.

    ``changed`` is the date of the last change to the content, ``history`` says by key when papers were added and
    changed, and ``claim_changes`` which of their claims were, all where version control records it. ``layout`` is where
    papers are on the map, by key, as ``survey layout`` has noted it. ``corrections`` are the corrected facts of papers,
    by key, with what their sources state, where that was looked up. ``captured`` are the records in which papers were
    seen, by key, where these were looked up. ``extensions`` is what this survey adds to the tool; reading alone adds
    nothing.
    """

    settings: Settings
    papers: tuple[Paper, ...]
    topics: tuple[Topic, ...] = ()
    sources: tuple[Source, ...] = ()
    pages: tuple[HandPage, ...] = ()
    screenings: tuple[Screening, ...] = ()
    relations: tuple[PaperRelation, ...] = ()
    readings: tuple[Reading, ...] = ()
    watch: WatchPlan | None = None
    runs: tuple[SearchRun, ...] = ()
    candidates: tuple[ScreeningCandidate, ...] = ()
    drafts: tuple[ScreeningDraft, ...] = ()
    statements: Statements = field(default_factory=Statements)
    fields: FieldTable = field(default_factory=FieldTable)
    vocabulary: Mapping[str, tuple[Term, ...]] = field(default_factory=dict)
    changed: date | None = None
    layout: Mapping[str, Point] = field(default_factory=dict)
    history: Mapping[str, Dates] = field(default_factory=dict)
    claim_changes: Mapping[str, tuple[ClaimChange, ...]] = field(default_factory=dict)
    corrections: Mapping[str, tuple[Correction, ...]] = field(default_factory=dict)
    captured: Mapping[str, tuple[CapturedRecord, ...]] = field(default_factory=dict)
    extensions: Extensions = field(default_factory=Extensions)

    def without_summaries(self) -> "Survey":
        """The survey with no summary in its papers."""
        return replace(self, papers=tuple(paper.model_copy(update={"summary": None}) for paper in self.papers))

    def corrections_of(self, paper: Paper) -> tuple[Correction, ...]:
        """The corrected facts of a paper."""
        return self.corrections.get(paper.key) or tuple(Correction(n, why) for n, why in corrections_in(paper).items())

    @cached_property
    def paper(self) -> dict[str, Paper]:
        """Papers by key."""
        return {paper.key: paper for paper in self.papers}

    @cached_property
    def candidate(self) -> dict[str, ScreeningCandidate]:
        """Candidates by key, decided or not."""
        return {candidate.key: candidate for candidate in self.candidates}

    @cached_property
    def topic(self) -> dict[str, Topic]:
        """Topics and areas by key."""
        return {topic.key: topic for topic in self.topics}

    @cached_property
    def areas(self) -> tuple[Topic, ...]:
        """Topics without a parent, in order."""
        return tuple(topic for topic in self.topics if topic.parent is None)

    @cached_property
    def topics_of(self) -> dict[str, tuple[Topic, ...]]:
        """The topics of each area, in order."""
        return {a.key: tuple(t for t in self.topics if t.parent == a.key) for a in self.areas}

    @cached_property
    def newest(self) -> tuple[Paper, ...]:
        """All papers, newest first; those of an unknown date come last."""
        return tuple(_newest_first(self.papers))

    @cached_property
    def papers_of(self) -> dict[str, tuple[Paper, ...]]:
        """The papers of each topic that are not excluded, newest first; those of an area are its topics'."""
        placed: dict[str, dict[str, Paper]] = {topic.key: {} for topic in self.topics}
        for paper in (p for p in self.newest if p.status != Status.EXCLUDED):
            for key in paper.topics:
                if key in placed:
                    placed[key][paper.key] = paper
                    if (area := self.topic[key].parent) in placed and area is not None:
                        placed[area][paper.key] = paper
        return {key: tuple(papers.values()) for key, papers in placed.items()}

    @cached_property
    def statements_of(self) -> dict[str, tuple[Statement, ...]]:
        """The statements of each topic that has any, in the order of their kinds; those of an area are its topics'."""
        found: dict[str, list[Statement]] = {}
        for statement in self.statements:
            keys = [key for key in statement.topics if key in self.topic]
            areas = [self.topic[key].parent or "" for key in keys]
            for key in dict.fromkeys((*keys, *filter(None, areas))):
                found.setdefault(key, []).append(statement)
        return {key: tuple(statements) for key, statements in found.items()}

    @cached_property
    def statements_on(self) -> dict[str, tuple[Statement, ...]]:
        """The statements that rest on each paper that any rests on, in the order of their kinds."""
        found: dict[str, list[Statement]] = {}
        for statement in self.statements:
            for key in statement.papers:
                found.setdefault(key, []).append(statement)
        return {key: tuple(statements) for key, statements in found.items()}

    def arrived_since(self, question: OpenQuestion) -> list[str]:
        """The keys of papers that came into the topics of a question after it was looked at, the first of them first.

        Nothing where no dates are known: they are those of version control.
        """
        papers = {p.key: p for key in question.topics for p in self.papers_of.get(key, ())}
        added = {key: dates.added.date().isoformat() for key in papers if (dates := self.history.get(key))}
        late = [key for key, day in added.items() if day[: len(question.checked)] > question.checked]
        return sorted(late, key=lambda key: (added[key], key))

    @cached_property
    def latest(self) -> tuple[Paper, ...]:
        """The papers with known dates that are not excluded, latest change first, and then newest first."""
        known = [p for p in self.papers if p.key in self.history and p.status != Status.EXCLUDED]
        return tuple(sorted(_newest_first(known), key=lambda p: self.history[p.key].changed, reverse=True))

    @cached_property
    def term(self) -> dict[str, dict[str, Term]]:
        """Terms of each vocabulary, by id and by name."""
        return {
            name: {term.name: term for term in terms} | {term.id: term for term in terms}
            for name, terms in self.vocabulary.items()
        }

    @cached_property
    def cited(self) -> frozenset[str]:
        """The keys that prose of any kind cites."""
        prose = (text for topic in self.topics for text in topic.texts)
        texts = (*prose, *(page.body for page in self.pages), *(paper.notes for paper in self.papers if paper.notes))
        return frozenset(key for text in texts for key in cited_keys(text))

    @cached_property
    def landmark(self) -> dict[str, tuple[str, Term]]:
        """Terms that say where their work was published, by id, each with its vocabulary: prose cites them as papers.

        A paper's key means the paper, and terms without pages of their own are none to lead to.
        """
        terms = ((name, term) for name in self.fields.indexed for term in self.vocabulary.get(name, ()))
        works = [(name, term) for name, term in terms if term.reference and not term.deprecated_to]
        return {term.id: (name, term) for name, term in reversed(works) if term.id not in self.paper}

    def terms_of(self, paper: Paper) -> Iterator[tuple[SurveyField, str]]:
        """The terms that a paper and its claims have, as files write them, each with its field."""
        for one in self.fields.with_terms:
            for owner in (paper,) if one.of == "paper" else paper.claims if one.of == "claim" else ():
                yield from ((one, name) for name in owner.terms(one.id))

    def heading_of(self, paper: Paper) -> str:
        """The id of the term that is said of a paper first; empty where there is none."""
        field = self.fields.heading
        return next(iter(paper.terms(field.id)), "") if field else ""

    def heading_word(self, paper: Paper) -> str:
        """The term that is said of a paper first, in words; empty where there is none."""
        field, name = self.fields.heading, self.heading_of(paper)
        return self.word(field.vocabulary or "", name) or name if field else ""

    def group_of(self, claim: Claim) -> str:
        """The id of the term that a claim is grouped under; empty where there is none."""
        field = self.fields.grouping
        return next(iter(claim.terms(field.id)), "") if field else ""

    def group_word(self, claim: Claim) -> str:
        """The term that a claim is grouped under, in words; empty where there is none."""
        field, name = self.fields.grouping, self.group_of(claim)
        return self.word(field.vocabulary or "", name) or name if field else ""

    def missing(self, paper: Paper) -> list[str]:
        """The fields that a paper must have before it is published, and lacks."""
        wanted = {field.id: paper.fields.get(field.id) for field in self.fields.of("paper") if field.required}
        wanted |= {"topics": paper.topics, "summary": paper.summary}
        return [name for name, value in wanted.items() if value in (None, ())]

    def word(self, vocabulary: str, name: str | None) -> str | None:
        """What to call a term in running text; what is in no vocabulary is called as it is."""
        term = self.term.get(vocabulary, {}).get(name or "")
        return term.name if term else name

    @cached_property
    def counts(self) -> Counts:
        """The numbers of the survey; a paper without any source counts as one record."""
        records = sum(max(1, len(paper.seen)) for paper in self.papers)
        included = sum(paper.status == Status.INCLUDED for paper in self.papers)
        return Counts(
            records=records,
            papers=len(self.papers),
            merged=records - len(self.papers),
            included=included,
            excluded=sum(paper.status == Status.EXCLUDED for paper in self.papers),
            in_bulk=min(included, sum(screening.papers for screening in self.screenings)),
        )


def _newest_first(papers: Iterable[Paper]) -> list[Paper]:
    return sorted(papers, key=lambda p: (tuple(-int(n) for n in (p.published or "0").split("-")), p.title))
