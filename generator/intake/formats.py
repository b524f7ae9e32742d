"""The formats a source may have. Adding one is adding a parser here and a fixture in the tests."""

from collections.abc import Callable

from generator.intake.capture import NumberedLine
from generator.intake.listing import Listing, parse_listing

#: A parser takes the numbered lines of a capture and the file's name for its failures.
Parser = Callable[[list[NumberedLine], str], Listing]

PARSERS: dict[str, Parser] = {"hf-daily-papers-text": parse_listing}
