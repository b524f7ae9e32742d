"""YAML as the survey reads it: every scalar is text, nothing is executed, nothing is read twice.

YAML's guesses turn ``on`` into a truth value, ``2501.10`` into 2501.1 and ``2025-01-28`` into a date.
Here plain scalars stay text (or null or true/false), and the models say what is a number. Values are put
together straight from the events of PyYAML's parser, which is several times faster than its constructors.
"""

import re
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from livingsurvey.model.errors import SurveyError

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # the C parser where PyYAML has it
_PLAIN = {"": None, "~": None, "null": None, "true": True, "false": False}
#: What YAML takes for the end of a line and nothing else does: what is behind it, in a comment or not, is read as a
#: line of its own that no editor shows. And the mark of byte order, which YAML passes over where it begins a line.
_UNSEEN_END = re.compile("[\x85\u2028\u2029\ufeff]|\r(?!\n)")
_DEEPEST = 50  # levels of nesting; no survey needs ten


class YamlTextError(SurveyError):
    """YAML that cannot be read: ``line`` and ``column`` count from 1, ``message`` says why.

    ``by_parser``: it is no YAML at all, and the message is the parser's.
    """

    by_parser = False


def parse(text: str) -> Any:
    """Parse one YAML document.

    Raises:
        YamlTextError: for anything that is not plain YAML: bad syntax, repeated keys, tags, anchors, aliases.
    """
    if not text.isascii() or "\r" in text:
        _refuse_unseen_ends(text)
    try:
        return _Document(_Loader(text)).read()
    except yaml.MarkedYAMLError as error:
        begins = error.context in ("while scanning a simple key", "while scanning a quoted scalar")
        mark = error.context_mark if begins else error.problem_mark or error.context_mark
        raise _by_parser(mark, error.problem or error.context) from error
    except (yaml.YAMLError, ValueError) as error:
        raise _by_parser(None, str(error).partition("\n")[0]) from error


def _by_parser(mark: Any, message: str | None) -> YamlTextError:
    error = _text_error(mark, message)
    error.by_parser = True
    return error


def _refuse_unseen_ends(text: str) -> None:
    """Refuse text in which YAML sees lines that editors do not.

    Raises:
        YamlTextError: at the first such place; its line is the one that an editor counts.
    """
    if found := _UNSEEN_END.search(text):
        line, column = text.count("\n", 0, found.start()) + 1, found.start() - text.rfind("\n", 0, found.start())
        said = f"U+{ord(found[0]):04X} is here, which YAML takes for the end of a line though nobody sees one"
        raise YamlTextError(f"{said}: write a space in its place", line=line, column=column)


def _text_error(mark: Any, message: str | None) -> YamlTextError:
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return YamlTextError(message or "not valid YAML", line=line, column=column)


class _Document:
    """Builds the value of a document from parser events."""

    def __init__(self, loader: Any) -> None:
        self._next = loader.get_event
        self._depth = 0

    def read(self) -> Any:
        """Read the one document of a stream; an empty stream has none."""
        self._next()  # the start of the stream
        if isinstance(self._next(), StreamEndEvent):
            return None
        value = self._value(self._next())
        self._next()  # the end of the document
        following = self._next()
        if isinstance(following, DocumentStartEvent):
            raise _text_error(following.start_mark, "a second document begins here")
        return value

    def _value(self, event: Any) -> Any:
        if type(event) is ScalarEvent and event.anchor is None and event.tag is None:
            return _PLAIN.get(event.value, event.value) if event.implicit[0] else event.value
        if type(event) is AliasEvent or event.anchor is not None:
            raise _text_error(event.start_mark, "anchors and aliases are not used here")
        if event.tag is not None:
            raise _text_error(event.start_mark, f"tags such as {event.tag} are not used here")
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _text_error(event.start_mark, f"nested more than {_DEEPEST} levels deep")
        value = self._list() if type(event) is SequenceStartEvent else self._mapping()
        self._depth -= 1
        return value

    def _list(self) -> list[Any]:
        values = []
        while type(event := self._next()) is not SequenceEndEvent:
            values.append(self._value(event))
        return values

    def _mapping(self) -> dict[Any, Any]:
        values: dict[Any, Any] = {}
        while type(event := self._next()) in (ScalarEvent, MappingStartEvent, SequenceStartEvent, AliasEvent):
            if type(event) is not ScalarEvent:
                raise _text_error(event.start_mark, "a key must be a plain word")
            key = event.value if event.tag is None and event.anchor is None else self._value(event)
            if key in values:
                raise _text_error(event.start_mark, f"«{key}» appears twice")
            values[key] = self._value(self._next())
        return values
