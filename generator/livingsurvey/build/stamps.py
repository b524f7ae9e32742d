"""What a build was made from and what it made, kept so that the next build knows whether anything has changed.

This module is imported before any other of a build, so it imports nothing that takes long.
"""

import hashlib
import json
import os
import re
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import livingsurvey
from livingsurvey.store.base_revision import TRUSTED
from livingsurvey.store.files import remove, write_kept
from livingsurvey.store.git import GitError, is_shallow, last_change
from livingsurvey.store.theme_files import THEME

#: Below the survey's root: the stamps of the generated pages and of the built site.
PAGES_STAMP = Path("build/pages.json")
SITE_STAMP = Path("build/site.json")
#: What pages are generated from, below the survey's root; settings of MkDocs name what else a site is made from.
PAGE_SOURCES = ("content", "extensions", "mkdocs.yml", "overrides/site", "overrides/messages")

_VARIABLE = re.compile(r"\b[A-Z][A-Z0-9_]+\b")


def address_in(variable: str) -> str | None:
    """Return the web address in a variable of the environment; ``None`` where there is none."""
    address = os.environ.get(variable, "").strip()
    return address if address.startswith(("http://", "https://")) else None


def inputs_digest(root: Path, sources: Iterable[str] = PAGE_SOURCES) -> str:
    """Digest everything that a build depends on, the same whether ``root`` is relative or absolute.

    That is: names, sizes and times of the source files and of this package; the last commit of the content; the
    installed libraries; and the variables of the environment that this package and ``mkdocs.yml`` name.

    Args:
        root: the survey's folder.
        sources: files and folders that the build reads, relative to ``root`` or absolute.
    """
    lines = [f"{sys.version} {_time(sysconfig.get_path('purelib'))} {_commit(root)}"]
    for source in sources:
        lines += _listed(str(root / source), source)
    lines += [_line(path.name, path.lstat()) for path in sorted(root.glob("*.py"))]  # extensions may be among them
    lines += _listed(str(Path(livingsurvey.__file__).parent), "livingsurvey")
    lines += _listed(str(THEME / "messages"), "messages")
    lines += [f"{name}={os.environ.get(name)}" for name in sorted(variables(root))]
    return hashlib.sha256("\n".join(lines).encode(errors="surrogateescape")).hexdigest()


def folder_digest(folder: Path) -> str:
    """Digest names, sizes and times of all files below a folder."""
    return hashlib.sha256("\n".join(_listed(str(folder), "")).encode(errors="surrogateescape")).hexdigest()


def write_stamp(root: Path, stamp: Path, inputs: str, sources: Iterable[str], **facts: Any) -> None:
    """Keep what a build was made from, and ``facts`` about what it made.

    Args:
        root: the survey's folder.
        stamp: the file of the stamp, below ``root``.
        inputs: the digest of the sources as they were before they were read.
        sources: what the digest was made of.
        facts: anything that JSON can hold.

    Raises:
        OSError: when the stamp cannot be written.
    """
    write_kept(root / stamp, json.dumps({"inputs": inputs, "sources": list(sources), **facts}).encode())


def remove_stamp(root: Path, stamp: Path) -> None:
    """Let nothing vouch for what is about to be written: until it is written whole, it is no one's.

    Raises:
        OSError: when the stamp cannot be removed.
    """
    remove(root / stamp)


def read_stamp(root: Path, stamp: Path) -> dict[str, Any] | None:
    """Return the facts of the last build, if everything that it was made from is as it was; else ``None``."""
    try:
        kept: dict[str, Any] = json.loads((root / stamp).read_bytes())
        return kept if kept["inputs"] == inputs_digest(root, kept["sources"]) else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


def unchanged_site(root: Path, strict: bool = False) -> dict[str, Any] | None:
    """Return the facts of the last build of the site, if building again would make the same; else ``None``.

    The site must be as the build left it: a file that was removed, added or edited since means building again.

    Args:
        root: the survey's folder.
        strict: whether the build would be strict; a site from which something was left out does not do then.
    """
    facts = read_stamp(root, SITE_STAMP)
    try:
        if facts is None or (strict and not facts["sound"]):
            return None
        return facts if facts["files"] == folder_digest(root / facts["folder"]) else None
    except (OSError, TypeError, KeyError):
        return None


def _listed(path: str, name: str) -> Iterator[str]:
    """A line for a file, or for each file below a folder; links are not followed. What is missing has none."""
    if os.path.isdir(path):  # noqa: PTH112  # thousands of times over
        with os.scandir(path) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.is_dir(follow_symlinks=False):
                    if entry.name != "__pycache__":
                        yield from _listed(entry.path, f"{name}/{entry.name}")
                else:
                    yield _line(f"{name}/{entry.name}", entry.stat(follow_symlinks=False))
    elif os.path.lexists(path):
        yield _line(name, os.lstat(path))


def _line(name: str, stat: os.stat_result) -> str:
    return f"{name}\0{stat.st_size}\0{stat.st_mtime_ns}"


def _commit(root: Path) -> str:
    try:
        return f"{last_change(root, 'content')} {is_shallow(root)}"
    except GitError:
        return ""


def variables(root: Path) -> set[str]:
    """The variables of the environment that a build depends on: those of its pages, and what extensions may run."""
    return page_variables(root) | {TRUSTED}


def page_variables(root: Path) -> set[str]:
    """The variables that may show in a page, whatever it says: every word of ``mkdocs.yml`` may be the name of one."""
    try:
        named = set(_VARIABLE.findall((root / "mkdocs.yml").read_text("utf-8")))
    except (OSError, UnicodeDecodeError):
        named = set()
    return named | {"SITE_URL", "REPOSITORY_URL"}


def _time(path: str) -> int:
    """When a folder last changed: installing another version of a library changes that of all libraries."""
    return Path(path).stat().st_mtime_ns
