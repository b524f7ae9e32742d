"""Versions in the addresses of scripts, styles and data: no cache can give a page those of another build."""

import re
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from livingsurvey.build.for_readers import ForReaders
from livingsurvey.site.data.scripts import digest

#: The script of all pages.
SITE = "assets/js/site.js"
_LOADED = re.compile(r"assets/(?:js|search|vendor)/[\w${}.-]+\.js")
_VARIABLE = re.compile(r"\$\{\w+\}")
#: The theme's scripts and styles, below each of its folders.
_ASSETS = ("assets/js/*.js", "assets/css/*.css", "assets/search/*.js", "assets/vendor/*.js")


def set_versions(config: MkDocsConfig, shared: Iterable[str], messages: bytes) -> None:
    """Let templates print the versions of what a page loads, by path: ``extra.versions``; data has one in a script.

    A survey's own styles and scripts, of ``extra_css`` and ``extra_javascript``, get one, too.

    Args:
        config: the settings of the build.
        shared: the names of the scripts that all pages load.
        messages: the script of the interface's words, which is joined with these.
    """
    config.extra |= {"versions": AssetVersions(config, shared, messages), "data_is_marked": True}
    config.extra_css = [_versioned(config, path) for path in config.extra_css]
    scripts = config.extra_javascript
    for script in scripts:
        if not isinstance(script, str):
            script.path = _versioned(config, script.path)
    config.extra_javascript = [_versioned(config, one) if isinstance(one, str) else one for one in scripts]


class AssetVersions(dict[str, str]):
    """The version of each script and style by its path: a page has another one only where what it loads is another."""

    def __init__(self, config: MkDocsConfig, shared: Iterable[str], messages: bytes) -> None:
        """Take the files; the parameters are those of :func:`set_versions`."""
        super().__init__()
        self._files = _theme_files(config)
        self._messages = messages
        self._shared = [f"assets/js/{name}.js" for name in shared]

    def __missing__(self, path: str) -> str:
        """Find the version of a file, or of one that is joined of several."""
        self[path] = version = self._digest(path)
        return version

    def __bool__(self) -> bool:
        """There are always versions."""
        return True

    def _digest(self, path: str) -> str:
        if path == SITE:
            return digest(self._messages, *map(self._content, (*self._shared, *self._asked_for())))
        folder, _, name = path.rpartition("/")
        *names, kind = name.split(".")
        return digest(*(self._content(f"{folder}/{one}.{kind}") for one in names))

    def _content(self, path: str) -> bytes:
        return self._files[path].read_bytes() if path in self._files else b""

    def _asked_for(self) -> list[str]:
        """The scripts that other scripts load: they have the version of the script of all pages, which loads them."""
        texts = (file.read_text("utf-8") for path, file in self._files.items() if path.startswith("assets/js/"))
        named = {_VARIABLE.sub("*", found) for text in texts for found in _LOADED.findall(text)}
        return [path for path in self._files if any(fnmatchcase(path, one) for one in named)]


def missing_assets(config: MkDocsConfig) -> list[str]:
    """Name the theme's scripts and styles that a finished site lacks: a plugin or a hook has renamed them."""
    return [name for name in _theme_files(config) if not (Path(config.site_dir) / name).is_file()]


def _theme_files(config: MkDocsConfig) -> dict[str, Path]:
    """Each file once, by its path in the site: that of the first folder that has it."""
    found: dict[str, Path] = {}
    for folder in map(Path, reversed(config.theme.dirs)):
        found |= {path.relative_to(folder).as_posix(): path for pattern in _ASSETS for path in folder.glob(pattern)}
    for_readers = ForReaders(config)
    return {name: found[name] for name in sorted(found) if for_readers.has(name)}


def _file(config: MkDocsConfig, path: str) -> Path | None:
    """The file that the site will have at this path, if it has one."""
    files = (Path(folder) / path for folder in (config.docs_dir, *config.theme.dirs))
    return next((file for file in files if file.is_file()), None)


def _versioned(config: MkDocsConfig, path: str) -> str:
    file = _file(config, path)
    return f"{path}?v={digest(file.read_bytes())}" if file else path
