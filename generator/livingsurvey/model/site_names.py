"""Which names in the site are taken, and by what: nothing that the site writes may have the path of something else.

Two things can ask for a path: what a survey says (keys, former keys, ids of terms, names of vocabularies), which the
rules report at the file that asks (``checks/keys``), and code, such as an extension (:func:`joined_files`).
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import TypeVar

from livingsurvey.model.errors import PathTakenError

Content = TypeVar("Content")

#: The pages that the survey makes itself, at its root.
OWN_PAGES = frozenset(
    (
        "index method sources rules fields data explore results gap-map map trends browse compare download reading-list"
        " correct audit consensus disagreements questions compared incoming"
    ).split()
)
#: Folders that the site fills itself, and those of MkDocs: it keeps ``templates`` out of the site.
OWN_FOLDERS = frozenset("papers topics people venues years data assets feeds search templates".split())
#: What else is at the root, without its ending: MkDocs makes the first two, hosts and programs ask for the others.
OWN_FILES = frozenset("404 sitemap robots llms readme cname".split())
#: No page written by hand, and no vocabulary, may have one of these names.
OWN_NAMES = OWN_PAGES | OWN_FOLDERS | OWN_FILES

_PAGE = re.compile(r"\.(?:md|markdown|mdown|mkdn|mkd)\Z")  # what MkDocs makes a page of
_README = re.compile(r"(?:(?<=/)|\A)README\.html\Z")


def own_use(folder: str, name: str) -> str:
    """What the site itself uses a name for, to complete "is"; empty where it does not."""
    if folder:
        feeds = {("feeds", "all"): "the feed of all papers", ("feeds", "new"): "the feed of new papers"}
        return (feeds | {(folder, "index"): f"the list of {folder}"}).get((folder, name), "")
    if name in OWN_NAMES:
        return "a page of the survey's own" if name in OWN_PAGES else "a name that the site uses itself"
    return ""


def is_page(path: str) -> bool:
    """Return whether MkDocs makes a page of a file."""
    return _PAGE.search(path) is not None


def site_path(source: str) -> str:
    """Where in the site is what is made from a file, so written that two paths which any system takes for one are one.

    A page of Markdown becomes HTML; case, and how an accent is written, do not count.
    """
    path = _README.sub("index.html", _PAGE.sub(".html", source))
    return path if path.isascii() and path.islower() else unicodedata.normalize("NFC", path).casefold()


def joined_files(parts: Iterable[tuple[str, Mapping[str, Content]]]) -> dict[str, Content]:
    """Join the files that several parts of the site write, by path.

    Args:
        parts: the name of each part, and its files.

    Raises:
        PathTakenError: when two write one path, or one writes a file where another has a folder.
    """
    files: dict[str, Content] = {}
    origins: dict[str, str] = {}
    folders: dict[str, str] = {}
    for origin, written in parts:
        for path, content in written.items():
            address = site_path(path)
            first = origins.get(address) or folders.get(address) or _above(address, origin, origins, folders)
            if first is not None:
                raise PathTakenError(f"«{path}» is written twice: by {first} and by {origin}.", file=path)
            origins[address] = origin
            files[path] = content
    return files


def _above(address: str, origin: str, origins: Mapping[str, str], folders: dict[str, str]) -> str | None:
    """Note the folders of a path; who wrote a file where one of them must be."""
    folder = address.rpartition("/")[0]
    while folder and folder not in folders:
        if folder in origins:
            return origins[folder]
        folders[folder] = origin
        folder = folder.rpartition("/")[0]
    return None
