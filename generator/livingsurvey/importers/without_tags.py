"""Text without the tags of HTML and JATS."""

import re
from html import unescape

_TAG = re.compile(r"</?[A-Za-z][\w:-]*(?:\s[^<>]*)?/?>")
_BLOCK = re.compile(r"</?(?:jats:)?(?:p|sec|list|list-item|break|br)\b[^<>]*>", re.IGNORECASE)


def without_tags(text: str) -> str:
    """A text without the HTML or JATS tags that publishers leave in titles and abstracts."""
    if "<" not in text and "&" not in text:
        return " ".join(text.split())
    return " ".join(unescape(_TAG.sub("", _BLOCK.sub(" ", text))).split())
