"""Rules of where the links in prose lead."""

import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from livingsurvey.checks.context import Context, Prose
from livingsurvey.checks.rule import ERROR, WARNING, Found, rule
from livingsurvey.model.link_target import Leads, LinkTarget, target_of
from livingsurvey.model.nearest import did_you_mean
from livingsurvey.model.site_names import OWN_PAGES
from livingsurvey.store.field_file import FILE as FIELDS_FILE

#: What Markdown may take for the destination of a link: in brackets, of a reference, between pointed brackets.
_DESTINATION = re.compile(
    r"(?:\]\(\s*|^ {0,3}\[[^\]\n]+\]:\s*)(?:<([^<>\n]*)>|([^\s<>)][^\s)]*))|<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>",
    re.MULTILINE,
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_MADE = ("people/", "venues/", "years/")
_NAMED = "Name pages from the site's root, such as papers/<key>.md."


class ProseLink(NamedTuple):
    """A link: how the prose writes its address, where that begins, the address, and where it leads."""

    written: str
    start: int
    address: str
    target: LinkTarget


@lru_cache(maxsize=1 << 14)
def links_of(prose: Prose) -> tuple[ProseLink, ...]:
    """The links of a text, found once for all rules that look at them."""
    return tuple(_links_of(prose))


def _links_of(prose: Prose) -> Iterator[ProseLink]:
    """The links of a text. A page by hand is at the site's root, all others are one folder below it."""
    depth = 0 if prose.file.startswith("content/pages/") else 1
    linked = any(sign in prose.spoken for sign in ("](", "<", "]:"))
    for match in _DESTINATION.finditer(prose.spoken) if linked else ():
        group = match.lastindex or 2
        address = unescape(_ESCAPED.sub(r"\1", match[group]))
        yield ProseLink(match[group], match.start(group), address, target_of(address, depth))


def _found(context: Context, prose: Prose, link: ProseLink, message: str, fix: str) -> Found:
    return Found(prose.file, message, fix, offset=context.in_body(prose.file, prose.text, link.start))


@rule(ERROR, unsafe=True)
def unsafe_link(context: Context) -> Iterator[Found]:
    """Prose links to something that is not a page: script, data, a file of the reader's.

    Why: Such a link is shown as text, or would run in the reader's browser.
    Fix: Link to an address that begins with https, or remove the link.
    Wrong: [here](javascript:alert(1))
    Right: [here](https://a-journal.org/paper)
    """
    for prose in context.prose:
        for link in links_of(prose):
            if link.target.leads == Leads.NOWHERE:
                said = f"«{link.written[:60]}» is no link to a page."
                yield _found(context, prose, link, said, "Link to an https address, or remove the link.")


@rule(ERROR)
def leaving_link(context: Context) -> Iterator[Found]:
    """Prose links to another site in a way that looks like a path, or to a path outside of the site.

    Why: A browser takes //host, https:host and /\\host for other sites, which nobody expects who reads them; and what
        is above the site's own folder belongs to somebody else. Such a link is shown as text.
    Fix: Write the whole address, beginning with https://, or name the page from the site's root.
    Wrong: [here](//a-journal.org/paper)
    Right: [here](https://a-journal.org/paper)
    """
    fix = f"Write the whole address, beginning with https://. {_NAMED}"
    for prose in context.prose:
        for link in links_of(prose):
            if link.target.leads == Leads.OUT:
                yield _found(context, prose, link, f"«{link.written[:60]}» leads out of the site.", fix)


@rule(WARNING)
def dead_link(context: Context) -> Iterator[Found]:
    """Prose links to a page that does not exist.

    Why: Whoever follows the link finds nothing. What is between backquotes is no link.
    Fix: Name pages from the site's root, such as papers/<key>.md.
    Wrong: [coral bleaching](coral-bleaching.md)
    Right: [coral bleaching](topics/coral-bleaching.md)
    """
    survey = context.survey
    pages = {f"{key}.md" for key in (*OWN_PAGES, *(page.key for page in survey.pages))}
    pages |= {f"papers/{key}.md" for key in survey.paper} | {f"topics/{key}.md" for key in survey.topic}
    pages |= {"papers/index.md", "topics/index.md"}
    made = (*_MADE, *(f"{name}/" for name in survey.fields.indexed))
    for prose in context.prose:
        for link in links_of(prose):
            path = posixpath.normpath(link.target.path)
            there = path in pages or path.startswith(made) or _may_be_read(context, path)
            if path.endswith(".md") and not there:
                said = f"there is no page «{link.written.partition('#')[0]}»."
                yield _found(context, prose, link, said, did_you_mean(path, pages, _NAMED))


def _may_be_read(context: Context, path: str) -> bool:
    """Whether a page would be there if what cannot be read could be."""
    folder, _, name = path.removesuffix(".md").rpartition("/")
    of_field = folder not in ("", "papers", "topics") and FIELDS_FILE in context.unread
    return of_field or context.unread.may_be(folder or "pages", name)
