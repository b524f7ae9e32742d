"""From records to candidates: what is known, what is new, and what further records add."""

from typing import Any

import pytest
from livingsurvey.commands.take_candidates import take_candidates
from livingsurvey.importers.records import Record
from livingsurvey.importers.work import Work
from livingsurvey.model import CandidateDecision, FoundAt, ScreeningCandidate, Status, Survey

from tests.builders import paper, survey

AT = FoundAt(search="weekly", date="2026-05-31", url="https://example.org/answer")
ELSEWHERE = FoundAt(search="other", date="2026-06-01", url="https://example.org/other")
TITLE = "How bees build the cells of their wax comb"
DECIDED = CandidateDecision(status=Status.EXCLUDED, reason="off-topic", by="Eva Lind", date="2026-05-01")


def record(title: str = TITLE, abstract: str = "", **facts: Any) -> Record:
    """A record of two people's work."""
    return Record(title, abstract, 1, 1, {"authors": ["Eva Lind", "Tom Berg"], "published": "2019", **facts})


def candidate(**fields: Any) -> ScreeningCandidate:
    """A candidate that the weekly search has found."""
    stated = {"key": "bees", "title": TITLE, "authors": ("Eva Lind", "Tom Berg"), "published": "2019", "found": (AT,)}
    return ScreeningCandidate(**{**stated, **fields})


def test_a_new_record_becomes_a_candidate_with_what_it_states() -> None:
    facts = {"arxiv": "1901.00001", "links": [{"label": "page", "url": "https://example.org"}], "venue": "Bees"}
    given = record(abstract="We watch.", publication={"volume": "3"}, published_abstract="$x$", **facts)
    taken = take_candidates(survey(), [(given, AT)])
    (made,) = taken.candidates
    assert (made.key, made.title, made.abstract, made.year, made.venue) == (
        taken.new[0],
        TITLE,
        "We watch.",
        2019,
        "Bees",
    )
    assert (made.arxiv, made.links[0].label, made.publication and made.publication.volume) == (
        "1901.00001",
        "page",
        "3",
    )
    assert (made.found, made.waits, taken.known) == ((AT,), True, 0)


def test_a_key_is_free_among_papers_former_keys_and_candidates() -> None:
    subject = survey(paper("bees"), paper("ants", aliases=("wasps",)), candidates=(candidate(key="moths"),))
    given = [record(title, authors=[f"Ann {title}"]) for title in ("Bees", "Wasps", "Moths", "Flies")]
    assert take_candidates(subject, [(one, AT) for one in given]).new == ("bees-2", "wasps-2", "moths-2", "flies")


def test_a_paper_of_the_survey_is_known_whatever_its_status() -> None:
    papers = (paper("one", title=TITLE, authors=("Eva Lind",), status=Status.EXCLUDED, reason="off-topic"),)
    taken = take_candidates(survey(*papers), [(record(), AT)])
    assert (taken.candidates, taken.known, taken.new) == ((), 1, ())


@pytest.mark.parametrize("decision", [None, DECIDED])
def test_a_candidate_that_comes_again_stays_as_it_is(decision: CandidateDecision | None) -> None:
    before = candidate(decision=decision)
    taken = take_candidates(survey(candidates=(before,)), [(record(), AT), (record(), AT)])
    assert (taken.candidates, taken.known, taken.new) == ((before,), 2, ())


def test_another_search_that_finds_a_candidate_is_noted_with_the_facts_that_it_adds() -> None:
    taken = take_candidates(
        survey(candidates=(candidate(),)), [(record(abstract="We watch.", venue="Bees"), ELSEWHERE)]
    )
    (made,) = taken.candidates
    assert (made.abstract, made.venue) == ("We watch.", "Bees")
    assert made.found == (AT, ELSEWHERE.model_copy(update={"states": ("abstract", "venue")}))


def test_what_is_decided_gets_no_more_facts() -> None:
    before = candidate(decision=DECIDED)
    (made,) = take_candidates(survey(candidates=(before,)), [(record(venue="Bees"), ELSEWHERE)]).candidates
    assert made == before.model_copy(update={"found": (AT, ELSEWHERE)})


def test_two_records_of_one_work_are_one_candidate() -> None:
    taken = take_candidates(survey(), [(record(), AT), (record(TITLE.upper(), doi="10.1000/x"), ELSEWHERE)])
    (made,) = taken.candidates
    assert (made.title, made.doi, taken.known) == (TITLE, "10.1000/x", 1)


def test_a_doubtful_record_becomes_a_candidate_and_is_reported_once() -> None:
    subject = survey(paper("one", title="Wax comb", authors=("Eva Lind",)))
    given = Record("Wax comb", "", 1, 1, {})
    taken = take_candidates(subject, [(given, AT)])
    assert [(one.key, one.other) for one in taken.doubtful] == [("wax-comb", "one")]
    again = take_candidates(survey(*subject.papers, candidates=taken.candidates), [(given, AT)])
    assert (again.new, again.doubtful, again.candidates) == ((), (), taken.candidates)


def test_an_included_candidate_is_known_by_the_title_that_it_came_with() -> None:
    included = CandidateDecision(status=Status.INCLUDED, by="Eva Lind", date="2026-05-01")
    renamed = paper("wax", title="Another title", aliases=("bees",), status=Status.INCLUDED)
    taken = take_candidates(survey(renamed, candidates=(candidate(decision=included),)), [(record(), AT)])
    assert (taken.known, taken.new, len(taken.candidates)) == (1, (), 1)


def test_titles_that_sources_state_are_recognised() -> None:
    former = {"one": [Work(TITLE, "", {"authors": ["Eva Lind", "Tom Berg"], "published": "2019"})]}
    subject: Survey = survey(paper("one", title="Quite another title"))
    assert take_candidates(subject, [(record(), AT)], former).known == 1
    assert take_candidates(subject, [(record(), AT)]).known == 0


def test_a_title_of_signs_alone_has_a_key_all_the_same() -> None:
    taken = take_candidates(survey(), [(Record("工程", "", 1, 1, {"published": "2020"}), AT)])
    assert taken.new == ("paper-2020",)
