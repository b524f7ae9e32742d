"""Text for formats whose readers take what looks like a tag for one."""

import re
from collections.abc import Callable

from livingsurvey.model.markup import Inline, Sub, Sup
from livingsurvey.model.names import Name, parse_name
from livingsurvey.model.text import clean

# What separates names, for some readers.
_PARTED = re.compile(r"[;&]|\band\b", re.IGNORECASE)
_TAG_OPENS = re.compile(r"<(?=[A-Za-z/!?])")


def untagged(text: str) -> str:
    """One line of text in which no tag begins: reference managers show titles and notes as HTML."""
    line = clean(text).strip()
    return _TAG_OPENS.sub("‹", line) if "<" in line else line


def with_scripts(pieces: Inline, write: Callable[[str], str]) -> str:
    """Typed pieces of text as ``write`` has them, subscripts and superscripts in the tags of HTML."""
    marks = {Sub: "sub", Sup: "sup"}
    tagged = ((marks.get(type(piece)), write(piece.text)) for piece in pieces)
    return "".join(f"<{mark}>{text}</{mark}>" if mark else text for mark, text in tagged)


def name_in_parts(name: Name) -> str:
    """``von Last, First, Jr``; in a group's name a comma would end the family's name.

    A comma behind a group's name says that it is one, where this cannot be seen.
    """
    if name.is_whole:
        whole = name.family.replace(",", "")
        return whole if parse_name(whole) == Name(whole) and not _PARTED.search(whole) else f"{whole},"
    last = f"{name.particle} {name.family}".strip()
    return ", ".join(part for part in (last, name.given, name.suffix) if part)
