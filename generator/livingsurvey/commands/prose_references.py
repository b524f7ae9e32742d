"""Citations and links to pages in curators' Markdown, changed to another key. Code stays as it is."""

import re

from livingsurvey.checks.context import without_code
from livingsurvey.model.citations import CITATION, cited_keys


def redirect(text: str, folder: str, old: str, new: str) -> str:
    """The text with every reference to ``old`` changed to ``new``.

    Args:
        text: Markdown.
        folder: ``papers`` or ``topics``; only papers are cited.
        old: a key.
        new: another.
    """
    if old not in text:
        return text
    spoken = without_code(text)
    link = re.compile(rf"(\]\((?:\.\./)?{folder}/){re.escape(old)}(?=\.(?:md|html)[)#\s])")
    found = [(m.start(), m.end(), m[1] + new) for m in link.finditer(spoken)]
    if folder == "papers":
        found += [(m.start(), m.end(), _cited(m[0], old, new)) for m in CITATION.finditer(spoken)]
    for start, end, written in sorted(found, reverse=True):
        text = text[:start] + written + text[end:]
    return text


def _cited(group: str, old: str, new: str) -> str:
    """One pair of brackets. A key that would be there twice is named once."""
    keys = cited_keys(group)
    if old not in keys:
        return group
    if new not in keys:
        return re.sub(rf"@{re.escape(old)}(?=[;\]])", f"@{new}", group)
    return "[" + "; ".join(f"@{key}" for key in keys if key != old) + "]"
