"""Which documents a query allows."""

import pytest
from livingsurvey.search.engine import Engine
from livingsurvey.search.limits import FIRST, OTHERWISE, PRINTED, QueryLimits
from livingsurvey.search.words import LanguageWords

from tests.search.gardens import document, engine_of, files, keys, reader_of

PAPERS = [
    document("late", "Late Roses", authors=["Bo Chen", "Ada Green"], date="2023-05", values={"soil": ["Loam"]}),
    document("early", "Early Roses of Green 2023", authors=["Cy Brown"], date="2023-01", has=["code"]),
    document("rose", "A Rose", authors=["Ada van Green", "Bo Łukasz"], date="2023", has=["results"]),
    document("fair", "Shown at Chelsea", authors=["Ada Green"], date="2022", has=["doi"],
             values={"show": ["Chelsea 2024"]}, abstract="We grow tomatoes under glass, on the state of the art."),
    document("cjk", "大规模语言模型的推理", authors=["王小明"], date="2021"),
    document("cyr", "Большие языковые модели", authors=["Иван Чёрный"],
             topics=["Raised beds", "raised", "Beds", "beds"]),
]  # fmt: skip
LIMITS = QueryLimits(reader_of(files(PAPERS)), LanguageWords("en"))


@pytest.fixture(scope="module")
def engine() -> Engine:
    """Documents with authors, years and values."""
    return engine_of(PAPERS)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("author:green", ["late", "rose", "fair"]),
        ("author:gree", ["late", "rose", "fair"]),
        ("author:gree ", []),
        ('author:"ada green"', ["rose", "fair", "late"]),
        ('author:"bo green"', []),
        ('author:"ada gr', ["rose", "fair", "late"]),
        ("author:lukasz", ["rose"]),
        ("author:чёрный", ["cyr"]),
        ("author:小明", ["cjk"]),
        ("author:green -author:chen", ["rose", "fair"]),
        ("author:green author:chen", ["late"]),
        ("title:rose", ["late", "early", "rose"]),
        ("title:ros", ["late", "early", "rose"]),
        ("title:ros ", []),
        ('title:"early roses of green"', ["early"]),
        ('title:"the roses" ', ["late", "early", "rose"]),
        ("title:the ", []),
        ("-title:rose", ["fair", "cjk", "cyr"]),
        ("year:2022..2023 has:results", ["rose"]),
        ("year:..2022 ", ["fair", "cjk"]),
        ("-year:2020.. ", ["cyr"]),
        ("has:code", ["early"]),
        ("has:doi", ["fair"]),
        ("has:c", ["early"]),
        ("has:nothing", []),
        ("soil:loam", ["late"]),
        ("soils:loam", ["late"]),
        ("show:chelsea", ["fair"]),
        ("topic:raised", ["cyr"]),
        ("topic:raised-beds", ["cyr"]),
        ('topic:"raised beds"', ["cyr"]),
        ("topic:be", ["cyr"]),
        ("rose -green", []),
        ("roses -early", ["late", "rose"]),
        ('"early roses"', ["early"]),
        ('"roses early"', []),
        ('roses -"early roses"', ["rose", "late"]),
        ('"under glass"', ["fair"]),
        ('"glass tomatoes"', []),
        ('"tomatoes of glass"', ["fair"]),
        ('"state of the art"', ["fair"]),
        ('"state of an art"', ["fair"]),
        ('"state art"', []),
        ('"chelsea grow"', []),
        ('-"of the" year:2022 ', ["fair"]),
        ('roses -"of the"', ["late", "early", "rose"]),
        ('"语言模型"', ["cjk"]),
        ("secret:hidden", []),
    ],
)
def test_a_query_in_the_language_finds(engine: Engine, query: str, expected: list[str]) -> None:
    assert sorted(keys(engine, query)) == sorted(expected)


def ranks(text: str) -> dict[str, int]:
    """How well documents are what a text cites, by key."""
    found = LIMITS.cited(text)
    return {LIMITS.reader.row("d", number)[0]: rank for number, rank in found.ranks.items()} if found else {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Green et al. (2023)", {"rose": FIRST}),
        ("Green 2022", {"fair": FIRST}),
        ("Green 2024", {"fair": PRINTED}),
        ("van Green 2023", {"rose": FIRST}),
        ("Chen and Green 2023", {"late": OTHERWISE}),
        ("green2023", {"rose": FIRST}),
        ("Brown et al.", {"early": FIRST}),
        ("Ada 2022", {"fair": OTHERWISE}),
        ("Brown 1999", {}),
        ("Nobody et al. (2023)", {}),
        ("roses", {}),
        ("«» et al.", {}),
    ],
)
def test_a_citation_names_authors_and_a_year(text: str, expected: dict[str, int]) -> None:
    assert ranks(text) == expected


def test_without_limits_everything_is_allowed() -> None:
    allowed = LIMITS.allowed([], [])
    assert all(map(allowed.has, range(len(PAPERS))))


def test_the_stems_of_words_that_begin_alike_are_told_once() -> None:
    assert LIMITS.begun("ros") == ["rose"]
    assert LIMITS.begun("zzz") == []


def test_the_keys_of_short_beginnings_are_those_of_the_index_and_of_long_ones_those_of_words() -> None:
    assert LIMITS.begun_keys("author:", "gr") == ["author:green"]
    assert LIMITS.begun_keys("author:", "gree") == ["author:green"]
    assert LIMITS.begun_keys("author:", "g") == LIMITS.begun_keys("author:", "zz") == []
