"""YAML as the survey reads it: every scalar is text, nothing is executed, nothing is read twice.

YAML's guesses turn ``on`` into a truth value, ``2501.10`` into 2501.1 and ``2025-01-28`` into a date.
Here plain scalars stay text (or null or true/false), and the models say what is a number.
"""

import re
from typing import Any, ClassVar

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser where PyYAML has it


class TextError(Exception):
    """YAML that cannot be read: ``line`` and ``column`` count from 1, ``message`` says why."""

    def __init__(self, line: int, column: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.column = column
        self.message = message


class TextLoader(_Base):  # type: ignore[misc]  # the base class is chosen at run time
    """A safe loader that keeps scalars as text and refuses repeated keys."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}

    def construct_mapping(self, node: MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Build a mapping; a repeated key is an error, since one of its values would be lost."""
        mapping: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        if len(mapping) != len(node.value):
            raise _repeated_key(node)
        return mapping


for _tag, _pattern, _first in (
    ("tag:yaml.org,2002:null", r"^(?:~|null|)$", ["~", "n", ""]),
    ("tag:yaml.org,2002:bool", r"^(?:true|false)$", ["t", "f"]),
):
    TextLoader.add_implicit_resolver(_tag, re.compile(_pattern), _first)


def _repeated_key(node: MappingNode) -> yaml.constructor.ConstructorError:
    seen = set()
    for key, _ in node.value:
        if key.value in seen:
            return yaml.constructor.ConstructorError(None, None, f"«{key.value}» stands here twice", key.start_mark)
        seen.add(key.value)
    return yaml.constructor.ConstructorError(None, None, "merge keys are not used here", node.start_mark)


def parse(text: str) -> Any:
    """Parse one YAML document.

    Raises:
        TextError: for anything that is not plain YAML: bad syntax, repeated keys, tags, aliases.
    """
    try:
        if "&" in text or "*" in text:  # only then can there be an anchor; looking costs a second parse
            _refuse_aliases(text)
        return yaml.load(text, Loader=TextLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _text_error(mark, error.problem or error.context or "not valid YAML") from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise TextError(1, 1, str(error).partition("\n")[0] or "not valid YAML") from error


def _text_error(mark: Any, message: str) -> TextError:
    return TextError(mark.line + 1 if mark else 1, mark.column + 1 if mark else 1, message)


def _refuse_aliases(text: str) -> None:
    for event in yaml.parse(text, Loader=_Base):
        if getattr(event, "anchor", None):
            mark = event.start_mark
            raise _text_error(mark, "anchors and aliases are not used here")


def place_of(text: str, path: tuple[str | int, ...]) -> tuple[int, int]:
    """Find line and column (from 1) of the value at ``path``, or of the nearest thing above it that exists."""
    try:
        node: Node | None = yaml.compose(text, Loader=TextLoader)
    except yaml.YAMLError:
        return 1, 1
    mark = node.start_mark if node else None
    for step in path:
        found = _step(node, step)
        if found is None:
            break
        node, mark = found
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _step(node: Node | None, step: str | int) -> tuple[Node, Any] | None:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if isinstance(key, ScalarNode) and key.value == step:
                return value, key.start_mark
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step].start_mark
    return None
