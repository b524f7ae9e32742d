"""Reading JSON that others wrote: a whole number of thousands of digits, which Python refuses, stays text."""

import json

_LONGEST = 100  # digits: what is longer is the number of nothing


def _whole_number(digits: str) -> int | str:
    return int(digits) if len(digits) <= _LONGEST else digits


#: Decodes as Python's own does.
DECODER = json.JSONDecoder(parse_int=_whole_number)
