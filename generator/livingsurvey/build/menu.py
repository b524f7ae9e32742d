"""The menu of the site: pages that have nothing to show yet are not in it."""

from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

_HEAD = 8192  # characters of a page in which its front matter says that it is empty
_EMPTY = "\nempty: true\n"


def empty_pages(docs: Path) -> frozenset[str]:
    """Return the paths of the pages that have nothing to show yet, of those that a menu may lead to.

    Args:
        docs: the folder of the generated pages.
    """
    pages = (*docs.glob("*.md"), *docs.glob("*/index.md"))
    return frozenset(page.relative_to(docs).as_posix() for page in pages if _is_empty(page))


def filled_menu(nav: list[Any], empty: AbstractSet[str]) -> list[Any]:
    """Return the navigation without empty pages, and without sections that then have none.

    Args:
        nav: as ``mkdocs.yml`` has it: paths, and mappings of a title to a path or to the entries of a section.
        empty: the paths of the pages to leave out.
    """
    kept = (_filled(entry, empty) for entry in nav)
    return [entry for entry in kept if entry not in (None, {}, [])]


def _filled(entry: Any, empty: AbstractSet[str]) -> Any:
    if isinstance(entry, list):
        return filled_menu(entry, empty)
    if isinstance(entry, dict):
        parts = {title: _filled(part, empty) for title, part in entry.items()}
        return {title: part for title, part in parts.items() if part}
    return None if entry in empty else entry


def _is_empty(page: Path) -> bool:
    with page.open(encoding="utf-8") as file:
        head = file.read(_HEAD)
    return head.startswith("---\n") and _EMPTY in head.partition("\n---\n")[0] + "\n"
