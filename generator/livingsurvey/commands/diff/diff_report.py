"""What a change does, as data: made by an untrusted build, read by a trusted one, so every part is limited."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

#: Most entries of a list, most characters of a text: more is counted, not kept.
MOST_ENTRIES = 200
MOST_PAGES = 20
LONGEST = 2_000

Text = Annotated[str, StringConstraints(max_length=LONGEST)]
CommitName = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{40})?$")]
Count = Annotated[int, Field(ge=0, le=10_000_000)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FieldChange(_Part):
    """A field of a file: its name, and what it said before and says now; nothing where it was empty."""

    field: Text
    before: Text = ""
    after: Text = ""


class DiffEntry(_Part):
    """A paper or topic that was added, removed or changed."""

    key: Text
    title: Text
    was: Text = ""
    fields: tuple[FieldChange, ...] = Field(default=(), max_length=40)


class PageChange(_Part):
    """A page whose shown text changed: lines that start with ``-`` were there before, with ``+`` are there now."""

    path: Text
    lines: tuple[Text, ...] = Field(default=(), max_length=60)


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

    ``commit`` is the commit that was compared with ``base``; nothing where it is not known.
    """

    base: Text
    commit: CommitName = ""
    counts: tuple[CountChange, ...] = Field(default=(), max_length=20)
    added: tuple[DiffEntry, ...] = Field(default=(), max_length=MOST_ENTRIES)
    removed: tuple[DiffEntry, ...] = Field(default=(), max_length=MOST_ENTRIES)
    renamed: tuple[DiffEntry, ...] = Field(default=(), max_length=MOST_ENTRIES)
    moved: tuple[DiffEntry, ...] = Field(default=(), max_length=MOST_ENTRIES)
    changed: tuple[DiffEntry, ...] = Field(default=(), max_length=MOST_ENTRIES)
    topics: tuple[DiffEntry, ...] = Field(default=(), max_length=MOST_ENTRIES)
    pages: tuple[PageChange, ...] = Field(default=(), max_length=MOST_PAGES)
    findings: tuple[NewFinding, ...] = Field(default=(), max_length=MOST_ENTRIES)
    fixed: Count = 0
    total: dict[Text, Count] = Field(default_factory=dict, max_length=20)


def cut(text: str) -> str:
    """The text within its limit."""
    return text if len(text) <= LONGEST else text[: LONGEST - 2] + " …"
