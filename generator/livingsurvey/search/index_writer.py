"""Documents and things -> the parts of an index."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import chain

from livingsurvey.search.documents import Field, IndexedDocument, Thing
from livingsurvey.search.form import FORM, RECORDS, TEXTS, THINGS
from livingsurvey.search.index_content import Entries, IndexContent
from livingsurvey.search.packing import as_json, part_name, parts, script, table
from livingsurvey.search.stems import snowball_name
from livingsurvey.search.thing_names import ThingNames
from livingsurvey.search.words import LanguageWords


class IndexWriter:
    """Makes indexes.

    Args:
        language: of the texts, as a code: ``en``, ``pt-BR``.
        fields: the fields of documents that are searched, by name; the first is the title.
        synonyms: groups of names for one thing.
        dated: conditions whose values may have a year by which documents are cited, as a venue's has.
    """

    def __init__(
        self,
        language: str,
        fields: Mapping[str, Field],
        synonyms: Iterable[Sequence[str]] = (),
        dated: Sequence[str] = (),
    ) -> None:
        self._language = language
        self._fields = fields
        self._synonyms = tuple(synonyms)
        self._dated = dated

    def files(self, documents: Iterable[IndexedDocument], things: Mapping[str, Sequence[Thing]]) -> dict[str, bytes]:
        """Return the scripts of an index, by name; ``index`` is the first, which says where all else is.

        Args:
            documents: what is found, in any order.
            things: groups of what has a place of its own, by name of the group.
        """
        words = LanguageWords(self._language)
        content = IndexContent(words, self._fields, ThingNames(words, self._synonyms))
        ordered = sorted(documents, key=lambda document: (document.date, document.key))
        content.add_documents(ordered)
        groups = {name: content.sorted_things(some) for name, some in things.items()}
        numbered = [thing for some in groups.values() for thing in some]
        content.add_things(numbered)
        firsts: dict[str, list[str]] = {}
        manifest = {**self._manifest(ordered), "groups": [[name, len(some)] for name, some in groups.items()]}
        manifest |= {"sizes": [RECORDS, TEXTS, THINGS], "firsts": firsts}
        named = chain(_tables(content.spaces(), firsts), _lists(ordered, numbered))
        epoch = _epoch(ordered, numbered)
        files = {name: script(name, epoch, data) for name, data in named}
        return files | {"index": script("index", epoch, as_json(manifest))}

    def _manifest(self, documents: Sequence[IndexedDocument]) -> dict[str, object]:
        """What the first part says of documents."""
        return {
            "form": FORM,
            "language": self._language,
            "stemmer": snowball_name(self._language),
            "documents": len(documents),
            "fields": list(dict.fromkeys(name for document in documents for name in document.names)),
            "dated": list(self._dated),
            "has": sorted({what for document in documents for what in document.has}),
            "years": _years(documents),
        }


def _epoch(documents: Sequence[IndexedDocument], things: Sequence[Thing]) -> str:
    """What the numbers of documents and things mean: it is another one as soon as any of them has another number."""
    named = "\n".join((*(one.key for one in documents), "", *(one.address for one in things)))
    return blake2b(named.encode(), digest_size=4).hexdigest()


def _years(documents: Sequence[IndexedDocument]) -> list[tuple[str, int]]:
    """Each year with its first document."""
    firsts: dict[str, int] = {}
    for n, document in enumerate(documents):
        firsts.setdefault(document.date[:4], n)
    return list(firsts.items())


def _tables(spaces: dict[str, Entries], firsts: dict[str, list[str]]) -> Iterator[tuple[str, bytes]]:
    """The parts that are tables, one at a time, since all of them are large; the first keys of each space are added."""
    while spaces:
        space = next(iter(spaces))
        firsts[space] = []
        for part in parts(spaces.pop(space)):
            firsts[space].append(part[0][0])
            yield part_name(space, part[0][0]), table(part)


def _lists(documents: Sequence[IndexedDocument], things: Sequence[Thing]) -> Iterator[tuple[str, bytes]]:
    """The parts that are lists: of records, of texts, and of things."""
    lists: dict[str, tuple[int, Sequence[object]]] = {
        "d": (RECORDS, [[one.key, *one.record] for one in documents]),
        "t": (TEXTS, [one.shown for one in documents]),
        "n": (THINGS, [[one.name, one.address, one.kind, one.count] for one in things]),
    }
    for space, (size, rows) in lists.items():
        for start in range(0, len(rows), size):
            yield f"{space}{start // size}", as_json(rows[start : start + size])
