"""A page's Markdown as it is next to its HTML: without front matter, which is for programs, and formulas as text."""

import re
from html import unescape

from livingsurvey.model.formulas import plain_formula
from livingsurvey.site.escape import within_line

_MATH = re.compile(r'(<span>)?<math alttext="(?P<tex>[^"]*)">.*?</math>(?(1)</span>)', re.DOTALL)


def body_of(text: str) -> str:
    """Return what is below the front matter of a page's file."""
    return text.partition("\n---\n")[2].lstrip("\n")


def twin_of(body: str) -> str:
    """Return the Markdown below the front matter of a page as people read it."""
    return _MATH.sub(_plain, body) if "<math" in body else body


def _plain(match: re.Match[str]) -> str:
    return str(within_line(plain_formula(unescape(match["tex"]))))
