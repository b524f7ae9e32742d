"""Building a site: what would be different is made, by all processors, next to the site that is there."""

import json
import logging
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any

from livingsurvey.build.cards import cards_of, forget_cards
from livingsurvey.build.crew import Crew
from livingsurvey.build.joined_assets import shared_scripts, theme_assets, theme_files
from livingsurvey.build.program import program_digest
from livingsurvey.build.settings import setting_files
from livingsurvey.build.shares import ALL
from livingsurvey.build.site_record import FileState, PageRecord, ReadList, SiteRecord, paths_below, state_of
from livingsurvey.build.site_work import Around, Head, PageFile, SiteWork, Written, put
from livingsurvey.build.stamps import page_variables
from livingsurvey.model.digests import Digests, digest_of
from livingsurvey.model.site_names import joined_files
from livingsurvey.site.data.scripts import MARK, is_marked, mark_of, mark_script, marking
from livingsurvey.site.messages import PATH as MESSAGES
from livingsurvey.site.messages import export_messages
from livingsurvey.site.page_set import extension_data
from livingsurvey.site.recorded import Read
from livingsurvey.store.files import clear_place
from livingsurvey.store.theme_files import THEME

#: What of ``extra`` only some pages depend on; the templates that they have say which.
OF_SOME = ("versions", "checklist")
#: Of more pages that are all made anew, the first process only collects what the others make: both need less memory.
_LARGE = 5_000
#: Reads that other processes get at a time.
_SENT = 50_000
_LOG = logging.getLogger("mkdocs")
#: Called with how many tasks are done.
Progress = Callable[[int], None]


class SiteBuild:
    """One build: the tasks of a site, and what they came to."""

    def __init__(self, work: SiteWork, root: Path, before: Path, older: SiteRecord, share: slice = ALL) -> None:
        """Take the tasks.

        Args:
            work: the tasks; they write below a new folder, which may have an older site in it.
            root: the survey's folder.
            before: the site that is there.
            older: what is intact in the new folder.
            share: the pages to be made, of all; others are there only as far as they stay.
        """
        self._work = work
        self._root = root
        self._before = before
        self._share = share
        self._known, self._older = work.places.known, older
        self._new, self._docs = work.places.site, work.places.docs
        self._site: dict[str, str] = {}
        self._docs_files: dict[str, str] = {}
        self._pages: dict[str, PageRecord] = {}
        self._sources: list[str] = []
        self._reads, self._digests = ReadList(), Digests()
        self._numbers = _Numbers(self._reads)
        self._renumbered = _Renumbered(self._known.reads, self._numbers)

    def run(self, progress: Progress = lambda _: None, way: str | None = None) -> SiteRecord:
        """Make all that is missing; return the record of the new site.

        Args:
            progress: called with how many pages are done, also before there are any; what it raises ends the build.
            way: how other processes begin (:func:`livingsurvey.build.crew.way_to_start`); ``None`` for none.

        Raises:
            WorkFailedError: when a task fails in another process.
            ExtensionError: when an extension fails.
            OSError: when files cannot be written.
        """
        collects = way == "fork" and not self._known.pages and len(self._work.pages.paths) > _LARGE
        with Crew(self._work, way, takes_part=not collects) as crew:
            done, may_stay = 0, self._may_stay(crew)
            made = self._first(crew, may_stay, progress)
            for written in crew.run("pages", self._around(made, may_stay)):
                self._take(written)
                progress(done := done + 1)
            for path, page in self._work.stays.items():
                self._stay(path, page)
            self._numbers.clear()  # there are no more reads to come
            self._digests = self._digests_of(crew, self._reads)
        self._finish()
        return self._record()

    def _first(self, crew: Crew, may_stay: frozenset[str], progress: Progress) -> dict[str, PageFile]:
        """Make the files of data; return the pages of the menu that do not stay."""
        wanted = [path for path in self._work.pages.paths if path in self._menu - may_stay]
        made = {}
        parts: list[tuple[str, Mapping[str, str]]] = [("the pages", dict.fromkeys(self._work.pages.paths, ""))]
        for result in crew.run("files", wanted):
            progress(0)
            if isinstance(result, PageFile):
                made[result.path] = result
            else:
                self._take(result)
                parts.append((result.name, result.site))
        joined_files(parts)
        self._add_extensions()
        self._mark()
        self._put_data(MESSAGES, self._messages())
        return made

    def _heads(self, made: Mapping[str, PageFile], may_stay: frozenset[str]) -> Iterator[Head]:
        """What the menu shows."""
        yield from (page.head for page in made.values())
        for path in self._menu & may_stay:
            page = self._known.pages[path]
            yield Head(path, page.title, bool(page.listed.get("empty")))

    def _take(self, written: Written) -> None:
        self._site |= written.site
        self._docs_files |= written.docs
        if written.page:
            self._pages[written.name] = written.page._replace(reads=tuple(sorted(map(self._numbers.of, written.reads))))

    def _stay(self, path: str, page: PageRecord) -> None:
        """Take over a page that is as it was."""
        html = path.removesuffix(".md") + ".html"
        for file in (path, html):
            self._site[file] = self._known.files[file].digest
        self._docs_files[path] = self._known.docs[path].digest
        self._pages[path] = page._replace(reads=tuple(sorted(map(self._renumbered.__getitem__, page.reads))))

    def _digests_of(self, crew: Crew, reads: ReadList) -> Digests:
        """The digests of reads; all processes make those that are not known."""
        known, found = self._work.pages.reads, Digests()
        for part in (reads.part(first, first + _SENT) for first in range(0, len(reads), _SENT)):
            asked, made = known.unknown(part), dict[Read, str]()
            for first, digests in crew.run("reads", asked) if asked else ():
                made |= zip(asked[first : first + len(digests)], digests, strict=True)
            found.add(made[read] if read in made else known.digest(read) for read in part)
        return found

    @cached_property
    def _menu(self) -> set[str]:
        return set(_menu_paths(self._work.config.nav))

    def _may_stay(self, crew: Crew) -> frozenset[str]:
        """The pages that have been given, and have read, nothing that is different now."""
        known, pages = self._known, self._work.pages
        if not known.pages or known.made_with != self._made_with:
            return frozenset()
        now = self._digests_of(crew, known.reads)
        pages.reads.tell(dict(zip(known.reads, now, strict=True)))
        other = {n for n, (before, digest) in enumerate(zip(known.digests, now, strict=True)) if before != digest}
        same = (path for path in pages.paths if path in known.pages and other.isdisjoint(known.pages[path].reads))
        return frozenset(path for path in same if (given := pages.given(path)) and given == known.pages[path].given)

    @cached_property
    def _made_with(self) -> str:
        """Digest what makes the Markdown of pages, besides the survey: this tool, its libraries, words and rules."""
        content = self._work.content
        words = json.dumps([content.messages.texts, content.messages.language])
        return digest_of(program_digest().encode(), words.encode(), repr(content.rules).encode())

    def _add_extensions(self) -> None:
        content = self._work.content
        for path, file in extension_data(content.survey, content.analysis, self._site.keys()).items():
            self._put_data(path, file)

    def _mark(self) -> None:
        """Put the mark of this build at the end of each data script."""
        build = mark_of({path: digest for path, digest in self._site.items() if is_marked(path)})
        for path in filter(is_marked, list(self._site)):
            self._put_data(path, (self._new / path).read_bytes() + marking(path, build))
        self._put_data(MARK, mark_script(build))

    def _messages(self) -> bytes:
        return export_messages(self._work.content.messages, screening=False)[MESSAGES]

    def _put_data(self, path: str, content: bytes) -> None:
        self._put(path, content, fresh=is_marked(path))
        self._docs_files[path] = digest = self._site[path]
        if path not in self._known.docs or self._known.docs[path].digest != digest:
            self._work.put_copy(path, content, digest)

    def _put(self, path: str, content: bytes, fresh: bool = False) -> None:
        self._site[path] = digest = digest_of(content)
        if fresh or path not in self._known.files or self._known.files[path].digest != digest:
            put(self._new / path, content)

    def _around(self, made: Mapping[str, PageFile], may_stay: frozenset[str]) -> Around:
        config, folder = self._work.config, str(self._docs)
        sources = {path: str(file).removesuffix(f"/{path}") for path, file in theme_files(config).items()}
        sources |= dict.fromkeys((*self._work.pages.paths, *self._docs_files), folder)
        self._sources = sorted(sources)
        heads = sorted(self._heads(made, may_stay))
        shown = {head.path: {"title": head.title, "empty": head.empty} for head in heads}
        moved = frozenset(sources.keys() ^ self._known.sources)
        return Around(sources, shown, self._digest(shown), may_stay, moved, self._share, made)

    def _digest(self, heads: Mapping[str, Any]) -> str:
        """Digest what is around every page, besides its templates."""
        config = self._work.config
        given = {name: os.environ.get(name) for name in sorted(page_variables(self._root))}
        extra = {name: value for name, value in config.extra.items() if name not in OF_SOME}
        plain = [heads, given, config.site_url, extra, config.extra_css, list(map(str, config.extra_javascript))]
        files = [path.read_bytes() for path in setting_files(self._root)]
        return digest_of(json.dumps(plain, sort_keys=True, default=str).encode(), program_digest().encode(), *files)

    def _finish(self) -> None:
        """Add what belongs to no page, and let the new folder have nothing else."""
        frame, config = self._work.frame, self._work.config
        assert frame
        loaded = {("css", page.styles) for page in self._pages.values()}
        loaded |= {("js", page.scripts) for page in self._pages.values()}
        assets = theme_assets(config, shared_scripts(config), loaded, self._messages().decode())
        for path, content in (
            assets | frame.other_templates({path: page.listed for path, page in self._pages.items()})
        ).items():
            if path not in self._docs_files:  # a file of the survey is in place of one of the theme
                self._put(path, content)
        cards = cards_of(self._work.content.survey).values()
        forget_cards(cards, THEME / "assets/fonts", self._docs.parent / "cards")
        self._link_old()
        _remove(self._new, self._older.files.keys() - self._site.keys())
        _remove(self._docs, set(paths_below(self._docs)) - self._docs_files.keys())

    def _link_old(self) -> None:
        """Let the new folder have those files of the site before that are the same."""
        for path, digest in self._site.items():
            state, there = self._known.files.get(path), self._older.files.get(path)
            if state and state.digest == digest and not (there and there.digest == digest):
                _link(self._before / path, self._new / path)

    def _record(self) -> SiteRecord:
        files = _states(self._new, self._site, self._known.files)
        docs = _states(self._docs, self._docs_files, self._known.docs)
        pages = dict(sorted(self._pages.items()))
        return SiteRecord(files, docs, pages, self._reads, self._digests, self._made_with, self._sources)

    def say(self) -> None:
        """Log what MkDocs would have said: of the menu, of each page, and of links to anchors that are not there."""
        frame = self._work.frame
        assert frame
        said = dict.fromkeys(frame.messages)
        said |= dict.fromkeys(message for _, page in sorted(self._pages.items()) for message in page.messages)
        level = self._work.config.validation.links.anchors
        said |= dict.fromkeys((level, text) for text in _dead_anchors(self._pages))
        for found, text in said:
            _LOG.log(found, text)


class _Numbers(dict[str, dict[str, int]]):
    """The numbers of what pages read, by name and key; what is new gets the next one, that of its place in a list."""

    def __init__(self, reads: ReadList) -> None:
        super().__init__()
        self._reads = reads

    def __missing__(self, name: str) -> dict[str, int]:
        self[name] = found = dict[str, int]()
        return found

    def of(self, read: Read) -> int:
        """The number of a read."""
        name, key = read
        numbers = self[name]
        if key not in numbers:
            numbers[key] = len(self._reads)
            self._reads.append(read)
        return numbers[key]


class _Renumbered(dict[int, int]):
    """The numbers that reads have now, by those of a site before: most pages have thousands in common."""

    def __init__(self, before: ReadList, now: _Numbers) -> None:
        super().__init__()
        self._before = before
        self._now = now

    def __missing__(self, number: int) -> int:
        self[number] = found = self._now.of(self._before[number])
        return found


def _menu_paths(nav: Any) -> Iterator[str]:
    """The paths of a menu, as the settings have it."""
    if isinstance(nav, str):
        yield nav
    for entry in nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ():
        yield from _menu_paths(entry)


def _link(old: Path, new: Path) -> None:
    """Let a folder have a file of another without copying it, where the system can do that."""
    try:
        new.unlink(missing_ok=True)
        new.parent.mkdir(parents=True, exist_ok=True)
        os.link(old, new)
    except OSError:
        clear_place(new)
        shutil.copy2(old, new)


def _remove(folder: Path, paths: AbstractSet[str]) -> None:
    """Remove files below a folder, and folders left empty."""
    for path in paths:
        (folder / path).unlink(missing_ok=True)
    for place, _, names in os.walk(folder, topdown=False):
        if not names and place != str(folder):
            with suppress(OSError):  # there is something in it
                Path(place).rmdir()


def _states(folder: Path, files: Mapping[str, str], known: Mapping[str, FileState]) -> dict[str, FileState]:
    """The states of files with these digests; those that were there before are as they were."""
    states = {}
    for path, digest in sorted(files.items()):
        state = known.get(path)
        states[path] = state if state and state.digest == digest else state_of(folder / path, digest)
    return states


def _dead_anchors(pages: Mapping[str, PageRecord]) -> Iterator[str]:
    """What MkDocs says of links to anchors that no page has."""
    anchors = {path: frozenset(page.anchors) for path, page in pages.items()}
    for path, page in sorted(pages.items()):
        for to, links in page.links.items():
            for anchor, written in links.items() if to in anchors else ():
                if anchor not in anchors[to]:
                    problem = f"the doc '{to}' does not contain an anchor '#{anchor}'"
                    problem = "there is no such anchor on this page" if to == path else problem
                    yield f"Doc file '{path}' contains a link '{written}', but {problem}."
