"""JSON as the survey reads it: nothing is read twice, and a number is a number."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

from livingsurvey.model import Finding
from livingsurvey.model.errors import SurveyError
from livingsurvey.store.files import read_plain


class JsonTextError(SurveyError, ValueError):
    """JSON that cannot be read; the message says why, ``line`` and ``column`` where, if anywhere."""


def parse_json(text: str) -> Any:
    """Parse a JSON text.

    Raises:
        JsonTextError: for anything that is not plain JSON: bad syntax, equal names in one object, NaN, numbers of
            thousands of digits, nesting that no survey needs.
    """
    try:
        return json.loads(text, object_pairs_hook=each_once, parse_constant=refuse_constant)
    except json.JSONDecodeError as error:
        raise JsonTextError(error.msg, line=error.lineno, column=error.colno) from error
    except RecursionError as error:
        raise JsonTextError("too deeply nested") from error
    except JsonTextError:
        raise
    except ValueError as error:
        raise JsonTextError("a number of thousands of digits") from error


def each_once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Make an object of its names and values; what a decoder of JSON takes as ``object_pairs_hook``.

    Raises:
        JsonTextError: when two names are equal.
    """
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            said = f"«{name[:60]}» is there twice, with {_shown(found[name])} and {_shown(value)}"
            raise JsonTextError(said, line=0, column=0)
        found[name] = value
    return found


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)[:60]


def refuse_constant(name: str) -> NoReturn:
    """Refuse NaN and the infinities; what a decoder of JSON takes as ``parse_constant``.

    Raises:
        JsonTextError: always.
    """
    raise JsonTextError(f"{name} is no number")


def text_of_lines(path: Path, file: str, rule: str, most: int) -> str | Finding:
    """The text of a file that has one object a line, or why it cannot be read.

    Args:
        path: the file.
        file: how the finding names it.
        rule: the rule that the finding is of.
        most: bytes that it may have.
    """
    try:
        return read_plain(path, most).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return Finding(file, line, 0, rule, "not UTF-8.", "Save the file as UTF-8.")
    except OSError as error:
        said = f"the file {error}" if error.strerror is None else f"the file cannot be read: {error.strerror}."
        return Finding(file, 0, 0, rule, said, "Put the file itself there, or split it.")
