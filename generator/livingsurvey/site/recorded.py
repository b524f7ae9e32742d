"""What a page reads of a survey while it is made, so that it need not be made again until something of that changes.

A survey and its analysis are plain values. Pages get them as they are, but in classes that note each access: of a
mapping by key, of anything else by its name alone. What is worked out once for several pages notes again, for each of
them, what it had read. The way is that of Hammer et al., "Adapton: Composable, Demand-Driven Incremental Computation"
(PLDI 2014), with digests in place of the values.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import fields
from functools import cached_property, lru_cache
from typing import Any, NamedTuple, TypeVar, cast

from pydantic import BaseModel

from livingsurvey.analysis.works import NamedWorks
from livingsurvey.model.digests import digest_of

#: A read: of what, and by which key; without one it was read as a whole.
Read = tuple[str, str]
#: Between the parts of a key that is a tuple, and between the name of a mapping and the key of one in it.
_AND, _IN = "\0", "\1"
#: Models by their ids, which are theirs as long as they are here, with their digests.
_Models = dict[int, tuple[BaseModel, bytes]]
Value = TypeVar("Value")
Result = TypeVar("Result")


class Reads:
    """Notes what is read, for whoever is recording at the time, and tells whether it is still the same."""

    def __init__(self) -> None:
        """Begin with nobody recording."""
        self._noted: set[Read] | None = None
        self._values: dict[str, Callable[[], Any]] = {}
        self._digests: dict[Read, str] = {}
        self._models = _Models()
        self._meant: dict[str, _Meant] = {}  # by name: of one survey, it stays the same

    @contextmanager
    def recording(self) -> Iterator[set[Read]]:
        """Collect what is read inside; whoever is recording around it gets it, too."""
        outer, inner = self._noted, set[Read]()
        self._noted = inner
        try:
            yield inner
        finally:
            self._noted = outer
            self.again(inner)

    def note(self, name: str, key: str = "") -> None:
        """Note a read."""
        if self._noted is not None:
            self._noted.add((name, key))

    def again(self, found: Iterable[Read]) -> None:
        """Note what something had read whose result is known by now."""
        if self._noted is not None:
            self._noted.update(found)

    def remembered(self, function: Callable[..., Result]) -> Callable[..., Result]:
        """Let a function remember its results, as :func:`functools.cache` does, and with each what it had read."""
        known: dict[Hashable, tuple[Result, tuple[Read, ...]]] = {}

        def _call(*args: Any) -> Result:
            if args in known:
                self.again(known[args][1])
            else:
                with self.recording() as found:
                    result = function(*args)
                known[args] = result, tuple(found)  # which is a fraction of the set
            return known[args][0]

        return _call

    def named(self, name: str, make: Callable[[], Result]) -> Callable[[], Result]:
        """Give a name to a value of which many pages need so little that all it is made of would be too much.

        Args:
            name: what it is called in reads.
            make: makes the value, once.

        Returns:
            What gives the value, and notes that it was read.
        """

        def _unnoted() -> Result:
            noted, self._noted = self._noted, None
            try:
                return make()
            finally:
                self._noted = noted

        value = once(_unnoted)

        def _read() -> Result:
            self.note(name)
            return value()

        self._values[name] = value
        return _read

    def of(self, name: str, value: Value, **told: Callable[[], Any]) -> Value:
        """Return a dataclass whose fields and cached properties note when they are read.

        Args:
            name: what it is called in reads.
            value: the dataclass.
            told: for fields that cannot be told from others by what they say: what tells them.
        """
        names = [one.name for one in fields(cast("Any", value))]
        names += [one for one, kind in vars(type(value)).items() if isinstance(kind, cached_property)]
        properties = {one: property(self._reader(f"{name}.{one}", one, value, told.get(one))) for one in names}
        kind = type(type(value).__name__, (type(value),), {"__slots__": (), **properties})
        return cast("Value", object.__new__(kind))

    def _reader(self, name: str, field: str, value: Any, told: Callable[[], Any] | None) -> Callable[[Any], Any]:
        """What reads a field: a mapping or a set notes the keys by which it is read."""
        found = once(lambda: self._noting(name, getattr(value, field)))
        self._values[name] = told or (lambda: getattr(value, field))

        def _read(_: Any) -> Any:
            read = found()
            if not isinstance(read, _Map | _Set | NamedWorks):
                self.note(name)
            return read

        return _read

    def _noting(self, name: str, value: Any) -> Any:
        if isinstance(value, Mapping):
            mappings = ((key, one) for key, one in value.items() if isinstance(one, Mapping))
            inner = {key: self._noting(f"{name}{_IN}{_written(key)}", one) for key, one in mappings}
            return _Map(value, inner, name, self)
        if isinstance(value, NamedWorks):
            return self.of(name, value)
        return _Set(value, name, self) if isinstance(value, frozenset) else value

    def digest(self, read: Read) -> str:
        """Return the digest of what would be read now, which may be that it is not there."""
        if read not in self._digests:
            self._digests[read] = self._found(*read)
        return self._digests[read]

    def made(self, reads: Iterable[Read]) -> list[str]:
        """Return digests that somebody else keeps (:meth:`tell`)."""
        return list(map(self._made, reads))

    def _made(self, read: Read) -> str:
        return self._digests.get(read) or self._found(*read)

    def unknown(self, reads: Iterable[Read]) -> list[Read]:
        """Return those reads of which the digest has not been made."""
        return [read for read in reads if read not in self._digests]

    def tell(self, digests: Mapping[Read, str]) -> None:
        """Take digests that another process has made of the same survey."""
        self._digests |= digests

    def _value(self, name: str) -> Any:
        """What a name stands for now: a value, or a part of one, whether or not that has been read by now."""
        return self._known(name).value

    def _known(self, name: str) -> "_Meant":
        if name not in self._meant:
            value = self._look_up(name)
            by_text = {} if value is None else {_written(one): one for one in _keys(value) if not isinstance(one, str)}
            self._meant[name] = _Meant(value, isinstance(value, Mapping), by_text)
        return self._meant[name]

    def _look_up(self, name: str) -> Any:
        if name in self._values:
            return self._values[name]()
        outer, _, key = name.rpartition(_IN)
        value = self._value(outer) if outer else None
        if isinstance(value, Mapping):
            return value.get(self._known(outer).by_text.get(key, key))
        outer, _, part = name.rpartition(".")
        value = self._value(outer) if outer and _IN not in name else None
        return getattr(value, part) if isinstance(value, NamedWorks) else None

    def _found(self, name: str, key: str) -> str:
        value, is_mapping, by_text = self._known(name)
        if not key and is_mapping:
            parts = (f"{part}\0{self._made((name, part))}" for part in map(_written, value))
            return digest_of("\0".join(parts).encode("utf-8", "surrogatepass"))
        if not key:
            return digest_of(as_bytes(value, self._models))
        by = by_text.get(key, key)
        is_there = value is not None and by in value
        if is_mapping:  # a value that is there is told from the answer whether something is
            return digest_of(b"=" + as_bytes(value[by], self._models) if is_there else b"")
        return digest_of(as_bytes(is_there))


class _Meant(NamedTuple):
    """What a name stands for, whether that is a mapping, and its keys that are no texts by how reads write them."""

    value: Any
    is_mapping: bool
    by_text: dict[str, Any]


def _keys(value: Any) -> Iterable[Any]:
    return value if isinstance(value, Mapping | Set) else ()


def _written(key: object) -> str:
    """A key of a mapping as reads have it."""
    return _AND.join(map(str, key)) if isinstance(key, tuple) else str(key)


def once(make: Callable[[], Result]) -> Callable[[], Result]:
    """Return what makes a value when it is first asked for."""
    made: list[Result] = []

    def _get() -> Result:
        if not made:
            made.append(make())
        return made[0]

    return _get


def as_bytes(value: Any, known: _Models | None = None) -> bytes:
    """Return what tells a value of a survey apart from others, which is the same wherever the value is.

    Args:
        value: the value.
        known: what this has come to for models; new ones are added.
    """
    kind: Any = type(value)
    return _way_of(kind)(value, known)


@lru_cache(maxsize=1 << 10)  # a survey has few kinds of values, and thousands of each
def _way_of(kind: type) -> Callable[[Any, _Models | None], bytes]:
    """What makes bytes of the values of a class."""
    if issubclass(kind, BaseModel):
        return _of_model
    if issubclass(kind, Mapping):
        return _of_mapping
    if issubclass(kind, Set):
        return _of_set
    return _of_several if kind in (tuple, list) else _of_other


def _of_mapping(value: Mapping[Any, Any], known: _Models | None) -> bytes:
    return b"{%s}" % b",".join([repr(key).encode() + b":" + as_bytes(one, known) for key, one in value.items()])


def _of_set(value: Set[Any], known: _Models | None) -> bytes:
    return b"<%s>" % b",".join(sorted([as_bytes(one, known) for one in value]))


def _of_several(value: Iterable[Any], known: _Models | None) -> bytes:
    return b"(%s)" % b",".join([as_bytes(one, known) for one in value])


def _of_other(value: object, known: _Models | None) -> bytes:
    return repr(value).encode("utf-8", "surrogatepass")


def _of_model(value: BaseModel, known: _Models | None) -> bytes:
    """The digest of a model, in place of all its text."""
    known = _Models() if known is None else known
    if id(value) not in known:
        known[id(value)] = value, digest_of(value.model_dump_json().encode()).encode()
    return known[id(value)][1]


class _Map(dict[Any, Any]):
    """A mapping that notes by which keys it is read."""

    def __init__(self, values: Mapping[Any, Any], inner: Mapping[Any, Any], name: str, reads: Reads) -> None:
        super().__init__({**values, **inner})
        self._name = name
        self._reads = reads

    def __getitem__(self, key: Any) -> Any:
        """Note and look up; a mapping in it notes for itself."""
        found = super().get(key)
        if not isinstance(found, _Map):
            self._reads.note(self._name, _written(key))
        return super().__getitem__(key) if found is None else found

    def get(self, key: Any, default: Any = None) -> Any:
        """Note and look up."""
        self._reads.note(self._name, _written(key))
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        """Note and look up."""
        self._reads.note(self._name, _written(key))
        return super().__contains__(key)


class _Set(Set[Any]):
    """A set that notes what is looked for in it.

    It is none of Python's own sets, since these look into each other without asking.
    """

    def __init__(self, values: frozenset[Any], name: str, reads: Reads) -> None:
        self._values = values
        self._name = name
        self._reads = reads

    @classmethod
    def _from_iterable(cls, values: Iterable[Any]) -> frozenset[Any]:
        return frozenset(values)

    def __contains__(self, key: object) -> bool:
        """Note and look up."""
        self._reads.note(self._name, _written(key))
        return key in self._values

    def __iter__(self) -> Iterator[Any]:
        """All is read."""
        self._reads.note(self._name)
        return iter(self._values)

    def __len__(self) -> int:
        """All is read."""
        self._reads.note(self._name)
        return len(self._values)


def _whole(kind: type, method: str) -> Callable[..., Any]:
    """A method that reads all of a mapping."""

    def _read(self: Any, *args: Any) -> Any:
        self._reads.note(self._name)
        return getattr(super(kind, self), method)(*args)

    return _read


for _method in ("__iter__", "__reversed__", "__len__", "keys", "values", "items", "copy"):
    setattr(_Map, _method, _whole(_Map, _method))
for _method in ("__or__", "__ror__", "__eq__", "__ne__"):
    setattr(_Map, _method, _whole(_Map, _method))
