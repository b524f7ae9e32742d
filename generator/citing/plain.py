"""Text for formats whose readers take what looks like a tag for one."""

import re

from generator.model.text import clean

_TAG_OPENS = re.compile(r"<(?=[A-Za-z/!?])")


def untagged(text: str) -> str:
    """One line of text in which no tag begins: reference managers show titles and notes as HTML."""
    line = clean(text).strip()
    return _TAG_OPENS.sub("‹", line) if "<" in line else line
