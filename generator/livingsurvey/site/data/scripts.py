"""Data as a script: a page opened from a folder may load scripts but not fetch data."""

import json
from typing import Any


def script(name: str, data: Any) -> bytes:
    """Return a script that assigns ``data`` to ``window.<name>``, on one line."""
    # "</" could end a script element, were the script ever put into a page.
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    return f"window.{name}={text};\n".encode()
