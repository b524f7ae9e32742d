"""What a query finds, and in which order."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.search.documents import Field, IndexedDocument, Thing
from livingsurvey.search.engine import ENOUGH, FILL, SENTENCE, THINGS_SHOWN, Engine
from livingsurvey.search.index_writer import IndexWriter
from livingsurvey.search.units import QueryUnits
from livingsurvey.search.words import LanguageWords

from tests.search.gardens import document, documents, engine_of, keys, named, reader_of, texts

BEDS, RAISED = "Beds Where things grow.", "Raised beds Beds above the ground."
PAPERS = [
    document(
        "tomato",
        "TomatoNet: Growing Tomatoes in Greenhouses",
        authors=["Ada Green"],
        topics=[RAISED, "Beds"],
        values={"soil": ["Loam"]},
        abstract="We grow tomatoes under glass.",
    ),
    document(
        "water",
        "Watering-Time Schedules",
        summary="How often to water.",
        values={"tool": ["No-dig method"]},
        date="2024-05",
        abstract="Drip irrigation saves water.",
    ),
    document(
        "roses",
        "Roses in Raised Beds",
        topics=[RAISED, "Beds"],
        values={"show": ["Chelsea Show"]},
        abstract="Roses like loam.",
    ),
    document("weeds", "A History of Roses and Weeds", share=0.6, abstract="Dull."),
]
TOPICS = [
    Thing("Beds", ("Beds", BEDS), "topics/beds.html", count=3),
    Thing("Raised beds", ("Raised beds", RAISED), "topics/raised.html", count=2),
]
SYNONYMS = [("drip irrigation", "DI")]


@pytest.fixture(scope="module")
def engine() -> Engine:
    """Four documents and two topics."""
    return engine_of(PAPERS, {"topics": TOPICS}, synonyms=SYNONYMS)


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("greenhouses", "tomato"),
        ("schedule", "water"),
        ("tomatonet", "tomato"),
        ("grenhouses", "tomato"),
        ("greenhuoses", "tomato"),
        ("gerenhuoses", "tomato"),
        ("shcedules ", "water"),
        ("greenh", "tomato"),
        ("watering time", "water"),
        ("wateringtime", "water"),
        ("watering-time", "water"),
        ("raisedbeds", "roses"),
        ("green house", "tomato"),
        ("ada", "tomato"),
        ("no-dig", "water"),
        ("nodig", "water"),
        ("chelsea", "roses"),
        ("2024", "water"),
        ("glass", "tomato"),
        ("DI", "water"),
        ("drip irrigation", "water"),
        ("growing TOMATOES under glass", "tomato"),
    ],
)
def test_a_document_is_found_first(engine: Engine, query: str, key: str) -> None:
    assert keys(engine, query)[0] == key


def test_an_acronym_in_a_text_counts_only_as_it_is_written() -> None:
    papers = [document("a", "DI of roses"), document("b", "Drip irrigation"), document("c", "On di")]
    found = engine_of(papers, synonyms=SYNONYMS)
    assert sorted(keys(found, "drip irrigation")) == ["a", "b"]


@pytest.mark.parametrize("query", ["xylophone", "", "  ", "--", "()", "zzzzqqqq", "\u0301", "year:", 'author:""'])
def test_nothing_is_found(engine: Engine, query: str) -> None:
    found = engine.search(query)
    assert (found.hits, found.whole, found.things["topics"]) == ([], set(), [])


@pytest.mark.parametrize(
    "query",
    [
        "constructor __proto__",
        "a" * 5000,
        "\\\\ $& (([",
        "roses\x01",
        "roses\x02",
        "*rose",
        "&rose",
        "＆rose",
        "＊rose",
    ],
)
def test_unusual_queries_do_no_harm(engine: Engine, query: str) -> None:
    assert engine.search(query).identified is False


def test_a_sign_before_a_word_makes_it_no_key_of_another_kind() -> None:
    people = {"people": [Thing("Ada Green", ("Ada Green",), "people/ada-green.html")]}
    papers = [document(f"d{n}", "Mail to @green or ≡green or +green or ＆green") for n in range(3)]
    found = engine_of([*papers, document("other", "Green roses")], people)
    for query in ("@green", "≡green", "+green", "＆green"):
        assert {"d0", "d1", "d2"} <= set(keys(found, query)), query


def test_what_counts_less_comes_after_what_matches_as_well(engine: Engine) -> None:
    assert keys(engine, "roses") == ["roses", "weeds"]


def test_documents_with_every_word_are_known_apart_from_those_with_some(engine: Engine) -> None:
    found = engine.search("roses weeds")
    assert [engine.reader.row("d", document)[0] for document in found.whole] == ["weeds"]
    assert found.hits[0].document in found.whole
    assert len(found.hits) > len(found.whole)


def test_a_title_counts_more_than_an_abstract() -> None:
    papers = [
        document("abstract", "Soil", abstract="Peat and more peat, of peat."),
        document("title", "Peat in gardens", abstract="Soil."),
        document("summary", "Earth", summary="Peat."),
    ]
    assert keys(engine_of(papers), "peat") == ["title", "summary", "abstract"]


def test_all_words_count_more_than_some_often() -> None:
    papers = [
        document("some", "Peat peat: peat", abstract="peat " * 20),
        document("all", "Gardens", abstract="Roses in peat."),
    ]
    assert keys(engine_of(papers), "peat roses ")[0] == "all"


def test_words_next_to_each_other_count_more() -> None:
    papers = [
        document("apart", "Gardens", abstract="Red things are there, and far from all of them, some roses grow."),
        document("near", "Gardens", abstract="Some things are there, and far from all of them, red roses grow."),
        document("other", "Moss", abstract="Grass."),
    ]
    assert keys(engine_of(papers), "red roses") == ["near", "apart"]


def test_a_rare_word_counts_more_than_a_usual_one() -> None:
    usual = [document(f"usual{n}", f"Roses {n}") for n in range(9)]
    assert keys(engine_of([*usual, document("rare", "Peat")]), "peat roses ")[0] == "rare"


def test_topics_that_are_named_are_found(engine: Engine) -> None:
    assert named(engine, "raised beds", "topics") == [["Raised beds", "topics/raised.html", "", 2]]
    assert keys(engine, "raised beds")[0] == "roses"


def test_the_stems_to_mark_are_those_of_the_words_found(engine: Engine) -> None:
    assert LanguageWords("en").stem("roses") in engine.search("roses").stems


def test_a_collection_without_documents_finds_nothing() -> None:
    assert keys(engine_of([]), "roses") == []


CITED = [
    document("late", "Late Roses", authors=["Bo Chen", "Ada Green"], date="2023-05", values={"soil": ["Loam"]}),
    document("early", "Early Roses of Green 2023", authors=["Cy Brown"], date="2023-01", has=["code"],
             ids=["git.example/e", "papers/early"]),
    document("rose", "A Rose", authors=["Ada van Green", "Bo Łukasz"], date="2023", has=["results"],
             ids=["2301.00001"]),
    document("fair", "Shown at Chelsea", authors=["Ada Green"], date="2022", has=["doi"],
             values={"show": ["Chelsea 2024"]}, ids=["10.1000/fair.2022", "/fair.2022"]),
    document("cjk", "大规模语言模型的推理", authors=["王小明"], date="2021", ids=["example.org/cjk"]),
    document("cyr", "Большие языковые модели", authors=["Иван Чёрный"], ids=["papers/cyr"]),
]  # fmt: skip
PEOPLE = [
    Thing("Greta Greenberg", ("Greta Greenberg",), "people/greta-greenberg.html", "", 9),
    Thing("Ada Green", ("Ada Green",), "people/ada-green.html", "", 2),
]
TERMS = [Thing("Loam", ("Loam", "garden earth"), "soils/loam.html", "Soil", 1)]
STATEMENTS = [
    Thing("Do roses bloom?", ("Do roses bloom in the shade of walls? Only sun was tried.",), "questions.html#shade"),
    Thing("Roses need sun", ("Roses need sun",), "consensus.html#roses"),
]


@pytest.fixture(scope="module")
def cited() -> Engine:
    """Documents of authors and years, people and terms."""
    return engine_of(CITED, {"people": PEOPLE, "terms": TERMS, "statements": STATEMENTS})


def test_without_words_the_newest_come_first(cited: Engine) -> None:
    assert keys(cited, "year:2021..") == ["late", "early", "rose", "fair", "cjk"]


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("Green 2023", "rose"),
        ("green 2022", "fair"),
        ("Green 2024", "fair"),
        ("van Green et al. (2023)", "rose"),
        ("chen2023late", "late"),
        ("chen2023late ", "late"),
        ("Chen and Green 2023", "late"),
        ("Brown et al.", "early"),
        ("Brown, Cy (2023)", "early"),
        ("chelsea 2022", "fair"),
    ],
)
def test_a_citation_finds_first(cited: Engine, query: str, key: str) -> None:
    assert keys(cited, query)[0] == key


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("2301.00001", "rose"),
        ("https://arxiv.org/pdf/2301.00001v2", "rose"),
        ("doi:10.1000/FAIR.2022", "fair"),
        ("https://journal.example/articles/fair.2022.pdf", "fair"),
        ("http://example.org/cjk?utm_source=mail", "cjk"),
        ("https://git.example/e", "early"),
        ("https://any.host/deep/papers/cyr.html#abstract", "cyr"),
    ],
)
def test_an_identifier_finds_its_document_alone(cited: Engine, query: str, key: str) -> None:
    assert cited.search(query).identified
    assert keys(cited, query) == [key]


@pytest.mark.parametrize("query", ["2301.99999", "10.9999/none", "https://example.org/none"])
def test_an_identifier_of_no_document_finds_nothing_and_says_so(cited: Engine, query: str) -> None:
    found = cited.search(query)
    assert (found.identified, found.hits) == (True, [])


def test_an_identifier_that_two_documents_share_finds_none() -> None:
    papers = [document(key, key, ids=["example.org/both"]) for key in "ab"]
    assert keys(engine_of(papers), "https://example.org/both") == []


@pytest.mark.parametrize("query", ["语言模型", "推理", "模型的", "规", "理", "大规模语言模型的推理", "王小明", "小明"])
def test_a_text_without_blanks_is_found_by_any_part_of_it(cited: Engine, query: str) -> None:
    assert keys(cited, query) == ["cjk"]


def test_a_text_without_blanks_is_not_found_by_what_it_does_not_have(cited: Engine) -> None:
    assert keys(cited, "型模") == []


def addresses(engine: Engine, query: str, group: str) -> list[str]:
    """The places of the things that a query names."""
    return [row[1] for row in named(engine, query, group)]


def test_statements_are_found_by_all_words_of_a_query_the_shortest_first(cited: Engine) -> None:
    assert addresses(cited, "rose", "statements") == ["consensus.html#roses", "questions.html#shade"]
    assert addresses(cited, "shade roses", "statements") == ["questions.html#shade"]
    assert addresses(cited, "tried", "statements") == ["questions.html#shade"]
    assert addresses(cited, "roses moss", "statements") == []


def test_people_are_found_the_shortest_names_first_while_they_are_typed(cited: Engine) -> None:
    assert named(cited, "green", "people") == [
        ["Ada Green", "people/ada-green.html", "", 2],
        ["Greta Greenberg", "people/greta-greenberg.html", "", 9],
    ]
    assert addresses(cited, "green ada", "people") == ["people/ada-green.html"]
    assert addresses(cited, "green ", "people") == ["people/ada-green.html"]


@pytest.mark.parametrize("query", ["loam", "garden earth", "garden ea"])
def test_terms_are_found_by_other_names_too(cited: Engine, query: str) -> None:
    assert named(cited, query, "terms") == [["Loam", "soils/loam.html", "Soil", 1]]


@pytest.mark.parametrize(("query", "found"), [("lo", 0), ("loa", 1), ("garden ea", 1)])
def test_names_are_shown_from_three_letters_on_or_behind_another_word(cited: Engine, query: str, found: int) -> None:
    assert len(named(cited, query, "terms")) == found


def test_a_name_of_two_letters_is_shown_as_soon_as_it_is_typed() -> None:
    engine = engine_of([], {"terms": [Thing("DI", ("DI",), "di.html"), Thing("Dibber", ("Dibber",), "dibber.html")]})
    assert addresses(engine, "di", "terms") == ["di.html"]


@pytest.mark.parametrize("query", ["year:2023", "the"])
def test_no_thing_is_found_where_none_is_named(cited: Engine, query: str) -> None:
    assert cited.search(query).things == {"people": [], "terms": [], "statements": []}


def test_few_things_of_a_group_are_shown() -> None:
    things = [Thing(f"Rose {n}", (f"Rose {n}",), f"r{n:02}", "", n) for n in range(9)]
    assert addresses(engine_of([], {"roses": things}), "rose", "roses") == ["r08", "r07", "r06"][:THINGS_SHOWN]


def test_a_sentence_gives_a_long_list_and_a_short_query_few_that_match_in_part() -> None:
    papers = [document(f"d{n}", "Roses") for n in range(FILL)] + [document(f"e{n}", "Peat") for n in range(FILL)]
    papers.append(document("whole", "Loam glass moss roses"))
    found = engine_of(papers)
    query = "roses peat loam glass moss".split()
    assert len(query) == SENTENCE
    assert len(found.search(" ".join(query)).hits) == len(papers)
    assert keys(found, " ".join(query))[0] == "whole"
    few = found.search("roses peat ")
    assert (len(few.hits), few.whole) == (FILL, set())


def test_where_enough_match_nothing_else_is_shown() -> None:
    papers = [document(f"d{n}", "Red roses") for n in range(ENOUGH)] + [document("other", "Roses")]
    found = engine_of(papers)
    assert "other" not in keys(found, "red roses ")
    assert len(keys(found, "red roses ")) == ENOUGH


@pytest.mark.parametrize(
    ("query", "key"),
    [("2x", "twice"), ("2 times", "twice"), ("2×", "twice"), ("7B", "seven"), ("7 billion", "seven"),
     ("4bit", "four"), ("4 bits", "four"), ("4-bit", "four"), ("colour", "color"), ("modeling", "model")],
)  # fmt: skip
def test_a_number_and_a_spelling_are_found_however_they_are_written(query: str, key: str) -> None:
    papers = [
        document("twice", "Growing 2× faster"),
        document("seven", "A garden of 7B roses"),
        document("four", "A 4-bit garden"),
        document("color", "The color of roses"),
        document("model", "Modelled gardens"),
    ]
    assert keys(engine_of(papers), query)[0] == key


def test_what_a_word_counts_follows_from_its_field() -> None:
    papers = [document("title", "Peat"), document("value", "Something", values={"soil": ["Peat"]})]
    for weight, first in ((50.0, "value"), (0.1, "title")):
        written = IndexWriter("en", {"title": Field(4), "values": Field(weight)}).files(papers, {})
        assert keys(Engine(reader_of(written)), "peat")[0] == first


def held_stems(engine: Engine, paper: IndexedDocument) -> set[str]:
    """The stems of a document, and those of its words that are several."""
    tokens = engine.words.split(" ".join(text for name in paper.texts for text in paper.said(name)))
    return {token.word.stem for token in tokens} | {token.joined for token in tokens}


@given(documents(), texts)
@settings(deadline=None, max_examples=80)
def test_documents_with_all_words_really_have_them(papers: list[IndexedDocument], query: str) -> None:
    engine = engine_of(papers)
    answer = engine.search(f"{query} ")
    units = QueryUnits(engine.reader, engine.words).read(f"{query} ")
    by_key = {paper.key: paper for paper in papers}
    for number in answer.whole:
        held = held_stems(engine, by_key[engine.reader.row("d", number)[0]])
        for keys_, words in units:
            assert held & set(keys_) or all(held & set(word.options) for word in words)
    assert {hit.document for hit in answer.hits} >= answer.whole


@given(documents(), st.text())
@settings(deadline=None, max_examples=80)
def test_no_query_fails(papers: list[IndexedDocument], query: str) -> None:
    answer = engine_of(papers, {"topics": TOPICS}).search(query)
    assert len({hit.document for hit in answer.hits}) == len(answer.hits)
    assert [hit.cited for hit in answer.hits] == sorted((hit.cited for hit in answer.hits), reverse=True)
