"""Which pages lead to files that have come or gone since: a link becomes one to a page only where that is there.

Nearly all links of pages are made with the Markdown around them, from what the survey has; some are by hand.
"""

import re
from collections.abc import Container
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from livingsurvey.build.site_record import SiteRecord

#: A part of an address, as texts have it.
_WORD = re.compile(r"[\w.-]+")


def doubtful_pages(known: SiteRecord, sources: Container[str], docs: Path) -> frozenset[str]:
    """Return the pages that may lead to a file that was not there when they were made, or is not there any more.

    Args:
        known: what is known of the site as it was; its ``docs`` as far as intact.
        sources: all files that a page can lead to now.
        docs: the folder of the Markdown, as it was.
    """
    found = {path for path, page in known.pages.items() if any(one in sources for one in page.missing)}
    gone = [path for path in (*known.pages, *known.linked) if path not in sources]
    names = {_WORD.findall(path)[-1] for path in gone}
    if names:
        found |= {path for path in known.pages if path not in known.docs or not names.isdisjoint(_words(docs / path))}
    return frozenset(found)


def _words(file: Path) -> set[str]:
    """The words of a page, in whatever way its addresses are written."""
    text = unescape(unquote(file.read_text("utf-8"))).replace("\\", "")
    return {word for word in _WORD.findall(text) if "." in word}
