"""Rules about what is begun: what a curator has marked to do, or ``survey new`` has, and nobody has done yet."""

from collections.abc import Iterator

from livingsurvey.checks.context import Context
from livingsurvey.checks.rule import ADVICE, Found, rule
from livingsurvey.checks.written_file import TO_DO
from livingsurvey.model import Paper, Status, Survey


@rule(ADVICE)
def to_do(context: Context) -> Iterator[Found]:
    """A paper that is not finished holds a comment that says what is to do.

    Why: What is left to do is easily forgotten once the file is merged.
    Fix: Fill in the field, and remove the remark.
    Wrong: summary:  # to do: one sentence, at most 30 words
    Right: summary: Keeps recent tokens in the cache, to save memory.
    """
    for paper in context.survey.papers:
        written = context.written.get(paper.path)
        if written and written.to_do and _is_unfinished(context.survey, paper):
            yield from _marks(paper, context.text(paper.path))


def _is_unfinished(survey: Survey, paper: Paper) -> bool:
    included = paper.status == Status.INCLUDED
    return paper.status is None or (included and bool(survey.missing(paper)))


def _marks(paper: Paper, text: str) -> Iterator[Found]:
    offset = 0
    for line in text.partition("\n---")[0].split("\n"):
        field, mark, what = line.partition(TO_DO)
        if mark and not line.startswith(" "):  # what is indented is text
            said = f"{field.split(':')[0].strip() or 'a field'} is to do: {what.split(';')[0].strip()}."
            yield Found(paper.path, said, "Fill it in, and remove the remark.", offset=offset + len(field))
        offset += len(line) + 1
