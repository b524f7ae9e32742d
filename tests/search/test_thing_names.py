"""Names of one thing: where a text has one of them, it is found by the others."""

import json

import pytest
from livingsurvey.search.form import LONGEST_NAME, NAMES
from livingsurvey.search.thing_names import ThingNames
from livingsurvey.search.words import LanguageWords

WORDS = LanguageWords("en")
GROUPS = [
    ("Drip irrigation", "DI", "trickle irrigation"),
    ("Al", "aluminium"),
    ("the", "of"),
    ("mixture of earths", "MoE"),
]
LONG = " ".join(["long"] * (LONGEST_NAME + 1))


NAMED = ThingNames(WORDS, GROUPS)


def found(text: str) -> list[str]:
    """The things that a text names."""
    tokens = [token for token in WORDS.split(text) if not token.word.small]
    stems = [token.word.stem for token in tokens]
    return [thing for n, token in enumerate(tokens) for thing in NAMED.named(stems[n:], token.raw)]


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("Drip irrigation of roses", ["drip\x03irrig"]),
        ("on trickle-irrigation, and irrigation by drips", ["drip\x03irrig"]),
        ("DI and Di or di", ["drip\x03irrig"]),
        ("MoE, MoEs and moe or Moes", ["mixtur\x03earth", "mixtur\x03earth"]),
        ("aluminium beds, et al.", ["al\x03", "al\x03"]),
        ("the beds of roses", []),
        ("drip", []),
        ("", []),
    ],
)
def test_a_thing_is_named_by_any_of_its_names(text: str, things: list[str]) -> None:
    assert found(text) == things


def test_it_is_known_with_what_names_begin() -> None:
    expected = {("drip", "irrig"), ("di",), ("trickl", "irrig"), ("al",), ("aluminium",), ("mixtur", "earth"), ("moe",)}
    assert NAMED.beginnings == expected


def test_names_are_written_by_their_first_stem_in_order() -> None:
    names = ThingNames(WORDS, [*GROUPS, ("irrigation", "drips"), (LONG, "brief"), (LONG,)])
    written = {key: json.loads(held) for key, held in names.entries().items()}
    assert written == {
        f"drip{NAMES}": [["", "irrig\x03"], ["irrig", "drip\x03irrig"]],
        f"di{NAMES}": [["", "drip\x03irrig"]],
        f"trickl{NAMES}": [["irrig", "drip\x03irrig"]],
        f"al{NAMES}": [["", "al\x03"]],
        f"aluminium{NAMES}": [["", "al\x03"]],
        f"irrig{NAMES}": [["", "irrig\x03"]],
        f"mixtur{NAMES}": [["earth", "mixtur\x03earth"]],
        f"moe{NAMES}": [["", "mixtur\x03earth"]],
        f"brief{NAMES}": [["", "brief\x03"]],
    }
