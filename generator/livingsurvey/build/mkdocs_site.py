"""Building the site with MkDocs so that the old one stays until the new one is complete."""

import logging
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from jinja2 import TemplateError
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException

from livingsurvey.model.errors import SurveyError

#: Told how many pages are rendered.
Progress = Callable[[int], None]


class BuildError(SurveyError):
    """The site could not be built; the message tells why. The old site is untouched."""


def build_site(root: Path, progress: Progress = lambda _: None) -> Path:
    """Build the site strictly from ``mkdocs.yml`` and put it in place of the old one in one step.

    Returns:
        The folder of the site.

    Raises:
        BuildError: when MkDocs finds an error, or a warning, such as a dead internal link.
    """
    staging = Path(tempfile.mkdtemp(dir=root, prefix=".site-"))
    messages = _Messages()
    logging.getLogger("mkdocs").addHandler(messages)
    try:
        config = load_config(str(root / "mkdocs.yml"), strict=True)
        target, config.site_dir = Path(config.site_dir), str(staging / "site")
        if (plugin := config.plugins.get("survey")) is not None:
            plugin.told = True
        _report_pages(config, progress)
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
        config.plugins.on_shutdown()
        replace_folder(staging / "site", target)
    except (Abort, ConfigurationError, MkDocsException, TemplateError) as error:
        raise BuildError("\n".join([*messages.lines, str(error)])) from error
    finally:
        logging.getLogger("mkdocs").removeHandler(messages)
        shutil.rmtree(staging, ignore_errors=True)
    return target


def replace_folder(new: Path, target: Path) -> None:
    """Put the folder ``new`` where ``target`` is; both must be on one file system."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        old = new.with_name("old")
        target.rename(old)
        new.rename(target)
        shutil.rmtree(old)
    else:
        new.rename(target)


def _report_pages(config: MkDocsConfig, progress: Progress) -> None:
    """Count finished pages through MkDocs' own event for them."""
    done = 0

    def _after_page(output: str, page: object, config: MkDocsConfig) -> str:
        nonlocal done
        done += 1
        progress(done)
        return output

    config.plugins.events["post_page"].append(_after_page)


class _Messages(logging.Handler):
    """Keeps warnings and errors, to be told when the build fails."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message."""
        self.lines.append(record.getMessage())
