"""The way from a model to what it says of the value at a path."""

import collections.abc
from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from livingsurvey.model.base import written_fields
from livingsurvey.store.yaml_nodes import Path


def field_at(model: type[BaseModel], path: Path) -> FieldInfo | None:
    """The field of a model that the value at ``path`` is of, or is an entry of; ``None`` for the model itself."""
    annotation: Any = model
    field = None
    for part in path:
        owner = next((one for one in _models(annotation) if part in written_fields(one)), None)
        field = written_fields(owner)[str(part)] if owner else field
        annotation = written_fields(owner)[str(part)].annotation if owner else _entry(annotation)
    return field


def model_at(model: type[BaseModel], path: Path) -> type[BaseModel] | None:
    """The model that the value at ``path`` must be, if it must be one."""
    annotation: Any = model
    for part in path:
        owner = next((one for one in _models(annotation) if part in written_fields(one)), None)
        annotation = written_fields(owner)[str(part)].annotation if owner else _entry(annotation)
    return next(_models(annotation), None)


def model_of(field: FieldInfo) -> type[BaseModel] | None:
    """The model that the value of a field must be, if it must be one."""
    return next(_models(field.annotation), None)


def entry_of(field: FieldInfo) -> type[BaseModel] | None:
    """The model that each entry of a field must be, if it must be one."""
    return next(_models(_entry(field.annotation)), None)


def _alternatives(annotation: Any) -> Iterator[Any]:
    """The types that a type is one of."""
    if get_origin(annotation) is Annotated:
        yield from _alternatives(get_args(annotation)[0])
    elif get_origin(annotation) in (Union, UnionType):
        for one in get_args(annotation):
            yield from _alternatives(one)
    else:
        yield annotation


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    yield from (one for one in _alternatives(annotation) if isinstance(one, type) and issubclass(one, BaseModel))


def _entry(annotation: Any) -> Any:
    """The type of an entry of a list or mapping."""
    for one in _alternatives(annotation):
        if get_origin(one) is tuple:
            return get_args(one)[0]
        if get_origin(one) in (dict, collections.abc.Mapping):
            return get_args(one)[1]
    return None
