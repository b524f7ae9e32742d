"""The tasks of a build: pages, from what they say to their HTML, and files of data. Any process can do any of them."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

import yaml
from mkdocs.config.defaults import MkDocsConfig

from livingsurvey.analysis.derive import of_papers
from livingsurvey.build.cards import Card, cards_of, kept_card
from livingsurvey.build.content import SiteContent
from livingsurvey.build.kept_in_file import KeptInFile
from livingsurvey.build.menu import filled_menu
from livingsurvey.build.page_frame import LISTED, PageFrame
from livingsurvey.build.page_twin import body_of, twin_of
from livingsurvey.build.program import program_digest
from livingsurvey.build.site_record import FileState, PageRecord, SiteRecord
from livingsurvey.build.template_parts import TemplateParts
from livingsurvey.model import Paper
from livingsurvey.model.digests import digest_of
from livingsurvey.model.paths import paper_source
from livingsurvey.model.site_names import joined_files
from livingsurvey.site.data.scripts import is_marked
from livingsurvey.site.exports import Export, Search, exports_of
from livingsurvey.site.page import Page, as_read
from livingsurvey.site.recorded import Read
from livingsurvey.site.render import SitePages
from livingsurvey.store.files import clear_place
from livingsurvey.store.theme_files import THEME

#: Of more paths that are new or are no more, nobody looks who links to them.
_MOVED = 100
#: How a file is opened that must not be there yet.
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
#: Reads whose digests are one task.
_TOGETHER = 500
#: Reads that pages share: of more, most are read by one page only.
_SHARED = 50_000


class Head(NamedTuple):
    """What the menu shows of a page."""

    path: str
    title: str
    empty: bool


class PageFile(NamedTuple):
    """A page that is not in the site yet: its file, the front matter as a reader of YAML gets it, the text below.

    All of it is plain data, which any process can take from another; ``reads`` are what it has read.
    """

    path: str
    text: str
    meta: dict[str, Any]
    markdown: str
    reads: tuple[Read, ...]

    @property
    def head(self) -> Head:
        """What the menu shows of it."""
        return Head(self.path, _title(self.meta), bool(self.meta.get("empty")))


class Written(NamedTuple):
    """What a task came to: who wrote it, and the digests of its files in the site and in docs.

    Of a page there is its record, without the numbers of its reads, and these.
    """

    name: str
    site: dict[str, str]
    docs: dict[str, str]
    page: PageRecord | None = None
    reads: tuple[Read, ...] = ()


@dataclass(frozen=True, slots=True)
class SitePlaces:
    """Where files go: the ``docs`` folder, the new ``site``; and the site and docs that are there, as far as intact."""

    docs: Path
    site: Path
    known: SiteRecord


@dataclass(frozen=True, slots=True)
class Around:
    """What is around every page.

    ``sources`` are all files that a page may link to, with the folder of each; ``heads`` what the menu shows of its
    pages; ``digest`` tells this from what was around them before; ``may_stay`` are the pages that have read nothing
    which is different now; ``moved`` are the paths that are new, or are no more; ``share`` are those, of all, that
    this build makes; ``made`` are pages that have been made for what the menu shows of them.
    """

    sources: Mapping[str, str]
    heads: Mapping[str, dict[str, Any]]
    digest: str
    may_stay: frozenset[str]
    moved: frozenset[str]
    share: slice
    made: Mapping[str, PageFile]


class SiteWork:
    """The pages and files of one survey."""

    def __init__(
        self,
        content: SiteContent,
        places: SitePlaces,
        settings: Callable[[], MkDocsConfig],
        config: MkDocsConfig | None = None,
        search: Search | None = None,
    ) -> None:
        """Take what pages are made of.

        Args:
            content: what the site is about, in which words.
            places: where files go.
            settings: reads the settings, as plugins leave them.
            config: what it gives, where it has been called already.
            search: gives the search index, where somebody is at it already.
        """
        self._given = content, places, settings
        self.content = content
        self.places = places
        self._cards = list(cards_of(content.survey).items())
        self.pages = SitePages(content.survey, content.analysis, content.rules, content.messages)
        self._kept: list[KeptInFile] = []
        self.exports = exports_of(content.survey, content.analysis, content.messages, self._kept_of, search)
        self.config = config or settings()
        self._made: Mapping[str, PageFile] = {}
        self._reads: dict[Read, Read] = {}
        self.stays: dict[str, PageRecord] = {}
        self._tasks: list[Callable[[], Any]] = []
        self.frame: PageFrame | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        """Send to another process what this was made of."""
        return SiteWork, self._given

    def begin(self, stage: str, argument: Any) -> int:
        """Prepare for a stage.

        Those are digests of what pages read (``reads``, with these), files of data and pages in the menu (``files``,
        with their paths), and pages. Without files of data, nobody knows what pages can link to.
        """
        if stage == "reads":
            argument = [self._reads.get(read, read) for read in argument]
            firsts = range(0, len(argument), _TOGETHER)
            self._tasks = [partial(self._digests, first, argument[first : first + _TOGETHER]) for first in firsts]
        elif stage == "files":
            exports = (partial(self._export, one) for one in self.exports)
            heads = (partial(self._make, path) for path in argument)
            self._tasks = [*exports, *heads, *(partial(self._card, *one) for one in self._cards)]
        else:
            self._surround(argument)
            self._tasks = [
                partial(self._page, path) for path in self.pages.paths[argument.share] if path not in self.stays
            ]
        return len(self._tasks)

    def do(self, stage: str, task: int) -> Any:
        """Do a task of the stage that has begun."""
        return self._tasks[task]()

    def _surround(self, around: Around) -> None:
        if self.config.nav:
            self.config.nav = filled_menu(
                self.config.nav, {path for path, meta in around.heads.items() if meta["empty"]}
            )
        self.frame = PageFrame(self.config, around.sources, around.heads)
        self._parts = TemplateParts(self.frame.environment, around.digest, self.config.extra)
        self._moved = tuple({_name(path) for path in around.moved})
        self._made = around.made
        self.stays = {path: page for path in sorted(around.may_stay) if (page := self._as_it_is(path))}

    def _as_it_is(self, path: str) -> PageRecord | None:
        """The record of a page whose Markdown is known to be the same, if its HTML is, and all of it is there."""
        known = self.places.known
        page, docs = known.pages[path], known.docs.get(path)
        if docs is None or path not in known.files or _html(path) not in known.files:
            return None
        made_of = self._parts.digest(page.template, docs.digest, *self._loaded(page.styles, page.scripts))
        if page.made_of != made_of or (self._moved and self._names_moved((self.places.docs / path).read_text("utf-8"))):
            return None
        return page

    def _names_moved(self, text: str) -> bool:
        """Whether a page may link to something that is new, or is no more: such links are not as they were."""
        if not self._moved or len(self._moved) > _MOVED:
            return bool(self._moved)
        plain = unescape(unquote(text)).replace("\\", "")  # in whatever way addresses are written
        return any(name in plain for name in self._moved)

    def _digests(self, first: int, reads: Sequence[Read]) -> tuple[int, list[str]]:
        """The digests of some reads, and the place of the first of them among all."""
        return first, self.pages.reads.made(reads)

    def _export(self, export: Export) -> Written:
        """Write files of data. Data scripts have no mark yet, so all of them are written anew."""
        site = joined_files((part, self._put_data(files)) for part, files in export.parts())
        for kept in self._kept:
            kept.save()
        return Written(export.name, site, {path: digest for path, digest in site.items() if not is_marked(path)})

    def _put_data(self, files: Mapping[str, bytes]) -> dict[str, str]:
        """Write some files of data; return their digests."""
        digests = {}
        for path, content in files.items():
            known = {} if is_marked(path) else self.places.known.files
            digests[path] = self._put(path, content, self.places.site, known)
            if not is_marked(path):
                self._put_copy(path, content, digests[path])
        return digests

    def _kept_of(self, name: str) -> KeptInFile:
        """What keeps the results of an export; each is made by one process, so each has its own file."""
        self._kept.append(KeptInFile(self.places.docs.parent / f"cache/{name}.json", program_digest()))
        return self._kept[-1]

    def _card(self, path: str, card: Card) -> Written:
        image = kept_card(card, THEME / "assets/fonts", self.places.docs.parent / "cards")
        return Written(path, {path: self._put(path, image, self.places.site, self.places.known.files)}, {})

    def _make(self, path: str) -> PageFile:
        with self.pages.reads.recording() as reads:
            page = self.pages.page(path)
        if len(self._reads) > _SHARED:
            self._reads.clear()
        same = self._reads.setdefault  # pages have many reads in common, and may keep them until all pages are made
        return PageFile(path, *_parts(page), tuple(same(read, read) for read in reads))

    def _page(self, path: str) -> Written:
        _, text, meta, markdown, reads = self._made.get(path) or self._make(path)
        known = self.places.known
        docs = self._put(path, text.encode(), self.places.docs, known.docs)
        address, twin = _html(path), twin_of(markdown)
        made_of = self._parts.digest(meta.get("page_template"), docs, *self._loaded(*_lists(meta)))
        record = known.pages.get(path)
        if record and record.made_of == made_of and address in known.files and not self._names_moved(text):
            html = known.files[address].digest
        else:
            html, record = self._render(path, address, meta, markdown, made_of)
        record = record._replace(given=self.pages.given(path))
        site = {address: html, path: self._put(path, twin.encode(), self.places.site, known.files)}
        return Written(path, site, {path: docs}, record, reads)

    def _loaded(self, styles: Iterable[str], scripts: Iterable[str]) -> list[str]:
        """The versions of what only some pages load."""
        versions, lists = self.config.extra["versions"], (("css", ".".join(styles)), ("js", ".".join(scripts)))
        return [versions[f"assets/{kind}/{names}.{kind}"] for kind, names in lists if names]

    def _render(
        self, path: str, address: str, meta: dict[str, Any], markdown: str, made_of: str
    ) -> tuple[str, PageRecord]:
        assert self.frame
        made = self.frame.make(path, meta, markdown)
        html = made.html.encode("utf-8", errors="xmlcharrefreplace")
        listed = {name: meta[name] for name in LISTED if name in meta}
        styles, scripts = _lists(meta)
        said = tuple(sorted(made.anchors)), made.links, made.messages
        record = PageRecord(made_of, *said, styles, scripts, listed, _title(meta), meta.get("page_template"), None)
        return self._put(address, html, self.places.site, self.places.known.files), record

    def pages_of(self, papers: Iterable[Paper]) -> Iterator[tuple[str, bytes]]:
        """Make the pages of papers that have changed since all was read: the HTML, by path.

        Only what is derived of a paper alone is derived anew; the rest is as it was.

        Args:
            papers: as they are now; the survey has had them before.
        """
        content, changed = self.content, {paper.key: paper for paper in papers}
        survey = replace(content.survey, papers=tuple(changed.get(one.key, one) for one in content.survey.papers))
        pages = SitePages(survey, of_papers(content.analysis, changed.values()), content.rules, content.messages)
        for path in map(paper_source, changed):
            _, meta, markdown = _parts(pages.page(path))
            assert self.frame
            yield _html(path), self.frame.make(path, meta, markdown).html.encode()

    def _put_copy(self, path: str, content: bytes, digest: str) -> None:
        """Let the docs folder have a file of the site."""
        known = self.places.known.docs.get(path)
        if known is None or known.digest != digest:
            self.put_copy(path, content, digest)

    def put_copy(self, path: str, content: bytes, digest: str) -> None:
        """Write a file of docs; one that has just been written into the site is linked. An older site may be there."""
        there = self.places.known.files.get(path)
        if there and there.digest == digest and not is_marked(path):
            put(self.places.docs / path, content)
        else:
            put_copy(self.places.site / path, self.places.docs / path, content)

    def _put(self, path: str, content: bytes, folder: Path, known: Mapping[str, FileState]) -> str:
        """Write a file below a folder unless it is known to have this content already; return the digest of that."""
        digest = digest_of(content)
        if path not in known or known[path].digest != digest:
            put(folder / path, content)
        return digest


def put_copy(source: Path, path: Path, content: bytes) -> None:
    """Write a file that another has the content of: where the system can, both are one, which takes far less time.

    Raises:
        OSError: when it cannot be written.
    """
    try:
        path.unlink(missing_ok=True)
        os.link(source, path)
    except OSError:  # there is no such folder yet, the source is in the site that is there, or the system cannot
        put(path, content)


def put(path: Path, content: bytes) -> None:
    """Write a file that nothing vouches for until all are written; an old one may have another name, so it goes first.

    Raises:
        OSError: when it cannot be written.
    """
    try:
        handle = os.open(path, _NEW, 0o644)
    except OSError:  # there is a file, or no folder
        clear_place(path)
        handle = os.open(path, _NEW, 0o644)
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(handle, left) :]
    finally:
        os.close(handle)


def _name(path: str) -> str:
    """What a link to a file has in it: its name, and of an index that of its folder, too."""
    *_, folder, name = ("", *path.split("/"))
    return f"{folder}/{name}" if name == "index.md" else name


def _html(path: str) -> str:
    """Where the HTML of a page is in the site, by its source."""
    return path.removesuffix(".md") + ".html"


def _title(meta: Mapping[str, Any]) -> str:
    return str(meta.get("title", ""))


def _lists(meta: Mapping[str, Any]) -> tuple[tuple[str, ...], ...]:
    """What only some pages load: styles, and scripts."""
    return tuple(tuple(meta.get(key) or ()) for key in ("styles", "scripts"))


def _parts(page: Page | str) -> tuple[str, dict[str, Any], str]:
    """The file of a page, its front matter as a reader of YAML gets it, and the text below."""
    text = page if isinstance(page, str) else page.text()
    return text, _meta(page), page.markdown if isinstance(page, Page) else body_of(text)


def _meta(page: Page | str) -> dict[str, Any]:
    try:
        return as_read(page.meta) if isinstance(page, Page) else _read(page)
    except ValueError:
        return _read(page.text() if isinstance(page, Page) else page)


def _read(text: str) -> dict[str, Any]:
    return yaml.load(text.removeprefix("---\n").partition("\n---\n")[0], yaml.CSafeLoader) or {}
