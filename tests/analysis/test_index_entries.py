"""Terms, people, venues and years: their papers, names, results, and what is found with them."""

from itertools import pairwise

import pytest
from livingsurvey.analysis.derive import Analysis
from livingsurvey.analysis.index_entries import (
    Entries,
    current_term,
    entry_sets,
    index_entries,
    keys_of_people,
    keys_of_venues,
)
from livingsurvey.model import Change, Claim, Status, Survey, Term

from tests import builders
from tests.builders import paper, survey


def entries(subject: Survey) -> Entries:
    """The entries of a survey."""
    return index_entries(subject, keys_of_people(subject), keys_of_venues(subject))


def term(identifier: str, name: str = "", **fields: str) -> Term:
    """A term whose name is its id in capitals."""
    return Term(id=identifier, name=name or identifier.upper(), definition="D.", **fields)


def claim(measure: str = "latency", on: str | None = None) -> Claim:
    """A claim on something."""
    return builders.claim(quote="Q.", measure=measure, on=on, change=Change(form="factor", value=2, unit="×"))


def test_a_survey_of_nothing_has_empty_sets() -> None:
    assert {kind: dict(held) for kind, held in entries(survey()).items()} == {kind: {} for kind in entry_sets(survey())}


def test_a_term_has_its_papers_newest_first_and_the_excluded_apart() -> None:
    subject = survey(
        paper("old", models=("GPT",), published="2020"),
        paper("new", models=("GPT",), published="2024-05"),
        paper("out", models=("GPT",), status=Status.EXCLUDED),
        vocabulary={"models": (term("gpt"),)},
    )
    entry = entries(subject)["models"]["gpt"]
    assert (entry.papers, entry.excluded, entry.total) == (("new", "old"), ("out",), 3)


def test_the_terms_that_papers_have_are_entries_in_the_order_of_their_vocabulary() -> None:
    terms = (term("z"), term("wide"), term("a", parent="wide"), term("old", deprecated_to="z"), term("out"), term("no"))
    papers = (
        paper("one", kind="z"),
        paper("two", kind="a"),
        paper("three", kind="out", status=Status.EXCLUDED, reason="r"),
        paper("four", kind="z", status=Status.EXCLUDED, reason="r"),
    )
    found = entries(survey(*papers, vocabulary={"kinds": terms}))["kinds"]
    assert [(key, entry.name, entry.total) for key, entry in found.items()] == [
        *(("z", "Z", 2), ("wide", "WIDE", 0), ("a", "A", 1), ("old", "OLD", 0))
    ]


def test_a_name_that_is_in_no_vocabulary_has_no_entry() -> None:
    assert entries(survey(paper(models=("GPT",))))["models"] == {}


def test_papers_of_a_deprecated_term_stand_under_its_successor() -> None:
    terms = (term("old", deprecated_to="newer"), term("newer", deprecated_to="newest"), term("newest"))
    found = entries(survey(paper("p", methods=("OLD",)), vocabulary={"methods": terms}))["methods"]
    assert [found[key].papers for key in ("old", "newer", "newest")] == [(), (), ("p",)]


def test_terms_that_are_deprecated_in_a_circle_come_to_an_end() -> None:
    subject = survey(vocabulary={"methods": (term("a", deprecated_to="b"), term("b", deprecated_to="a"))})
    assert current_term(subject, "methods", "A") is not None


@pytest.mark.parametrize(
    "names", [("Xavier García", "Xavier Garcia"), ("Po-Sen Huang", "Po-sen Huang"), ("A. B. C.", "A B C")]
)
def test_spellings_that_differ_in_case_accents_or_points_are_one_person(names: tuple[str, str]) -> None:
    (person,) = entries(survey(paper("a", authors=names[:1]), paper("b", authors=names[1:])))["people"].values()
    assert person.total == 2
    assert set(person.spellings) == set(names)


def test_a_person_is_called_by_the_most_frequent_spelling_and_then_the_one_with_accents() -> None:
    papers = [paper(key, authors=(name,)) for key, name in (("a", "Ana Ré"), ("b", "Ana Re"))]
    assert entries(survey(*papers))["people"]["ana-re"].name == "Ana Ré"
    assert entries(survey(*papers, paper("c", authors=("Ana Re",))))["people"]["ana-re"].name == "Ana Re"


def test_a_person_named_twice_in_a_paper_has_it_once() -> None:
    assert entries(survey(paper("a", authors=("Ana Re", "Ana Ré"))))["people"]["ana-re"].papers == ("a",)


def test_venues_and_years_have_their_papers() -> None:
    found = entries(survey(paper("a", venue="ICML 2024", published="2024"), paper("b", venue="icml 2024")))
    assert found["venues"]["icml-2024"].papers == ("a", "b")
    assert {key: entry.papers for key, entry in found["years"].items()} == {"2024": ("a",)}


def test_what_stands_in_the_same_papers_is_counted_most_first() -> None:
    subject = survey(
        paper("a", models=("GPT",), methods=("MOE", "KV")),
        paper("b", models=("GPT",), methods=("KV",)),
        paper("c", methods=("KV",)),
        vocabulary={"models": (term("gpt"),), "methods": (term("moe"), term("kv"))},
    )
    found = entries(subject)
    assert found["models"]["gpt"].co_mentions == (("methods", "kv", 2), ("methods", "moe", 1))
    assert found["methods"]["moe"].co_mentions == ()  # one paper tells that by itself


def test_co_authors_are_counted() -> None:
    subject = survey(paper("a", authors=("Ann", "Bob")), paper("b", authors=("Ann", "Bob", "Cy")))
    assert entries(subject)["people"]["ann"].co_mentions == (("people", "bob", 2), ("people", "cy", 1))


def test_results_stand_under_their_measure_and_what_they_were_measured_on() -> None:
    subject = survey(
        paper("a", claims=(claim(), claim(on="MATH and MATH-500"))),
        paper("out", claims=(claim(on="MATH"),), status=Status.EXCLUDED),
        vocabulary={"measures": (term("latency"),), "benchmarks": (term("math"), term("math-500"))},
    )
    found = entries(subject)
    assert found["measures"]["latency"].results == (("a", 0), ("a", 1))
    assert found["benchmarks"]["math"].results == (("a", 1),)
    assert found["benchmarks"]["math-500"].results == (("a", 1),)


def test_every_author_venue_and_year_of_the_real_survey_has_an_entry(
    real_survey: Survey, real_insight: Analysis
) -> None:
    held = {kind: {key for entry in found.values() for key in (*entry.papers, *entry.excluded)}
            for kind, found in real_insight.entries.items()}  # fmt: skip
    assert held["people"] == {p.key for p in real_survey.papers if p.authors}
    assert held["venues"] == {p.key for p in real_survey.papers if p.venue}
    assert held["years"] == {p.key for p in real_survey.papers if p.year}


def test_what_is_beside_an_entry_of_the_real_survey_is_found_with_it(real_insight: Analysis) -> None:
    found = real_insight.entries
    pairs = [
        (entry, found[other][key], count)
        for kind in ("models", "people")
        for entry in found[kind].values()
        for other, key, count in entry.co_mentions
    ]
    assert pairs
    for entry, other, count in pairs:
        here, there = {*entry.papers, *entry.excluded}, {*other.papers, *other.excluded}
        out = set(entry.excluded) if entry.key in found["models"] else set()
        assert len((here - out) & there) == count
    assert all(
        first[2] >= second[2] for entry in found["models"].values() for first, second in pairwise(entry.co_mentions)
    )
