"""Versions in the addresses of scripts, styles and data: no cache can give a page those of another build."""

from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from livingsurvey.site.data.scripts import digest
from livingsurvey.site.messages import PATH as MESSAGES

#: The theme's scripts and styles, below each of its folders.
_ASSETS = ("assets/js/*.js", "assets/css/*.css", "assets/vendor/*.js")


def set_versions(config: MkDocsConfig, mark: str) -> None:
    """Let templates print the versions of what a page loads: ``extra.assets_version`` and ``extra.data_version``.

    The first is a digest of all scripts and styles together, so that a script which loads another knows its version by
    its own. A survey's own styles and scripts, of ``extra_css`` and ``extra_javascript``, get it too.

    Args:
        config: the settings of the build; its ``docs_dir`` has the generated pages.
        mark: the mark that is in every data script.

    Raises:
        OSError: when a script or style cannot be read.
    """
    docs = Path(config.docs_dir)
    extra = [docs / path for path in map(str, [*config.extra_css, *config.extra_javascript])]
    files = [*_theme_files(config), docs / MESSAGES, *extra]
    version = digest(*(file.read_bytes() for file in files if file.is_file()))
    config.extra |= {"assets_version": version, "data_version": mark}
    config.extra_css = [_versioned(docs, path, version) for path in config.extra_css]
    for script in config.extra_javascript:
        if not isinstance(script, str):
            script.path = _versioned(docs, script.path, version)
    config.extra_javascript = [
        _versioned(docs, script, version) if isinstance(script, str) else script for script in config.extra_javascript
    ]


def _theme_files(config: MkDocsConfig) -> Iterator[Path]:
    """Each file once: that of the first folder that has it."""
    found: dict[str, Path] = {}
    for folder in map(Path, reversed(config.theme.dirs)):
        found |= {path.relative_to(folder).as_posix(): path for pattern in _ASSETS for path in folder.glob(pattern)}
    return (found[name] for name in sorted(found))


def _versioned(docs: Path, path: str, version: str) -> str:
    return f"{path}?v={version}" if (docs / path).is_file() else path
