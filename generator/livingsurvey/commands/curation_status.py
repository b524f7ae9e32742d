"""How far the curation is, topic by topic, and which papers the survey names but does not have."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from livingsurvey.analysis.mentions import paper_name
from livingsurvey.analysis.versions import disagreements
from livingsurvey.model import Paper, Survey, Term, Topic
from livingsurvey.model import Status as Screening

#: What a paper that is not excluded should have: by the head of its column, whether it has it.
FILLED: dict[str, Callable[[Paper], bool]] = {
    "authors": lambda paper: bool(paper.authors),
    "date": lambda paper: bool(paper.published),
    "venue": lambda paper: bool(paper.venue),
    "id": lambda paper: bool(paper.arxiv or paper.doi),
    "code": lambda paper: bool(paper.code),
    "summary": lambda paper: bool(paper.summary),
    "claims": lambda paper: bool(paper.claims),
}
_OFTEN = 3  # papers that must use a method before its own is missed
_ARXIV = re.compile(r"arxiv(?:\.org/(?:abs|pdf)/|\s*:\s*)(\d{4}\.\d{4,5})", re.IGNORECASE)
_SYSTEM = re.compile(r"(?=.*[a-z].)[^\W_][\w*+-]*[A-Z0-9][\w*+-]*\Z")


@dataclass(frozen=True, slots=True)
class TopicStatus:
    """A topic: its papers, how many of them have what, the newest one's date, and whether nothing new has come."""

    key: str
    title: str
    papers: int
    filled: dict[str, int]
    newest: str | None
    quiet: bool


@dataclass(frozen=True, slots=True)
class Absent:
    """A paper that others name and the survey does not have: by its name or arXiv number, and the keys of those."""

    name: str
    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionStatus:
    """An open question whose topics have got papers since it was looked at: its id, the day, and their keys."""

    id: str
    checked: str
    arrived: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CurationStatus:
    """The whole of it.

    ``unscreened`` papers have no status; ``unfinished`` ones are included and lack a required field; ``homeless``
    is how many papers that are not excluded are in no topic. The captured and the published abstract of those that
    are ``disagreeing`` state different figures; ``questions`` are those to look at again, and ``waiting`` is how many
    candidates nobody has decided on.
    """

    papers: int
    included: int
    excluded: int
    unscreened: tuple[str, ...]
    unfinished: tuple[str, ...]
    homeless: int
    filled: dict[str, int]
    topics: tuple[TopicStatus, ...]
    absent: tuple[Absent, ...]
    disagreeing: tuple[str, ...]
    questions: tuple[QuestionStatus, ...] = ()
    waiting: int = 0


def curation_status(survey: Survey, changed: date | None, months: int) -> CurationStatus:
    """Look at a survey.

    Args:
        survey: what to look at.
        changed: the day of its last change; without it, the newest paper's.
        months: how old a topic's newest paper must be, at that day, for the topic to count as quiet.
    """
    kept = [paper for paper in survey.papers if paper.status != Screening.EXCLUDED]
    edge = _edge(survey, changed, months)
    return CurationStatus(
        papers=len(survey.papers),
        included=survey.counts.included,
        excluded=survey.counts.excluded,
        unscreened=tuple(paper.key for paper in kept if paper.status is None),
        unfinished=tuple(p.key for p in kept if p.status and survey.missing(p)),
        homeless=sum(not set(paper.topics) & survey.topic.keys() for paper in kept),
        filled=_filled(survey, kept),
        topics=tuple(_row(survey, topic, edge) for topic in survey.topics if topic.parent),
        absent=(*_numbers(survey), *_names(survey)),
        disagreeing=tuple(paper.key for paper in kept if disagreements(paper)),
        questions=tuple(_questions(survey)),
        waiting=sum(one.waits for one in survey.candidates),
    )


def _questions(survey: Survey) -> Iterator[QuestionStatus]:
    for question in survey.statements.questions:
        if arrived := survey.arrived_since(question):
            yield QuestionStatus(question.id, question.checked, tuple(arrived))


def _row(survey: Survey, topic: Topic, edge: str) -> TopicStatus:
    papers = list(survey.papers_of[topic.key])
    newest = max((paper.published for paper in papers if paper.published), default=None)
    quiet = newest is not None and newest < edge[: len(newest)]
    return TopicStatus(topic.key, topic.title, len(papers), _filled(survey, papers), newest, quiet)


def columns_of(survey: Survey) -> dict[str, Callable[[Paper], bool]]:
    """What a paper should have: by the head of its column, whether it has it."""
    required = {f.id: partial(_has_field, f.id) for f in survey.fields.of("paper") if f.required}
    return FILLED | required


def _has_field(name: str, paper: Paper) -> bool:
    return name in paper.fields


def _filled(survey: Survey, papers: list[Paper]) -> dict[str, int]:
    return {name: sum(has(paper) for paper in papers) for name, has in columns_of(survey).items()}


def _edge(survey: Survey, changed: date | None, months: int) -> str:
    """The date before which a topic's newest paper is old; empty where no date is known."""
    last = changed.isoformat() if changed else max((p.published for p in survey.papers if p.published), default="")
    if not last:
        return ""
    year, month = int(last[:4]), int(last[5:7] or 12)
    past = year * 12 + month - 1 - months
    return f"{past // 12:04}-{past % 12 + 1:02}-{last[8:10] or '01'}"


def _numbers(survey: Survey) -> Iterator[Absent]:
    """Papers whose arXiv number is in an abstract or in prose, and that the survey does not have."""
    present = {paper.arxiv for paper in survey.papers}
    named: dict[str, set[str]] = defaultdict(set)
    for paper in survey.papers:
        text = f"{paper.abstract}\n{paper.published_abstract or ''}\n{paper.notes}"
        for number in _ARXIV.findall(text) if "arxiv" in text.casefold() else ():
            named[number].add(paper.key)
    for topic in survey.topics:
        for number in _ARXIV.findall(topic.prose):
            named[number].add(topic.key)
    missing = {number: keys for number, keys in named.items() if number not in present}
    for number, keys in sorted(missing.items(), key=lambda one: (-len(one[1]), one[0])):
        yield Absent(f"arXiv:{number}", tuple(sorted(keys)))


def _names(survey: Survey) -> Iterator[Absent]:
    """Terms with the name of a system that several papers use, and whose own paper is not here.

    A name is one word with a small letter and, after its first sign, a capital or a digit; bare initials are mostly
    used for what no one paper introduced. The paper of a method has the name in its title. These are names, not papers:
    some of them may never have been published as one.
    """
    bearers = {word.strip(".,:;!?()\"'").casefold() for paper in survey.papers for word in paper.title.split()}
    bearers |= {name.casefold() for paper in survey.papers if (name := paper_name(paper.title))}
    users: dict[str, set[str]] = defaultdict(set)
    for paper in survey.papers:
        for field, word in survey.terms_of(paper):
            if field.by_name:
                users[word].add(paper.key)
    missing = []
    for term in (term for name in survey.fields.named for term in survey.vocabulary.get(name, ())):
        names = list(_of_systems(term))
        keys = set().union(*(users.get(word, set()) for word in (term.name, *term.synonyms)))
        if names and len(keys) >= _OFTEN and not {name.casefold() for name in names} & bearers:
            missing.append(Absent(names[0], tuple(sorted(keys))))
    yield from sorted(missing, key=lambda one: (-len(one.papers), one.name))


def _of_systems(term: Term) -> Iterator[str]:
    """The names of a term that are one word as systems have them, those in brackets too."""
    for text in (term.name, *term.synonyms):
        for word in (text, *re.findall(r"\(([^()\s]+)\)", text)):
            if _SYSTEM.match(word):
                yield word
