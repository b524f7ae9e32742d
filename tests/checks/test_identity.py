"""Which papers are told to be one, and what tells them apart."""

from typing import Any

import pytest
from livingsurvey.checks.apart import told_apart
from livingsurvey.checks.rule import RULES
from livingsurvey.model import Paper, Provenance, Publication, Survey

from tests.builders import paper, survey

TITLE = "On the colour of bees"
LIND = {"authors": ("Eva Lind",), "published": "2003", "venue": "Annals of Bees"}
STATED = {"doi": Provenance(file="a.csv", line=1)}


def pair(one: dict[str, Any], other: dict[str, Any], title: str = TITLE) -> Survey:
    """Two papers of one title."""
    return survey(*(paper(key, title=title, **fields) for key, fields in (("a", one), ("b", other))))


def fired(rule: str, subject: Survey) -> list[str]:
    """The files that a rule reports."""
    return [found.file for found in RULES[rule](subject)]


DIFFERENT = [
    {"authors": ("Tom Berg", "Cy Moe")},
    {"published": "2010-01"},
    {"venue": "Journal of Wasps"},
    {"doi": "10.1000/b"},
    {"arxiv": "2401.00002"},
    {"publication": Publication(volume="4")},
    {"publication": Publication(edition="2nd")},
    {"publication": Publication(page="13–19")},
    {"publication": Publication(chapter_number="9")},
]
SAME = [
    {},
    {"authors": ("E. Lind", "Tom Berg")},
    {"authors": ("Eva Lïnd",)},
    {"published": "2004"},
    {"published": "2003-05-19"},
    {"venue": "Ann. Bees"},
    {"venue": "The Annals of Bees"},
    {"venue": None},
    {"publication": Publication(volume="3", page="12-14")},
    {"doi": "10.1000/A"},
]
FIRST = LIND | {
    "doi": "10.1000/a",
    "arxiv": "2401.00001",
    "publication": Publication(volume="3", page="12–15", edition="1st", chapter_number="8"),
}


@pytest.mark.parametrize("title", [TITLE, "Introduction"])
@pytest.mark.parametrize("fields", DIFFERENT, ids=str)
def test_works_of_one_title_are_told_apart_by_what_else_is_known(title: str, fields: dict[str, Any]) -> None:
    assert fired("duplicate-title", pair(FIRST, LIND | fields, title)) == []


@pytest.mark.parametrize("title", [TITLE, "Introduction"])
@pytest.mark.parametrize("fields", SAME, ids=str)
def test_works_of_one_title_that_agree_are_one(title: str, fields: dict[str, Any]) -> None:
    assert fired("duplicate-title", pair(FIRST, LIND | fields, title)) == ["content/papers/b.md"]


def test_a_short_title_alone_makes_no_duplicate_of_a_paper_of_which_more_is_known() -> None:
    assert fired("duplicate-title", pair(LIND, {}, "Introduction")) == []
    assert fired("duplicate-title", pair(LIND, {}, TITLE)) == ["content/papers/b.md"]


def test_each_of_many_is_compared_with_all_before_it() -> None:
    papers = [paper(f"p{n}", title="Reply", authors=(f"Ann Name{chr(97 + n)}",)) for n in range(9)]
    again = paper("q", title="Reply", authors=("A. Namee",))
    (found,) = RULES["duplicate-title"](survey(*papers, again))
    assert (found.file, "«Reply» is also p4" in found.message) == ("content/papers/q.md", True)


def test_nearly_equal_titles_of_other_people_or_years_are_left_alone() -> None:
    one = paper("a", title="Fast simulation of showers in water", authors=("Eva Lind",), published="2018")
    slip = paper("b", title="Fast simulation of shower in water", authors=("Eva Lind",), published="2018")
    later = slip.model_copy(update={"published": "2022"})
    assert fired("near-duplicate", survey(one, slip)) == ["content/papers/b.md"]
    assert fired("near-duplicate", survey(one, later)) == []
    assert told_apart(one, later) and not told_apart(one, slip)


def chapters(*types: str | None, venue: str | None = "Insects", **fields: Any) -> tuple[Paper, ...]:
    """Works of one DOI in one book."""
    return tuple(
        paper(
            f"p{n}",
            title=f"{'ABC'[n]} part",
            venue=venue,
            doi="10.1000/insects",
            publication=Publication(type=type) if type else None,
            **fields,
        )
        for n, type in enumerate(types)
    )


@pytest.mark.parametrize("types", [("chapter", "chapter", "entry"), ("paper-conference", "paper-conference")])
def test_parts_of_one_book_may_share_its_doi(types: tuple[str, ...]) -> None:
    assert fired("duplicate-doi", survey(*chapters(*types))) == []


def test_parts_of_one_container_of_unknown_type_may_share_the_doi_that_a_source_states() -> None:
    assert fired("duplicate-doi", survey(*chapters(None, None, provenance=STATED))) == []
    assert fired("duplicate-doi", survey(*chapters(None, None))) == ["content/papers/p1.md"]


@pytest.mark.parametrize(
    "papers",
    [
        chapters("article-journal", "article-journal"),
        chapters("chapter", "chapter", venue=None),
        (chapters("chapter")[0], chapters("chapter", "chapter", venue="Birds")[1]),
        (chapters("chapter")[0], chapters("chapter")[0].model_copy(update={"key": "p1"})),
    ],
    ids=["articles", "no book", "two books", "one title"],
)
def test_other_works_may_not(papers: tuple[Paper, ...]) -> None:
    assert fired("duplicate-doi", survey(*papers)) == ["content/papers/p1.md"]


def test_an_abstract_shared_by_works_with_identifiers_of_their_own_is_left_alone() -> None:
    text = "It is known. " * 40
    one, other = (paper(key, abstract=text, doi=f"10.1000/{key}") for key in ("a", "b"))
    assert fired("duplicate-abstract", survey(one, other)) == []
    assert fired("duplicate-abstract", survey(one, other.model_copy(update={"doi": None}))) == ["content/papers/b.md"]


def test_two_authors_of_one_name_are_left_as_a_source_lists_them() -> None:
    names = ("Wei Wang", "Li Na", "Wei Wang")
    listed = paper("a", authors=names, provenance={"authors": Provenance(file="a.bib", line=1)})
    assert fired("repeated-value", survey(listed)) == []
    assert fired("repeated-value", survey(paper("a", authors=names))) == ["content/papers/a.md"]
