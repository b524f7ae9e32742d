"""The answers of an issue form, read from the event that a workflow is given.

A form's issue is Markdown: each field's label as a heading of the third level, its answer below,
``_No response_`` where there is none.
"""

from typing import Any, NamedTuple

from livingsurvey.model.errors import SurveyError

#: Most letters of an answer that has lines, and of any other; what is longer is declined.
LONGEST, LONGEST_LINE = 20_000, 1_000
_WITH_LINES = frozenset({"entry", "value", "papers"})

#: The forms by the label their issues carry: field id -> label, in the order of the form.
FORMS: dict[str, dict[str, str]] = {
    "suggestion": {"paper": "Paper", "entry": "BibTeX or RIS entry", "why": "Why it belongs"},
    "correction": {"paper": "Paper", "field": "Field", "value": "What it should say", "source": "Where it says so"},
    "new topic": {
        "title": "Title",
        "area": "Area",
        "summary": "What belongs there",
        "next_door": "What belongs next door instead",
        "papers": "Papers",
    },
}

_NONE = "_No response_"


class NotAFormError(SurveyError):
    """The event is not an issue made with one of the forms."""


class Answers(NamedTuple):
    """Which form was answered, in which issue, and the answers by field id; unanswered fields are empty."""

    form: str
    issue: int
    fields: dict[str, str]

    @property
    def too_long(self) -> list[str]:
        """A sentence for each answer that is longer than what is read."""
        lengths = (
            (name, len(text), LONGEST if name in _WITH_LINES else LONGEST_LINE) for name, text in self.fields.items()
        )
        labels = FORMS[self.form]
        return [
            f"«{labels[name]}» has {long:,} letters; at most {most:,} are read."
            for name, long, most in lengths
            if long > most
        ]


def read_answers(event: Any) -> Answers:
    """Read the answers from an ``issues`` event.

    Raises:
        NotAFormError: when the event carries no issue with a form's label, or its text lacks the form's headings.
    """
    try:
        issue = event["issue"]
        number, body = int(issue["number"]), issue["body"] or ""
        labels = {label["name"] for label in issue["labels"]}
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise NotAFormError("The event has no issue.") from error
    form = next((name for name in FORMS if name in labels), None)
    if form is None or not isinstance(body, str):
        raise NotAFormError("The issue carries no label of a form: " + ", ".join(FORMS) + ".")
    return Answers(form, number, _fields(FORMS[form], body))


def _fields(labels: dict[str, str], body: str) -> dict[str, str]:
    """Cut the text at the form's headings, each where it first comes after the one before."""
    lines = body.replace("\r\n", "\n").split("\n")
    starts: list[tuple[str, int]] = []
    for name, label in labels.items():
        after = starts[-1][1] + 1 if starts else 0
        place = next((n for n in range(after, len(lines)) if lines[n].strip() == f"### {label}"), None)
        if place is None:
            raise NotAFormError(
                f"The issue's text has no heading «{label}»: it was not made with the form, or was edited."
            )
        starts.append((name, place))
    ends = [place for _, place in starts[1:]] + [len(lines)]
    return {name: _answer(lines[place + 1 : end]) for (name, place), end in zip(starts, ends, strict=True)}


def _answer(lines: list[str]) -> str:
    text = "\n".join(lines).strip()
    return "" if text == _NONE else text
