"""What was typed falls into units, each with all that it may mean."""

import pytest
from livingsurvey.search.units import MOST_WORDS, QueryUnits, Unit
from livingsurvey.search.words import LanguageWords

from tests.search.gardens import document, files, reader_of

PAPERS = [
    document("a", "Raised-beds of roses", abstract="Greenhouses, watering schedules and test time."),
    document("b", "Drip irrigation of testing-beds", abstract="Test the time of growing. Time to test 2x more."),
    document("c", "Theory of 花园", abstract="Thyme"),
]
UNITS = QueryUnits(reader_of(files(PAPERS, synonyms=[("drip irrigation", "DI")])), LanguageWords("en"))


def read(text: str) -> list[Unit]:
    """The units of a text."""
    return UNITS.read(text)


def options(text: str) -> dict[str, float]:
    """What the only word of a text may mean."""
    ((_, (word,)),) = read(text)
    return word.options


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("", []),
        ("the", [[]]),
        ("roses of peat", [[], []]),
        ("drip irrigation", [["drip\x03irrig"]]),
        ("roses by drip-irrigation ", [[], ["drip\x03irrig"]]),
        ("DI", [["drip\x03irrig"]]),
        ("raised beds", [["raisedb"]]),
        ("2 times", [["2x"]]),
        ("testtime", [[], []]),
        ("raisedbeds", [[], []]),
    ],
)
def test_words_that_name_one_thing_are_one_unit(text: str, keys: list[list[str]]) -> None:
    assert [unit.keys for unit in read(text)] == keys


def test_two_words_typed_as_one_are_two() -> None:
    assert [word.stem for unit in read("testtime ") for word in unit.words] == ["test", "time"]
    assert [word.stem for unit in read("raisedbeds ") for word in unit.words] == ["rais", "bed"]


@pytest.mark.parametrize(
    ("text", "stems"),
    [
        ("roses ", {"rose"}),
        ("greenh", {"greenhous"}),
        ("greenh ", {"greenhous"}),
        ("g", set()),
        ("花", {"花园"}),
        ("grenhouses ", {"greenhous"}),
        ("greenhuoses ", {"greenhous"}),
        ("graenhoses ", {"greenhous"}),
        ("gaenhoses ", set()),
        ("shcedules ", {"schedul"}),
        ("scehdu", {"schedul"}),
        ("rosse ", {"rose"}),
        ("ros ", {"rose"}),
        ("rso ", set()),
        ("zzzz", set()),
    ],
)
def test_a_word_may_be_begun_or_have_a_slip_or_two(text: str, stems: set[str]) -> None:
    assert set(options(text)) == stems


def test_a_known_word_that_may_go_on_counts_more_than_its_continuation() -> None:
    found = options("test")
    assert (found["test"], max(found.values())) == (1.0, 1.0)
    assert found["testingb"] < 0.65
    assert options("thyme")["thyme"] == 1.0
    assert 0 < options("th")["thyme"] < 1.0


@pytest.mark.parametrize(("beginning", "count"), [("ro", 5), ("ros", 12), ("rosx", 24)])
def test_a_short_beginning_becomes_only_the_most_frequent_words(beginning: str, count: int) -> None:
    names = [f"rosx{n:02}" for n in range(30)]
    papers = [document(str(n), " ".join(names[n:])) for n in range(30)]
    (unit,) = QueryUnits(reader_of(files(papers)), LanguageWords("en")).read(beginning)
    assert list(unit.words[0].options) == names[: -count - 1 : -1]


def test_a_small_word_counts_only_while_it_may_become_another() -> None:
    assert [word.word for unit in read("roses the") for word in unit.words] == ["roses"]
    assert [word.word for unit in read("roses them") for word in unit.words] == ["roses", "them"]
    assert [word.word for unit in read("roses them ") for word in unit.words] == ["roses"]


def test_words_beyond_the_first_are_left_out() -> None:
    assert sum(len(unit.words) for unit in read("peat " * 99)) == MOST_WORDS
