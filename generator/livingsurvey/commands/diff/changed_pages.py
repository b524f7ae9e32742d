"""The pages that a change alters: what a reader saw before, and sees now."""

import difflib
import html
import re
from collections.abc import Mapping

from livingsurvey.commands.diff.diff_report import PageChange, cut

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_CARD = re.compile(r'<span class="cite-card".*?</span>', re.DOTALL)  # shown on demand only
_SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-Z(])")  # a paragraph is compared sentence by sentence
_TAG = re.compile(r"<[^>]*>")
_ATTRIBUTES = re.compile(r"\{ [.:#][^}]*\}")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
_MOST_LINES = 60
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


def _change(path: str, before: str, after: str) -> PageChange:
    differences = difflib.unified_diff(shown_text(before), shown_text(after), lineterm="", n=0)
    lines = [line for line in differences if line[:1] in "+-" and not line.startswith(("---", "+++"))]
    return PageChange(path=path, lines=tuple(cut(line) for line in lines[:_MOST_LINES]))
