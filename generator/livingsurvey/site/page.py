"""A page of the site: Markdown, and the front matter that the theme's template shows around it."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from livingsurvey.model.text import clean, visible

#: What YAML reads as this very text without quotation marks.
_BARE = re.compile(r"(?!(?i:y|n|yes|no|on|off|true|false|null)\Z)[A-Za-z][\w./-]*(?: [\w./-]+)*", re.ASCII)

#: A number that YAML reads as one: with a point, and no exponent.
_PLAIN_NUMBER = re.compile(r"-?\d+\.\d+")

_REMEMBERED = 1 << 14  # texts whose written form is kept: names of values, titles and addresses are on many pages
_quoted = json.JSONEncoder(ensure_ascii=False).encode


class Lines(str):
    """A text that keeps its lines; any other in front matter is folded to one. It is a value of its own, in no list."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page.

    ``meta`` is plain data: texts, numbers, lists and dictionaries. Nothing in it is markup; the template of the theme
    escapes what it prints.
    """

    meta: dict[str, Any]
    body: str

    def text(self) -> str:
        """The file of the page."""
        return f"---\n{front_matter(self.meta)}---\n\n{self.markdown}"

    @property
    def markdown(self) -> str:
        """The text below the front matter."""
        return f"{self.body.strip()}\n"


#: Makes a page.
Making = Callable[[], Page]
#: Pages by their path below the docs folder: made already, or made when they are needed.
Pages = dict[str, Page | Making]


def front_matter(meta: dict[str, Any]) -> str:
    """Write front matter: a line for each value, for each entry of a dictionary and of a list of dictionaries.

    Values that are empty are left out, in dictionaries too.
    """
    return "".join([line for name, value in _filled(meta) for line in _field(name, value)])


def as_read(meta: dict[str, Any]) -> dict[str, Any]:
    """Return what a reader of YAML gets from the front matter of these values, without writing and reading it.

    Raises:
        ValueError: when a value is one that YAML takes for something else, so that it has to be read.
    """
    read = {name: _read(value) for name, value in _filled(meta)}
    return {name: None if value == {} else value for name, value in read.items()}  # nothing is below such a name


def _read(value: Any) -> Any:
    if isinstance(value, str):
        return "\n".join(_lines(value)).rstrip("\n") if isinstance(value, Lines) else clean(value)
    if isinstance(value, dict):
        return {_read(key): _read(inner) for key, inner in _filled(value)}
    if isinstance(value, (list, tuple)):
        return [_read(inner) for inner in value]
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, float) and _PLAIN_NUMBER.fullmatch(json.dumps(value)):
        return value
    raise ValueError(f"{value!r} is not read as it is written")


def _filled(meta: dict[str, Any]) -> list[tuple[str, Any]]:
    """The values that are not empty; zero and ``False`` are values, too."""
    return [(name, value) for name, value in meta.items() if value or value == 0]


def _lines(text: str) -> list[str]:
    """The lines of a text; what parts units is white space that YAML does not read."""
    return [visible(line).replace("\x1f", " ") for line in text.splitlines()]


def _field(name: str, value: Any) -> Iterator[str]:
    if isinstance(value, Lines):
        lines = "".join(f"  {line}\n" for line in _lines(value))
        yield f"{name}: |2-\n{lines}"
    elif isinstance(value, dict):
        yield f"{name}:\n"
        yield from (f"  {_flow(key)}: {_flow(inner)}\n" for key, inner in _filled(value))
    elif isinstance(value, (list, tuple)) and isinstance(value[0], dict):
        yield f"{name}:\n"
        yield from (f"  - {_flow(inner)}\n" for inner in value)
    else:
        yield f"{name}: {_flow(value)}\n"


def _flow(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, str):
        return _scalar(value)
    if isinstance(value, dict):
        return f"{{{', '.join([f'{_flow(key)}: {_flow(inner)}' for key, inner in _filled(value)])}}}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_flow, value))}]"
    return json.dumps(value)


@lru_cache(maxsize=_REMEMBERED)
def _scalar(text: str) -> str:
    """A text on one line."""
    shown = clean(text)
    return shown if _BARE.fullmatch(shown) else _quoted(shown)
