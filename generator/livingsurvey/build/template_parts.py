"""Which templates a page is made with, so that one is made anew only where one of its own has changed."""

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, TemplateNotFound
from mkdocs.utils import get_build_datetime

from livingsurvey.site.data.scripts import digest_of

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
        self._named = cache(self._references)

    def digest(self, template: str | None, *made_of: str) -> str:
        """Return the digest of all that a page is made of: its template, what is around it, and what is given."""
        return digest_of(self._around, self._of(template or MAIN).encode(), *(part.encode() for part in made_of))

    def _digest(self, template: str) -> str:
        wanted, found = [template], dict[str, str]()
        while wanted:
            name = wanted.pop()
            if name not in found:
                found[name], more = self._named(name)
                wanted += more
        texts = "\0".join(f"{name}\0{text}" for name, text in sorted(found.items()))
        named = {*_ASSET.findall(texts), *(f"assets/css/{name}.css" for name in _STYLE.findall(texts))}
        when = _now() if _OF_TIME.search(texts) else ""
        told = json.dumps(self._checklist) if "extra.checklist" in texts else ""
        return digest_of(
            texts.encode(), when.encode(), told.encode(), *(self._versions[path].encode() for path in sorted(named))
        )

    def _references(self, name: str) -> tuple[str, list[str]]:
        """The text of a template and the names of those it needs; of one that is not there nothing."""
        loader = self._environment.loader
        assert loader
        try:
            text = loader.get_source(self._environment, name)[0]
        except TemplateNotFound:
            return "", []
        named = _NAMED.findall(text)
        if len(named) < len(_NAMING.findall(text)):  # the name of one is put together while rendering: it may be any
            named = self._environment.list_templates(extensions=("html",))
        return text, named


def _now() -> str:
    return get_build_datetime().isoformat()
