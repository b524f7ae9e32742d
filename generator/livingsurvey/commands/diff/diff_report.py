"""What a change does, as data: made by an untrusted build, read by a trusted one, so every part is limited."""

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

#: Most entries of a list, most characters of a text: more is counted, not kept.
MOST_ENTRIES = 900
MOST_PAGES = 20
MOST_LINES = 60
MOST_FIELDS = 60
LONGEST = 2_000
#: Characters of a field's text: as much as a change of a file of the largest size can hold.
LONGEST_FIELD = 300_000

#: What became of a paper whose file is there and is none any more.
UNREAD = "its file is there, and cannot be read as this paper"

FieldText = Annotated[str, StringConstraints(max_length=LONGEST_FIELD)]
Text = Annotated[str, StringConstraints(max_length=LONGEST)]
CommitName = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{40})?$")]
Count = Annotated[int, Field(ge=0, le=10_000_000)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FieldChange(_Part):
    """A field of a file: its name, and what it said before and says now; nothing where it was empty.

    Of long texts, what both begin or end with is left out but for some words.
    """

    field: Text
    before: FieldText = ""
    after: FieldText = ""


class DiffEntry(_Part):
    """A paper, topic, term or page that was added, removed, renamed, merged or changed.

    ``was`` is its key before, or what happened to it; ``into`` the key of what it was merged into.
    """

    key: Text
    title: Text
    was: Text = ""
    into: Text = ""
    fields: tuple[FieldChange, ...] = Field(default=(), max_length=MOST_FIELDS)


class PageChange(_Part):
    """A page whose shown text changed: lines that start with ``-`` were there before, with ``+`` are there now.

    ``more`` is the number of further lines.
    """

    path: Text
    lines: tuple[Text, ...] = Field(default=(), max_length=MOST_LINES)
    more: Count = 0


class ChangedFile(_Part):
    """A file that no paper, topic or page is made of: what happened to it, and its lines as in :class:`PageChange`."""

    path: Text
    was: Text
    lines: tuple[Text, ...] = Field(default=(), max_length=MOST_LINES)
    more: Count = 0


class CountChange(_Part):
    """A number of the survey before and after."""

    name: Text
    before: Count
    after: Count


class NewFinding(_Part):
    """A finding that the state before did not have."""

    file: Text
    line: Count
    rule: Text
    message: Text
    fix: Text


class DiffReport(_Part):
    """What a change does to a survey. Lists are cut at their limits; ``total`` counts all entries by list.

    ``base_commit`` and ``commit`` are the commits that are compared, with the first lines of their messages; nothing
    where they are not known. ``uncommitted`` says that files differ from ``commit``. ``left_out`` says what a report
    that was too large lacks.
    """

    base: Text
    base_commit: CommitName = ""
    base_subject: Text = ""
    commit: CommitName = ""
    subject: Text = ""
    uncommitted: bool = False
    counts: tuple[CountChange, ...] = Field(default=(), max_length=20)
    added: tuple[DiffEntry, ...] = Field(default=(), max_length=MOST_ENTRIES)
    removed: tuple[DiffEntry, ...] = Field(default=(), max_length=MOST_ENTRIES)
    merged: tuple[DiffEntry, ...] = Field(default=(), max_length=MOST_ENTRIES)
    renamed: tuple[DiffEntry, ...] = Field(default=(), max_length=MOST_ENTRIES)
    moved: tuple[DiffEntry, ...] = Field(default=(), max_length=MOST_ENTRIES)
    changed: tuple[DiffEntry, ...] = Field(default=(), max_length=MOST_ENTRIES)
    topics: tuple[DiffEntry, ...] = Field(default=(), max_length=MOST_ENTRIES)
    terms: tuple[DiffEntry, ...] = Field(default=(), max_length=MOST_ENTRIES)
    texts: tuple[DiffEntry, ...] = Field(default=(), max_length=MOST_ENTRIES)
    files: tuple[ChangedFile, ...] = Field(default=(), max_length=MOST_ENTRIES)
    pages: tuple[PageChange, ...] = Field(default=(), max_length=MOST_PAGES)
    findings: tuple[NewFinding, ...] = Field(default=(), max_length=MOST_ENTRIES)
    fixed: Count = 0
    total: dict[Text, Count] = Field(default_factory=dict, max_length=20)
    left_out: Text = ""


def cut(text: str, longest: int = LONGEST) -> str:
    """The text within its limit."""
    return text if len(text) <= longest else text[: longest - 2] + " …"


#: The most bytes of a report that is left for a comment.
MOST_BYTES = 900_000


def fitted(report: DiffReport, most: int = MOST_BYTES) -> DiffReport:
    """The report within its limit: without what says least, as far as need be. It says what it lacks.

    Args:
        report: the report.
        most: the most bytes of it.
    """
    lacks = []
    for what, parts in _SHORTER:
        if len(report.model_dump_json().encode()) <= most:
            break
        lacks.append(what)
        report = report.model_copy(update={**parts(report), "left_out": ", ".join(lacks)})
    return report


def _without_lines(report: DiffReport) -> dict[str, Any]:
    return {"files": tuple(file.model_copy(update={"lines": ()}) for file in report.files)}


def _shortened(report: DiffReport, longest: int, entries: int) -> dict[str, Any]:
    names = [name for name, part in report if isinstance(part, tuple) and part and isinstance(part[0], DiffEntry)]
    return {name: tuple(_short(entry, longest) for entry in getattr(report, name)[:entries]) for name in names}


def _short(entry: DiffEntry, longest: int) -> DiffEntry:
    fields = tuple(
        FieldChange(field=one.field, before=cut(one.before, longest), after=cut(one.after, longest))
        for one in (entry.fields if longest else ())
    )
    return entry.model_copy(update={"fields": fields, "title": cut(entry.title, 300)})


_SHORTER: tuple[tuple[str, Callable[[DiffReport], dict[str, Any]]], ...] = (
    ("the pages", lambda report: {"pages": ()}),
    ("lines of files", _without_lines),
    ("the ends of long texts", lambda report: _shortened(report, 2_000, MOST_ENTRIES)),
    ("what changed in each entry", lambda report: _shortened(report, 0, MOST_ENTRIES)),
    ("many entries and findings", lambda report: {**_shortened(report, 0, 200), "findings": report.findings[:100]}),
    ("most files", lambda report: {"files": report.files[:100], "findings": report.findings[:20]}),
)
