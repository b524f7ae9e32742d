"""Every short text that a curator wrote or that names a paper, with its place; no abstracts, nor words of them."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from livingsurvey.model import FieldType, Paper, Settings, Statement, Survey, Term, Topic
from livingsurvey.model.corrections import corrections_in
from livingsurvey.model.fields import FieldValue
from livingsurvey.model.statements import STATEMENT_KINDS, statement_file


class Piece(NamedTuple):
    """A text of one line: its file, the way to it in the file's fields, and whether it is as it was published."""

    file: str
    path: tuple[str | int, ...]
    text: str
    published: bool = False


def curated_text(survey: Survey) -> Iterator[Piece]:
    """All of it, in the order of files."""
    quoting = frozenset(field.id for field in survey.fields.of("paper") if field.type == FieldType.QUOTATION)
    for paper in survey.papers:
        yield from _of_paper(paper, quoting)
    for topic in survey.topics:
        yield from _of_topic(topic)
    for name, terms in survey.vocabulary.items():
        file = f"content/vocabulary/{name}.yml"
        for n, term in enumerate(terms):
            yield from _of_term(file, n, term)
    for kind in STATEMENT_KINDS:
        for n, statement in enumerate(survey.statements.of(kind)):
            yield from _of_statement(statement_file(kind), n, statement)
    yield from _of_settings(survey)


def _of_paper(paper: Paper, quoting: frozenset[str]) -> Iterator[Piece]:
    file = paper.path
    yield Piece(file, ("title",), paper.title, published=True)
    if paper.venue:
        yield Piece(file, ("venue",), paper.venue, published=True)
    if paper.summary:
        yield Piece(file, ("summary",), paper.summary)
    for n, author in enumerate(paper.authors):
        yield Piece(file, ("authors", n), author, published=True)
    yield from _of_fields(file, (), {name: value for name, value in paper.fields.items() if name not in quoting})
    for n, claim in enumerate(paper.claims):
        texts = {("against",): claim.against, ("on",): claim.on, ("change", "words"): claim.change.words}
        for path, value in texts.items():
            if value:
                yield Piece(file, ("claims", n, *path), value)
        yield from _of_fields(file, ("claims", n), claim.fields)
    for n, link in enumerate(paper.links):
        yield Piece(file, ("links", n, "label"), link.label)
    for name, reason in corrections_in(paper).items():
        yield Piece(file, ("provenance", name, "corrected"), reason)


def _of_fields(file: str, path: tuple[str | int, ...], fields: Mapping[str, FieldValue]) -> Iterator[Piece]:
    """The texts in fields that the survey declares."""
    for name, value in fields.items():
        if isinstance(value, tuple):
            yield from (Piece(file, (*path, name, n), one) for n, one in enumerate(value))
        elif isinstance(value, str):
            yield Piece(file, (*path, name), value)


def _of_term(file: str, n: int, term: Term) -> Iterator[Piece]:
    yield Piece(file, (n, "name"), term.name)
    yield Piece(file, (n, "definition"), term.definition)
    for m, synonym in enumerate(term.synonyms):
        yield Piece(file, (n, "synonyms", m), synonym)
    if term.reference:
        yield Piece(file, (n, "reference", "title"), term.reference.title, published=True)
        for m, author in enumerate(term.reference.authors):
            yield Piece(file, (n, "reference", "authors", m), author, published=True)
    for name, words in (term.words.model_dump() if term.words else {}).items():
        if words:
            yield Piece(file, (n, "words", name), words)


def _of_statement(file: str, n: int, statement: Statement) -> Iterator[Piece]:
    for name in ("about", "statement", "question", "why"):
        if value := getattr(statement, name, None):
            yield Piece(file, (n, name), value)
    for m, side in enumerate(getattr(statement, "sides", ())):
        yield Piece(file, (n, "sides", m, "says"), side.says)


def _of_topic(topic: Topic) -> Iterator[Piece]:
    yield Piece(topic.path, ("title",), topic.title)
    yield Piece(topic.path, ("summary",), topic.summary)
    yield from _of_fields(topic.path, (), topic.fields)
    if topic.next_door:
        yield Piece(topic.path, ("next_door",), topic.next_door)
    for n, start in enumerate(topic.start_here):
        yield Piece(topic.path, ("start_here", n, "why"), start.why)


def _of_decisions(file: str, settings: Settings) -> Iterator[Piece]:
    """Texts on how the survey decides, and on what readers may look for."""
    for part, examples in settings.scope.examples.items():
        for n, example in enumerate(examples):
            if example.title:
                yield Piece(file, ("scope", part, n, "title"), example.title, published=True)
            yield Piece(file, ("scope", part, n, "why"), example.why)
    for n, constraint in enumerate(settings.decisions.constraints if settings.decisions else ()):
        yield Piece(file, ("decisions", "constraints", n, "question"), constraint.question)
    for n, search in enumerate(settings.searches):
        yield Piece(file, ("searches", n, "name"), search.name)
    for name, setting in settings.rules.items():
        if setting.reason:
            yield Piece(file, ("rules", name, "reason"), setting.reason)


def _of_settings(survey: Survey) -> Iterator[Piece]:
    file, settings = "content/survey.yml", survey.settings
    for name in ("name", "tagline", "description", "reading"):
        if value := getattr(settings, name):
            yield Piece(file, (name,), value)
    yield Piece(file, ("scope", "statement"), settings.scope.statement)
    yield from _of_decisions(file, settings)
    for n, limit in enumerate(settings.limits):
        yield Piece(file, ("limits", n), limit)
    for page in survey.pages:
        yield Piece(page.path, ("title",), page.title)
