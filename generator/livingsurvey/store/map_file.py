"""Reading and writing ``content/map.json``: the positions of papers on the map, one line a paper."""

import json
import os.path
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from livingsurvey.model import Finding, Point
from livingsurvey.store.files import read_plain
from livingsurvey.store.json_text import JsonTextError, parse_json

#: The file below the survey's root.
FILE = "content/map.json"

_MAX_BYTES = 20_000_000  # a hundred times what ten thousand papers take
_FIX = "Delete the file and write it anew with `survey layout`."
_Coordinate = Annotated[float, Field(ge=0, le=10_000, allow_inf_nan=False, strict=True)]
_PLACES: TypeAdapter[dict[str, tuple[_Coordinate, _Coordinate]]] = TypeAdapter(
    dict[str, tuple[_Coordinate, _Coordinate]]
)


def read_layout(root: Path, findings: list[Finding]) -> dict[str, Point]:
    """Read the positions of papers; a survey without the file has none. Appends to ``findings``."""
    path = root / FILE
    if not os.path.lexists(path):
        return {}
    text = ""
    try:
        text = read_plain(path, _MAX_BYTES).decode("utf-8")
        return _PLACES.validate_python(parse_json(text))
    except (OSError, UnicodeDecodeError) as error:
        findings.append(Finding(FILE, 0, 0, "layout", f"the file cannot be read: {_reason(error)}", _FIX))
    except JsonTextError as error:
        line, column = (error.line, error.column) if error.line else _second(text, error.message)
        findings.append(Finding(FILE, line, column, "layout", f"no JSON: {error.message}.", _FIX))
    except ValidationError as error:
        first = error.errors()[0]
        where = f"{first['loc'][0]}: " if first["loc"] else "for each paper "
        said = f"{where}two numbers from 0 to 10,000 are expected, as in [12.5, 80]"
        findings.append(Finding(FILE, 0, 0, "layout", f"{said}.", _FIX))
    return {}


def _reason(error: OSError | UnicodeDecodeError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "it is no UTF-8 text."
    return f"{error.strerror}." if error.strerror else f"it {error}"


def _second(text: str, message: str) -> tuple[int, int]:
    """Line and column of the second of two equal names that a message quotes; 0 and 0 where it quotes none."""
    name = re.match("«(.*?)»", message)
    found = list(re.finditer(rf"{re.escape(json.dumps(name[1], ensure_ascii=False))}\s*:", text)) if name else []
    if len(found) < 2:
        return 0, 0
    return text.count("\n", 0, found[1].start()) + 1, found[1].start() - text.rfind("\n", 0, found[1].start())


def layout_text(places: Mapping[str, Point]) -> str:
    """The file's text: in the order of keys, so that a new paper is one new line."""
    lines = (f"{json.dumps(key)}: [{x:g}, {y:g}]" for key, (x, y) in sorted(places.items()))
    return "{\n" + ",\n".join(lines) + "\n}\n"
