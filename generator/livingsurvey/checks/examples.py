"""Rules of the worked examples of screening decisions."""

import re
from collections.abc import Iterator

from livingsurvey.checks.context import Context
from livingsurvey.checks.rule import ERROR, Found, rule
from livingsurvey.model import Paper, Survey, normalise_title
from livingsurvey.model.nearest import did_you_mean
from livingsurvey.model.survey import Example
from livingsurvey.store.yaml_edit import Put
from livingsurvey.store.yaml_nodes import Path

_FILE = "content/survey.yml"


@rule(ERROR, fixes=True)
def example_status(context: Context) -> Iterator[Found]:
    """A worked example of screening names a paper that is decided otherwise, or that does not exist.

    Why: Whoever screens by the examples decides against the survey's own decisions.
    Fix: Take another example, or screen the paper again. A close call says its status. A title that is that of a paper
        counts as the paper. A former key is replaced by the present one.
    Wrong: excluded: [{papers: [a-paper-that-is-included], why: No cost is an aim.}]
    Right: excluded: [{papers: [a-paper-that-is-excluded], why: No cost is an aim.}]
    """
    for part, examples in context.survey.settings.scope.examples.items():
        for n, example in enumerate(examples):
            place: Path = ("scope", part, n)
            claimed = example.status.value if example.status else part
            if part == "borderline" and example.papers and not example.status:
                yield Found(
                    _FILE, "a close call does not say its «status».", "Add status: included, or excluded.", place
                )
                continue
            if part != "borderline" and claimed != part:
                said = f"«status: {claimed}» contradicts «{part}», which lists the example."
                yield Found(_FILE, said, "Remove the status, or move the example.", (*place, "status"))
            yield from _unknown(context, example, place)
            for paper in _named(context.survey, example) if claimed != "borderline" else ():
                if paper.status != claimed:
                    is_now = paper.status.value if paper.status else "not screened"
                    said = f"«{paper.key}» is {is_now}; the example says {claimed}."
                    yield Found(_FILE, said, "Take another example, or screen it again.", place)


def _unknown(context: Context, example: Example, place: Path) -> Iterator[Found]:
    known = context.survey.paper
    for m, key in enumerate(example.papers):
        if key not in known and not context.unread.may_be("papers", key):
            now, path = context.current.get(key), (*place, "papers", m)
            edit = Put(path, key, now.key) if now else None
            fix = f"Name «{now.key}»." if now else did_you_mean(key, known, "Correct the key.")
            yield Found(_FILE, f"there is no paper «{key}».", fix, path, edit=edit)


def _named(survey: Survey, example: Example) -> Iterator[Paper]:
    """The papers of an example, and those whose titles or names its own title lists."""
    yield from (survey.paper[key] for key in example.papers if key in survey.paper)
    if not example.title or example.papers:
        return
    wanted = {normalise_title(part) for part in re.split(r"\s*[;,]\s*", example.title)}
    wanted.add(normalise_title(example.title))
    for paper in survey.papers:
        name = paper.title.partition(":")[0]
        if normalise_title(paper.title) in wanted or (name != paper.title and normalise_title(name) in wanted):
            yield paper
