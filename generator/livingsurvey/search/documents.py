"""What is put into an index: documents with their fields, and the things that have places of their own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Field:
    """A field of documents that is searched.

    Attributes:
        weight: what a word there counts.
        norm: how much less it counts the longer the field is: 0 not at all, 1 in proportion.
        placed: whether places of words are indexed, so that words are found that are next to each other.
    """

    weight: float
    norm: float = 0.0
    placed: bool = False


@dataclass(frozen=True, slots=True)
class IndexedDocument:
    """What is found.

    Attributes:
        key: of its own.
        date: by which documents are numbered, oldest first; may be empty or unfinished.
        texts: by field, what is searched: one text, or several.
        names: by the name of a condition, the values that it may ask for.
        has: what it can be asked to have.
        ids: what may be pasted to find it.
        share: of its score that counts.
        record: what is shown of it at once.
        shown: the text of which a part is shown.
    """

    key: str
    date: str
    texts: Mapping[str, str | Sequence[str]]
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    has: Sequence[str] = ()
    ids: Sequence[str] = ()
    share: float = 1.0
    record: Sequence[str | int] = ()
    shown: str = ""

    def said(self, field: str) -> Sequence[str]:
        """Return the texts of a field; none where it has none."""
        found = self.texts.get(field, ())
        return (found,) if isinstance(found, str) else found


@dataclass(frozen=True, slots=True)
class Thing:
    """What a query may name that has a place of its own: a person, a term, a topic.

    Attributes:
        name: as it is shown.
        spellings: its names; what comes after ``also`` of them is text that says more of it.
        address: its place.
        kind: what is said behind its name.
        count: how many documents it has.
    """

    name: str
    spellings: tuple[str, ...]
    address: str
    kind: str = ""
    count: int = 0
