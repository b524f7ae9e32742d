"""Digests: what tells contents apart from all others, however many of them there are."""

from collections.abc import Iterable, Iterator
from hashlib import blake2b

_SIZE = 16  # bytes


def digest_of(*contents: bytes) -> str:
    """Return a digest of contents in their order, which differs where any of them or where one ends does."""
    return _digest(contents)


def digest_of_texts(texts: Iterable[str]) -> str:
    """Return the same of texts.

    Args:
        texts: in their order; half a pair of surrogates counts as it is.
    """
    return _digest(text.encode("utf-8", "surrogatepass") for text in texts)


def _digest(contents: Iterable[bytes]) -> str:
    whole = blake2b(digest_size=_SIZE)
    for content in contents:
        whole.update(b"%d\0" % len(content))
        whole.update(content)
    return whole.hexdigest()


class Digests:
    """Very many digests in their order, each in a fifth of the memory that a text takes."""

    def __init__(self, digests: Iterable[str] = ()) -> None:
        """Begin with these.

        Raises:
            ValueError: when one is no digest.
        """
        self._bytes = bytearray()
        self.add(digests)

    def add(self, digests: Iterable[str]) -> None:
        """Add more at the end.

        Raises:
            ValueError: when one is no digest.
        """
        for digest in digests:
            written = bytes.fromhex(digest)
            if len(written) != _SIZE:
                raise ValueError(f"{digest} is no digest")
            self._bytes += written

    def __len__(self) -> int:
        return len(self._bytes) // _SIZE

    def __iter__(self) -> Iterator[str]:
        return (self._bytes[place : place + _SIZE].hex() for place in range(0, len(self._bytes), _SIZE))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Digests) and self._bytes == other._bytes

    __hash__ = None  # type: ignore[assignment]  # they may become more

    def part(self, first: int, last: int) -> list[str]:
        """Return those from a place on to before another.

        Args:
            first: the place of the first, from 0.
            last: that behind the last.
        """
        places = range(first * _SIZE, min(last, len(self)) * _SIZE, _SIZE)
        return [self._bytes[place : place + _SIZE].hex() for place in places]
