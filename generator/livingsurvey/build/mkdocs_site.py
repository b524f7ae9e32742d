"""Building the site with MkDocs so that the old one stays until the new one is complete."""

import logging
import sysconfig
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from jinja2 import TemplateError
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from livingsurvey.build.crew import way_to_start
from livingsurvey.build.made_site import MadeSite
from livingsurvey.build.outcome import BuildError, Generated
from livingsurvey.build.page_frame import can_make_pages
from livingsurvey.build.pipeline import note_pages, read_content, write_pages
from livingsurvey.build.plugin import built_from
from livingsurvey.build.settings import setting_files, unusable
from livingsurvey.build.shares import ALL, keep_record, known_record
from livingsurvey.build.stamps import inputs_digest
from livingsurvey.store.journal import mark
from livingsurvey.store.replaced_folder import PREFIX, remove_staging, replace_folder

#: Below the survey's root: the site before the last one.
_KEPT = Path("build/site-before")
#: Called with how many pages are done.
Progress = Callable[[int], None]


def settings_of(root: Path, strict: bool = False) -> MkDocsConfig:
    """Read ``mkdocs.yml``.

    Args:
        root: the survey's folder.
        strict: let warnings stop the build, whatever the settings say of it.

    Raises:
        BuildError: when it cannot be used.
    """
    with mkdocs_messages():
        config = load_config(str(root / "mkdocs.yml"), strict=strict or None)
    if faults := unusable(config, root):
        raise BuildError("\n".join(faults))
    return config


def site_sources(root: Path) -> tuple[str, ...]:
    """Name the files and folders that a site is made from, besides the content: settings, theme and hooks.

    They are relative to ``root`` where they are below it. Installed libraries are not among them.

    Raises:
        BuildError: when ``mkdocs.yml`` cannot be used.
    """
    config, base, libraries = settings_of(root), root.resolve(), Path(sysconfig.get_path("purelib")).resolve()
    names = (*map(str, setting_files(root)), *config.theme.dirs, *map(str, config.hooks))
    paths = [(base / name).resolve() for name in names]
    return tuple(
        path.relative_to(base).as_posix() if path.is_relative_to(base) else str(path)
        for path in paths
        if not path.is_relative_to(libraries)
    )


def build_site(
    root: Path,
    pages: Generated | None = None,
    strict: bool = True,
    progress: Progress = lambda _: None,
    share: slice = ALL,
) -> Path:
    """Build the site, and put it in place of the old one in one step.

    Args:
        root: the survey's folder.
        pages: the outcome of reading the survey or generating the pages, which gets the warnings of MkDocs; without
            it the survey is read.
        strict: let a warning of MkDocs, such as a dead internal link, stop the build.
        progress: called with how many pages are done.
        share: the pages to be made (:mod:`livingsurvey.build.shares`).

    Returns:
        The folder of the site.

    Raises:
        BuildError: when the survey cannot be read, or MkDocs finds an error, or strictly, a warning.
    """
    inputs, pages = inputs_digest(root), pages or Generated(made=False)
    if pages.content is None and pages.readable:
        read_content(root, pages)
    if not pages.readable:
        raise BuildError("\n".join(map(str, pages.errors)))
    staging = Path(tempfile.mkdtemp(dir=root, prefix=PREFIX))
    try:
        with mkdocs_messages() as messages:
            target = _built(root, pages, inputs, staging / "site", (strict, share), progress)
    finally:
        remove_staging(staging)
    pages.warnings = tuple(dict.fromkeys(messages))
    return target


def _built(root: Path, pages: Generated, inputs: str, new: Path, how: tuple[bool, slice], progress: Progress) -> Path:
    """Build the site into a new folder, and put that in its place; return the place."""
    strict, share = how
    settings = partial(settings_as_left, root, strict, Generated(site_url=pages.site_url))
    config = settings()
    target = Path(config.site_dir)
    if can_make_pages(config):
        site = MadeSite(root, target, root / _KEPT, known_record(root))
        keep_record(root, site.make(pages, settings, config, new, progress, way_to_start(), share), share)
        if share == ALL:
            note_pages(root, pages, inputs)
    elif share != ALL:
        raise BuildError("Plugins and hooks of your own need the whole site: it cannot be made in shares.")
    else:
        write_pages(root, pages, inputs)
        run_mkdocs(settings_of(root, strict), pages, new, progress)
        replace_folder(new, target, mark(root))
    return target


def settings_as_left(root: Path, strict: bool, pages: Generated, advises: bool = False) -> MkDocsConfig:
    """Read the settings as the survey's plugin leaves them, but for the menu, which lacks what is empty later.

    Args:
        root: the survey's folder.
        strict: let warnings stop the build.
        pages: the outcome of reading the survey.
        advises: whether the first page says what the maintainer does next.

    Raises:
        BuildError: when they cannot be used.
    """
    config = settings_of(root, strict)
    config.plugins.on_startup(command="build", dirty=False)
    with built_from(config, replace(pages, made=False), advises):
        return config.plugins.on_config(config)


def run_mkdocs(config: MkDocsConfig, pages: Generated, new: Path, progress: Progress = lambda _: None) -> None:
    """Let MkDocs build the whole site into a folder, with all plugins and hooks.

    Args:
        config: the settings, as they are read.
        pages: the outcome of generating the pages.
        new: the folder.
        progress: called with how many pages are done.

    Raises:
        Abort: when MkDocs finds an error.
    """
    config.site_dir = str(new)
    _report_pages(config, progress)
    config.plugins.on_startup(command="build", dirty=False)
    with built_from(config, pages):
        mkdocs_build(config)
    config.plugins.on_shutdown()


def _report_pages(config: MkDocsConfig, progress: Progress) -> None:
    """Count finished pages through MkDocs' own event for them."""
    done = 0

    def _after_page(output: str, page: object, config: MkDocsConfig) -> str:
        nonlocal done
        done += 1
        progress(done)
        return output

    config.plugins.events["post_page"].append(_after_page)


@contextmanager
def mkdocs_messages() -> Iterator[list[str]]:
    """Collect warnings and errors of MkDocs: lines, to which more are added inside.

    Raises:
        BuildError: in place of an exception of MkDocs or of the theme's templates, with what was collected.
    """
    collector = _Collector()
    logging.getLogger("mkdocs").addHandler(collector)
    try:
        yield collector.lines
    except (Abort, MkDocsException, TemplateError) as error:
        raise BuildError("\n".join(dict.fromkeys([*collector.lines, str(error)]))) from error
    finally:
        logging.getLogger("mkdocs").removeHandler(collector)


class _Collector(logging.Handler):
    """Keeps warnings and errors, for the report of the build."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message."""
        self.lines.append(record.getMessage())
