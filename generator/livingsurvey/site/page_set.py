"""What a set of pages is, and what a survey's extensions add of them."""

import re
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TypeVar

from livingsurvey.analysis.derive import Analysis
from livingsurvey.extensions import ExtensionError, naming
from livingsurvey.model import Survey
from livingsurvey.site.page import Page
from livingsurvey.site.renderer import Renderer

_PATH = re.compile(r"(?!papers/)(?:[A-Za-z0-9_][A-Za-z0-9._-]*/)*[A-Za-z0-9_][A-Za-z0-9._-]*\Z")
Content = TypeVar("Content")


@dataclass(frozen=True, slots=True)
class PageSet:
    """A set of pages.

    ``pages`` renders them: Markdown with front matter, by path below the docs folder. ``data`` makes the files that
    they and other programs read, by path from the site's root.
    """

    id: str
    pages: Callable[[Renderer], Mapping[str, Page | str]]
    data: Callable[[Survey, Analysis], Mapping[str, bytes]] | None = None


def rendered(sets: Mapping[str, PageSet], built_in: tuple[PageSet, ...], renderer: Renderer) -> dict[str, Page | str]:
    """All pages of the given sets, by path.

    Raises:
        ExtensionError: when an extension fails, or its page has no path of its own.
    """
    pages: dict[str, Page | str] = {}
    for one in sets.values():
        if one in built_in:
            pages |= one.pages(renderer)
        else:
            with naming(one.id):
                pages |= _own(one.id, one.pages(renderer), pages.keys(), (Page, str))
    return pages


def extension_data(survey: Survey, analysis: Analysis, taken: AbstractSet[str]) -> dict[str, bytes]:
    """The data files of a survey's extensions, by path.

    Raises:
        ExtensionError: when an extension fails, or its file has no path of its own.
    """
    files: dict[str, bytes] = {}
    for one in survey.extensions.of(PageSet):
        if one.data:
            with naming(one.id):
                files |= _own(one.id, one.data(survey, analysis), taken | files.keys(), bytes)
    return files


def _own(
    id: str, made: Mapping[str, Content], taken: AbstractSet[str], form: type | tuple[type, ...]
) -> Iterator[tuple[str, Content]]:
    for path, content in made.items():
        if path in taken or not _PATH.match(path) or (form is not bytes and not path.endswith(".md")):
            raise ExtensionError(f"extension {id}: «{path}» is the path of another file, or cannot be one.")
        if not isinstance(content, form):
            raise TypeError(f"«{path}» is a {type(content).__name__}")
        yield path, content
