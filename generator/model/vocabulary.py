"""Controlled vocabularies: one name for one thing, with its definition and the other names it goes by."""

from generator.model.paper import Frozen, Key, Line


class Term(Frozen):
    """An entry of a vocabulary.

    ``name`` is what papers use, ``synonyms`` are other spellings, ``parent`` is the id of a wider term, and
    ``deprecated_to`` the id of the term to use instead.
    """

    id: Key
    name: Line
    definition: Line
    synonyms: tuple[Line, ...] = ()
    parent: Key | None = None
    deprecated_to: Key | None = None


#: The vocabularies a survey may have: each is ``content/vocabulary/<name>.yml``.
VOCABULARIES = ("kinds", "reasons", "measures", "benchmarks", "models", "methods")
