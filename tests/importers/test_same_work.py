"""Which descriptions are of one work: measured on labelled records, and told apart one kind at a time."""

from collections import defaultdict
from itertools import combinations
from typing import Any

import pytest
from livingsurvey.importers.merge_records import gather
from livingsurvey.importers.same_work import Verdict, judge
from livingsurvey.importers.work import Work

from tests.importers.labelled_records import labelled_records


def measured(seed: int, count: int) -> tuple[int, float, float, list[str]]:
    """The number of records, sensitivity and specificity over pairs, and what was joined wrongly."""
    made = labelled_records(seed, count)
    group = {seen.line: n for n, one in enumerate(gather(made.records).papers) for seen in one.seen}
    lines: dict[int, list[int]] = defaultdict(list)
    for line, label in enumerate(made.works, start=1):
        lines[label].append(line)
    same = [group[a] == group[b] for copies in lines.values() for a, b in combinations(copies, 2)]
    wrong = [f"{made.records[a - 1]} {made.records[b - 1]}" for a, b in made.alike if group[a] == group[b]]
    return len(made.records), sum(same) / len(same), 1 - len(wrong) / len(made.alike), wrong


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_copies_of_a_work_are_found_and_works_that_resemble_one_stay_apart(seed: int) -> None:
    records, sensitivity, specificity, wrong = measured(seed, 1000)
    assert records >= 2000
    assert specificity >= 0.999, wrong
    assert sensitivity >= 0.97


def work(title: str, abstract: str = "", **facts: Any) -> Work:
    """A work by two people, with facts instead of or beside theirs."""
    people = {"authors": ["Eva Lind", "Tom Berg"], "published": "2019", "venue": "Journal of Bees"}
    return Work(title, abstract, {name: value for name, value in (people | facts).items() if value})


TITLE = "How bees build the cells of their wax comb"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (work(TITLE), work(TITLE.upper())),
        (work(TITLE), work(TITLE, authors=["E. Lind", "T. Berg"])),
        (work(TITLE), work(TITLE, authors=["Lind Eva", "Berg Tom"])),
        (work(TITLE), work(TITLE, venue="J. Bees")),
        (work(TITLE), work(TITLE, published="2020-01")),
        (work(TITLE), work(TITLE, authors=["Eva Lind"], publication={"authors_omitted": "some"})),
        (work(TITLE), work(TITLE, venue=None, published="2017", arxiv="1701.00001")),
        (work(TITLE), work("How bees bulid the cells of their wax comb")),
        (work(TITLE), work(f"{TITLE}: seen from inside")),
        (work(TITLE, doi="10.1/x"), work("How bees build cells", doi="10.1/X", authors=None, published=None)),
        (work(TITLE, "We watch bees build.", authors=None), work(TITLE, "We watch bees build!", authors=None)),
        (work("The honey bee"), work("The Honey Bee")),
    ],
)
def test_one_work_described_in_two_ways_is_the_same(one: Work, other: Work) -> None:
    assert judge(one, other).verdict == Verdict.SAME
    assert judge(other, one).verdict == Verdict.SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (work(TITLE), work(TITLE, authors=["Cy Moe", "Max Roe"])),
        (work(TITLE, authors=["Eva Lind"]), work(TITLE, authors=["Ole Lind"])),
        (work(TITLE), work(f"{TITLE}: a reply")),
        (work(TITLE), work(f"Comment on «{TITLE}»")),
        (work(f"{TITLE}, part I"), work(f"{TITLE}, part II")),
        (work(f"{TITLE} 1"), work(f"{TITLE} 2")),
        (work("Programming in C for engineers"), work("Programming in C++ for engineers")),
        (work("Programming in C# for engineers"), work("Programming in C for engineers")),
        (work("Tumours that are p53⁺ in mice"), work("Tumours that are p53⁻ in mice")),
        (
            work("Bees", doi="10.1/insects", venue="Insects", publication={"type": "chapter"}),
            work("Wax and honey", doi="10.1/insects", venue="Insects", publication={"type": "chapter"}),
        ),
    ],
)
def test_different_works_stay_apart(one: Work, other: Work) -> None:
    assert judge(one, other).verdict == Verdict.APART
    assert judge(other, one).verdict == Verdict.APART


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (work(TITLE, doi="10.1/a"), work(TITLE, doi="10.1/b"), "different doi: 10.1/a and 10.1/b"),
        (work(TITLE), work(TITLE, published="2029"), "another year: 2019 and 2029"),
        (work(TITLE), work(TITLE, venue="Wax Letters"), "another container: «Journal of Bees» and «Wax Letters»"),
        (
            work(TITLE, publication={"type": "thesis"}),
            work(TITLE, publication={"type": "article-journal"}, venue=None),
            "another type: thesis and article-journal",
        ),
        (
            work(TITLE, publication={"edition": "1st"}),
            work(TITLE, publication={"edition": "Second 2"}),
            "another edition: 1st and Second 2",
        ),
        (
            work(TITLE, publication={"volume": "1", "page": "1–9"}),
            work(TITLE, publication={"volume": "1", "page": "20–29"}),
            "other pages: 1 and 20",
        ),
        (work("Editorial"), work("Editorial"), "a title that many works have"),
        (
            work(TITLE, authors=None, venue=None),
            work(TITLE, venue=None),
            "the same title; authors are not known of both",
        ),
        (work(TITLE, "Ants sleep.", authors=None), work(TITLE, "Wax melts soon.", authors=None), "other abstracts"),
        (work("Wax", arxiv="1701.00001"), work("Stars", arxiv="1701.00001"), "the same arxiv, but unlike titles"),
    ],
)
def test_what_a_person_must_decide_says_why(one: Work, other: Work, why: str) -> None:
    judgement = judge(one, other)
    assert judgement.verdict == Verdict.DOUBTFUL
    assert judgement.why == why


def test_an_identifier_of_unlike_titles_is_disputed() -> None:
    assert judge(work("Wax", doi="10.1/a"), work("Stars", doi="10.1/A")).disputed == "doi"
