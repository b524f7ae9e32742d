"""What is known is recognised in whatever form it comes again, and what is another work is not."""

from dataclasses import replace
from typing import Any

import pytest
from livingsurvey.importers.ingest import read_source
from livingsurvey.importers.known_works import KnownWorks
from livingsurvey.importers.recognition import recognise
from livingsurvey.importers.records import Record
from livingsurvey.importers.same_work import Verdict
from livingsurvey.importers.work import Work
from livingsurvey.model import FoundAt, Paper, ScreeningCandidate, Survey

from tests.builders import REPOSITORY, paper, survey
from tests.importers.disguises import DISGUISES, Disguise
from tests.importers.labelled_records import labelled_records


@pytest.fixture(scope="module")
def captured(real_survey: Survey) -> list[tuple[Record, Paper]]:
    """All records of the real survey's captures, each with its paper."""
    papers = {(seen.source, seen.line): one for one in real_survey.papers for seen in one.seen}
    records = [(source.id, one) for source in real_survey.sources for one in read_source(REPOSITORY, source).records]
    return [(record, papers[source, record.line]) for source, record in records]


@pytest.fixture(scope="module")
def known(real_survey: Survey) -> KnownWorks:
    """The works of the real survey."""
    return KnownWorks(real_survey)


@pytest.mark.parametrize("disguise", DISGUISES, ids=lambda one: one.__name__)
def test_no_record_of_the_real_survey_is_new_in_a_disguise(
    disguise: Disguise, captured: list[tuple[Record, Paper]], known: KnownWorks
) -> None:
    assert len(captured) == 655
    found = [(known.find(disguise(record, paper)).known, record, paper) for record, paper in captured]
    assert [record.title for one, record, _ in found if one is None] == []
    assert len([paper.key for one, _, paper in found if one and one.key != paper.key]) <= 1  # two are called ImitAL


def test_a_title_alone_is_recognised_unless_it_is_short(
    captured: list[tuple[Record, Paper]], known: KnownWorks
) -> None:
    bare = [replace(record, abstract="", facts={}) for record, _ in captured]
    unknown = [(record, known.find(record)) for record in bare if known.find(record).known is None]
    assert {len(record.title.split()) for record, _ in unknown} <= {2, 3}
    assert all(found.doubtful for _, found in unknown)


def test_no_paper_of_the_real_survey_is_taken_for_another(real_survey: Survey) -> None:
    works = [(one, Record(one.title, one.abstract, 1, 1, _facts(one))) for one in real_survey.papers]
    known = KnownWorks(real_survey)
    assert [
        one.key for one, record in works if (found := known.find(record).known) is None or found.key != one.key
    ] == []
    for start in range(0, len(works), 107):  # a fifth at a time is unknown
        left_out = {one.key for one, _ in works[start : start + 107]}
        others = KnownWorks(replace(real_survey, papers=tuple(p for p in real_survey.papers if p.key not in left_out)))
        assert [record.title for _, record in works[start : start + 107] if others.find(record).known] == []


def _facts(one: Paper) -> dict[str, Any]:
    stated = {name: getattr(one, name) for name in ("authors", "published", "venue", "arxiv", "doi")}
    return {name: value for name, value in stated.items() if value}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_works_that_resemble_known_ones_are_not_taken_for_them(seed: int) -> None:
    made = labelled_records(seed, 1000)
    records = [record for _, _, record in made.records]
    works = [Work(record.title, record.abstract, record.facts) for record in records]
    wrong = [
        (records[a - 1], records[b - 1])
        for a, b in made.alike
        if recognise(works[a - 1], works[b - 1]).verdict == Verdict.SAME
    ]
    assert wrong == []


TITLE = "How bees build the cells of their wax comb"


def work(title: str = TITLE, abstract: str = "", **facts: Any) -> Work:
    """A work by two people, with facts instead of theirs."""
    stated = {"authors": ["Eva Lind", "Tom Berg"], "published": "2019", **facts}
    return Work(title, abstract, {name: value for name, value in stated.items() if value})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (work(arxiv="1901.00001"), work(venue="Journal of Bees", published="2021", publication={"type": "chapter"})),
        (work(arxiv="1901.00001"), work("Wax and comb", doi="10.48550/arXiv.1901.00001v2")),
        (work(), work(authors=None, published=None)),
        (work(f"{TITLE}: seen from inside"), work()),
        (work("Bees: how they build"), work("Bees")),
        (work("Bees! How they build: a review"), work("Bees! How they build")),
        (work(), work("How bees build the cells …", authors=["E Lind"])),
        (work(TITLE, "We watch bees."), work("How bees build the cells of...", "We watch bees", authors=None)),
        (work("Wax & comb in four hives"), work("Wax and comb in four hives")),
        (work("Bees‐in‐hives of four kinds"), work("Bees-in-hives of four kinds")),
        (work("Editorial", authors=None), work("Editorial", authors=None)),
    ],
)
def test_one_work_in_two_forms_is_recognised(one: Work, other: Work) -> None:
    assert recognise(one, other).verdict == Verdict.SAME
    assert recognise(other, one).verdict == Verdict.SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (work(), work(authors=["Cy Moe", "Max Roe"])),
        (work(published="2001"), work(published="2019")),
        (work(doi="10.1/a"), work(doi="10.1/b")),
        (work(arxiv="1901.00001", publication={"type": "article-journal"}), work(publication={"type": "thesis"})),
        (work(f"{TITLE}: part I"), work(f"{TITLE}: part II")),
        (work(f"{TITLE}: II. The wax"), work()),
        (work(f"{TITLE}: a reply"), work()),
        (work(f"{TITLE}: erratum"), work()),
        (work("Bees: how they build"), work("Bees", authors=["Cy Moe"])),
        (work("Bees: how they build", authors=["Eva Lind"]), work("Bees", authors=["Eva Lind"], published="2020")),
        (work(), work("How bees build the cells …", authors=None, published=None)),
        (work("Editorial"), work("Editorial", published="2020")),
        (work("Wax"), work("Wax", authors=None)),
        (work(), work("How ants build the cells of their nest", arxiv="1901.00001")),
        (work(arxiv="1901.00001"), work("On ants", authors=["Cy Moe"], arxiv="1901.00001")),
    ],
)
def test_what_may_be_two_works_is_not_recognised(one: Work, other: Work) -> None:
    assert recognise(one, other).verdict != Verdict.SAME
    assert recognise(other, one).verdict != Verdict.SAME


def test_what_may_be_another_work_names_it_and_not_itself() -> None:
    twin = ScreeningCandidate(key="twin", title="Wax comb", found=(FoundAt(search="reefs", date="2026-11-23"),))
    works = survey(paper("one", title="Wax comb", authors=("Eva Lind",)), paper("two"), candidates=(twin,))
    known = KnownWorks(works)
    assert [key for key, _ in known.resembled(twin)] == ["one"]
    assert [key for key, _ in known.resembled(works.paper["one"])] == ["twin"]
    assert known.resembled(works.paper["two"]) == ()


def test_a_candidate_whose_work_was_added_as_a_paper_meanwhile_names_it() -> None:
    late = ScreeningCandidate(key="late", title="Wax comb", found=(FoundAt(search="reefs", date="2026-11-23"),))
    works = survey(paper("one", title="Wax comb", abstract=""), candidates=(late,))
    assert KnownWorks(works).resembled(late) == (("one", "what is stated agrees"),)


def test_few_papers_of_the_real_survey_resemble_another(real_survey: Survey, known: KnownWorks) -> None:
    pairs = {frozenset((one.key, key)) for one in real_survey.papers for key, _ in known.resembled(one)}
    assert len(pairs) < 5
