"""Data as scripts: a page opened from a folder may load scripts but not fetch data."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

#: How many digits of a digest tell two builds apart.
_DIGITS = 10


def script(name: str, data: Any) -> bytes:
    """Return a script that assigns ``data`` to ``window.survey.<name>``, on one line.

    All that scripts share is in this one global. Whichever of them comes first makes it, and each part of ``name`` that
    has further parts.
    """
    target = "window.survey"
    for part in name.split("."):
        target = f"({target}??={{}}).{part}"
    return f"{target}={as_text(data)};\n".encode()


def as_text(data: Any) -> str:
    """Return data as a script writes it."""
    # "</" could end a script element, were the script ever put into a page.
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")


def digest(*contents: bytes) -> str:
    """Return what tells these contents from others, short enough for an address."""
    whole = sha256()
    for content in contents:
        whole.update(b"%d\0" % len(content) + content)
    return whole.hexdigest()[:_DIGITS]


def marked(files: Mapping[str, bytes]) -> tuple[str, dict[str, bytes]]:
    """Put one mark of this build into every data script, so that a page never joins those of two builds.

    Args:
        files: every exported file by its path.

    Returns:
        The mark, a digest of all data scripts; and the files, with the mark in these.
    """
    scripts = {path: text for path, text in sorted(files.items()) if path.startswith("assets/") and path[-3:] == ".js"}
    build = digest(*scripts.values())
    return build, dict(files) | {path: text + _mark(path, build) for path, text in scripts.items()}


def _mark(path: str, build: str) -> bytes:
    return f"((window.survey??={{}}).builds??={{}})[{as_text(path)}]={as_text(build)};\n".encode()
