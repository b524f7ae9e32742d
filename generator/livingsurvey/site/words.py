"""Small pieces of wording that templates share."""

import re
from collections.abc import Sequence

from livingsurvey.analysis.related_papers import Reason
from livingsurvey.model import STATED_FIELDS, Paper, Source, Survey
from livingsurvey.model.formulas import plain_formulas
from livingsurvey.model.markup import Inline
from livingsurvey.site.messages import Messages

__all__ = [
    "authors_of",
    "citation_label",
    "cited_as",
    "facts_of",
    "number",
    "reason_text",
    "short_title",
    "source_name",
]

_AUTHORS = 3  # all are named up to so many, else the first
_NAME_WORDS = 3  # words before a title's colon that are still a name


_REASONS = {
    "named": "related.named",
    "names": "related.names",
    "topics": "related.topics",
    "terms": "related.terms",
    "words": "related.words",
}


def number(value: float) -> str:
    """Write a number as a reader expects: no needless decimals, thousands apart."""
    if abs(value) < 10_000:
        return f"{value:.10g}"
    return f"{value:,.6f}".rstrip("0").rstrip(".").replace(",", "\u202f")


def reason_text(messages: Messages, reason: Reason) -> str:
    """Say why a paper is related to another."""
    shared = (
        [messages.t("related.word", word=word) for word in reason.shared] if reason.kind == "words" else reason.shared
    )
    return messages.t(_REASONS[reason.kind], count=len(shared), shared=", ".join(shared))


def citation_label(paper: Paper) -> str:
    """A short name for a paper: the one its title gives it, else author and year, else the title's first words."""
    if name := _name_of(paper):
        return name
    title = plain_formulas(paper.title)
    if paper.authors and paper.year:
        surnames = [author.split()[-1] for author in paper.authors]
        who = " & ".join(surnames) if len(surnames) <= 2 else f"{surnames[0]} et al."
        return f"{who} {paper.year}"
    words = title.split()
    return " ".join(words[:_NAME_WORDS]) + (" …" if len(words) > _NAME_WORDS else "")


def dated_label(paper: Paper) -> str:
    """How prose names a paper, with its year."""
    label, year = citation_label(paper), str(paper.year or "")
    return label if not year or year in label else f"{label} {year}"


def closed(text: str) -> str:
    """A sentence with the full stop that a line of content may lack."""
    return text if text[-1:] in (*".?!…", "") else f"{text}."


def _name_of(paper: Paper) -> str:
    """The name before the colon of a title; nothing where there is none."""
    name, colon, _ = plain_formulas(paper.title).partition(":")
    name = re.sub(r"[_^{}]", "", name).strip()
    return name if colon and 0 < len(name.split()) <= _NAME_WORDS else ""


def short_title(paper: Paper, title: Inline) -> str | Inline:
    """The name that a title gives its paper, else the whole title."""
    return _name_of(paper) or title


def cited_as(messages: Messages, authors: Sequence[str], year: int | None, name: str) -> tuple[str, str]:
    """Who and when of a citation in prose: surnames and year, or ``name`` and nothing where one of them is not known.

    Args:
        messages: the words of the interface.
        authors: names, each ending in the surname.
        year: of publication.
        name: what the work is called otherwise.
    """
    surnames = [author.split()[-1] for author in authors if author.split()]
    if not surnames or not year:
        return name, ""
    if len(surnames) == 2:
        return messages.t("cite.two", one=surnames[0], two=surnames[1]), str(year)
    return (messages.t("js.paper.et_al", name=surnames[0]) if len(surnames) > 2 else surnames[0]), str(year)


def facts_of(messages: Messages, paper: Paper) -> list[str]:
    """Authors, venue and year of a paper, as far as they are known; a year that the venue names is not said twice."""
    venue, year = paper.venue or "", str(paper.year or "")
    return [fact for fact in (authors_of(messages, paper.authors), venue, "" if year in venue else year) if fact]


def authors_of(messages: Messages, names: Sequence[str], most: int = _AUTHORS) -> str:
    """The names of authors; of more than ``most`` the first alone."""
    return ", ".join(names) if len(names) <= most else messages.t("js.paper.et_al", name=names[0])


def source_name(source: Source) -> str:
    """What to call a source in running text."""
    return source.id.replace("-", " ").capitalize()


def read_name(messages: Messages, survey: Survey, of: str, name: str) -> str:
    """What to call what was read: a field of the survey, or what every paper has; of results it is said that it is."""
    declared = survey.fields.by_id.get((of, name))
    known = {"status": "js.field.status", "reason": "js.field.reason", "topic": "field.topic"}
    label = declared.label if declared else messages.t(known[name]) if name in known else name
    return messages.t("field.of_result", field=label) if of == "claim" else label


def field_name(messages: Messages, name: str) -> str:
    """What to call a fact: the field's name in the interface, and a variable of the publication by its own name."""
    field, _, part = name.partition(".")
    label = messages.t(f"js.field.{field}") if field in STATED_FIELDS else field
    return f"{label} ({part})" if part else label
