"""Data as a script: a page opened from a folder may load scripts but not fetch data."""

import json
from typing import Any


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
