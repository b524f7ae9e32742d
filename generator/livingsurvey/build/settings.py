"""Settings of MkDocs that pages cannot live with, and what on a page the pages' own policy keeps from loading."""

import re
from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

#: A template that no other theme has, and the extensions of Markdown that generated pages are written for.
_TEMPLATE = "paper.html"
_EXTENSIONS = ("attr_list", "md_in_html", "tables")
#: What a site must not be built over, below the survey's root.
_SOURCES = ("content", "extensions", "overrides", "build/docs", ".git")
_BUNDLES = {"extra", "pymdownx.extra"}  # of extensions, with all of these
_NO_DATES = "pages are generated, so git knows none; papers show when they were added and changed"
_NO_AUTHORS = "pages are generated, so git knows none; `survey.yml` names the editors"
#: What MkDocs' own search adds to all pages, none of which has a box for it.
SEARCH_SCRIPT = "search/main.js"
#: What plugins are for that pages have already, or that generated pages cannot have.
_PLUGINS = {
    "search": "the survey has its own search, and nothing reads the index that it makes",
    "material/search": "the survey has its own search",
    "git-revision-date": _NO_DATES,
    "git-revision-date-localized": _NO_DATES,
    "i18n": "pages are made in one language, that of `theme.language`; those of others would repeat them",
    "material/social": "pages have an image for shared links already",
    "git-authors": _NO_AUTHORS,
    "git-committers": _NO_AUTHORS,
}
#: The settings that a ``mkdocs.yml`` begins from; MkDocs does not keep the name.
_INHERITED = re.compile(r"^INHERIT:\s*[\"']?([^\"'\s]+)", re.MULTILINE)
_LOADED = re.compile(r"<(script|link|img|iframe|video|audio|embed|object|style)\b([^>]*)>", re.IGNORECASE)
_ADDRESS = re.compile(r"""\b(?:src|href|data)\s*=\s*["']?((?:https?:)?//[^"'\s>]+)""", re.IGNORECASE)
_DATA_BLOCK = re.compile(r"""\btype\s*=\s*["']?(?:application|text)/(?!javascript)""", re.IGNORECASE)


def root_of(config: MkDocsConfig) -> Path:
    """Return the folder of the survey to which settings belong."""
    return Path(config.config_file_path).parent if config.config_file_path else Path.cwd()


def setting_files(root: Path) -> list[Path]:
    """Name the files of settings: ``mkdocs.yml``, and what it begins from."""
    own = root.resolve() / "mkdocs.yml"
    return [own, *(own.parent / name for name in _INHERITED.findall(own.read_text("utf-8")))]


def unusable(config: MkDocsConfig, root: Path) -> list[str]:
    """Say which settings pages cannot live with, each with what to write instead.

    Args:
        config: the settings as MkDocs reads them.
        root: the survey's folder.
    """
    name = Path(config.config_file_path).name if config.config_file_path else "mkdocs.yml"
    return [f"{name}: {fault}" for fault in _faults(config, root)]


def _faults(config: MkDocsConfig, root: Path) -> Iterator[str]:
    if config.use_directory_urls:
        yield "links lead to files, such as papers/index.html. Write `use_directory_urls: false`."
    if "survey" not in config.plugins:
        yield "the plugin that makes the pages is missing. Write `survey` below `plugins:`."
    if not any((Path(folder) / _TEMPLATE).is_file() for folder in config.theme.dirs):
        yield "the theme has no templates for the pages of a survey. Write `name: survey` below `theme:`."
    given = {one.removeprefix("markdown.extensions.") for one in config.markdown_extensions}
    if (missing := [one for one in _EXTENSIONS if one not in given]) and not given & _BUNDLES:
        yield f"pages need {', '.join(f'`{one}`' for one in missing)}. Write that below `markdown_extensions:`."
    if over := _overlap(Path(config.site_dir), root):
        yield f"`site_dir` would replace {over}. Write `site_dir: site`."


def _overlap(site: Path, root: Path) -> str | None:
    """What a site in this folder would replace, or stand in."""
    site, root = site.resolve(), root.resolve()
    sources = ((name, root / name) for name in _SOURCES)
    return next((name for name, path in sources if site.is_relative_to(path) or path.is_relative_to(site)), None)


def useless(config: MkDocsConfig) -> list[str]:
    """Say which settings and plugins have no use here, and why."""
    found = [
        f"the plugin `{name}` is of no use here: {why}." for name, why in _PLUGINS.items() if name in config.plugins
    ]
    if config.extra.get("analytics"):
        found.append("`extra.analytics` has no effect: pages load nothing from other hosts.")
    return found


def blocked(page: str) -> Iterator[str]:
    """Name what a page has that its policy keeps from loading: what is on other hosts, and scripts and styles in it.

    Args:
        page: the HTML, as it will be in the site.
    """
    for tag, attributes in _LOADED.findall(page):
        kind, address = tag.lower(), _ADDRESS.search(attributes)
        if kind == "link" and "stylesheet" not in attributes:
            continue
        if address:
            yield address[1]
        elif kind == "style" or (kind == "script" and "src" not in attributes and not _DATA_BLOCK.search(attributes)):
            yield f"a <{kind}> element"
