"""Finding which records are the same paper."""

from typing import Any

import pytest
from livingsurvey.importers.captured_listing import Record, parse_listing
from livingsurvey.importers.captured_text import read_lines
from livingsurvey.importers.merge_records import Gathered, gather, merge
from livingsurvey.model import Finding, Severity, is_key

from tests.builders import REPOSITORY, paper, seen
from tests.growth import takes_at_most

Records = list[tuple[str, str, Record]]


def record(
    title: str, identifier: str = "a", rank: int = 1, line: int = 1, abstract: str = ""
) -> tuple[str, str, Record]:
    """A record of the source ``identifier``; its abstract follows from its title."""
    text = abstract or f"The abstract of {title.casefold()}."
    return identifier, f"content/sources/{identifier}.txt", Record(title, text, rank, line)


def titled(title: str, identifier: str = "a", line: int = 1, **facts: Any) -> tuple[str, str, Record]:
    """A record without an abstract, with facts."""
    return identifier, f"content/sources/{identifier}.txt", Record(title, "", 1, line, facts)


def groups(*records: tuple[str, str, Record]) -> Gathered:
    """The papers among records that do not contradict each other."""
    found = gather(list(records))
    assert found.conflicts == []
    return found


@pytest.fixture(scope="module")
def real_records() -> Records:
    """The records of the five real captures."""
    found: Records = []
    for number, path in enumerate(sorted((REPOSITORY / "content/sources").glob("*.txt"))):
        lines, _ = read_lines(path.read_bytes(), path.name)
        found += [(f"daily-papers-{number}", path.name, one) for one in parse_listing(lines, path.name).records]
    return found


def test_records_with_the_same_title_are_one_paper_with_every_place_it_was_seen() -> None:
    (candidate,) = groups(record("One Title", "a", 3, 9), record("One Title", "b", 7, 15)).papers
    assert candidate.seen == [seen(3, 9, "a"), seen(7, 15, "b")]


def test_titles_that_differ_in_case_and_punctuation_are_one_paper_under_the_first_spelling() -> None:
    same = "One abstract."
    (candidate,) = groups(record("Test-Time: X", abstract=same), record("test time X.", "b", abstract=same)).papers
    assert candidate.title == "Test-Time: X"


def test_papers_come_in_the_order_in_which_they_were_first_seen() -> None:
    found = groups(record("Zebra"), record("Ant", line=3), record("Zebra", "b"), record("Bee", "b", 2, 3))
    assert [candidate.title for candidate in found.papers] == ["Zebra", "Ant", "Bee"]


def test_another_wording_of_the_abstract_is_reported_and_the_first_kept() -> None:
    first, second = "We show that bees build wax cells.", "We show how bees build wax cells well."
    found = gather([record("Twice", "a", 1, 11, first), record("Other"), record("Twice", "b", 2, 25, second)])
    assert found.papers[0].abstract == first
    assert found.papers[0].seen == [seen(1, 11, "a"), seen(2, 25, "b")]
    assert found.conflicts == [
        Finding(
            "content/sources/b.txt",
            25,
            0,
            "merge",
            "the abstract of «Twice» differs from the one in a, line 11.",
            "The first text is kept; compare them.",
            Severity.WARNING,
        )
    ]


def test_a_title_alone_joins_nothing_and_is_reported_side_by_side() -> None:
    outcome = merge(
        gather([record("Bees and wax and honey", "a", 1, 11, "First."), titled("Bees and Wax and Honey")]), ()
    )
    assert list(outcome.new) == ["bees-and-wax-and-honey", "bees-and-wax-and-honey-2"]
    (conflict,) = outcome.conflicts
    assert "may be the same work" in conflict.message
    assert conflict.fix.endswith("«survey merge bees-and-wax-and-honey-2 into bees-and-wax-and-honey».")


def test_an_identifier_of_another_work_is_left_out_of_the_second_and_reported() -> None:
    found = gather([titled("Where to comment code", arxiv="1806.00001"), titled("Finding bugs", arxiv="1806.00001")])
    assert [candidate.facts.get("arxiv") for candidate in found.papers] == ["1806.00001", None]
    (conflict,) = found.conflicts
    assert "states arxiv 1806.00001, which is that of «Where to comment code»; it is left out." in conflict.message


def test_an_identifier_of_a_known_paper_is_left_out_of_a_new_one() -> None:
    known = paper("one", title="Where to comment code", doi="10.1000/A")
    outcome = merge(gather([titled("Finding needless bugs", doi="10.1000/a", arxiv="1806.00001")]), (known,))
    assert outcome.new["finding-needless-bugs"].facts == {"arxiv": "1806.00001"}
    assert len(outcome.conflicts) == 1


def test_what_each_record_adds_to_the_publication_says_where_it_is_from() -> None:
    first = titled("Bees", "a", doi="10.1/x", publication={"volume": "1"})
    second = titled("Bees", "b", doi="10.1/X", publication={"volume": "2", "page": "3–4"})
    (candidate,) = gather([first, second]).papers
    assert candidate.facts["publication"] == {"volume": "1", "page": "3–4"}
    assert {name: origin.file for name, origin in candidate.provenance.items()} == {
        "doi": "a.txt",
        "publication": "a.txt",
        "publication.page": "b.txt",
    }


def test_a_thousand_works_of_one_title_are_gathered_in_time_that_grows_with_their_number() -> None:
    records = [titled("Introduction", line=n + 1, authors=[f"Eva Lind{n}"]) for n in range(4000)]
    assert takes_at_most(8, lambda count: gather(records[:count]), small=1000, large=4000)


def test_nothing_gathered_is_nothing_merged() -> None:
    outcome = merge(Gathered(), (paper(),))
    assert (outcome.new, outcome.more_seen, outcome.conflicts) == ({}, {}, [])


def test_a_paper_not_known_is_new_under_a_key_from_its_title() -> None:
    outcome = merge(groups(record("One Title")), ())
    assert list(outcome.new) == ["one-title"]
    assert outcome.more_seen == {}


def test_a_known_paper_with_known_provenance_is_left_alone() -> None:
    known = paper("one-title", title="One Title", seen=(seen(3, 9, "a"),))
    outcome = merge(groups(record("One Title", "a", 3, 9)), (known,))
    assert (outcome.new, outcome.more_seen) == ({}, {})


def test_a_known_paper_seen_elsewhere_gains_only_that_record() -> None:
    known = paper("one-title", title="One Title", seen=(seen(3, 9, "a"),))
    outcome = merge(groups(record("One Title", "a", 3, 9), record("ONE TITLE", "b", 4, 19)), (known,))
    assert (outcome.new, outcome.more_seen) == ({}, {"one-title": [seen(4, 19, "b")]})


def test_a_paper_added_by_hand_is_recognised_by_its_title() -> None:
    outcome = merge(groups(record("One Title", "a", 3, 9)), (paper("by-hand", title="one title"),))
    assert (outcome.new, outcome.more_seen) == ({}, {"by-hand": [seen(3, 9, "a")]})


def test_a_title_that_a_curator_corrected_is_recognised_by_its_record() -> None:
    known = paper("one-titel", title="One Title, Corrected", seen=(seen(3, 9, "a"),))
    outcome = merge(groups(record("One Titel", "a", 3, 9)), (known,))
    assert (outcome.new, outcome.more_seen) == ({}, {})


def test_a_corrected_title_is_recognised_by_any_of_its_records() -> None:
    known = paper("one-titel", title="Corrected", seen=(seen(3, 9, "a"), seen(4, 19, "b")))
    outcome = merge(groups(record("One Titel", "c", 1, 5), record("One Titel", "b", 4, 19)), (known,))
    assert (outcome.new, outcome.more_seen) == ({}, {"one-titel": [seen(1, 5, "c")]})


def test_a_corrected_title_and_its_old_spelling_both_add_to_one_paper() -> None:
    known = paper("old-title", title="New Title", abstract="A.", seen=(seen(1, 1, "a"),))
    found = groups(
        record("Old Title", "a", 1, 1, "A."), record("Old Title", "c", 1, 5, "A."), record("New Title", "b", 1, 3, "A.")
    )
    assert merge(found, (known,)).more_seen == {"old-title": [seen(1, 5, "c"), seen(1, 3, "b")]}


def test_the_same_line_of_another_source_is_another_record() -> None:
    known = paper("one", title="One", seen=(seen(3, 9, "a"),))
    assert list(merge(groups(record("Two", "b", 3, 9)), (known,)).new) == ["two"]


def test_a_new_paper_gets_neither_a_key_nor_an_alias_of_a_known_one() -> None:
    known = (paper("one-title", title="Another"), paper("moved", title="A Third", aliases=("one-title-2",)))
    assert list(merge(groups(record("One Title")), known).new) == ["one-title-3"]


def test_new_papers_with_like_titles_get_keys_of_their_own() -> None:
    outcome = merge(groups(record("Résumé"), record("Resume", line=3), record("Re-su-me: β", line=5)), ())
    assert list(outcome.new) == ["resume", "resume-2", "re-su-me-beta"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "SMART: Self-Aware Agent for Tool Overuse Mitigation",
            "SMART: Self-learning Meta-strategy Agent for Reasoning Tasks",
        ),
        (
            "ImitAL: Learning Active Learning Strategies from Synthetic Data",
            "ImitAL: Learned Active Learning Strategy on Synthetic Data",
        ),
        (
            "OneRec Technical Report",
            "OneRec: Unifying Retrieve and Rank with Generative Recommender and Iterative Preference Alignment",
        ),
    ],
)
def test_near_namesakes_in_the_real_captures_stay_apart(real_records: Records, one: str, other: str) -> None:
    found = gather(real_records)
    outcome = merge(found, ())
    assert len({key for key, candidate in outcome.new.items() if candidate.title in (one, other)}) == 2


def test_the_real_captures_hold_535_papers_without_a_contradiction(real_records: Records) -> None:
    found = gather(real_records)
    assert (len(real_records), len(found.papers), found.conflicts, found.doubtful) == (655, 535, [], [])


def test_78_papers_stand_in_more_than_one_real_capture(real_records: Records) -> None:
    found = gather(real_records)
    sources = [{place.source for place in candidate.seen} for candidate in found.papers]
    assert sum(len(several) > 1 for several in sources) == 78


def test_every_record_of_the_real_captures_is_the_provenance_of_one_paper(real_records: Records) -> None:
    found = gather(real_records)
    places = [(place.source, place.line) for candidate in found.papers for place in candidate.seen]
    assert sorted(places) == sorted((source, one.line) for source, _, one in real_records)


def test_every_paper_of_the_real_captures_gets_a_valid_key(real_records: Records) -> None:
    outcome = merge(gather(real_records), ())
    assert len(outcome.new) == 535
    assert all(is_key(key) for key in outcome.new)
