"""The pages that a change alters: what a reader saw before, and sees now."""

import difflib
import html
import re
from collections.abc import Mapping

from livingsurvey.commands.diff.diff_report import MOST_LINES, PageChange, cut

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_CARD = re.compile(r'<span class="cite-card".*?</span>', re.DOTALL)  # shown on demand only
_SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-Z(])")  # a paragraph is compared sentence by sentence
_TAG = re.compile(r"<[^>]*>")
_ATTRIBUTES = re.compile(r"\{ [.:#][^}]*\}")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
#: Pages that list everything: a change of one paper alters them all, which says nothing.
_LISTS = re.compile(r"(^|/)index\.md\Z")


def changed_pages(before: Mapping[str, str], after: Mapping[str, str]) -> list[PageChange]:
    """The pages whose shown text differs, with the lines that went and came; those of papers first, lists last.

    Args:
        before: the pages of the state before, by path.
        after: those of the state after.
    """
    paths = [path for path in sorted(before.keys() | after.keys()) if before.get(path) != after.get(path)]
    paths.sort(key=lambda path: (bool(_LISTS.search(path)), not path.startswith("papers/"), path))
    pages = [_change(path, before.get(path, ""), after.get(path, "")) for path in paths]
    return [page for page in pages if page.lines]


def shown_text(page: str) -> list[str]:
    """The text of a generated page as a reader sees it, line by line."""
    text = _TAG.sub("", _CARD.sub("", _ATTRIBUTES.sub("", _FRONT_MATTER.sub("", page))).replace("<br>", "\n"))
    lines = (html.unescape(_LINK.sub(r"\1", line)).strip() for line in text.split("\n"))
    return [sentence for line in lines if line for sentence in _SENTENCE.split(line)]


def line_changes(before: list[str], after: list[str]) -> list[str]:
    """The lines that went, with ``-`` before them, and those that came, with ``+``."""
    differences = difflib.unified_diff(before, after, lineterm="", n=0)
    return [line for n, line in enumerate(differences) if n > 1 and line[:1] in "+-"]  # below the two of the head


def _change(path: str, before: str, after: str) -> PageChange:
    lines = line_changes(shown_text(before), shown_text(after))
    shown = tuple(cut(line) for line in lines[:MOST_LINES])
    return PageChange(path=path, lines=shown, more=len(lines) - len(shown))
