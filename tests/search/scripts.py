"""Runs the scripts of ``tests/scripts`` by Node.js, and writes an index where they find it."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from livingsurvey.site.explore.search_data import FOLDER, PATH

from tests.builders import REPOSITORY


def run(name: str, *arguments: str, given: Any = None) -> Any:
    """What a script prints as JSON that is given arguments, and something to read as JSON."""
    node = Path(sys.executable).with_name("node")
    environment = {**os.environ, "PATH": f"{node.parent}{os.pathsep}{os.environ['PATH']}"}
    command = ["node", "--expose-gc", str(REPOSITORY / "tests" / "scripts" / name), *arguments]
    done = subprocess.run(command, input=json.dumps(given).encode(), env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def write_parts(parts: Mapping[str, bytes], folder: Path) -> Path:
    """Write the parts of an index, by their names, to where a site has them."""
    return write_files(
        {PATH if name == "index" else f"{FOLDER}{name}.js": text for name, text in parts.items()}, folder
    )


def write_files(files: Mapping[str, bytes], folder: Path) -> Path:
    """Write files by their paths in a site."""
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text)
    return folder
