"""Files that cannot be read, and what they may hold: their names are not unknown, and nothing lacks what they state."""

import re
from collections.abc import Callable, Collection
from functools import cached_property

_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FOLDERS = ("papers", "topics", "pages")


class Unread:
    """The files of a survey that cannot be read.

    Each of them is one finding. Until it is mended, no other finding must follow from it: that a paper which is there
    does not exist, or that a topic lacks a paper which names it.
    """

    def __init__(self, files: Collection[str], text: Callable[[str], str]) -> None:
        self._files = frozenset(files)
        self._text = text

    def __contains__(self, file: str) -> bool:
        return file in self._files

    def may_be(self, folder: str, key: str) -> bool:
        """Whether a key may be that of a file which cannot be read, or a former key that it states.

        Args:
            folder: below ``content``.
            key: of a paper, a topic or a page.
        """
        if not self._files:
            return False
        return f"content/{folder}/{key}.md" in self._files or self.stating(folder, "key|aliases", key) > 0

    def stating(self, folder: str, field: str, key: str) -> int:
        """How many files that cannot be read have a key in a field, as far as their text shows it.

        Args:
            folder: below ``content``.
            field: its name, or several with | between them.
            key: what is looked for.
        """
        if (folder, field) not in self._stated:
            files = [file for file in self._files if file.startswith(f"content/{folder}/")]
            self._stated[folder, field] = [_keys_in(self._text(file), field) for file in sorted(files)]
        return sum(key in keys for keys in self._stated[folder, field])

    @cached_property
    def _stated(self) -> dict[tuple[str, str], list[frozenset[str]]]:
        return {}

    def mentions(self, word: str) -> bool:
        """Whether a word is in a paper, a topic or a page that cannot be read, or may be: some have no text."""
        return any(not text or word in text for text in self._texts)

    @cached_property
    def _texts(self) -> list[str]:
        return [
            self._text(file)
            for file in sorted(self._files)
            if file.startswith(tuple(f"content/{f}/" for f in _FOLDERS))
        ]


def _keys_in(text: str, fields: str) -> frozenset[str]:
    """The keys in some fields of a text that is no YAML; those in all of it where it has no such line."""
    found = re.findall(rf"^(?:{fields})\b(.*(?:\n[ \t]*-(?!--).*)*)", text, re.MULTILINE)
    needed = "|" not in fields  # former keys are in few files
    return frozenset(_KEY.findall("\n".join(found) if found or not needed else text))
