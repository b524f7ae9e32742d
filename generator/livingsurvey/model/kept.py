"""Results that are kept from one run for the next, each with a digest of all that it depends on."""

from typing import Any, Protocol


class KeptResults(Protocol):
    """Where results are kept; they are plain data: numbers, texts, ``None``, lists of such, and mappings by text.

    A digest says nothing of the program. Whoever keeps results on a disk must drop them when the program changes.
    """

    def get(self, name: str, digest: str) -> Any | None:
        """The result that was put under this name last, where it was put with this digest; else nothing.

        Args:
            name: of the result.
            digest: of what it depends on.
        """

    def put(self, name: str, digest: str, data: Any) -> None:
        """Keep a result in place of the one that has its name.

        Args:
            name: of the result.
            digest: of what it depends on.
            data: the result.
        """


class NothingKept:
    """Where no result is kept."""

    def get(self, name: str, digest: str) -> None:
        """Nothing, whatever is asked for."""

    def put(self, name: str, digest: str, data: Any) -> None:
        """Keep nothing."""
