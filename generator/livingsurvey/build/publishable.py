"""Leaving out of a survey what is wrong, so that everything else can be published."""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import ValidationError

from livingsurvey.model import Finding, HandPage, Paper, Severity, Source, Statement, Survey, Term, Topic
from livingsurvey.model.base import Frozen
from livingsurvey.model.statements import STATEMENT_KINDS, statement_file
from livingsurvey.model.survey import Example, Scope
from livingsurvey.store.relation_file import FILE as RELATIONS_FILE

Model = TypeVar("Model", bound=Frozen)
#: The way to a value in the fields of a file.
Path = tuple[str | int, ...]
#: The paths of errors, by file.
Errors = Mapping[str, list[Path]]

_LINK = re.compile(r"(?<!!)\[([^\[\]\n]*)\]\((?:\.\./)?(papers|topics)/([a-z0-9-]+)\.md(?:#[\w-]*)?\)")


def publishable(survey: Survey, findings: Iterable[Finding]) -> Survey:
    """Return the survey without what its errors are about.

    An error names a file and, by its path, a field in it. Left out is the smallest part of the file that contains the
    field and can be missing: of a list the entry (a claim, a link, a record of where the paper was found, a paper to
    start with), of readings the line, of statements and relations the whole; else the field where it is
    optional (a DOI, a date); else the whole paper, topic, page, term or source. The file of settings loses no required
    field. What could not be read is not in ``survey`` to begin with.

    References to what is not in the survey go, too: the topics of a paper, the area of a topic (which then is an area
    itself), papers to start with, sources in which a paper was found, wider terms and replacements, papers of terms,
    statements that quote such a paper or have no topic, relations of such a paper, and worked examples of screening
    that name it, in part or as a whole. A link in Markdown to such a paper or topic becomes its
    text; a citation of it is shown as text where the Markdown is rendered. Apart from this, prose is published as it
    is written. Findings that are warnings or advice leave out nothing, nor do
    unsafe ones: they stop the build.

    Args:
        survey: everything that could be read.
        findings: what is wrong with it.

    Returns:
        ``survey`` itself where nothing has to be left out.
    """
    errors: dict[str, list[Path]] = {}
    for finding in findings:
        if finding.severity == Severity.ERROR and finding.path and not finding.unsafe:
            errors.setdefault(finding.file, []).append(finding.path)
    return _with_sound_references(_without_errors(survey, errors) if errors else survey)


def _without_errors(survey: Survey, errors: Errors) -> Survey:
    settings = _reduced(survey.settings, errors.get("content/survey.yml", [])) or survey.settings
    at = {(kind, n) for kind in STATEMENT_KINDS for n in _first_of(statement_file(kind), errors)}
    wrong = {id(one) for kind in STATEMENT_KINDS for n, one in enumerate(survey.statements.of(kind)) if (kind, n) in at}
    return replace(
        survey,
        settings=settings,
        papers=_files(survey.papers, errors),
        topics=_files(survey.topics, errors),
        pages=_files(survey.pages, errors),
        readings=tuple(one for one in survey.readings if (one.line,) not in errors.get(one.file, ())),
        relations=tuple(one for n, one in enumerate(survey.relations) if n not in _first_of(RELATIONS_FILE, errors)),
        sources=_entries(survey.sources, errors.get("content/sources/sources.yml", [])),
        vocabulary={
            name: _entries(terms, errors.get(f"content/vocabulary/{name}.yml", []))
            for name, terms in survey.vocabulary.items()
        },
        # One without a paper that it rests on would say something else, so it goes as a whole.
        statements=survey.statements.changed(lambda one: None if id(one) in wrong else one),
    )


def _first_of(file: str, errors: Errors) -> set[str | int]:
    """Which entries of a file have errors, where one that has any goes as a whole."""
    return {path[0] for path in errors.get(file, [])}


Filed = TypeVar("Filed", Paper, Topic, HandPage)


def _files(models: tuple[Filed, ...], errors: Errors) -> tuple[Filed, ...]:
    """What remains of models that have a file each."""
    reduced = (_reduced(model, errors.get(model.path, [])) for model in models)
    return tuple(model for model in reduced if model is not None)


Entry = TypeVar("Entry", Term, Source)


def _entries(models: tuple[Entry, ...], paths: list[Path]) -> tuple[Entry, ...]:
    """What remains of models that are entries of one file."""
    reduced = (_reduced(model, [path[1:] for path in paths if path[0] == n]) for n, model in enumerate(models))
    return tuple(model for model in reduced if model is not None)


def _reduced(model: Model, paths: list[Path]) -> Model | None:
    """The model without the parts at these paths; ``None`` where it cannot be without one of them."""
    for path in sorted({_of_entry(path) for path in paths}, reverse=True):  # the last first: others keep their numbers
        for length in range(len(path), 0, -1):
            with suppress(ValidationError):
                model = type(model).model_validate(_cut(model.model_dump(), path[:length]))
                break
        else:
            return None
    return model


def _of_entry(path: Path) -> Path:
    """The path up to the first entry of a list: an entry is left out as a whole."""
    return next((path[: n + 1] for n, step in enumerate(path) if isinstance(step, int)), path)


def _cut(data: Any, path: Path) -> Any:
    """Plain data without what is at the path; the data itself where there is nothing."""
    step, rest = path[0], path[1:]
    if isinstance(data, dict) and step not in data and isinstance(fields := data.get("fields"), dict):
        return data | {"fields": _cut(fields, path)}  # one of those that the survey declares
    pairs = list(data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, tuple | list) else ())
    kept = [(key, _cut(value, rest) if key == step else value) for key, value in pairs if rest or key != step]
    return dict(kept) if isinstance(data, dict) else [value for _, value in kept] if pairs else data


def _with_sound_references(survey: Survey) -> Survey:
    sound = replace(
        survey,
        papers=tuple(_sound_paper(paper, survey) for paper in survey.papers),
        topics=tuple(_sound_topic(topic, survey) for topic in survey.topics),
        pages=tuple(_changed(page, body=_linked(page.body, survey)) for page in survey.pages),
        settings=_changed(survey.settings, scope=_sound_scope(survey.settings.scope, survey)),
        relations=tuple(one for one in survey.relations if {one.source, one.to} <= survey.paper.keys()),
        vocabulary={name: _with_known_terms(terms, survey) for name, terms in survey.vocabulary.items()},
        statements=survey.statements.changed(lambda one: _of_known(one, survey)),
    )
    return survey if sound == survey else sound


def _sound_paper(paper: Paper, survey: Survey) -> Paper:
    topics = tuple(key for key in paper.topics if key in survey.topic)
    sources = {source.id for source in survey.sources}
    seen = tuple(record for record in paper.seen if record.source in sources)
    return _changed(paper, topics=topics, seen=seen, notes=_linked(paper.notes, survey))


def _sound_topic(topic: Topic, survey: Survey) -> Topic:
    start = tuple(one for one in topic.start_here if one.key in survey.paper)
    parent = topic.parent if topic.parent in survey.topic else None
    advice = _linked(topic.advice, survey) if topic.advice else None
    return _changed(topic, parent=parent, advice=advice, start_here=start, prose=_linked(topic.prose, survey))


def _with_known_terms(terms: tuple[Term, ...], survey: Survey) -> tuple[Term, ...]:
    ids = {term.id for term in terms}
    known = {"parent": ids, "deprecated_to": ids, "paper": survey.paper}
    return tuple(
        _changed(t, **{n: value if (value := getattr(t, n)) in of else None for n, of in known.items()}) for t in terms
    )


def _of_known(statement: Statement, survey: Survey) -> Statement | None:
    """The statement with those of its topics that are known; nothing where none is, or one of its papers is not."""
    topics = tuple(key for key in statement.topics if key in survey.topic)
    known = topics and all(key in survey.paper for key in statement.papers)
    return _changed(statement, topics=topics) if known else None


def _sound_scope(scope: Scope, survey: Survey) -> Scope:
    """The scope with examples of the papers that are known; one that names none of them and has no title goes."""

    def _sound(example: Example) -> Example | None:
        papers = tuple(key for key in example.papers if key in survey.paper)
        return _changed(example, papers=papers) if papers or example.title else None

    sound = {part: [_sound(one) for one in examples] for part, examples in scope.examples.items()}
    return _changed(scope, **{part: tuple(one for one in some if one) for part, some in sound.items()})


def _changed(model: Model, **values: Any) -> Model:
    """The model with these values; itself where it has them already."""
    new = {name: value for name, value in values.items() if value != getattr(model, name)}
    return model.model_copy(update=new) if new else model


def _linked(markdown: str, survey: Survey) -> str:
    """Markdown in which links to papers and topics that are not in the survey are their texts."""

    def _kept(link: re.Match[str]) -> str:
        known = survey.paper if link[2] == "papers" else survey.topic
        return link[0] if link[3] == "index" or link[3] in known else link[1]

    return _LINK.sub(_kept, markdown) if "](" in markdown else markdown
