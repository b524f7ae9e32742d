"""Rules of the vocabularies' own entries."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator

from livingsurvey.checks.context import Context
from livingsurvey.checks.rule import ADVICE, ERROR, WARNING, Found, rule
from livingsurvey.checks.terms import loose
from livingsurvey.model import Paper, Status, Survey, SurveyField, Term
from livingsurvey.model.nearest import did_you_mean
from livingsurvey.store.yaml_edit import Put, Whole

_SHORT = re.compile(r"(.+?)\s*\(([A-Z][\w-]*[A-Z0-9][\w-]*)\)")
_ENTRY = re.compile(r"^- ", re.MULTILINE)


def _file(name: str) -> str:
    return f"content/vocabulary/{name}.yml"


@rule(ERROR)
def vocabulary_clash(context: Context) -> Iterator[Found]:
    """Two terms of a vocabulary share an id, a name or a synonym, or a term refers to none.

    Why: Then a word would mean two things, or a reference nothing.
    Fix: Keep the word in one of them; correct the id that is referred to.
    Wrong:
        - {id: ctd, name: CTD, definition: …}
        - {id: ctd-profiler, name: CTD profiler, definition: …, synonyms: [CTD]}
    Right:
        - {id: ctd, name: CTD, definition: …}
        - {id: ctd-profiler, name: CTD profiler, definition: …}
    """
    for name, terms in context.survey.vocabulary.items():
        ids, words = dict[str, int](), dict[str, int]()
        for n, term in enumerate(terms):
            repeated = {word for word in (term.name, *term.synonyms) if words.setdefault(word, n) != n}
            repeated |= {term.id} if ids.setdefault(term.id, n) != n else set()
            for word in sorted(repeated):
                yield Found(_file(name), f"«{word}» names two terms.", "Keep it in one of them.", (n,), word)
        for term in terms:
            for other in (term.parent, term.deprecated_to):
                if other and other not in ids:
                    fix = did_you_mean(other, ids, "Correct the id.")
                    yield Found(_file(name), f"there is no term «{other}».", fix)


@rule(WARNING)
def near_synonyms(context: Context) -> Iterator[Found]:
    """Two terms differ in nothing but case, hyphens, a plural s, or an abbreviation in parentheses.

    Why: They are one thing under two names, and every count of it would be split. A wider term and one below it
        may be as near as they like.
    Fix: Make one of them a synonym of the other, or deprecate it.
    Wrong:
        - {id: light-logger, name: light logger, definition: …}
        - {id: light-loggers, name: Light-Loggers, definition: …}
    Right:
        - {id: light-logger, name: light logger, definition: …, synonyms: [Light-Loggers]}
    """
    for name, terms in context.survey.vocabulary.items():
        first: dict[str, Term] = {}
        for n, term in enumerate(terms):
            for word in (term.name, *term.synonyms):
                others = [first.setdefault(part, term) for part in _parts(word)]
                near = (other for other in others if other is not term and not _related(term, other))
                if other := next((o for o in near if word not in (o.name, *o.synonyms)), None):
                    said = f"«{word}» is nearly a name of {other.id}."
                    yield Found(_file(name), said, "Make one of the terms a synonym of the other.", (n,), word)
                    break


def _parts(word: str) -> list[str]:
    """A name as it may be written, and where an abbreviation is behind it in parentheses, either of both alone."""
    short = _SHORT.fullmatch(word)
    return [loose(part) for part in ((word, short[1], short[2]) if short else (word,))]


@rule(WARNING)
def term_in_two_vocabularies(context: Context) -> Iterator[Found]:
    """A name is that of terms of two vocabularies.

    Why: A reader who counts one of them misses what the other has. What a thing is (a test, a model, a method) is
        decided once. Vocabularies of works, whose terms say where they were published, may name anything.
    Fix: Keep it where it belongs, or say in both names what divides them.
    Wrong:
        - {id: ctd, name: CTD, definition: …}   # in vocabulary/instruments.yml
        - {id: ctd-cast, name: CTD, definition: …}   # in vocabulary/methods.yml
    Right:
        - {id: ctd, name: CTD, definition: …}   # in vocabulary/instruments.yml
        - {id: ctd-cast, name: CTD cast, definition: …}   # in vocabulary/methods.yml
    """
    survey, first = context.survey, dict[str, tuple[str, Term]]()
    for name in survey.fields.named:
        terms = survey.vocabulary.get(name, ())
        if any(term.reference or term.paper for term in terms):
            continue
        for n, term in enumerate(terms):
            for word in (term.name, *term.synonyms) if not term.deprecated_to else ():
                other, earlier = first.setdefault(loose(word), (name, term))
                if other != name:
                    plural = survey.fields.label(other).plural.lower()
                    said = f"«{word}» is also a name of «{earlier.name}», one of the {plural}."
                    yield Found(_file(name), said, "Keep it where it belongs.", (n,), word)
                    break


@rule(WARNING)
def term_only_excluded(context: Context) -> Iterator[Found]:
    """A term that papers name is in excluded papers only.

    Why: It has no page and is in no list, since what is out of scope says nothing of the survey's subject.
    Fix: Remove it from the vocabulary, and from the excluded papers that name it.
    Wrong: instruments: [Sundial]   # in excluded papers alone
    Right: instruments:   # in these papers
    """
    for name in context.survey.fields.named:
        kept, out = _naming(context.survey, name)
        terms = context.survey.vocabulary.get(name, ())
        wider = {term.parent for term in terms}
        for n, term in enumerate(terms):
            words = {term.name, *term.synonyms}
            needed = words & kept or term.id in wider or term.id in context.survey.cited
            if count := 0 if needed else sum(out[word] for word in words):
                said = f"«{term.name}» is in excluded papers only ({count})."
                yield Found(_file(name), said, "Remove it there and here.", (n,), term.name)


def _naming(survey: Survey, vocabulary: str) -> tuple[set[str], Counter[str]]:
    """The words of a vocabulary that are in papers or claims which are not excluded, and how many of the others."""
    kept, out = set[str](), Counter[str]()
    fields = survey.fields.vocabularies[vocabulary]
    for paper in survey.papers:
        words = {word for field in fields for word in _terms(paper, field)}
        if paper.status == Status.EXCLUDED:
            out.update(words)
        else:
            kept |= words
    return kept, out


def _terms(paper: Paper, field: SurveyField) -> Iterator[str]:
    """The terms that a paper or its claims have in a field."""
    owners = (paper,) if field.of == "paper" else paper.claims if field.of == "claim" else ()
    return (word for owner in owners if field.id in owner.fields for word in owner.terms(field.id))


def _related(one: Term, other: Term) -> bool:
    return {one.parent, one.deprecated_to} & {other.id} != set() or {other.parent, other.deprecated_to} & {
        one.id
    } != set()


@rule(ERROR)
def term_cycle(context: Context) -> Iterator[Found]:
    """Terms are each other's wider term, or each other's replacement.

    Why: Whoever follows them never arrives.
    Fix: Remove one of the references.
    Wrong:
        - {id: a, name: A, definition: …, parent: b}
        - {id: b, name: B, definition: …, parent: a}
    Right:
        - {id: a, name: A, definition: …, parent: b}
        - {id: b, name: B, definition: …}
    """
    for name, terms in context.survey.vocabulary.items():
        for field in ("parent", "deprecated_to"):
            after = {term.id: getattr(term, field) for term in terms}
            for n, term in enumerate(terms):
                if after[term.id] and term.id in _followed(after, after[term.id]):
                    said = f"«{field}:» of {term.id} comes back to itself."
                    yield Found(_file(name), said, "Remove one of the references.", (n, field))


def _followed(after: dict[str, str | None], start: str | None) -> set[str]:
    """Everything that is reached from ``start``."""
    reached: set[str] = set()
    while start and start not in reached:
        reached.add(start)
        start = after.get(start)
    return reached


@rule(ADVICE, fixes=True)
def deprecated_chain(context: Context) -> Iterator[Found]:
    """A term is replaced by one that has been replaced itself.

    Why: The fix for papers that use it would name a term that is to be fixed again.
    Fix: Name the last term of the chain.
    Wrong:
        - {id: a, name: A, definition: …, deprecated_to: b}
        - {id: b, name: B, definition: …, deprecated_to: c}
    Right:
        - {id: a, name: A, definition: …, deprecated_to: c}
        - {id: b, name: B, definition: …, deprecated_to: c}
    """
    for name, terms in context.survey.vocabulary.items():
        after = {term.id: term.deprecated_to for term in terms}
        for n, term in enumerate(terms):
            following = after.get(term.deprecated_to or "")
            if term.deprecated_to and following and term.id not in _followed(after, following):
                last = [step for step in _followed(after, following) if not after.get(step)]
                said = f"«{term.deprecated_to}» has been replaced by «{following}»."
                edit = Put((n, "deprecated_to"), term.deprecated_to, last[0]) if last else None
                yield Found(_file(name), said, "Name the last of the chain.", (n, "deprecated_to"), edit=edit)


@rule(ADVICE)
def unused_term(context: Context) -> Iterator[Found]:
    """A term that papers name is used by none of them and is no wider term.

    Why: Its page would be empty. Most often the paper it was made for lacks the line that names it.
    Fix: Name it in the papers it belongs to, or remove it. A term that is deprecated may stay.
    Wrong:
        - {id: secchi-disk, name: Secchi disk, definition: …}   # and no paper has it
    Right: instruments: [Secchi disk]   # in a paper
    """
    for name in context.survey.fields.named:
        terms = context.survey.vocabulary.get(name, ())
        used = {word for _, _, word in context.uses.get(name, ())}
        if not used:  # nobody has begun to use the vocabulary
            continue
        used |= {parent for term in terms if (parent := term.parent)}
        for n, term in enumerate(terms):
            words = {term.id, term.name, *term.synonyms}
            named = used & words or term.id in context.survey.cited
            if not term.deprecated_to and not named and not any(map(context.unread.mentions, words)):
                fix = "Name it in the papers it belongs to, or remove it."
                yield Found(_file(name), f"«{term.name}» is used by no paper.", fix, (n,), term.name)


@rule(ADVICE, fixes=True)
def vocabulary_order(context: Context) -> Iterator[Found]:
    """The terms of a vocabulary that papers name are not in the order of their ids.

    Why: In an ordered file a term is found, a double is seen, and two pull requests rarely touch the same line.
        Terms of which a paper has one are few, and in an order of their own.
    Fix: Move the entry.
    Wrong:
        - {id: secchi-disk, name: Secchi disk, definition: …}
        - {id: ctd, name: CTD, definition: …}
    Right:
        - {id: ctd, name: CTD, definition: …}
        - {id: secchi-disk, name: Secchi disk, definition: …}
    """
    for name in context.survey.fields.named:
        ids = [term.id for term in context.survey.vocabulary.get(name, ())]
        n = next((n for n, pair in enumerate(itertools.pairwise(ids), start=1) if pair[0] > pair[1]), 0)
        if n:
            text = context.text(_file(name))
            said = f"«{ids[n]}» comes after {ids[n - 1]}."
            ordered = _ordered(text, ids) if text else None
            yield Found(_file(name), said, "Move it.", (n,), edit=Whole(ordered) if ordered else None)


def _ordered(text: str, ids: list[str]) -> str | None:
    """The file with its entries in order, each unchanged; ``None`` where a comment's entry could be mistaken."""
    starts = [match.start() for match in _ENTRY.finditer(text)]
    if len(starts) != len(ids) or re.search(r"^\s*#", text[starts[0] :], re.MULTILINE):
        return None
    text = text if text.endswith("\n") else text + "\n"
    entries = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    return text[: starts[0]] + "".join(entries[n] for n in sorted(range(len(ids)), key=ids.__getitem__))
