"""Rules of facts: whether the sources still state what a paper's file says, or a curator says why it does not."""

import html
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from livingsurvey.checks.context import Context
from livingsurvey.checks.look_alikes import in_latin
from livingsurvey.checks.rule import ERROR, WARNING, Found, rule
from livingsurvey.importers.fact_files import agree
from livingsurvey.importers.stated_facts import (
    StatedEntry,
    StatedFacts,
    as_stated,
    as_text,
    paper_values,
    plain,
)
from livingsurvey.model import Paper, Provenance, corrections_in, normalise_title
from livingsurvey.store.yaml_nodes import Path

_WHY = "where it says so"
_CAPTURED = ("title", "abstract")
_PUBLISHED = "published_abstract"
_FIELDS = frozenset(Paper.model_fields)
_WORD = re.compile(r"\w\w")
_SHOWN = 60  # characters of a stated value


class _Stated(NamedTuple):
    """What one entry states of one field."""

    entry: StatedEntry
    value: Any


#: The value of a fact, what the paper's entries state of it, and all of these entries.
_Known = tuple[Any, list[_Stated], list[StatedEntry]]


@rule(ERROR)
def not_as_captured(context: Context) -> Iterator[Found]:
    """A title or an abstract is not what the records state in which the paper was seen, and nobody says why.

    Why: Readers, quotations and figures rely on these words, which are kept as they were received. A changed one
        would pass for the authors' own. Of titles letters and digits count, of abstracts every word.
    Fix: Restore it; or say why it was corrected, in a line of its own under provenance. A published abstract says where
        it was published, and is what the line of facts states that it names.
    Wrong: abstract: It is 9 times faster.   # and the capture states: It is 2 times faster.
    Right: provenance: {abstract: {corrected: the publisher's page prints 9}}
    """
    for paper in context.survey.papers if context.stated else ():
        assert context.stated
        records = context.stated.seen(paper)
        for name, same in (("title", _is_title), ("abstract", _is_text)):
            stated = [_Stated(one, one.values[name]) for one in records if one.values.get(name)]
            value = getattr(paper, name)
            if stated and not _is_corrected(paper, name) and not any(same(value, one.value) for one in stated):
                said = (
                    f"the {name} is not as {_place(stated[0].entry)} states it: {_difference(value, stated[0].value)}"
                )
                yield Found(paper.path, said, _say_why("Restore it", name, Provenance(corrected=_WHY)), (name,))
        yield from _unpublished(paper, context.stated)


def _unpublished(paper: Paper, facts: StatedFacts) -> Iterator[Found]:
    """A published abstract of which nothing says where it was published, or that is not what is stated there."""
    text = paper.published_abstract or ""
    if other := _published_otherwise(paper, facts):
        stated = other.values[_PUBLISHED]
        said = f"the published abstract is not as {_place(other)} states it: {_difference(text, str(stated))}"
        origin = Provenance(file=other.file, line=other.line)
        yield Found(paper.path, said, _say_why("Restore it", _PUBLISHED, origin), (_PUBLISHED,))
    elif text and not (_PUBLISHED in paper.provenance or _is_text(text, paper.abstract) or _stated(paper, facts)):
        said = "nothing says where «published_abstract:» was published."
        yield Found(paper.path, said, f"Under provenance, write: {_PUBLISHED}: {{url: its address}}", (_PUBLISHED,))


def _stated(paper: Paper, facts: StatedFacts) -> list[StatedEntry]:
    """The entries about a paper that state its published abstract."""
    return [one for one in facts.of(paper) if one.values.get(_PUBLISHED)]


def _published_otherwise(paper: Paper, facts: StatedFacts) -> StatedEntry | None:
    """The entry that states another published abstract: the named one, or where none is named, the first of all."""
    text, origin = paper.published_abstract, paper.provenance.get(_PUBLISHED)
    if not text or (origin and (origin.corrected or not origin.file)):
        return None
    stated = _stated(paper, facts)
    if origin:
        stated = [one for one in stated if (one.file, one.line) == (origin.file, origin.line)]
    same = any(_is_text(text, one.values[_PUBLISHED]) or as_stated(text, one.values[_PUBLISHED]) for one in stated)
    return None if same else next(iter(stated), None)


def _is_corrected(paper: Paper, name: str) -> bool:
    return name in paper.provenance and paper.provenance[name].corrected is not None


def _is_title(title: str, stated: str) -> bool:
    if title == stated:
        return True
    wanted = normalise_title(title)
    return wanted == normalise_title(stated) or wanted == normalise_title(_mended(stated))


def _is_text(text: str, stated: str) -> bool:
    return text == stated or text.split() == stated.split()


def _mended(text: str) -> str:
    """A text as the fixes of other rules would write it."""
    return " ".join(map(in_latin, html.unescape(text).split()))


def _difference(value: str, stated: str) -> str:
    """The first words in which two texts differ."""
    here, there = value.split(), stated.split()
    shared = next((n for n, (a, b) in enumerate(zip(here, there, strict=False)) if a != b), min(len(here), len(there)))
    shown = (" ".join(words[shared : shared + 6]) or "nothing" for words in (here, there))
    return "«{}» here, «{}» there.".format(*shown)


def _place(entry: StatedEntry) -> str:
    return f"line {entry.line} of {entry.file}"


def _say_why(restore: str, name: str, origin: Provenance) -> str:
    """How to fix a fact that is not as it is stated: with the very line to write where it was corrected."""
    marked = origin.model_dump() | {"corrected": _WHY}
    line = ", ".join(f"{key}: {value}" for key, value in marked.items())
    return f"{restore}; or if it was corrected, write under provenance: {name}: {{{line}}}"


@rule(WARNING)
def fact_elsewhere(context: Context) -> Iterator[Found]:
    """A fact is not what the entry states that it was taken from, and nobody says why.

    Why: Readers see where each fact comes from. Where a curator corrected one, they see that, and what the
        source says. Without a named entry, the records in which the paper was seen and the files of facts count.
    Fix: Write it as it is stated; or leave the place, and say next to it why the value was corrected. If the file of
        facts was edited, restore it: lines are only ever added.
    Wrong: provenance: {venue: {file: papers.jsonl, line: 9}}   # where line 9 names another venue
    Right: provenance: {venue: {file: papers.jsonl, line: 9, corrected: the publisher's page}}
    """
    for paper in context.survey.papers if context.stated else ():
        assert context.stated
        found = {one.message: one for one in _elsewhere(context, context.stated, paper)}
        yield from found.values()  # a wrong line of a publication is reported once, not for each of its variables


def _elsewhere(context: Context, facts: StatedFacts, paper: Paper) -> Iterator[Found]:
    values, entries = paper_values(paper), facts.of(paper)
    empty = [
        name for name in paper.provenance if name not in values and (name != "publication" or not paper.publication)
    ]
    for name in (*values, *empty):
        stated = [_Stated(one, one.values[name]) for one in entries if name in one.values]
        place, origin = _origin(paper, name)
        if (origin and origin.corrected) or (name == _PUBLISHED and _published_otherwise(paper, facts)):
            continue  # the latter is an error, which another rule reports
        if origin and origin.file:
            if reason := _lost(context, facts, name, origin, (values.get(name), stated, entries)):
                yield Found(paper.path, reason, _say_why("Write it as it is stated", name, origin), place)
        elif stated and name not in _CAPTURED and not _agrees(name, values[name], stated):
            yield _untold(paper, name, stated[0])


def _origin(paper: Paper, name: str) -> tuple[Path, Provenance | None]:
    """Where a paper says a fact is from: a variable of the publication from where all of it is, unless it says so."""
    key = name if name in paper.provenance else name.partition(".")[0]
    return ("provenance", key), paper.provenance.get(key)


def _agrees(name: str, value: Any, stated: list[_Stated]) -> bool:
    """Whether any entry states a value that nobody took from an entry: perhaps less exactly, or fewer addresses."""
    if name in ("code", "links"):
        return any(all(one in value for one in plain(each.value)) for each in stated)
    return any(as_stated(value, one.value) or agree(name, value, one.value) for one in stated)


def _untold(paper: Paper, name: str, stated: _Stated) -> Found:
    file, line, *_ = stated.entry
    said = f"{_place(stated.entry)} states another «{name}:»: «{as_text(stated.value)[:_SHOWN]}»."
    fix = _say_why("Write it as it is stated", name, Provenance(file=file, line=line))
    return Found(paper.path, said, fix, tuple(name.split(".")))


def _lost(context: Context, facts: StatedFacts, name: str, origin: Provenance, known: _Known) -> str | None:
    """What is wrong with where a fact is said to be from."""
    value, stated, entries = known
    file, line = origin.file or "", origin.line or 0
    if name.partition(".")[0] not in _FIELDS:
        return f"«{name}» is no field."
    if not any(one.file == file and one.line == line for one in entries):
        return _of_another(context, facts, file, line)
    here = [one.value for one in stated if one.entry.file == file and one.entry.line == line]
    if any(value and as_stated(value, one) for one in here):
        return None
    if not here and value and name.startswith("publication."):
        return None  # what a curator added to a publication is in no entry
    but = f", but «{as_text(here[0])[:_SHOWN]}»" if here else ""
    return f"line {line} of {file} does not state «{name}:» as it is here{but}."


def _of_another(context: Context, facts: StatedFacts, file: str, line: int) -> str | None:
    if not facts.is_facts(file) and f"content/sources/{file}" not in context.files:
        return f"there is no file «{file}» in content/facts."
    entries = facts.file(file)
    if entries is None:
        return None  # the file cannot be judged, which other findings say
    if line not in entries:
        return f"no entry begins at line {line} of {file}."
    return f"line {line} of {file} is about another paper: «{entries[line][0].title[:_SHOWN]}»."


@rule(WARNING)
def correction_unexplained(context: Context) -> Iterator[Found]:
    """What is said of a correction is no reason: it holds no word.

    Why: Readers and reviewers are to judge the correction by it.
    Fix: Say why, or where it says so.
    Wrong: provenance: {venue: {file: papers.jsonl, line: 9, corrected: x}}
    Right: provenance: {venue: {file: papers.jsonl, line: 9, corrected: the publisher's page}}
    """
    for paper in context.survey.papers:
        for name, reason in corrections_in(paper).items():
            if not _WORD.search(reason):
                said = f"«{reason}» does not say why «{name}:» was corrected."
                yield Found(paper.path, said, "Say why, or where it says so.", ("provenance", name))


@rule(WARNING)
def needless_correction(context: Context) -> Iterator[Found]:
    """A fact is marked as corrected, and is what its entry states.

    Why: Readers see a correction that is none, and a later change of the value would pass for it.
    Fix: Remove «corrected:» from the line, or correct the value.
    Wrong: provenance: {venue: {file: papers.jsonl, line: 9, corrected: a typing error}}   # and line 9 has this venue
    Right: provenance: {venue: {file: papers.jsonl, line: 9}}
    """
    for paper in context.survey.papers if context.stated else ():
        for name in corrections_in(paper):
            assert context.stated
            if place := _as_it_was(context.stated, paper, name):
                said = f"{place} states «{name}:» as it is here; nothing is corrected."
                yield Found(paper.path, said, "Remove «corrected:», or correct the value.", ("provenance", name))


def _as_it_was(facts: StatedFacts, paper: Paper, name: str) -> str:
    """Where a corrected fact is stated as it is; empty where nothing states it so."""
    origin, entries = paper.provenance[name], facts.of(paper)
    named = [one for one in entries if (one.file, one.line) == (origin.file, origin.line)]
    value = paper_values(paper).get(name) or plain(getattr(paper, name, None))
    same = (one for one in named or entries if value and name in one.values and as_stated(value, one.values[name]))
    return next(map(_place, same), "")
