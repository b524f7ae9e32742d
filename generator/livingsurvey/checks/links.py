"""Rules of web addresses."""

import ipaddress
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

from livingsurvey.checks.context import Context
from livingsurvey.checks.look_alikes import looks_latin
from livingsurvey.checks.prose_links import links_of
from livingsurvey.checks.rule import ADVICE, ERROR, Found, rule
from livingsurvey.model.base import doi_address
from livingsurvey.model.identity import to_ascii
from livingsurvey.model.link_target import Leads
from livingsurvey.store.yaml_edit import Put, Span
from livingsurvey.store.yaml_nodes import Path

_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|_hsenc|_hsmi|ref_src\Z", re.IGNORECASE
)
#: Hosts that answer under https and have for years.
_SECURE = re.compile(
    r"(?:[\w-]+\.)*(?:github\.com|github\.io|gitlab\.com|arxiv\.org|doi\.org|huggingface\.co|openreview\.net|"
    r"aclanthology\.org|acm\.org|ieee\.org|neurips\.cc|mlr\.press|usenix\.org|zenodo\.org|wikipedia\.org)\Z"
)
_LOCAL = re.compile(r"(?:localhost|.+\.(?:local|localhost|internal|lan|home|test|invalid|example))\Z")


class WebAddress(NamedTuple):
    """A web address: its file, its field (none in prose), where it begins in the file, and the address.

    ``stated``: a source states it, and no curator has typed it. ``plain``: the file has it just so.
    """

    file: str
    path: Path
    offset: int | None
    url: str
    stated: bool = False
    plain: bool = True


def links_in(context: Context) -> Iterator[WebAddress]:
    """Every web address in papers, settings and prose."""
    for paper in context.survey.papers:
        for n, url in enumerate(paper.code):
            yield WebAddress(paper.path, ("code", n), None, url, "code" in paper.provenance)
        for n, link in enumerate(paper.links):
            yield WebAddress(paper.path, ("links", n, "url"), None, link.url, "links" in paper.provenance)
    for n, editor in enumerate(context.survey.settings.editors):
        if editor.url:
            yield WebAddress("content/survey.yml", ("editors", n, "url"), None, editor.url)
    for prose in context.prose:
        for one in links_of(prose):
            if one.target.leads == Leads.WEB:
                offset = context.in_body(prose.file, prose.text, one.start)
                yield WebAddress(prose.file, (), offset, one.address, plain=one.address == one.written)


def _found(link: WebAddress, message: str, fix: str, new: str | None = None) -> Found:
    edit: Put | Span | None = None
    if new is not None and link.path:
        edit = Put(link.path, link.url, new)
    elif new is not None and link.offset is not None and link.plain:
        edit = Span(link.offset, link.offset + len(link.url), new)
    return Found(link.file, message, fix, link.path, offset=link.offset, edit=edit, left_out=link.stated)


@lru_cache(maxsize=1 << 14)
def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        return parts if parts.port != 0 else None
    except ValueError:
        return None


@rule(ADVICE, fixes=True)
def tracking_link(context: Context) -> Iterator[Found]:
    """A web address carries parameters that only serve to follow people.

    Why: They show a third party who came from here, and make two addresses out of one.
    Fix: Remove them.
    Wrong: https://a-journal.org/paper?utm_source=mail
    Right: https://a-journal.org/paper
    """
    for link in links_in(context):
        parts = _split(link.url)
        given = parse_qsl(parts.query, keep_blank_values=True) if parts and "=" in parts.query else []
        if parts and (followed := [name for name, _ in given if _TRACKING.match(name)]):
            kept = urlencode([pair for pair in given if not _TRACKING.match(pair[0])])
            clean = parts._replace(query=kept).geturl()
            yield _found(link, f"«{followed[0]}» in {link.url} only follows people.", "Remove it.", clean)


@rule(ADVICE, fixes=True)
def plain_http(context: Context) -> Iterator[Found]:
    """A web address begins with http, though its host answers under https.

    Why: On the way, anyone can read and change what comes over http.
    Fix: Write https.
    Wrong: http://github.com/a/b
    Right: https://github.com/a/b
    """
    for link in links_in(context):
        parts = _split(link.url) if link.url.startswith("http:") else None
        if parts and _SECURE.match(parts.hostname or "") and parts.port in (None, 80):
            clean = parts._replace(scheme="https", netloc=parts.netloc.removesuffix(":80")).geturl()
            yield _found(link, f"«{link.url}» would do with https.", "Write https.", clean)


@rule(ERROR, unsafe=True)
def deceptive_link(context: Context) -> Iterator[Found]:
    """A web address hides where it leads, or its host is not one of the web.

    Why: Readers trust an address by its host. What is before an @ is not the host, а (Cyrillic) is not a (Latin),
        and a bare number or a name of one's own network says nothing. Of what a source states, the link alone is left
        out.
    Fix: Write the address as the host itself writes it.
    Wrong: https://github.com@files.io/a
    Right: https://github.com/a/b
    """
    for link in links_in(context):
        if reason := _deception(link.url):
            yield _found(link, f"«{link.url}» {reason}.", "Write the address as its host writes it.")


@lru_cache(maxsize=1 << 14)
def _deception(url: str) -> str | None:
    parts = _split(url)
    host = (parts.hostname or "") if parts else ""
    if not parts or not host:
        return "has no host"
    if parts.username is not None or parts.password is not None:
        return "holds a name or password"
    if (not host.isascii() or "xn--" in host) and _looks_like_another(host):
        return "has a host with letters that can be taken for others"
    if _LOCAL.match(host) or "." not in host:
        return "leads to no host on the web"
    return "has a number for a host" if _is_number(host) else None


def _looks_like_another(host: str) -> bool:
    """Whether a host that is not ASCII reads as one that is: of mixed scripts, of look-alikes, or a known one."""
    try:
        name = host if not host.isascii() else host.encode().decode("idna")
    except UnicodeError:
        return True
    labels = [label for label in name.split(".") if not label.isascii()]
    return any(map(looks_latin, labels)) or _SECURE.match(to_ascii(name)) is not None


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host.replace(".", "").isdigit() or host.startswith("0x")
    return True


@rule(ADVICE)
def repeated_link(context: Context) -> Iterator[Found]:
    """Two links of a paper lead to the same place, or one repeats its arXiv identifier or DOI.

    Why: The page of a paper shows code, links and identifiers side by side; one of them says nothing new.
    Fix: Remove the link.
    Wrong: links: [{label: arXiv, url: https://arxiv.org/abs/2412.04315}]   # and arxiv: '2412.04315'
    Right: arxiv: '2412.04315'
    """
    for paper in context.survey.papers:
        known = {f"arxiv.org/{way}/{paper.arxiv}" for way in ("abs", "pdf")} | {
            doi_address((paper.doi or "").lower()).removeprefix("https://")
        }
        for path, url in [
            *((("code", n), url) for n, url in enumerate(paper.code)),
            *((("links", n, "url"), link.url) for n, link in enumerate(paper.links)),
        ]:
            place = _place(url)
            if place in known:
                yield Found(paper.path, f"«{url}» is linked already.", "Remove this link.", path)
            known.add(place)


def _place(url: str) -> str:
    """Where an address leads, however it is written."""
    place = url.partition("://")[2].partition("#")[0].rstrip("/").removesuffix(".git").removesuffix(".pdf")
    place = re.sub(r"(arxiv\.org/(?:abs|pdf)/[^/]+?)v\d+\Z", r"\1", place)
    return place.lower().removeprefix("www.").removeprefix("dx.")
