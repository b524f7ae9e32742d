"""Data as scripts: a page opened from a folder may load scripts but not fetch data."""

import json
from collections.abc import Mapping
from typing import Any

from livingsurvey.model.digests import digest_of

#: The script that says of which build the data is.
MARK = "assets/build.js"
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
    """Return what tells these contents from those of another build, short enough for an address."""
    return digest_of(*contents)[:_DIGITS]


def is_marked(path: str) -> bool:
    """Return whether a file is a data script that is of one build with others."""
    return path.startswith("assets/") and path.endswith(".js")


def mark_of(digests: Mapping[str, str]) -> str:
    """Return the mark of a build: a digest of all its data scripts.

    Args:
        digests: what tells each script's content from others, by path.
    """
    return digest(*(f"{path} {one}".encode() for path, one in sorted(digests.items())))


def marking(path: str, build: str) -> bytes:
    """Return what is put at the end of a data script, so that a page never joins those of two builds."""
    return f"((window.survey??={{}}).builds??={{}})[{as_text(path)}]={as_text(build)};\n".encode()


def mark_script(build: str) -> bytes:
    """Return the script that says of which build the data is (:data:`MARK`): it is asked for before any data."""
    return script("build", build)


def marked(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Put one mark of this build into every data script, and add the script that says it.

    Args:
        files: every exported file by its path.
    """
    scripts = {path: text for path, text in files.items() if is_marked(path)}
    build = mark_of({path: digest_of(text) for path, text in scripts.items()})
    return {**files, **{path: text + marking(path, build) for path, text in scripts.items()}, MARK: mark_script(build)}
