"""Rules of statements: what papers agree and disagree on, and open questions."""

from collections.abc import Iterator
from typing import Any

from livingsurvey.checks.context import Context
from livingsurvey.checks.rule import ADVICE, ERROR, Found, rule
from livingsurvey.model import Paper, QuotedPaper, Statement, Status
from livingsurvey.model.nearest import did_you_mean
from livingsurvey.model.statements import STATEMENT_KINDS, Consensus, Disagreement, statement_file
from livingsurvey.store.yaml_edit import Put

_Place = tuple[str | int, ...]


def _all(context: Context) -> Iterator[tuple[str, int, Statement]]:
    """Every statement: its file, its place there, and itself."""
    for kind in STATEMENT_KINDS:
        for n, statement in enumerate(context.survey.statements.of(kind)):
            yield statement_file(kind), n, statement


def _quotations(context: Context) -> Iterator[tuple[str, _Place, QuotedPaper]]:
    """Every paper that a statement quotes: its file, and the way to it there."""
    for file, n, statement in _all(context):
        for name in dict.fromkeys(name for name, _ in statement.quotations):
            for m, quoted in enumerate(getattr(statement, name)):
                yield file, (n, name, m), quoted


@rule(ERROR, fixes=True)
def statement_paper(context: Context) -> Iterator[Found]:
    """A statement quotes a paper that does not exist, or that is not included.

    Why: What is said of the field rests on papers that belong to the survey, and that readers can open.
    Fix: Correct the key, or take the paper out of the statement. A former key is replaced by the present one.
    Wrong: support: [{paper: reef-chek, quote: Corals recover.}]
    Right: support: [{paper: reef-check, quote: Corals recover.}]
    """
    for file, path, quoted in _quotations(context):
        key = quoted.paper
        paper = context.survey.paper.get(key)
        if paper and paper.status != Status.INCLUDED:
            said = f"«{key}» is {'excluded' if paper.status else 'not screened'}."
            yield Found(file, said, "Include it, or rest the statement on others.", (*path, "paper"))
        elif paper is None and not context.unread.may_be("papers", key):
            now = context.current.get(key)
            edit = Put((*path, "paper"), key, now.key) if now else None
            otherwise = "Use the name of the paper's file, without .md."
            fix = f"Name «{now.key}»." if now else did_you_mean(key, context.survey.paper, otherwise)
            yield Found(file, f"there is no paper «{key}».", fix, (*path, "paper"), edit=edit)


@rule(ERROR)
def statement_quote(context: Context) -> Iterator[Found]:
    """The words that a statement quotes are not in the paper's abstract, word for word.

    Why: A statement about the field is worth as much as the sentences that it rests on.
    Fix: Copy the words from the abstract as they are.
    Wrong: {paper: reef-check, quote: Corals recover quickly.}   # the abstract: Corals recover within ten years.
    Right: {paper: reef-check, quote: Corals recover within ten years.}
    """
    for file, path, quoted in _quotations(context):
        paper = context.survey.paper.get(quoted.paper)
        if paper and not _quotes(paper, quoted.quote):
            said = f"«{quoted.quote[:60]}» is not in the abstract of {paper.key}."
            yield Found(file, said, "Copy the words from the abstract as they are.", (*path, "quote"))


def _quotes(paper: Paper, quote: str) -> bool:
    return any(quote in text for text in (paper.abstract, paper.published_abstract or ""))


@rule(ERROR, limits={"support": 3, "sides": 2})
def statement_support(context: Context, support: int, sides: int) -> Iterator[Found]:
    """A consensus rests on too few papers, a disagreement has too few sides, or one paper is on two sides of it.

    Why: What one or two abstracts say is no consensus, and a paper does not disagree with itself.
    Fix: Add papers that say so, each with its words, or take the statement out.
    Wrong: support: [{paper: reef-check, quote: Corals recover.}]
    Right: support: [{paper: reef-check, quote: …}, {paper: reef-scan, quote: …}, {paper: deep-reefs, quote: …}]
    """
    for file, n, statement in _all(context):
        if isinstance(statement, Consensus):
            yield from _too_few(file, n, "support", len({quoted.paper for quoted in statement.support}), support)
            agreeing = {quoted.paper for quoted in statement.support}
            for m, quoted in enumerate(statement.dissent):
                if quoted.paper in agreeing:
                    said = f"«{quoted.paper}» is in support and in dissent."
                    yield Found(file, said, "Keep it on one side.", (n, "dissent", m, "paper"))
        elif isinstance(statement, Disagreement):
            yield from _too_few(file, n, "sides", len(statement.papers), sides)


def _too_few(file: str, n: int, field: str, papers: int, least: int) -> Iterator[Found]:
    if papers < least:
        said = f"«{field}:» quotes {papers} paper{'s' * (papers != 1)}; at least {least} are wanted."
        yield Found(file, said, "Add papers that say so, or take the statement out.", (n, field))


@rule(ERROR)
def statement_topic(context: Context) -> Iterator[Found]:
    """A statement is of a topic that does not exist, or of an area.

    Why: It would be missing from the page where readers look for it.
    Fix: Name the keys of topics, the one that it is mostly about first.
    Wrong: topics: [coral-bleach]
    Right: topics: [coral-bleaching]
    """
    topics = context.survey.topic
    known = [topic.key for topic in context.survey.topics if topic.parent]
    for file, n, statement in _all(context):
        for m, key in enumerate(statement.topics):
            if key in topics and topics[key].parent is None:
                said = f"«{key}» is an area; a statement is of topics."
                yield Found(file, said, "Name one of the area's topics.", (n, "topics", m))
            elif key not in topics and not context.unread.may_be("topics", key):
                fix = did_you_mean(key, known, "Use the name of the topic's file, without .md.")
                yield Found(file, f"there is no topic «{key}».", fix, (n, "topics", m))


@rule(ERROR)
def statement_clash(context: Context) -> Iterator[Found]:
    """Two statements have the same id, or say the same.

    Why: The id is a statement's address; a link to it would lead to another one.
    Fix: Give one of them another id, or remove it.
    Wrong: [{id: corals-recover, …}, {id: corals-recover, …}]
    Right: [{id: corals-recover, …}, {id: corals-recover-in-the-shade, …}]
    """
    seen: dict[str, str] = {}
    for file, n, statement in _all(context):
        for name, said in (("id", statement.id), (_main(statement), statement.text)):
            place = seen.setdefault(said.casefold(), f"{file}, entry {n + 1}")
            if place != f"{file}, entry {n + 1}":
                yield Found(file, f"«{said[:60]}» is in {place}, too.", "Change or remove one of them.", (n, name))


def _main(statement: Statement) -> str:
    return next(name for name in ("statement", "about", "question") if hasattr(statement, name))


@rule(ERROR)
def statement_date(context: Context) -> Iterator[Found]:
    """A statement is dated in the future, or a question was looked at before it was asked.

    Why: Readers see how old a statement is, and papers that arrive later are counted from this date.
    Fix: Write the day on which it was written or looked at.
    Wrong: {asked: 2025-03-02, checked: 2025-03-01}
    Right: {asked: 2025-03-02, checked: 2025-03-02}
    """
    today = context.today.isoformat() if context.today else "9999"
    for file, n, statement in _all(context):
        dates: dict[str, Any] = {name: getattr(statement, name, None) for name in ("date", "asked", "checked")}
        for name in (name for name in dates if name in type(statement).model_fields):
            if dates[name] > today:
                yield Found(file, f"«{dates[name]}» is in the future.", "Write the day it was written.", (n, name))
        asked, checked = dates["asked"], dates["checked"]
        if asked and checked and checked < asked[: len(checked)]:
            said = f"checked «{checked}», before it was asked ({asked})."
            yield Found(file, said, "Write the day on which it was looked at.", (n, "checked"))


@rule(ADVICE)
def question_to_check(context: Context) -> Iterator[Found]:
    """Papers have been added to the topics of an open question since it was looked at.

    Why: One of them may answer it; a question that is answered makes the page wrong.
    Fix: Look at the new papers; remove the question if it is answered, else write today's date under checked.
    Wrong: {question: Do corals recover?, checked: 2025-03-02}   # a paper of the topic was added on 2025-05-01
    Right: {question: Do corals recover?, checked: 2025-05-02}
    """
    for n, question in enumerate(context.survey.statements.questions):
        if arrived := context.survey.arrived_since(question):
            count = f"{len(arrived)} paper{'s' * (len(arrived) != 1)}"
            said = f"check again: {count} arrived since «{question.checked}», {arrived[0]} first."
            fix = "Look at them, and write today's date under «checked:»."
            yield Found(statement_file("questions"), said, fix, (n, "checked"))
