"""Which templates a page is made with, so that one is made anew only where one of its own has changed."""

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from jinja2 import Environment, TemplateNotFound
from mkdocs.utils import get_build_datetime

from livingsurvey.model.digests import digest_of

#: The template of a page that names none.
MAIN = "main.html"
#: Where a template needs another, and the name of that where it says it.
_NEEDS = r"\{%[-+]?\s*(?:extends|include|import|from)\b"
_NAMING = re.compile(_NEEDS)
_NAMED = re.compile(_NEEDS + r"""\s+["']([^"']+)["']\s*(?:[-+]?%\}|(?:as|import|with|without|ignore)\b)""")
#: What a template loads, and what it says of the time of the build.
_ASSET = re.compile(r"assets/(?:css|js)/[\w-]+\.(?:css|js)")
_STYLE = re.compile(r"""\bstyle\(["']([\w-]+)["']\)""")
_OF_TIME = re.compile(r"\b(?:build_date_utc|update_date)\b")


class TemplateParts:
    """Digests of templates together with all that they extend, include or import."""

    def __init__(self, environment: Environment, around: str, extra: Mapping[str, Any]) -> None:
        """Take the templates.

        Args:
            environment: where they are.
            around: the digest of what else is around every page.
            extra: of the settings: the ``versions`` of styles and scripts, and the ``checklist`` of the maintainer.
        """
        self._environment = environment
        self._versions = extra["versions"]
        self._checklist = extra.get("checklist")
        self._around = around.encode()
        self._of = cache(self._digest)
        self._named = cache(self._look)  # most need the same few

    def digest(self, template: str | None, *made_of: str) -> str:
        """Return the digest of all that a page is made of: its template, what is around it, and what is given."""
        return digest_of(self._around, self._of(template or MAIN).encode(), *(part.encode() for part in made_of))

    def _digest(self, template: str) -> str:
        wanted, found = [template], dict[str, _Template]()
        while wanted:
            name = wanted.pop()
            if name not in found:
                found[name] = self._named(name)
                wanted += found[name].needs
        loaded = sorted(set().union(*(one.loads for one in found.values())))
        when = _now() if any(one.is_of_time for one in found.values()) else ""
        told = json.dumps(self._checklist) if any(one.has_checklist for one in found.values()) else ""
        texts = (f"{name} {one.digest}" for name, one in sorted(found.items()))
        parts = (*texts, when, told, *(self._versions[path] for path in loaded))
        return digest_of(*(part.encode() for part in parts))

    def _look(self, name: str) -> "_Template":
        """What a template says; one that is not there says nothing."""
        loader = self._environment.loader
        assert loader
        try:
            text = loader.get_source(self._environment, name)[0]
        except TemplateNotFound:
            text = ""
        needs = _NAMED.findall(text)
        if len(needs) < len(_NAMING.findall(text)):  # the name of one is put together while rendering: it may be any
            needs = self._environment.list_templates(extensions=("html",))
        loads = {*_ASSET.findall(text), *(f"assets/css/{style}.css" for style in _STYLE.findall(text))}
        is_of_time, has_checklist = bool(_OF_TIME.search(text)), "extra.checklist" in text
        return _Template(digest_of(text.encode()), tuple(needs), frozenset(loads), is_of_time, has_checklist)


class _Template(NamedTuple):
    """A template alone: its digest, what it needs and loads, and whether it says the time or has the checklist."""

    digest: str
    needs: tuple[str, ...]
    loads: frozenset[str]
    is_of_time: bool
    has_checklist: bool


def _now() -> str:
    return get_build_datetime().isoformat()
