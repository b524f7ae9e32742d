"""Building the site with MkDocs so that the old one stays until the new one is complete."""

import logging
import re
import sysconfig
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from jinja2 import TemplateError
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from livingsurvey.build.pipeline import BuildError, Generated, generate
from livingsurvey.build.plugin import built_from
from livingsurvey.build.settings import unusable
from livingsurvey.store.journal import mark
from livingsurvey.store.replaced_folder import PREFIX, remove_staging, replace_folder

#: The settings that a ``mkdocs.yml`` begins from; MkDocs does not keep the name.
_INHERITED = re.compile(r"^INHERIT:\s*[\"']?([^\"'\s]+)", re.MULTILINE)
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
    with _messages():
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
    inherited = _INHERITED.findall((base / "mkdocs.yml").read_text("utf-8"))
    names = ("mkdocs.yml", *inherited, *config.theme.dirs, *map(str, config.hooks))
    paths = [(base / name).resolve() for name in names]
    return tuple(
        path.relative_to(base).as_posix() if path.is_relative_to(base) else str(path)
        for path in paths
        if not path.is_relative_to(libraries)
    )


def build_site(
    root: Path, pages: Generated | None = None, strict: bool = True, progress: Progress = lambda _: None
) -> Path:
    """Build the site from the generated pages, and put it in place of the old one in one step.

    Args:
        root: the survey's folder.
        pages: the outcome of generating the pages, which gets the warnings of MkDocs; without it they are generated.
        strict: let a warning of MkDocs, such as a dead internal link, stop the build.
        progress: called with how many pages are done.

    Returns:
        The folder of the site.

    Raises:
        BuildError: when the survey cannot be read, or MkDocs finds an error, or strictly, a warning.
    """
    pages = pages or generate(root, fork=True)
    if not pages.readable:
        raise BuildError("\n".join(map(str, pages.errors)))
    staging = Path(tempfile.mkdtemp(dir=root, prefix=PREFIX))
    try:
        with _messages() as messages:
            config = settings_of(root, strict)
            target, config.site_dir = Path(config.site_dir), str(staging / "site")
            _report_pages(config, progress)
            config.plugins.on_startup(command="build", dirty=False)
            with built_from(config, pages):
                mkdocs_build(config)
            config.plugins.on_shutdown()
        replace_folder(staging / "site", target, mark(root))
    finally:
        remove_staging(staging)
    pages.warnings = tuple(messages)
    return target


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
def _messages() -> Iterator[list[str]]:
    """Collect warnings and errors of MkDocs.

    Raises:
        BuildError: in place of an exception of MkDocs or of the theme's templates, with what was collected.
    """
    collector = _Collector()
    logging.getLogger("mkdocs").addHandler(collector)
    try:
        yield collector.lines
    except (Abort, MkDocsException, TemplateError) as error:
        raise BuildError("\n".join([*collector.lines, str(error)])) from error
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
