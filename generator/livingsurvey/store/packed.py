"""Models as plain data, and back without validating anew what was valid: what is kept of files that were read.

Plain data is texts, numbers, tuples and mappings; a list stands for an object: the number of its shape, and its values.
Only models of this package are made of it, whatever it says, and nothing is run.
"""

import dataclasses
from collections.abc import Callable, Iterable
from enum import StrEnum
from importlib import import_module
from typing import Any, NamedTuple

from livingsurvey.model.base import Frozen

_MODELS = "livingsurvey.model."
_PLAIN = (float, int, bool, type(None))
_LONGEST_SHARED = 200  # signs of a text that is looked for among those before it: names, dates, topics
_set: Callable[[Any, str, Any], None] = object.__setattr__  # models refuse to be changed, and are being made here


class Shape(NamedTuple):
    """What objects have in common: their class, which values they were given, and the places of values with objects."""

    kind: str
    given: tuple[str, ...]
    within: tuple[int, ...]


class Packing:
    """Packs values and unpacks them; equal short texts become one, and equal shapes one number.

    Args:
        shapes: those that values were packed with before, by their numbers.

    Raises:
        ValueError: when one is of no model of this package.
    """

    def __init__(self, shapes: Iterable[Shape] = ()) -> None:
        self._numbers: dict[Shape, int] = {}
        self._makers: list[Callable[[Any], Any]] = []
        self._texts: dict[str, str] = {}
        for shape in shapes:
            self._number(shape, _class_of(shape.kind))

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """The shapes by their numbers."""
        return tuple(self._numbers)

    def pack(self, value: Any) -> Any:
        """Return a value as plain data.

        Raises:
            TypeError: when it is neither plain nor made of models.
        """
        kind = type(value)
        if kind is str:
            return self._texts.setdefault(value, value) if len(value) <= _LONGEST_SHARED else value
        if kind in _PLAIN:
            return value
        if kind is tuple:
            return tuple([self.pack(one) for one in value])
        if kind is dict:
            return {self._name(name): self.pack(one) for name, one in value.items()}
        return self._object(kind, value)

    def _name(self, name: Any) -> str:
        if type(name) is not str:
            raise TypeError(f"{name!r} is no name")
        return self._texts.setdefault(name, name)

    def _object(self, kind: type, value: Any) -> list[Any]:
        if issubclass(kind, StrEnum):
            return [self._shape(kind, (), ()), value.value]
        if not (issubclass(kind, Frozen) or dataclasses.is_dataclass(kind)):
            raise TypeError(f"{kind.__name__} is neither plain nor a model")
        values = tuple([self.pack(getattr(value, name)) for name in _names(kind)])
        given = tuple(sorted(value.model_fields_set)) if issubclass(kind, Frozen) else ()
        return [self._shape(kind, given, tuple(n for n, one in enumerate(values) if _has_object(one))), values]

    def _shape(self, kind: type, given: tuple[str, ...], within: tuple[int, ...]) -> int:
        if not kind.__module__.startswith(_MODELS):
            raise TypeError(f"{kind.__name__} is none of the package's models")
        return self._number(Shape(f"{kind.__module__}:{kind.__qualname__}", given, within), kind)

    def _number(self, shape: Shape, kind: type) -> int:
        if shape not in self._numbers:
            self._makers.append(_maker(kind, shape, self.unpack))
            self._numbers[shape] = len(self._numbers)
        return self._numbers[shape]

    def unpack(self, value: Any) -> Any:
        """Return the value that plain data stands for. What was not packed here may raise anything."""
        kind = type(value)
        if kind is list:
            number, values = value
            return self._makers[number](values)
        if kind is tuple:
            return tuple([self.unpack(one) for one in value])
        if kind is dict:
            return {name: self.unpack(one) for name, one in value.items()}
        return value


def _names(kind: type) -> tuple[str, ...]:
    if issubclass(kind, Frozen):
        return tuple(kind.model_fields)
    return tuple(field.name for field in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else ()


def _has_object(value: Any) -> bool:
    kind = type(value)
    if kind is tuple:
        return any(map(_has_object, value))
    return kind is list or (kind is dict and any(map(_has_object, value.values())))


def _maker(kind: type, shape: Shape, unpack: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """What makes an object of a shape of its packed values."""
    if issubclass(kind, StrEnum):
        return kind
    names, given, within = _names(kind), set(shape.given), shape.within

    def _unpacked(values: Any) -> dict[str, Any]:
        if within:
            values = list(values)
            for place in within:
                values[place] = unpack(values[place])
        return dict(zip(names, values, strict=True))

    def _model(values: tuple[Any, ...]) -> Any:
        made = kind.__new__(kind)
        _set(made, "__dict__", _unpacked(values))
        _set(made, "__pydantic_fields_set__", given)  # of all such models one: none is ever changed
        _set(made, "__pydantic_extra__", None)
        _set(made, "__pydantic_private__", None)
        return made

    def _record(values: tuple[Any, ...]) -> Any:
        made = kind.__new__(kind)
        for name, value in _unpacked(values).items():
            _set(made, name, value)
        return made

    return _model if issubclass(kind, Frozen) else _record


def _class_of(name: str) -> type:
    module, _, path = name.partition(":")
    found = getattr(import_module(module), path, None) if module.startswith(_MODELS) else None
    if not isinstance(found, type) or not (issubclass(found, Frozen | StrEnum) or dataclasses.is_dataclass(found)):
        raise ValueError(f"{name} is no model of the package")
    return found
