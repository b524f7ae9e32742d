"""One style sheet and one script for all pages, and one of each for a kind of page, in place of a dozen files.

The parts of the search, too, are one script, which is loaded when somebody searches.

Each file costs a reader on a slow line a journey to the server and back, and a page is not drawn before its styles are
there. Templates name the joined files by what is in them, so ``partials/assets.html`` and this module must agree.
"""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from jinja2 import TemplateNotFound
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from livingsurvey.build.for_readers import ForReaders
from livingsurvey.build.site_record import paths_below
from livingsurvey.build.versions import SITE
from livingsurvey.site.messages import PATH as MESSAGES
from livingsurvey.store.theme_files import THEME

#: Where the front matter of a page lists what it loads, with the kind of file.
KINDS = {"styles": "css", "scripts": "js"}
#: The script of the search, and the folder of its parts, whose order does not matter.
SEARCH, _SEARCHES = "assets/search/all.js", "assets/search/"
_THEME = re.compile(r"assets/(?:css|js|search)/[\w.-]+\.(?:css|js)")
#: What browsers do not read: a comment of a style sheet; of a script, lines that are nothing but a comment.
_NOTES = {
    "css": re.compile(r"/\*(?:(?!\*/)[\s\S])*\*/\s*|^\s+", re.MULTILINE),
    "js": re.compile(r"^\s*(?://[^\n]*|/\*\*(?:(?!\*/)[\s\S])*\*/)\n|^\s+", re.MULTILINE),
}


def without_notes(text: str, kind: str) -> str:
    """Return a style sheet (``css``) or script (``js``) without indentation and comments of their own lines."""
    return _NOTES[kind].sub("", text)


def join_assets(config: MkDocsConfig, files: Files) -> None:
    """Add the joined files that pages load to the site, and take out of all of the theme's what browsers do not read.

    Args:
        config: the settings of the build.
        files: all files of the site; pages have read their front matter.
    """
    for file in files:
        if is_own(file.src_uri):
            file.content_string = without_notes(file.content_string, file.src_uri.rpartition(".")[2])
    pages = [file.page.meta for file in files.documentation_pages() if file.page]
    loaded = {(kind, tuple(meta.get(key) or ())) for meta in pages for key, kind in KINDS.items()}

    def _text(path: str) -> str | None:
        part = files.get_file_from_path(path)
        return part.content_string if part else None

    search = [file.src_uri for file in files if file.src_uri.startswith(_SEARCHES)]
    for path, text in joined(shared_scripts(config), loaded, search, _text).items():
        files.append(File.generated(config, path, content=text))


def is_own(path: str) -> bool:
    """Return whether a file is a style sheet or a script of the theme."""
    return _THEME.fullmatch(path) is not None


def shared_scripts(config: MkDocsConfig) -> list[str]:
    """The names of the scripts that all pages load, as the theme has them; another theme may have none."""
    try:
        assets: Any = config.theme.get_env().get_template("partials/assets.html").make_module({"config": config})
    except TemplateNotFound:
        return []
    return list(assets.shared)


def joined(
    shared: Iterable[str],
    loaded: Iterable[tuple[str, tuple[str, ...]]],
    search: Iterable[str],
    text_of: Callable[[str], str | None],
) -> dict[str, str]:
    """Return the joined files by path: of all pages, of the search, and of each list of several that pages load.

    Args:
        shared: the names of the scripts of all pages.
        loaded: the lists that pages have, each with its kind (``css`` or ``js``). A list of one needs no file.
        search: the paths of the parts of the search, if there are any.
        text_of: gives the text of a file of the site, if there is one.
    """
    parts = {SITE: [MESSAGES, *(f"assets/js/{name}.js" for name in shared)], SEARCH: sorted(search)}
    for kind, names in sorted(loaded):
        if len(names) > 1:
            parts[f"assets/{kind}/{'.'.join(names)}.{kind}"] = [f"assets/{kind}/{name}.{kind}" for name in names]
    return {path: "\n".join(filter(None, map(text_of, names))) for path, names in parts.items() if names}


def theme_files(config: MkDocsConfig) -> dict[str, Path]:
    """Return the files of the theme that are in the site, by path: those of the first folder that has one.

    As MkDocs chooses them, without inner templates, what is not for readers, and files of the theme's ground.
    """
    folders = [Path(folder) for folder in config.theme.dirs]
    found: dict[str, Path] = {}
    for_readers = ForReaders(config)
    for folder in reversed(folders[: folders.index(THEME) + 1] if THEME in folders else folders):
        found |= {path: folder / path for path in paths_below(folder) if _is_in_site(path, config)}
    return {path: file for path, file in found.items() if for_readers.has(path)}


def _is_in_site(path: str, config: MkDocsConfig) -> bool:
    name, hidden = path.lower(), path.startswith(".") or "/." in path
    other = name.endswith((".py", ".pyc", ".html", ".md", ".markdown", ".mdown", ".mkdn", ".mkd")) or "readme" in name
    own = name == "mkdocs_theme.yml" or name.startswith("locales/") or path in config.theme.static_templates
    inner = path.startswith("site/") and path.endswith(".j2")
    return not (hidden or other or own or inner)


def theme_assets(
    config: MkDocsConfig, shared: Iterable[str], loaded: Iterable[tuple[str, tuple[str, ...]]], messages: str
) -> dict[str, bytes]:
    """Return what the theme puts into the site by path: its files, for browsers, and the joined ones.

    Args:
        config: the settings of the build.
        shared: as for :func:`joined`.
        loaded: as for :func:`joined`.
        messages: the script of the interface's words, which is joined with others.
    """
    if str(THEME) not in config.theme.dirs:
        return {path: file.read_bytes() for path, file in theme_files(config).items()}
    made = {path: _for_browsers(path, file.read_bytes()) for path, file in theme_files(config).items()}
    own = {**made, MESSAGES: messages.encode()}
    search = [path for path in own if path.startswith(_SEARCHES)]
    texts = joined(shared, loaded, search, lambda path: own[path].decode() if path in own else None)
    return made | {path: text.encode() for path, text in texts.items()}


def _for_browsers(path: str, content: bytes) -> bytes:
    return without_notes(content.decode(), path.rpartition(".")[2]).encode() if is_own(path) else content
