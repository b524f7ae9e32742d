"""JSON as the survey reads it: nothing is read twice, and a number is a number."""

import json
from collections.abc import Iterable
from typing import Any, NoReturn

from livingsurvey.model.errors import SurveyError


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
