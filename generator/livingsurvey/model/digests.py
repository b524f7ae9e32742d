"""Digests: what tells contents apart from all others, however many of them there are."""

from collections.abc import Iterable
from hashlib import blake2b


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
    whole = blake2b(digest_size=16)
    for content in contents:
        whole.update(b"%d\0" % len(content))
        whole.update(content)
    return whole.hexdigest()
