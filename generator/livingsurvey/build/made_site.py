"""A site that is kept up to date: what would be the same stays, the rest is made, and then all of it shows at once."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.utils import CountHandler

from livingsurvey.build.older_site import keep_older, take_older
from livingsurvey.build.outcome import Generated
from livingsurvey.build.pipeline import DOCS
from livingsurvey.build.shares import ALL
from livingsurvey.build.site_build import Progress, SiteBuild
from livingsurvey.build.site_record import SiteRecord, intact, remove_links
from livingsurvey.build.site_work import SitePlaces, SiteWork
from livingsurvey.build.stamps import PAGES_STAMP, remove_stamp
from livingsurvey.store.journal import mark
from livingsurvey.store.replaced_folder import replace_folder


class MadeSite:
    """A site of which it is known what it was made of, so that only what is different is made anew."""

    def __init__(self, root: Path, target: Path, kept: Path, record: SiteRecord) -> None:
        """Look at what is there.

        Args:
            root: the survey's folder.
            target: where the site is, or will be.
            kept: where the site before it is kept.
            record: what is known of it.
        """
        self._root = root
        self._target = target
        self._kept = kept
        self._record = record
        self.work: SiteWork | None = None
        self.is_all_new = False  # whether the last build made every page anew

    def make(
        self,
        pages: Generated,
        settings: Callable[[], MkDocsConfig],
        config: MkDocsConfig,
        new: Path,
        progress: Progress = lambda _: None,
        way: str | None = None,
        share: slice = ALL,
    ) -> SiteRecord:
        """Make the site anew in a new folder, put that in its place, and return the record.

        Args:
            pages: the outcome of reading the survey.
            settings: reads the settings as the survey's plugin leaves them, in another process.
            config: what it gives here.
            new: the new folder, next to the site.
            progress: called with how many pages are done.
            way: how other processes begin (:func:`livingsurvey.build.crew.way_to_start`); ``None`` for none.
            share: the pages to be made (:mod:`livingsurvey.build.shares`).

        Raises:
            Abort: when the settings are strict, and there is something to warn of.
        """
        assert pages.content
        docs = self._root / DOCS
        known = replace(self._record, files=intact(self._target, self._record.files))
        remove_links(docs)
        known.docs = intact(docs, self._record.docs)
        remove_stamp(self._root, PAGES_STAMP)
        older = take_older(self._kept, new)
        with _counted_warnings() as counts:
            work = SiteWork(pages.content, SitePlaces(docs, new, known), settings, config, pages.search)
            build = SiteBuild(work, self._root, self._target, older, share)
            record = build.run(progress, way)
            build.say()
        if (said := sum(count for _, count in counts())) and work.config.strict:
            raise Abort(f"Aborted with {said} warnings in strict mode!")
        keep = partial(keep_older, kept=self._kept, record=known)
        replace_folder(new, self._target, mark(self._root), keep)
        before = known.pages if known.files else {}
        self.is_all_new = not any(before.get(path) == page for path, page in record.pages.items())
        self._record, self.work = record, work
        return record


@contextmanager
def _counted_warnings() -> Iterator[Callable[[], list[tuple[str, int]]]]:
    """Count warnings and errors of MkDocs as it does itself, by level."""
    counter, log = CountHandler(), logging.getLogger("mkdocs")
    counter.setLevel(logging.WARNING)
    log.addHandler(counter)
    try:
        yield counter.get_counts
    finally:
        log.removeHandler(counter)
