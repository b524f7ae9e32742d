"""A site that is kept up to date: what would be the same stays, the rest is made, and then all of it shows at once."""

from collections.abc import Callable, Sized
from dataclasses import replace
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from livingsurvey.build.older_site import keep_older, take_older
from livingsurvey.build.outcome import Generated
from livingsurvey.build.pipeline import DOCS
from livingsurvey.build.shares import ALL
from livingsurvey.build.site_build import Progress, SiteBuild
from livingsurvey.build.site_record import SiteRecord, intact, remove_links
from livingsurvey.build.site_work import Places, SiteWork
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
        new: Path,
        progress: Progress = lambda _: None,
        way: str | None = None,
        said: Sized = (),
        share: slice = ALL,
    ) -> SiteRecord:
        """Make the site anew in a new folder, put that in its place, and return the record.

        Args:
            pages: the outcome of reading the survey.
            settings: reads the settings as the survey's plugin leaves them.
            new: the new folder, next to the site.
            progress: called with how many pages are done.
            way: how other processes begin (:func:`livingsurvey.build.crew.way_to_start`); ``None`` for none.
            said: the warnings of MkDocs, to which those of this build are added.
            share: the pages to be made (:mod:`livingsurvey.build.shares`).

        Raises:
            Abort: when the settings are strict, and there is something to say of a page.
        """
        assert pages.content
        docs = self._root / DOCS
        known = replace(self._record, files=intact(self._target, self._record.files))
        remove_links(docs)
        known.docs = intact(docs, self._record.docs)
        remove_stamp(self._root, PAGES_STAMP)
        older = take_older(self._kept, new)
        self.work = SiteWork(pages.content, Places(docs, new, known), settings)
        build = SiteBuild(self.work, self._root, self._target, older, share)
        record = build.run(progress, way)
        build.say()
        if said and self.work.config.strict:
            raise Abort(f"Aborted with {len(said)} warnings in strict mode!")
        keep = partial(keep_older, kept=self._kept, record=known)
        replace_folder(new, self._target, mark(self._root), keep)
        before = self._record.pages
        self.is_all_new = not known.files or not any(before.get(path) == page for path, page in record.pages.items())
        self._record = record
        return record
