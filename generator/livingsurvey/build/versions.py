"""Versions in the addresses of scripts, styles and data: no cache can give a page those of another build."""

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from livingsurvey.site.data.scripts import digest
from livingsurvey.site.messages import PATH as MESSAGES

#: The theme's scripts and styles, below each of its folders.
#: What only the page for screening loads, which is no page of the site.
OF_SCREENING = re.compile(r"assets/(?:css|js)/screen(?:-[\w-]+)?\.(?:css|js)")
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
    others = (MESSAGES, *config.extra_css, *map(str, config.extra_javascript))
    files = [*_theme_files(config).values(), *filter(None, (_file(config, path) for path in others))]
    version = digest(*(file.read_bytes() for file in files))
    config.extra |= {"assets_version": version, "data_version": mark}
    config.extra_css = [_versioned(config, path, version) for path in config.extra_css]
    scripts = config.extra_javascript
    for script in scripts:
        if not isinstance(script, str):
            script.path = _versioned(config, script.path, version)
    config.extra_javascript = [_versioned(config, one, version) if isinstance(one, str) else one for one in scripts]


def missing_assets(config: MkDocsConfig) -> list[str]:
    """Name the theme's scripts and styles that a finished site lacks: a plugin or a hook has renamed them."""
    return [name for name in _theme_files(config) if not (Path(config.site_dir) / name).is_file()]


def _theme_files(config: MkDocsConfig) -> dict[str, Path]:
    """Each file once, by its path in the site: that of the first folder that has it."""
    found: dict[str, Path] = {}
    for folder in map(Path, reversed(config.theme.dirs)):
        found |= {path.relative_to(folder).as_posix(): path for pattern in _ASSETS for path in folder.glob(pattern)}
    return {name: found[name] for name in sorted(found) if not OF_SCREENING.fullmatch(name)}


def _file(config: MkDocsConfig, path: str) -> Path | None:
    """The file that the site will have at this path, if it has one."""
    files = (Path(folder) / path for folder in (config.docs_dir, *config.theme.dirs))
    return next((file for file in files if file.is_file()), None)


def _versioned(config: MkDocsConfig, path: str, version: str) -> str:
    return f"{path}?v={version}" if _file(config, path) else path
