"""Rules of readings: what readers found papers to say, and whether the papers' files say what it comes to."""

from collections.abc import Hashable, Iterator

from livingsurvey.analysis.settlements import Settlement, claims_read, is_left_out, value_in
from livingsurvey.checks.context import Context
from livingsurvey.checks.rule import ERROR, WARNING, Found, rule
from livingsurvey.model import NOT_STATED, REASONS, FieldType, Paper, Reading
from livingsurvey.model.fields import FieldValue, text_of, words_of
from livingsurvey.model.nearest import did_you_mean
from livingsurvey.model.reading import READ_BESIDES
from livingsurvey.store.field_file import FILE as FIELDS_FILE
from livingsurvey.store.readings_file import FOLDER
from livingsurvey.store.search_files import CANDIDATES_FILE

_SHOWN = 60  # characters of a value or a quotation


@rule(ERROR)
def reading_line(context: Context) -> Iterator[Found]:
    """A line of a file of readings is no reading: no JSON, a part is missing, unknown, or not of its form.

    Why: What cannot be read is counted in no agreement and settles nothing.
    Fix: Write one JSON object a line with paper, field, value, reader and date, and if need be quote, note, claim,
        figure and settles.
    Wrong: {"paper": "coral-bleaching", "field": "kind", "value": "field-study", "reader": "first"}
    Right:
        {"paper": "coral-bleaching", "field": "kind", "value": "field-study", "reader": "first", "date": "2024-05-17"}
    """
    return iter(())  # the reader has reported it


def _at(reading: Reading, message: str, fix: str) -> Found:
    """What was found in the line of a reading."""
    return Found(reading.file, message, fix, path=(reading.line,), line=reading.line)


@rule(WARNING)
def reading_of_nothing(context: Context) -> Iterator[Found]:
    """A reading is of a paper, a field or a claim that does not exist.

    Why: It counts nowhere, and what it should settle stays open. A candidate's key is as good as a paper's.
    Fix: Correct the key, the field or the words; a former key of a paper may stay. Remove what is of a paper that is
        gone for good.
    Wrong: {"paper": "coral-bleeching", "field": "kind", …}
    Right: {"paper": "coral-bleaching", "field": "kind", …}
    """
    if FIELDS_FILE in context.unread:
        return
    declared = {owner: frozenset(_names(context, owner)) for owner in ("claim", "paper")}
    for reading in context.survey.readings:
        key = context.readings.key_of.get(reading.paper)
        if key is None and reading.paper not in context.survey.candidate:
            if not (context.unread.may_be("papers", reading.paper) or CANDIDATES_FILE in context.unread):
                fix = did_you_mean(reading.paper, context.survey.paper, "Correct the key, or remove the line.")
                yield _at(reading, f"there is no paper «{reading.paper}».", fix)
        elif reading.field not in declared[owner := "claim" if reading.claim else "paper"]:
            of = "claims have" if reading.claim else "papers have"
            fix = did_you_mean(reading.field, _names(context, owner), "Name a field that the survey declares.")
            yield _at(reading, f"«{reading.field}» is no field that {of}.", fix)
        elif key is not None and not claims_read(context.survey.paper[key], reading):
            said = f"«{reading.claim[:_SHOWN]}» is in the quotation of no claim of {key}"
            figure = f" with the figure {reading.figure:g}" if reading.figure is not None else ""
            yield _at(reading, f"{said}{figure}.", "Copy words of its quote; or remove the line if the claim is gone.")


def _names(context: Context, owner: str) -> list[str]:
    declared = [field.id for field in context.survey.fields.of(owner)]
    return [*READ_BESIDES, *declared] if owner == "paper" else declared


@rule(WARNING)
def reading_value(context: Context) -> Iterator[Found]:
    """A reading gives a value that its vocabulary does not have, or a topic that does not exist.

    Why: It can agree with no other, so that two readers seem to differ who mean the same.
    Fix: Write a term of the vocabulary: its id where a paper has one, its name or a synonym where it has several.
    Wrong: {"field": "kind", "value": "fieldwork", …}   # and the vocabulary has field-study
    Right: {"field": "kind", "value": "field-study", …}
    """
    known: dict[tuple[str, str], dict[str, None]] = {}
    for reading in context.survey.readings:
        owner = "claim" if reading.claim else "paper"
        place = (owner, reading.field)
        if place not in known:
            known[place] = dict.fromkeys(_values(context, owner, reading.field))
        for word in words_of(reading.value) if known[place] else ():
            if word != NOT_STATED and word not in known[place]:
                fix = did_you_mean(word, known[place], "Write a value that exists.")
                yield _at(reading, f"«{word[:_SHOWN]}» is no value of «{reading.field}:».", fix)


def _values(context: Context, owner: str, name: str) -> Iterator[str]:
    """The values that a field may have; none where it may have any, or nobody can tell."""
    survey = context.survey
    field = survey.fields.by_id.get((owner, name))
    if (owner, name) == ("paper", "topic") and not _any_unread(context, "content/topics/"):
        yield from survey.topic
    vocabulary = field.vocabulary if field else REASONS if (owner, name) == ("paper", "reason") else None
    if f"content/vocabulary/{vocabulary}.yml" not in context.unread:
        for term in survey.vocabulary.get(vocabulary or "", ()):
            yield from (term.name, *term.synonyms) if field and field.by_name else (term.id,)


@rule(WARNING)
def read_again(context: Context) -> Iterator[Found]:
    """One reader has two readings of the same field of the same paper, which differ.

    Why: They are not independent. The one of the later date counts, of one date the lower line.
    Fix: Remove the older one, or name the reader of another pass otherwise: first, second. Who decides between
        readings says so: "settles": true.
    Wrong:
        {"paper": "coral-bleaching", "field": "kind", "value": "field-study", "reader": "first", "date": "2024-05-17"}
        {"paper": "coral-bleaching", "field": "kind", "value": "review", "reader": "first", "date": "2024-05-18"}
    Right:
        {"paper": "coral-bleaching", "field": "kind", "value": "field-study", "reader": "first", "date": "2024-05-17"}
        {"paper": "coral-bleaching", "field": "kind", "value": "review", "reader": "second", "date": "2024-05-18"}
    """
    for one in context.readings.settlements:
        for reading in one.repeated:
            later = next(r for r in one.independent if r.reader == reading.reader)
            same = _meaning(context, one, reading.value) == _meaning(context, one, later.value)
            if reading.paper == one.paper and not same:  # of two papers that are one now, one reader may have read both
                where = "" if later.file == reading.file else f" of {later.file}"
                said = f"«{reading.reader}» read {_what(one)} otherwise, in line {later.line}{where}."
                yield _at(reading, said, "Remove this line, or name the reader of another pass otherwise.")


@rule(ERROR)
def reading_quote(context: Context) -> Iterator[Found]:
    """The words that a reading rests on are not in the paper's abstract, neither as captured nor as published.

    Why: Readers are shown them as words of the authors.
    Fix: Copy them from the abstract as they are.
    Wrong: {"field": "kind", "value": "field-study", "quote": "we did surveys", …}   # the abstract: we surveyed
    Right: {"field": "kind", "value": "field-study", "quote": "we surveyed", …}
    """
    quotations = {(field.of, field.id) for field in context.survey.fields.fields if field.type == FieldType.QUOTATION}
    for reading in context.survey.readings:
        paper = context.survey.paper.get(context.readings.key_of.get(reading.paper, ""))
        as_value = ("claim" if reading.claim else "paper", reading.field) in quotations
        for quote in [reading.quote, *(words_of(reading.value) if as_value else ())]:
            if paper and quote != NOT_STATED and not _states(paper, quote):
                said = f"«{quote[:_SHOWN]}» is not in the abstract of {paper.key}."
                yield _at(reading, said, "Copy the words from the abstract as they are.")


def _states(paper: Paper, quote: str) -> bool:
    return quote in paper.abstract or quote in (paper.published_abstract or "")


@rule(WARNING)
def readers_differ(context: Context) -> Iterator[Found]:
    """Independent readings of one field of a paper differ, and nobody has settled it.

    Why: Whatever the paper's file says then, one reader has read otherwise, and readers of the site learn no reason.
    Fix: Read it once more in view of both, and add a line with the value, your name and "settles": true.
    Wrong: one line with "value": "field-study", one with "value": "review", and no third
    Right: {"field": "kind", "value": "field-study", "reader": "Ada", "date": "2024-06-01", "settles": true, …}
    """
    for one in _whole(context):
        if one.settled is None and len(one.independent) > 1 and not is_left_out(context.survey.paper[one.paper], one):
            first, other = _differing(context, one)
            said = f"{_what(one)}: «{_short(first)}» ({first.reader}), «{_short(other)}» ({other.reader})."
            yield _at(other, f"readers differ on {said}", 'Add a line that decides, with "settles": true.')


def _whole(context: Context) -> tuple[Settlement, ...]:
    """The settlements; none while a file of readings cannot be read, since it may hold the line that is missing."""
    unread = _any_unread(context, f"{FOLDER}/") or FIELDS_FILE in context.unread
    return () if unread else context.readings.settlements


def _any_unread(context: Context, folder: str) -> bool:
    return any(file in context.unread for file in context.files if file.startswith(folder))


def _differing(context: Context, one: Settlement) -> tuple[Reading, Reading]:
    first = one.independent[0]
    meant = _meaning(context, one, first.value)
    return first, next(other for other in one.independent if _meaning(context, one, other.value) != meant)


def _meaning(context: Context, one: Settlement, value: FieldValue | None) -> Hashable:
    return context.readings.meanings.of("claim" if one.claim else "paper", one.field, value)


def _what(one: Settlement) -> str:
    claim = f" of claim {one.claim}" if one.claim else ""
    return f"«{one.field}:»{claim} of {one.paper}"


def _short(reading: Reading) -> str:
    return text_of(reading.value)[:_SHOWN]


@rule(WARNING)
def not_as_read(context: Context) -> Iterator[Found]:
    """A value in a paper's file is not what the readings of it come to.

    Why: The page of the paper says who has read it and with what result; then it must have that result. What all
        independent readings agree on counts, and where one settles it, that one.
    Fix: Write the value that was read. If it is wrong, leave the readings as they are, and add one of your own with
        "settles": true and the reason as its note.
    Wrong: kind: review   # and both readers read: field-study
    Right: kind: field-study
    """
    for one in _whole(context):
        paper, reading = context.survey.paper[one.paper], one.settled
        if reading is None or is_left_out(paper, one) or _is_awaited(context, paper, one):
            continue
        value = value_in(paper, one.claim, one.field)
        if _meaning(context, one, value) != _meaning(context, one, reading.value):
            here = f"«{text_of(value)[:_SHOWN]}»" if value not in (None, ()) else "nothing"
            place = f"line {reading.line} of {reading.file}"
            said = f"«{one.field}:» is {here} here, and was read as «{_short(reading)}» in {place}."
            fix = "Write what was read, or add a reading of your own that settles it."
            yield Found(paper.path, said, fix, _place(one))


def _is_awaited(context: Context, paper: Paper, one: Settlement) -> bool:
    """Whether nobody has decided on a paper yet, since more readers are to read it."""
    needed = context.survey.watch.readers if context.survey.watch else 1
    few = one.field != "status" or (one.deciding is None and len(one.independent) < needed)
    return paper.status is None and needed > 1 and few


def _place(one: Settlement) -> tuple[str | int, ...]:
    if one.claim:
        return ("claims", one.claim - 1, one.field)
    return ("topics",) if one.field == "topic" else (one.field,)
