"""Rules of the fields that a survey declares."""

from collections.abc import Iterator

from livingsurvey.checks.context import Context
from livingsurvey.checks.rule import ERROR, WARNING, Found, rule
from livingsurvey.checks.terms import owners
from livingsurvey.model import NOT_STATED, FieldType


@rule(WARNING)
def missing_field(context: Context) -> Iterator[Found]:
    """A claim or a topic lacks a field that the survey requires.

    Why: It would be missing from the groups, filters and counts that are made of the field.
    Fix: Fill it in; write «not stated» where the text was read and does not say.
    Wrong: {quote: It is 2 times faster., change: {form: factor, value: 2, unit: ×}}   # and measure is required
    Right: {quote: It is 2 times faster., measure: time, change: {form: factor, value: 2, unit: ×}}
    """
    for field in context.survey.fields.fields:
        if field.required and field.of != "paper":
            for file, path, owner in owners(context.survey, field):
                if field.id not in owner.fields:
                    yield Found(file, f"the {field.of} has no «{field.id}:».", "Fill it in.", path)


@rule(ERROR)
def field_not_in_abstract(context: Context) -> Iterator[Found]:
    """A field that quotes the abstract has words that are not in it.

    Why: Readers take it for the authors' words.
    Fix: Copy the words from the abstract as they are.
    Wrong: evidence: It is a lot faster.   # the abstract: It is 3.7 times faster.
    Right: evidence: It is 3.7 times faster.
    """
    quoting = [field for field in context.survey.fields.of("paper") if field.type == FieldType.QUOTATION]
    for paper in context.survey.papers if quoting else ():
        for field in quoting:
            value = paper.fields.get(field.id, NOT_STATED)
            if value != NOT_STATED and str(value) not in f"{paper.abstract}\n{paper.published_abstract or ''}":
                said = f"«{str(value)[:60]}» is not in the abstract."
                yield Found(paper.path, said, "Copy the words from the abstract as they are.", (field.id,))
