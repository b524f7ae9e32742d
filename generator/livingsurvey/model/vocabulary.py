"""Controlled vocabularies: one name for one thing, with its definition and the other names it goes by."""

from pydantic import Field

from livingsurvey.model.base import Frozen, Key, Line


class Term(Frozen):
    """An entry of a vocabulary.

    ``name`` is what papers use, ``synonyms`` are other spellings, ``parent`` is the id of a wider term,
    ``deprecated_to`` the id of the term to use instead. ``overview`` says that papers with the term review others.
    """

    id: Key = Field(description="a short name for addresses")
    name: Line = Field(description="what papers use")
    definition: Line = Field(description="what it is, in one sentence")
    synonyms: tuple[Line, ...] = Field(default=(), description="other spellings of the name")
    parent: Key | None = Field(default=None, description="the id of a wider term")
    deprecated_to: Key | None = Field(default=None, description="the id of the term to use instead")
    overview: bool = Field(default=False, description="whether papers with it review others: topics name these first")


#: The vocabulary of reasons for excluding a paper, which every survey may have besides those of its own fields.
REASONS = "reasons"
