"""What a survey's search finds: its papers, topics, people, terms and statements."""

from pathlib import PurePosixPath
from typing import Any

import pytest
from livingsurvey.analysis import derive
from livingsurvey.analysis.derive import Analysis
from livingsurvey.model import Change, Link, OpenQuestion, QuotedPaper, Status, Survey, Term
from livingsurvey.model.statements import Statements
from livingsurvey.search.engine import Engine
from livingsurvey.search.index_reader import IndexReader
from livingsurvey.site.explore.search_data import FOLDER, PAGES, PATH, export_search
from livingsurvey.site.messages import Messages

from tests.builders import claim, paper, survey, topic

CLAIM = {"quote": "We save 40%.", "measure": "memory", "change": Change(form="change", value=-40, unit="%")}


def engine_of(given: Survey, analysis: Analysis | None = None, messages: Messages | None = None) -> Engine:
    """What answers queries of a survey's search."""
    files = export_search(given, analysis or derive(given), messages)

    def _load(name: str) -> bytes:
        return files[PATH if name == "index" else f"{FOLDER}{name}.js"]

    return Engine(IndexReader(_load), PAGES)


def found(engine: Engine, query: str) -> list[str]:
    """The keys of the papers that a query finds, best first."""
    return [engine.reader.row("d", hit.document)[0] for hit in engine.search(query).hits]


def things(engine: Engine, group: str) -> list[list[Any]]:
    """All things of a group, in their order."""
    ends = [sum(count for _, count in engine.reader.groups[: n + 1]) for n in range(len(engine.reader.groups))]
    place = [name for name, _ in engine.reader.groups].index(group)
    return [engine.reader.row("n", n) for n in range(ends[place] - engine.reader.groups[place][1], ends[place])]


def named(engine: Engine, query: str, group: str) -> list[str]:
    """The addresses of the things that a query names."""
    return [engine.reader.row("n", number)[1] for number in engine.search(query).things[group]]


def test_an_empty_survey_has_a_first_part_that_says_so() -> None:
    files = export_search(survey(), derive(survey()))
    assert set(files) == {PATH}
    assert (engine_of(survey()).reader.count, found(engine_of(survey()), "roses")) == (0, [])


def test_parts_are_scripts_in_one_folder() -> None:
    files = export_search(survey(paper("p")), derive(survey(paper("p"))))
    others = {PurePosixPath(path) for path in files} - {PurePosixPath(PATH)}
    assert {(path.parent.as_posix() + "/", path.suffix) for path in others} == {(FOLDER, ".js")}
    assert {path.name[0] for path in others} == set("cdtpqwr")


@pytest.mark.parametrize(
    "query",
    [
        "rosenet",
        "tomatoes",
        "watered",
        "lovelace",
        "greenhouse",
        "glass",
        "2023",
        "loam",
        "memory",
        "shading",
        "vegetables",
    ],
)
def test_a_paper_is_found_by_all_that_is_said_of_it(query: str) -> None:
    topics = (topic("growing", title="Vegetables"), topic("glass", "growing", title="Under glass", summary="Shading."))
    one = paper(
        "one", title="RoseNet: growing tomatoes", summary="How often to water.", abstract="In a greenhouse.",
        authors=("Ada Lovelace",), topics=("glass",), published="2023-05", methods=("Loam",), claims=(claim(**CLAIM),),
    )  # fmt: skip
    assert found(engine_of(survey(one, paper("two"), topics=topics)), query) == ["one"]


PAPERS = (
    paper("one", title="Roses", authors=("Ada Lovelace", "Bo Chen"), topics=("caches", "ghost"), kind="method",
          published="2023-05", venue="Garden Fair 2024", code=("https://git.example/One",), methods=("Loam",)),
    paper("two", title="Peat", claims=(claim(**CLAIM),), doi="10.1000/J.garden.2023.7", arxiv="2405.00001",
          links=(Link(label="page", url="https://example.org/Two/?utm_source=x"),)),
    paper("out", title="Roses", status=Status.EXCLUDED, reason="not-ai", methods=("Loam", "Gone")),
)  # fmt: skip
TOPICS = (topic("serving", title="Serving plants"), topic("caches", "serving", title="Cold frames"))
SURVEY = survey(*PAPERS, topics=TOPICS, vocabulary={"methods": (Term(id="loam", name="Loam", definition="Soil."),)})
ENGINE = engine_of(SURVEY)


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("author:lovelace", ["one"]),
        ('author:"bo lovelace"', []),
        ('topic:"cold frames"', ["one"]),
        ("topic:caches", ["one"]),
        ("topic:serving", ["one"]),
        ("topic:ghost ", []),
        ("venue:garden", ["one"]),
        ("kind:method", ["one"]),
        ("method:loam", ["out", "one"]),
        ("methods:loam", ["out", "one"]),
        ("method:gone ", []),
        ("measure:memory", ["two"]),
        ("year:2023", ["one"]),
        ("has:code", ["one"]),
        ("has:results", ["two"]),
        ("has:doi", ["two"]),
    ],
)
def test_conditions_are_named_by_what_a_survey_declares(query: str, keys: list[str]) -> None:
    assert sorted(found(ENGINE, query)) == sorted(keys)


def test_what_counts_nothing_is_neither_a_condition_nor_found() -> None:
    assert ENGINE.reader.fields == ["author", "topic", "kind", "venue", "benchmark", "model", "method", "measure"]
    assert found(ENGINE, "not-ai ") == []


def test_venues_have_years_by_which_papers_are_cited() -> None:
    assert ENGINE.reader.dated == ["kind", "venue"]
    assert found(ENGINE, "Lovelace et al. (2024)")[0] == "one"


def test_an_excluded_paper_counts_less_and_says_what_it_is() -> None:
    assert found(ENGINE, "roses ") == ["one", "out"]
    assert [ENGINE.reader.row("d", n)[3] for n in range(3)] == [1, 0, 0]


def test_a_record_has_a_title_and_what_the_paper_is() -> None:
    rows = {row[0]: row for row in (ENGINE.reader.row("d", n) for n in range(3))}
    assert rows["one"] == ["one", "Roses", "method · Cold frames · 2023", 0]
    assert rows["two"] == ["two", "Peat", "", 0]


@pytest.mark.parametrize(
    ("pasted", "key"),
    [
        ("https://survey.example/papers/one.html", "one"),
        ("https://git.example/one", "one"),
        ("arXiv:2405.00001v2", "two"),
        ("https://doi.org/10.1000/j.garden.2023.7", "two"),
        ("https://journal.example/articles/j.garden.2023.7", "two"),
        ("example.org/two", "two"),
    ],
)
def test_a_paper_is_found_by_what_is_pasted(pasted: str, key: str) -> None:
    assert found(ENGINE, pasted) == [key]
    assert ENGINE.search(pasted).identified


def test_the_end_of_a_doi_that_may_be_any_is_not_known_by_itself() -> None:
    engine = engine_of(survey(paper("a", doi="10.1000/7"), paper("b", doi="10.1000/some-garden")))
    assert found(engine, "https://journal.example/articles/7") == []
    assert found(engine, "https://journal.example/articles/some-garden") == []


def test_topics_are_told_with_the_papers_that_are_shown_there() -> None:
    assert things(ENGINE, "topics") == [
        ["Cold frames", "topics/caches.html", "", 1],
        ["Serving plants", "topics/serving.html", "", 1],
    ]
    assert named(ENGINE, "cold frames", "topics") == ["topics/caches.html"]


def test_people_with_a_page_are_told_with_the_number_of_their_papers() -> None:
    engine = engine_of(survey(paper("a", authors=("Ada Lovelace",)), paper("b", authors=("Ada Lovelace", "Once Only"))))
    assert things(engine, "people") == [["Ada Lovelace", "people/ada-lovelace.html", "", 2]]


def test_terms_with_a_page_are_told_with_what_they_are() -> None:
    assert things(ENGINE, "terms") == [
        ["Loam", "methods/loam.html", "Method", 2],
        ["Garden Fair 2024", "venues/garden-fair-2024.html", "Venue", 1],
    ]
    assert things(engine_of(survey(paper("p", methods=("Unknown",)))), "terms") == []


@pytest.mark.parametrize("query", ["low-rank adaptation", "lora", "small matrices", "adapters"])
def test_a_term_is_found_by_all_its_names(query: str) -> None:
    term = Term(id="lora", name="Low-rank adaptation (LoRA)", definition="D.", synonyms=("small matrices", "adapter"))
    engine = engine_of(survey(paper("p", methods=("lora",)), paper("q"), vocabulary={"methods": (term,)}))
    assert named(engine, query, "terms") == ["methods/lora.html"]
    assert found(engine, f"{query} ")[0] == "p"


def test_what_papers_explain_is_known_too() -> None:
    explained = paper("a", title="Speculative decoding (SD)")
    engine = engine_of(survey(explained, paper("b", title="SD in gardens"), paper("c", title="Gardens")))
    assert sorted(found(engine, "speculative decoding ")) == ["a", "b"]


def test_statements_are_told_with_their_places() -> None:
    why = {"why": "Only sun was tried.", "asked": "2025-01", "checked": "2025-03"}
    quoted = (QuotedPaper(paper="p", quote="We tried sun."),)
    asked = OpenQuestion(id="shade", topics=("t",), question="Do roses bloom in the shade?", support=quoted, **why)
    engine = engine_of(survey(paper("p"), statements=Statements(questions=(asked,))))
    address = f"{asked.kind}.html#statement-shade"
    assert things(engine, "statements") == [["Do roses bloom in the shade?", address, asked.kind, 1]]
    assert named(engine, "tried shade", "statements") == [address]


def test_texts_begin_with_the_summary_and_are_as_shown() -> None:
    engine = engine_of(survey(paper("a", abstract="In O(n^2)."), paper("b", summary="Fast.", abstract="Text.")))
    assert [engine.reader.row("t", n) for n in range(2)] == ["In O(n²).", "Fast. Text."]


def test_the_language_is_that_of_the_messages() -> None:
    engine = engine_of(survey(paper("p", title="Gärten")), messages=Messages("de"))
    assert (engine.reader.language, found(engine, "garten ")) == ("de", ["p"])
    assert engine_of(survey()).reader.language == "en"


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "</SCRIPT >", "a\u2028b", '");alert("'])
def test_no_text_can_end_a_script(text: str) -> None:
    given = survey(paper("p", title=text, abstract=text, summary=text, authors=(text,)))
    files = export_search(given, derive(given))
    assert all(part.isascii() and b"<" not in part and part.count(b"(") == 1 for part in files.values())
    assert engine_of(given).reader.row("t", 0) == f"{text} {text}"


def test_every_paper_of_the_real_survey_is_found_by_its_title(real_survey: Survey, real_insight: Analysis) -> None:
    engine = engine_of(real_survey, real_insight)
    assert engine.reader.count == len(real_survey.papers)
    wanted = real_survey.papers[:: max(1, len(real_survey.papers) // 40)]
    assert [one.key for one in wanted if one.key not in found(engine, f"{one.title} ")[:3]] == []
    assert engine.reader.missing == set()
