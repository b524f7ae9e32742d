"""What a set of pages is, and what a survey's extensions add of them."""

import re
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TypeVar

from livingsurvey.analysis.derive import Analysis
from livingsurvey.extensions import ExtensionError, naming
from livingsurvey.model import Survey
from livingsurvey.model.errors import PathTakenError
from livingsurvey.model.site_names import is_page, joined_files, own_use, site_path
from livingsurvey.site.page import Making, Page
from livingsurvey.site.renderer import Renderer
from livingsurvey.store.theme_files import THEME

_PATH = re.compile(r"(?!papers/)(?:[A-Za-z0-9_][A-Za-z0-9._-]*/)*[A-Za-z0-9_][A-Za-z0-9._-]*\Z")
Content = TypeVar("Content")


@dataclass(frozen=True, slots=True)
class PageSet:
    """A set of pages.

    ``pages`` names them by path below the docs folder: each is a page, a function that makes it when it is needed, or
    the text of its file. ``data`` makes the files that they and other programs read, by path from the site's root.
    """

    id: str
    pages: Callable[[Renderer], Mapping[str, Page | Making | str]]
    data: Callable[[Survey, Analysis], Mapping[str, bytes]] | None = None


def pages_of(
    sets: Mapping[str, PageSet], built_in: tuple[PageSet, ...], renderer: Renderer
) -> dict[str, Page | Making | str]:
    """All pages of the given sets, by path; those of extensions are made, the others where that costs nothing.

    Raises:
        ExtensionError: when an extension fails, or its page has no path of its own.
    """
    own = joined_files((one.id, one.pages(renderer)) for one in sets.values() if one in built_in)
    parts: list[tuple[str, dict[str, Page | Making | str]]] = [("the survey", own)]
    for one in sets.values():
        if one not in built_in:
            with naming(one.id):
                made = {path: page() if callable(page) else page for path, page in one.pages(renderer).items()}
                parts.append((one.id, _own(one.id, made, parts, (Page, str))))
    return joined_files(parts)


def extension_data(survey: Survey, analysis: Analysis, taken: AbstractSet[str]) -> dict[str, bytes]:
    """The data files of a survey's extensions, by path.

    Raises:
        ExtensionError: when an extension fails, or its file has no path of its own.
    """
    parts = [("the survey", dict.fromkeys(taken, b""))]
    for one in survey.extensions.of(PageSet):
        if one.data:
            with naming(one.id):
                parts.append((one.id, _own(one.id, one.data(survey, analysis), parts, bytes)))
    return joined_files(parts[1:])


def _own(
    id: str,
    made: Mapping[str, Content],
    taken: list[tuple[str, dict[str, Content]]],
    form: type | tuple[type, ...],
) -> dict[str, Content]:
    """The files of an extension, each at a path that nothing else has: no other part of the site, nor the theme.

    Raises:
        ExtensionError: when one has no such path.
        TypeError: when one is not of its form.
    """
    for path, content in made.items():
        fits = not is_page(path) if form is bytes else path.endswith(".md")
        if not fits or not _PATH.match(path):
            raise ExtensionError(f"extension {id}: «{path}» is the path of another file, or cannot be one.")
        root = path.partition(".")[0].lower()
        if own_use("", root) or root.startswith("templates/") or (THEME / site_path(path)).is_file():
            raise ExtensionError(f"extension {id}: «{path}» is the path of a file of the site's own.")
        if not isinstance(content, form):
            raise TypeError(f"«{path}» is a {type(content).__name__}")
    try:
        joined_files([*taken, (id, made)])
    except PathTakenError as error:
        raise ExtensionError(f"extension {id}: {error.message}") from error
    return dict(made)
