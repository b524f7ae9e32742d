"""Rules of the terms that papers use."""

import re
from collections.abc import Iterator
from functools import lru_cache

from livingsurvey.checks.context import Context
from livingsurvey.checks.rule import WARNING, Found, rule
from livingsurvey.model import REASONS, Claim, Paper, Survey, SurveyField, Term, Topic
from livingsurvey.model.nearest import did_you_mean, either, nearest
from livingsurvey.store.yaml_edit import Put


def by_name(survey: Survey, vocabulary: str) -> bool:
    """Return whether files write the names of a vocabulary's terms, rather than their ids."""
    return any(field.by_name for field in survey.fields.vocabularies.get(vocabulary, ()))


@lru_cache(maxsize=1 << 14)
def loose(word: str) -> str:
    """A word without what is written now one way, now another: case, hyphens, spaces, a plural s."""
    kept = re.sub(r"[\W_]+", "", word.casefold().replace("+", "plus"))
    return kept.removesuffix("s") if len(kept) > 3 and not kept.endswith("ss") else kept


def owners(survey: Survey, field: SurveyField) -> Iterator[tuple[str, tuple[str | int, ...], Paper | Claim | Topic]]:
    """Everything that may have a field: its file, the way to it in the file, and itself."""
    if field.of == "topic":
        yield from ((topic.path, (), topic) for topic in survey.topics)
    for paper in survey.papers if field.of != "topic" else ():
        if field.of == "paper":
            yield paper.path, (), paper
        else:
            yield from ((paper.path, ("claims", n), claim) for n, claim in enumerate(paper.claims))


@rule(WARNING, fixes=True)
def vocabulary_synonym(context: Context) -> Iterator[Found]:
    """A synonym is used instead of the term's name.

    Why: One thing must have one name, or counts and comparisons fall apart.
    Fix: Use the name.
    Wrong: instruments: [CTD probe]
    Right: instruments: [CTD]
    """
    for name in context.survey.fields.named:
        terms = context.survey.vocabulary.get(name, ())
        names = {term.name for term in terms}
        other = {synonym: term.name for term in terms for synonym in term.synonyms if synonym not in names}
        for file, path, word in context.uses.get(name, ()) if other else ():
            if word in other:
                edit = Put(path, word, other[word])
                yield Found(file, f"«{word}» is called «{other[word]}».", "Use that name.", path, edit=edit)


@rule(WARNING, fixes=True)
def deprecated_term(context: Context) -> Iterator[Found]:
    """A term is used that has been replaced by another.

    Why: A term is replaced because it was ambiguous, or one of two for the same thing; old uses keep the fault alive.
    Fix: Use the term it was replaced by.
    Wrong: kind: technical-note   # deprecated_to: field-report
    Right: kind: field-report
    """
    for name, terms in context.survey.vocabulary.items():
        named = by_name(context.survey, name)
        other = {(term.name if named else term.id): new for term in terms if (new := _last(context.survey, name, term))}
        for file, path, word in context.uses.get(name, ()) if other else ():
            if word in other:
                instead = other[word].name if named else other[word].id
                edit = Put(path, word, instead)
                yield Found(file, f"«{word}» has been replaced by «{instead}».", "Use that.", path, edit=edit)


def _last(survey: Survey, name: str, term: Term) -> Term | None:
    """The term that replaces a replaced one in the end."""
    passed = {term.id}
    while term.deprecated_to and term.deprecated_to in survey.term[name]:
        term = survey.term[name][term.deprecated_to]
        if term.id in passed:
            return None
        passed.add(term.id)
    return term if len(passed) > 1 else None


@rule(WARNING, fixes=True)
def term_spelling(context: Context) -> Iterator[Found]:
    """A term differs from one of the vocabulary in nothing but case, hyphens or a plural s.

    Why: To a program these are two things, so the paper would be missing from the term's page and from every count.
    Fix: Write it as the vocabulary does.
    Wrong: instruments: [secchi-disk]
    Right: instruments: [Secchi disk]
    """
    for name in _whole_vocabularies(context):
        for file, path, word, meant in _near(context, name):
            edit = Put(path, word, meant)
            yield Found(file, f"«{word}» is written «{meant}».", "Write it so.", path, edit=edit)


def _known(survey: Survey, name: str) -> set[str]:
    terms = survey.vocabulary[name]
    if not by_name(survey, name):
        return {term.id for term in terms}
    return {word for term in terms for word in (term.id, term.name, *term.synonyms)}


def _near(context: Context, name: str) -> Iterator[tuple[str, tuple[str | int, ...], str, str]]:
    """Uses of words that are in no vocabulary, but nearly: with the word that is meant."""
    survey, known = context.survey, _known(context.survey, name)
    unknown = [use for use in context.uses.get(name, ()) if use.word not in known]
    if unknown:
        meant: dict[str, set[str]] = {}
        for term in survey.vocabulary[name]:
            for word in (term.id, term.name, *term.synonyms):
                meant.setdefault(loose(word), set()).add(term.name if by_name(survey, name) else term.id)
        for file, path, word in unknown:
            if len(names := meant.get(loose(word), set())) == 1:
                yield file, path, word, next(iter(names))


@rule(WARNING)
def unknown_term(context: Context) -> Iterator[Found]:
    """A term that a file uses is in no vocabulary.

    Why: A term without a definition cannot be distinguished from a slip of the pen. Holds where the vocabulary exists.
    Fix: Correct it, or define it in the vocabulary.
    Wrong: instruments: [Sechi]
    Right: instruments: [Secchi disk]
    """
    for name in _whole_vocabularies(context):
        if name != REASONS:  # which excluded-without-reason reports
            known = _known(context.survey, name)
            spelt = {(file, path) for file, path, _, _ in _near(context, name)}
            for file, path, word in context.uses.get(name, ()):
                if word not in known and (file, path) not in spelt:
                    said = f"«{word}» is not in the vocabulary of {name}."
                    yield Found(file, said, _choice(context.survey, name, word), path)


def _choice(survey: Survey, name: str, word: str) -> str:
    terms = survey.vocabulary[name]
    otherwise = f"Correct it, or define it in content/vocabulary/{name}.yml."
    if by_name(survey, name):
        near = nearest(word, [term.name for term in terms])
        return f"Did you mean {either(near)}? Else define it in content/vocabulary/{name}.yml." if near else otherwise
    return did_you_mean(word, [term.id for term in terms], otherwise)


def _whole_vocabularies(context: Context) -> list[str]:
    """The vocabularies that could be read: of another, any term may be one of those that could not."""
    return [name for name in context.survey.vocabulary if f"content/vocabulary/{name}.yml" not in context.unread]
