"""What is left out of a survey for which error, and that all else stays."""

from dataclasses import replace
from typing import Any

import pytest
from livingsurvey.build.publishable import publishable
from livingsurvey.model import (
    Change,
    Claim,
    Finding,
    HandPage,
    Link,
    OpenQuestion,
    Paper,
    PaperRelation,
    Reading,
    Scope,
    Severity,
    StartHere,
    Statements,
    Term,
)
from livingsurvey.model.survey import Example

from tests.builders import paper, seen, source, survey, topic

Path = tuple[str | int, ...]


def claim(quote: str) -> Claim:
    return Claim(quote=quote, change=Change(form="factor", value=2, unit="×"), on="a task")


FULL = paper(
    "full",
    aliases=("former",),
    authors=("Ada", "Grace"),
    published="2024-05",
    venue="Somewhere",
    doi="10.1000/x",
    code=("https://a.org/1", "https://a.org/2"),
    links=(Link(label="One", url="https://a.org/3"), Link(label="Two", url="https://a.org/4")),
    topics=("caches",),
    summary="A summary.",
    claims=(claim("First."), claim("Second."), claim("Third.")),
    seen=(seen(1, 1), seen(2, 9)),
    fields={"methods": ("one", "two"), "kind": "method"},
    notes="See [other](papers/other.md), [gone](papers/gone.md) and [here](../topics/caches.md#a).",
)
TERMS = (
    Term(id="a", name="A", definition="First.", synonyms=("x", "y")),
    Term(id="b", name="B", definition="Second.", parent="a"),
    Term(id="c", name="C", definition="Third.", deprecated_to="b"),
)
SURVEY = survey(
    FULL,
    paper("other"),
    topics=(
        topic("area"),
        topic("caches", "area", start_here=(StartHere(key="full", why="W."), StartHere(key="other", why="W."))),
    ),
    sources=(source("capture"), source("second")),
    pages=(HandPage(key="about", title="About", body="[x](papers/full.md)"),),
    vocabulary={"methods": TERMS},
)
FILE = FULL.path
TERM_FILE, SOURCE_FILE = "content/vocabulary/methods.yml", "content/sources/sources.yml"


def error(file: str, *path: str | int, **fields: Any) -> Finding:
    return Finding(file, 1, 1, "a-rule", "is wrong.", path=path, **fields)


def the_paper(*paths: Path) -> Paper:
    """What remains of the full paper."""
    return publishable(SURVEY, [error(FILE, *path) for path in paths]).paper["full"]


def test_a_sound_survey_stays_itself() -> None:
    sound = publishable(SURVEY, [])
    again = publishable(sound, [])
    assert again is sound


@pytest.mark.parametrize("severity", [level for level in Severity if level != Severity.ERROR])
def test_what_is_no_error_leaves_nothing_out(severity: Severity) -> None:
    finding = error(FILE, "claims", 0, severity=severity)
    assert publishable(SURVEY, [finding]) == publishable(SURVEY, [])


def test_what_is_unsafe_stops_the_build_and_leaves_nothing_out() -> None:
    assert publishable(SURVEY, [error(FILE, "title", unsafe=True)]) == publishable(SURVEY, [])


def test_an_error_about_no_field_leaves_nothing_out() -> None:
    assert publishable(SURVEY, [error(FILE), error("content/topics/caches.md")]) == publishable(SURVEY, [])


@pytest.mark.parametrize("rest", [(), ("quote",), ("change", "value"), ("change",), ("on",)])
def test_a_claim_is_left_out_as_a_whole(rest: Path) -> None:
    assert [one.quote for one in the_paper(("claims", 1, *rest)).claims] == ["First.", "Third."]


def test_several_entries_of_a_list_are_left_out_at_their_places() -> None:
    left = the_paper(("claims", 0, "quote"), ("claims", 2, "quote"), ("claims", 0, "change", "value"))
    assert [one.quote for one in left.claims] == ["Second."]


@pytest.mark.parametrize(
    ("path", "name", "value"),
    [
        (("doi",), "doi", None),
        (("published",), "published", None),
        (("venue",), "venue", None),
        (("summary",), "summary", None),
        (("authors", 0), "authors", ("Grace",)),
        (("aliases", 0), "aliases", ()),
        (("code", 1), "code", ("https://a.org/1",)),
        (("links", 0, "url"), "links", (Link(label="Two", url="https://a.org/4"),)),
        (("seen", 1, "line"), "seen", (seen(1, 1),)),
        (("topics", 0), "topics", ()),
        (("methods", 0), "fields", {"methods": ("two",), "kind": "method"}),
        (("kind",), "fields", {"methods": ("one", "two")}),
        (("absent",), "doi", "10.1000/x"),
        (("claims", 9), "doi", "10.1000/x"),
    ],
)
def test_the_smallest_part_that_can_be_missing_is_left_out(path: Path, name: str, value: Any) -> None:
    left, whole = the_paper(path), the_paper()
    assert getattr(left, name) == value
    same = set(Paper.model_fields) - {name}
    assert {field: getattr(left, field) for field in same} == {field: getattr(whole, field) for field in same}


def test_of_readings_the_line_is_left_out() -> None:
    file = "content/readings/first.jsonl"
    readings = tuple(Reading("full", "kind", "method", "first", "2026", file=file, line=n) for n in (1, 2, 3))
    left = publishable(replace(SURVEY, readings=readings), [error(file, 2), error("content/readings/other.jsonl", 1)])
    assert [one.line for one in left.readings] == [1, 3]


@pytest.mark.parametrize("field", ["title", "abstract", "key"])
def test_a_paper_that_cannot_be_without_a_field_is_left_out(field: str) -> None:
    left = publishable(SURVEY, [error(FILE, field)])
    assert list(left.paper) == ["other"]


def test_what_refers_to_a_paper_that_is_left_out_no_longer_does() -> None:
    left = publishable(SURVEY, [error(FILE, "title")])
    assert [start.key for start in left.topic["caches"].start_here] == ["other"]
    assert left.pages[0].body == "x"


def test_links_to_what_was_never_read_become_text_and_others_stay() -> None:
    assert the_paper().notes == "See [other](papers/other.md), gone and [here](../topics/caches.md#a)."
    assert publishable(SURVEY, [error("content/topics/caches.md", "title")]).paper["full"].notes.endswith("and here.")


@pytest.mark.parametrize(
    "text", ["[all](papers/index.md)", "[a](https://a.org/papers/x.md)", "![i](papers/gone.md)", "[@gone]", "plain"]
)
def test_other_links_and_citations_are_not_touched(text: str) -> None:
    page = HandPage(key="about", title="About", body=text)
    assert publishable(survey(pages=(page,)), []).pages == (page,)


def test_a_topic_that_is_left_out_leaves_its_papers() -> None:
    left = publishable(SURVEY, [error("content/topics/caches.md", "summary")])
    assert list(left.topic) == ["area"]
    assert left.paper["full"].topics == ()


def test_a_topic_without_its_area_is_an_area() -> None:
    left = publishable(SURVEY, [error("content/topics/area.md", "title")])
    assert left.topic["caches"].parent is None
    assert left.paper["full"].topics == ("caches",)


def test_a_paper_to_start_with_is_left_out_alone() -> None:
    left = publishable(SURVEY, [error("content/topics/caches.md", "start_here", 0, "why")])
    assert [start.key for start in left.topic["caches"].start_here] == ["other"]


def test_a_page_is_left_out() -> None:
    assert publishable(SURVEY, [error("content/pages/about.md", "key")]).pages == ()


@pytest.mark.parametrize(
    ("path", "ids"), [((0,), "bc"), ((0, "name"), "bc"), ((2, "definition"), "ab"), ((0, "synonyms", 1), "abc")]
)
def test_a_term_is_left_out_where_it_cannot_be_mended(path: Path, ids: str) -> None:
    left = publishable(SURVEY, [error(TERM_FILE, *path)]).vocabulary["methods"]
    assert "".join(term.id for term in left) == ids
    assert {term.parent for term in left} - {None} <= {term.id for term in left}


def test_a_synonym_or_a_wider_term_is_left_out_alone() -> None:
    left = publishable(SURVEY, [error(TERM_FILE, 0, "synonyms", 0), error(TERM_FILE, 1, "parent")])
    first, second, third = left.vocabulary["methods"]
    assert (first.synonyms, second.parent, third.deprecated_to) == (("y",), None, "b")


def test_a_replacement_that_is_left_out_replaces_nothing() -> None:
    assert publishable(SURVEY, [error(TERM_FILE, 1, "name")]).vocabulary["methods"][1].deprecated_to is None


def test_a_source_is_left_out_with_the_records_in_it() -> None:
    left = publishable(SURVEY, [error(SOURCE_FILE, 0, "sha256")])
    assert [one.id for one in left.sources] == ["second"]
    assert left.paper["full"].seen == ()


@pytest.mark.parametrize(("path", "kept"), [(("name",), True), (("site_url",), False), (("scope", "statement"), True)])
def test_settings_lose_only_what_they_can_be_without(path: Path, kept: bool) -> None:
    settings = SURVEY.settings.model_copy(update={"site_url": "https://a.org/"})
    left = publishable(survey().__class__(settings, ()), [error("content/survey.yml", *path)]).settings
    assert left == (settings if kept else SURVEY.settings)


def test_an_error_in_a_file_of_nothing_published_is_passed_over() -> None:
    assert publishable(SURVEY, [error("content/facts/a.jsonl", "x", 0)]) == publishable(SURVEY, [])


QUOTED = ({"paper": "full", "quote": "First."}, {"paper": "other", "quote": "Second."})
ASKED = {"question": "Why?", "why": "W.", "asked": "2025", "checked": "2025"}
STATED = Statements(
    questions=(
        OpenQuestion(id="one", topics=("caches",), support=QUOTED[:1], **ASKED),
        OpenQuestion(id="two", topics=("caches", "gone"), support=QUOTED[1:], **ASKED),
        OpenQuestion(id="three", topics=("gone",), support=QUOTED[1:], **ASKED),
    )
)


def stated(*findings: Finding) -> list[tuple[str, tuple[str, ...]]]:
    """The statements that remain, with their topics."""
    published = publishable(replace(SURVEY, statements=STATED), findings)
    return [(one.id, one.topics) for one in published.statements]


def test_a_statement_of_no_known_topic_is_left_out() -> None:
    assert stated() == [("one", ("caches",)), ("two", ("caches",))]


def test_a_statement_with_an_error_is_left_out_as_a_whole() -> None:
    file = "content/statements/questions.yml"
    assert stated(error(file, 0, "support", 0, "quote")) == [("two", ("caches",))]
    assert stated(error(file, 9, "checked"), error("content/statements/consensus.yml", 1)) == stated()


def test_a_statement_that_quotes_what_is_left_out_goes_too() -> None:
    assert stated(error(FILE, "title")) == [("two", ("caches",))]


def related(*findings: Finding) -> list[str]:
    """The relations that remain."""
    pairs = [("full", "other", "First."), ("other", "full", "Second."), ("other", "gone", "Third.")]
    relations = [PaperRelation.model_validate({"from": a, "to": b, "kind": "refines", "quote": q}) for a, b, q in pairs]
    return [one.quote for one in publishable(replace(SURVEY, relations=tuple(relations)), findings).relations]


def test_a_relation_with_an_error_is_left_out_and_others_keep_their_places() -> None:
    assert related() == ["First.", "Second."]
    assert related(error("content/relations.yml", 0, "quote")) == ["Second."]
    assert related(error("content/relations.yml", 1, "from"), error("content/relations.yml", 0, "to")) == []
    assert related(error(FILE, "title")) == []


def test_a_worked_example_names_only_what_is_published() -> None:
    examples = (
        Example(papers=("full", "other"), why="Both."),
        Example(papers=("full",), why="Goes."),
        Example(title="Such papers", papers=("full",), why="Stays."),
        Example(title="Others", why="Stays."),
    )
    scope = Scope(statement="S.", included=examples, borderline=examples)
    held = replace(SURVEY, settings=SURVEY.settings.model_copy(update={"scope": scope}))
    kept = publishable(held, [error(FILE, "title")]).settings.scope
    assert kept.included == kept.borderline
    assert [(one.title, one.papers) for one in kept.included] == [
        (None, ("other",)),
        ("Such papers", ()),
        ("Others", ()),
    ]
    assert publishable(held, []).settings is held.settings
    one_less = publishable(held, [error("content/survey.yml", "scope", "included", 1, "papers", 0)]).settings.scope
    assert one_less.included == (examples[0], *examples[2:])


def test_a_work_whose_paper_is_left_out_has_none() -> None:
    term = Term(id="a", name="A", definition="First.", paper="full")
    works = replace(SURVEY, vocabulary={"methods": (term,)})
    assert publishable(works, []).vocabulary["methods"] == (term,)
    assert publishable(works, [error(FILE, "title")]).vocabulary["methods"][0].paper is None
