"""Bytes of the index: small integers, sorted tables of keys, and scripts that hold them.

A page opened from a folder may load scripts, but not fetch data: so each part of the index is a script that hands over
a text, which is compressed bytes in base 64.
"""

import json
import re
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

#: The function that the scripts of an index call.
TAKE = "shardSearch.take"


#: What integers are read from.
Bytes = bytes | bytearray
#: Signs that are two code units: only these are in another order by code units.
_OF_TWO_UNITS = re.compile("[\U00010000-\U0010ffff]")
_SMALL = tuple(bytes((value,)) for value in range(128))


def number(value: int) -> bytes:
    """Return an integer from 0 as bytes of seven bits, lowest first; each but the last has its highest bit set."""
    if value < 128:
        return _SMALL[value]
    written = bytearray()
    while value >= 128:
        written.append(value & 127 | 128)
        value >>= 7
    written.append(value)
    return bytes(written)


def read_number(data: Bytes, at: int) -> tuple[int, int]:
    """Return the integer at a place, and the place behind it.

    Raises:
        IndexError: when the data end before it does.
    """
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7


def numbers(data: Bytes, at: int, count: int) -> tuple[list[int], int]:
    """Return so many integers from a place on, and the place behind them.

    Raises:
        IndexError: when the data end before.
    """
    found = []
    for _ in range(count):
        value, at = read_number(data, at)
        found.append(value)
    return found, at


def order(key: str) -> bytes:
    """Return by what keys are sorted: by code units, as scripts compare texts.

    Args:
        key: of a table.
    """
    return key.encode("utf-16-be", "surrogatepass")


def in_order(keys: Iterable[str]) -> list[str]:
    """Return keys as they are sorted: by :func:`order`, which takes longer where it makes no difference.

    Args:
        keys: of a table.
    """
    listed = list(keys)
    return sorted(listed, key=order if _OF_TWO_UNITS.search("".join(listed)) else None)


def table(entries: Sequence[tuple[str, bytes]]) -> bytes:
    """Return a table of sorted keys: each as what differs from the one before; then what each of them holds.

    Args:
        entries: each key with what it holds.
    """
    head, before = bytearray(number(len(entries))), b""
    for key, payload in entries:
        written = key.encode()
        shared = _shared(before, written)
        head += number(shared) + number(len(written) - shared) + written[shared:] + number(len(payload))
        before = written
    return bytes(head) + b"".join(payload for _, payload in entries)


def _shared(one: bytes, other: bytes) -> int:
    """With how many bytes both begin: all that are before the first bit in which the two differ."""
    most = min(len(one), len(other))
    different = int.from_bytes(one[:most], "big") ^ int.from_bytes(other[:most], "big")
    return most - (different.bit_length() + 7) // 8


def read_table(data: bytes) -> dict[str, bytes]:
    """Return what each key of a table holds.

    Args:
        data: the table, and nothing else.

    Raises:
        ValueError: when it is no table.
    """
    try:
        found, at = _read_table(data)
    except IndexError as error:
        raise ValueError("not a table: it has no end") from error
    if at != len(data):
        raise ValueError("not a table: it ends elsewhere")
    return found


def _read_table(data: bytes) -> tuple[dict[str, bytes], int]:
    count, at = read_number(data, 0)
    places, before = [], b""
    for _ in range(count):
        (shared, length), at = numbers(data, at, 2)
        before = before[:shared] + data[at : at + length]
        size, at = read_number(data, at + length)
        places.append((before.decode(), size))
    found = {}
    for key, size in places:
        found[key] = data[at : at + size]
        at += size
    return found, at


def script(name: str, epoch: str, data: bytes) -> bytes:
    """Return the script of a part of an index.

    Args:
        name: of the part.
        epoch: what the numbers of documents mean: parts of one epoch fit together.
        data: what the part holds.
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = b64encode(packer.compress(data) + packer.flush()).decode()
    return f'{TAKE}("{name}","{epoch}","{packed}");\n'.encode()


def read_script(text: bytes) -> tuple[str, str, bytes]:
    """Return name, epoch and content of the script of a part.

    Args:
        text: of the script.

    Raises:
        ValueError: when it is none.
    """
    try:
        begin, _, rest = text.partition(b"(")
        if begin != TAKE.encode():
            raise ValueError("it begins otherwise")
        name, epoch, packed = map(str, json.loads(b"[" + rest[: rest.index(b'")') + 1] + b"]"))
        return name, epoch, zlib.decompress(b64decode(packed, validate=True), -15)
    except (ValueError, zlib.error) as error:
        raise ValueError(f"not a part of a search index: {error}") from error


def as_json(data: Any) -> bytes:
    """Return data as the parts hold it that are lists.

    Args:
        data: what JSON can hold.
    """
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


#: Bytes of a part before it is compressed: it ends at a key that ends parts when it has more than the first, and at the
#: latest with the last. What ends parts is the key alone, so that an edit changes the parts it is in, and no others.
_SIZES = (3_000, 14_000)
_ENDS = 31


def parts(entries: Iterable[tuple[str, bytes]]) -> Iterator[list[tuple[str, bytes]]]:
    """Cut sorted entries into parts; what is large by itself is a part of its own.

    Args:
        entries: each key with what it holds.

    Yields:
        Each part, of which no other has the same name.
    """
    part: list[tuple[str, bytes]] = []
    size = 0
    named: set[int] = set()
    for key, payload in entries:
        own = len(key) + len(payload)
        begins = not part or size + own > _SIZES[1] or size > _SIZES[0]
        check = zlib.crc32(key.encode()) if begins else 0
        ends = size + own > _SIZES[1] or check % _ENDS == 0
        if begins and (not part or (ends and check not in named)):
            named.add(check)
            if part:
                yield part
            part, size = [], 0
        part.append((key, payload))
        size += own
    if part:
        yield part


def part_name(space: str, first: str) -> str:
    """Return the name of the part of a space of keys that begins with a key.

    Args:
        space: a letter.
        first: the first key of the part.
    """
    return f"{space}{zlib.crc32(first.encode()):08x}"
