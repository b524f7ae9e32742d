"""Making pages one by one with MkDocs' own parts, in any process, in place of its loop over all of them.

This is the one module that knows how MkDocs works inside. :func:`can_make_pages` says whether that is as expected;
where it is not, or a survey uses plugins or hooks of others, MkDocs builds the site itself, to the same bytes.
"""

import gzip
import logging
import posixpath
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple, cast
from urllib.parse import quote, urljoin, urlsplit

import markdown
import mkdocs
from mkdocs.commands.build import _build_template, get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import (
    Page,
    _ExtractAnchorsTreeprocessor,
    _ExtractTitleTreeprocessor,
    _RawHTMLPreprocessor,
    _RelativePathTreeprocessor,
)
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_build_date, get_build_timestamp, get_relative_url

from livingsurvey.build.quick_markdown import QuickMarkdown
from livingsurvey.build.quick_templates import quickened
from livingsurvey.site.renderer import compiled_templates
from livingsurvey.store.theme_files import THEME

_KNOWN_MKDOCS = re.compile(r"1\.6\.\d+")
_KNOWN_MARKDOWN = re.compile(r"3\.(?:[4-9]|\d\d)(?:\.\d+)*")
#: Extensions that are as new after ``reset``, so that one converter does for all pages.
_RESETTABLE = frozenset(["fenced_code", "attr_list", "md_in_html", "tables", "toc", "def_list", "sane_lists", "smarty"])
_SITEMAP = "sitemap.xml"
#: The front matter that the map for robots looks at.
LISTED = ("moved_to", "empty", "changed")
#: Links that are nothing but the path of a page, and an anchor.
_PLAIN_LINK = re.compile(r"(?P<path>(?:\.\./)*[a-z\d_-][a-z\d_./-]*\.md)(?:#(?P<anchor>[a-z\d_-]+))?", re.ASCII)
#: Files that are kept at hand; of more, those that no menu has are forgotten.
_REMEMBERED = 8_000
_LOG = logging.getLogger("mkdocs")


class MadePage(NamedTuple):
    """A page as it is in the site.

    ``anchors`` are what links can lead to in it; ``links`` those of its links that lead to an anchor, by page and
    anchor, as they are written; ``messages`` what there is to say of it.
    """

    html: str
    anchors: frozenset[str]
    links: dict[str, dict[str, str]]
    messages: tuple[tuple[int, str], ...]


def can_make_pages(config: MkDocsConfig) -> bool:
    """Return whether pages of these settings can be made one by one."""
    known = _KNOWN_MKDOCS.fullmatch(mkdocs.__version__) and _KNOWN_MARKDOWN.fullmatch(markdown.__version__)
    own = list(config.plugins) == ["survey"] and not config.hooks
    whole = config.nav and not (config.exclude_docs or config.draft_docs or config.extra_templates)
    return bool(known and own and whole and not config.use_directory_urls and _has_known_map(config))


def _has_known_map(config: MkDocsConfig) -> bool:
    """Whether the map for robots is that of this tool or of MkDocs, which are known to need little of each page."""
    maps = [file for folder in config.theme.dirs if (file := Path(folder) / _SITEMAP).is_file()]
    return maps[0].read_bytes() in (maps[-1].read_bytes(), (THEME / _SITEMAP).read_bytes())


class PageFrame:
    """What is around every page of a site: settings, menu and templates; ``messages`` are what to say of these."""

    def __init__(self, config: MkDocsConfig, sources: Mapping[str, str], heads: Mapping[str, dict[str, Any]]) -> None:
        """Take the settings, as plugins have left them, and make the menu.

        Args:
            config: the settings.
            sources: all files that a page may link to, by path, each with the folder that it is in.
            heads: the front matter of the pages in the menu, by path, as far as the menu shows it.
        """
        self._config = config
        self._files = _LinkedFiles(config, sources)
        self.environment = quickened(config.theme.get_env())
        self.environment.bytecode_cache = compiled_templates()
        if config.validation.nav.omitted_files >= logging.WARNING:
            self._files.look_up_all()
        with _messages() as messages:
            self.nav = get_navigation(self._files, config)
        self.messages = tuple(messages)
        for page in self.nav.pages:
            page.meta, page.markdown = dict(heads.get(page.file.src_uri, {})), ""
        self._listed = [page.file for page in self.nav.pages]
        names = {name.removeprefix("markdown.extensions.") for name in config.markdown_extensions}
        self._lasting = _Converter.of(config, self._files) if names <= _RESETTABLE else None

    def make(self, path: str, meta: dict[str, Any], text: str) -> MadePage:
        """Make a page.

        Args:
            path: its file below the docs folder.
            meta: its front matter, as a reader of YAML gets it.
            text: its Markdown, without front matter.
        """
        file, config = self._files.get_file_from_path(path), self._config
        assert file is not None
        page = file.page or Page(None, file, config)
        page.meta = meta
        with _messages() as messages:
            page.markdown = config.plugins.on_page_markdown(text, page=page, config=config, files=self._files)
            (self._lasting or _Converter.of(config, self._files)).convert(page)
            html = self._around(page)
        anchors, links = page.present_anchor_ids or set(), page.links_to_anchors or {}
        if file not in self._listed:
            file.page = None
        by_path = {to.src_uri: found for to, found in links.items()}
        return MadePage(html, frozenset(anchors), by_path, tuple(messages))

    def _around(self, page: Page) -> str:
        """The page in its template."""
        config = self._config
        page.active = True
        template = self.environment.get_template(page.meta.get("template", "main.html"))
        html = template.render(get_context(self.nav, self._listed, config, page))
        page.active = False
        return config.plugins.on_post_page(html, page=page, config=config) or ""

    def other_templates(self, listed: Mapping[str, Mapping[str, Any]]) -> dict[str, bytes]:
        """Make the files of the theme's templates that belong to no page: the page of errors and the map for robots.

        Args:
            listed: what the map says of each page of the site (:data:`LISTED`), by its source.
        """
        address, date = self._config.site_url, get_build_date()
        site = urljoin(address, "./") if address else ""
        pages = [_Listed(site, date, path, listed[path]) for path in sorted(listed, key=_in_order)]
        made: dict[str, bytes] = {}
        for name in sorted(self._config.theme.static_templates):
            template, files = self.environment.get_template(name), cast("Files", pages)
            text = _build_template(name, template, files, self._config, self.nav)
            if text.strip():
                made[name] = text.encode()
        if _SITEMAP in made:
            time = get_build_timestamp(pages=cast("list[Page]", pages))
            made[f"{_SITEMAP}.gz"] = _compressed(made[_SITEMAP], time)
        return made


class _Listed:
    """A page in the list of all, with what the map for robots says of it."""

    is_link = False

    def __init__(self, site: str, date: str, path: str, meta: Mapping[str, Any]) -> None:
        self.meta = meta
        self.page = self
        self.update_date = date
        self.canonical_url = f"{site}{quote(path.removesuffix('.md'))}.html" if site else None

    @property
    def abs_url(self) -> str | None:
        """Where the page is on its server; few maps for robots ask."""
        return urlsplit(self.canonical_url).path if self.canonical_url else None


def _in_order(path: str) -> tuple[tuple[str, ...], bool, str]:
    """Where MkDocs has a page among all: folders last, and indexes first."""
    *folders, name = path.split("/")
    return tuple(folders), name != "index.md", name


def _compressed(content: bytes, date: int) -> bytes:
    """As MkDocs compresses: with the name that the file has in the site, and its date."""
    made = BytesIO()
    with gzip.GzipFile(filename=f"{_SITEMAP}.gz", mode="wb", fileobj=made, mtime=date) as file:
        file.write(content)
    return made.getvalue()


class _LinkedFiles(Files):
    """Files that are known by their paths, and become files of MkDocs when something leads to them."""

    def __init__(self, config: MkDocsConfig, sources: Mapping[str, str]) -> None:
        super().__init__(())
        self._config = config
        self._sources = sources

    def get_file_from_path(self, path: str) -> File | None:
        """Return the file at a path, if there is one."""
        if (known := self._src_uris.get(path)) or (folder := self._sources.get(path)) is None:
            return known
        if len(self._src_uris) > _REMEMBERED:
            self._src_uris = {uri: file for uri, file in self._src_uris.items() if file.page}
        config = self._config
        file = File(path, folder, config.site_dir, config.use_directory_urls, inclusion=InclusionLevel.INCLUDED)
        self._src_uris[path] = file
        return file

    def look_up_all(self) -> None:
        """Let every page be a file of MkDocs, as it must be where those are told that are not in the menu."""
        for path in self._sources:
            self.get_file_from_path(path)


class _Converter(NamedTuple):
    """Python-Markdown with what :meth:`mkdocs.structure.pages.Page.render` adds to it."""

    markdown: markdown.Markdown
    raw: "_RawAnchors"
    anchors: _ExtractAnchorsTreeprocessor
    links: "_Links"
    title: _ExtractTitleTreeprocessor

    @classmethod
    def of(cls, config: MkDocsConfig, files: Files) -> "_Converter":
        """Make one."""
        made = QuickMarkdown(extensions=config["markdown_extensions"], extension_configs=config["mdx_configs"] or {})
        nowhere: Any = None  # they get their page with each
        parts = (
            _RawAnchors(),
            _ExtractAnchorsTreeprocessor(nowhere, files, config),
            _Links(nowhere, files, config),
            _ExtractTitleTreeprocessor(),
        )
        for part in parts:
            part._register(made)
        return cls(made, *parts)

    def convert(self, page: Page) -> None:
        """Give a page its content, its outline and its anchors."""
        self.markdown.reset()
        if delimiters := getattr(self.markdown, "delimiters", None):  # of emphasis, from Python-Markdown 3.11 on
            delimiters.reset()
        self.links.file, self.links.links_to_anchors = page.file, {}
        self.anchors.present_anchor_ids, self.title.title = set(), None
        page.content = self.markdown.convert(page.markdown or "")
        page.toc = get_toc(getattr(self.markdown, "toc_tokens", []))
        page._title_from_render = self.title.title
        page.present_anchor_ids = self.anchors.present_anchor_ids | self.raw.present_anchor_ids
        page.links_to_anchors = self.links.links_to_anchors


class _Links(_RelativePathTreeprocessor):
    """Links to pages: those of a folder that are written alike lead to the same address."""

    def __init__(self, file: File, files: Files, config: MkDocsConfig) -> None:
        super().__init__(file, files, config)
        self._led = lru_cache(_REMEMBERED)(self._lead)

    def path_to_url(self, url: str) -> str:
        """Return the address of what a link leads to, and note its anchor."""
        plain = _PLAIN_LINK.fullmatch(url)
        led = self._led(posixpath.dirname(self.file.src_uri), plain["path"]) if plain else None
        if not (plain and led):
            return super().path_to_url(url)
        uri, address = led
        if not plain["anchor"]:
            return address
        target = self.files.get_file_from_path(uri)
        assert target is not None
        self.links_to_anchors.setdefault(target, {}).setdefault(plain["anchor"], url)
        return f"{address}#{plain['anchor']}"

    def _lead(self, folder: str, path: str) -> tuple[str, str] | None:
        """What a path leads to from pages of a folder, and its address; nothing where there is more to say of it."""
        uri = self._target_uri(f"{folder}/", path)
        target = self.files.get_file_from_path(uri)
        if target is None or target.inclusion is not InclusionLevel.INCLUDED:
            return None
        return uri, get_relative_url(target.url, self.file.url)


class _RawAnchors(_RawHTMLPreprocessor):
    """Looks for anchors in HTML where there may be some."""

    def run(self, lines: list[str]) -> list[str]:
        """Look for them."""
        if any("<" in line for line in lines):
            return super().run(lines)
        self.present_anchor_ids = set()
        return lines


@contextmanager
def _messages() -> Iterator[list[tuple[int, str]]]:
    """Collect what MkDocs says, and let it be said by whoever gathers pages."""
    found, before = _Collector(), (_LOG.handlers, _LOG.propagate)
    _LOG.handlers, _LOG.propagate = [found], False
    try:
        yield found.messages
    finally:
        _LOG.handlers, _LOG.propagate = before


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[tuple[int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message with its level."""
        self.messages.append((record.levelno, record.getMessage()))
