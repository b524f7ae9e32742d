"""What the files of facts and sources state at the lines that provenance names."""

import hashlib
import json
from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from livingsurvey.checks.context import Context
from livingsurvey.model import Paper, Source
from livingsurvey.model.base import Frozen
from livingsurvey.model.text import clean
from livingsurvey.store.files import read_plain

if TYPE_CHECKING:
    from livingsurvey.importers.records import Listing

LARGEST = 20_000_000  # bytes of a file that is looked into; a larger one is no listing
#: What is stated at a line, by field: of each record that begins there.
Records = Mapping[int, list[Mapping[str, Any]]]


class StatedFacts:
    """What one file states: its lines, and the records that its importer finds in it, read when they are needed.

    ``lines`` is ``None`` where there is no such file.
    """

    def __init__(self, context: Context, name: str) -> None:
        self._context = context
        self._name = name
        self._source = next((source for source in context.survey.sources if source.file == name), None)
        self.lines = self._lines()

    def _lines(self) -> list[str] | None:
        folders = (f"content/{folder}/{self._name}" for folder in ("facts", "sources"))
        file = next((file for file in folders if file in self._context.files), None)
        data = _read(self._context, file) if file else None
        return None if data is None else data.decode("utf-8-sig", errors="replace").split("\n")

    def state(self, paper: Paper, name: str, line: int) -> bool:
        """Return whether the record that begins at a line states a paper's field as the paper has it.

        Args:
            paper: as it is.
            name: of the field, or of a variable of the publication: ``publication.page``.
            line: from 1.
        """
        name, _, part = name.partition(".")
        value = _plain(getattr(paper, name))
        value = {part: value.get(part)} if part and isinstance(value, dict) else value
        if not value:
            return False
        text = self.lines[line - 1] if self.lines and line <= len(self.lines) else ""
        texts = value if isinstance(value, list) else [value]
        if all(isinstance(one, str) and _is_in(one, text) for one in texts):
            return True
        return any(_agree(value, record.get(name)) for record in self._records.get(line, ()))

    @cached_property
    def _records(self) -> Records:
        data = _read(self._context, f"content/sources/{self._source.file}") if self._source else None
        if self._source is None or data is None:
            return _facts_by_line(self._context, self._name)
        return _records_by_line(_parser(self._context, self._source), data, self._source.file)

    @cached_property
    def changed(self) -> bool:
        """Whether it is a source that differs from its checksum: ``source-changed`` reports it as a whole."""
        data = _read(self._context, f"content/sources/{self._source.file}") if self._source else None
        return data is not None and self._source is not None and hashlib.sha256(data).hexdigest() != self._source.sha256


def _read(context: Context, file: str) -> bytes | None:
    try:
        return read_plain(context.root / file, LARGEST) if context.root else None
    except OSError:
        return None


def _parser(context: Context, source: Source) -> "Callable[[bytes, str], Listing] | None":
    from livingsurvey.importers.import_formats import importers_of

    importer = importers_of(context.survey.extensions).get(source.format)
    return importer.parse if importer else None


@lru_cache(maxsize=4)  # a server checks again after each edit, and sources hardly ever change
def _records_by_line(parse: "Callable[[bytes, str], Listing] | None", data: bytes, file: str) -> Records:
    found: dict[int, list[Mapping[str, Any]]] = {}
    for record in parse(data, file).records if parse else ():
        facts = {"title": record.title, "abstract": record.abstract, **record.facts}
        found.setdefault(record.line, []).append(facts)
    return found


def _facts_by_line(context: Context, name: str) -> Records:
    """The entries of a file of facts: a row of a table may go over several lines."""
    from livingsurvey.importers.fact_files import read_facts

    path = context.root / "content" / "facts" / name if context.root else None
    if path is None or not path.is_file() or path.suffix.lower() != ".csv":
        return {}
    return {facts.line: [facts.values] for facts in read_facts(path)[0]}


def _plain(value: Any) -> Any:
    """A value as importers give it: texts, lists and mappings, without what is empty."""
    if isinstance(value, Frozen):
        value = value.model_dump()
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items() if one not in (None, "", (), [])}
    return [_plain(one) for one in value] if isinstance(value, tuple | list) else value


def _agree(value: Any, stated: Any) -> bool:
    """Whether a value is as it is stated; of several parts those that both have, as a curator may add some."""
    stated = _plain(stated)
    if isinstance(value, dict) and isinstance(stated, dict):
        shared = value.keys() & stated.keys()
        return bool(shared) and all(_agree(value[name], stated[name]) for name in shared)
    if isinstance(value, list) and isinstance(stated, list):
        return len(value) == len(stated) and all(map(_agree, value, stated))
    return clean(str(value)).strip() == clean(str(stated)).strip() if stated else False


def _is_in(value: str, line: str) -> bool:
    """Whether a value is in a line of JSON or CSV, in the writing of either."""
    if value in line or json.dumps(value, ensure_ascii=False)[1:-1] in line:
        return True
    return json.dumps(value)[1:-1] in line or value.replace('"', '""') in line
